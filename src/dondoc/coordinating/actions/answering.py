"""Nhận, trả lời đề nghị phối hợp — by the unit asked; of a body outside, entered by who asked it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees, share
from dondoc.coordinating import rules
from dondoc.coordinating.actions.asking import due_fields
from dondoc.coordinating.lifecycle import REPLY, ReplyState
from dondoc.coordinating.models import Answer, Reply
from dondoc.coordinating.queries import speaks_for
from dondoc.coordinating.words import CountedFrom, DueBy
from dondoc.documents.models import Paper
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import done_late, hanoi_day
from dondoc.units.queries import is_for_other


@act("coordinating.receive", gettext_lazy("Nhận đề nghị phối hợp"))
def receive(*, reply: Reply, by: Actor, at: datetime, on: date | None = None) -> None:
    """Nhận — from this day the time runs, where the paper counts from receipt."""
    require(by, "coordinating.receive", speaks_for(reply))
    day = on or hanoi_day(at)
    rules.check_day(day, not_before=reply.request.on, today=hanoi_day(at))
    REPLY.take(reply, "receive", by=by, at=at, on=day, for_other=is_for_other(by, reply.unit_id), received_on=day,
               **due_fields(reply.request, day))  # fmt: skip
    write("coordinating.receive", reply.request, by=by, at=at, on=day, unit=reply.unit, reply=reply.pk)


@act("coordinating.answer", gettext_lazy("Trả lời đề nghị phối hợp"))
def answer(
    *, reply: Reply, text: str, by: Actor, at: datetime, on: date | None = None, paper: Paper | None = None,
    received_on: date | None = None,
) -> Answer:  # fmt: skip
    """Trả lời — the day of the first answer is what counts; more may be said after it."""
    require(by, "coordinating.answer", speaks_for(reply))
    day, now = (
        on or hanoi_day(at),
        Reply.objects.select_for_update(of=("self",)).select_related("unit").get(pk=reply.pk),
    )
    _check(now, text, day, at, by, paper, received_on)
    if now.state != ReplyState.ANSWERED:
        _first(now, day, received_on, by, at)
    row = Answer.objects.create(reply=now, text=text.strip(), paper=paper, on=day, at=at,
                                for_other=is_for_other(by, now.unit_id), **by.who)  # fmt: skip
    if paper is not None:
        share(paper, now.request.unit, because="coordinating.answer", at=at)
    write("coordinating.answer", now.request, by=by, at=at, on=day, unit=now.unit, reply=now.pk, answer=row.pk)
    return row


def _check(
    now: Reply, text: str, day: date, at: datetime, by: Actor, paper: Paper | None, received_on: date | None
) -> None:
    if now.state == ReplyState.WITHDRAWN:
        raise Refused(_("Đề nghị này đã được rút."))
    if paper is not None and not sees(by, paper):
        raise Refused(_("Không thấy văn bản này trong sổ. Vào sổ trước."))
    known = now.received_on or received_on
    needs = now.state != ReplyState.ANSWERED and known is None and counts_from_receipt(now)
    rules.check_answer(text, has_paper=paper is not None, needs_receipt=needs)
    rules.check_day(day, not_before=known or now.request.on, today=hanoi_day(at))
    if known is not None:
        rules.check_day(known, not_before=now.request.on, today=day)


def counts_from_receipt(reply: Reply) -> bool:
    """Whether its time cannot be counted before it is received."""
    line = reply.request.line
    return reply.request.due_by == DueBy.LINE and line is not None and line.counted_from == CountedFrom.RECEIVED


def _first(now: Reply, day: date, received_on: date | None, by: Actor, at: datetime) -> None:
    """The step, and whether it came late by the day known now."""
    told: dict[str, Any] = {}
    if now.received_on is None and received_on is not None:
        told = {"received_on": received_on, **due_fields(now.request, received_on)}
    due_on = told.get("due_on", now.due_on)
    late = done_late(due_on, day, at, float(now.unit.hours_from_hanoi))
    REPLY.take(now, "answer", by=by, at=at, on=day, for_other=is_for_other(by, now.unit_id), answered_on=day,
               answered_late=late, **told)  # fmt: skip
