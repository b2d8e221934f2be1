"""Soi bằng trình duyệt — every figure opens its rows and they are as many; a paper's passages × units, and its tree."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.mirror.making import a_year_of_work


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_every_figure_opens_as_many_rows(site: Any, house: Cast, width: int) -> None:
    paper = a_year_of_work(house)
    leader = site("leader", width)
    page = leader.page
    page.goto(f"{leader.base}/mirror/")
    leader.looks_well(f"soi-1-{width}")
    found = page.locator("#health td a, #indicators td a").evaluate_all("all => all.map(a => [a.textContent, a.href])")
    opened = {href: text for text, href in found if text.isdecimal()}
    assert len(opened) > 10
    for href, text in opened.items():
        page.goto(href)
        if href.endswith("#months"):  # drawn on the page itself, a filled square a month
            assert page.locator("#months .s-xong").count() == int(text)
        else:
            assert _said(page.locator("main").inner_text()) == text, href
    leader.looks_well(f"soi-2-cac-dong-{width}")
    page.goto(f"{leader.base}/mirror/")
    page.locator("#papers a", has_text=str(paper)).click()
    expect(page.locator("#matrix tbody tr:visible")).to_have_count(2)
    assert "sau 1 ngày" in page.locator("#tree").inner_text()
    leader.looks_well(f"soi-3-ma-tran-{width}")
    page.locator("#matrix tbody td a:visible").last.click()
    assert "/assignments/" in page.url


def _said(words: str) -> str:
    """What the rows add up to, else how many they are."""
    found = re.search(r"Cộng: ([\d.]+)", words) or re.search(r"trong ([\d.]+)", words.rpartition("–")[2])
    return found[1] if found else ""
