"""Hình vẽ — SVG drawn on the server: signs of states, the cascade, the lineage, bars.

Pure: values in, a string of SVG out, everything escaped. Every mark opens what it stands for;
colours and strokes are the stylesheet's classes, so that the dark scheme and print follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

LETTER = 6.9  # average width of a letter at 13 px
ROW = 46

# One sign a state: told apart without colour (look.md). 14 × 14.
_SIGNS = {
    "da_giao": '<circle cx="7" cy="7" r="5.4" stroke-dasharray="2.4 2.2"/>',
    "dang_lam": '<circle cx="7" cy="7" r="5.4"/><path class="fill" d="M7 1.6A5.4 5.4 0 0 0 7 12.4Z"/>',
    "cho_xac_nhan": '<circle cx="7" cy="7" r="5.4"/><path class="fill" d="M7 1.6A5.4 5.4 0 0 1 7 12.4Z"/>',
    "xong": '<circle class="fill" cx="7" cy="7" r="6"/>',
    "xong_khong_han": '<circle cx="7" cy="7" r="5.4"/><path d="M4 7.2l2.2 2.2L10 5"/>',
    "xong_muon": '<circle cx="7" cy="7" r="5.4"/><path d="M4 2.8v8.4M7 1.6v10.8M10 2.8v8.4"/>',
    "qua_han": '<path class="fill" d="M7 1 13.4 12.6H.6Z"/>',
    "da_bao_cao": '<path d="M1.6 3.4h10.8v7.6H1.6ZM1.6 3.8 7 8l5.4-4.2"/>',
    "ket_thuc": '<path d="M3 3l8 8M11 3l-8 8"/>',
    "": '<circle cx="7" cy="7" r="5.4" stroke-dasharray="1 2"/>',
}


@dataclass(frozen=True, slots=True)
class Node:
    """Một nhánh — a unit's share: its name, due day in words, standing, and what is below it."""

    label: str
    due: str
    standing: str
    word: str
    url: str
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """Một văn bản trong sơ đồ."""

    label: str
    meta: str
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """Một quan hệ — from box to box, with its word."""

    source: int
    target: int
    word: str


def sign(standing: str) -> SafeString:
    """The sign of a state; the unknown has one too."""
    shape = _SIGNS.get(standing, _SIGNS[""])
    return mark_safe(f'<svg class="sign" viewBox="0 0 14 14" aria-hidden="true">{shape}</svg>')  # noqa: S308 - our own shapes


def cascade(nodes: Sequence[Node], title: str) -> SafeString:
    """Cây giao việc — depth to the right, one row a share, dates and words on the branches."""
    rows: list[str] = []
    for node in nodes:
        _branch(node, 0, None, rows)
    height = max(len(rows), 1) * ROW + 8
    body = "".join(rows)
    return _svg(760, height, title, body)


def lineage(boxes: Sequence[Box], arrows: Sequence[Arrow], title: str) -> SafeString:
    """Sơ đồ văn bản — what this paper rests on at the left, itself, what rests on it at the right."""
    here = next((i for i, box in enumerate(boxes) if box.is_here), 0)
    column = {i: _side(i, here, arrows) for i in range(len(boxes))}
    place, counts = {}, [0, 0, 0]
    for i in range(len(boxes)):
        place[i] = (column[i], counts[column[i]])
        counts[column[i]] += 1
    tallest = max(counts)
    spots = {i: _spot(*place[i], counts[place[i][0]], tallest) for i in place}
    drawn = [_arrow(spots[a.source], spots[a.target], a.word) for a in arrows]
    drawn += [_box(box, *spots[i]) for i, box in enumerate(boxes)]
    return _svg(1020, tallest * 74 + 16, title, "".join(drawn))


