"""Đọc bảng tính — task tables kept in XLSX, XLS or ODS: every sheet a table, its cells as they are shown."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from typing import Any

from dondoc.reading.model import Unreadable, Warning
from dondoc.reading.paragraphs import Builder, Source

MOST_ROWS, MOST_COLUMNS = 20_000, 60
LARGEST_PART = 64 * 2**20
_HEAD = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_CODE = re.compile(r'&"[^"]*"|&\d+|&[BIUESXYK]')  # the look of a head's words
_SECTION = re.compile(r"&[LCRPNDTFAZG]|\n")
_SAID = re.compile(r"<a:p>.*?</a:p>|>[^<>]+<", re.DOTALL)  # a paragraph of a box, or a property
_TAG = re.compile(r"<[^>]*>|[<>]")


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
    margins = (*(name for name, _rows in sheets), *(_beside_cells(data) if kind == "xlsx" else ()))
    source = out.source(kind, warnings=(_cut(),) if too_long else (), margins=margins)
    if not source.text:
        raise Unreadable("EMPTY", "Bảng tính không có chữ nào. Kiểm tra lại tệp trên máy.")
    return source


def _beside_cells(data: bytes) -> Iterator[str]:
    """What an XLSX prints or says beside its cells: heads and feet of pages, text boxes, properties."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if not name.startswith(("xl/worksheets/sheet", "xl/drawings/", "docProps/")) or not name.endswith(".xml"):
                continue
            with packed.open(name) as part:
                words = part.read(LARGEST_PART).decode("utf-8", "replace")
            if name.startswith("xl/worksheets/"):
                for head in map(unescape, _HEAD.findall(words)):
                    yield from _SECTION.split(_CODE.sub("", head))
            else:
                yield from (" ".join(unescape(_TAG.sub("", said)).split()) for said in _SAID.findall(words))


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
