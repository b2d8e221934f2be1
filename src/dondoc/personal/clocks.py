"""Hạn của yêu cầu — counted by the figures and the calendar of `regulations`; where a figure is unset, no day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dondoc.personal import rules
from dondoc.personal.models import Request
from dondoc.regulations.counting import Counted
from dondoc.regulations.figures import Figure, Unknown
from dondoc.regulations.queries import by_id, due, figure
from dondoc.regulations.workdays import OutOfCalendar
from dondoc.shared.acts import Refused


@dataclass(frozen=True, slots=True)
class Clock:
    """Một hạn — the day with the rule and calendar it was counted by, or why there is none."""

    key: str
    day: date | None
    figure: Figure | Unknown | None
    calendar: str


def count(key: str, received_on: date, more: int = 0, found: Figure | None = None) -> Clock:
    """Đếm một hạn từ ngày nhận, theo con số áp dụng ngày ấy."""
    said = found or figure(key, on=received_on)
    try:
        counted = due(said, received_on, more)
    except OutOfCalendar as problem:
        raise Refused(_("Phần mềm chưa có lịch làm việc năm %(year)s.") % {"year": problem}) from problem
    if isinstance(counted, Counted):
        return Clock(key, counted.day, said, counted.calendar_id)
    return Clock(key, None, said, "")


def set_on(row: Request) -> None:
    """Ghi hai hạn vào yêu cầu — before it is saved."""
    reply = count(rules.REPLY, row.received_on)
    work = count(rules.clock_of(row.kind, row.has_third_party), row.received_on)
    row.reply_on, row.reply_by, row.reply_calendar = reply.day, id_of(reply), reply.calendar
    row.due_on, row.due_by, row.due_calendar = work.day, id_of(work), work.calendar
    row.first_due_on = work.day


def extended(row: Request, more: int) -> Clock:
    """Hạn sau gia hạn — by the same figure the first was counted by; Refused over its cap."""
    found = by_id(row.due_by)
    if found is None:
        raise Refused(_("Yêu cầu này chưa có hạn: con số chưa đặt ở Quy định."))
    return count(found.subject.key, row.received_on, more, found)


def with_third_party(row: Request) -> Clock:
    """Hạn khi bên thứ ba cũng phải làm — from the same day, with what it was extended by."""
    return count(rules.clock_of(row.kind, True), row.received_on, row.extended or 0)


def applied(row: Request) -> list[Clock]:
    """Hai hạn của yêu cầu, nói ra từ đâu mà có — as they were counted, not as they would be today."""
    work = rules.clock_of(row.kind, row.has_third_party)
    return [
        Clock(rules.REPLY, row.reply_on, by_id(row.reply_by) or figure(rules.REPLY, on=row.received_on), row.reply_calendar),
        Clock(work, row.due_on, by_id(row.due_by) or figure(work, on=row.received_on), row.due_calendar),
    ]  # fmt: skip


def id_of(clock: Clock) -> str:
    """Which figure it was counted by; "" for none."""
    return clock.figure.id if isinstance(clock.figure, Figure) else ""
