"""Một cuộc, từ chương trình đến khắc phục — each guard is tried to be got round where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from dondoc.access.rights import NotAllowed
from dondoc.incidents.actions.opening import open_incident
from dondoc.inspecting.actions import (
    concluding,
    deciding,
    exiting,
    finding,
    preparing,
    programming,
    proposing,
    remedying,
    reporting,
    teaming,
    working,
)
from dondoc.inspecting.findings import Declaration, Document, Finding
from dondoc.inspecting.kinds import newer
from dondoc.inspecting.lifecycle import RAIL, State
from dondoc.inspecting.models import Body, Case, InspectionProgramme, Seat
from dondoc.inspecting.passing import pass_on
from dondoc.inspecting.queries import clock, debts_of, missing, overlaps, with_predecessors
from dondoc.inspecting.waiting import waiting
from dondoc.journal.models import Entry
from dondoc.regulations.actions import set_figure
from dondoc.reorganising.actions.merging import merge
from dondoc.shared.acts import Refused
from dondoc.shared.erasing import HIDDEN
from dondoc.shared.lifecycle import StepRefused
from dondoc.units import actions as units
from dondoc.units.models import Holding, Post
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.inspecting.making import (
    BOTH,
    PLACE,
    SIGNED,
    WALK,
    a_case,
    a_line,
    a_paper,
    a_proposal,
    a_team,
    answered,
    archived,
    found,
    ready,
    requested,
)
from tests.making import an_entry

pytestmark = pytest.mark.acts


def test_the_next_step_waits_at_whom_it_is_and_is_told_to_nobody_else(cast: Cast) -> None:
    case, turns = a_proposal(cast), []
    for state in RAIL[1:]:
        turns.append({role for role, by in cast.people.items() if waiting(by).exists()})
        WALK[state](cast, case)
        case.refresh_from_db()
    team, body = {"clerk", "deputy"}, {"leader", "deputy"}
    assert turns == [
        {"head"}, body, team, team, {"doer", "stranger"}, team, team, team, team | {"doer"}, body, {"head"}, body, team,
        {"doer"}, {"head"}, {"doer"}, {"head"}, {"head"},
    ]  # fmt: skip
    assert not any(waiting(by).exists() for by in cast.people.values())
    other = a_proposal(cast, line=case.line)
    assert waiting(cast.head).get() == other
    assert not waiting(replace(cast.head, account_id=None)).exists()  # counted for a hand-over of the post


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


def test_a_proposal_has_ground_objects_outline_and_looks_at_old_debts(cast: Cast) -> None:
    line = a_line(cast)
    with pytest.raises(Refused, match="khác với dòng"):
        a_proposal(cast, line=line, objects=[cast.branch])
    with pytest.raises(Refused, match="chỉ đạo"):
        proposing.propose(
            body=cast.root, lead=cast.board, level="base", kind="KT_DHVP", objects=[cast.cell], content="x",
            examined_from=BEGAN, examined_until=TODAY, by=cast.head, at=AT)  # fmt: skip
    with pytest.raises(Refused, match="không là đối tượng"):
        programming.add_line(
            programme=line.programme,
            kind="KT_DHVP",
            content="x",
            objects=[cast.board],
            lead=cast.board,
            by=cast.leader,
            at=AT,
        )
    for body, lead, unit, why in (
        (cast.cell, cast.cell, cast.root, "cấp dưới"),  # nobody inspects who stands above
        (cast.cell, cast.cell, cast.home, "cấp dưới"),  # nor beside
        (cast.root, cast.cell, cast.home, "chủ trì là"),  # nor is a case of the committee led by a cell of its own
    ):
        with pytest.raises(Refused, match=why):
            a_proposal(
                cast,
                line=None,
                basis="Thường trực, 5/11",
                body=body,
                lead=lead,
                objects=[unit],
                kind="KT_DHVP",
                papers=(),
                by=cast.doer,
            )
    with pytest.raises(Refused, match="không mở thành cuộc"):
        a_proposal(cast, line=line, kind="GS_THUONG_XUYEN")
    case = a_proposal(cast, line=line)
    with pytest.raises(Refused, match="đề cương"):
        proposing.submit(case=case, by=cast.head, at=AT)
    with pytest.raises(NotAllowed):
        proposing.set_outline(case=case, rows=["a"], by=cast.doer, at=AT)
    WALK[State.SUBMITTED](cast, case)
    with pytest.raises(Refused, match="không còn ở bước"):
        proposing.amend_proposal(
            case=case, content="Khác", examined_from=BEGAN, examined_until=TODAY, by=cast.head, at=AT
        )
    proposing.return_proposal(case=case, reason="Thêm mốc", by=cast.leader, at=AT)
    proposing.amend_proposal(case=case, content="Khác", examined_from=BEGAN, examined_until=TODAY, by=cast.head, at=AT)


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
    exiting.suspend(case=case, paper=a_paper(cast), reason="Chờ ý kiến", by=cast.leader, at=AT)
    case.refresh_from_db()
    with pytest.raises(StepRefused):
        working.verify(case=case, by=cast.clerk, at=AT)
    assert clock(case, TODAY).left == 24  # a suspension moves no clock
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


def test_no_working_day_before_every_declaration_and_the_word_of_the_body(cast: Cast) -> None:
    post = units.create_post(unit=cast.cell, kind=Post.objects.filter(unit=cast.cell)[0].kind, by=cast.setup, at=AT)
    units.fill_post(post=post, person=cast.user("clerk").person, from_on=BEGAN, by=cast.setup, at=AT)  # type: ignore[arg-type]
    case = a_case(cast, State.PREPARED)
    deploy = {"case": case, "doc": BOTH, "on": TODAY, "by": cast.clerk, "at": AT}
    with pytest.raises(Refused, match="chưa được gửi"):
        preparing.deploy(**deploy)  # type: ignore[arg-type]
    for body in case.bodies.all():
        preparing.tell_object(body=body, on=SIGNED, by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="chưa khai"):
        preparing.deploy(**deploy)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        preparing.declare(case=case, said="NONE", by=cast.leader, at=AT)  # nobody for another
    with pytest.raises(Refused, match="cụ thể"):
        preparing.declare(case=case, said="KIN", by=cast.deputy, at=AT)
    preparing.declare(case=case, said="KIN", note="Anh rể ở chi bộ", by=cast.deputy, at=AT)
    mine = preparing.declare(case=case, said="NONE", by=cast.clerk, at=AT)
    shown = overlaps(case, Seat.objects.select_related("holding"))
    assert [one.from_on for one in shown[mine.seat_id]] == [
        case.examined_from
    ]  # a fact of the record, though NONE was said
    with pytest.raises(Refused, match="Còn 2 điều"):
        preparing.deploy(**deploy)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        preparing.rule_conflict(declaration=mine, ruling="KEEP", ground="Họp", by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="tự quyết định"):
        preparing.rule_conflict(
            declaration=Declaration.objects.get(said="KIN"), ruling="KEEP", ground="Họp", by=cast.deputy, at=AT
        )
    preparing.rule_conflict(declaration=mine, ruling="KEEP", ground="Thường trực, 12/11", by=cast.leader, at=AT)
    preparing.rule_conflict(
        declaration=Declaration.objects.get(said="KIN"), ruling="REPLACE", ground="Thường trực", by=cast.leader, at=AT
    )
    with pytest.raises(Refused, match="thay bằng quyết định"):
        preparing.deploy(**deploy)  # type: ignore[arg-type]
    old = Seat.objects.get(holding=cast.deputy.holding_id)
    teaming.unseat(
        seat=old,
        paper=a_paper(cast),
        reason="Có quan hệ gia đình",
        until_on=TODAY - timedelta(days=1),
        by=cast.leader,
        at=AT,
    )
    teaming.seat(team=old.team, holding=Holding.objects.get(pk=cast.office.holding_id), role="HEAD", paper=a_paper(cast),
                 from_on=TODAY, by=cast.leader, at=AT)  # fmt: skip
    preparing.declare(case=case, said="NONE", by=cast.office, at=AT)
    with pytest.raises(Refused, match="chữ ký hai bên"):
        preparing.deploy(**{**deploy, "doc": PLACE})  # type: ignore[arg-type]
    preparing.deploy(**deploy)  # type: ignore[arg-type]
    teaming.seat(team=old.team, holding=Holding.objects.get(pk=cast.head.holding_id), role="MEMBER", paper=a_paper(cast),
                 from_on=TODAY, by=cast.leader, at=AT)  # fmt: skip
    case.refresh_from_db()
    with pytest.raises(Refused, match="chưa khai"):
        finding.find(body=case.bodies.all()[0], text="x", by=cast.head, at=AT)


def test_every_row_of_the_outline_is_answered_or_expressly_none(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    body, row = case.bodies.get(unit=cast.cell), case.outline.all()[0]
    with pytest.raises(Refused, match="Còn 2 dòng"):
        reporting.send_report(body=body, doc=PLACE, by=cast.doer, at=AT)
    for wrong in ({"text": ""}, {"text": "Có", "is_none": True}):
        with pytest.raises(Refused, match="một trong hai"):
            reporting.answer_outline(body=body, row=row, by=cast.doer, at=AT, **wrong)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        reporting.answer_outline(body=body, row=row, text="Có", by=cast.stranger, at=AT)
    answered(cast, case)
    reporting.send_report(body=body, doc=PLACE, by=cast.doer, at=AT)
    with pytest.raises(Refused, match="đã gửi"):
        reporting.answer_outline(body=body, row=row, text="Có", by=cast.doer, at=AT)
    reporting.accept_report(body=body, by=cast.clerk, at=AT)
    case.refresh_from_db()
    assert case.state == State.DEPLOYED  # the other one has not reported
    reporting.return_report(body=body, reason="Thiếu số liệu", by=cast.clerk, at=AT)
    reporting.answer_outline(body=body, row=row, text="Có", by=cast.doer, at=AT)


def test_no_report_is_final_before_each_finding_was_heard_and_answered(cast: Cast) -> None:
    case = a_case(cast, State.DRAFTED)
    one = case.findings.get()
    complete = {"case": case, "doc": PLACE, "on": TODAY, "at": AT}
    with pytest.raises(Refused, match="chưa nêu ở hội nghị"):
        finding.explain(finding=one, text="Chờ", on=TODAY, by=cast.doer, at=AT)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        finding.find(body=one.body, text="x", papers=[an_entry(cast, "79").paper], by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="chữ ký hai bên"):
        working.hear(case=case, doc=PLACE, on=TODAY, by=cast.clerk, at=AT)
    working.hear(case=case, doc=BOTH, on=TODAY, by=cast.clerk, at=AT)
    case.refresh_from_db()
    with pytest.raises(NotAllowed):
        working.complete(by=cast.clerk, **complete)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="chưa giải trình"):
        working.complete(by=cast.deputy, **complete)  # type: ignore[arg-type]
    finding.explain(finding=one, text="Chờ hướng dẫn", on=TODAY, by=cast.doer, at=AT)
    with pytest.raises(Refused, match="chưa được đoàn trả lời"):
        working.complete(by=cast.deputy, **complete)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="lời văn sau khi sửa"):
        finding.answer_explanation(finding=one, answered="PARTLY", answer="Có một phần", by=cast.clerk, at=AT)
    finding.answer_explanation(
        finding=one, answered="PARTLY", answer="Có một phần", text="Chậm 3 ngày", by=cast.clerk, at=AT
    )
    one.refresh_from_db()
    assert (one.text, one.heard_as) == ("Chậm 3 ngày", "Ban hành kế hoạch chậm")
    new = found(cast, case)
    with pytest.raises(Refused, match="chưa nêu ở hội nghị"):
        working.complete(by=cast.deputy, **complete)  # type: ignore[arg-type]
    working.draft(case=case, doc=PLACE, by=cast.clerk, at=AT)
    working.hear(case=case, doc=BOTH, on=TODAY, by=cast.clerk, at=AT)
    finding.explain(finding=new, declines=True, on=TODAY, by=cast.clerk, at=AT)  # written down from the minutes
    case.refresh_from_db()
    working.complete(by=cast.deputy, **complete)  # type: ignore[arg-type]
    with transaction.atomic(), pytest.raises(IntegrityError):
        Document.objects.create(case=case, what="HEARD", words="x", keeper="y", on=TODAY, at=AT)


def test_a_finding_given_up_is_owed_by_nobody(cast: Cast) -> None:
    case = a_case(cast, State.HEARD)
    one = case.findings.get()
    finding.explain(finding=one, text="Đã ban hành đúng hạn, có văn bản", on=TODAY, by=cast.doer, at=AT)
    finding.answer_explanation(finding=one, answered="ACCEPTED", answer="Đúng như giải trình", by=cast.clerk, at=AT)
    working.complete(case=case, doc=PLACE, on=TODAY, by=cast.deputy, at=AT)
    case.refresh_from_db()
    WALK[State.CONSIDERED](cast, case)
    concluding.draft_notice(case=case, by=cast.head, at=AT)
    case.refresh_from_db()
    with pytest.raises(Refused, match="đã bỏ"):
        requested(cast, case)
    for state in (State.NOTICE_SIGNED, State.ANNOUNCED, State.CLOSED):
        WALK[state](cast, case)
        case.refresh_from_db()
    assert case.state == State.CLOSED
    with transaction.atomic(), pytest.raises(IntegrityError):
        case.findings.update(owner=cast.cell)


def test_a_finding_is_finished_with_five_things_by_another_unit_and_the_dossier_comes_first(cast: Cast) -> None:
    case = a_case(cast, State.NOTICE_DRAFTED)
    one, paper = case.findings.get(), a_paper(cast, "Thông báo", TODAY)
    with pytest.raises(Refused, match="phải khác"):
        concluding.sign_notice(case=case, paper=paper, monitor=cast.cell, by=cast.leader, at=AT)
    one.due_on = None
    one.save()
    with pytest.raises(Refused, match="chưa đủ ai làm"):
        concluding.sign_notice(case=case, paper=paper, monitor=cast.board, by=cast.leader, at=AT)
    requested(cast, case)
    for state in (State.NOTICE_SIGNED, State.ANNOUNCED):
        WALK[state](cast, case)
        case.refresh_from_db()
    for wrong in ({"closed_on": TODAY}, {"verifier": cast.cell}):
        with transaction.atomic(), pytest.raises(IntegrityError):
            case.findings.update(**wrong)
    with pytest.raises(Refused, match="chưa có biện pháp"):
        remedying.send_plan(body=one.body, by=cast.doer, at=AT)
    for state in (State.REMEDY_PLANNED, State.REMEDYING, State.REMEDY_REPORTED):
        WALK[state](cast, case)
        case.refresh_from_db()
    with pytest.raises(NotAllowed):
        remedying.verify_finding(finding=case.findings.get(), opinion="Đủ", by=cast.doer, at=AT)
    both = replace(cast.head, person_id=cast.doer.person_id)  # a person in a post of each unit
    with pytest.raises(Refused, match="không xác nhận được"):
        remedying.verify_finding(finding=case.findings.get(), opinion="Đủ", by=both, at=AT)
    remedying.return_remedy(finding=case.findings.get(), reason="Thiếu", by=cast.head, at=AT)
    with pytest.raises(Refused, match="chưa được báo cáo"):
        remedying.verify_finding(finding=case.findings.get(), opinion="Đủ", by=cast.head, at=AT)
    for state in (State.REMEDY_REPORTED, State.VERIFIED):
        WALK[state](cast, case)
        case.refresh_from_db()
    with pytest.raises(Refused, match="chưa nộp lưu"):
        remedying.close(case=case, reason="Xong", by=cast.head, at=AT)
    with pytest.raises(Refused, match="Hồ sơ còn thiếu"):
        concluding.archive(case=case, on=TODAY, by=cast.clerk, at=AT)
    archived(cast, case)
    assert missing(case) == []
    with pytest.raises(NotAllowed):
        remedying.close(case=case, reason="Xong", by=cast.doer, at=AT)


def test_old_debts_follow_the_unit_and_its_heir_and_are_looked_at(cast: Cast) -> None:
    a_case(cast, State.ANNOUNCED)
    assert (
        pass_on(from_unit=cast.cell, to_unit=cast.branch, on=TODAY, by=cast.setup, at=AT, deed="thu", most=50) == 2
    )  # object, owner
    line = a_line(cast, kind="KT_CHAP_HANH", objects=[cast.branch])
    case = a_proposal(cast, line=line, objects=[cast.branch], papers=())
    assert debts_of(case, cast.head).count() == 1
    proposing.set_outline(case=case, rows=["a"], by=cast.head, at=AT)
    with pytest.raises(Refused, match="khuyết điểm cũ"):
        proposing.submit(case=case, by=cast.head, at=AT)
    proposing.submit(case=case, by=cast.head, at=AT, debts=1)


def test_what_a_merged_unit_owed_is_found_at_its_heir_even_where_both_were_inspected(cast: Cast) -> None:
    a_case(cast, State.ANNOUNCED)
    merge(units=[cast.cell], into=cast.home, on=TODAY, decision=Decision("9-QĐ/ĐU"), by=cast.admin, at=AT)
    assert Body.objects.filter(unit=cast.cell).exists()  # stays: the heir has a part of its own in that case
    assert Finding.objects.get().body.unit == cast.home  # which now holds what the other owed
    assert {unit.pk for unit in with_predecessors([cast.home])} == {cast.home.pk, cast.cell.pk}
    line = a_line(cast, kind="KT_CHAP_HANH", objects=[cast.home])
    case = a_proposal(cast, line=line, objects=[cast.home], papers=())
    assert debts_of(case, cast.head).count() == 1


def test_a_case_leaves_by_its_side_exits(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    with pytest.raises(StepRefused):
        exiting.cancel(case=case, reason="Nhầm", by=cast.leader, at=AT)  # the work has begun
    follow = exiting.convert(case=case, paper=a_paper(cast), reason="Có dấu hiệu", by=cast.leader, at=AT)
    assert (case.state, follow.kind, follow.came_from, follow.bodies.count()) == (State.CONVERTED, "KT_DHVP", case, 2)
    exiting.cancel(case=follow, reason="Không đủ căn cứ", by=cast.leader, at=AT)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Case.objects.filter(pk=follow.pk).update(state=State.DEPLOYED)  # without a decision


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
