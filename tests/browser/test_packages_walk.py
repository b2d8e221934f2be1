"""Gói gửi, nhận, bằng trình duyệt — trusted, looked at row by row, taken in, every row told; on both widths."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from dondoc.documents.models import Entry
from tests.cast import Cast
from tests.exchange.sending import package, trusted, unread
from tests.making import an_entry

pytestmark = pytest.mark.wide


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_package_is_looked_at_then_taken_in(
    site: Any, house: Cast, working: None, tmp_path: Path, width: int
) -> None:
    trusted(house)
    file = tmp_path / "goi.zip"
    file.write_bytes(package(house, unread))
    an_entry(house, "43", title="Về việc khác hẳn")
    office = site("office", width)
    office.page.goto(f"{office.base}/packages/")
    office.looks_well(f"goi-1-danh-sach-{width}")
    office.page.goto(f"{office.base}/packages/partners/new/")
    office.looks_well(f"goi-2-noi-gui-{width}")
    clerk = site("clerk", width)
    page = clerk.page
    page.goto(f"{clerk.base}/packages/make/")
    clerk.looks_well(f"goi-3-lam-{width}")
    page.goto(f"{clerk.base}/packages/look/")
    page.set_input_files("[name=file]", str(file))
    page.click("form.form button.primary")
    page.wait_for_selector("text=Chưa có gì được ghi")
    clerk.looks_well(f"goi-4-xem-{width}")
    page.click(".bar button.primary")
    page.wait_for_selector("text=Mã gói")
    for _n in range(60):
        if page.locator("td:has-text('mới, chờ vào sổ')").count() == 0:
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.locator("td:has-text('đã vào sổ')")).to_have_count(2)
    expect(page.locator("td:has-text('cùng số')")).to_have_count(1)
    clerk.looks_well(f"goi-5-ket-qua-{width}")
    assert Entry.objects.count() == 3
