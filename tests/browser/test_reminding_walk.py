"""Nhắc việc bằng trình duyệt — a letter is asked for and arrives in a real mail host, its link opens the desk; a calendar reads the feed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from dondoc.reminding.actions.writing import write_today
from dondoc.shared.calendar import hanoi_day
from tests.cast import Cast
from tests.making import an_assignment, an_obligation
from tests.reminding.mailing import Box, a_mail_host, words
from tests.reminding.making import monthly

LATE, MAIL = date(2026, 11, 10), "chibo@vidu.vn"


@pytest.mark.walk
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_letter_and_a_calendar_say_what_is_late_and_what_comes(
    site: Any, house: Cast, settings: Any, width: int
) -> None:
    an_assignment(house, obligation=an_obligation(house), due_on=LATE, due_reason="Theo kế hoạch")
    monthly(house, number="16")
    with a_mail_host(settings) as host:
        doer = site("doer", width)
        settings.DONDOC_ADDRESS = doer.base
        page = doer.page
        page.goto(f"{doer.base}/schedule/")
        page.get_by_role("link", name="Nhận thư nhắc việc").click()
        page.fill("[name=email]", MAIL)
        doer.looks_well(f"nhac-1-dia-chi-thu-{width}")
        page.click("form.form button.primary")
        expect(page.locator("#letters")).to_contain_text(MAIL)
        _arrives(host, page, doer.base)
    _read_by_a_calendar(doer, width)


def _arrives(host: Box, page: Any, base: str) -> None:
    """On the next day that is worked, once; the link in it leads to what is late."""
    days = (timezone.now() + timedelta(days=n) for n in range(1, 15))
    sent = [write_today(at).sent for at in days]
    assert max(sent) == 1
    to, letter = host.letters[0]
    said = words(letter)
    assert to == [MAIL]
    assert re.search(r"Quá hạn \([12]\)\n- 10/11/2026 NV-1/2026", said), (
        "the month's own duty beside it, once the month is over"
    )
    (link,) = [line for line in said.splitlines() if line.startswith(base)]
    page.goto(link)
    expect(page.locator("main")).to_contain_text("quá hạn")


def _read_by_a_calendar(doer: Any, width: int) -> None:
    """By whoever has the address, without signing in, until it is revoked."""
    page = doer.page
    page.goto(f"{doer.base}/schedule/")
    page.get_by_role("link", name="Mở đường lịch").click()
    page.click("form.form button.primary")
    address = page.locator("#feed .hash strong").inner_text()
    doer.looks_well(f"nhac-2-duong-lich-{width}")
    stranger = doer.context.browser.new_context()
    answer = stranger.request.get(address)
    days = {event.decoded("dtstart") for event in Calendar.from_ical(answer.text()).walk("VEVENT")}
    today = hanoi_day(timezone.now())
    assert LATE in days
    assert any(day > today for day in days), "the month to come"
    page.get_by_role("link", name="Thu hồi").click()
    page.click("form.form button.primary")
    assert stranger.request.get(address).status == 404
    stranger.close()
