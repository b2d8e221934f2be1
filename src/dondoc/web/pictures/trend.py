"""Tám quý, từng năm — a bar each, from nought; what cannot be said is hatched, and a quarter with nothing in it stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from dondoc.web.pictures.shapes import mark, picture, text

COLUMN, BAR, HIGH = 26, 18, 34
YEARLY = 40  # a column that bears the year itself


@dataclass(frozen=True, slots=True)
class Step:
    """Một quý, một năm — its number ("" for a year), its value (None: not known), the whole in words, and its year."""

    label: str
    value: float | None
    said: str
    year: int


def trend(steps: Sequence[Step], title: str, whole: float = 0, *, is_by_year: bool = False) -> SafeString:
    """Xu hướng — heights compare with `whole` (100 of a percentage), else with the tallest of the strip."""
    column = YEARLY if is_by_year else COLUMN
    tallest = whole or max((step.value for step in steps if step.value is not None), default=0) or 1
    drawn = [mark("", step.said, _bar(step, place * column, tallest)) for place, step in enumerate(steps)]
    names = [text(place * column + BAR / 2, HIGH + 14, step.label, "dim", "middle") for place, step in enumerate(steps)]
    wide = max(len(steps), 1) * column
    ground = f'<path class="edge" d="M0 {HIGH}.5H{wide}"/>'
    return picture(wide, HIGH + 33, title, "".join(drawn + names) + _years(steps, column) + ground)


def _years(steps: Sequence[Step], column: int) -> str:
    """Năm — under its first quarter, which a line sets off from the last of the year before."""
    said = ""
    for place, step in enumerate(steps):
        if place and step.year == steps[place - 1].year:
            continue
        x = place * column
        said += f'<path class="edge" d="M{x - 4}.5 {HIGH}v30"/>' if place else ""
        said += text(x, HIGH + 29, str(step.year), "dim")
    return said


def _bar(step: Step, x: int, tallest: float) -> str:
    if step.value is None:
        hatch = "".join(f"M{x + at} {HIGH}l6 -6" for at in range(0, BAR - 5, 6))
        return f'<g class="shape"><path class="thin" d="{hatch}"/></g>'
    high = max(step.value / tallest * (HIGH - 2), 1)
    return f'<rect class="value" x="{x}" y="{HIGH - high:.1f}" width="{BAR}" height="{high:.1f}"/>'
