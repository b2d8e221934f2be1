"""Mười hai tháng — each a small picture of its own, so that they stand four in a row on a desk and one on a phone."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dondoc.web.pictures.shapes import mark, picture, text

CELL, ROW = 36, 30
WEEK = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def month(
    year: int, number: int, due: Mapping[date, int], off: Collection[date], today: date, url: Callable[[date], str],
    late: Collection[date] = (),
) -> SafeString:  # fmt: skip
    """Một tháng — a day with work due says how much and opens its rows; what is late bears its sign; today is framed.

    Days off are dim; work that falls due on one stands in a broken frame.
    """
    title = _("Tháng %(month)s/%(year)s") % {"month": number, "year": year}
    total = sum(count for day, count in due.items() if (day.year, day.month) == (year, number))
    head = text(2, 15, title) + text(CELL * 7 - 2, 15, str(total) if total else "", "dim", "end")
    names = "".join(text(place * CELL + CELL / 2, 36, name, "dim", "middle") for place, name in enumerate(WEEK))
    days = [date(year, number, day) for day in range(1, calendar.monthrange(year, number)[1] + 1)]
    drawn = [
        _due(day, due[day], day in off, day in late, day == today, url(day)) if day in due
        else _plain(day, day in off, day == today) for day in days
    ]  # fmt: skip
    return picture(CELL * 7, 46 + ROW * 6, title, head + names + "".join(drawn))


def _spot(day: date) -> tuple[int, int]:
    week = (day.day - 1 + day.replace(day=1).weekday()) // 7
    return day.weekday() * CELL, 44 + week * ROW


def _frame(x: int, y: int, css: str, broken: bool = False, inset: int = 1) -> str:
    dash = ' stroke-dasharray="4 3"' if broken else ""
    wide, high = CELL - 2 * inset, ROW - 1 - 2 * inset
    return f'<rect class="{css}" x="{x + inset}" y="{y + inset}" width="{wide}" height="{high}" rx="3"{dash}/>'


def _plain(day: date, is_off: bool, is_today: bool) -> str:
    x, y = _spot(day)
    frame = _frame(x, y, "box") if is_today else ""
    return frame + text(x + CELL / 2, y + 19, str(day.day), "dim" if is_off else "", "middle")


def _due(day: date, count: int, is_off: bool, is_late: bool, is_today: bool, url: str) -> str:
    x, y = _spot(day)
    said = _("%(day)s: %(n)s việc đến hạn") % {"day": f"{day:%d/%m/%Y}", "n": count}
    said += (", " + _("đã quá hạn") if is_late else "") + (", " + _("ngày nghỉ") if is_off else "")
    body = _frame(x, y, "over" if is_late else "here", is_off) + (_frame(x, y, "edge", inset=3) if is_today else "")
    body += text(x + CELL / 2 - 7, y + 19, str(day.day), "", "middle")
    body += text(x + CELL - 5, y + (25 if is_late else 19), str(count) if count < 100 else "99+", "dim", "end")
    flag = f'<path class="flag" d="M{x + CELL - 9} {y + 4}l5 9h-10z"/>' if is_late else ""
    return mark(url, said, body + flag)
