"""Ngày như người ta viết — 15/12/2026, 15/12, hôm nay, mai, cuối quý; nhìn lại: hôm qua, cuối tháng trước."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from dondoc.reading.text import fold

FIRST_YEAR = 1900
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?")


def understand(words: str, today: date) -> date | None:
    """The day meant, None where the words say none. A day without a year is the next such day."""
    text = words.strip()
    found = _DAY.fullmatch(text)
    if found:
        return _written(found, today)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _safe(*map(int, text.split("-")))
    return _NAMED[fold(text)](today) if fold(text) in _NAMED else None


def understand_past(words: str, today: date) -> date | None:
    """The same of a day looked back at: a day without a year is the last such day."""
    text = words.strip()
    found, key = _DAY.fullmatch(text), fold(text)
    if found and not found[3]:
        days = (_safe(year, int(found[2]), int(found[1])) for year in range(today.year, today.year - 9, -1))
        return next((day for day in days if day and day <= today), None)
    day = _LOOKED_BACK[key](today) if key in _LOOKED_BACK else understand(text, today)
    return day if day and day.year >= FIRST_YEAR else None


def _written(found: re.Match[str], today: date) -> date | None:
    day, month = int(found[1]), int(found[2])
    if found[3]:
        return _safe(int(found[3]) + (2000 if len(found[3]) == 2 else 0), month, day)
    this = _safe(today.year, month, day)
    return this if this is None or this >= today else _safe(today.year + 1, month, day)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_NAMED: dict[str, Callable[[date], date]] = {
    "hom nay": lambda today: today,
    "hom qua": lambda today: today - timedelta(days=1),
    "mai": lambda today: today + timedelta(days=1),
    "ngay mai": lambda today: today + timedelta(days=1),
    "cuoi tuan": lambda today: today + timedelta(days=(4 - today.weekday()) % 7),
    "cuoi thang": lambda today: _month_end(today.year, today.month),
    "cuoi quy": lambda today: _month_end(today.year, (today.month - 1) // 3 * 3 + 3),
    "cuoi nam": lambda today: date(today.year, 12, 31),
}

_LOOKED_BACK: dict[str, Callable[[date], date]] = {
    "hom kia": lambda today: today - timedelta(days=2),
    "tuan truoc": lambda today: today - timedelta(days=7),
    "cuoi tuan truoc": lambda today: today - timedelta(days=today.weekday() + 3),
    "thang truoc": lambda today: today.replace(day=1) - timedelta(days=1),
    "cuoi thang truoc": lambda today: today.replace(day=1) - timedelta(days=1),
    "cuoi quy truoc": lambda today: date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1),
    "cuoi nam truoc": lambda today: date(today.year - 1, 12, 31),
    "cuoi nam ngoai": lambda today: date(today.year - 1, 12, 31),
    "dau thang": lambda today: today.replace(day=1),
    "dau quy": lambda today: date(today.year, (today.month - 1) // 3 * 3 + 1, 1),
    "dau nam": lambda today: date(today.year, 1, 1),
}
