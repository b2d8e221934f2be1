"""Nhiều dòng — passed in parts behind the pages: right at each moment, whole after a kill, refused before it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dondoc.jobs.models import Job
from dondoc.jobs.queue import LEASE
from dondoc.jobs.worker import work_once
from dondoc.journal.models import Entry as Line
from dondoc.journal.queries import verify
from dondoc.obligations.models import Assignment
from dondoc.reorganising import rules
from dondoc.reorganising.actions import carrying
from dondoc.reorganising.actions.merging import merge
from dondoc.reorganising.actions.standing import New
from dondoc.reorganising.actions.undoing import undo
from dondoc.reorganising.models import Reorganisation
from dondoc.reorganising.queries import hash_of, under_way
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.dated import Succession
from dondoc.units.inheriting import owners_then
from dondoc.units.models import Holding, Unit
from dondoc.units.rules import Decision
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts
BY = Decision("47-QĐ/ĐU", TODAY)


@pytest.fixture
def many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[Assignment]:
    """Seven debts, where three are too many for one transaction and a part is two."""
    monkeypatch.setattr(rules, "LIMIT", 3)
    monkeypatch.setattr(carrying, "PART", 2)
    entry = an_entry(cast)
    return [an_assignment(cast, obligation=an_obligation(cast, entry, text=f"Việc {n}")) for n in range(7)]


def asked(cast: Cast) -> Reorganisation:
    return merge(units=[cast.cell], into=cast.home, on=TODAY, decision=BY, by=cast.admin, at=AT)


class Killed(Exception):
    """The worker's machine went down here."""


def killed_after(monkeypatch: pytest.MonkeyPatch, parts: int) -> None:
    """The step after so many parts never comes."""
    whole, done = carrying._pass_some, [0]

    def some(row: Any, at: datetime, most: int) -> int:
        if done[0] == parts:
            raise Killed
        done[0] += 1
        return whole(row, at, most)

    monkeypatch.setattr(carrying, "_pass_some", some)


def test_it_announces_itself_and_ends(cast: Cast, many: list[Assignment]) -> None:
    row = asked(cast)
    assert row.is_long and row.done_at is None
    assert under_way(cast.cell, cast.admin) == under_way(cast.home, cast.admin) == row
    assert Assignment.objects.filter(unit=cast.cell).count() == 7, "nothing has passed before its turn"
    assert work_once(lambda: AT, is_long=True)
    row.refresh_from_db()
    assert row.done_at and row.hash == hash_of(row) and row.total == 7
    assert Assignment.objects.filter(unit=cast.home).count() == 7
    assert under_way(cast.cell, cast.admin) is None
    assert Line.objects.filter(act="reorganising.finish").count() == 1
    assert verify().broken is None


@pytest.mark.parametrize("parts", [0, 1, 3])
def test_killed_between_parts_nothing_is_lost_nothing_is_open_and_it_goes_on(
    cast: Cast, many: list[Assignment], monkeypatch: pytest.MonkeyPatch, parts: int
) -> None:
    row = asked(cast)
    with monkeypatch.context() as patch:
        killed_after(patch, parts)
        with pytest.raises(Killed):
            carrying.carry_out(row, by=cast.admin, now=lambda: AT)
    heir, left = replace(cast.stranger, memo={}), replace(cast.above, memo={})
    assert set(Assignment.objects.visible_to(heir)) == set(many), "its line sees what came and what is still to come"
    assert set(Assignment.objects.visible_to(left)) == set(), "the line it left gave none of it"
    assert Assignment.objects.filter(unit=cast.home).count() == min(parts * 2, 7)
    Job.objects.update(state="RUNNING", lease_until=AT)
    assert work_once(lambda: AT + LEASE * 2, is_long=True)
    row.refresh_from_db()
    assert row.total == 7 and row.done_at and row.hash == hash_of(row)
    assert set(Assignment.objects.filter(unit=cast.home)) == set(many)


def test_what_was_held_while_it_ran_is_the_same_when_asked_again(cast: Cast, many: list[Assignment]) -> None:
    """Each moment it looked at the clock: what had passed by then, and what is said of then after it ended."""
    asked(cast)
    held: dict[datetime, int] = {}

    def now() -> datetime:
        moment = AT + timedelta(minutes=len(held))
        held[moment] = Assignment.objects.filter(unit=cast.home).count()
        return moment

    assert work_once(now, is_long=True)
    assert {0, 2, 4, 6, 7} <= set(held.values())
    for moment, count in held.items():
        rows = list(Assignment.objects.order_by("id"))
        owners_then(rows, TODAY, moment - timedelta(seconds=1))
        assert sum(row.unit_id == cast.home.pk for row in rows) == count


