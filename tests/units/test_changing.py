"""Biến động của đơn vị — from a day, by a decision; a past day's tree stays what it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.dated import Change, UnitTrait
from dondoc.units.models import Holding, Placement, Unit
from dondoc.units.queries import above_on, below_on, within_on
from dondoc.units.rules import Decision
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.acts

BEFORE, SINCE = date(2026, 2, 28), date(2026, 3, 1)
BY = Decision("12-QĐ/ĐU", date(2026, 2, 20), "Đảng ủy Cục Thử nghiệm")


def names(rows: object) -> list[str]:
    return sorted(str(row) for row in rows)  # type: ignore[attr-defined]


def a_unit(cast: Cast, name: str, parent: Unit, on: date = date(2020, 1, 1)) -> Unit:
    return units.establish(name=name, kind="CHI_BO", parent=parent, by=cast.setup, at=AT, on=on)


def test_a_unit_moves_with_all_below_it_and_the_past_keeps_its_place(cast: Cast) -> None:
    group = a_unit(cast, "Tổ 1", cast.cell)
    units.move(unit=cast.branch, parent=cast.board, by=cast.admin, at=AT, on=SINCE, decision=BY)
    for unit in (cast.board, cast.branch, cast.cell, group):
        unit.refresh_from_db()
    assert group.is_inside(cast.board)
    assert cast.branch.parent == cast.board
    assert names(below_on(cast.board, SINCE)) == names([cast.board, cast.branch, cast.cell, group])
    assert names(below_on(cast.board, BEFORE)) == [str(cast.board)]
    assert above_on(cast.cell, BEFORE) == [cast.root, cast.branch]
    assert above_on(cast.cell, SINCE) == [cast.root, cast.board, cast.branch]


def test_what_is_entered_later_keeps_both_days_and_the_decision(cast: Cast) -> None:
    units.move(unit=cast.home, parent=cast.board, by=cast.admin, at=AT, on=SINCE, decision=BY)
    row = Change.objects.get(unit=cast.home, what="MOVED")
    assert (row.on, row.at, row.number, row.decided_on) == (SINCE, AT, "12-QĐ/ĐU", date(2026, 2, 20))


def test_a_move_entered_late_takes_along_what_came_below_since(cast: Cast) -> None:
    """The group was set up in April; that its cell had moved in March is entered in November."""
    group = a_unit(cast, "Tổ 1", cast.home, on=date(2026, 4, 1))
    units.move(unit=cast.home, parent=cast.board, by=cast.admin, at=AT, on=SINCE)
    group.refresh_from_db()
    assert [(p.path, p.from_on, p.until_on) for p in group.placements.all()] == [(group.path, date(2026, 4, 1), None)]
    assert names(below_on(cast.board, date(2026, 4, 2))) == names([cast.board, cast.home, group])


def test_a_unit_entered_late_stood_where_its_parent_then_stood(cast: Cast) -> None:
    units.move(unit=cast.home, parent=cast.board, by=cast.admin, at=AT, on=SINCE)
    cast.home.refresh_from_db()
    group = a_unit(cast, "Tổ 1", cast.home, on=date(2025, 1, 1))
    assert names(below_on(cast.board, SINCE)) == names([cast.board, cast.home, group])
    assert names(below_on(cast.board, BEFORE)) == [str(cast.board)]
    assert above_on(group, BEFORE) == [cast.root, cast.home]


def test_what_had_ended_goes_along_ended(cast: Cast) -> None:
    old = a_unit(cast, "Tổ cũ", cast.home)
    units.end(unit=old, by=cast.admin, at=AT, on=date(2025, 6, 1))
    units.move(unit=cast.home, parent=cast.board, by=cast.admin, at=AT, on=SINCE)
    old.refresh_from_db()
    cast.board.refresh_from_db()
    assert old.is_inside(cast.board)
    assert old.pk in set(within_on(cast.board, TODAY).values_list("unit_id", flat=True))
    assert names(below_on(cast.board, TODAY)) == names([cast.board, cast.home])


def test_a_path_is_never_used_again(cast: Cast) -> None:
    """A page that read a path before the move finds nothing there after it, not somebody else."""
    left = cast.home.path
    units.move(unit=cast.home, parent=cast.board, by=cast.admin, at=AT, on=SINCE)
    assert a_unit(cast, "Chi bộ mới", cast.root).path != left
    assert not Unit.objects.filter(path=left).exists()


@pytest.mark.parametrize("place", ["cell", "branch"])
def test_nothing_stands_below_itself(cast: Cast, place: str) -> None:
    with pytest.raises(Refused):
        units.move(unit=cast.branch, parent=getattr(cast, place), by=cast.admin, at=AT, on=SINCE)


def test_a_move_is_asked_at_both_places(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        units.move(unit=cast.cell, parent=cast.board, by=cast.above, at=AT, on=SINCE)


def test_kind_and_place_are_dated(cast: Cast) -> None:
    units.change(unit=cast.cell, by=cast.admin, at=AT, on=SINCE, decision=BY, code="NN-B11", region="Khu vực 2")
    rows = list(cast.cell.traits.order_by("from_on").values_list("code", "from_on", "until_on"))
    assert rows == [("NN-A03", date(2020, 1, 1), BEFORE), ("NN-B11", SINCE, None)]
    cast.cell.refresh_from_db()
    assert cast.cell.code == "NN-B11"
    with pytest.raises(Refused):
        units.change(unit=cast.cell, by=cast.admin, at=AT, on=TODAY, code="NN-B11")


def test_a_unit_restored_did_not_stand_in_between(cast: Cast) -> None:
    spare = a_unit(cast, "Chi bộ thử", cast.root)
    units.end(unit=spare, by=cast.admin, at=AT, on=SINCE)
    units.restore(unit=spare, by=cast.admin, at=AT, on=date(2026, 6, 1), decision=BY)
    spare.refresh_from_db()
    assert spare.ended_on is None
    stood = [spare in below_on(cast.root, day) for day in (BEFORE, SINCE, date(2026, 5, 31), date(2026, 6, 1))]
    assert stood == [True, False, False, True]


def test_nothing_is_put_below_what_has_ended(cast: Cast) -> None:
    spare = a_unit(cast, "Chi bộ thử", cast.root)
    units.end(unit=spare, by=cast.admin, at=AT, on=SINCE)
    with pytest.raises(Refused):
        a_unit(cast, "Tổ 1", spare, on=TODAY)
    with pytest.raises(Refused):
        units.move(unit=cast.home, parent=spare, by=cast.admin, at=AT, on=TODAY)
    with pytest.raises(Refused):
        units.create_post(unit=spare, kind=cast_post(cast), by=cast.admin, at=AT)


def cast_post(cast: Cast) -> object:
    from dondoc.units.models import PostKind

    return PostKind.objects.get(pk="BI_THU")


def test_a_day_to_come_or_before_its_place_is_refused(cast: Cast) -> None:
    for day in (TODAY + timedelta(days=1), date(2019, 1, 1)):
        with pytest.raises(Refused):
            units.move(unit=cast.home, parent=cast.board, by=cast.admin, at=AT, on=day)


def test_every_unit_has_one_open_row_of_each_kind(cast: Cast) -> None:
    assert UnitTrait.objects.filter(until_on=None).count() == Placement.objects.filter(until_on=None).count() == 5


def test_an_end_entered_late_leaves_nobody_in_the_air(cast: Cast) -> None:
    """The cell left in November; that its branch had ended in March cannot be: the cell stood below it until then."""
    units.move(unit=cast.cell, parent=cast.home, by=cast.admin, at=AT, on=TODAY)
    units.vacate_post(holding=Holding.objects.get(pk=cast.above.holding_id), by=cast.admin, at=AT, until_on=BEFORE)
    with pytest.raises(Refused, match="24/11/2026"):
        units.end(unit=cast.branch, by=cast.admin, at=AT, on=SINCE)
    units.end(unit=cast.branch, by=cast.admin, at=AT, on=TODAY)
