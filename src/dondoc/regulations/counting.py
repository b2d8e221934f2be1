"""Đếm hạn — a figure, a start and a calendar give a day, and what it was counted by. Whether that day is late is
shared.calendar's to say, and nobody else's.

The day of the event is not counted. Calendar days end where they end, even on a day off, which is told; working days
never end on one.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dondoc.regulations.words import Unit
from dondoc.regulations.workdays import Day, WorkCalendar
from dondoc.shared.calendar import hanoi_day

EVERY_DAY = "every-day"  # the calendar of what is counted without one


class NotATime(TypeError):
    """Không phải thời hạn — a percentage, a number of people: asking for its day is a mistake in the code."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Hạn đã tính — the day, and by which rule and calendar: all of it is stored with the day."""

    day: date
    start: date
    rule_id: str
    calendar_id: str
    skipped: tuple[Day, ...] = ()  # days off between Monday and Friday that did not count
    ends_on_day_off: str = ""  # why the day itself is off, where calendar days or months end on one
    is_provisional: bool = False  # some year of it has no notice of days off yet
    ends_at: datetime | None = None  # of hours


def add_working_days(start: date, amount: int, calendar: WorkCalendar) -> date:
    """The amount-th working day after a day; before it, of a negative amount."""
    if not amount:
        raise ValueError("không ngày làm việc nào để đếm")
    step, day, left = timedelta(days=1 if amount > 0 else -1), start, abs(amount)
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


def add_months(start: date, amount: int) -> date:
    """The same day so many months later; where that month is shorter, its last."""
    year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


_ADDED: dict[Unit, Callable[[date, int, WorkCalendar], date]] = {
    Unit.WORKING_DAY: add_working_days,
    Unit.CALENDAR_DAY: lambda start, amount, _calendar: start + timedelta(days=amount),
    Unit.MONTH: lambda start, amount, _calendar: add_months(start, amount),
    Unit.YEAR: lambda start, amount, _calendar: add_months(start, amount * 12),
}


def count(amount: int, unit: Unit, start: date | datetime, calendar: WorkCalendar, rule_id: str) -> Counted:
    """Tính hạn — hours from a moment, all else from a day; raises NotATime, OutOfCalendar."""
    if unit is Unit.HOUR:
        return _hours(amount, start, rule_id)
    if unit not in _ADDED or isinstance(start, datetime):
        raise NotATime(f"{rule_id}: {unit} từ {start!r}")
    day = _ADDED[unit](start, amount, calendar)
    first, last = min(start, day), max(start, day)
    if unit is Unit.WORKING_DAY:
        between = calendar.days(first, last)
        skipped = tuple(d for d in between if d.is_odd and not d.is_working and d.on != start)
        told = calendar.is_told(last)
        return Counted(day, start, rule_id, calendar.id_of(first, last), skipped, is_provisional=not told)
    return Counted(day, start, rule_id, EVERY_DAY, ends_on_day_off=_why_off(day, calendar))


def _why_off(day: date, calendar: WorkCalendar) -> str:
    if not calendar.covers(day) or calendar.is_working(day):
        return ""
    return calendar.day(day).why or "cuối tuần"


def _hours(amount: int, start: date | datetime, rule_id: str) -> Counted:
    if not isinstance(start, datetime):
        raise NotATime(f"{rule_id}: giờ cần một thời điểm, không phải một ngày")
    ends_at = start + timedelta(hours=amount)
    return Counted(hanoi_day(ends_at), hanoi_day(start), rule_id, EVERY_DAY, ends_at=ends_at)


def latest_start(amount: int, unit: Unit, day: date, calendar: WorkCalendar) -> date:
    """Hết hạn từ khi nào — the last start from which so many days are over by `day`: asked once for a whole list.

    The day of the start is not counted, as in `count`: of one working day, a start on Saturday is over on Monday.
    """
    if unit is Unit.WORKING_DAY:
        return add_working_days(day + timedelta(days=1), -amount, calendar) - timedelta(days=1)
    if unit is Unit.CALENDAR_DAY:
        return day - timedelta(days=amount)
    raise NotATime(f"{unit} không đếm ngược")
