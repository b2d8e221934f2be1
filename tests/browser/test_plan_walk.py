"""Kế hoạch bằng trình duyệt — made from the paper's page, an item completed, commented from a phone, answered, issued, drawn."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.planning.making import a_paper


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_plan_is_written_commented_and_issued(site: Any, house: Cast, width: int) -> None:
    entry, _dated, _open = a_paper(house)
    plan = _written(site, house, entry.paper.public_id, width)
    _commented_from_a_phone(site, width)
    leader = site("leader", width)
    page = leader.page
    page.goto(plan)
    _press(page, "Kết thúc lấy ý kiến")
    page.locator("main .press", has_text="Trả lời góp ý").first.click()
    page.check("[name=answer][value=YES]")
    page.click("form.form button.primary")
    page.wait_for_url(plan)
    office = site("office", width)
    page = office.page
    page.goto(plan)
    page.get_by_role("link", name="Ban hành kế hoạch").click()
    page.click("form.form button.primary")
    page.wait_for_url(plan)
    told = page.locator("main").inner_text()
    assert "01-KH/ĐU" in told
    assert "Ban hành" in told
    assert page.locator("figure svg").is_visible() == (width > 720), "on a phone its table stands for the picture"
    office.looks_well(f"ke-hoach-8-da-ban-hanh-{width}")
    page.get_by_role("link", name="Giao việc theo kế hoạch").click()
    office.looks_well(f"ke-hoach-9-giao-viec-{width}")
    page.click("form.form button.primary")
    page.wait_for_url(plan)
    assert not page.get_by_role("link", name="Giao việc theo kế hoạch").count(), "all that can be given is"
    page.goto(f"{office.base}/obligations/?unit={house.branch.public_id}")
    expect(page.locator("table.cards tbody tr")).to_have_count(2)


def _press(page: Any, words: str) -> None:
    """An act that asks nothing more: its page, its button."""
    page.get_by_role("link", name=words).click()
    page.click("form.form button.primary")
    page.wait_for_url("**/plans/*/")


def _written(site: Any, house: Cast, paper: str, width: int) -> str:
    leader = site("leader", width)
    page = leader.page
    page.goto(f"{leader.base}/plans/")
    leader.looks_well(f"ke-hoach-1-trong-{width}")
    page.goto(f"{leader.base}/papers/{paper}/")
    page.get_by_role("link", name="Lập kế hoạch").click()
    page.click("form.form button.primary")
    page.wait_for_url("**/plans/*/")
    plan = str(page.url)
    page.get_by_text("Gợi ý cho người soạn").click()
    leader.looks_well(f"ke-hoach-3-dang-soan-{width}")
    page.locator("tbody th a").first.click()
    page.select_option("[name=owner]", house.branch.public_id)
    page.click("form.form button.primary")
    page.wait_for_url(plan)
    page.get_by_role("link", name="Gửi xin ý kiến").click()
    page.fill("[name=until_on]", "cuối quý")
    page.get_by_label("Đảng ủy bộ phận NN-A").check()
    leader.looks_well(f"ke-hoach-4-xin-y-kien-{width}")
    page.click("form.form button.primary")
    page.wait_for_url(plan)
    return plan


def _commented_from_a_phone(site: Any, width: int) -> None:
    above = site("above", 390)
    page = above.page
    page.goto(above.base)
    expect(page.locator("#plan_comments li")).to_have_count(1)
    page.locator("#plan_comments a", has_text="Góp ý").first.click()
    page.fill("[name=text]", "Đề nghị lùi đến quý I")
    page.click("form.form button.primary")
    page.wait_for_url("**/plans/versions/*/")
    assert "Đề nghị lùi đến quý I" in page.locator("main").inner_text()
    above.looks_well(f"ke-hoach-5-gop-y-{width}")
