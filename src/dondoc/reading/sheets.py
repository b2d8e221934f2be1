"""Đọc bảng tính — task tables kept in XLSX, XLS or ODS: every sheet a table, its cells as they are shown."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from typing import IO, Any

from dondoc.reading.model import Unreadable, Warning
from dondoc.reading.paragraphs import Builder, Source

MOST_ROWS, MOST_COLUMNS = 20_000, 60
LARGEST_PART = 64 * 2**20
PIECE, LONGEST_HEAD = 2**20, 2**14
_BESIDE = ("xl/drawings/", "xl/comments", "xl/threadedComments/", "docProps/")
LARGEST_BOOK = 1 << 30  # of what a workbook unzips to: a million short rows
LONG_SHEET = 64 * 2**20  # unzipped: held whole it takes some hundreds of megabytes, so it is read row by row
_HEAD = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_CODE = re.compile(r'&"[^"]*"|&\d+|&[BIUESXYK]')  # the look of a head's words
_SECTION = re.compile(r"&[LCRPNDTFAZG]|\n")
_SAID = re.compile(r"<a:p>.*?</a:p>|>[^<>]+<", re.DOTALL)  # a paragraph of a box, or a property
_ENCODINGS = ("utf-16", "utf-8-sig", "cp1258")
_FORMULA = ("=", "+", "-", "@")
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


def tables_of(data: bytes) -> Iterator[Iterator[list[str]]]:
    """Each sheet of a workbook (XLSX, XLS, ODS) or a CSV as its rows of cells as they are shown, one row at a time.

    Raises Unreadable by name. Rows are as the spreadsheet counts them:
    empty ones come as empty lists.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        yield _csv_rows(data)
        return
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist() if data.startswith(b"PK") else []
        if sum(part.file_size for part in parts) > LARGEST_BOOK:
            raise Unreadable("TOO_LARGE", "Bảng quá lớn khi mở ra. Chia thành nhiều bảng.")
        if any(part.filename.startswith("xl/worksheets/") and part.file_size > LONG_SHEET for part in parts):
            yield from _row_by_row(data)
            return
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            yield _cells(book.get_sheet_by_name(name))
    except (CalamineError, OSError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile) as problem:
        raise _broken() from problem


def _broken() -> Unreadable:
    return Unreadable("UNREADABLE", "Không đọc được tệp này. Mở bằng Excel, lưu thành .xlsx rồi gửi lại.")


def beside_cells(data: bytes) -> Iterator[str]:
    """What an XLSX says beside its cells, of which a mark may be one; nothing of other kinds."""
    if not data.startswith(b"PK"):
        return iter(())
    return _beside_cells(data)


def _cells(sheet: Any) -> Iterator[list[str]]:
    _above, left = sheet.start or (0, 0)  # empty rows above come with the others, empty columns do not
    for row in sheet.iter_rows():
        yield [""] * left + [shown(cell) for cell in row]


def _row_by_row(data: bytes) -> Iterator[Iterator[list[str]]]:
    """A long XLSX, by openpyxl: twenty times as slow, and no row stays in memory."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        yield _streamed(sheet)


def _streamed(sheet: Any) -> Iterator[list[str]]:
    try:
        for row in sheet.iter_rows(values_only=True):
            yield [shown(cell) for cell in row]
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as problem:  # a broken part is met on the way
        raise _broken() from problem


def _csv_rows(data: bytes) -> Iterator[list[str]]:
    """Comma, semicolon or tab; UTF-8, or what old machines wrote. A sign our own files put before a formula is taken off."""
    encoding = next(filter(lambda name: _decodes(data, name), _ENCODINGS), None)
    if encoding is None:
        raise Unreadable("UNREADABLE", "Không đọc được chữ của tệp CSV. Lưu lại bằng UTF-8 rồi gửi.")
    words = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    first = words.readline()
    words.seek(0)
    delimiter = max(",;\t", key=first.replace(", ", " ").count)  # “Số, ký hiệu” is one head
    try:
        for row in csv.reader(words, delimiter=delimiter):
            yield [cell[1:].strip() if cell[:1] == "'" and cell[1:2] in _FORMULA else cell.strip() for cell in row]
    except csv.Error as problem:
        raise Unreadable("UNREADABLE", "Tệp CSV bị hỏng. Mở bằng Excel, lưu thành .xlsx rồi gửi lại.") from problem


def _decodes(data: bytes, encoding: str) -> bool:
    if (encoding == "utf-16") is not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return b"\0" not in data or encoding == "utf-16"


def _beside_cells(data: bytes) -> Iterator[str]:
    """What an XLSX prints or says beside its cells: heads and feet of pages, text boxes, comments, properties."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if not name.startswith(("xl/worksheets/sheet", *_BESIDE)) or not name.endswith(".xml"):
                continue
            with packed.open(name) as part:
                if name.startswith("xl/worksheets/"):
                    yield from _heads_of(part)
                else:
                    words = part.read(LARGEST_PART).decode("utf-8", "replace")
                    yield from (" ".join(unescape(_TAG.sub("", said)).split()) for said in _SAID.findall(words))


def _heads_of(part: IO[bytes]) -> Iterator[str]:
    """Heads and feet stand after the rows, however long the sheet: it is gone through piece by piece to its end."""
    decoder, words = codecs.getincrementaldecoder("utf-8")("replace"), ""
    while piece := part.read(PIECE):
        words += decoder.decode(piece)
        for head in map(unescape, _HEAD.findall(words)):
            yield from _SECTION.split(_CODE.sub("", head))
        words = words[-LONGEST_HEAD:]  # one that is not yet whole


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
