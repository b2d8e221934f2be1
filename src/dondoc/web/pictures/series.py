"""Dãy số theo năm — a bar a year beside the level the programme asks of it; a year without a figure is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from dondoc.web.pictures.shapes import cut, mark, picture, text

COLUMN, BAR, HIGH, TOP = 104, 44, 150, 26


@dataclass(frozen=True, slots=True)
class Mark:
    """Một năm — its figure (None: not known), the level asked of it (None: none), each in words; where its row is."""

    label: str
    value: float | None
    said: str
    level: float | None = None
    level_said: str = ""
    url: str = ""
    short: str = ""  # its words where there is little room
    is_whole: bool = True  # else as of a day: an outline


def series(marks: Sequence[Mark], title: str) -> SafeString:
    """Dãy số — every length from nought, so that lengths compare; the level is a line across its year."""
    tallest = max((abs(n) for m in marks for n in (m.value, m.level) if n is not None), default=0) or 1
    drawn = [_year(m, place * COLUMN, tallest) for place, m in enumerate(marks)]
    ground = f'<path class="edge" d="M0 {TOP + HIGH}H{max(len(marks), 1) * COLUMN}"/>'
    return picture(max(len(marks), 1) * COLUMN, TOP + HIGH + 40, title, "".join(drawn) + ground)


def _year(m: Mark, left: int, tallest: float) -> str:
    middle, ground = left + COLUMN / 2, TOP + HIGH
    names = text(middle, ground + 17, m.label, "dim", "middle")
    over = min(_top(m.value or 0, tallest), _clear_of(m, tallest))
    bar = _bar(m, middle - BAR / 2, tallest) + text(middle, over - 6, cut(m.short or m.said, COLUMN - 6), "", "middle")
    line = ""
    if m.level is not None:
        y = _top(m.level, tallest)
        line = f'<path class="level" d="M{left + 8:.0f} {y:.1f}h{COLUMN - 16}"/>'
        names += text(middle, ground + 33, cut(m.level_said, COLUMN - 6, 12), "dim", "middle")
    return mark(m.url, f"{m.label}: {m.said}" + (f" ({m.level_said})" if m.level_said else ""), bar + line) + names


def _clear_of(m: Mark, tallest: float) -> float:
    """The height of the level where the figure's words would otherwise stand on it."""
    if m.level is None or not -4 < _top(m.value or 0, tallest) - _top(m.level, tallest) < 24:
        return float(TOP + HIGH)
    return _top(m.level, tallest)


def _top(value: float, tallest: float) -> float:
    return TOP + HIGH - max(value, 0) / tallest * HIGH


def _bar(m: Mark, x: float, tallest: float) -> str:
    if m.value is None and not m.said:
        return ""  # a year to come
    if m.value is None:
        lines = "".join(f"M{x + step:.1f} {TOP + HIGH}l14 -14" for step in range(0, BAR - 13, 6))
        return (
            f'<g class="shape"><rect class="thin" x="{x:.1f}" y="{TOP + HIGH - 14}" width="{BAR}" height="14"/>'
            f'<path class="thin" d="{lines}"/></g>'
        )
    y = _top(m.value, tallest)
    kind = "value" if m.is_whole else "box"
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{BAR}" height="{max(TOP + HIGH - y, 1):.1f}"/>'
