"""Che số nhỏ — a table of counts with its totals, and which of them are not printed. No Django, no database.

Every figure from 1 to k - 1 is hidden, totals too. Hidden alone it would be told by its row and its column, so more
are hidden until each hidden figure could be another one. The table with its totals is a flow that goes round: all →
row → column → all; a hidden figure can be another one exactly where it lies on a cycle of hidden figures, each of
which may grow, or shrink where it is not zero. The cheapest such cycle is sought for each small figure.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Cell = tuple[int, int]  # of row, of column; the last row and the last column are the totals
Node = tuple[str, int]
Move = tuple[Node, Node, Cell]
_ALL, _ROW, _COLUMN = ("all", 0), "row", "column"
_ENDS = ("ends", 0)
_TOTAL_COSTS = 10_000_000  # a total is hidden only where no inner figure would do


@dataclass(frozen=True, slots=True)
class Grid:
    """Bảng đếm — inner counts by row and column; totals are computed, never given."""

    counts: tuple[tuple[int, ...], ...]

    @property
    def rows(self) -> int:
        return len(self.counts)

    @property
    def columns(self) -> int:
        return len(self.counts[0]) if self.counts else 0

    def cells(self) -> Iterator[Cell]:
        """Every figure of the printed table, totals last."""
        return ((i, j) for i in range(self.rows + 1) for j in range(self.columns + 1))

    def value(self, cell: Cell) -> int:
        """A count, or a total."""
        rows = self.counts if cell[0] == self.rows else (self.counts[cell[0]],)
        return sum(sum(row) if cell[1] == self.columns else row[cell[1]] for row in rows)

    def is_total(self, cell: Cell) -> bool:
        return cell[0] == self.rows or cell[1] == self.columns


def hidden(grid: Grid, k: int) -> frozenset[Cell]:
    """Ô phải che — the small ones, and those without which a small one could be computed."""
    small = [cell for cell in grid.cells() if 0 < grid.value(cell) < k]
    chosen = set(small)
    for cell in small:
        chosen |= set(_cycle(grid, cell, chosen))
    return frozenset(chosen)


def shown(grid: Grid, k: int) -> tuple[tuple[int | None, ...], ...]:
    """Bảng được in — with its totals; None is hidden."""
    gone = hidden(grid, k)
    lines = range(grid.rows + 1)
    return tuple(tuple(None if (i, j) in gone else grid.value((i, j)) for j in range(grid.columns + 1)) for i in lines)


def _cycle(grid: Grid, cell: Cell, chosen: set[Cell]) -> Sequence[Cell]:
    """The figures of the cheapest cycle by which this one could be one more."""
    start, end = _ends(grid, cell)
    moves = _moves(grid, cell)
    best: dict[Node, tuple[int, tuple[Cell, ...]]] = {}
    waiting: list[tuple[int, Node, tuple[Cell, ...]]] = [(0, end, ())]
    while waiting:
        cost, node, path = heapq.heappop(waiting)
        if node in best:
            continue
        best[node] = (cost, path)
        for _from, to, by in moves.get(node, ()):
            if to not in best:
                heapq.heappush(waiting, (cost + _cost(grid, by, chosen), to, (*path, by)))
    return best[start][1]


def _moves(grid: Grid, but: Cell) -> dict[Node, list[Move]]:
    """Where each figure leads when it grows, and back when it shrinks; the one asked about goes no way."""
    found: dict[Node, list[Move]] = {}
    for cell in grid.cells():
        if cell == but:
            continue
        start, end = _ends(grid, cell)
        found.setdefault(start, []).append((start, end, cell))
        if grid.value(cell) > 0:
            found.setdefault(end, []).append((end, start, cell))
    return found


def _ends(grid: Grid, cell: Cell) -> tuple[Node, Node]:
    """From where to where a figure flows."""
    i, j = cell
    if i == grid.rows:
        return (_ENDS, _ALL) if j == grid.columns else ((_COLUMN, j), _ENDS)
    return (_ALL, (_ROW, i)) if j == grid.columns else ((_ROW, i), (_COLUMN, j))


def _cost(grid: Grid, cell: Cell, chosen: set[Cell]) -> int:
    """What is hidden already costs nothing; else as much as is lost by hiding it."""
    if cell in chosen:
        return 0
    return grid.value(cell) + 1 + (_TOTAL_COSTS if grid.is_total(cell) else 0)
