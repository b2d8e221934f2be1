"""Trung vị của cấp — equal to the middle of the units' own mirrors, each asked by itself; of fewer than five none."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from typing import Any

import pytest
from django.urls import reverse

from dondoc.documents.actions.registering import register
from dondoc.documents.actions.registers import open_register
from dondoc.implementation.actions import closing, doing, proving
from dondoc.inspecting.lifecycle import State
from dondoc.mirror.queries import Mirror
from dondoc.mirror.scope import Scope
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.rules import Due
from dondoc.planning.actions.drafting import change_item
from dondoc.planning.actions.issuing import issue as issue_plan
from dondoc.pledging.actions.counting import count
from dondoc.pledging.words import Stage
from dondoc.reminding.actions import occurring
from dondoc.reminding.models import Occurrence
from dondoc.reorganising.actions.merging import merge
from dondoc.studying.actions.deciding import decide_study
from dondoc.studying.actions.holding import Held
from dondoc.studying.models import Meeting
from dondoc.units.actions import establish
from dondoc.units.models import Unit
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast, client_of
from tests.inspecting.making import a_case
from tests.making import an_entry, an_obligation, fields
from tests.planning.making import a_book, a_paper, a_plan, completed
from tests.ring import stories
from tests.studying.making import a_meeting, an_asking
from tests.web.story import clock, evening

pytestmark = [pytest.mark.acts, pytest.mark.wide]
DAY = TODAY + timedelta(days=30)


def cells_of(cast: Cast, few: int = 4) -> list[Unit]:
    """The two of the small committee and so many more, each below the committee, the branch or the one before it."""
    made = [
        establish(name=f"Chi bộ số {n}", kind="CHI_BO", parent=cast.branch if n % 2 else cast.root, by=cast.setup, at=AT, on=BEGAN)
        for n in range(few)
    ]  # fmt: skip
    below = establish(name="Chi bộ bên dưới", kind="CHI_BO", parent=made[-1], by=cast.setup, at=AT, on=BEGAN)
    return [cast.cell, cast.home, *made, below]


def busy(cast: Cast, cells: list[Unit], chance: random.Random) -> None:
    """Works of every kind at most of the cells, in no order."""
    leader = {"by": cast.leader, "at": AT}
    for n in range(6):
        products = {"product": chance.choice(["Kế hoạch", "Bản tin", "Báo cáo"])} if n % 3 else {}
        duty = an_obligation(cast, an_entry(cast, str(40 + n)), text=f"Việc {n}", **products)
        for cell in chance.sample(cells, min(5, len(cells))):
            due = {"due_on": TODAY + timedelta(days=chance.randint(1, 20)), "due_reason": "Theo yêu cầu"}
            share = assign(obligation=duty, unit=cell, **due, **leader)
            said = {"by": cast.setup, "at": AT + timedelta(days=n), "on": TODAY + timedelta(days=n)}
            has_note, has_proof, is_done = (chance.random() < odds for odds in (0.5, 0.6, 0.7))
            if has_note:
                doing.note(assignment=share, text="Đang làm", **said)
            if has_proof:
                proving.add_evidence(assignment=share, kind="WORDS", text="Báo cáo", keeper="Văn phòng", **said)
            if has_proof and is_done:
                closing.submit(assignment=share, text="Đã xong", **said)
    for number, due in (("61", TODAY - timedelta(days=3)), ("62", None)):
        study = an_asking(cast, an_entry(cast, number), due_on=due, due_source="mục II" if due else "")
        for cell in chance.sample(cells, 3):
            a_meeting(cast, study, unit=cell, by=cast.setup, held=Held(TODAY - timedelta(days=chance.choice((0, 5))), present=6, total=9))  # fmt: skip
        for cell in set(cells) - {row.unit for row in Meeting.objects.filter(papers__paper=study.paper)}:
            if chance.random() < 0.7:
                decide_study(unit=cell, paper=study.paper, way=chance.choice(("STUDY", "NONE")), reason="Đã kết hợp", by=cast.setup, at=AT)  # fmt: skip
    for cell in cells:
        count(unit=cell, year=TODAY.year, total=9, counts={Stage.HANDED_IN: chance.randint(3, 9)}, on=TODAY, by=cast.setup, at=AT)  # fmt: skip


def asked(cast: Cast, unit: Unit) -> Mirror:
    return Mirror(replace(cast.leader, today=DAY, memo={}), Scope(unit, DAY, evening(DAY)))


def values(mirror: Mirror) -> dict[str, float | None]:
    return {one.key: one.value for one in [*mirror.health, *mirror.indicators]}


@pytest.mark.parametrize("seed", stories(2))
def test_the_median_of_a_level_is_the_middle_of_their_own_mirrors(cast: Cast, seed: int) -> None:
    cells = cells_of(cast)
    busy(cast, cells, random.Random(seed))
    a_case(cast, State.ANNOUNCED)
    own = [values(asked(cast, cell)) for cell in cells]
    found = asked(cast, cast.cell).level
    assert {"I2", "I4", "I5", "I6", "I17", "I21.due", "I21.product", "I8", "Q1"} <= set(found)
    for key, told in found.items():
        known = [value for figures in own if (value := figures[key]) is not None]
        assert (told.value, told.of) == (median(known), len(known)), key
    for key in (
        "I2",
        "I4",
        "I5",
        "I6",
        "I11",
        "I12",
        "I13",
        "I16",
        "I17",
        "I20",
        "D1",
        "Q1",
        "Q2",
        "Q3",
        "I2.plan",
        "I18",
        "I7",
        "I8",
        "I21.evidence",
    ):
        assert (key in found) == (sum(figures[key] is not None for figures in own) >= 5), key


def test_of_fewer_than_five_of_a_level_none_is_told(cast: Cast) -> None:
    """Nor to who sees fewer; nor where the mirror is narrowed to something that no other unit's is."""
    cells = cells_of(cast, 1)
    busy(cast, cells, random.Random(1))
    assert asked(cast, cast.cell).level == {}, "four"
    fifth = establish(name="Chi bộ thứ năm", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
    assert "I2" not in asked(cast, cast.cell).level, "of the fifth there is no figure"
    duty = an_obligation(cast, an_entry(cast, "50"), text="Việc chung")
    share = assign(obligation=duty, unit=fifth, due_on=TODAY, due_reason="Theo yêu cầu", by=cast.leader, at=AT)
    assert asked(cast, cast.cell).level["I2"].of == 5
    said = {"assignment": share, "by": cast.setup, "at": AT}
    proving.add_evidence(kind="WORDS", text="Báo cáo", keeper="Văn phòng", **said)
    closing.submit(text="Đã xong", **said)
    closing.approve(assignment=share, by=cast.leader, at=AT)  # done: it stays with who did it
    joined = {"into": cast.cell, "decision": Decision("9-QĐ/ĐU"), "by": cast.setup, "at": evening(TODAY)}
    merge(units=[fifth], on=TODAY, **joined)
    assert asked(cast, cast.cell).level == {}, "one that stands no more is not of the level"
    establish(name="Chi bộ lập sau", kind="CHI_BO", parent=cast.root, by=cast.setup, at=evening(TODAY), on=TODAY)
    assert "I2" not in asked(cast, cast.cell).level, "what the ended one had is counted with its heir"
    assert asked(cast, cast.branch).level == {}
    by = replace(cast.doer, today=DAY, memo={})
    assert Mirror(by, Scope(cast.cell, DAY, evening(DAY))).level == {}
    assert Mirror(cast.leader, Scope(cast.cell, DAY, evening(DAY), part="own")).level == {}


def test_the_page_says_of_how_many_units_the_median_is(cast: Cast) -> None:
    busy(cast, cells_of(cast), random.Random(3))
    with clock(evening(DAY)):
        page = client_of(cast, "leader").get(reverse("mirror"), {"unit": cast.cell.public_id}).content.decode()
    assert "trung vị của 7 chi bộ có số liệu: " in page


def test_what_passed_to_another_since_is_then_still_the_first_s(cast: Cast) -> None:
    """Of five cells three did something and reported in time; one of those is merged into another a month later."""
    cells = cells_of(cast, 2)
    weekly = Due(None, "hằng tuần", "week", "FREQ=WEEKLY;BYDAY=MO,TH")
    duty = an_obligation(
        cast, an_entry(cast, "50"), text="Báo cáo tuần", product="Báo cáo", kind="standing", due=weekly
    )
    shares = [assign(obligation=duty, unit=cell, due_on=None, by=cast.leader, at=AT) for cell in cells]
    occurring.open_due(AT + timedelta(days=20))
    for share in shares[:3]:
        doing.note(assignment=share, text="Đang làm", by=cast.setup, at=AT, on=TODAY)
        for row in Occurrence.objects.filter(assignment=share).select_related("assignment__unit"):
            occurring.report(occurrence=row, text="Đã báo cáo", on=TODAY, by=cast.setup, at=AT + timedelta(days=20))
    told = asked(cast, cast.cell).level
    assert (told["I6"].value, told["I6"].of, told["I12"].value, told["I12"].of) == (50, 5, 100, 5)
    day = DAY + timedelta(days=1)
    merge(
        units=[cells[2]], into=cells[1], on=day, decision=Decision("9-QĐ/ĐU"), by=cast.setup, at=AT + timedelta(days=31)
    )
    assert asked(cast, cast.cell).level == told


def test_what_one_below_asks_of_those_below_it_is_no_debt_of_the_unit_above(cast: Cast) -> None:
    """All five held the committee's session; the cell in the middle asked the lowest for another, which has not held it."""
    cells = cells_of(cast, 1)
    lowest = establish(name="Chi bộ dưới cùng", kind="CHI_BO", parent=cells[-1], by=cast.setup, at=AT, on=BEGAN)
    study = an_asking(cast, an_entry(cast, "61"))
    for cell in (*cells, lowest):
        a_meeting(cast, study, unit=cell, by=cast.setup, held=Held(TODAY, present=6, total=9))
    book = open_register(unit=cells[-1], direction="IN", name="Sổ văn bản đến", series="2026", from_on=date(2026, 1, 1), by=cast.setup, at=AT)  # fmt: skip
    entry = register(register=book, issuer=cast.khoi, fields=fields("88"), on=TODAY, by=cast.setup, at=AT)
    an_asking(cast, entry, across="ALL", by=cast.setup)
    own = [values(asked(cast, cell))["Q1"] for cell in (*cells, lowest)]
    assert own == [100, 100, 100, pytest.approx(200 / 3), 50]
    told = asked(cast, cast.cell).level["Q1"]
    assert (told.value, told.of) == (100, 5)


def test_the_committee_is_no_peer_of_those_below_it(cast: Cast) -> None:
    """Of its own kind they are four: nothing is told in the middle."""
    made = [establish(name=f"Đảng bộ số {n}", kind="DANG_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN) for n in range(5)]  # fmt: skip
    duty = an_obligation(cast, an_entry(cast, "50"), text="Việc chung")
    for unit in made[:4]:
        assign(obligation=duty, unit=unit, due_on=TODAY, due_reason="Theo yêu cầu", by=cast.leader, at=AT)
    assert "I2" not in asked(cast, made[0]).level
    assign(obligation=duty, unit=made[4], due_on=TODAY, due_reason="Theo yêu cầu", by=cast.leader, at=AT)
    assert asked(cast, made[0]).level["I2"].of == 5


def test_a_unit_is_seen_against_the_days_of_its_own_plan(cast: Cast) -> None:
    """An item done by its work before its own day, earlier than the work's; the months its items name."""
    entry, _dated, given = a_paper(cast)
    plan = a_plan(cast, entry, unit=cast.branch, by=cast.above)
    early, by = TODAY + timedelta(days=8), {"by": cast.setup, "at": AT}
    for item in plan.items.all():
        change_item(item=item, words=completed(item, due_on=early), **by)
    issue_plan(plan=plan, register=a_book(cast, cast.branch), on=TODAY, by=cast.office, at=AT)
    assert _told(cast, "I2", TODAY) == {}, "no item is due yet"
    assert _told(cast, "I2", early) == {"plan_due": 1, "plan_late": 0}, "on its day it is not late"
    day = early + timedelta(days=1)
    assert _told(cast, "I2", day) == {"plan_due": 1, "plan_late": 1}
    assert _told(cast, "I6", day) == {"plan": 0, "plan_of": 1}
    assert len(_rows(cast, "I2", "plan_late", day)) == 1
    share = given.assignments.get()
    on = {"by": cast.setup, "at": AT + timedelta(days=7), "on": TODAY + timedelta(days=7)}
    proving.add_evidence(assignment=share, kind="WORDS", text="Báo cáo", keeper="Văn phòng", **on)
    closing.submit(assignment=share, text="Đã xong", **on)
    closing.approve(assignment=share, by=cast.leader, at=AT + timedelta(days=8))
    assert _told(cast, "I2", day) == {"plan_due": 1, "plan_late": 0}
    assert _told(cast, "I6", day) == {"plan": 1, "plan_of": 1}
    with clock(evening(day)):
        client = client_of(cast, "leader")
        page = client.get(reverse("mirror"), {"unit": cast.branch.public_id}).content.decode()
        rows = client.get(
            reverse("mirror_rows"), {"unit": cast.branch.public_id, "of": "I6", "side": "plan"}
        ).content.decode()
    assert "1 mục trong kế hoạch của đơn vị đã đến hạn" in page
    assert "1 trong 1 tháng có mục kế hoạch của đơn vị đến hạn là có hoạt động" in page
    assert "xong theo hạn của mục" in rows and "chưa xong" not in rows


def _told(cast: Cast, key: str, day: date) -> dict[str, float]:
    found = next(one for one in _on(cast, day).indicators if one.key == key)
    return {name: n for name, n in found.more.items() if name.startswith("plan")}


def _rows(cast: Cast, key: str, side: str, day: date) -> list[Any]:
    return list(_on(cast, day).listed(key, side))


def _on(cast: Cast, day: date) -> Mirror:
    return Mirror(replace(cast.leader, today=day, memo={}), Scope(cast.branch, day, evening(day)))
