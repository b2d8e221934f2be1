"""In CSV — a table as text: days as dd/mm/yyyy, what is not known said so, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from dondoc.printing.model import Cell, Table
from dondoc.printing.wording import UNKNOWN, clean

BOM = "\ufeff"  # by which Excel knows UTF-8
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def render_csv(table: Table, foot: Sequence[str] = ()) -> bytes:
    """Heads, rows, and below them a line each that must not be lost (a level, the mark of a sample)."""
    made = io.StringIO()
    made.write(BOM)
    out = csv.writer(made)
    out.writerow(column.title for column in table.columns)
    out.writerows([_said(cell) for cell in row] for row in table.rows)
    out.writerows([text] for text in foot if text)
    return made.getvalue().encode()


def _said(cell: Cell) -> str:
    if cell is None:
        return UNKNOWN
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = clean(str(cell))
    return f"'{text}" if isinstance(cell, str) and text.startswith(_ACTIVE) else text
