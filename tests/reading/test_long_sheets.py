"""Bảng dài — an XLSX that is too long to be held is read row by row, and says the same as one that is held."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from dondoc.reading import sheets
from dondoc.reading.model import Unreadable

ROWS: list[list[Any]] = [
    ["TT", "Nội dung", "Hạn", "Số"], [], ["", "Rà soát & tổng hợp", date(2026, 12, 1), 12], [2, "Hai  dòng\ntrong ô", datetime(2026, 3, 5, 7, 30), 1.5],
    [True, "=1+1", "01/02/2026", -0.0], ["", "", "", "chỉ ô cuối"], [1e9, "x" * 3000, "", ""],
]  # fmt: skip


def a_book(*tables: list[list[Any]], above: int = 0, left: int = 0) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for rows in tables:
            page = book.add_worksheet()
            for n, row in enumerate(rows):
                for column, cell in enumerate(row):
                    place = n + above, column + left
                    if isinstance(cell, date):
                        page.write_datetime(*place, cell, days)
                    elif cell != "":
                        page.write(*place, cell)
    return made.getvalue()


def read(data: bytes) -> list[list[list[str]]]:
    """Of each sheet its rows, without the empty ends that nobody sees."""
    found = [[list(row) for row in table] for table in sheets.tables_of(data)]
    for table in found:
        for row in table:
            while row and not row[-1]:
                row.pop()
    return found


@pytest.mark.library
@pytest.mark.parametrize(("above", "left"), [(0, 0), (3, 0), (2, 1)])
def test_row_by_row_it_says_the_same(monkeypatch: pytest.MonkeyPatch, above: int, left: int) -> None:
    """A row stands where the spreadsheet counts it, whatever is empty above it and to its left."""
    data = a_book(ROWS, [["Một"], ["Hai"]], above=above, left=left)
    whole = read(data)
    assert whole[0][above + 2] == ["" for _column in range(left)] + ["", "Rà soát & tổng hợp", "01/12/2026", "12"]
    monkeypatch.setattr(sheets, "LONG_SHEET", 0)
    assert read(data) == whole


@pytest.mark.library
def test_a_book_that_opens_to_too_much_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST_BOOK", 4000)
    with pytest.raises(Unreadable, match="quá lớn khi mở ra"):
        read(a_book(ROWS))


@pytest.mark.library
def test_a_broken_long_sheet_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONG_SHEET", 0)
    data = a_book(ROWS)
    with pytest.raises(Unreadable):
        read(data[: len(data) // 2])
    torn = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(torn, "w") as made:
        for name in whole.namelist():
            part = whole.read(name)
            made.writestr(name, part[: len(part) // 2] if name.startswith("xl/worksheets/") else part)
    with pytest.raises(Unreadable):
        read(torn.getvalue())


@pytest.mark.library
def test_a_mark_after_many_rows_or_in_a_comment_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The foot of a page stands at the very end of a sheet; a head that falls between two pieces is read whole."""
    monkeypatch.setattr(sheets, "PIECE", 97)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet()
        for n in range(300):
            page.write_row(n, 0, [f"Việc {n}", "Báo cáo"])
        page.set_footer("&CTài liệu nội bộ ĐÂY LÀ CHÂN TRANG")
        page.write_comment(0, 0, "Lời ghi ở ô đầu")
    said = " ".join(sheets.beside_cells(made.getvalue()))
    assert "Tài liệu nội bộ ĐÂY LÀ CHÂN TRANG" in said and "Lời ghi ở ô đầu" in said
