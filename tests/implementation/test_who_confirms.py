"""Người làm không tự xác nhận — both halves: the unit, and the person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.implementation.actions import closing, extending, proving
from dondoc.implementation.queries import offers
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.lifecycle import State
from dondoc.shared.acts import Refused
from dondoc.shared.lifecycle import StepRefused
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_obligation

pytestmark = pytest.mark.acts


def test_the_doer_may_not_confirm_and_is_told_who_may(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    with pytest.raises(NotAllowed, match="Bí thư, Đảng ủy Cục Thử nghiệm"):
        closing.approve(assignment=share, by=cast.doer, at=AT)


def test_a_leader_who_entered_evidence_for_the_cell_may_not_confirm_it(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    row = proving.add_evidence(assignment=share, kind="WORDS", text="Báo cáo gửi qua điện thoại",
                             keeper="Văn phòng", by=cast.leader, at=AT)  # fmt: skip
    assert row.for_other
    closing.submit(assignment=share, by=cast.doer, at=AT)
    with pytest.raises(Refused, match="đã tham gia thực hiện"):
        closing.approve(assignment=share, by=cast.leader, at=AT)
    closing.approve(assignment=share, by=cast.deputy, at=AT)
    assert share.state == State.DONE


def test_no_report_without_evidence(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    with pytest.raises(Refused, match="Chưa có minh chứng"):
        closing.submit(assignment=share, by=cast.doer, at=AT)


def test_withdrawn_evidence_proves_nothing_and_stays(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    row = proving.add_evidence(assignment=share, kind="WORDS", text="Nhầm", keeper="VP", by=cast.doer, at=AT)
    proving.withdraw_evidence(evidence=row, reason="Gửi nhầm", by=cast.doer, at=AT)
    with pytest.raises(Refused, match="Chưa có minh chứng"):
        closing.submit(assignment=share, by=cast.doer, at=AT)
    row.refresh_from_db()
    assert (row.withdrawn_on, row.withdrawn_because) == (TODAY, "Gửi nhầm")


def test_two_confirming_the_same_thing_one_is_refused(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    same = type(share).objects.get(pk=share.pk)
    closing.approve(assignment=share, by=cast.leader, at=AT)
    with pytest.raises(StepRefused, match="đã được xử lý"):
        closing.approve(assignment=same, by=cast.deputy, at=AT)


def test_an_extension_is_a_row_and_the_first_due_day_stays(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    asked = extending.ask_extension(assignment=share, due_on=date(2026, 12, 30), reason="Chờ số liệu",
                                    by=cast.doer, at=AT)  # fmt: skip
    with pytest.raises(NotAllowed):
        extending.decide_extension(extension=asked, granted=True, by=cast.doer, at=AT)
    extending.decide_extension(extension=asked, granted=True, by=cast.leader, at=AT)
    share.refresh_from_db()
    assert (share.first_due_on, share.due_on) == (date(2026, 12, 10), date(2026, 12, 30))
    assert list(share.due_days.order_by("id").values_list("due_on", flat=True)) == [
        date(2026, 12, 10), date(2026, 12, 30),
    ]  # fmt: skip


def test_a_refused_extension_says_why_and_moves_nothing(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    asked = extending.ask_extension(assignment=share, due_on=date(2026, 12, 30), reason="Chờ",
                                    by=cast.doer, at=AT)  # fmt: skip
    with pytest.raises(Refused, match="lý do"):
        extending.decide_extension(extension=asked, granted=False, by=cast.leader, at=AT)
    extending.decide_extension(extension=asked, granted=False, answer="Giữ hạn", by=cast.leader, at=AT)
    share.refresh_from_db()
    assert share.due_on == date(2026, 12, 10)


def test_work_handed_back_can_be_given_to_another(cast: Cast) -> None:
    share = an_assignment(cast)
    closing.hand_back(assignment=share, reason="Không thuộc nhiệm vụ chi bộ", by=cast.doer, at=AT)
    again = assign(obligation=share.obligation, unit=cast.home, due_on=date(2026, 12, 10),
                   by=cast.leader, at=AT)  # fmt: skip
    assert (share.state, again.state) == (State.HANDED_BACK, State.ISSUED)


def test_done_after_the_due_day_is_done_late(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted", due_on=TODAY - timedelta(days=1),
                          obligation=an_obligation(cast, due=None), due_reason="Văn bản không ghi hạn",
                          on=TODAY - timedelta(days=9))  # fmt: skip
    proving.add_evidence(assignment=share, kind="WORDS", text="BC", keeper="VP", by=cast.doer, at=AT)
    closing.submit(assignment=share, by=cast.doer, at=AT)
    assert share.done_late is True


@pytest.mark.parametrize(
    ("role", "upto", "first"),
    [
        ("doer", "assigned", "obligations.accept"),
        ("doer", "accepted", "implementation.add_evidence"),
        ("leader", "submitted", "implementation.approve"),
        ("stranger", "assigned", None),
    ],
)
def test_one_clear_next_action(cast: Cast, role: str, upto: str, first: str | None) -> None:
    offered = offers(an_assignment(cast, upto=upto), cast.people[role])
    assert next((o.act for o in offered if o.is_primary), None) == first
