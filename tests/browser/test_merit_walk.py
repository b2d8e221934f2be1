"""Thi đua, khen thưởng bằng trình duyệt — registered by a cell, proposed on its evidence, decided by a registered paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import TODAY, Cast
from tests.making import an_assignment, an_entry, evidence

FORM = "Tập thể hoàn thành xuất sắc nhiệm vụ"


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_merit_is_registered_proposed_and_decided(site: Any, house: Cast, width: int) -> None:
    work = an_assignment(house, upto="accepted", unit=house.cell)
    evidence(house, work)
    decision = an_entry(house, "91", kind="Quyết định", title="Khen thưởng các tập thể").paper
    merit = _registered(site, width)
    _decided(site, merit, decision.so_ky_hieu, width)
    doer = site("doer", width)
    doer.page.goto(merit)
    aside = doer.page.locator("aside").inner_text()
    assert decision.so_ky_hieu in aside
    doer.looks_well(f"thi-dua-5-quyet-dinh-{width}")
    doer.page.goto(f"{doer.base}/merits/?year={TODAY.year}&state=GRANTED")
    expect(doer.page.locator("tbody tr")).to_have_count(1)
    doer.looks_well(f"thi-dua-6-danh-sach-{width}")


def _registered(site: Any, width: int) -> str:
    """A cell registers, and proposes when the work is done; on words alone it is refused and nothing typed is lost."""
    doer = site("doer", width)
    page = doer.page
    page.goto(f"{doer.base}/merits/")
    doer.looks_well(f"thi-dua-1-trong-{width}")
    page.get_by_role("link", name="Đăng ký thi đua").click()
    page.fill("[name=form]", FORM)
    page.fill("[name=year]", str(TODAY.year))
    doer.looks_well(f"thi-dua-2-dang-ky-{width}")
    page.click("form.form button.primary")
    expect(page.locator("h1")).to_have_text(FORM)
    merit = str(page.url)
    page.get_by_role("link", name="Đề nghị khen thưởng").click()
    page.fill("[name=ground]", "Xong sớm hai tuần, đủ sản phẩm")
    page.click("form.form button.primary")
    assert "Chọn minh chứng" in page.locator(".errors").inner_text()
    assert page.input_value("[name=ground]") == "Xong sớm hai tuần, đủ sản phẩm"
    page.locator("[name=evidence]").first.check()
    doer.looks_well(f"thi-dua-3-de-nghi-{width}")
    page.click("form.form button.primary")
    page.wait_for_url(merit)
    return merit


def _decided(site: Any, merit: str, number: str, width: int) -> None:
    leader = site("leader", width)
    page = leader.page
    page.goto(merit)
    page.get_by_role("link", name="Ghi quyết định").click()
    page.fill("[name=paper]", number)
    leader.looks_well(f"thi-dua-4-ghi-{width}")
    page.click("form.form button.primary")
    page.wait_for_url(merit)
    assert "Ghi quyết định" not in page.locator(".head").inner_text()
