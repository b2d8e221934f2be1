"""Phối hợp bằng trình duyệt — a matrix line from the paper, asked by it, received and answered from a phone, counted, drawn."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.making import an_assignment, an_entry


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_line_is_entered_asked_answered_and_counted(site: Any, house: Cast, width: int) -> None:
    paper = an_entry(house, "81", kind="Quy chế", title="Quy chế phối hợp quản lý đảng viên ngoài nước").paper
    an_assignment(house, upto="accepted", partners=[house.home])
    regulation = _entered(site, paper.public_id, width)
    request = _asked(site, regulation, width)
    _answered_from_a_phone(site, width)
    _counted(site, request, width)


def _entered(site: Any, paper: str, width: int) -> str:
    office = site("office", width)
    page = office.page
    page.goto(f"{office.base}/papers/{paper}/")
    page.get_by_role("link", name="Vào quy chế phối hợp").click()
    page.fill("[name=from_on]", "02/11/2026")
    page.click("form.form button.primary")
    page.wait_for_url("**/coordination/regulations/*/")
    regulation = str(page.url)
    office.looks_well(f"phoi-hop-1-trong-{width}")
    page.get_by_role("link", name="Thêm dòng ma trận").click()
    page.fill("[name=content]", "Giới thiệu đảng viên chuyển sinh hoạt ra ngoài nước")
    page.select_option("[name=responsible]", label=_option(page, "responsible", "Ban Tổ chức"))
    page.get_by_label("Đảng ủy bộ phận NN-A").check()
    page.fill("[name=amount]", "5")
    page.select_option("[name=time_unit]", "working_day")
    page.fill("[name=provision]", "khoản 2 Điều 6")
    office.looks_well(f"phoi-hop-2-dong-{width}")
    page.click("form.form button.primary")
    page.wait_for_url(regulation)
    assert "5 ngày làm việc kể từ ngày nhận" in page.locator("main").inner_text()
    office.looks_well(f"phoi-hop-3-ma-tran-{width}")
    return regulation


def _option(page: Any, name: str, words: str) -> str:
    """The option as it is written, with its place in the tree."""
    return str(page.locator(f"[name={name}] option", has_text=words).first.inner_text())


def _asked(site: Any, regulation: str, width: int) -> str:
    head = site("head", width)
    page = head.page
    page.goto(regulation)
    page.get_by_role("link", name="Đề nghị theo dòng này").click()
    page.fill("[name=text]", "Cho ý kiến về danh sách đảng viên chuyển sinh hoạt")
    head.looks_well(f"phoi-hop-4-de-nghi-{width}")
    page.click("form.form button.primary")
    page.wait_for_url("**/coordination/*/")
    assert "chưa nhận, nên chưa tính được hạn" in page.locator("main").inner_text()
    return str(page.url)


def _answered_from_a_phone(site: Any, width: int) -> None:
    above = site("above", 390)
    page = above.page
    page.goto(above.base)
    expect(page.locator("#coordinate li")).to_have_count(1)
    page.locator("#coordinate a", has_text="Nhận").first.click()
    page.click("form.form button.primary")
    page.wait_for_url("**/coordination/*/")
    page.get_by_role("link", name="Trả lời", exact=True).click()
    page.fill("[name=text]", "Thống nhất danh sách")
    page.click("form.form button.primary")
    page.wait_for_url("**/coordination/*/")
    assert "trả lời đúng hạn" in page.locator("main").inner_text()
    above.looks_well(f"phoi-hop-5-tra-loi-{width}")


def _counted(site: Any, request: str, width: int) -> None:
    leader = site("leader", width)
    page = leader.page
    page.goto(request)
    leader.looks_well(f"phoi-hop-6-mot-de-nghi-{width}")
    page.goto(f"{leader.base}/coordination/counts/?by=line")
    leader.looks_well(f"phoi-hop-7-so-lieu-{width}")
    page.locator("tfoot a").first.click()
    page.wait_for_url(f"{leader.base}/coordination/")
    expect(page.locator("tbody tr")).to_have_count(1)
    leader.looks_well(f"phoi-hop-8-danh-sach-{width}")
    page.goto(f"{leader.base}/coordination/who/")
    expect(page.locator("#pairs td a")).to_have_count(2)
    leader.looks_well(f"phoi-hop-9-ai-voi-ai-{width}")
