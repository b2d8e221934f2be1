"""Hỏi ai được xác nhận nhiệm vụ của một chi bộ, bằng trình duyệt — from the cell's page; then a post is left, seen before it is done."""

from __future__ import annotations

from typing import Any

import pytest

from dondoc.units.models import Holding
from tests.cast import Cast
from tests.making import an_assignment

pytestmark = pytest.mark.walk


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_who_may_confirm_the_obligations_of_one_cell(site: Any, house: Cast, width: int) -> None:
    an_assignment(house)
    office = site("office", width)
    page, mark = office.page, f"ai-duoc-lam-gi-{width}"
    page.goto(f"{office.base}/units/{house.cell.public_id}/")
    page.click("text=Ai được làm gì ở đây")
    office.looks_well(f"{mark}-1-don-vi")
    page.select_option("[name=act]", value="implementation.approve")
    page.click(".sentence button")
    office.looks_well(f"{mark}-2-xac-nhan")
    row = page.locator("#givers tr:has-text('1 việc đang mở')")
    assert "Kiều Đình Thạc" in row.inner_text()
    assert "giữ chức danh Bí thư, Đảng ủy Cục Thử nghiệm; từ 01/01/2020" in row.inner_text()
    page.click("#givers a:has-text('Kiều Đình Thạc') >> nth=0")
    office.looks_well(f"{mark}-3-mot-nguoi")
    assert page.locator("h1").inner_text() == "Kiều Đình Thạc được làm gì"
    page.goto(f"{office.base}/rights/?act=implementation.approve")
    office.looks_well(f"{mark}-4-mot-hanh-vi")


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_who_keeps_access_sees_what_a_change_closes_and_opens(site: Any, house: Cast, width: int) -> None:
    admin = site("admin", width)
    page, mark = admin.page, f"giu-quyen-{width}"
    page.goto(f"{admin.base}/people/")
    page.click(".head >> text=Cần xem lại quyền")
    admin.looks_well(f"{mark}-1-can-xem-lai")
    page.fill("[name=days]", "30")
    page.click(".sentence button")
    page.click("#both >> text=Xem cả danh sách")
    admin.looks_well(f"{mark}-2-mot-danh-sach")
    page.goto(f"{admin.base}/rights/posts/")
    admin.looks_well(f"{mark}-3-bo-quyen")
    page.click("tr:has-text('Văn thư') >> text=Đặt quyền")
    admin.looks_well(f"{mark}-4-dat-quyen")
    page.select_option("[name='documents.withdraw']", value="alone")
    page.check("[name=apply]")
    page.click("form.form button.primary")
    page.wait_for_selector("[name=seen]", state="attached")
    admin.looks_well(f"{mark}-5-xem-truoc")
    assert "Rút khỏi sổ" in page.locator("#opens").inner_text()
    page.click(".bar button.primary >> nth=0")
    page.wait_for_selector("text=Đã áp dụng cho 1 người: mở 1 quyền, đóng 0 quyền.")
    page.goto(f"{admin.base}/units/{house.cell.public_id}/")
    page.click("text=Thôi giữ")
    page.click("form.form button.primary")
    page.wait_for_selector("#nobody")
    admin.looks_well(f"{mark}-6-thoi-giu")
    assert Holding.objects.get(pk=house.doer.holding_id).until_on is None
    page.click(".bar button.primary")
    page.wait_for_selector("[role=status] li")
    assert Holding.objects.get(pk=house.doer.holding_id).until_on is not None
