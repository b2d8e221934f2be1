"""Đổ danh sách — some thousand rows at a time become cells that wait on the disk: any number costs the memory of a part."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.db import models

from dondoc.printing.csvtext import write_csv
from dondoc.printing.model import Cell, Column, Poured
from dondoc.printing.xlsx import write_xlsx
from dondoc.shared.profile import highest

PART, OF_PEOPLE = (
    500,
    20_000,
)  # rows read, told and put aside at once; what is prefetched for more may be too long a question for SQLite
IN_MEMORY = 4 * 2**20  # a file so small never touches the disk
Row = tuple[Cell, ...]


class Cells:
    """Các ô chờ ghi — the level of the whole and the count stand above the rows, and are known only below them.

    The last cell of each row is its own level.
    """

    def __init__(self) -> None:
        self.kept, self.rows, self.level = a_file(), 0, ""

    def put(self, rows: list[Row], level: str) -> None:
        """A part and the level of what it is made of; none of it stays here."""
        pickle.dump(rows, self.kept, pickle.HIGHEST_PROTOCOL)
        self.rows += len(rows)
        self.level = highest((self.level, level))

    def __iter__(self) -> Iterator[Row]:
        """Every row in order; its level only where the list has one."""
        self.kept.seek(0)
        left = self.rows
        while left:
            rows = pickle.load(self.kept)  # noqa: S301 — what was put there a moment ago
            left -= len(rows)
            yield from rows if self.level else (row[:-1] for row in rows)


def written(form: str, columns: Sequence[Column], cells: Cells, title: str, foot: Sequence[str], marks: Sequence[str]) -> IO[bytes]:  # fmt: skip
    """The list as a file; `marks` are lines that a CSV too must not lose."""
    made, table = a_file(), Poured(tuple(columns), cells)
    if form == "csv":
        write_csv(made, table, [cells.level, *marks])
    else:
        write_xlsx(made, [table], title, [*foot, *marks], cells.level)
    return made


def parts(rows: models.QuerySet[Any, Any] | Sequence[Any], most: int | None, size: int) -> Iterator[list[Any]]:
    """The rows, gathered by their ids and joined to what is shown of them part by part: no question stays open meanwhile."""
    chosen: Sequence[Any] = rows[:most]  # type: ignore[assignment]
    if isinstance(rows, models.QuerySet):
        chosen = [pk for pk, *_by in rows.values_list("pk")[:most]]
    for begin in range(0, len(chosen), size):
        part = chosen[begin : begin + size]
        yield joined(rows, part) if isinstance(rows, models.QuerySet) else list(part)


def joined(rows: models.QuerySet[Any, Any], shown: Iterable[Any]) -> list[Any]:
    """The rows of these ids in the list's order; they were chosen already, and what chose them is not asked again."""
    chosen = rows.all()
    chosen.query.clear_where()
    return list(chosen.filter(pk__in=shown))


def read_once(rows: Sequence[Any], *names: str) -> None:
    """What many rows of a part point at, as one thing for all that point at it: few are read where each row would join its own."""
    for name in names:
        field = type(rows[0])._meta.get_field(name)
        found = field.related_model._base_manager.in_bulk({getattr(row, field.attname) for row in rows} - {None})
        for row in rows:
            field.set_cached_value(row, found.get(getattr(row, field.attname)))


def small(made: IO[bytes]) -> bytes | IO[bytes]:
    """A file of usual size as its bytes; a large one stays on the disk and is read as it is sent."""
    size = made.seek(0, 2)
    made.seek(0)
    return made.read() if size <= IN_MEMORY else made


def a_file() -> IO[bytes]:
    return cast(IO[bytes], SpooledTemporaryFile(IN_MEMORY))
