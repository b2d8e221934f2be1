"""Minh chứng và cam kết bằng trình duyệt — one photo proves two works and is withdrawn; a commitment from a phone, counts above."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from dondoc.access import actions as access
from tests.cast import AT, Cast
from tests.implementation.test_evidence import a_photo
from tests.making import an_assignment, an_entry, an_obligation


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_evidence_used_twice_and_a_year_of_commitments(site: Any, house: Cast, width: int) -> None:
    shares = [
        an_assignment(
            house, upto="accepted", obligation=an_obligation(house, an_entry(house, number), text=f"Báo cáo {number}")
        )
        for number in ("15", "16")
    ]
    access.register_person(full_name="Quách Văn Lợi", unit=house.root, by=house.setup, at=AT)
    doer = site("doer", width)
    _one_photo_for_two(doer, shares[0].public_id, width)
    _withdrawn(doer, width)
    _a_list(doer, width)
    _handed_in(doer, width)
    leader = site("leader", width)
    leader.page.goto(f"{leader.base}/pledging/")
    told = leader.page.locator("main").inner_text()
    assert "dưới 5 người" in told and "Quách" not in told
    leader.looks_well(f"cam-ket-5-cap-tren-{width}")


def _one_photo_for_two(doer: Any, share: str, width: int) -> None:
    page = doer.page
    page.goto(f"{doer.base}/assignments/{share}/evidence/")
    doer.looks_well(f"minh-chung-1-them-{width}")
    page.set_input_files("[name=file]", {"name": "hoi-nghi.jpg", "mimeType": "image/jpeg", "buffer": a_photo(taken="")})
    page.fill("[name=text]", "Ảnh hội nghị chi bộ")
    page.click("form.form button.primary")
    page.wait_for_url(f"**/assignments/{share}/")
    page.get_by_role("link", name="Xem", exact=True).click()
    page.wait_for_url("**/evidence/*/")
    assert "Bản lưu đã bỏ vị trí chụp" in page.locator("main").inner_text()
    page.get_by_text("Dùng cho việc khác").click()
    doer.looks_well(f"minh-chung-2-dung-lai-{width}")
    page.click("form.form button.primary")
    page.wait_for_url("**/evidence/*/")
    expect(page.locator(".items .title")).to_have_count(2)
    doer.looks_well(f"minh-chung-3-trang-{width}")


def _withdrawn(doer: Any, width: int) -> None:
    page = doer.page
    page.get_by_text("Rút minh chứng").first.click()
    expect(page.locator(".items .title")).to_have_count(2)
    page.fill("[name=reason]", "Nhầm ảnh")
    doer.looks_well(f"minh-chung-4-rut-{width}")
    page.click("form.form button.primary")
    page.wait_for_url("**/evidence/*/")
    expect(page.locator(".items .late")).to_have_count(2)
    page.locator(".items .title").first.click()
    page.wait_for_url("**/assignments/*/")
    assert "minh chứng đã rút" in page.locator("main").inner_text()
    page.goto(f"{doer.base}/evidence/")
    doer.looks_well(f"minh-chung-5-danh-sach-{width}")


def _a_list(doer: Any, width: int) -> None:
    page = doer.page
    page.goto(f"{doer.base}/pledging/new/")
    page.click("form.form button.primary")
    page.wait_for_url("**/pledging/cells/*/")
    page.get_by_text("Thêm người").click()
    page.fill("[name=who]", "quách văn lợi")
    page.click("form.form button.primary")
    page.wait_for_url("**/pledging/cells/*/")
    expect(page.locator("tbody tr")).to_have_count(2)
    doer.looks_well(f"cam-ket-1-danh-sach-{width}")


def _handed_in(doer: Any, width: int) -> None:
    page = doer.page
    page.goto(doer.base)
    page.locator("#pledge a").first.click()
    page.wait_for_url("**/pledging/*/")
    page.get_by_text("Nộp bản cam kết").first.click()
    doer.looks_well(f"cam-ket-2-nop-{width}")
    page.fill("[name=keeper]", "Tủ chi bộ")
    page.click("form.form button.primary")
    page.wait_for_url("**/pledging/*/")
    page.check("[name=questions][value=DAY]")
    page.get_by_text("Lưu dấu tự soát").click()
    assert page.is_checked("[name=questions][value=DAY]")
    doer.looks_well(f"cam-ket-3-cua-toi-{width}")
    page.get_by_text("Ghi nhận, xem lại").click()
    page.click("form.form button.primary")
    page.wait_for_url("**/pledging/*/")
    page.goto(f"{doer.base}/pledging/")
    doer.looks_well(f"cam-ket-4-cac-chi-bo-{width}")
