"""Ngày như người ta viết — 15/12/2026, 15/12, hôm nay, mai, cuối tháng, cuối quý, cuối năm."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from dondoc.reading.text import fold

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?")


def understand(words: str, today: date) -> date | None:
    """The day meant, None where the words say none. A day without a year is the next such day."""
    text = words.strip()
    found = _DAY.fullmatch(text)
    if found:
        return _written(found, today)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _safe(*map(int, text.split("-")))
    return _NAMED[fold(text)](today) if fold(text) in _NAMED else None


def _written(found: re.Match[str], today: date) -> date | None:
    day, month = int(found[1]), int(found[2])
    if found[3]:
        return _safe(int(found[3]), month, day)
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
