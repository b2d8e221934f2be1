"""Đoàn làm việc — declarations, the outline, findings heard and answered: each guard is tried to be got round."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dondoc.access.rights import NotAllowed
from dondoc.inspecting.actions import finding, preparing, reporting, teaming, working
from dondoc.inspecting.findings import Declaration, Document
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.queries import overlaps
from dondoc.inspecting.teams import Seat
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.models import Holding, Post
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.inspecting.making import BOTH, PLACE, SIGNED, a_case, a_paper, answered, found
from tests.making import an_entry

pytestmark = pytest.mark.acts


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
    with pytest.raises(Refused, match="các điều đã nêu"):  # another word would pass as if it were kept
        preparing.rule_conflict(declaration=mine, ruling="STAYS", ground="Họp", by=cast.leader, at=AT)
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
    for wrong, why in (({"text": ""}, "lấy số liệu"), ({"text": "Có", "is_none": True}, "bỏ lời")):
        with pytest.raises(Refused, match=why):
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
