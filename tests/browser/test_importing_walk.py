"""Nạp sổ sách bằng trình duyệt — a sheet is taken, its columns confirmed, its cells seen, entered; the page goes on by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from dondoc.importing.models import Import, counts
from dondoc.obligations.models import Assignment
from dondoc.units.models import Unit
from tests.cast import Cast
from tests.importing.making import HEADS, task_rows, workbook

LONG = 300_000  # ms: two thousand rows are looked at, then entered, while the page waits


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_task_sheet_is_seen_and_entered(site: Any, house: Cast, working: None, width: int) -> None:
    clerk = site("clerk", width)
    page = clerk.page
    page.goto(f"{clerk.base}/registers/")
    page.get_by_text("Nạp sổ sách sẵn có").click()
    clerk.looks_well(f"nap-1-trong-{width}")
    page.locator("main").get_by_text("Tải bảng lên").first.click()
    page.set_input_files("[name=file]", {"name": "giao-viec.xlsx", "mimeType": "", "buffer": workbook(task_rows(9, 3))})
    clerk.looks_well(f"nap-2-chon-{width}")
    page.click("form.form button.primary")
    page.get_by_role("link", name="Xác nhận cột").click()
    clerk.looks_well(f"nap-3-cot-{width}")
    page.click("form.form button.primary")
    page.get_by_text("đã xem, chưa ghi gì").wait_for()
    clerk.looks_well(f"nap-4-xem-truoc-{width}")
    page.locator("nav a", has_text="có lỗi").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    clerk.looks_well(f"nap-5-loi-{width}")
    page.get_by_role("link", name="Nạp 6 dòng đúng").click()
    page.click("form.form button.primary")
    page.get_by_text("đã nạp xong").wait_for()
    clerk.looks_well(f"nap-6-xong-{width}")
    assert Assignment.objects.count() == 6


@pytest.mark.walk
@pytest.mark.timeout(900)
@pytest.mark.long
@pytest.mark.parametrize("width", [1440, 390])
def test_an_old_sheet_of_two_thousand_rows_comes_back_corrected(
    site: Any, house: Cast, working: None, width: int
) -> None:
    """Sixty rows are wrong: the others are entered, the copy says what is wrong where, and corrected it enters the sixty."""
    clerk = site("clerk", width)
    _sent(clerk, workbook(task_rows(2000, 60)))
    assert counts(Import.objects.latest("id")) == {"WRONG": 60, "CREATES": 1940}
    clerk.looks_well(f"nap-2000-xem-truoc-{width}")
    with clerk.page.expect_download() as caught:
        clerk.page.get_by_role("link", name="Tải bảng có ghi lỗi").click()
    _entered(clerk.page, "Nạp 1.940 dòng đúng")
    assert Assignment.objects.count() == 1940
    _sent(clerk, _corrected(caught.value.path()))
    assert counts(Import.objects.latest("id")) == {"NEW": 60, "SAME": 1940}
    clerk.looks_well(f"nap-2000-sua-lai-{width}")
    _entered(clerk.page, "Nạp 60 dòng đúng")
    assert Assignment.objects.count() == 2000


UNITS = [
    ["1", "Đảng ủy bộ phận Khối Thông tin, báo chí và văn hóa đối ngoại", "Đảng ủy bộ phận", "Đảng bộ Cơ quan mẫu", "TT"],
    ["2", "Chi bộ Phòng Báo chí và Công tác với phóng viên nước ngoài", "Chi bộ", "TT", "TT-01"],
    ["3", "Chi bộ Phòng Xuất bản", "câu lạc bộ", "TT", "TT-02"], ["4", "Chi bộ NN-A03", "Chi bộ", "TT", ""],
]  # fmt: skip


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_list_of_units_becomes_the_tree(site: Any, house: Cast, working: None, width: int) -> None:
    """From the page of units: one day for all, an error at its cell, the right rows in the tree."""
    admin = site("admin", width)
    page = admin.page
    page.goto(f"{admin.base}/units/")
    page.get_by_role("link", name="Nạp danh sách đơn vị").click()
    rows = [[*row[:3], house.root.name if row[3].startswith("Đảng bộ") else row[3], row[4]] for row in UNITS]
    data = workbook(rows, ["STT", "Tên tổ chức đảng", "Loại hình", "Cấp trên trực tiếp", "Mã số"])
    page.set_input_files("[name=file]", {"name": "danh-sach.xlsx", "mimeType": "", "buffer": data})
    admin.looks_well(f"nap-don-vi-1-chon-{width}")
    page.click("form.form button.primary")
    page.get_by_role("link", name="Xác nhận cột").click()
    page.fill("[name=d_on]", "01/02/2026")
    page.fill("[name=d_number]", "12-QĐ/ĐU")
    admin.looks_well(f"nap-don-vi-2-cot-{width}")
    page.click("form.form button.primary")
    page.get_by_text("đã xem, chưa ghi gì").wait_for()
    assert "Loại phải là một trong" in page.locator("main").inner_text()
    admin.looks_well(f"nap-don-vi-3-xem-{width}")
    _entered(page, "Nạp 3 dòng đúng")
    admin.looks_well(f"nap-don-vi-4-xong-{width}")
    made = Unit.objects.get(code="TT-01")
    assert (made.parent.code, made.began_on) == ("TT", date(2026, 2, 1))  # type: ignore[union-attr]
    page.get_by_role("link", name=made.name).click()
    page.wait_for_url(f"**/units/{made.public_id}/")


def _sent(clerk: Any, data: bytes) -> None:
    """A sheet taken, its columns confirmed as guessed, all its rows looked at."""
    page = clerk.page
    page.goto(f"{clerk.base}/imports/new/")
    page.set_input_files("[name=file]", {"name": "giao-viec.xlsx", "mimeType": "", "buffer": data})
    page.click("form.form button.primary")
    page.get_by_role("link", name="Xác nhận cột").click(timeout=LONG)
    page.click("form.form button.primary")
    page.get_by_text("đã xem, chưa ghi gì").wait_for(timeout=LONG)


def _entered(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).click()
    page.click("form.form button.primary")
    page.get_by_text("đã nạp xong").wait_for(timeout=LONG)


def _corrected(path: Path) -> bytes:
    """The copy as its reader mends it: each row that bears an error, by its number; the columns of errors stay in the sheet."""
    right = {line[0]: dict(zip(HEADS, line, strict=True)) for line in task_rows(2000, 0)}
    told = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    first = next(n for n, line in enumerate(told) if HEADS[1] in line)
    heads, lines = [str(head) for head in told[first]], told[first + 1 :]
    bad = [
        line for line in lines if any(cell for head, cell in zip(heads, line, strict=True) if head.startswith("Lỗi:"))
    ]
    assert (len(lines), len(bad)) == (2000, 60)
    for line in bad:
        said = right[f"{line[heads.index(HEADS[0])]}".removesuffix(".0")]
        line[:] = [said.get(head, cell) for head, cell in zip(heads, line, strict=True)]
    return workbook(lines, heads)
