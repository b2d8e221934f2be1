"""Ngưỡng — dated figures of the room of regulations; one that is not set colours nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from dondoc.mirror.rules import Found
from dondoc.mirror.words import WORDS
from dondoc.regulations.counting import Counted
from dondoc.regulations.figures import Figure, Unknown, applied
from dondoc.regulations.queries import due, set_by_office, work_calendar
from dondoc.regulations.words import Bound, Unit
from dondoc.regulations.workdays import OutOfCalendar

Threshold = Figure | Unknown


def thresholds(day: date, known_by: datetime) -> dict[str, Threshold]:
    """Of every indicator that has one, as it held on D, by what was entered until T. One query."""
    office = set_by_office(known_by=known_by)
    return {key: applied(words.threshold, on=day, office=office) for key, words in WORDS.items() if words.threshold}


def ends_by(threshold: Threshold, known_by: datetime) -> Callable[[date], date | None]:
    """Đếm từ một ngày, theo ngày hay ngày làm việc như đơn vị đặt — None where none is set, or no calendar tells."""
    calendar = work_calendar(known_by) if threshold.is_known else None

    def by(start: date) -> date | None:
        if calendar is None:
            return None
        try:
            counted = due(threshold, start, calendar=calendar)
        except OutOfCalendar:
            return None
        return counted.day if isinstance(counted, Counted) else None

    return by


def is_over(found: Found, threshold: Threshold | None) -> bool | None:
    """Vượt ngưỡng — None where no threshold is set, or nothing can be said.

    A delay is in calendar days: a figure of working days is asked of each plan, not of their middle.
    """
    if threshold is None or not threshold.is_known or found.value is None or threshold.unit is Unit.WORKING_DAY:
        return None
    if threshold.subject.bound is Bound.AT_LEAST:
        return found.value < threshold.amount
    return found.value > threshold.amount
