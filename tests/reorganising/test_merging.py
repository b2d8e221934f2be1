"""Sáp nhập — what a unit owes arrives at its heir, its history stays, and a past day asks it of whom it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.documents.actions.registering import register
from dondoc.documents.actions.registers import open_register, reserve_number
from dondoc.documents.models import Register
from dondoc.implementation.actions import closing, proving
from dondoc.journal.models import Entry as Line
from dondoc.journal.models import Payload
from dondoc.journal.queries import verify
from dondoc.obligations.actions.assigning import assign, withdraw_assignment
from dondoc.obligations.actions.confirming import confirm
from dondoc.obligations.models import Assignment, Obligation
from dondoc.reorganising.actions.merging import dissolve, merge
from dondoc.reorganising.actions.standing import New
from dondoc.reorganising.actions.undoing import undo
from dondoc.reorganising.models import Reorganisation
from dondoc.reorganising.queries import hash_of, holders_of, passed_lines, to_pass
from dondoc.reports.progress import progress
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.dated import Succession
from dondoc.units.models import Holding, PostKind, Unit
from dondoc.units.queries import below_on
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast, a_person
from tests.making import an_assignment, an_entry, an_obligation, fields

pytestmark = pytest.mark.acts
BY = Decision("45-QĐ/ĐU", TODAY - timedelta(days=3), "Đảng ủy Cục Thử nghiệm")
EVE = TODAY - timedelta(days=1)


@pytest.fixture
def other(cast: Cast) -> Unit:
    """A second cell abroad, with its secretary."""
    unit = units.establish(name="Chi bộ NN-A05", code="NN-A05", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT,
                           on=BEGAN, is_abroad=True, hours_from_hanoi=-6)  # fmt: skip
    cast.people["heir"] = a_person(cast, "heir", "Phùng Thị Diệu", unit, "BI_THU")
    return unit


def merged(cast: Cast, into: Any, **over: Any) -> Reorganisation:
    said = {"units": [cast.cell], "into": into, "on": TODAY, "decision": BY, "by": cast.admin, "at": AT} | over
    return merge(**said)


def fresh(actor: Actor) -> Actor:
    return replace(actor, memo={})


def test_the_debts_arrive_and_the_heir_does_them(cast: Cast, other: Unit) -> None:
    share = an_assignment(cast, upto="accepted")
    merged(cast, other)
    share.refresh_from_db()
    assert share.unit == other
    by = fresh(cast.heir)
    evidence_by(share, by)
    closing.submit(assignment=share, by=by, at=AT)
    closing.approve(assignment=share, by=cast.leader, at=AT)
    assert Assignment.objects.get(pk=share.pk).state == "DONE"
    assert verify().broken is None


def evidence_by(share: Assignment, by: Actor) -> None:

    proving.add_evidence(assignment=share, kind="WORDS", text="Báo cáo", keeper="Văn phòng", by=by, at=AT)


def test_history_stays_where_it_was(cast: Cast, other: Unit) -> None:
    done = an_assignment(cast, upto="done")
    steps, lines = list(done.steps.values()), Line.objects.filter(unit=cast.cell).count()
    merged(cast, other)
    done.refresh_from_db()
    assert done.unit == cast.cell
    assert list(done.steps.values()) == steps
    assert Line.objects.filter(unit=cast.cell).count() == lines
    assert done in Assignment.objects.visible_to(fresh(cast.heir)), "the heir's line sees the past it took over"


def test_a_past_day_asks_of_whom_it_was(cast: Cast, other: Unit) -> None:
    an_assignment(cast, on=TODAY - timedelta(days=5))
    merged(cast, other)
    Assignment.objects.update(on=TODAY - timedelta(days=5))
    from dondoc.obligations.models import AssignmentStep

    AssignmentStep.objects.update(on=TODAY - timedelta(days=5))
    then, now = (progress(cast.leader, day=day, known_by=AT) for day in (EVE, TODAY))
    assert [line.unit for line in then.lines] == ["Chi bộ NN-A03"]
    assert [line.unit for line in now.lines] == ["Chi bộ NN-A05"]
    assert cast.cell in below_on(cast.branch, EVE)
    assert cast.cell not in below_on(cast.branch, TODAY)


def test_what_was_known_before_it_was_entered(cast: Cast, other: Unit) -> None:
    """By data of before the entry, a report of a later day still says who had it."""
    share = an_assignment(cast)
    later = AT + timedelta(days=10)
    merged(cast, other, at=later, by=replace(cast.admin, today=TODAY + timedelta(days=10)))
    known = progress(cast.leader, day=TODAY, known_by=AT + timedelta(hours=1))
    assert [line.unit for line in known.lines] == ["Chi bộ NN-A03"]
    assert share.pk


def test_both_given_the_same_by_the_same_owe_it_twice(cast: Cast, other: Unit) -> None:
    duty = an_obligation(cast)
    mine, theirs = (an_assignment(cast, obligation=duty, unit=unit) for unit in (cast.cell, other))
    merged(cast, other)
    assert set(Assignment.objects.filter(unit=other)) == {mine, theirs}


def test_what_the_unit_follows_and_gave_goes_on_under_its_number(cast: Cast, other: Unit) -> None:
    sub = units.establish(name="Tổ 1", kind="CHI_BO", parent=cast.cell, by=cast.setup, at=AT, on=BEGAN)
    book = open_register(
        unit=cast.cell, direction="IN", name="Sổ đến", series="2026", by=cast.setup, at=AT, from_on=BEGAN
    )
    entry = register(register=book, issuer=cast.khoi, fields=fields("77"), by=cast.setup, at=AT, on=TODAY)
    duty = confirm(entry=entry, text="Lập danh sách", by=cast.setup, at=AT)
    given = assign(
        obligation=duty, unit=sub, due_on=date(2026, 12, 20), due_reason="Theo kế hoạch", by=cast.setup, at=AT
    )
    merged(cast, other)
    duty.refresh_from_db()
    given.refresh_from_db()
    entry.refresh_from_db()
    sub.refresh_from_db()
    assert (duty.unit, given.giver, given.unit, entry.unit) == (other, other, sub, other)
    assert duty.nv == "NV-1/2026 (NN-A03)"
    assert sub.parent == other
    assert duty in Obligation.objects.visible_to(fresh(cast.heir))


def test_the_books_close_and_what_waits_has_a_book(cast: Cast, other: Unit) -> None:
    book = open_register(
        unit=cast.cell, direction="IN", name="Sổ đến", series="2026", by=cast.setup, at=AT, from_on=BEGAN
    )
    out = open_register(
        unit=cast.cell, direction="OUT", name="Sổ đi", series="2026", by=cast.setup, at=AT, from_on=BEGAN
    )
    kept = reserve_number(register=out, reason="Chờ ký", by=cast.setup, at=AT)
    waiting = register(register=book, issuer=cast.khoi, fields=fields("78"), by=cast.setup, at=AT, on=TODAY)
    merged(cast, other)
    for row in (book, out, kept, waiting):
        row.refresh_from_db()
    assert book.until_on == out.until_on == EVE
    assert kept.state == "VOID" and kept.reason
    assert waiting.unit == other
    assert Register.objects.get(unit=other).direction == "IN"
    with pytest.raises(Refused):
        register(register=book, issuer=cast.khoi, fields=fields("79"), by=cast.setup, at=AT, on=TODAY)


def test_posts_end_and_only_who_is_named_goes_on(cast: Cast, other: Unit) -> None:
    held = Holding.objects.get(pk=cast.doer.holding_id)
    share = an_assignment(cast)
    merged(cast, other, keep=[held])
    old = fresh(cast.doer)
    assert not Assignment.objects.visible_to(old).exists(), "the ended post sees nothing"
    new = Holding.objects.get(person=held.person, until_on=None)
    assert (new.post.unit, new.post.kind_id, new.from_on) == (other, "BI_THU", TODAY)
    by = replace(cast.doer, holding_id=new.pk, memo={})
    assert share in Assignment.objects.visible_to(by)


def test_who_holds_a_title_to_a_fixed_day_goes_on_to_that_day(cast: Cast, other: Unit) -> None:
    held, last = Holding.objects.get(pk=cast.doer.holding_id), TODAY + timedelta(days=30)
    units.vacate_post(holding=held, until_on=last, by=cast.admin, at=AT)
    assert held in holders_of(cast.cell, TODAY)
    merged(cast, other, keep=[held])
    new = Holding.objects.get(person=held.person, post__unit=other)
    assert (new.from_on, new.until_on) == (TODAY, last)
    assert set(new.grants.values_list("until_on", flat=True)) == {last}


def test_nothing_opens_to_a_stranger(cast: Cast, other: Unit) -> None:
    an_assignment(cast)
    before = set(Assignment.objects.visible_to(fresh(cast.stranger)))
    merged(cast, other)
    assert set(Assignment.objects.visible_to(fresh(cast.stranger))) == before == set()
    assert Unit.objects.visible_to(fresh(cast.stranger)).filter(pk=cast.cell.pk).count() == 0


def test_who_gave_work_keeps_sight_when_the_doer_leaves_his_line(cast: Cast) -> None:
    """The branch gave a share; the cell is merged into a cell at home: the branch sees what it gave, nothing else."""
    duty = an_obligation(cast)
    top = assign(obligation=duty, unit=cast.branch, due_on=date(2026, 12, 12), by=cast.leader, at=AT)
    share = assign(obligation=duty, unit=cast.cell, parent=top, due_on=date(2026, 12, 10), by=cast.above, at=AT)
    other_duty = an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "16")))
    closed = assign(
        obligation=other_duty.obligation, unit=cast.branch, due_on=date(2026, 12, 12), by=cast.leader, at=AT
    )
    closed = assign(
        obligation=closed.obligation, unit=cast.cell, parent=closed, due_on=date(2026, 12, 9), by=cast.above, at=AT
    )
    withdraw_assignment(assignment=closed, reason="Không cần nữa", by=cast.above, at=AT)
    merged(cast, cast.home)
    seen = set(Assignment.objects.visible_to(fresh(cast.above)))
    assert {share, closed} <= seen, "open or long closed"
    assert other_duty not in seen
    assert share in set(Assignment.objects.visible_to(fresh(cast.stranger))), "who now owes it"


def test_several_go_into_a_new_one(cast: Cast, other: Unit) -> None:
    shares = [an_assignment(cast, unit=unit) if unit == cast.cell else an_assignment(cast, unit=unit, obligation=an_obligation(cast, an_entry(cast, "16")))
              for unit in (cast.cell, other)]  # fmt: skip
    new = New("Chi bộ NN-A10", "CHI_BO", cast.branch, code="NN-A10", is_abroad=True, hours_from_hanoi=-6)
    row = merged(cast, new, units=[cast.cell, other])
    heir = Unit.objects.get(name="Chi bộ NN-A10")
    assert set(Assignment.objects.filter(unit=heir)) == set(shares)
    assert Succession.objects.filter(to_unit=heir).count() == 2
    assert {u.ended_on for u in Unit.objects.filter(pk__in=[cast.cell.pk, other.pk])} == {TODAY}
    assert row.total == sum(line.count for line in passed_lines(row))


def test_the_list_is_what_was_shown_and_one_line_of_the_journal_keeps_it(cast: Cast, other: Unit) -> None:
    an_assignment(cast, upto="accepted")
    shown = to_pass(cast.cell, other)
    row = merged(cast, other)
    assert passed_lines(row) == shown
    line = Line.objects.get(act="reorganising.merge")
    body = Payload.objects.get(entry=line).body
    assert body["hash"] == row.hash == hash_of(row)
    assert {key: len(ids) for key, ids in body["list"].items()} == {one.key: one.count for one in shown}


@pytest.mark.parametrize("to", ["cell", "khoi", "below"])
def test_what_cannot_inherit_is_refused(cast: Cast, to: str) -> None:
    heir = (
        units.establish(name="Tổ 1", kind="CHI_BO", parent=cast.cell, by=cast.setup, at=AT, on=BEGAN)
        if to == "below"
        else getattr(cast, to)
    )
    with pytest.raises(Refused):
        merged(cast, heir)
    cast.cell.refresh_from_db()
    assert cast.cell.ended_on is None


def test_it_needs_a_decision_and_the_right_at_both(cast: Cast, other: Unit) -> None:
    with pytest.raises(Refused):
        merged(cast, other, decision=Decision())
    with pytest.raises(NotAllowed):
        merged(cast, other, by=cast.above)


def test_a_unit_that_owes_does_not_end_without_an_heir(cast: Cast) -> None:
    an_assignment(cast)
    with pytest.raises(Refused, match="việc đơn vị phải làm: 1"):
        dissolve(unit=cast.cell, on=TODAY, decision=BY, by=cast.admin, at=AT)
    empty = units.establish(name="Chi bộ trống", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=BEGAN)
    dissolve(unit=empty, on=TODAY, decision=BY, by=cast.admin, at=AT)
    empty.refresh_from_db()
    assert empty.ended_on == TODAY


def test_undone_by_a_new_act_what_is_still_open_comes_back(cast: Cast, other: Unit) -> None:
    sub = units.establish(name="Tổ 1", kind="CHI_BO", parent=cast.cell, by=cast.setup, at=AT, on=BEGAN)
    duty = an_obligation(cast)
    both = [an_assignment(cast, obligation=duty, unit=unit) for unit in (cast.cell, other)]
    done = an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "16")), upto="accepted")
    row = merged(cast, other)
    done.refresh_from_db()
    evidence_by(done, fresh(cast.heir))
    closing.submit(assignment=done, by=fresh(cast.heir), at=AT)
    closing.approve(assignment=done, by=cast.leader, at=AT)
    undo(row=row, on=TODAY, decision=BY, by=cast.admin, at=AT)
    for unit in (cast.cell, sub):
        unit.refresh_from_db()
    assert cast.cell.ended_on is None and cast.cell.parent == cast.branch and sub.parent == cast.cell
    assert Assignment.objects.get(pk=both[0].pk).unit == cast.cell
    assert Assignment.objects.get(pk=both[1].pk).unit == other
    assert Assignment.objects.get(pk=done.pk).unit == other, "what the heir did stays done by the heir"
    assert verify().broken is None
    post = units.create_post(unit=cast.cell, kind=PostKind.objects.get(pk="BI_THU"), by=cast.admin, at=AT)
    assert post.pk


def test_both_counted_from_one_and_each_number_comes_back_to_who_counted_it(cast: Cast) -> None:
    duties = []
    for unit in (cast.cell, cast.board):
        book = open_register(unit=unit, direction="IN", name="Sổ", series="1", by=cast.setup, at=AT, from_on=BEGAN)
        entry = register(register=book, issuer=cast.khoi, fields=fields("77"), by=cast.setup, at=AT, on=TODAY)
        duties.append(confirm(entry=entry, text="Lập danh sách", by=cast.setup, at=AT))
    undo(row=merged(cast, cast.board), on=TODAY, decision=BY, by=cast.admin, at=AT)
    for duty in duties:
        duty.refresh_from_db()
    assert [(duty.unit, duty.nv) for duty in duties] == [(cast.cell, "NV-1/2026"), (cast.board, "NV-1/2026")]


def test_what_the_heir_gave_on_is_seen_by_who_takes_the_work_back(cast: Cast) -> None:
    share = an_assignment(cast)
    row = merged(cast, cast.board)
    share.refresh_from_db()
    below = assign(
        obligation=share.obligation, unit=cast.home, parent=share, due_on=date(2026, 12, 9), by=cast.setup, at=AT
    )
    undo(row=row, on=TODAY, decision=BY, by=cast.admin, at=AT)
    assert below in Assignment.objects.visible_to(fresh(cast.above)), "the cell gave it on: its line sees it"
