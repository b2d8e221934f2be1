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
    year: int, number: int, due: Mapping[date, int], off: Collection[date], today: date, url: Callable[[date], str]
) -> SafeString:
    """Một tháng — a day with work due says how much and opens its rows; days off are dim; today is framed."""
    title = _("Tháng %(month)s/%(year)s") % {"month": number, "year": year}
    total = sum(count for day, count in due.items() if (day.year, day.month) == (year, number))
    head = text(2, 15, title) + text(CELL * 7 - 2, 15, str(total) if total else "", "dim", "end")
    names = "".join(text(place * CELL + CELL / 2, 36, name, "dim", "middle") for place, name in enumerate(WEEK))
    last = calendar.monthrange(year, number)[1]
    drawn = [_cell(date(year, number, day), due, off, today, url) for day in range(1, last + 1)]
    return picture(CELL * 7, 46 + ROW * 6, title, head + names + "".join(drawn))


def _cell(day: date, due: Mapping[date, int], off: Collection[date], today: date, url: Callable[[date], str]) -> str:
    week = (day.day - 1 + day.replace(day=1).weekday()) // 7
    x, y = day.weekday() * CELL, 44 + week * ROW
    number = text(
        x + CELL / 2 - (7 if day in due else 0),
        y + 19,
        str(day.day),
        "dim" if day in off and day not in due else "",
        "middle",
    )
    frame = (
        f'<rect class="box" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{ROW - 3}" rx="3"/>'
        if day == today
        else ""
    )
    if day not in due:
        return frame + number
    body = f'<rect class="here" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{ROW - 3}" rx="3"/>'
    count = text(x + CELL - 5, y + 19, str(due[day]) if due[day] < 100 else "99+", "dim", "end")
    said = _("%(day)s: %(n)s việc đến hạn") % {"day": f"{day:%d/%m/%Y}", "n": due[day]}
    return mark(url(day), said, body + number + count)
