"""Thanh và dải — how many stand how, side by side; and which months were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dondoc.web.pictures.shapes import mark, picture, shape, text, width

WIDE = 720
CELL = 34


@dataclass(frozen=True, slots=True)
class Part:
    """Một phần của thanh — a standing ("" for the unknown), its word, how many, and where they are listed."""

    standing: str
    word: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Month:
    """Một tháng — kept, not kept, or None where nothing is known; `said` tells it in words."""

    year: int
    month: int
    kept: bool | None
    said: str
    url: str = ""


def bar(parts: Sequence[Part], title: str) -> SafeString:
    """Thanh tình trạng — a length a standing, each named beneath it by sign, number and word; none is left out."""
    shown = [part for part in parts if part.count]
    total = sum(part.count for part in shown)
    drawn, at, x, y = [], 0.0, 0.0, 46
    for part in shown:
        long = WIDE * part.count / total
        said = f"{part.count:,}".replace(",", ".") + f" {part.word}"
        if x and x + 20 + width(said) > WIDE:
            x, y = 0.0, y + 26
        drawn.append(mark(part.url, said, _length(part, at, long) + _legend(part, said, x, y), f"s-{part.standing}"))
        at, x = at + long, x + 20 + width(said) + 22
    return picture(WIDE, y + 10, title, "".join(drawn))


def share(parts: Sequence[Part], title: str) -> SafeString:
    """Thanh tỷ phần — as wide as the page gives, so that no part is cut off on a phone; its words stand beside it as text."""
    total, drawn, at = sum(part.count for part in parts), "", 0.0
    for part in parts:
        long = 100 * part.count / total if total else 0
        said = f"{part.count:,}".replace(",", ".") + f" {part.word}"
        kind = "word" if part.standing else "open"
        rect = f'<rect class="{kind}" x="{at:.2f}%" y="1" width="{long:.2f}%" height="18"/>'
        drawn += mark(part.url, said, rect, f"s-{part.standing}") if part.count else ""
        at += long
    svg = f'<svg class="share" role="group" aria-label="{escape(title)}" width="100%" height="20">{drawn}</svg>'
    return mark_safe(svg)  # noqa: S308 - every word of it went through escape()


def _length(part: Part, at: float, long: float) -> str:
    wide = max(long - 2, 1)
    if part.standing:
        return f'<rect class="word" x="{at:.1f}" y="4" width="{wide:.1f}" height="20"/>'
    lines = "".join(f"M{at + step:.1f} 24l20 -20" for step in range(0, int(wide) - 19, 6))
    return f'<g class="shape"><rect class="thin" x="{at + 0.5:.1f}" y="4.5" width="{max(wide - 1, 1):.1f}" height="19"/><path class="thin" d="{lines or "M0 0"}"/></g>'


def _legend(part: Part, said: str, x: float, y: int) -> str:
    return f'<g class="shape" transform="translate({x:.0f} {y - 11})">{shape(part.standing)}</g>' + text(
        x + 20, y, said
    )


def strip(months: Sequence[Month], title: str) -> SafeString:
    """Dải tháng — a square a month: kept filled, missed empty and crossed, the unknown hatched."""
    drawn = []
    for place, month in enumerate(months):
        x, year = place * CELL, ""
        if place == 0 or month.month == 1:
            year = text(x, 12, str(month.year), "dim")
        said = f"{month.month:02}/{month.year}: {month.said}"
        number = text(x + 13, 60, str(month.month), "dim", "middle")
        drawn.append(year + mark(month.url, said, _square(month.kept, x) + number))
    return picture(max(len(months) * CELL, CELL), 66, title, "".join(drawn))


def _square(kept: bool | None, x: int) -> str:
    inside = {
        True: '<rect class="fill" width="26" height="26"/>',
        False: '<rect x=".8" y=".8" width="24.4" height="24.4"/><path d="M8 8l10 10M18 8 8 18"/>',
        None: '<rect class="thin" x=".5" y=".5" width="25" height="25"/>'
        '<path class="thin" d="M1 7 7 1M1 13 13 1M1 19 19 1M1 25 25 1M7 25 25 7M13 25l12-12M19 25l6-6"/>',
    }[kept]  # fmt: skip
    return f'<g class="shape {"s-xong" if kept else "s-"}" transform="translate({x} 20)">{inside}</g>'
