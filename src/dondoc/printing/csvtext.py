"""In CSV — a table as text: days as dd/mm/yyyy, what is not known said so, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import IO

from dondoc.printing.model import Cell, Poured, Table
from dondoc.printing.wording import UNKNOWN, clean

BOM = "\ufeff"  # by which Excel knows UTF-8
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def render_csv(table: Table, foot: Sequence[str] = ()) -> bytes:
    """Heads, rows, and below them a line each that must not be lost (a level, the mark of a sample)."""
    made = io.BytesIO()
    write_csv(made, table, foot)
    return made.getvalue()


def write_csv(out: IO[bytes], table: Table | Poured, foot: Sequence[str] = ()) -> None:
    """Ghi CSV vào tệp — row after row, none kept."""
    text = io.TextIOWrapper(out, "utf-8", newline="")
    text.write(BOM)
    lines = csv.writer(text)
    lines.writerow(column.title for column in table.columns)
    lines.writerows([_said(cell) for cell in row] for row in table.rows)
    lines.writerows([line] for line in foot if line)
    text.detach()  # what it was written to stays open


def _said(cell: Cell) -> str:
    if cell is None:
        return UNKNOWN
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = clean(str(cell))
    return f"'{text}" if isinstance(cell, str) and text.startswith(_ACTIVE) else text
