"""Việc chờ đơn vị, có hạn — studying, a draft to comment, a request, an urging are in the calendar, the feed and the letter too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from icalendar import Calendar
from lxml import html

from dondoc.reminding.actions.feeding import open_feed
from dondoc.reminding.actions.writing import take_letters, write_today
from dondoc.reminding.awaited import awaited
from dondoc.studying.actions.holding import Held
from dondoc.units.models import Holding
from tests.cast import AT, TODAY, Cast, client_of
from tests.coordinating.making import a_request
from tests.making import an_entry
from tests.planning.making import a_paper, a_plan, a_round
from tests.reminding.mailing import Box, a_mail_host, words
from tests.studying.making import DUE, a_meeting, an_asking
from tests.urging.making import late, urged
from tests.web.story import clock

pytestmark = pytest.mark.acts
LAST = date(2026, 12, 31)


def told(cast: Cast, role: str, unit: Any) -> list[tuple[str, date]]:
    return [(one.what, one.due_on) for one in awaited(cast.people[role], unit, date(2026, 1, 1), LAST)]


def test_each_room_says_what_it_asks_of_a_unit_until_a_day(cast: Cast) -> None:
    asking = an_asking(cast, an_entry(cast, "61"))
    round_ = a_round(cast, a_plan(cast, a_paper(cast)[0]))
    request = a_request(cast, due_on=date(2026, 12, 7), due_reason="Họp")
    letter = urged(cast, [late(cast)], answer_on=date(2026, 12, 2))
    assert told(cast, "doer", cast.cell) == [("Quán triệt", DUE), ("Đôn đốc", letter.answer_on)]
    assert told(cast, "above", cast.branch) == sorted(
        [("Góp ý dự thảo", round_.until_on), (str(request.get_kind_display()).capitalize(), date(2026, 12, 7))],
        key=lambda one: one[1],
    )
    assert told(cast, "stranger", cast.cell) == [], "nothing of a unit one does no work of"
    a_meeting(cast, asking, held=Held(TODAY, present=8, total=9))
    assert told(cast, "doer", cast.cell) == [("Đôn đốc", letter.answer_on)], "what was held waits no more"


def test_it_stands_in_the_calendar_on_its_day_and_in_the_feed(cast: Cast) -> None:
    asking = an_asking(cast, an_entry(cast, "61"), due_on=date(2026, 12, 14))
    doer = client_of(cast, "doer")
    with clock(AT):
        tree = html.fromstring(doer.get(reverse("schedule")).content.decode())
        (link,) = tree.xpath("//*[@id='waits']//a[@class='title']")
        assert (link.text, link.get("href")) == (asking.paper.title, reverse("study", args=[asking.public_id]))
        assert tree.xpath(f"//a[@href='{reverse('schedule_day', args=['2026-12-14'])}']")
        day = html.fromstring(doer.get(reverse("schedule_day", args=["2026-12-14"])).content.decode())
        assert asking.paper.title in day.get_element_by_id("waits").text_content()
        assert "Không có việc nào đến hạn" not in day.text_content()
    secret = open_feed(holding=Holding.objects.get(pk=cast.doer.holding_id), by=cast.doer, at=AT)
    with clock(AT):
        events = Calendar.from_ical(client_of(cast, "stranger").get(reverse("feed", args=[secret])).content).walk(
            "VEVENT"
        )
    assert [(str(one["SUMMARY"]), one.decoded("DTSTART")) for one in events] == [
        (f"Quán triệt: {asking.paper}, {asking.paper.title}", date(2026, 12, 14))
    ]


def test_a_letter_due_on_the_work_s_own_day_is_an_event_of_its_own(cast: Cast) -> None:
    work = late(cast, due_on=date(2026, 11, 10))
    urged(cast, [work], answer_on=TODAY)
    urged(cast, [work], rung="EXPLAIN", answer_on=TODAY)
    secret = open_feed(holding=Holding.objects.get(pk=cast.doer.holding_id), by=cast.doer, at=AT)
    with clock(AT):
        answer = client_of(cast, "doer").get(reverse("feed", args=[secret]))
    uids = [str(one["UID"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 3


@pytest.fixture
def host(settings: Any) -> Iterator[Box]:
    with a_mail_host(settings) as box:
        yield box


def test_it_is_in_the_letter_of_the_day_from_a_week_before(cast: Cast, host: Box) -> None:
    asking = an_asking(cast, an_entry(cast, "61"), due_on=date(2026, 12, 14))
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    sent = [write_today(AT + timedelta(days=n)).sent for n in (1, 13, 14, 22)]  # 25/11, 7/12, 8/12, after it 16/12
    assert sent == [0, 1, 1, 1]
    said = words(host.letters[0][1])
    assert f"Chờ đơn vị trả lời, báo quán triệt (1)\n- 14/12/2026 Quán triệt: {asking.paper}" in said
