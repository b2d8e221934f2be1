"""Từ một chỉ đạo tới báo cáo — the walk of one paper, only acts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dondoc.documents.actions.directing import enter_direction
from dondoc.implementation.actions import closing, doing
from dondoc.journal.queries import verify
from dondoc.obligations.actions.assigning import accept, assign
from dondoc.obligations.lifecycle import State
from dondoc.reports.progress import progress
from dondoc.shared.acts import Refused
from dondoc.units.actions.changing import change
from dondoc.units.models import Holding
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, evidence

pytestmark = pytest.mark.acts


def test_a_directive_is_registered_given_done_confirmed_and_reported(cast: Cast) -> None:
    entry = an_entry(cast)
    duty = an_obligation(cast, entry)
    leader = Holding.objects.get(pk=cast.leader.holding_id)
    said = enter_direction(entry=entry, leader=leader, text="Giao Chi bộ NN-A03", lead=cast.cell,
                           by=cast.clerk, at=AT, on=TODAY)  # fmt: skip
    share = assign(obligation=duty, unit=cast.cell, due_on=date(2026, 12, 10), by=cast.leader,
                   at=AT, direction=said)  # fmt: skip
    accept(assignment=share, by=cast.doer, at=AT)
    doing.plan(assignment=share, text="Rà soát danh sách trong tháng 11", by=cast.doer, at=AT)
    evidence(cast, share)
    closing.submit(assignment=share, by=cast.doer, at=AT)
    closing.send_back(assignment=share, reason="Thiếu số liệu quý III", by=cast.leader, at=AT)
    closing.submit(assignment=share, by=cast.doer, at=AT)
    closing.approve(assignment=share, by=cast.leader, at=AT)

    share.refresh_from_db()
    assert (share.state, share.done_on, share.done_late) == (State.DONE, TODAY, False)
    found = progress(cast.leader, day=TODAY, known_by=AT, unit=cast.root)
    assert (found.total.total, found.total.done_in_time) == (1, 1)
    assert verify().broken is None


def test_straight_from_given_to_reported_where_the_work_is_one_letter(cast: Cast) -> None:
    share = assign(obligation=an_obligation(cast), unit=cast.cell, due_on=None, by=cast.leader, at=AT,
                   due_reason="Cấp trên không ghi hạn")  # fmt: skip
    evidence(cast, share)
    closing.submit(assignment=share, by=cast.doer, at=AT)
    assert share.state == State.SUBMITTED


def test_what_was_done_in_time_there_stays_so_whatever_clock_the_doer_has_since(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted", due_on=date(2026, 11, 23), due_reason="Theo kế hoạch")
    evidence(cast, share)
    closing.submit(
        assignment=share, by=cast.doer, at=datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    )  # nine in the evening there
    change(unit=cast.cell, is_abroad=False, hours_from_hanoi=0, on=TODAY, by=cast.admin, at=AT)
    closing.approve(assignment=share, by=cast.leader, at=AT)
    counted = progress(cast.leader, day=TODAY, known_by=AT, unit=cast.root).total
    assert (counted.done_in_time, counted.done_late) == (1, 0)


def test_what_a_body_outside_laid_on_the_top_unit_is_closed_by_its_answer(cast: Cast) -> None:
    share = assign(obligation=an_obligation(cast), unit=cast.root, due_on=date(2026, 12, 15),
                   by=cast.leader, at=AT)  # fmt: skip
    assert share.giver == cast.khoi
    with pytest.raises(Refused, match="báo cáo cấp trên"):
        closing.approve(assignment=share, by=cast.leader, at=AT)
    closing.report_up(assignment=share, paper_number="31-BC/ĐU", paper_on=TODAY, by=cast.leader, at=AT)
    counted = progress(cast.leader, day=TODAY, known_by=AT, unit=cast.root).total
    assert (counted.reported, counted.done_in_time) == (1, 0)
    closing.close_by_answer(assignment=share, paper_number="90-CV/ĐUK", paper_on=TODAY,
                            by=cast.leader, at=AT)  # fmt: skip
    assert share.state == State.DONE
