"""Bảng mẫu — a task sheet as an office keeps it, with slips of the pen in known rows; a register of before."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from dondoc.importing.actions.looking import say_columns
from dondoc.importing.actions.taking import upload
from dondoc.importing.actions.writing import confirm
from dondoc.importing.models import WRITES, Import
from dondoc.jobs.worker import work_once
from tests.cast import AT, Cast

HEADS = ["TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời hạn hoàn thành", "Sản phẩm", "Số, ký hiệu văn bản", "Ngày văn bản", "Cơ quan ban hành", "Tình trạng"]  # fmt: skip
SLIPS = (
    ("unit", 2, "Chi bộ không có"),
    ("due", 4, "31/02/2026"),
    ("text", 1, ""),
)
DONE, OPEN = "Đã hoàn thành", "Đang thực hiện"
UNITS = ("Ban Tổ chức Đảng ủy", "Chi bộ NN-A03", "Chi bộ Vụ Hành chính")


def task_rows(rows: int, wrong: int, papers: int = 4) -> list[list[str]]:
    """Rows of tasks; `wrong` of them, spread over the sheet, with one slip each."""
    made = [
        [str(n), f"Báo cáo chuyên đề số {n} về công tác đảng viên", UNITS[n % 3], UNITS[(n + 1) % 3] if n % 5 == 0 else "",
         f"{n % 27 + 1:02d}/12/2026", "Báo cáo", f"{n % papers + 1}-KL/ĐUK", f"0{n % papers + 1}/03/2026",
         "Đảng ủy Khối Thử nghiệm", "Đang thực hiện"]
        for n in range(rows)
    ]  # fmt: skip
    for k in range(wrong):
        _name, column, slip = SLIPS[k % 3]
        made[k * rows // max(wrong, 1)][column] = slip
    return made


def workbook(
    rows: Sequence[Sequence[Any]],
    heads: Sequence[str] = HEADS,
    above: Sequence[str] = ("BẢNG GIAO VIỆC",),
    before: str = "",
) -> bytes:
    """An XLSX with a title above its heads, behind a sheet of other words."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        if before:
            book.add_worksheet("Ghi chú").write(0, 0, before)
        sheet = book.add_worksheet("Giao việc")
        for at, line in enumerate([*([title] for title in above), heads, *rows]):
            for column, cell in enumerate(line):
                if cell != "":
                    sheet.write(at, column, cell)
    return made.getvalue()


def work(at: datetime = AT) -> None:
    """Do what waits, as the worker would."""
    while work_once(lambda: at) or work_once(lambda: at, is_long=True):
        pass


def taken(cast: Cast, data: bytes, kind: str = "TASKS", **over: Any) -> Import:
    """A sheet that was uploaded by the văn thư and read."""
    facts: dict[str, Any] = {"register": cast.incoming, "by": cast.clerk, "at": AT}
    row = upload(kind=kind, data=data, file_name="giao-viec.xlsx", **{**facts, **over})
    work()
    row.refresh_from_db()
    return row


def looked_at(cast: Cast, data: bytes, kind: str = "TASKS", **over: Any) -> Import:
    """The same, its columns confirmed as guessed, every row looked at."""
    row = taken(cast, data, kind, **over)
    say_columns(sheet=row, columns=row.field_at(), by=cast.clerk, at=AT)
    work()
    row.refresh_from_db()
    return row


def seen(cast: Cast, data: bytes) -> Import:
    """Every row looked at, for who may end what is done."""
    sheet = taken(cast, data, by=cast.office)
    say_columns(sheet=sheet, columns=sheet.field_at(), by=cast.office, at=AT)
    work()
    sheet.refresh_from_db()
    return sheet


def entered(cast: Cast, data: bytes) -> Import:
    """The same, and what may be entered was."""
    sheet = seen(cast, data)
    if sheet.lines.filter(verdict__in=WRITES).exists():
        confirm(sheet=sheet, by=cast.office, at=AT)
        work()
    return sheet