def test_refused_when_its_turn_comes_everything_is_as_it_was(cast: Cast, many: list[Assignment]) -> None:
    """The heir ended while the work waited."""
    spare = units.establish(
        name="Chi bộ sắp hết", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=TODAY - timedelta(days=9)
    )
    row = merge(units=[cast.cell], into=spare, on=TODAY, decision=BY, by=cast.admin, at=AT)
    units.end(unit=spare, on=TODAY, by=cast.admin, at=AT)
    assert work_once(lambda: AT, is_long=True)
    row.refresh_from_db()
    cast.cell.refresh_from_db()
    assert "đã kết thúc" in row.problem
    assert cast.cell.ended_on is None
    assert Assignment.objects.filter(unit=cast.cell).count() == 7


def test_who_left_the_title_while_it_waited_is_not_seated_again(cast: Cast, many: list[Assignment]) -> None:
    held = Holding.objects.get(pk=cast.doer.holding_id)
    merge(units=[cast.cell], into=cast.home, keep=[held], on=TODAY, decision=BY, by=cast.admin, at=AT)
    units.vacate_post(holding=held, until_on=TODAY - timedelta(days=1), by=cast.admin, at=AT)
    assert work_once(lambda: AT, is_long=True)
    assert Assignment.objects.filter(unit=cast.home).count() == 7
    assert not Holding.objects.filter(person=held.person, post__unit=cast.home).exists()


def test_while_it_waits_the_unit_takes_work_after_it_does_not(cast: Cast, many: list[Assignment]) -> None:
    asked(cast)
    late = an_assignment(cast, obligation=an_obligation(cast, many[0].obligation.entry, text="Việc đến sau"))
    work_once(lambda: AT, is_long=True)
    late.refresh_from_db()
    assert late.unit == cast.home
    with pytest.raises(Refused):
        an_assignment(cast, obligation=an_obligation(cast, many[0].obligation.entry, text="Việc đến muộn"))


def test_a_new_heir_that_waits_is_established_with_the_rest_or_not_at_all(cast: Cast, many: list[Assignment]) -> None:
    new = New("Chi bộ NN-A10", "CHI_BO", cast.home, code="NN-A10", is_abroad=True, hours_from_hanoi=Decimal("-6.5"))
    spare = replace(new, name="Chi bộ không thành", parent=cast.board)
    for heir in (spare, new):
        row = merge(units=[cast.cell], into=heir, on=TODAY, decision=BY, by=cast.admin, at=AT)
        assert row.is_long and row.coming == [heir.name]
        assert not Unit.objects.filter(name=heir.name).exists(), "nothing has changed before its turn"
        if heir is spare:
            units.vacate_post(
                holding=Holding.objects.get(post__unit=cast.board),
                until_on=TODAY - timedelta(days=1),
                by=cast.admin,
                at=AT,
            )
            units.end(unit=cast.board, on=TODAY, by=cast.admin, at=AT)
        assert work_once(lambda: AT, is_long=True)
        row.refresh_from_db()
        assert bool(row.problem) == (heir is spare)
    heir = Unit.objects.get(name__in=(spare.name, new.name))
    assert (heir.name, heir.parent, heir.code, heir.hours_from_hanoi) == (
        "Chi bộ NN-A10",
        cast.home,
        "NN-A10",
        Decimal("-6.5"),
    )
    assert set(Assignment.objects.filter(unit=heir)) == set(many) and heir in row.units.all() and row.coming == []
    assert set(Assignment.objects.visible_to(replace(cast.above, memo={}))) == set()
    assert verify().broken is None


def test_an_undo_that_waits_changes_nothing_before_its_turn_and_refused_may_be_asked_again(
    cast: Cast, many: list[Assignment]
) -> None:
    """While the first waited, another had established the unit again: it is refused whole. Then the same is asked anew."""
    sub = units.establish(name="Tổ 1", kind="CHI_BO", parent=cast.cell, by=cast.setup, at=AT, on=TODAY)
    row = asked(cast)
    work_once(lambda: AT, is_long=True)
    row.refresh_from_db()

    def again() -> Reorganisation:
        return undo(row=row, on=TODAY, decision=BY, by=cast.admin, at=AT)

    first = again()
    cast.cell.refresh_from_db()
    assert first.is_long and cast.cell.ended_on == TODAY, "nothing has changed before its turn"
    assert Succession.objects.get(deed=row.deed).ended_on is None
    with pytest.raises(Refused):
        again()
    units.restore(unit=cast.cell, on=TODAY, by=cast.admin, at=AT)
    work_once(lambda: AT, is_long=True)
    first.refresh_from_db()
    assert "đang hoạt động" in first.problem and Succession.objects.get(deed=row.deed).ended_on is None
    cast.cell.refresh_from_db()
    units.end(unit=cast.cell, on=TODAY, by=cast.admin, at=AT)
    second = again()
    assert work_once(lambda: AT, is_long=True)
    for thing in (second, cast.cell, sub):
        thing.refresh_from_db()
    assert second.done_at and second.total == 7
    assert (cast.cell.ended_on, cast.cell.parent, sub.parent) == (None, cast.branch, cast.cell)
    assert set(Assignment.objects.filter(unit=cast.cell)) == set(many)
    assert Succession.objects.get(deed=row.deed).ended_on == TODAY
    assert set(Assignment.objects.visible_to(replace(cast.above, memo={}))) == set(many)
    assert verify().broken is None
