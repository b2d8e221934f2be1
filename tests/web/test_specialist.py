"""Bàn của chuyên viên — the works of his unit that he does and may not report done: each once, the soonest first, with his own next step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from lxml import html

from dondoc.obligations.actions.assigning import accept
from dondoc.obligations.models import Assignment
from dondoc.obligations.rules import Due
from dondoc.reminding.actions.occurring import open_due
from tests.cast import AT, TODAY, Cast, a_person, client_of
from tests.making import an_assignment, an_entry, an_obligation
from tests.web.story import clock, evening

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)


def desk(cast: Cast, role: str, moment: object = None, address: str = "/") -> html.HtmlElement:
    with clock(moment or evening(TODAY)):  # type: ignore[arg-type]
        return html.fromstring(client_of(cast, role).get(address).content.decode())


def trays(cast: Cast, role: str, moment: object = None) -> dict[str, list[str]]:
    found = desk(cast, role, moment).xpath("//section[contains(@class,'tray')]")
    return {tray.get("id"): tray.xpath(".//a[@class='title']/text()") for tray in found}


def of_the_board(cast: Cast) -> list[Assignment]:
    """Works of the board due in 40, 5, 2 and -3 days, all accepted; one that nobody accepted yet."""
    cast.people["specialist"] = a_person(cast, "specialist", "Tống Văn Mẫu", cast.board, "CHUYEN_VIEN")
    entry, made = an_entry(cast), []
    for days in (40, 5, 2, -3, 30):
        duty = an_obligation(cast, entry, text=f"Việc hạn {days}", due=Due())
        row = an_assignment(cast, obligation=duty, unit=cast.board, due_on=TODAY + abs(days) * DAY, due_reason="Nêu rõ")
        made.append(row)
        if days != 30:
            accept(assignment=row, by=cast.head, at=AT)
    Assignment.objects.filter(pk=made[3].pk).update(due_on=TODAY - 3 * DAY)
    return made


def test_the_works_of_the_unit_lie_on_his_desk_the_soonest_first(cast: Cast) -> None:
    of_the_board(cast)
    found = trays(cast, "specialist")
    assert found == {
        "late": ["Việc hạn -3"], "week": ["Việc hạn 2", "Việc hạn 5"], "new": ["Việc hạn 30"], "doing": ["Việc hạn 40"],
    }  # fmt: skip
    assert next(iter(found)) == "late"
    for key, titles in found.items():
        whole = desk(cast, "specialist", address=f"/?tray={key}")
        assert whole.xpath("//ul[contains(@class,'items')]//a[@class='title']/text()") == titles


def test_he_is_led_to_what_he_may_do_and_the_head_to_the_report(cast: Cast) -> None:
    of_the_board(cast)
    said = {role: desk(cast, role).xpath("string(//section[@id='week'])") for role in ("specialist", "head")}
    assert "Cập nhật tiến độ" in said["specialist"] and "Báo cáo hoàn thành" not in said["specialist"]
    assert "Báo cáo hoàn thành" in said["head"]
    assert {"accept", "new"} & set(trays(cast, "head")) == {"accept"}, "who accepts is asked to, once"


def test_a_work_of_another_unit_or_done_is_not_on_his_desk(cast: Cast) -> None:
    of_the_board(cast)
    Assignment.objects.update(unit=cast.home)
    assert trays(cast, "specialist") == {}


def test_periods_of_the_units_duties_are_told_him_and_reported_by_the_head(cast: Cast) -> None:
    cast.people["specialist"] = a_person(cast, "specialist", "Tống Văn Mẫu", cast.board, "CHUYEN_VIEN")
    due = Due(None, "hằng tháng", "month", "FREQ=MONTHLY")
    an_assignment(
        cast, obligation=an_obligation(cast, an_entry(cast), due=due, kind="standing"), unit=cast.board, due_on=None
    )
    open_due(evening(date(2026, 12, 3)))
    late = evening(date(2026, 12, 3))
    report = reverse("occurrence_act", args=["x", "report"]).split("x")[0]
    buttons = {
        role: desk(cast, role, late).xpath(f"//section[@id='periods_late']//a[contains(@href,'{report}')]")
        for role in ("specialist", "head")
    }
    assert trays(cast, "specialist", late)["periods_late"]
    assert (len(buttons["specialist"]), len(buttons["head"])) == (0, 1)
