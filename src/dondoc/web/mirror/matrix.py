"""Soi một văn bản — passages × units as a table of signs, and how one passage went down the tree, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.mirror import matrix
from dondoc.mirror.matrix import Cell
from dondoc.mirror.queries import Mirror
from dondoc.mirror.words import CLASSES
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.past import obligations_as_of
from dondoc.units.inheriting import owners_then
from dondoc.units.models import Unit
from dondoc.units.queries import named_on, stood_on
from dondoc.web import pictures
from dondoc.web.asof import Look, looking
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of
from dondoc.web.mirror.asking import Asked, asked, filters
from dondoc.web.mirror.columns import SIGNS
from dondoc.web.pages import page
from dondoc.web.pictures import Node

ACROSS, DRAWN = 20, 300  # passages side by side; shares of a tree
WORDS = {
    matrix.PROVED: gettext_lazy("có minh chứng"), matrix.ACTED: gettext_lazy("có hoạt động, chưa có minh chứng"),
    matrix.NOTHING: gettext_lazy("chưa có hoạt động nào"),
}  # fmt: skip
MARKS = {matrix.PROVED: "MET", matrix.ACTED: "ON_TRACK", matrix.NOTHING: "BEHIND"}
LEGEND = [(MARKS[state], WORDS[state]) for state in matrix.STATES]


@dataclass(frozen=True, slots=True)
class Box:
    """Một ô trên trang — its sign, what it says, the work it opens; none where nothing was asked."""

    mark: str
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Một nội dung — its short name over a column, shares with a proof, with any act, all; the address of its tree."""

    row: Obligation
    name: str
    proved: int
    acted: int
    n: int
    url: str
    rows: dict[str, str]  # by side, where its works are listed

    @property
    def lacking(self) -> int:
        """Chưa có minh chứng."""
        return self.n - self.proved


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Nội dung × đơn vị của một văn bản."""
    actor, look = actor_of(request), looking(request, by_entry=True)
    said = asked(request, actor, look, code)
    if said is None or said.paper is None:
        raise Http404
    mirror, units = said.mirror, matrix.units(said.mirror)
    passages = passages_of(said, look)
    title = _("Nội dung và đơn vị: %(paper)s") % {"paper": said.paper}
    if file := as_file(request, title, _columns(passages), units, partial(_filed, mirror)):
        return file
    listing, first = bounded(request, units), _first(request.GET.get("from", ""), len(passages))
    shown = passages[first : first + ACROSS]
    context = {
        "paper": said.paper, "scope": mirror.scope, "look": look, "listing": listing, "passages": shown, "all": len(passages),
        "filters": [one for one in filters(actor, said) if one.name != "paper"],
        "kept": look.query,
        "rows": (rows := _rows(mirror, listing.rows, shown, look)), "lines": [_line(unit, boxes, shown) for unit, boxes in rows],
        "legend": LEGEND,
        "silent": sum(not one.acted for one in passages), "turns": _turns(said, look, first, len(passages)),
        "tree": _tree(mirror, _chosen(request, passages), look), "back": look.url("mirror", **said.query),
    }  # fmt: skip
    return page(request, "mirror/paper.html", context)


def passages_of(said: Asked, look: Look) -> list[Passage]:
    """Các nội dung của văn bản được soi."""
    rows, totals = matrix.passages(said.mirror), matrix.totals(said.mirror)
    if look.past:
        obligations_as_of(rows, look.past, look.known)
    named_on(said.mirror.scope.day, rows, said.mirror.scope.unit)
    assert said.paper is not None
    code, names = said.paper.public_id, Counter(row.provision for row in rows)
    return [
        Passage(row, row.provision if row.provision and names[row.provision] == 1 else row.nv, *totals.get(row.pk, (0, 0, 0)),
                look.url("mirror_paper", code, **said.beyond_paper, passage=row.public_id) + "#tree",
                {side: look.url("mirror_rows", **said.query | {"paper": code}, of="I4", side=side, passage=row.public_id) for side in ("hit", "all")})
        for row in rows
    ]  # fmt: skip


def _first(words: str, n: int) -> int:
    asked_ = int(words) - 1 if words.isdecimal() and len(words) < 6 else 0
    return max(0, min(asked_, n - 1)) // ACROSS * ACROSS if n else 0


def _turns(said: Asked, look: Look, first: int, n: int) -> list[tuple[str, str]]:
    """Các nội dung khác — where they do not all fit side by side."""
    if n <= ACROSS:
        return []
    assert said.paper is not None
    starts = range(0, n, ACROSS)
    return [
        (f"{at + 1}–{min(at + ACROSS, n)}", "" if at == first else look.url("mirror_paper", said.paper.public_id, **said.beyond_paper, **{"from": str(at + 1)}))
        for at in starts
    ]  # fmt: skip


def _rows(
    mirror: Mirror, units: Sequence[Unit], shown: Sequence[Passage], look: Look
) -> list[tuple[Unit, list[Box | None]]]:
    stood_on(mirror.scope.day, list(units))
    cells = matrix.cells(mirror, units)
    return [(unit, [_box(cells.get((unit.pk, one.row.pk)), one, look) for one in shown]) for unit in units]


def _box(cell: Cell | None, passage: Passage, look: Look) -> Box | None:
    if cell is None:
        return None
    return Box(MARKS[cell.state], f"{passage.name}: {WORDS[cell.state]}", look.url("assignment", cell.share))


@dataclass(frozen=True, slots=True)
class Line:
    """Một đơn vị bằng chữ — how many of its passages have a proof, of how many, and which lack one or any act."""

    unit: Unit
    proved: int
    n: int
    acted: Sequence[tuple[str, Box]]
    nothing: Sequence[tuple[str, Box]]


def _line(unit: Unit, boxes: Sequence[Box | None], shown: Sequence[Passage]) -> Line:
    """Where a table is too wide for the screen, a unit says what it lacks."""
    asked_ = [(one.name, box) for one, box in zip(shown, boxes, strict=True) if box is not None]
    of = {state: [pair for pair in asked_ if pair[1].mark == MARKS[state]] for state in matrix.STATES}
    return Line(unit, len(of[matrix.PROVED]), len(asked_), of[matrix.ACTED], of[matrix.NOTHING])


def _columns(passages: Sequence[Passage]) -> list[Column[Any]]:
    """A column a passage; words, not signs."""
    found: list[Column[Any]] = [Column(_("Đơn vị"), 36, lambda line: line[0].listed)]
    return found + [Column(one.name, 18, partial(_word, one.row.pk)) for one in passages]


def _word(duty: int, line: tuple[Unit, dict[tuple[int, int], Cell]]) -> str:
    cell = line[1].get((line[0].pk, duty))
    return str(WORDS[cell.state]) if cell else ""


def _filed(mirror: Mirror, units: list[Any]) -> Iterable[Any]:
    stood_on(mirror.scope.day, units)
    cells = matrix.cells(mirror, units)
    return [(unit, cells) for unit in units]


def _chosen(request: HttpRequest, passages: Sequence[Passage]) -> Passage | None:
    """The passage whose tree is drawn: the one asked for, else the one given to most."""
    code = request.GET.get("passage", "")
    found = next((one for one in passages if one.row.public_id == code), None)
    return found or max(passages, key=lambda one: one.n, default=None)


@dataclass(frozen=True, slots=True)
class Tree:
    """Cây giao của một nội dung — drawn, and its table: each work, how long after, its sign, its class; `is_more`: not all."""

    passage: Passage
    picture: SafeString
    lines: Sequence[tuple[Any, str, str, str]]
    is_more: bool


def _tree(mirror: Mirror, passage: Passage | None, look: Look) -> Tree | None:
    if passage is None:
        return None
    rows: list[Any] = list(matrix.branches(mirror, passage.row, DRAWN))
    shown, is_more = rows[:DRAWN], len(rows) > DRAWN
    if look.past:
        owners_then(shown, look.past, look.known)
    named_on(mirror.scope.day, shown)
    title = _("Ngày giao qua các cấp: %(name)s") % {"name": passage.name}
    lines = [(row, _lag(row), SIGNS[row.klass], str(CLASSES[row.klass])) for row in shown]
    return Tree(passage, pictures.cascade(_nodes(shown, look), title), lines, is_more)


def _nodes(rows: Sequence[Any], look: Look) -> tuple[Node, ...]:
    here = {row.pk for row in rows}
    below: dict[int | None, list[Assignment]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in here else None, []).append(row)

    def build(parent: int | None) -> tuple[Node, ...]:
        return tuple(_node(row, build(row.pk), look) for row in below.get(parent, []))

    return build(None)


def _node(row: Any, children: tuple[Node, ...], look: Look) -> Node:
    return Node(row.unit.listed, f"{_lag(row)} ({row.on:%d/%m/%Y})", SIGNS[row.klass], str(CLASSES[row.klass]),
                look.url("assignment", row.public_id), children)  # fmt: skip


def _lag(row: Any) -> str:
    """Since its giver had the work."""
    days = (row.on - row.start_on).days
    return _("sau %(n)s ngày") % {"n": days} if days >= 0 else _("chưa tính được")
