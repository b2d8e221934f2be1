"""Chia, tách, chuyển — who takes what is named; the rest stays, or goes to the first; who gave work goes on seeing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.models import Assignment
from dondoc.reorganising.actions.moving import move
from dondoc.reorganising.actions.splitting import Share, split
from dondoc.reorganising.actions.standing import New
from dondoc.reorganising.actions.undoing import undo
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.models import Unit
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts
BY = Decision("46-QĐ/ĐU", TODAY - timedelta(days=3))
OWED = "obligations.assignment.unit"


def a_new(cast: Cast, name: str) -> New:
    return New(name, "CHI_BO", cast.branch, is_abroad=True)


def two_debts(cast: Cast) -> list[Assignment]:
    return [an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, str(n)))) for n in (15, 16)]


def test_a_part_goes_its_own_way_and_the_unit_goes_on(cast: Cast) -> None:
    stays, goes = two_debts(cast)
    sub = units.establish(name="Tổ 1", kind="CHI_BO", parent=cast.cell, by=cast.setup, at=AT, on=BEGAN)
    split(unit=cast.cell, shares=[Share(a_new(cast, "Chi bộ mới"), {OWED: [goes.pk]}, [sub])], ends=False, on=TODAY,
          decision=BY, by=cast.admin, at=AT)  # fmt: skip
    new = Unit.objects.get(name="Chi bộ mới")
    for row in (stays, goes, sub, cast.cell):
        row.refresh_from_db()
    assert (stays.unit, goes.unit, sub.parent, cast.cell.ended_on) == (cast.cell, new, new, None)
    assert goes in Assignment.objects.visible_to(replace(cast.leader, memo={}))


def test_a_unit_that_ends_is_shared_out_and_the_first_takes_the_rest(cast: Cast) -> None:
    rest, named = two_debts(cast)
    shares = [Share(a_new(cast, "Chi bộ một")), Share(a_new(cast, "Chi bộ hai"), {OWED: [named.pk]})]
    row = split(unit=cast.cell, shares=shares, ends=True, on=TODAY, decision=BY, by=cast.admin, at=AT)
    for share in (rest, named):
        share.refresh_from_db()
    assert (rest.unit.name, named.unit.name) == ("Chi bộ một", "Chi bộ hai")
    cast.cell.refresh_from_db()
    assert cast.cell.ended_on == TODAY
    undo(row=row, on=TODAY, decision=BY, by=cast.admin, at=AT)
    assert set(Assignment.objects.filter(unit=cast.cell)) == {rest, named}


def test_one_thing_goes_to_one_heir(cast: Cast) -> None:
    _one, two = two_debts(cast)
    shares = [Share(a_new(cast, name), {OWED: [two.pk]}) for name in ("Chi bộ một", "Chi bộ hai")]
    with pytest.raises(Refused):
        split(unit=cast.cell, shares=shares, ends=False, on=TODAY, decision=BY, by=cast.admin, at=AT)


def test_who_gave_work_sees_it_after_the_doer_moved_away(cast: Cast) -> None:
    duty = an_obligation(cast)
    top = assign(obligation=duty, unit=cast.branch, due_on=date(2026, 12, 12), by=cast.leader, at=AT)
    share = assign(obligation=duty, unit=cast.cell, parent=top, due_on=date(2026, 12, 10), by=cast.above, at=AT)
    hidden = an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "16")))
    move(unit=cast.cell, parent=cast.home, on=TODAY, decision=BY, by=cast.admin, at=AT)
    above = replace(cast.above, memo={})
    assert set(Assignment.objects.visible_to(above)) == {top, share}
    assert hidden in Assignment.objects.visible_to(replace(cast.stranger, memo={})), "the cell's new line sees it"
