"""Một cuộc, từ chương trình đến khắc phục — at whom it waits, who sees it, by which ways it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dondoc.incidents.actions.opening import open_incident
from dondoc.inspecting.actions import exiting, preparing, programming, reporting, teaming
from dondoc.inspecting.lifecycle import RAIL, State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.programmes import InspectionProgramme
from dondoc.inspecting.queries import clock
from dondoc.inspecting.rail import holder
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.waiting import waiting
from dondoc.journal.models import Entry
from dondoc.shared.erasing import HIDDEN
from dondoc.shared.lifecycle import StepRefused
from tests.cast import AT, TODAY, Cast
from tests.inspecting.making import PLACE, SIGNED, WALK, a_case, a_paper, a_proposal, answered, turn

pytestmark = pytest.mark.acts


def test_the_next_step_waits_at_whom_it_is_and_is_told_to_nobody_else(cast: Cast) -> None:
    case, turns = a_proposal(cast), []
    for state in RAIL[1:]:
        turns.append(turn(cast))
        WALK[state](cast, case)
        case.refresh_from_db()
    team, body = {"clerk", "deputy"}, {"leader", "deputy"}
    assert turns == [
        {"head"}, body, team, team, {"doer", "stranger"}, team, team, team, team | {"doer"}, body, {"head"}, body, team,
        {"doer", *body}, {"head", *body}, {"doer", *body}, {"head", *body}, team,
    ]  # fmt: skip
    assert not any(waiting(by).exists() for by in cast.people.values())
    other = a_proposal(cast, line=case.line)
    assert waiting(cast.head).get() == other
    assert not waiting(replace(cast.head, account_id=None)).exists()  # counted for a hand-over of the post


def test_a_report_that_was_sent_waits_at_the_team_and_no_more_at_who_sent_it(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    answered(cast, case)
    first, other = case.bodies.order_by("id")
    reporting.send_report(body=first, doc=PLACE, by=cast.doer, at=AT)
    assert turn(cast) == {"clerk", "deputy", "stranger"}
    reporting.send_report(body=other, doc=PLACE, by=cast.stranger, at=AT)
    assert turn(cast) == {"clerk", "deputy"}
    assert holder(case, []) == str(case.team)


def test_a_case_goes_from_the_programme_to_the_remedied_finding(cast: Cast) -> None:
    case = a_case(cast, State.CLOSED)
    assert case.findings.get().closed_on == TODAY
    assert clock(case, TODAY + timedelta(days=99)).left == 20  # it stopped with the team's report
    assert [row.to_state for row in case.steps.order_by("id")][-1] == State.CLOSED
    assert not Entry.objects.filter(act__startswith="inspecting.").exclude(unit_id=cast.root.pk).exists()


def test_who_may_not_see_it_finds_nothing_and_the_inspected_only_once_told(cast: Cast) -> None:
    case = a_case(cast, State.DECIDED)
    seen = {role for role, by in cast.people.items() if Case.objects.visible_to(by).filter(pk=case.pk).exists()}
    assert seen == {"leader", "deputy", "head", "clerk"}  # commissions, commissions, leads, sits in the team
    assert not InspectionProgramme.objects.visible_to(cast.doer).exists()
    preparing.tell_object(body=case.bodies.get(unit=cast.cell), on=SIGNED, by=cast.clerk, at=AT)
    programming.tell_programme(programme=InspectionProgramme.objects.get(), on=TODAY, by=cast.leader, at=AT)
    assert Case.objects.visible_to(cast.doer).exists()
    assert InspectionProgramme.objects.visible_to(cast.doer).exists()
    assert not Case.objects.visible_to(cast.above).exists()  # stands over the inspected: not its business
    assert not Case.objects.visible_to(cast.stranger).exists()  # inspected too, not yet told
    assert not Case.objects.inside_of(cast.doer).exists()
    assert [row.unit for row in Body.objects.visible_to(cast.doer)] == [cast.cell]  # nor whom else it inspects
    assert not Body.objects.visible_to(cast.stranger).exists()
    seat = Seat.objects.get(holding=cast.clerk.holding_id)
    teaming.unseat(
        seat=seat,
        paper=a_paper(cast),
        reason="Chuyển công tác",
        until_on=TODAY - timedelta(days=1),
        by=cast.leader,
        at=AT,
    )
    assert not Case.objects.visible_to(cast.clerk).exists()


def test_a_case_leaves_by_its_side_exits(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    with pytest.raises(StepRefused):
        exiting.cancel(case=case, reason="Nhầm", by=cast.leader, at=AT)  # the work has begun
    follow = exiting.convert(case=case, paper=a_paper(cast), reason="Có dấu hiệu", by=cast.leader, at=AT)
    assert (case.state, follow.kind, follow.came_from, follow.bodies.count()) == (State.CONVERTED, "KT_DHVP", case, 2)
    exiting.cancel(case=follow, reason="Không đủ căn cứ", by=cast.leader, at=AT)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Case.objects.filter(pk=follow.pk).update(state=State.DEPLOYED)  # without a decision


def test_an_incident_hides_the_words_of_a_case_and_keeps_its_days(cast: Cast) -> None:
    case = a_case(cast, State.HEARD)
    open_incident(
        unit=cast.root,
        things=[case.decision],
        level="MẬT",
        ground="Báo",
        found_on=TODAY,
        found_by="Văn thư",
        by=cast.office,
        at=AT,
    )
    case.refresh_from_db()
    one = case.findings.get()
    assert {case.content, one.text, case.outline.all()[0].text} == {HIDDEN}
    assert (case.state, case.deployed_on, one.told_on) == (State.HEARD, TODAY, TODAY)
