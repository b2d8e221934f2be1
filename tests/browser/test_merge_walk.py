"""Sáp nhập hai chi bộ ngoài nước, bằng trình duyệt — they owe things; the office sees what will pass, merges, the debts arrive."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from dondoc.journal.queries import verify
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.models import Assignment
from dondoc.units import actions as units
from dondoc.units.models import Unit
from tests.cast import AT, BEGAN, Cast, a_person
from tests.making import an_entry, an_obligation

pytestmark = pytest.mark.walk


@pytest.fixture
def two_cells(house: Cast) -> Unit:
    """A second cell abroad with its secretary; both owe, one of them the same duty as the other."""
    name = "Chi bộ Tổng Lãnh sự quán và các cơ quan bên cạnh tại NN-A05"
    other = units.establish(name=name, code="NN-A05", kind="CHI_BO", parent=house.branch, by=house.setup, at=AT, on=BEGAN,
                            is_abroad=True, region="Khu vực thử nghiệm 2", hours_from_hanoi=-6)  # fmt: skip
    house.people["heir"] = a_person(house, "heir", "Phùng Thị Diệu", other, "BI_THU")
    entry = an_entry(house)
    for n, deed in enumerate(
        (
            "Rà soát, lập danh sách đảng viên đang sinh hoạt tạm thời, báo cáo Đảng ủy trước kỳ họp",
            "Báo cáo kết quả học tập chuyên đề quý IV",
        )
    ):
        duty = an_obligation(house, entry, text=deed)
        for unit in (house.cell, other)[: 2 - n]:
            assign(obligation=duty, unit=unit, due_on=date(2026, 12, 10), by=house.leader, at=AT)
    return other


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_two_cells_abroad_are_merged_and_the_debts_arrive(site: Any, house: Cast, two_cells: Unit, width: int) -> None:
    office = site("office", width)
    page, mark = office.page, f"sap-nhap-{width}"
    page.goto(f"{office.base}/units/picture/")
    office.looks_well(f"{mark}-1-hinh-cay")
    page.click(f".branches a:has-text('{house.cell.name}')")
    page.locator(".head summary:has-text('Sắp xếp')").click()
    office.looks_well(f"{mark}-2-don-vi")
    page.click("text=Sáp nhập, hợp nhất")
    page.select_option("[name=heir]", value=two_cells.public_id)
    page.fill("[name=number]", "45-QĐ/ĐU")
    page.fill("[name=decided_on]", "20/11/2026")
    page.fill("[name=issuer]", "Đảng ủy Cục Thử nghiệm")
    office.looks_well(f"{mark}-3-bieu-mau")
    page.click("form.form button.primary")
    page.wait_for_selector("[name=seen]", state="attached")
    office.looks_well(f"{mark}-4-xem-truoc")
    assert page.locator("tr:has-text('Việc đơn vị phải làm') .num").inner_text() == "2"
    page.click(".bar button.primary")
    page.wait_for_url("**/reorganisations/**")
    office.looks_well(f"{mark}-5-da-lam")
    page.click("tr:has-text('Việc đơn vị phải làm') a")
    office.looks_well(f"{mark}-6-cac-dong")
    heir = site("heir", width)
    heir.looks_well(f"{mark}-7-ban-lam-viec-noi-nhan")
    expect(heir.page.locator("#accept li")).to_have_count(3)
    office.page.goto(f"{office.base}/units/compare/?first=01/01/2026")
    office.looks_well(f"{mark}-8-so-hai-ngay")
    assert Assignment.objects.filter(unit=two_cells).count() == 3
    assert verify().broken is None