def bar(parts: Sequence[tuple[str, int, str]], title: str) -> SafeString:
    """Thanh tình trạng — (standing, count, url) side by side; each part opens its rows."""
    total = sum(count for _s, count, _u in parts)
    drawn, at = [], 0.0
    for standing, count, url in parts:
        width = 720 * count / total if total else 0
        if count:
            words = f'<title>{count}</title><rect x="{at:.1f}" y="4" width="{max(width - 2, 1):.1f}" height="18" fill="currentColor"/>'
            drawn.append(f'<a href="{escape(url)}" class="s-{escape(standing)}">{words}</a>')
        at += width
    return _svg(720, 26, title, "".join(drawn))


def _branch(node: Node, depth: int, parent_y: int | None, rows: list[str]) -> None:
    y = len(rows) * ROW + 24
    x = 12 + depth * 34
    edge = "" if parent_y is None else (
        f'<path class="edge" d="M{x - 27} {parent_y + 10}V{y - 4}H{x - 4}"/>'
    )  # fmt: skip
    shape = _SIGNS.get(node.standing, _SIGNS[""])
    room = int((740 - x - 24) / LETTER)
    rows.append(
        f'{edge}<a href="{escape(node.url)}"><title>{escape(node.label)} · {escape(node.word)}</title>'
        f'<g class="sign s-{escape(node.standing)}" transform="translate({x} {y - 11})">{shape}</g>'
        f'<text x="{x + 22}" y="{y}">{escape(shorten(node.label, room))}</text>'
        f'<text class="{"over" if node.standing == "qua_han" else "dim"}" x="{x + 22}" y="{y + 17}">'
        f"{escape(node.word)} · {escape(node.due)}</text></a>"
    )
    for child in node.children:
        _branch(child, depth + 1, y, rows)


def _side(box: int, here: int, arrows: Sequence[Arrow]) -> int:
    """0 left (this paper points at it), 1 this paper, 2 right (it points at this paper)."""
    if box == here:
        return 1
    return 0 if any(a.source == here and a.target == box for a in arrows) else 2


def _spot(column: int, row: int, count: int, tallest: int) -> tuple[int, int]:
    return 8 + column * 365, 8 + row * 74 + (tallest - count) * 37


def _box(box: Box, x: int, y: int) -> str:
    inside = (
        f'<rect class="{"here" if box.is_here else "box"}" x="{x}" y="{y}" width="270" height="58" rx="5"/>'
        f'<text x="{x + 12}" y="{y + 24}">{escape(shorten(box.label, 35))}</text>'
        f'<text class="dim" x="{x + 12}" y="{y + 44}">{escape(shorten(box.meta, 36))}</text>'
    )
    titled = f"<title>{escape(box.label)} · {escape(box.meta)}</title>{inside}"
    return f'<a href="{escape(box.url)}">{titled}</a>' if box.url else f"<g>{titled}</g>"


def _arrow(source: tuple[int, int], target: tuple[int, int], word: str) -> str:
    """From the paper that speaks to the paper it speaks of: right to left."""
    x1, y1 = source[0], source[1] + 29
    x2, y2 = target[0] + 270, target[1] + 29
    middle = (x1 + x2) // 2
    return (
        f'<path class="edge" d="M{x1} {y1}C{middle} {y1} {middle} {y2} {x2 + 8} {y2}"/>'
        f'<path class="edge" d="M{x2 + 9} {y2 - 4}L{x2 + 2} {y2}L{x2 + 9} {y2 + 4}"/>'
        f'<text class="dim" text-anchor="middle" x="{middle}" y="{(y1 + y2) // 2 - 6}">{escape(word)}</text>'
    )


def shorten(text: str, letters: int) -> str:
    """At most so many letters, the cut shown; the whole is in the title."""
    return text if len(text) <= letters else text[: max(letters - 1, 1)].rstrip() + "…"


def _svg(width: int, height: int, title: str, body: str) -> SafeString:
    # every text in `body` went through escape()
    return mark_safe(  # noqa: S308
        f'<svg class="picture" role="group" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-label="{escape(title)}">{body}</svg>'
    )
