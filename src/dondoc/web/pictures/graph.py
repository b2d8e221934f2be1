"""Sơ đồ văn bản — papers in layers from left (what is rested on) to right (what rests on it)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from dondoc.web.pictures.shapes import cut, mark, picture, text, width, wrap

BOX = 236
TALL, LOW, BETWEEN = 66, 30, 12  # a box of three lines, of one line in a crowded column, the gap beneath
CROWDED = 12
Spot = tuple[float, float, int]  # left, top, height


@dataclass(frozen=True, slots=True)
class Box:
    """Một văn bản trong sơ đồ."""

    label: str
    meta: str
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """Một quan hệ — from the paper that speaks to the paper it speaks of, with its word."""

    source: int
    target: int
    word: str


def lineage(boxes: Sequence[Box], arrows: Sequence[Arrow], title: str) -> SafeString:
    """Sơ đồ văn bản liên quan — any number of papers; papers that speak of one another in a ring are drawn too."""
    said = max((width(arrow.word, 12) for arrow in arrows), default=0) + 14
    spots = _spots(_ordered(_layers(len(boxes), arrows), arrows), BOX + said + 70)
    ways = [_way(arrow, spots, arrows, said) for arrow in arrows if arrow.source != arrow.target]
    drawn = [*(line for line, _w in ways), *(word for _l, word in ways)]
    drawn += [_box(box, spots[place]) for place, box in enumerate(boxes)]
    wide = max((x for x, _y, _h in spots.values()), default=0) + BOX + 4
    high = max((y + h for _x, y, h in spots.values()), default=0) + 4
    return picture(wide, high, title, "".join(drawn))


def _layers(count: int, arrows: Sequence[Arrow]) -> list[list[int]]:
    """Columns from the left: each paper right of all it speaks of; a ring is cut where it closes."""
    speaks: dict[int, list[int]] = {place: [] for place in range(count)}
    spoken: dict[int, list[int]] = {place: [] for place in range(count)}
    for arrow in arrows:
        speaks[arrow.source].append(arrow.target)
        spoken[arrow.target].append(arrow.source)
    layer: dict[int, int] = {}
    for place in range(count):
        _settle(place, speaks, layer)
    for place in range(count):  # what speaks of nothing stands just left of the first that speaks of it
        if spoken[place] and not speaks[place]:
            layer[place] = max(min(layer[source] for source in spoken[place]) - 1, 0)
    return [[p for p in range(count) if layer[p] == at] for at in sorted(set(layer.values()))]


def _settle(first: int, speaks: dict[int, list[int]], layer: dict[int, int]) -> None:
    """Depth first without recursion: a chain of papers may be longer than Python's stack."""
    waiting, open_ = [first], set[int]()
    while waiting:
        place = waiting[-1]
        left = [t for t in speaks[place] if t not in layer and t not in open_] if place not in layer else []
        open_.add(place)
        if left:
            waiting.extend(left[:1])
            continue
        waiting.pop()
        if place not in layer:
            layer[place] = max((layer[t] + 1 for t in speaks[place] if t in layer), default=0)


def _ordered(columns: list[list[int]], arrows: Sequence[Arrow]) -> list[list[int]]:
    """Within a column, papers stand beside what they are tied to: fewer arrows cross."""
    row = {place: float(at) for column in columns for at, place in enumerate(column)}
    tied: dict[int, list[int]] = {place: [] for place in row}
    for arrow in arrows:
        tied[arrow.source].append(arrow.target)
        tied[arrow.target].append(arrow.source)
    for column in [*columns, *reversed(columns)]:
        column.sort(key=lambda p: (sum(row[t] for t in tied[p]) / len(tied[p]) if tied[p] else row[p], p))
        row.update({place: at - len(column) / 2 for at, place in enumerate(column)})
    return columns


def _spots(columns: list[list[int]], step: float) -> dict[int, Spot]:
    """Short columns are centred; beside a crowded one they stay at the top, where the eye begins."""
    heights = [LOW if len(column) > CROWDED else TALL for column in columns]
    tall = [len(column) * (h + BETWEEN) for column, h in zip(columns, heights, strict=True)]
    spots: dict[int, Spot] = {}
    for at, column in enumerate(columns):
        top = 2 if max(tall) > CROWDED * (TALL + BETWEEN) or LOW in heights else 2 + (max(tall) - tall[at]) / 2
        for line, place in enumerate(column):
            spots[place] = (2 + at * step, top + line * (heights[at] + BETWEEN), heights[at])
    return spots


def _box(box: Box, spot: Spot) -> str:
    x, y, high = spot
    body = f'<rect class="{"here" if box.is_here else "box"}" x="{x:.0f}" y="{y:.0f}" width="{BOX}" height="{high}" rx="5"/>'
    label = cut(box.label, BOX - 24)
    body += text(x + 12, y + 20, label)
    rest = BOX - 30 - width(label)
    if high == LOW and rest > 40:
        body += text(x + 18 + width(label), y + 20, cut(box.meta, rest, 12), "dim")
    if high == TALL:
        lines = wrap(box.meta, BOX - 24, 2, 12)
        body += "".join(text(x + 12, y + 38 + 17 * at, line, "dim") for at, line in enumerate(lines))
    return mark(box.url, f"{box.label} · {box.meta}", body)


def _at_foot(arrow: Arrow, arrows: Sequence[Arrow]) -> bool:
    """Whether the word stands at the arrow's foot: at the end where fewer arrows meet."""
    out, into = Counter(a.source for a in arrows), Counter(a.target for a in arrows)
    return out[arrow.source] <= into[arrow.target]


def _way(arrow: Arrow, spots: dict[int, Spot], arrows: Sequence[Arrow], said: float) -> tuple[str, str]:
    """The arrow's line and its word: straight where the word stands, bent beside it."""
    (sx, sy, sh), (tx, ty, th) = spots[arrow.source], spots[arrow.target]
    leave = -1 if tx < sx else 1  # to the left as a rule; a ring is closed to the right
    enter = -1 if tx > sx else 1  # which side of the target the arrow comes from
    x1, y1 = sx + (BOX if leave > 0 else 0), sy + sh / 2
    x2, y2 = tx + (BOX if enter > 0 else 0), ty + th / 2
    at_foot = _at_foot(arrow, arrows)
    a = x1 + leave * (said if at_foot else 6)
    b = x2 + enter * (8 if at_foot else said + 8)
    bend = max(abs(b - a) / 2, 30)
    line = (
        f'<path class="edge" d="M{x1:.0f} {y1:.0f}H{a:.0f}C{a + leave * bend:.0f} {y1:.0f} {b + enter * bend:.0f} {y2:.0f}'
        f' {b:.0f} {y2:.0f}H{x2 + enter * 8:.0f}"/>'
        f'<path class="tip" d="M{x2 + enter * 8:.0f} {y2 - 4:.0f}L{x2:.0f} {y2:.0f}l{enter * 8} 4Z"/>'
    )
    return line, _word(arrow.word, x1 + leave * 6, y1, leave) if at_foot else _word(
        arrow.word, x2 + enter * 12, y2, enter
    )


def _word(word: str, x: float, y: float, way: int) -> str:
    """The relation, on the arrow, with paper behind it."""
    room = width(word, 12)
    left = x if way > 0 else x - room - 6
    back = f'<rect class="back" x="{left:.0f}" y="{y - 9:.0f}" width="{room + 6:.0f}" height="17"/>'
    return back + text(left + 3, y + 4, word, "dim")
