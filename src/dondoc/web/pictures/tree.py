"""Cây giao việc — who owes what down the tree, one row a share, its due day on the branch that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from dondoc.web.pictures.shapes import cut, mark, picture, shape, text, width

ROW = 32
NARROW, WIDE = 720, 1200  # the picture's width, before it scrolls


@dataclass(frozen=True, slots=True)
class Node:
    """Một nhánh — a unit's share: its name, due day in words, standing, and what is below it.

    What `due` says in brackets ("hạn 25/11/2026 (hạn đầu 10/11/2026)") stands after the state's word.
    """

    label: str
    due: str
    standing: str
    word: str
    url: str
    children: tuple[Node, ...] = ()


def cascade(nodes: Sequence[Node], title: str) -> SafeString:
    """Cây giao việc — the day each share is due lies between its giver's sign and its own."""
    rows = list(_rows(nodes, 0, None))
    slot = max((width(_due(node)[0], 12) + 22 for node, _d, _p in rows), default=0)
    needs = max((_sign_x(depth, slot) + 34 + _said(node) for node, depth, _p in rows), default=0)
    wide = min(max(needs, NARROW), WIDE + max((d for _n, d, _p in rows), default=0) * slot)
    drawn = "".join(_row(place, row, slot, wide) for place, row in enumerate(rows))
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


def _due(node: Node) -> tuple[str, str]:
    """The day, and what is said of it in brackets."""
    day, bracket, rest = node.due.partition(" (")
    return day, bracket + rest


def _said(node: Node) -> float:
    return width(node.label) + 14 + width(node.word) * 1.06 + width(_due(node)[1], 12)


def _sign_x(depth: int, slot: float) -> float:
    return 2 + (depth + 1) * slot


def _row(place: int, row: tuple[Node, int, int | None], slot: float, wide: float) -> str:
    node, depth, parent = row
    day, more = _due(node)
    x, y, state = _sign_x(depth, slot), place * ROW + 18, f"s-{node.standing}"
    label = cut(node.label, wide - x - 34 - (_said(node) - width(node.label)))
    beside = x + 22 + width(label) + 12
    body = (
        f'<rect x="{x - slot + 16:.0f}" y="{y - 14}" width="{wide - x + slot - 16:.0f}" height="{ROW - 4}" fill="transparent"/>'
        + text(x - slot + 16, y + 4, day, f"dim word {state}" if node.standing == "qua_han" else "dim")
        + f'<g class="shape {state}" transform="translate({x:.0f} {y - 7})">{shape(node.standing)}</g>'
        + text(x + 22, y + 4, label)
        + text(beside, y + 4, node.word, f"word {state}")
        + (text(beside + width(node.word) * 1.06, y + 4, more, "dim") if more else "")
    )
    return _branch(x - slot + 7, y, parent) + mark(node.url, f"{node.label} · {node.word} · {node.due}", body)


def _branch(x: float, y: int, parent: int | None) -> str:
    """From beneath the giver's sign down and over to this share's day."""
    if parent is None:
        return ""
    return f'<path class="edge" d="M{x:.0f} {parent * ROW + 28}V{y}h6"/>'
