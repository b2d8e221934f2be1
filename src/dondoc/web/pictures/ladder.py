"""Thang — what happened to one work, a step a happening, each as high as its rung; from left to right by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from dondoc.web.pictures.shapes import cut, mark, picture, shape, text

STEP, RISE, FOOT = 136, 30, 48


@dataclass(frozen=True, slots=True)
class Happening:
    """Một việc trên thang — its day, its word, the whole in words, how high, its sign, and where it opens."""

    on: date
    word: str
    said: str
    height: int
    standing: str = ""
    url: str = ""


def ladder(happenings: Sequence[Happening], title: str) -> SafeString:
    """Thang đôn đốc — a line that climbs where the rungs do; every step opens its act."""
    top = max((h.height for h in happenings), default=0)
    high = 40 + top * RISE + FOOT
    spots = [(12 + place * STEP, 30 + (top - h.height) * RISE) for place, h in enumerate(happenings)]
    drawn = [_way(spots)]
    for happening, (x, y) in zip(happenings, spots, strict=True):
        sign = f'<g class="shape s-{happening.standing}" transform="translate({x - 7} {y - 7})">{shape(happening.standing)}</g>'
        words = text(x - 7, y - 14, cut(happening.word, STEP - 12)) + text(
            x - 7, high - 12, f"{happening.on:%d/%m/%Y}", "dim"
        )
        drawn.append(
            mark(happening.url, happening.said, words + f'<path class="edge" d="M{x} {y + 10}V{high - 26}"/>' + sign)
        )
    return picture(max(len(happenings), 1) * STEP, high, title, "".join(drawn))


def _way(spots: Sequence[tuple[int, int]]) -> str:
    steps = "".join(f"H{x - STEP // 2}V{y}H{x}" for x, y in spots[1:])
    return f'<path class="edge" d="M{spots[0][0]} {spots[0][1]}{steps}"/>' if spots else ""
