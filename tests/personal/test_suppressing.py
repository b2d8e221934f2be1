"""Che số nhỏ — nothing hidden can be computed from what is printed: asked of an attacker who knows linear algebra, and
of one who tries every table there is."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.personal.suppressing import Cell, Grid, hidden, shown

K = 5
GRIDS = st.integers(1, 6).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 12), min_size=columns, max_size=columns), min_size=1, max_size=6)
)
SMALL = st.sampled_from([(1, 2), (2, 2), (2, 3), (3, 2)]).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 3), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)  # fmt: skip


def grid(rows: list[list[int]]) -> Grid:
    return Grid(tuple(map(tuple, rows)))


def equations(table: Grid) -> list[dict[Cell, int]]:
    """What a reader knows of any such table: each row and each column adds up to its total."""
    rows, columns = table.rows, table.columns
    across = [{**{(i, j): 1 for j in range(columns)}, (i, columns): -1} for i in range(rows + 1)]
    down = [{**{(i, j): 1 for i in range(rows)}, (rows, j): -1} for j in range(columns + 1)]
    return across + down


def computed(table: Grid, gone: frozenset[Cell]) -> set[Cell]:
    """Hidden figures that sums and differences of the printed ones give: the reduced form has them alone in a line."""
    unknown = sorted(gone)
    lines = [[Fraction(line.get(cell, 0)) for cell in unknown] for line in equations(table)]
    done = 0
    for column in range(len(unknown)):
        pivot = next((n for n in range(done, len(lines)) if lines[n][column]), None)
        if pivot is None:
            continue
        lines[done], lines[pivot] = lines[pivot], lines[done]
        lines[done] = [value / lines[done][column] for value in lines[done]]
        for n, line in enumerate(lines):
            if n != done and line[column]:
                lines[n] = [a - line[column] * b for a, b in zip(line, lines[done], strict=True)]
        done += 1
    return {unknown[next(n for n, v in enumerate(line) if v)] for line in lines if sum(map(bool, line)) == 1}


def tables_like(table: Grid, gone: frozenset[Cell], most: int) -> Iterator[Grid]:
    """Every table of counts that would be printed the same."""
    inner = [cell for cell in sorted(gone) if not table.is_total(cell)]
    printed = [cell for cell in table.cells() if cell not in gone]
    for values in product(range(most + 1), repeat=len(inner)):
        said = dict(zip(inner, values, strict=True))
        other = grid([[said.get((i, j), table.value((i, j))) for j in range(table.columns)] for i in range(table.rows)])
        if all(other.value(cell) == table.value(cell) for cell in printed):
            yield other


@settings(max_examples=300, deadline=None)
@given(GRIDS)
def test_no_hidden_figure_is_told_by_differences(rows: list[list[int]]) -> None:
    table = grid(rows)
    assert computed(table, hidden(table, K)) == set()


@settings(max_examples=60, deadline=None)
@given(SMALL)
def test_every_hidden_figure_could_be_another(rows: list[list[int]]) -> None:
    """Counts are not below zero: that tells more than differences do."""
    table = grid(rows)
    gone = hidden(table, 3)
    met: dict[Cell, set[int]] = {cell: set() for cell in gone}
    for other in tables_like(table, gone, most=4):
        for cell in gone:
            met[cell].add(other.value(cell))
    assert [cell for cell, values in met.items() if len(values) < 2] == []


@settings(max_examples=300, deadline=None)
@given(GRIDS)
def test_every_small_figure_is_hidden_and_what_is_printed_is_right(rows: list[list[int]]) -> None:
    table = grid(rows)
    for i, line in enumerate(shown(table, K)):
        for j, value in enumerate(line):
            assert value is None or (value == table.value((i, j)) and not 0 < value < K)


@settings(max_examples=200, deadline=None)
@given(GRIDS)
def test_a_table_without_small_figures_is_printed_whole(rows: list[list[int]]) -> None:
    table = grid([[value * K for value in line] for line in rows])
    assert hidden(table, K) == frozenset()


@pytest.mark.parametrize(
    ("rows", "gone"),
    [
        ([[10, 20], [30, 40]], set()),
        ([[2, 20], [30, 40]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[0, 20], [30, 40]], set()),  # nobody there: nobody to be known
    ],
)
def test_by_hand(rows: list[list[int]], gone: set[Cell]) -> None:
    assert hidden(grid(rows), K) == gone


def test_the_attacker_bites() -> None:
    """Only the small figure hidden: its row and its column tell it, and no other table is printed so."""
    table = grid([[2, 20], [30, 40]])
    alone = frozenset({(0, 0)})
    assert computed(table, alone) == alone
    tiny = grid([[1, 3], [3, 3]])
    assert {other.value((0, 0)) for other in tables_like(tiny, alone, most=4)} == {1}
