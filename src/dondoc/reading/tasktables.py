"""Bảng phân công — task tables read row by row, their columns known by their heads in any order."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.text import fold

_ROLES: dict[str, str] = {
    head: role
    for role, heads in tomllib.loads((files("dondoc.reading") / "data" / "markers.toml").read_text("utf-8"))["tables"].items()
    for head in heads
}  # fmt: skip
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Một dòng việc — the cells of a task by their part in it."""

    deed: Cell
    actor: Cell = ()
    partner: Cell = ()
    due: Cell = ()
    product: Cell = ()


def task_rows(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Row]:
    """Rows of every table that has a column for the task and one for who or when."""
    tables: dict[int, dict[int, dict[int, list[Paragraph]]]] = {}
    for paragraph in paragraphs:
        if paragraph.table is not None:
            table, row, column = paragraph.table
            tables.setdefault(table, {}).setdefault(row, {}).setdefault(column, []).append(paragraph)
    for rows in tables.values():
        yield from _rows(text, rows)


def _rows(text: str, rows: dict[int, dict[int, list[Paragraph]]]) -> Iterator[Row]:
    for first in sorted(rows)[:3]:
        columns = _columns(text, rows[first])
        if "deed" in columns and {"actor", "due"} & set(columns):
            for number in sorted(rows):
                cells = {role: tuple(rows[number].get(column, ())) for role, column in columns.items()}
                if number > first and cells["deed"] and (cells.get("actor") or cells.get("due")):
                    yield Row(**cells)
            return


def _columns(text: str, heads: dict[int, list[Paragraph]]) -> dict[str, int]:
    """Which column plays which part; the first of two that claim one."""
    found: dict[str, int] = {}
    for column, cell in sorted(heads.items()):
        words = fold(" ".join(text[p.start : p.end] for p in cell))
        role = _ROLES.get(words)
        if role:
            found.setdefault(role, column)
    return found
