"""Khay kiểm tra, giám sát — cases whose next step is mine: in the team, for the body, as the inspected."""

from __future__ import annotations

from django.urls import reverse

from dondoc.inspecting.models import Case, CaseQuerySet
from dondoc.inspecting.waiting import waiting
from dondoc.shared.actor import Actor
from dondoc.web.desk.waiting import Item


def mine(actor: Actor) -> CaseQuerySet:
    return waiting(actor).for_list().order_by("-id")


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
