"""Một năm — twelve months of days: days off filled, days worked at a weekend framed, the office's own corrections cornered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dondoc.regulations.workdays import Day
from dondoc.web.pictures.shapes import mark, picture, text

CELL, ROW, ACROSS = 36, 24, 4
MONTH_WIDE, MONTH_HIGH = CELL * 7 + 24, ROW * 6 + 40


def year(days: Sequence[Day], title: str, url: Callable[[Day], str]) -> SafeString:
    """Lịch năm — a day out of the ordinary says why and opens its row."""
    drawn = [text(_left(month), _top(month) + 14, _("Tháng %(month)s") % {"month": month}) for month in range(1, 13)]
    drawn += [_cell(day, url(day)) for day in days]
    return picture(MONTH_WIDE * ACROSS - 24, MONTH_HIGH * (12 // ACROSS) - 12, title, "".join(drawn))


def _left(month: int) -> int:
    return (month - 1) % ACROSS * MONTH_WIDE


def _top(month: int) -> int:
    return (month - 1) // ACROSS * MONTH_HIGH


def _cell(day: Day, url: str) -> str:
    on = day.on
    week = (on.day - 1 + on.replace(day=1).weekday()) // 7
    x, y = _left(on.month) + on.weekday() * CELL, _top(on.month) + 22 + week * ROW
    number = text(x + CELL / 2, y + 16, str(on.day), "" if day.is_working else "dim", "middle")
    if not (day.is_odd or day.is_changed):
        return number
    kind = "box" if day.is_working else "here"
    frame = f'<rect class="{kind}" x="{x + 1}" y="{y}" width="{CELL - 2}" height="{ROW - 2}" rx="3"/>'
    corner = f'<path class="tip" d="M{x + CELL - 9} {y + 1}h7v7z"/>' if day.is_changed else ""
    return mark(
        url, f"{on:%d/%m/%Y}: {day.why}", frame + corner + text(x + CELL / 2, y + 16, str(on.day), "", "middle")
    )
