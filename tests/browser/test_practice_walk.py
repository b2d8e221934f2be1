"""Cách làm hay bằng trình duyệt — told from a duty, asked for more and confirmed above, found by search, used by another cell."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.making import an_assignment, evidence
from tests.practices.making import TOLD


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_practice_is_told_confirmed_found_and_used(site: Any, house: Cast, width: int) -> None:
    work = an_assignment(house, upto="accepted", unit=house.cell)
    evidence(house, work)
    practice = _told(site, work.obligation.public_id, width)
    _confirmed(site, practice, width)
    _used(site, practice, width)
    doer = site("doer", width)
    doer.page.goto(practice)
    used = doer.page.locator("#used")
    expect(used.locator("li")).to_have_count(1)
    assert "Chi bộ Vụ Hành chính" in used.inner_text()
    doer.looks_well(f"cach-lam-6-van-dung-{width}")


def _told(site: Any, duty: str, width: int) -> str:
    """From the page of the duty; the evidence of its work is ticked."""
    doer = site("doer", width)
    page = doer.page
    page.goto(f"{doer.base}/practices/?obligation={duty}")
    doer.looks_well(f"cach-lam-1-trong-{width}")
    page.get_by_role("link", name="Đề xuất cách làm hay").click()
    for name, words in TOLD.items():
        page.fill(f"[name={name}]", words)
    page.locator("[name=evidence]").first.check()
    doer.looks_well(f"cach-lam-2-de-xuat-{width}")
    page.click("form.form button.primary")
    expect(page.locator("h1")).to_have_text(TOLD["name"])
    assert "chờ cấp trên" in page.locator(".head").inner_text()
    return str(page.url)


def _confirmed(site: Any, practice: str, width: int) -> None:
    """It waits on the desk of who stands above, who opens it from there."""
    leader = site("leader", width)
    page = leader.page
    page.goto(leader.base)
    page.locator("#practices a", has_text=TOLD["name"]).click()
    leader.looks_well(f"cach-lam-3-cho-{width}")
    page.get_by_role("link", name="Xác nhận", exact=True).click()
    page.click("form.form button.primary")
    page.wait_for_url(practice)
    assert "chờ cấp trên" not in page.locator(".head").inner_text()
    page.goto(leader.base)
    expect(page.locator("#practices")).to_have_count(0)


def _used(site: Any, practice: str, width: int) -> None:
    """Found without its marks by a cell that has nothing to do with the work, and copied."""
    other = site("stranger", width)
    page = other.page
    page.goto(f"{other.base}/practices/")
    page.fill("main [name=q]", "hop hai mui")
    page.locator("main form.sentence button").click()
    expect(page.locator("main .items li")).to_have_count(1)
    other.looks_well(f"cach-lam-4-tim-{width}")
    page.locator("main .items a", has_text=TOLD["name"]).click()
    page.wait_for_url(practice)
    page.get_by_role("link", name="Đơn vị tôi vận dụng").click()
    page.fill("[name=note]", "Làm ở tổ đảng")
    other.looks_well(f"cach-lam-5-ghi-{width}")
    page.click("form.form button.primary")
    page.wait_for_url(practice)
    assert "Đơn vị tôi vận dụng" not in page.locator(".head").inner_text(), "once a unit"
