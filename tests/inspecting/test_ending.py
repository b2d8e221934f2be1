"""Kết luận và khắc phục — what is owed, by whom, what passes to an heir, who closes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from dondoc.access.rights import NotAllowed
from dondoc.documents.actions.reviewing import link
from dondoc.documents.models import Copy, Reading
from dondoc.inspecting.actions import concluding, finding, programming, proposing, remedying, working
from dondoc.inspecting.entitled import NotSeated
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.lifecycle import CASE, State
from dondoc.inspecting.models import Body
from dondoc.inspecting.noticing import checks, content_hash
from dondoc.inspecting.passing import pass_on
from dondoc.inspecting.queries import debts_of, missing, with_predecessors
from dondoc.inspecting.rail import coming
from dondoc.reorganising.actions.merging import merge
from dondoc.shared.acts import Refused
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.inspecting.making import PLACE, WALK, a_case, a_line, a_paper, a_proposal, archived, requested, turn

pytestmark = pytest.mark.acts


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
    for state in (State.NOTICE_SIGNED, State.ANNOUNCED):
        WALK[state](cast, case)
        case.refresh_from_db()
    assert turn(cast) == {
        "clerk",
        "deputy",
    }  # nothing to put right: the dossier is handed in, and the inspected owe nothing
    archived(cast, case)
    case.refresh_from_db()
    assert (turn(cast), coming(case)) == ({"head"}, CASE.step("close"))
    remedying.close(case=case, reason="Không có gì phải khắc phục", by=cast.head, at=AT)
    with transaction.atomic(), pytest.raises(IntegrityError):
        case.findings.update(owner=cast.cell)


def test_a_finding_is_finished_with_five_things_by_another_unit_and_the_dossier_comes_first(cast: Cast) -> None:
    case = a_case(cast, State.NOTICE_DRAFTED)
    one, paper = case.findings.get(), a_paper(cast, "Thông báo", TODAY)
    with pytest.raises(Refused, match="phải khác"):
        concluding.sign_notice(case=case, paper=paper, monitor=cast.cell, by=cast.leader, at=AT)
    one.due_on = None
    one.save()
    with pytest.raises(Refused, match="chưa đủ việc phải làm"):
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


def test_a_notice_that_is_warned_of_is_put_right_or_signed_for_a_reason(cast: Cast) -> None:
    case = a_case(cast, State.HEARD)
    body, row = case.bodies.get(unit=cast.cell), case.outline.get(number=2)
    finding.praise(body=body, text="Kết quả tốt", row=row, by=cast.clerk, at=AT)
    kept = finding.praise(body=body, text="Sinh hoạt đều", by=cast.clerk, at=AT)
    finding.find(body=body, text="Kết quả chậm", row=row, by=cast.clerk, at=AT)
    gone = finding.praise(body=body, text="Nhầm", by=cast.clerk, at=AT)
    finding.take_back_praise(strength=gone, by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="đã bỏ"):
        finding.take_back_praise(strength=gone, by=cast.clerk, at=AT)
    with pytest.raises(NotSeated):
        finding.praise(body=body, text="Tự khen", by=cast.doer, at=AT)
    working.verify_more(case=case, reason="Điểm mới", by=cast.clerk, at=AT)
    for state in (State.DRAFTED, State.HEARD):
        case.refresh_from_db()
        if state == State.DRAFTED:
            working.draft(case=case, doc=PLACE, by=cast.clerk, at=AT)
        else:
            WALK[state](cast, case)
    case.refresh_from_db()
    for state in (State.COMPLETED, State.CONSIDERED, State.NOTICE_DRAFTED):
        WALK[state](cast, case)
        case.refresh_from_db()
    said = {one.label: one for one in checks(case, cast.leader)}
    assert [label for label, one in said.items() if one.is_met is False] == [
        "Ưu điểm không trái với khuyết điểm cùng nội dung", "Thời hạn riêng cho từng yêu cầu",
    ]  # fmt: skip
    assert "2. Kết quả" in said["Ưu điểm không trái với khuyết điểm cùng nội dung"].why
    paper = a_paper(cast, "Thông báo", TODAY)
    facts = {"case": case, "paper": paper, "monitor": cast.board, "by": cast.leader, "at": AT}
    with pytest.raises(Refused, match="vì sao vẫn ký"):
        concluding.sign_notice(**facts)
    concluding.sign_notice(**facts, despite="Hai việc cùng một đợt báo cáo")
    case.refresh_from_db()
    assert case.notice_despite == "Hai việc cùng một đợt báo cáo"
    assert case.notice_hash == content_hash(case)
    with pytest.raises(Refused, match="không còn ở bước"):
        finding.take_back_praise(strength=kept, by=cast.clerk, at=AT)
    case.findings.update(product="Khác")
    assert case.notice_hash != content_hash(case), "a word changed behind the back of the acts shows"


def test_what_the_paper_itself_says_is_looked_at_where_it_was_read(cast: Cast) -> None:
    case = a_case(cast, State.NOTICE_DRAFTED)
    notice = a_paper(cast, "Thông báo", TODAY)
    by_label = lambda: {str(one.label): one.is_met for one in checks(case, cast.leader, notice)}  # noqa: E731
    assert by_label()["Đủ nơi nhận"] is None, "nothing was read of it"
    reading = Reading.objects.create(sha256="a" * 64, reader="x", catalogue="x", format="txt", text="", at=AT,
                                     body={"header": {"recipients": [{"value": "Chi bộ NN-A03"}, {"value": "Lưu VP"}]}})  # fmt: skip
    Copy.objects.create(
        paper=notice, unit=cast.root, sha256="a" * 64, size=1, format="txt", file_name="tb.txt", reading=reading, at=AT
    )
    lacking = next(one for one in checks(case, cast.leader, notice) if str(one.label) == "Đủ nơi nhận")
    assert (lacking.is_met, lacking.why) == (False, "Chi bộ Vụ Hành chính; Ủy ban kiểm tra")
    other = a_paper(cast)
    link(source=notice, unit=cast.root, surface=other.so_ky_hieu, relation="cites", target=other, by=cast.clerk, at=AT)
    assert by_label()["Đủ căn cứ"] is False, "it cites papers, but not the decision"
    link(
        source=notice,
        unit=cast.root,
        surface=case.decision.so_ky_hieu,
        relation="based_on",
        target=case.decision,
        by=cast.clerk,
        at=AT,
    )
    assert by_label()["Đủ căn cứ"] is True
