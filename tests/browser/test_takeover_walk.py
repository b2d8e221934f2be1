"""Thay bí thư, bằng trình duyệt — who keeps posts sees what passes, hands the post over; the new one finds the inbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dondoc.journal.queries import verify
from dondoc.shared.calendar import hanoi_day
from dondoc.units.actions.handing import hand_over
from dondoc.units.delegations import Delegation
from dondoc.units.models import Holding
from dondoc.units.takeovers import Takeover
from tests.cast import AT, Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.walk


def holding_of(house: Cast, role: str) -> Holding:
    return Holding.objects.select_related("post__unit", "post__kind", "person").get(pk=getattr(house, role).holding_id)


@pytest.fixture
def waiting(house: Cast) -> None:
    """Three trays of the secretary hold something."""
    share = an_assignment(house, upto="submitted")
    an_obligation(house, an_entry(house, "16"))
    hand_over(thing=share, asked="implementation.approve", unit=share.giver, post=holding_of(house, "leader").post,
              by=house.doer, at=AT, address=f"/assignments/{share.public_id}/approve/", label=share.obligation.nv)  # fmt: skip


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_the_secretary_is_replaced_and_the_inbox_passes(site: Any, house: Cast, waiting: None, width: int) -> None:
    mark, yesterday = f"ban-giao-{width}", hanoi_day(timezone.now()) - timedelta(days=1)
    leader = site("leader", width)
    leader.looks_well(f"{mark}-1-ban-lam-viec-nguoi-giao")
    trays = set(leader.page.locator("section.tray").evaluate_all("found => found.map(one => one.id)"))
    assert {"confirm", "direct", "handed"} <= trays
    admin = site("admin", width)
    page = admin.page
    page.goto(f"{admin.base}/units/{house.root.public_id}/")
    page.locator("aside p:has-text('Kiều Đình Thạc') a:has-text('Bàn giao')").click()
    page.select_option("[name=person]", label="Ông Thị Mận")
    page.fill("[name=last_on]", f"{yesterday:%d/%m/%Y}")
    page.fill("[name=number]", "12-QĐ/ĐU")
    admin.looks_well(f"{mark}-2-bieu-mau")
    page.click("form.form button.primary")
    page.wait_for_selector("[name=seen]", state="attached")
    admin.looks_well(f"{mark}-3-xem-truoc")
    page.click("tr:has-text('Chờ xác nhận hoàn thành') .num a")
    admin.looks_well(f"{mark}-4-cac-dong")
    page.go_back()
    page.click(".bar button.primary")
    page.wait_for_url("**/takeovers/**")
    admin.looks_well(f"{mark}-5-bien-ban")
    row = Takeover.objects.get()
    assert row.total == row.lines.count() >= 3

    leader.page.goto(f"{leader.base}/")
    leader.looks_well(f"{mark}-6-nguoi-giao-hom-sau")
    expect(leader.page.locator("section.tray")).to_have_count(0)
    new = site("stranger", width)
    new.page.locator("details.me summary").click()
    new.page.select_option("#acting", label="Bí thư, Đảng ủy Cục Thử nghiệm")
    new.page.click("form.acting button")
    new.looks_well(f"{mark}-7-nguoi-nhan")
    assert set(new.page.locator("section.tray").evaluate_all("found => found.map(one => one.id)")) == trays
    new.page.goto(f"{new.base}/takeovers/{row.public_id}/?as=print")
    new.looks_well(f"{mark}-8-bien-ban-in")
    assert verify().broken is None


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_secretary_delegates_and_the_other_confirms_in_his_stead(
    site: Any, house: Cast, waiting: None, width: int
) -> None:
    mark, today = f"uy-quyen-{width}", hanoi_day(timezone.now())
    leader = site("leader", width)
    page = leader.page
    page.goto(f"{leader.base}/me/")
    page.click("section li a:has-text('Ủy quyền')")
    page.select_option("[name=person]", label="Tống Văn Hạo (Trưởng ban, Ban Tổ chức Đảng ủy)")
    page.fill("[name=until_on]", f"{today + timedelta(days=5):%d/%m/%Y}")
    page.check("label:has-text('Xác nhận hoàn thành') input")
    page.fill("[name=reason]", "Đi công tác nước ngoài")
    leader.looks_well(f"{mark}-1-bieu-mau")
    page.click("form.form button.primary")
    page.wait_for_url("**/delegations/**")
    leader.looks_well(f"{mark}-2-uy-quyen")
    head = site("head", width)
    head.looks_well(f"{mark}-3-duoc-uy-quyen")
    head.page.locator("details.me summary").click()
    head.page.select_option("#acting", label="theo ủy quyền của Bí thư, Đảng ủy Cục Thử nghiệm")
    head.page.click("form.acting button")
    head.looks_well(f"{mark}-4-lam-theo-uy-quyen")
    head.page.click("#confirm a.title")
    head.page.click(".actions a:has-text('Xác nhận hoàn thành')")
    head.page.click("form.form button.primary")
    head.page.wait_for_url("**/assignments/**")
    head.looks_well(f"{mark}-5-da-xac-nhan")
    assert "theo ủy quyền của Bí thư, Đảng ủy Cục Thử nghiệm" in head.page.content()
    leader.page.click("text=Thu hồi ủy quyền")
    leader.page.fill("[name=reason]", "Đã về")
    leader.page.click("form.form button.primary")
    leader.page.wait_for_selector("text=đã thu hồi từ")
    head.page.goto(f"{head.base}/")
    expect(head.page.locator("#confirm")).to_have_count(0)
    assert Delegation.objects.get().ended_on == today
