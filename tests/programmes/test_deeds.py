"""Nhiệm vụ, đột phá trong bảng — by the obligations they became; they never enter the count of the targets."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from dondoc.obligations.actions.assigning import accept, assign, withdraw_assignment
from dondoc.obligations.actions.confirming import end
from dondoc.obligations.models import Assignment
from dondoc.obligations.queries import Standing
from dondoc.obligations.rules import Due
from dondoc.programmes.actions.adopting import add_item
from dondoc.programmes.actions.carrying import make_obligation
from dondoc.programmes.models import Item, Programme
from dondoc.programmes.queries import score, whole
from dondoc.programmes.rules import Work, judge_work
from dondoc.programmes.words import Judgement, Stage
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_entry
from tests.programmes.making import a_programme, a_target, five_of_six

S, J = Standing, Judgement


@pytest.mark.parametrize(
    ("works", "wanted"),
    [
        ([], J.UNKNOWN),
        ([Work(False)], J.UNKNOWN),
        ([Work(True, ((S.OVERDUE, True),))], J.NOT_APPLICABLE),
        ([Work(True), Work(False, ((S.DONE, True),))], J.MET),
        ([Work(False, ((S.DONE_LATE, True), (S.DONE_UNDATED, False)))], J.MET),
        ([Work(False, ((S.DONE, True), (S.WORKING, True)))], J.ON_TRACK),
        ([Work(False, ((S.WORKING, False),))], J.UNKNOWN),
        ([Work(False), Work(False, ((S.OVERDUE, True),))], J.BEHIND),
    ],
)
def test_how_a_task_stands(works: list[Work], wanted: Judgement) -> None:
    assert judge_work(works).judgement == wanted


def a_deed(cast: Cast, programme: Programme, kind: str, due_on: date | None = None, *, given: bool = True) -> Item:
    item = add_item(programme=programme, kind=kind, text=f"Mục {kind} {due_on}", by=cast.leader, at=AT)
    if given:
        duty = make_obligation(item=item, due=Due(due_on, "theo chương trình"), by=cast.leader, at=AT).obligation
        share = assign(
            obligation=duty, unit=cast.cell, due_on=due_on, due_reason="Theo chương trình", by=cast.leader, at=AT
        )
        accept(assignment=share, by=cast.doer, at=AT)
    return item


@pytest.mark.acts
def test_the_sheet_holds_tasks_and_breakthroughs_beside_the_six_targets(cast: Cast) -> None:
    programme = five_of_six(cast)
    a_deed(cast, programme, "TASK", TODAY + timedelta(days=9))
    a_deed(cast, programme, "BREAKTHROUGH", TODAY - timedelta(days=1))
    a_deed(cast, programme, "TASK", given=False)
    gone = a_deed(cast, programme, "WORK", TODAY + timedelta(days=9))
    withdraw_assignment(
        assignment=Assignment.objects.get(obligation=gone.carryings.get().obligation),
        reason="Thôi",
        by=cast.leader,
        at=AT,
    )
    end(on=TODAY, obligation=gone.carryings.get().obligation, reason="Văn bản khác thay", by=cast.leader, at=AT)
    found = whole(programme, TODAY, AT)
    assert (found.met, found.of) == (5, 6)
    assert [(deed.item.kind, deed.judgement) for deed in found.deeds] == [
        ("BREAKTHROUGH", J.BEHIND), ("TASK", J.ON_TRACK), ("TASK", J.UNKNOWN), ("WORK", J.NOT_APPLICABLE)]  # fmt: skip
    assert score(programme, TODAY, AT).deeds == ()
    before = whole(programme, TODAY - timedelta(days=400), AT)
    assert before.work_counts == {J.UNKNOWN: 4}, "no obligation stood then"
    leader = client_of(cast, "leader")
    page = reverse("programme_sheet", args=[programme.public_id])
    for judgement, n in found.work_counts.items():
        assert len(leader.get(page, {"work": judgement.value}).context["deeds"]) == n, judgement
    only = leader.get(page, {"judged": "MISSED"}).context
    assert (len(only["lines"]), only["deeds"]) == (1, [])
    book = CalamineWorkbook.from_filelike(io.BytesIO(leader.get(page, {"as": "xlsx"}).content))
    said = [" ".join(map(str, row)) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    assert sum("Mục " in row for row in said) == 4
    assert any("Chưa ghi thành nhiệm vụ." in row for row in said)


@pytest.mark.acts
def test_the_list_says_how_far_each_programme_is_and_asks_no_more_of_many(cast: Cast) -> None:
    five_of_six(cast)
    leader = client_of(cast, "leader")
    page = leader.get(reverse("programmes"))
    ((row, found, stage),) = page.context["lines"]
    assert (f"{found.met}/{found.of}", stage) == ("5/6", Stage.OVER)
    assert reverse("programme_sheet", args=[row.public_id]) in page.content.decode()
    with CaptureQueriesContext(connection) as one:
        leader.get(reverse("programmes"))
    for n in range(4):
        more = a_programme(cast, an_entry(cast, f"{n + 60}"), until_on=date(2030, 12, 31))
        a_target(cast, more)
    with CaptureQueriesContext(connection) as many:
        assert leader.get(reverse("programmes")).context["lines"][0][2] == Stage.RUNNING
    assert len(many) <= len(one)
