"""Đọc bảng tính — task tables kept in XLSX, XLS or ODS: every sheet a table, its cells as they are shown."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from dondoc.reading.model import Unreadable, Warning
from dondoc.reading.paragraphs import Builder, Source

MOST_ROWS, MOST_COLUMNS = 20_000, 60


def read_sheets(data: bytes, kind: str) -> Source:
    """The sheets of a workbook, one after another. Raises Unreadable by name."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as problem:
        if "password" in str(problem).lower():
            raise Unreadable("ENCRYPTED", "Bảng tính có mật khẩu. Bỏ mật khẩu rồi gửi lại.") from problem
        raise Unreadable("UNREADABLE", "Bảng tính bị hỏng. Mở bằng Excel, lưu thành .xlsx rồi gửi lại.") from problem
    out = Builder()
    for number, (_name, rows) in enumerate(sheets):
        for row, cells in enumerate(rows[:MOST_ROWS]):
            _row(out, (number, row), cells[:MOST_COLUMNS])
    too_long = any(len(rows) > MOST_ROWS for _name, rows in sheets)
    source = out.source(kind, warnings=(_cut(),) if too_long else (), margins=tuple(name for name, _rows in sheets))
    if not source.text:
        raise Unreadable("EMPTY", "Bảng tính không có chữ nào. Kiểm tra lại tệp trên máy.")
    return source


def _row(out: Builder, place: tuple[int, int], cells: list[Any]) -> None:
    """A row with one cell filled is a heading; others are rows of a table."""
    read = [(column, shown(cell)) for column, cell in enumerate(cells)]
    filled = [(column, text) for column, text in read if text]
    for column, text in filled:
        for line in text.split("\n"):
            out.add(line, table=None if len(filled) == 1 and column < 2 else (*place, column))


def shown(cell: Any) -> str:
    """A cell as an official reads it: whole numbers without a point, days as dd/mm/yyyy."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime):
        return f"{cell:%d/%m/%Y}"
    return str(cell).strip() if cell is not None else ""


def _cut() -> Warning:
    return Warning(
        "CUT", f"Bảng tính dài hơn {MOST_ROWS:,} dòng: phần sau chưa đọc. Chia nhỏ rồi gửi.".replace(",", ".")
    )
