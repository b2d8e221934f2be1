"""Chuyển người có quyền, bằng trình duyệt — refused on a phone, handed over, received, done; told while it waits."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from dondoc.obligations.models import Assignment
from dondoc.units.models import HandOver
from tests.cast import Cast
from tests.making import an_assignment, an_obligation

LONG = "Chi bộ đã gửi đủ danh sách và hai minh chứng, nhờ đồng chí xem giúp trước phiên họp thường kỳ ngày mai"


@pytest.mark.parametrize(("hand", "desk"), [(390, 1440), pytest.param(1440, 390, marks=pytest.mark.long)])
def test_refused_handed_over_received_done(site: Any, house: Cast, hand: int, desk: int) -> None:
    share = an_assignment(house, upto="submitted", obligation=an_obligation(house))
    _hand_over(site, share, hand)
    _receive(site, share, desk)
    assert HandOver.objects.get().state == "DONE"
    assert Assignment.objects.get(pk=share.pk).state == "DONE"
    phone = site("doer", hand)
    expect(phone.page.locator("#sent")).to_have_count(0)


def _hand_over(site: Any, share: Assignment, width: int) -> None:
    doer = site("doer", width)
    page = doer.page
    page.goto(f"{doer.base}/assignments/{share.public_id}/approve/")
    doer.looks_well(f"chuyen-1-tu-choi-{width}")
    page.fill("[name=note]", LONG)
    page.click("text=Chuyển tới Bí thư, Đảng ủy Cục Thử nghiệm")
    page.wait_for_selector("#sent")
    doer.looks_well(f"chuyen-2-da-chuyen-{width}")
    page.goto(f"{doer.base}/assignments/{share.public_id}/approve/")
    doer.looks_well(f"chuyen-3-dang-cho-{width}")


def _receive(site: Any, share: Assignment, width: int) -> None:
    leader = site("leader", width)
    page = leader.page
    tray = page.locator("#handed")
    assert LONG in tray.inner_text()
    leader.looks_well(f"chuyen-4-ban-{width}")
    tray.locator("text=Không nhận").click()
    page.wait_for_url("**/decline/")
    leader.looks_well(f"chuyen-5-khong-nhan-{width}")
    page.click("text=Quay lại")
    tray.locator("a.title").click()
    page.click("form.form button.primary")
    page.wait_for_url("**/assignments/*/")
    page.goto(leader.base)
    page.locator("#handed button").click()
    page.wait_for_url(f"{leader.base}/")
    expect(page.locator("#handed")).to_have_count(0)


def test_a_no_is_read_on_the_senders_desk(site: Any, house: Cast) -> None:
    share = an_assignment(house, upto="submitted", obligation=an_obligation(house))
    _hand_over(site, share, 390)
    leader = site("leader", 390)
    leader.page.click("#handed >> text=Không nhận")
    leader.page.fill("[name=reason]", "Đồng chí Phó Bí thư phụ trách công tác đảng viên ở ngoài nước, chuyển giúp")
    leader.page.click("form.form button.primary")
    leader.page.wait_for_url(f"{leader.base}/")
    phone = site("doer", 390)
    assert "không nhận: Đồng chí Phó Bí thư phụ trách" in phone.page.locator("#sent").inner_text()
    phone.looks_well("chuyen-6-bi-tu-choi-390")
