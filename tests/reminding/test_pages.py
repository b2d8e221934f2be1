"""Trang Lịch — what is late and what falls due on a day off is told in words, on the year, the list and the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from lxml import html

from dondoc.obligations.rules import Due
from tests.cast import AT, Cast, client_of
from tests.making import an_assignment, an_entry, an_obligation
from tests.web.story import clock, evening

pytestmark = pytest.mark.acts
LIST = "//section[@id='soon']"
SATURDAY, PASSED = date(2026, 12, 5), date(2026, 11, 20)


def _said(cast: Cast, address: str) -> str:
    with clock(AT):
        return " ".join(client_of(cast, "above").get(address).content.decode().split())


def test_the_calendar_says_what_is_late_and_what_is_due_on_a_day_off(cast: Cast) -> None:
    for number, due in (("31", PASSED), ("32", SATURDAY), ("33", SATURDAY + timedelta(days=3))):
        duty = an_obligation(cast, an_entry(cast, number))
        an_assignment(cast, obligation=duty, unit=cast.branch, due_on=due, due_reason="Đảng ủy định")
    year = _said(cast, reverse("schedule"))
    assert "1 đã quá hạn" in year
    assert "hạn 05/12/2026, ngày nghỉ" in year
    assert "hạn 08/12/2026<" in year, "a working day has no such word"
    assert "20/11/2026: 1 việc đến hạn, đã quá hạn" in year
    rests = year.partition("Hạn rơi vào ngày nghỉ:")[2].partition("</p>")[0]
    assert "05/12/2026" in rests
    assert "08/12/2026" not in rests
    late, off = (_said(cast, reverse("schedule_day", args=[day.isoformat()])) for day in (PASSED, SATURDAY))
    assert "quá hạn</span>" in late
    assert "quá hạn</span>" not in off
    assert "ngày nghỉ" in off


def test_the_heading_counts_all_and_leads_to_the_rest(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.web.reminding.views.SHOWN", 2)
    entry = an_entry(cast)
    for _n in range(3):
        an_assignment(cast, obligation=an_obligation(cast, entry), unit=cast.branch, due_on=SATURDAY)
    page = html.fromstring(_said(cast, reverse("schedule")))
    assert page.xpath(f"string({LIST}/h2/span[@class='soft'])") == "3"
    assert len(page.xpath(f"{LIST}//li")) == 2
    (rest,) = page.xpath(f"{LIST}/h2//a/@href")
    whole = html.fromstring(_said(cast, reverse("schedule") + rest))
    assert len(whole.xpath(f"{LIST}//li")) == 3
    assert not whole.xpath(f"{LIST}/h2//a")


def test_in_december_what_comes_in_january_is_soon(cast: Cast) -> None:
    duty = an_obligation(cast, due=Due(date(2027, 1, 8)))
    an_assignment(cast, obligation=duty, unit=cast.branch, due_on=duty.due_on)
    with clock(evening(date(2026, 12, 20))):
        page = html.fromstring(client_of(cast, "above").get(reverse("schedule")).content.decode())
    assert page.xpath(f"string({LIST}/h2/span[@class='soft'])") == "1"
