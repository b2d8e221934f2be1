"""Kỳ quá hạn — the desk's figure opens as many rows, each naming its period; apart from the works; as of a past day too."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from lxml import html

from dondoc.obligations.models import Assignment
from dondoc.reminding.actions.occurring import open_due, report
from dondoc.reminding.models import Occurrence
from tests.cast import AT, Cast, client_of
from tests.reminding.making import monthly
from tests.urging.making import late
from tests.web.story import clock, evening

pytestmark = pytest.mark.acts
DAY = date(2027, 1, 5)
NOW = evening(DAY)
LIST, OTHERS = "/obligations/?state=late_periods", "&place=others"


def page(cast: Cast, address: str, role: str = "leader", moment: datetime = NOW) -> html.HtmlElement:
    with clock(moment):
        answer = client_of(cast, role).get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content.decode())


def figures(cast: Cast, role: str = "leader") -> list[tuple[int, str]]:
    """The figures of what is late below, and the address of each."""
    links = page(cast, "/", role).xpath("//a[@class='late'][contains(@href,'/obligations/')]")
    return [(int(link.text.split()[0]), link.get("href")) for link in links]


def rows(cast: Cast, address: str, role: str = "leader", moment: datetime = NOW) -> list[str]:
    found = page(cast, address, role, moment).xpath("//table[@class='cards']/tbody/tr")
    return [" ".join(row.text_content().split()) for row in found]


def opened(cast: Cast) -> list[Occurrence]:
    """November and December are late on DAY; January is not."""
    monthly(cast)
    open_due(NOW)
    return list(Occurrence.objects.for_list().order_by("due_on"))


def test_the_figure_opens_as_many_rows_and_each_names_its_period(cast: Cast) -> None:
    opened(cast)
    ((figure, address),) = figures(cast)
    found = rows(cast, address)
    assert (figure, len(found)) == (2, 2)
    assert "Tháng 11/2026" in found[0] and "Tháng 12/2026" in found[1]


def test_works_and_periods_are_two_figures_and_nothing_is_in_both(cast: Cast) -> None:
    """The duty of a late period is not late itself; the list of late works leads to the periods of the same sentence."""
    first, *_rest = opened(cast)
    work = late(cast, entry=first.assignment.obligation.entry)
    (works, listed), (periods, told) = figures(cast)
    assert (works, periods) == (1, 2)
    assert [work.obligation.nv in row for row in rows(cast, listed)] == [True]
    assert not any(work.obligation.nv in row for row in rows(cast, told))
    (link,) = page(cast, listed).xpath("//a[@class='late']")
    assert len(rows(cast, "/obligations/" + link.get("href"))) == 2 == int(link.text.split(" có ")[1].split()[0])


def test_what_is_reported_leaves_and_the_own_unit_is_in_its_trays(cast: Cast) -> None:
    first, *_rest = opened(cast)
    with clock(NOW):
        report(occurrence=first, text="Đã làm", by=cast.doer, at=NOW)
    ((figure, address),) = figures(cast)
    assert (figure, len(rows(cast, address))) == (1, 1)
    assert figures(cast, "doer") == []
    assert len(page(cast, "/", "doer").xpath("//section[@id='periods_late']//li")) == 1
    assert len(rows(cast, LIST + "&place=own", "doer")) == 1


def test_no_period_of_a_closed_duty_or_of_what_one_does_not_see(cast: Cast) -> None:
    opened(cast)
    assert rows(cast, LIST, "stranger") == [] == figures(cast, "stranger")
    Assignment.objects.update(state="WITHDRAWN", closed_because="Giao nhầm")
    assert rows(cast, LIST) == [] == figures(cast)


def test_the_sentence_narrows_periods_as_it_narrows_works(cast: Cast) -> None:
    opened(cast)
    duty = Assignment.objects.get()
    assert len(rows(cast, f"{LIST}&unit={cast.branch.public_id}&place=abroad")) == 2
    assert rows(cast, f"{LIST}&unit={cast.home.public_id}") == [] == rows(cast, LIST + "&place=home")
    assert len(rows(cast, f"{LIST}&words={duty.obligation.nv}&paper={duty.obligation.paper.public_id}")) == 2
    assert rows(cast, LIST + "&words=khong-co") == []


def test_of_a_past_day_the_periods_that_were_late_then(cast: Cast) -> None:
    first, *_rest = opened(cast)
    with clock(NOW):
        report(occurrence=first, text="Đã làm", by=cast.doer, at=NOW)
    then = LIST + "&day=02/12/2026"
    Occurrence.objects.filter(pk=first.pk).update(at=AT)
    first.steps.filter(to_state="DUE").update(on=AT.date(), at=AT)
    assert ["Tháng 11/2026" in row for row in rows(cast, then)] == [True]
    assert rows(cast, LIST + "&day=29/11/2026") == []


def test_the_rows_are_taken_as_a_file(cast: Cast) -> None:
    opened(cast)
    with clock(NOW):
        said = b"".join(client_of(cast, "leader").get(LIST + "&as=csv")).decode("utf-8-sig")  # type: ignore[call-overload]
    assert [line.split(";" if ";" in line else ",")[1] for line in said.strip().splitlines()[1:3]] == [
        "Tháng 11/2026",
        "Tháng 12/2026",
    ]
