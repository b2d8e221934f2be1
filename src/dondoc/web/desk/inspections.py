"""Khay kiểm tra, giám sát — cases whose next step is mine: in the team, for the body, as the inspected; reminders to answer."""

from __future__ import annotations

from django.urls import reverse

from dondoc.access.rights import reaches, units_in
from dondoc.inspecting.actions.watching import ANSWER
from dondoc.inspecting.models import Case, CaseQuerySet
from dondoc.inspecting.waiting import waiting
from dondoc.inspecting.watching import Remark, RemarkQuerySet
from dondoc.shared.actor import Actor
from dondoc.web.desk.waiting import Item


def mine(actor: Actor) -> CaseQuerySet:
    return waiting(actor).for_list().order_by("-id")


def reminders(actor: Actor) -> RemarkQuerySet:
    """Nhắc nhở đơn vị mình chưa trả lời."""
    where = units_in(reaches(actor, ANSWER))
    return Remark.objects.visible_to(actor).waiting().filter(watch__unit__in=where).for_list().order_by("due_on", "id")


def reminder(row: Remark) -> Item:
    """Whom it is of and by when; what was said stands on its page."""
    return Item(
        reverse("inspection_watch", args=[row.watch.public_id]), row.watch.unit.listed, row.watch.body.listed, row.due_on, None, ""
    )  # fmt: skip


def item(row: Case) -> Item:
    """Known by its number and kind; what it is about stands on its page."""
    return Item(
        reverse("inspection", args=[row.public_id]),
        f"{row} · {row.sort}",
        row.body.listed,
        None,
        None,
        "",
        secrecy=row.secrecy,
    )
