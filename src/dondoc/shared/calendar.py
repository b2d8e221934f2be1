"""Ngày, hạn — the day in Hà Nội, when a due day ends, what is late. No clock is read; days are counted in regulations."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def hanoi_day(at: datetime) -> date:
    """The plain date in Hà Nội of a moment."""
    return at.astimezone(HANOI).date()


def day_at(at: datetime, hours_from_hanoi: float) -> date:
    """The plain date of a moment at a place so many hours from Hà Nội."""
    return (at.astimezone(HANOI) + timedelta(hours=hours_from_hanoi)).date()


def entered_after(on: date, at: datetime) -> date | None:
    """Ngày nhập — the day it was entered, where that is not the day it happened: filling in afterwards is seen."""
    day = hanoi_day(at)
    return day if day != on else None


def due_ends_at(due_on: date, hours_from_hanoi: float = 0) -> datetime:
    """Hết hạn — 24:00 of the due day in Hà Nội or at the doer's place, whichever is later (UTC)."""
    return (day_ends_at(due_on) - timedelta(hours=min(hours_from_hanoi, 0))).astimezone(UTC)


def day_ends_at(day: date) -> datetime:
    """24:00 of a day in Hà Nội: what was entered before it was entered that day or earlier."""
    return datetime.combine(day + timedelta(days=1), time(), HANOI)


def end_of(day: date, now: datetime) -> datetime:
    """Hết ngày D — its last moment in Hà Nội, or now while D is not over: what is due on D is not yet late."""
    return min(day_ends_at(day) - timedelta.resolution, now)


def is_late(due_on: date | None, moment: datetime, hours_from_hanoi: float = 0) -> bool | None:
    """Quá hạn — the one function that decides *late*; None where no due day is known."""
    return None if due_on is None else moment >= due_ends_at(due_on, hours_from_hanoi)


def done_late(due_on: date | None, on: date, at: datetime, hours_from_hanoi: float = 0) -> bool | None:
    """Xong muộn — reported done on day `on`, entered at `at`; None where no due day is known."""
    if due_on is None:
        return None
    return on > due_on and bool(is_late(due_on, at, hours_from_hanoi))


def is_over(ends_at: datetime | None, moment: datetime) -> bool | None:
    """Hết giờ — of a limit counted in hours; None where none is known."""
    return None if ends_at is None else moment > ends_at
