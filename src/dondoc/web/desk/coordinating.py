"""Khay phối hợp — what my unit was asked and has not answered, what my unit asked and nobody answered in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from dondoc.access.rights import may
from dondoc.coordinating.lifecycle import ReplyState
from dondoc.coordinating.models import Reply, ReplyQuerySet
from dondoc.coordinating.queries import silent
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import is_late
from dondoc.units.queries import acting_unit
from dondoc.web.desk.waiting import Item, Press
from dondoc.web.personal.standing import Standing as Late


def _soonest_first(rows: ReplyQuerySet) -> ReplyQuerySet:
    return rows.for_list().order_by(models.F("due_on").asc(nulls_last=True), "id")


def to_answer(actor: Actor) -> ReplyQuerySet:
    """Asked of my own unit, the soonest day first."""
    unit, rows = acting_unit(actor), Reply.objects.visible_to(actor).waiting()
    if unit is None or not may(actor, "coordinating.receive", unit):
        return rows.none()
    return _soonest_first(rows.filter(unit=unit))


def asked(actor: Actor, moment: datetime) -> Callable[[Reply], Item]:
    """With the buttons of what one may do: who may only receive hands the answer on from the page."""
    unit = acting_unit(actor)
    answers = unit is not None and may(actor, "coordinating.answer", unit)

    def item(row: Reply) -> Item:
        request = row.request
        about = f"{capfirst(str(request.get_kind_display()))} · {request.unit.listed} · {request.on:%d/%m/%Y}"
        ways = [(_("Trả lời"), "answer_coordination")] * answers
        ways += [(_("Nhận"), "receive_coordination")] * (row.state == ReplyState.SENT)
        presses = tuple(Press(word, reverse(name, args=[row.public_id]), False) for word, name in ways)
        return Item(_page(row), _title(row), about, row.due_on, _late(row, moment), "", presses, secrecy=row.secrecy)

    return item


def unanswered(actor: Actor, moment: datetime) -> ReplyQuerySet:
    """Asked by my own unit, its day over: nobody takes the silence for a yes."""
    unit, rows = acting_unit(actor), Reply.objects.visible_to(actor)
    if unit is None or not may(actor, "coordinating.ask", unit):
        return rows.none()
    return _soonest_first(silent(rows.filter(request__unit=unit), moment))


def silent_one(row: Reply) -> Item:
    about = f"{row.unit.listed} · {_('chưa trả lời')}"
    return Item(_page(row), _title(row), about, row.due_on, Late.LATE, _("Xem"), secrecy=row.secrecy)


def _late(row: Reply, moment: datetime) -> Late | None:
    """Its day is over: said in a word, as for a work."""
    return Late.LATE if is_late(row.due_on, moment, float(row.unit.hours_from_hanoi)) else None


def _page(row: Reply) -> str:
    return reverse("coordination_request", args=[row.request.public_id])


def _title(row: Reply) -> str:
    return Truncator(row.request.text).chars(200)
