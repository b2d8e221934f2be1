"""Sơ đồ Gantt — a bar an item, from the day the plan begins to its due day; today is drawn through all.

What has no day is drawn too: hatched, as long as the whole, and it says so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString

from dondoc.web.pictures.scale import Scale
from dondoc.web.pictures.shapes import cut, mark, picture, shape, text

LEFT, WIDE, STEP, TOP, BAR = 280, 810, 30, 30, 16
RIGHT = 118  # room for the words of the last day


@dataclass(frozen=True, slots=True)
class Work:
    """Một thanh — its words, the whole said, its last day (None: not known), how the day is said, how it stands."""

    label: str
    said: str
    until_on: date | None
    due: str
    standing: str = ""
    url: str = ""


def gantt(works: Sequence[Work], from_on: date, today: date, title: str, today_said: str) -> SafeString:
    """A month a mark where there is room; a bar that ended before today bears its sign."""
    last = max([from_on, today, *(work.until_on for work in works if work.until_on)])
    scale = Scale(from_on.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]), LEFT, WIDE - RIGHT)
    high = TOP + STEP * len(works) + 18
    drawn = [_months(scale, high)]
    drawn += [_row(work, scale, from_on, TOP + STEP * place) for place, work in enumerate(works)]
    x = scale.x(today)
    drawn.append(f'<path class="edge today" d="M{x:.0f} {TOP - 12}V{high - 14}" stroke-dasharray="5 3"/>')
    drawn.append(text(x, high - 2, today_said, "dim", "middle"))
    return picture(WIDE, high, title, "".join(drawn))


def _months(scale: Scale, high: int) -> str:
    """The first day of a month, so many apart that their names do not touch."""
    count = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month + 1
    every, said = max(-(-count // 6), 1), ""
    for n in range(0, count, every):
        month = scale.first.month - 1 + n
        day = date(scale.first.year + month // 12, month % 12 + 1, 1)
        x = scale.x(day)
        said += f'<path class="grid" d="M{x:.0f} 16V{high - 14}"/>' + text(x + 3, 12, f"{day:%m/%Y}", "dim")
    return said


def _row(work: Work, scale: Scale, from_on: date, y: int) -> str:
    words = text(20, y + 13, cut(work.label, LEFT - 34))
    sign = f'<g class="shape s-{escape(work.standing)}" transform="translate(0 {y + 1})">{shape(work.standing)}</g>'
    return mark(work.url, work.said, sign + words + _bar(work, scale, from_on, y))


def _bar(work: Work, scale: Scale, from_on: date, y: int) -> str:
    start = scale.x(from_on)
    if work.until_on is None:
        return _hatched(start, WIDE - RIGHT - start, y) + text(WIDE - RIGHT + 6, y + 13, work.due, "dim")
    end = max(scale.x(work.until_on), start + 4)
    rect = f'<rect class="here" x="{start:.1f}" y="{y}" width="{end - start:.1f}" height="{BAR}" rx="3"/>'
    return rect + text(end + 6, y + 13, work.due)


def _hatched(x: float, long: float, y: int) -> str:
    lines = "".join(f"M{x + n:.1f} {y + BAR}l{BAR} -{BAR}" for n in range(0, int(long) - BAR, 12))
    return (
        f'<g class="shape"><rect class="thin" x="{x:.1f}" y="{y + 0.5:.1f}" width="{long:.1f}" height="{BAR - 1}" '
        f'stroke-dasharray="3 3"/><path class="thin" d="{lines or "M0 0"}"/></g>'
    )
