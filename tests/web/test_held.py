"""Giữ nguyên số liệu — a figure, its rows and its file asked again next year by the address that holds the data say the same."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from lxml import html

from dondoc.coordinating.actions.answering import answer
from dondoc.implementation.actions import closing
from dondoc.obligations.actions import confirming
from dondoc.obligations.models import Assignment
from dondoc.obligations.passing import pass_on
from dondoc.programmes.actions.adopting import withdraw
from dondoc.programmes.actions.exempting import apply_again, set_not_applicable
from dondoc.programmes.actions.recording import correct_value
from dondoc.programmes.models import Value
from dondoc.reading.text import fold
from tests.cast import AT, TODAY, Cast, client_of
from tests.coordinating.making import a_request
from tests.making import evidence
from tests.programmes.making import PROOF, five_of_six
from tests.urging.making import late
from tests.web.story import an_actor, clock, evening

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)
NOW, NEXT_YEAR = evening(TODAY), evening(date(2027, 11, 24))
HOLD = "Địa chỉ giữ nguyên số liệu này"


def page(cast: Cast, address: str, moment: datetime = NOW) -> html.HtmlElement:
    with clock(moment):
        answer = client_of(cast, "leader").get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content.decode())


def held(cast: Cast, address: str) -> str:
    """Where the page's own link to what it says now leads."""
    (link,) = page(cast, address).xpath(f"//a[text()='{HOLD}']")
    return address.partition("?")[0] + str(link.get("href"))


def figures(found: html.HtmlElement) -> list[tuple[str, str]]:
    """The figures of a report that open rows, and where."""
    links = found.xpath("//tbody//a[contains(@href,'/obligations/?')]")
    return [(link.text_content().strip(), link.get("href")) for link in links]


def rows(cast: Cast, address: str, moment: datetime = NOW) -> list[str]:
    found = page(cast, address, moment).xpath("//table[contains(@class,'cards')]/tbody/tr")
    return [" ".join(row.text_content().split()) for row in found]


def test_a_report_and_the_rows_of_its_figures_say_the_same_next_year(cast: Cast) -> None:
    """What is reported, reworded and given since, dated back, changes today's answer and not the held one."""
    work = late(cast, upto="accepted")
    address = held(cast, "/reports/progress/")
    said = figures(page(cast, address))
    listed = {url: rows(cast, url) for _figure, url in said}
    assert [figure for figure, _url in said] and all(listed.values())
    _enter_next_year(cast, work)
    assert figures(page(cast, address, NEXT_YEAR)) == said
    assert {url: rows(cast, url, NEXT_YEAR) for url in listed} == listed
    words = {word: rows(cast, f"{said[0][1]}&words={word}", NEXT_YEAR) for word in ("nam sau", "quan ly")}
    assert words == {"nam sau": [], "quan ly": listed[said[0][1]]}, "found by its words of then"
    since = page(cast, f"/reports/progress/?day={TODAY:%d/%m/%Y}", NEXT_YEAR)
    assert ["state=late" in url for _figure, url in [*said, *figures(since)]] == [False, True, False, False]


def _enter_next_year(cast: Cast, work: Assignment) -> None:
    doer, leader = (an_actor(cast, role, NEXT_YEAR.date()) for role in ("doer", "leader"))
    evidence(cast, work)
    closing.submit(assignment=work, by=doer, at=NEXT_YEAR, on=TODAY)
    duty = work.obligation
    confirming.amend(obligation=duty, paper=duty.paper, from_on=TODAY, by=leader, at=NEXT_YEAR, text="Lời của năm sau")


def test_a_held_list_finds_by_whose_work_it_was(cast: Cast) -> None:
    work = late(cast, upto="accepted")
    _figure, listed = figures(page(cast, held(cast, "/reports/progress/")))[0]
    words = f"{listed}&words={fold(work.unit.name).replace(' ', '+')}"
    said = rows(cast, words)
    assert said
    pass_on(from_unit=work.unit, to_unit=cast.home, on=TODAY, by=cast.setup, at=NEXT_YEAR, deed="split")
    assert rows(cast, words, NEXT_YEAR) == said
    assert rows(cast, f"{listed}&words={fold(cast.home.name).replace(' ', '+')}", NEXT_YEAR) == []


def test_a_target_sheet_says_the_same_next_year_and_so_do_its_rows(cast: Cast) -> None:
    programme = five_of_six(cast)
    address = held(cast, f"/programmes/{programme.public_id}/sheet/")
    said = rows(cast, address)
    items = [str(url) for url in page(cast, address).xpath("//table//th/a/@href")]
    shown = {url: rows(cast, url) for url in items}
    missed = Value.objects.get(value=98)
    correct_value(row=missed, reason="Cộng sót", proof=PROOF, value=Decimal(100), by=an_actor(cast, "leader", NEXT_YEAR.date()), at=NEXT_YEAR)  # fmt: skip
    assert rows(cast, address, NEXT_YEAR) == said
    assert {url: rows(cast, url, NEXT_YEAR) for url in items} == shown
    day = f"/programmes/{programme.public_id}/sheet/?day={TODAY:%d/%m/%Y}"
    assert rows(cast, day, NEXT_YEAR) != said


