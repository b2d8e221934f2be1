"""In XLSX — tables as a workbook: numbers stay numbers, days stay days, text stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import IO

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from dondoc.printing.model import Cell, Poured, Sheet, Table
from dondoc.printing.wording import SAMPLE, UNKNOWN, clean

FONT = {"font_name": "Times New Roman", "font_size": 12}
# What a spreadsheet would run, were it typed into a cell.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_TEXT_LIMIT = 32_767  # characters in a cell, the limit of the format
MOST_ROWS = 1_048_576  # of a worksheet, the limit of the format


def render_xlsx(
    source: Sheet | Sequence[Table], title: str = "", foot: Sequence[str] = (), level: str = ""
) -> bytes:  # fmt: skip
    """In ra XLSX — one worksheet a table; a Sheet gives its tables, title, foot, level and sample mark.

    Raises ValueError when there is no table.
    """
    tables: list[Table | Poured]
    tables, sample = list(source) if not isinstance(source, Sheet) else [], False
    if isinstance(source, Sheet):
        tables = [part for part in source.body if isinstance(part, Table)]
        title = title or f"{source.kind} {source.subject}".strip()
        foot, sample, level = foot or source.foot, source.sample, level or source.level
    if not tables:
        raise ValueError("Văn bản này không có bảng nào để xuất ra XLSX; hãy tải bản DOCX.")
    made = io.BytesIO()
    write_xlsx(made, tables, title, foot, level, sample)
    return made.getvalue()


def write_xlsx(
    out: IO[bytes], tables: Sequence[Table | Poured], title: str = "", foot: Sequence[str] = (), level: str = "", sample: bool = False
) -> None:  # fmt: skip
    """Ghi XLSX vào tệp — rows are written in order and not kept, so 100,000 rows cost the memory of one."""
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"title": clean(title)[:255], "created": datetime(2000, 1, 1, tzinfo=UTC)})
        for name, table in zip(_names(tables), tables, strict=True):
            _Page(book, name, sample, level).write(table, title, foot)


class _Page:
    """Một trang tính — the looks of one workbook page and the row it has come to."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, sample: bool, level: str = "") -> None:
        self.page: Worksheet = book.add_worksheet(name)
        self.book, self.sample, self.level, self.at = book, sample, level, 0
        self.looks: dict[tuple[str, bool, bool], Format] = {}
        self.unknown = book.add_format({**FONT, "italic": True, "font_color": "#666666", "border": 1})
        self.title = book.add_format({**FONT, "bold": True, "font_size": 14})
        self.plain = book.add_format({**FONT, "italic": True})
        self.head = book.add_format({
            **FONT, "bold": True, "border": 1, "align": "center", "valign": "vcenter",
            "text_wrap": True, "bg_color": "#EDEFF2",
        })  # fmt: skip

    def write(self, table: Table | Poured, title: str, foot: Sequence[str]) -> None:
        for number, column in enumerate(table.columns):
            self.page.set_column(number, number, max(6, column.width * 1.1))
        for text in (self.level, SAMPLE if self.sample else "", title, table.caption):
            self._note(text, self.title if text in (title, self.level) else self.plain)
        self._set_up()
        head = self.at
        self._row(
            tuple(column.title for column in table.columns),
            [self.head] * len(table.columns),
        )
        for row in table.rows:
            self._cells(table, row)
        self.page.autofilter(head, 0, self.at - 1, len(table.columns) - 1)
        if table.total:
            self._cells(table, table.total, bold=True)
        for text in foot:
            self._note(text, self.plain)

    def _set_up(self) -> None:
        """Trang in — A4 across, head row kept in sight and repeated, page numbers below."""
        self.page.set_landscape()
        self.page.set_paper(9)  # A4
        self.page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(self.at)
        self.page.freeze_panes(self.at + 1, 0)
        self.page.set_footer("&CTrang &P/&N")
        if self.sample:
            self.page.set_header(f"&C{SAMPLE}")

    def _cells(self, table: Table | Poured, row: Sequence[Cell], bold: bool = False) -> None:
        looks = [self._look(column.align, cell, bold) for column, cell in zip(table.columns, row, strict=True)]
        self._row(row, looks)

    def _row(self, row: Sequence[Cell], looks: Sequence[Format]) -> None:
        for column, (cell, look) in enumerate(zip(row, looks, strict=True)):
            if cell is None:
                self.page.write_string(self.at, column, UNKNOWN, self.unknown)
            elif isinstance(cell, str):
                self.page.write_string(self.at, column, clean(cell)[:_TEXT_LIMIT], look)
            elif isinstance(cell, date):
                self.page.write_datetime(self.at, column, cell, look)
            else:
                self.page.write_number(self.at, column, cell, look)
        self.at += 1

    def _note(self, text: str, look: Format) -> None:
        if text:
            self.page.write_string(self.at, 0, clean(text), look)
            self.at += 1

    def _look(self, align: str, cell: Cell, bold: bool) -> Format:
        active = isinstance(cell, str) and cell.startswith(_ACTIVE)
        shape = type(cell).__name__
        key = (f"{align} {shape}", active, bold)
        if key not in self.looks:
            numbers = {"int": "#,##0", "float": "#,##0.##", "date": "dd/mm/yyyy"}
            look = {
                **FONT, "border": 1, "align": align, "valign": "top", "text_wrap": True,
                "bold": bold, "quote_prefix": active, "num_format": numbers.get(shape, "General"),
            }  # fmt: skip
            self.looks[key] = self.book.add_format(look)
        return self.looks[key]


def _names(tables: Sequence[Table | Poured]) -> list[str]:
    """Tên trang tính — from captions, at most 31 characters, none twice."""
    names: list[str] = []
    for number, table in enumerate(tables, 1):
        name = _NOT_IN_A_NAME.sub(" ", clean(table.caption)).strip()[:31] or f"Biểu {number}"
        taken = name.casefold() in {known.casefold() for known in names}
        names.append(f"{name[:26]} ({number})" if taken else name)
    return names
