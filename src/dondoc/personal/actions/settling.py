"""Hành vi giải quyết yêu cầu — answered, extended once, carried out or refused on a ground; never by who asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.actions import correct_name
from dondoc.access.rights import require
from dondoc.access.subjects import lift_restriction, restrict_person
from dondoc.journal.actions import write
from dondoc.personal import clocks, forgetting, rules
from dondoc.personal.lifecycle import REQUEST
from dondoc.personal.models import Kind, Request
from dondoc.reading.text import nfc
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day, is_late


@act("personal.answer", gettext_lazy("Trả lời yêu cầu về dữ liệu"))
def answer(*, request: Request, text: str, by: Actor, at: datetime, on: date | None = None) -> None:
    """Trả lời yêu cầu — what the office will do, by when; carrying it out is another act."""
    day = _begin(request, "personal.answer", by, at, on)
    rules.check_words(text, _("Cần ghi nội dung trả lời."))
    REQUEST.take(request, "answer", by=by, at=at, on=day, answer=_words(text), answered_on=day, answered_at=at)
    write("personal.answer", request, by=by, at=at, on=day, unit=request.unit)


@act("personal.extend", gettext_lazy("Gia hạn yêu cầu về dữ liệu"))
def extend(*, request: Request, more: int, reason: str, by: Actor, at: datetime) -> None:
    """Gia hạn — once, before the day has passed, within the cap of the figure it was counted by; the first day stays."""
    day = _begin(request, "personal.extend", by, at, None)
    check_reason(reason)
    rules.check_may_extend(request.due_on, request.extended, is_late(request.due_on, at))
    clock = clocks.extended(request, more)
    REQUEST.take(request, "extend", by=by, at=at, on=day, due_on=clock.day, due_calendar=clock.calendar, extended=more,
                 extended_because=_words(reason)[:300])  # fmt: skip
    write("personal.extend", request, by=by, at=at, unit=request.unit, more=more)


@act("personal.say_third_party", gettext_lazy("Ghi có bên thứ ba cùng phải thực hiện"))
def say_third_party(*, request: Request, by: Actor, at: datetime) -> None:
    """Ghi có bên thứ ba cùng phải thực hiện — the work is counted anew by its own figure; the first day stays."""
    _begin(request, "personal.say_third_party", by, at, None)
    rules.check_third_party(request.kind, request.has_third_party, is_late(request.due_on, at))
    clock = clocks.with_third_party(request)
    told = {"has_third_party": True, "due_on": clock.day, "due_by": clocks.id_of(clock), "due_calendar": clock.calendar}
    rows = Request.objects.open().filter(pk=request.pk, has_third_party=False, due_on=request.due_on)
    if not rows.update(**told):
        raise Refused(_("Yêu cầu này đã đổi hoặc đã xong. Tải lại trang để xem."))
    for name, value in told.items():
        setattr(request, name, value)
    write("personal.say_third_party", request, by=by, at=at, unit=request.unit, fields=["has_third_party", "due_on"])


@act("personal.fulfil", gettext_lazy("Thực hiện yêu cầu về dữ liệu"))
def fulfil(
    *, request: Request, outcome: str, by: Actor, at: datetime, on: date | None = None, full_name: str = ""
) -> None:
    """Thực hiện yêu cầu — a name is set right, processing restricted, data erased by the acts of the rooms that hold it."""
    day = _begin(request, "personal.fulfil", by, at, on)
    rules.check_words(outcome, _("Cần ghi đã làm gì."))
    rules.check_name_for_correction(request.kind, full_name)
    counts = _carry_out(request, full_name, day, by=by, at=at)
    REQUEST.take(
        request, "fulfil", by=by, at=at, on=day, outcome=_words(outcome), closed_on=day, closed_at=at, counts=counts
    )
    write("personal.fulfil", request, by=by, at=at, on=day, unit=request.unit, counts=counts)


@act("personal.refuse", gettext_lazy("Không thực hiện yêu cầu về dữ liệu"))
def refuse(*, request: Request, ground: str, by: Actor, at: datetime, on: date | None = None) -> None:
    """Không thực hiện yêu cầu — with the ground that the person is told; where no reply was given, this is the reply."""
    day = _begin(request, "personal.refuse", by, at, on)
    rules.check_words(ground, _("Cần ghi căn cứ không thực hiện."))
    said: dict[str, Any] = {} if request.answered_on else {"answered_on": day, "answered_at": at}
    REQUEST.take(request, "refuse", by=by, at=at, on=day, refused_because=_words(ground)[:500], closed_on=day,
                 closed_at=at, **said)  # fmt: skip
    write("personal.refuse", request, by=by, at=at, on=day, unit=request.unit)


@act("personal.lift", gettext_lazy("Thôi hạn chế theo yêu cầu"))
def lift(*, request: Request, reason: str, by: Actor, at: datetime) -> None:
    """Thôi hạn chế theo yêu cầu — the person asked, or its ground has ended; the request stays as it was done."""
    _begin(request, "personal.lift", by, at, None)
    check_reason(reason)
    lift_restriction(person=request.person, unit=request.unit, by=by, at=at)
    write("personal.lift", request, by=by, at=at, unit=request.unit)


def _begin(request: Request, name: str, by: Actor, at: datetime, on: date | None) -> date:
    """The right, that it is another's, the day of the event."""
    require(by, name, request.unit)
    rules.check_not_own(by.person_id, request.person_id)
    day = on or hanoi_day(at)
    rules.check_event(day, request.received_on, hanoi_day(at))
    return day


def _carry_out(request: Request, full_name: str, day: date, *, by: Actor, at: datetime) -> dict[str, int]:
    if full_name.strip():
        correct_name(person=request.person, full_name=full_name, unit=request.unit, by=by, at=at)
    elif request.kind in rules.STOPS:
        restrict_person(person=request.person, on=day, unit=request.unit, by=by, at=at)
    elif request.kind == Kind.DELETE:
        rules.check_no_post(forgetting.posts_held(request.person, by))
        return forgetting.erase(request.person, unit=request.unit, by=by, at=at)
    return {}


def _words(text: str) -> str:
    return nfc(text).strip()