def test_an_answer_entered_next_year_and_dated_back_leaves_its_unit_silent_in_what_was_held(cast: Cast) -> None:
    asked = a_request(cast, cast.branch, on=TODAY - 9 * DAY, due_on=TODAY - 2 * DAY, due_reason="Cần trước hội nghị")
    address = held(cast, "/coordination/counts/")
    (silent,) = {str(url) for url in page(cast, address).xpath("//tbody//a/@href") if "state=SILENT" in str(url)}
    said = rows(cast, silent)
    assert said
    above = an_actor(cast, "above", NEXT_YEAR.date())
    answer(reply=asked.replies.get(), text="Thống nhất", by=above, at=NEXT_YEAR, on=TODAY - 3 * DAY)
    assert rows(cast, silent, NEXT_YEAR) == said
    (opened,) = {str(url) for url in page(cast, silent, NEXT_YEAR).xpath("//table//a/@href") if asked.public_id in url}
    assert "Thống nhất" not in page(cast, opened, NEXT_YEAR).text_content()
    since = page(cast, f"/coordination/counts/?day={TODAY:%d/%m/%Y}", NEXT_YEAR)
    assert not since.xpath("//tbody//a[contains(@href,'state=SILENT')]")


def test_an_exemption_ended_next_year_and_dated_back_still_stands_in_what_was_held(cast: Cast) -> None:
    programme = five_of_six(cast)
    item = Value.objects.get(value=98).item
    out = set_not_applicable(item=item, reason="Mới lập", paper=programme.paper, from_on=TODAY - DAY, by=cast.leader, at=AT)  # fmt: skip
    address = held(cast, f"/programmes/{programme.public_id}/sheet/")
    said = rows(cast, address)
    (shown,) = {str(url) for url in page(cast, address).xpath("//table//th/a/@href") if item.public_id in url}
    told = page(cast, shown).text_content()
    apply_again(exemption=out, from_on=TODAY, reason="Dùng lại", by=an_actor(cast, "leader", NEXT_YEAR.date()), at=NEXT_YEAR)  # fmt: skip
    assert rows(cast, address, NEXT_YEAR) == said
    assert page(cast, shown, NEXT_YEAR).text_content() == told
    assert rows(cast, f"/programmes/{programme.public_id}/sheet/?day={TODAY:%d/%m/%Y}", NEXT_YEAR) != said


def test_what_is_withdrawn_next_year_still_stands_in_what_was_held(cast: Cast) -> None:
    programme = five_of_six(cast)
    sheet = page(cast, held(cast, f"/programmes/{programme.public_id}/sheet/"))
    pages = [str(sheet.xpath("//p[@class='crumbs']/a/@href")[0]), str(sheet.xpath("//table//th/a/@href")[0])]
    told = {url: page(cast, url).text_content() for url in pages}
    withdraw(programme=programme, reason="Ghi trùng", by=an_actor(cast, "leader", NEXT_YEAR.date()), at=NEXT_YEAR)
    assert {url: page(cast, url, NEXT_YEAR).text_content() for url in pages} == told
    assert "Đã rút" in page(cast, f"/programmes/{programme.public_id}/", NEXT_YEAR).text_content()


def test_a_day_not_understood_is_said_on_a_held_page_too(cast: Cast) -> None:
    late(cast)
    address = held(cast, "/reports/progress/").replace("day=", "day=x")
    with clock(NOW):
        answer = client_of(cast, "leader").get(address)
    assert (answer.status_code, "Không hiểu ngày" in answer.content.decode()) == (422, True)


def test_a_held_file_bears_the_moment_of_its_data(cast: Cast) -> None:
    late(cast)
    address = held(cast, "/reports/progress/")
    with clock(NEXT_YEAR):
        told = client_of(cast, "leader").get(f"{address}&as=csv").content.decode()
    assert "23:30 24/11/2026" in told
    assert "23:30 24/11/2027" not in told


@pytest.mark.parametrize(
    "words", ["", "hôm qua", "2026-11-24T23:30", "2999-01-01T00:00:00+07:00", "0001-01-01T00:00:00%2B00:00"]
)
def test_a_moment_that_is_none_holds_nothing(cast: Cast, words: str) -> None:
    late(cast)
    assert "Theo số liệu đã nhập đến" not in page(cast, f"/reports/progress/?known={words}").text_content()
