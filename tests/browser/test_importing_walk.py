"""Nạp sổ sách bằng trình duyệt — a sheet is taken, its columns confirmed, its cells seen, entered; the page goes on by itself."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from dondoc.obligations.models import Assignment
from tests.cast import Cast
from tests.importing.making import task_rows, workbook


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
