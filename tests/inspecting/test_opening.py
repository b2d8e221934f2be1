"""Mở một cuộc — the proposal, the decision, the team, the clock and the scope: each guard is tried to be got round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.inspecting.actions import deciding, exiting, reporting, teaming, working
from dondoc.inspecting.kinds import newer
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.queries import clock
from dondoc.regulations.actions import set_figure
from dondoc.shared.acts import Refused
from dondoc.shared.lifecycle import StepRefused
from dondoc.units.models import Holding
from tests.cast import AT, TODAY, Cast
from tests.inspecting.making import PLACE, SIGNED, WALK, a_case, a_line, a_paper, a_proposal, a_team, in_scope, ready
from tests.making import an_entry

pytestmark = pytest.mark.acts


def test_one_decision_opens_several_cases_each_by_the_version_of_its_day(cast: Cast) -> None:
    line = a_line(cast, kind="KT_CHAP_HANH")
    cases = [a_proposal(cast, line=line, objects=[unit], papers=()) for unit in (cast.cell, cast.home)]
    for case in cases:
        WALK[State.SUBMITTED](cast, case)
    decision, plan, team = a_paper(cast), a_paper(cast, "Kế hoạch"), a_team(cast)
    facts = {"cases": cases, "plan": plan, "team": team, "by": cast.leader, "at": AT}
    with pytest.raises(Refused, match="của chính cơ quan"):
        deciding.decide(decision=an_entry(cast, "77").paper, **facts)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        deciding.decide(decision=decision, **{**facts, "by": cast.head})  # type: ignore[arg-type]
    deciding.decide(decision=decision, **facts)  # type: ignore[arg-type]
    for case in cases:
        case.refresh_from_db()
    assert {case.rule for case in cases} == {"qd-89-tw-2022"}
    assert {case.period_rule for case in cases} == {""}  # 89-QĐ/TW gives none that was read: unknown, no default
    assert clock(cases[0], TODAY).due is None
    with pytest.raises(Refused, match="chưa có thời hạn"):
        deciding.extend(case=cases[0], more=5, paper=a_paper(cast), reason="Nhiều nơi", by=cast.leader, at=AT)
    assert newer(cases[0].sort, "above_base", "qd-89-tw-2022", TODAY) is None
    assert newer(cases[0].sort, "above_base", "qd-cu", TODAY) is not None  # a newer one warns


def test_the_clock_keeps_its_figure_and_no_extension_passes_its_cap(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    assert case.period_rule == "qd-331-tw-2025#inspection.advisory_period/above_base"
    time = clock(case, TODAY)
    assert time.due is not None and time.due.day == TODAY + timedelta(days=20)
    with pytest.raises(NotAllowed):
        deciding.extend(case=case, more=2, paper=a_paper(cast), reason="Xa", by=cast.clerk, at=AT)
    paper = a_paper(cast)
    deciding.extend(case=case, more=4, paper=paper, reason="Xa", by=cast.leader, at=AT)
    with pytest.raises(Refused, match="đã được ghi"):
        deciding.extend(case=case, more=1, paper=paper, reason="Xa", by=cast.leader, at=AT)
    with pytest.raises(Refused, match="nhiều nhất"):
        deciding.extend(case=case, more=3, paper=a_paper(cast), reason="Xa", by=cast.leader, at=AT)
    assert clock(case, TODAY).left == 24
    with pytest.raises(Refused, match="chính cơ quan quyết định"):
        exiting.suspend(case=case, paper=in_scope(cast), reason="Chờ ý kiến", by=cast.leader, at=AT)
    exiting.suspend(case=case, paper=a_paper(cast), reason="Chờ ý kiến", by=cast.leader, at=AT)
    case.refresh_from_db()
    with pytest.raises(StepRefused):
        working.verify(case=case, by=cast.clerk, at=AT)
    assert clock(case, TODAY).left == 24  # a suspension moves no clock
    undated = a_paper(cast)
    undated.issued_on = None
    for paper, why in ((in_scope(cast), "chính cơ quan quyết định"), (undated, "chưa có ngày")):
        with pytest.raises(Refused, match=why):
            exiting.resume(case=case, paper=paper, by=cast.leader, at=AT)
    exiting.resume(case=case, paper=a_paper(cast), by=cast.leader, at=AT)
    case.refresh_from_db()
    assert (case.state, case.suspended_from) == (State.DEPLOYED, "")


def test_the_scope_changes_only_by_a_decision_of_the_body(cast: Cast) -> None:
    case = a_case(cast, State.PREPARED)
    with pytest.raises(NotAllowed):
        deciding.change_scope(
            case=case, aspect="CONTENT", paper=a_paper(cast), content="Rộng hơn", by=cast.clerk, at=AT
        )
    with pytest.raises(NotAllowed):
        deciding.change_scope(
            case=case, aspect="PERIOD", paper=a_paper(cast), examined_until=TODAY, by=cast.head, at=AT
        )
    with pytest.raises(Refused, match="của chính cơ quan"):
        deciding.change_scope(
            case=case, aspect="CONTENT", paper=an_entry(cast, "78").paper, content="Rộng hơn", by=cast.leader, at=AT
        )
    before = case.content
    deciding.change_scope(case=case, aspect="CONTENT", paper=a_paper(cast), content="Rộng hơn", by=cast.leader, at=AT)
    deciding.change_scope(case=case, aspect="OBJECT", paper=a_paper(cast), unit=cast.branch, by=cast.leader, at=AT)
    assert (case.content, case.changes.order_by("id")[0].before) == ("Rộng hơn", before)
    ready(cast, case)  # the new one is told as well, or the work does not begin
    assert case.bodies.count() == 3


def test_a_standing_team_has_a_term_and_one_head(cast: Cast) -> None:
    with pytest.raises(Refused, match="nhiệm kỳ"):
        a_team(cast, is_standing=True)
    team = a_team(cast, is_standing=True, until_on=date(2030, 12, 31))
    with pytest.raises(Refused, match="đã có trưởng đoàn"):
        teaming.seat(team=team, holding=Holding.objects.get(pk=cast.office.holding_id), role="HEAD", paper=team.paper,
                     from_on=SIGNED, by=cast.leader, at=AT)  # fmt: skip
    with pytest.raises(Refused, match="đã ở trong đoàn"):
        teaming.seat(team=team, holding=Holding.objects.get(pk=cast.clerk.holding_id), role="MEMBER", paper=team.paper,
                     from_on=SIGNED, by=cast.leader, at=AT)  # fmt: skip


def test_a_supervision_starts_its_clock_with_the_report_and_may_draft_at_once(cast: Cast) -> None:
    """Working days, by a figure the office set before the signing; set after it, none is taken."""
    early = a_case(cast, State.DEPLOYED, kind="GS_CHUYEN_DE", level="base")
    assert (early.period_rule, early.starts) == ("", "REPORT")
    set_figure(key="inspection.supervision_period", level="base", amount=20, unit="working_day", cap=6, from_on=date(2026, 11, 1),
               ground="Thường trực Đảng ủy", by=cast.leader, at=AT)  # fmt: skip
    early.refresh_from_db()
    assert clock(early, TODAY).due is None  # what was not known at its signing moves nothing now
    case = a_case(cast, State.DEPLOYED, kind="GS_CHUYEN_DE", level="base", objects=[cast.cell], line=early.line)
    assert clock(case, TODAY).due is None  # not begun
    body = case.bodies.get()
    for row in case.outline.all():
        reporting.answer_outline(body=body, row=row, text="Có", by=cast.doer, at=AT)
    reporting.send_report(body=body, doc=PLACE, by=cast.doer, at=AT)
    reporting.accept_report(body=body, by=cast.clerk, at=AT)
    case.refresh_from_db()
    due = clock(case, TODAY).due
    assert due is not None and (due.day, due.rule_id) == (date(2026, 12, 22), case.period_rule)
    working.draft(case=case, doc=PLACE, by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="phải thẩm tra"):
        working.draft(case=a_case(cast, State.REPORTED), doc=PLACE, by=cast.clerk, at=AT)


def test_the_period_examined_is_not_longer_than_the_rule_allows(cast: Cast) -> None:
    case = a_case(cast, State.SUBMITTED, examined_from=date(2021, 1, 1))
    with pytest.raises(Refused, match="dài quá 5 năm"):
        WALK[State.DECIDED](cast, case)
