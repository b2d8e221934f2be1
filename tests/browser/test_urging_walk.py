"""Đôn đốc, bằng trình duyệt — late; the machine reminds; a person urges three works at once; received, answered; done ends it.

Then the calendar: a day opens its rows, a period is reported, a feed is opened and read.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dondoc.implementation.actions import closing
from dondoc.obligations.models import Assignment
from dondoc.reminding.actions.occurring import open_due
from dondoc.urging.actions.reminding import ask_today
from dondoc.urging.models import Urge, Urged
from tests.cast import AT, Cast
from tests.making import an_entry, evidence
from tests.reminding.making import monthly
from tests.urging.making import late, letters, set_terms


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_from_late_to_done(site: Any, house: Cast, working: None, width: int) -> None:
    set_terms(house)
    letters(house)
    entry = an_entry(house)
    works = [late(house, entry=entry), late(house, entry=entry), late(house, entry=entry, unit=house.home)]
    _reminded(site, width)
    urge = _urge_three(site, width)
    _received_and_answered(site, width)
    _done_ends_it(site, house, works, urge, width)
    _calendar(site, house, width)


def _reminded(site: Any, width: int) -> None:
    ask_today(timezone.now())
    doer = site("doer", width)
    page = doer.page
    for _try in range(50):
        page.goto(doer.base)
        if page.locator("#late li:has-text('phần mềm nhắc')").count() == 2:
            break
        page.wait_for_timeout(200)
    expect(page.locator("#late li")).to_have_count(2)
    expect(page.locator("#reminded")).to_have_count(0)  # what is late is told once
    doer.looks_well(f"don-doc-1-nhac-{width}")


def _urge_three(site: Any, width: int) -> Urge:
    office = site("office", width)
    page = office.page
    page.goto(office.base)
    expect(page.locator("#urge li")).to_have_count(3)
    office.looks_well(f"don-doc-2-ban-{width}")
    page.goto(f"{office.base}/urging/?state=URGE")
    for box in page.locator("input[name=pick]").all():
        box.check()
    office.looks_well(f"don-doc-3-danh-sach-{width}")
    page.click("text=Đôn đốc các việc đã chọn")
    page.wait_for_url("**/urging/new/**")
    expect(page.locator(".ways-of [aria-current]")).to_have_text("Đôn đốc")
    page.fill("[name=text]", "Báo cáo rõ việc nào chưa xong, vì sao, khi nào xong.")
    page.fill("[name=answer_on]", "31/12/2026")
    office.looks_well(f"don-doc-4-bieu-mau-{width}")
    page.click("form.form button.primary")
    page.wait_for_selector("a.button >> text=In DOCX")
    office.looks_well(f"don-doc-5-van-ban-{width}")
    with page.expect_download() as taken:
        page.click("a.button >> text=In DOCX")
    assert taken.value.suggested_filename.endswith(".docx")
    page.goto(f"{office.base}/urging/?state=urged")
    expect(page.locator("input[name=pick]")).to_have_count(3)
    return Urge.objects.by_person().get()


def _received_and_answered(site: Any, width: int) -> None:
    doer = site("doer", width)
    page = doer.page
    expect(page.locator("#late li:has-text('được đôn đốc')")).to_have_count(2)
    expect(page.locator("#urged")).to_have_count(0)
    doer.looks_well(f"don-doc-6-duoc-don-doc-{width}")
    page.locator("#late button").first.click()
    page.wait_for_url("**/urging/*/")
    page.goto(doer.base)
    page.locator("#late a.press").first.click()
    page.fill("[name=text]", "Hai việc chờ số liệu của sứ quán, xong trước ngày 05/12.")
    doer.looks_well(f"don-doc-7-tra-loi-{width}")
    page.click("form.form button.primary")
    page.wait_for_selector("text=xong trước ngày 05/12")
    page.goto(doer.base)
    expect(page.locator("#late a.press")).to_have_count(0)


def _done_ends_it(site: Any, house: Cast, works: list[Assignment], urge: Urge, width: int) -> None:
    assert [line.state for line in urge.lines.order_by("id")] == ["ANSWERED", "ANSWERED", "SENT"]
    for work in works[:2]:
        evidence(house, work)
        closing.submit(assignment=work, by=house.doer, at=AT)
        closing.approve(assignment=work, by=house.leader, at=AT)
    office = site("office", width)
    page = office.page
    page.goto(f"{office.base}/urging/?state=urged")
    expect(page.locator("input[name=pick]")).to_have_count(1)
    page.goto(f"{office.base}/assignments/{works[0].public_id}/")
    expect(page.locator("svg.picture")).to_have_count(1)
    office.looks_well(f"don-doc-8-mot-viec-{width}")
    page.goto(f"{office.base}/urging/sent/")
    office.looks_well(f"don-doc-9-cac-lan-{width}")
    assert Urged.objects.filter(urge=urge).count() == 3


def _calendar(site: Any, house: Cast, width: int) -> None:
    share = monthly(house, number="16")
    open_due(timezone.now())
    doer = site("doer", width)
    page = doer.page
    expect(page.locator("#periods li")).to_have_count(1)
    page.goto(f"{doer.base}/schedule/?year=2027")
    expect(page.locator(".months svg")).to_have_count(12)
    expect(page.locator(".months a")).to_have_count(12)
    doer.looks_well(f"lich-1-nam-{width}")
    page.locator(".months a").first.click()
    page.wait_for_selector(f"text={share.obligation.nv}")
    doer.looks_well(f"lich-2-ngay-{width}")
    page.goto(f"{doer.base}/assignments/{share.public_id}/")
    doer.looks_well(f"lich-3-viec-{width}")
    page.click("text=Báo cáo kỳ")
    page.fill("[name=text]", "Đã sinh hoạt chuyên đề, 12 đồng chí dự.")
    page.click("form.form button.primary")
    page.wait_for_selector("text=đã báo cáo, chờ xác nhận")
    page.goto(f"{doer.base}/schedule/")
    page.click("text=Mở đường lịch")
    page.click("form.form button.primary")
    page.wait_for_selector("#feed .hash")
    doer.looks_well(f"lich-4-duong-lich-{width}")
    address = page.inner_text("#feed .hash")
    answer = page.request.get(address)
    assert answer.text().startswith("BEGIN:VCALENDAR")
    page.reload()
    expect(page.locator("#feed .hash")).to_have_count(0)
