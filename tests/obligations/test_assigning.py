"""Giao — the cascade's rules, one share a unit, all or none, and what may be given to whom."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.implementation.actions.extending import ask_extension, decide_extension
from dondoc.obligations import rules
from dondoc.obligations.actions.assigning import assign, assign_many, withdraw_assignment
from dondoc.obligations.actions.confirming import amend, carry_over, confirm, correct, end
from dondoc.obligations.models import Assignment, Obligation
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation

acts = pytest.mark.acts
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(due=days, parent=days, today=days)
def test_a_child_is_never_due_after_an_open_parent(due: date, parent: date, today: date) -> None:
    """Unless the parent's day is past: then a reason is asked."""

    def check(reason: str) -> None:
        rules.check_cascade(due_on=due, parent_due_on=parent, today=today, reason=reason,
                            extension_asked=False)  # fmt: skip

    if due <= parent:
        check("")
    elif parent >= today:
        with pytest.raises(Refused):
            check("lý do")
    else:
        check("lý do")
        with pytest.raises(Refused):
            check("")


@acts
def test_a_share_below_is_bounded_by_the_share_above(cast: Cast) -> None:
    above = an_assignment(cast, unit=cast.branch)
    with pytest.raises(Refused, match="sau hạn của cấp trên"):
        assign(obligation=above.obligation, unit=cast.cell, due_on=date(2026, 12, 20), parent=above,
               by=cast.above, at=AT)  # fmt: skip
    below = assign(obligation=above.obligation, unit=cast.cell, due_on=date(2026, 12, 5), parent=above,
                   by=cast.above, at=AT)  # fmt: skip
    assert (below.giver, below.parent) == (cast.branch, above)


@acts
def test_a_later_day_asked_above_lets_a_later_day_be_given_below_with_a_reason(cast: Cast) -> None:
    """The share above says itself that it asks for a later day; once answered it says so no more."""
    above = an_assignment(cast, unit=cast.branch)

    def give() -> Assignment:
        return assign(obligation=above.obligation, unit=cast.cell, due_on=date(2026, 12, 20), parent=above,
                      due_reason="Chờ trả lời gia hạn", by=cast.above, at=AT)  # fmt: skip

    with pytest.raises(Refused, match="sau hạn của cấp trên"):
        give()
    asked = ask_extension(assignment=above, due_on=date(2026, 12, 31), reason="Đoàn về muộn", by=cast.above, at=AT)
    assert give().due_reason == "Chờ trả lời gia hạn"
    decide_extension(extension=asked, granted=False, answer="Giữ hạn cũ", by=cast.leader, at=AT)
    assert not Assignment.objects.get(pk=above.pk).is_extending


@acts
def test_one_unit_gets_a_duty_once(cast: Cast) -> None:
    share = an_assignment(cast)
    with pytest.raises(Refused, match="đã được giao"):
        an_assignment(cast, obligation=share.obligation)


@acts
def test_many_units_at_once_all_or_none(cast: Cast) -> None:
    duty = an_obligation(cast)
    an_assignment(cast, obligation=duty, unit=cast.home)
    with pytest.raises(Refused):
        assign_many(obligations=[duty], units=[cast.cell, cast.home], due_on=date(2026, 12, 1),
                    by=cast.leader, at=AT)  # fmt: skip
    assert Assignment.objects.count() == 1


@acts
@pytest.mark.parametrize("unit", ["khoi"])
def test_nothing_is_given_to_a_body_outside(cast: Cast, unit: str) -> None:
    with pytest.raises(Refused, match="bằng văn bản"):
        an_assignment(cast, unit=getattr(cast, unit))


@acts
def test_a_passage_is_confirmed_once_whoever_presses_first(cast: Cast) -> None:
    from dondoc.documents.models import Reading

    reading = Reading.objects.create(sha256="0" * 64, reader="t", catalogue="t", format="txt",
                                     text="x" * 90, body={}, at=AT)  # fmt: skip
    entry = an_entry(cast)
    confirm(entry=entry, text="Báo cáo", by=cast.clerk, at=AT, reading=reading, start=3, end=40)
    with pytest.raises(Refused, match="đã có người xác nhận"):
        confirm(entry=entry, text="Báo cáo", by=cast.office, at=AT, reading=reading, start=3, end=40)
    assert Obligation.objects.count() == 1


@acts
def test_numbers_of_duties_run_without_gaps(cast: Cast) -> None:
    entry = an_entry(cast)
    numbers = [an_obligation(cast, entry, text=f"Việc {n}").nv for n in range(3)]
    assert numbers == ["NV-1/2026", "NV-2/2026", "NV-3/2026"]


@acts
def test_correcting_says_it_was_never_so_amending_keeps_what_it_was(cast: Cast) -> None:
    duty = an_obligation(cast)
    correct(obligation=duty, by=cast.clerk, at=AT, text="Báo cáo kết quả năm 2026")
    row = amend(obligation=duty, paper=an_entry(cast, "16").paper, from_on=TODAY, by=cast.leader,
                at=AT, due_on=date(2027, 1, 15))  # fmt: skip
    assert duty.amendments.count() == 1
    assert (row.before, row.after) == ({"due_on": "2026-12-15"}, {"due_on": "2027-01-15"})


@acts
def test_a_duty_goes_on_under_a_newer_paper(cast: Cast) -> None:
    duty = an_obligation(cast)
    new = carry_over(obligation=duty, entry=an_entry(cast, "20"), by=cast.leader, at=AT)
    duty.refresh_from_db()
    assert (new.carried_from, duty.state) == (duty, "ENDED")
    assert duty.ended_because


@acts
def test_nothing_ends_while_somebody_works_on_it(cast: Cast) -> None:
    share = an_assignment(cast)
    with pytest.raises(Refused, match="Còn đơn vị đang thực hiện"):
        end(obligation=share.obligation, reason="Hết hiệu lực", by=cast.leader, at=AT, on=TODAY)
    withdraw_assignment(assignment=share, reason="Giao nhầm", by=cast.leader, at=AT)
    end(obligation=share.obligation, reason="Hết hiệu lực", by=cast.leader, at=AT, on=TODAY)
    assert share.obligation.state == "ENDED"
