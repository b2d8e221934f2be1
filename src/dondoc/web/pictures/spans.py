"""Khoảng thời gian — which rule held from when until when, a line a chain; today is drawn through all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from dondoc.web.pictures.scale import Scale
from dondoc.web.pictures.shapes import cut, mark, picture, text, width

WIDE, STEP, TOP, BAR = 1000, 48, 24, 22


@dataclass(frozen=True, slots=True)
class Span:
    """Một văn bản trên dải — its number, the whole in words, its days, where its row is; unsure ones are dashed."""

    label: str
    said: str
    from_on: date
    until_on: date | None
    url: str
    holds: bool
    is_sure: bool = True


def timeline(chains: Sequence[tuple[str, Sequence[Span]]], day: date, title: str) -> SafeString:
    """Dải thời gian — from the first rule to a year after the day looked at."""
    first = min((span.from_on for _name, spans in chains for span in spans), default=day)
    last = max([day, *(s.until_on or s.from_on for _name, spans in chains for s in spans)])
    scale = Scale(date(first.year, 1, 1), date(last.year + 1, 12, 31), 1, WIDE - 1)
    high = TOP + STEP * len(chains) + 6
    drawn = [_years(scale, high)]
    for place, (name, spans) in enumerate(chains):
        y = TOP + STEP * place
        drawn.append(text(0, y + 14, cut(name, WIDE, 12), "dim"))
        drawn += [_bar(span, scale, y + 19) for span in spans]
    x = scale.x(day)
    drawn.append(f'<path class="edge" d="M{x:.0f} {TOP - 4}V{high}"/>')
    return picture(WIDE, high, title, "".join(drawn))


def _years(scale: Scale, high: int) -> str:
    """A year where there is room for its number."""
    every = max((scale.last.year - scale.first.year) // 14, 1)
    marks = [date(year, 1, 1) for year in range(scale.first.year, scale.last.year + 1, every)]
    return "".join(
        text(scale.x(d) + 3, 11, str(d.year), "dim") + f'<path class="edge" d="M{scale.x(d):.0f} 0V15"/>' for d in marks
    )


def _bar(span: Span, scale: Scale, y: int) -> str:
    x, end = scale.x(span.from_on), scale.x(span.until_on) if span.until_on else WIDE - 1
    long = max(end - x - 2, 3)
    dashed = "" if span.is_sure else ' stroke-dasharray="4 3"'
    kind = "here" if span.holds else "box"
    body = f'<rect class="{kind}" x="{x:.1f}" y="{y}" width="{long:.1f}" height="{BAR}" rx="3"{dashed}/>'
    if long > width("00-") + 14:
        body += text(x + 6, y + 16, cut(span.label, long - 10))
    return mark(span.url, span.said, body)
