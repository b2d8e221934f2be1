"""Cây giao việc — who owes what down the tree, one row a share, its due day on the branch that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from dondoc.web.pictures.shapes import cut, mark, picture, shape, text, width

ROW = 32
NARROW, WIDE = 720, 1200  # the picture's width, before it scrolls
LONGEST_DUE = 190


@dataclass(frozen=True, slots=True)
class Node:
    """Một nhánh — a unit's share: its name, due day in words, standing, and what is below it."""

    label: str
    due: str
    standing: str
    word: str
    url: str
    children: tuple[Node, ...] = ()


def cascade(nodes: Sequence[Node], title: str) -> SafeString:
    """Cây giao việc — the day each share is due lies between its giver's sign and its own."""
    rows = list(_rows(nodes, 0, None))
    slot = max((_due_room(node) for node, _d, _p in rows), default=0)
    said = max((width(node.word) for node, _d, _p in rows), default=0)
    needs = max((_sign_x(depth, slot) + 24 + width(node.label) for node, depth, _p in rows), default=0)
    wide = min(max(needs + 24 + said, NARROW), WIDE + max((d for _n, d, _p in rows), default=0) * slot)
    drawn = "".join(_row(place, row, slot, wide, said) for place, row in enumerate(rows))
    return picture(wide, max(len(rows), 1) * ROW + 4, title, drawn)


def _rows(
    nodes: Sequence[Node], depth: int, parent: int | None, begin: int = 0
) -> Iterator[tuple[Node, int, int | None]]:
    """Each node with its depth and the row of its parent, in the order of reading."""
    for node in nodes:
        yield node, depth, parent
        below = list(_rows(node.children, depth + 1, begin, begin + 1))
        yield from below
        begin += 1 + len(below)


def _due_room(node: Node) -> float:
    return min(width(node.due, 12), LONGEST_DUE) + 22


def _sign_x(depth: int, slot: float) -> float:
    return 2 + (depth + 1) * slot


def _row(place: int, row: tuple[Node, int, int | None], slot: float, wide: float, said: float) -> str:
    node, depth, parent = row
    x, y = _sign_x(depth, slot), place * ROW + 18
    room = wide - said - 20 - (x + 22)
    state = f"s-{node.standing}"
    body = (
        f'<rect x="{x - slot + 16:.0f}" y="{y - 14}" width="{wide - x + slot - 16:.0f}" height="{ROW - 4}" fill="transparent"/>'
        + text(x - slot + 16, y + 4, cut(node.due, slot - 22, 12), f"dim {'word ' + state if node.standing == 'qua_han' else ''}".strip())
        + f'<g class="shape {state}" transform="translate({x:.0f} {y - 7})">{shape(node.standing)}</g>'
        + text(x + 22, y + 4, cut(node.label, room))
        + text(wide - 2, y + 4, node.word, f"word {state}", "end")
    )  # fmt: skip
    whole = f"{node.label} · {node.word} · {node.due}"
    return _branch(x - slot + 7, y, parent) + mark(node.url, whole, body)


def _branch(x: float, y: int, parent: int | None) -> str:
    """From beneath the giver's sign down and over to this share's day."""
    if parent is None:
        return ""
    return f'<path class="edge" d="M{x:.0f} {parent * ROW + 28}V{y}h6"/>'
