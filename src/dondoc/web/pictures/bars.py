"""Thanh và dải — how many stand how, side by side; and which months were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dondoc.web.pictures.shapes import mark, picture, text
from dondoc.web.templatetags.words import so

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
    """Một tháng — kept by which share of those who had to (0 to 1), or None where none had; `said` tells it in words."""

    year: int
    month: int
    kept: float | None
    said: str
    url: str = ""


def share(parts: Sequence[Part], title: str) -> SafeString:
    """Thanh tỷ phần — as wide as the page gives, so that no part is cut off on a phone; its words stand beneath it as text."""
    total, drawn, at = sum(part.count for part in parts), "", 0.0
    for part in parts:
        long = 100 * part.count / total if total else 0
        said = f"{so(part.count)} {part.word}"
        kind = "word" if part.standing else "open"
        rect = f'<rect class="{kind}" x="{at:.2f}%" y="1" width="{long:.2f}%" height="18"/>'
        drawn += mark(part.url, said, rect, f"s-{part.standing}") if part.count else ""
        at += long
    svg = f'<svg class="share" role="group" aria-label="{escape(title)}" width="100%" height="20">{drawn}</svg>'
    return mark_safe(svg)  # noqa: S308 - every word of it went through escape()


def strip(months: Sequence[Month], title: str) -> SafeString:
    """Dải tháng — a square a month: filled as high as it was kept, missed empty and crossed, the unknown hatched."""
    drawn = []
    for place, month in enumerate(months):
        x, year = place * CELL, ""
        if place == 0 or month.month == 1:
            year = text(x, 12, str(month.year), "dim")
        said = f"{month.month:02}/{month.year}: {month.said}"
        number = text(x + 13, 60, str(month.month), "dim", "middle")
        drawn.append(year + mark(month.url, said, _square(month.kept, x) + number))
    return picture(max(len(months) * CELL, CELL), 66, title, "".join(drawn))


def _square(kept: float | None, x: int) -> str:
    return f'<g class="shape {"s-xong" if kept else "s-"}" transform="translate({x} 20)">{_inside(kept)}</g>'


def _inside(kept: float | None) -> str:
    if kept is None:
        return HATCHED
    if not kept:
        return '<rect x=".8" y=".8" width="24.4" height="24.4"/><path d="M8 8l10 10M18 8 8 18"/>'
    frame = '<rect x=".8" y=".8" width="24.4" height="24.4"/>' if kept < 1 else ""
    high = max(26 * kept, LEAST)
    return f'{frame}<rect class="fill" y="{26 - high:.1f}" width="26" height="{high:.1f}"/>'


LEAST = 3  # of a few in many still seen
HATCHED = (
    '<rect class="thin" x=".5" y=".5" width="25" height="25"/>'
    '<path class="thin" d="M1 7 7 1M1 13 13 1M1 19 19 1M1 25 25 1M7 25 25 7M13 25l12-12M19 25l6-6"/>'
)
