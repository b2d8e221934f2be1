"""Quán triệt bằng trình duyệt — asked from the paper's page, one line from a phone, counted, each count opens its units."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.making import an_entry


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_paper_is_studied_and_counted(site: Any, house: Cast, width: int) -> None:
    entry = an_entry(house, "61")
    asked = _asked(site, entry.paper.public_id, width)
    _one_line_from_a_phone(site, width)
    leader = site("leader", width)
    page = leader.page
    page.goto(asked)
    assert "1/2 đơn vị đã quán triệt, phổ biến" in page.locator("main").inner_text()
    leader.looks_well(f"quan-triet-6-do-phu-{width}")
    page.locator("main .ways-of a", has_text="chưa cho biết").click()
    expect(page.locator("#units tbody tr")).to_have_count(1)
    assert "Chi bộ Vụ Hành chính" in page.locator("#units tbody").inner_text()
    page.goto(f"{leader.base}/papers/{entry.paper.public_id}/")
    assert "1/2 đơn vị đã quán triệt" in page.locator("main").inner_text()
    leader.looks_well(f"quan-triet-7-van-ban-{width}")


def _asked(site: Any, paper: str, width: int) -> str:
    leader = site("leader", width)
    page = leader.page
    page.goto(f"{leader.base}/studying/")
    leader.looks_well(f"quan-triet-1-trong-{width}")
    page.goto(f"{leader.base}/papers/{paper}/")
    page.get_by_text("Yêu cầu quán triệt").click()
    page.fill("[name=due_on]", "31/12/2026")
    page.fill("[name=due_source]", "khoản 3 mục II")
    leader.looks_well(f"quan-triet-2-yeu-cau-{width}")
    page.click("form.form button.primary")
    page.wait_for_url("**/studying/*/")
    leader.looks_well(f"quan-triet-3-chua-ai-{width}")
    return str(page.url)


def _one_line_from_a_phone(site: Any, width: int) -> None:
    doer = site("doer", 390)
    page = doer.page
    page.goto(doer.base)
    expect(page.locator("#study li")).to_have_count(1)
    page.locator("#study a", has_text="Báo đã quán triệt").click()
    page.fill("[name=on]", "hôm qua")
    page.fill("[name=share]", "8/9")
    doer.looks_well(f"quan-triet-4-mot-dong-{width}")
    page.click("form.form button.primary")
    page.wait_for_url("**/studying/*/")
    assert "8/9" in page.locator("#units").inner_text()
    page.goto(f"{doer.base}/studying/meetings/")
    page.locator("tbody a").first.click()
    doer.looks_well(f"quan-triet-5-dot-{width}")
