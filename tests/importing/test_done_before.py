"""Việc đã xong trên một nhiệm vụ có sẵn — it ends where nobody else has it, and is never left open with nobody."""

from __future__ import annotations

import pytest

from dondoc.importing.models import counts
from dondoc.journal.models import Entry as Told
from dondoc.obligations.actions.assigning import withdraw_assignment
from dondoc.obligations.models import Assignment, Obligation
from tests.cast import AT, Cast
from tests.importing.making import DONE, OPEN, UNITS, entered, seen, workbook
from tests.making import an_assignment, an_obligation

pytestmark = pytest.mark.acts
BOARD, CELL, HOME = UNITS
BY = pytest.mark.parametrize("by", ["number", "words"])


def _rows(duty: Obligation, *rows: tuple[str, str, str]) -> bytes:
    """Rows of one duty: told by its number or by its paper and words, the unit, how it stands."""
    heads = ["TT", "Nội dung công việc", "Chủ trì", "Số nhiệm vụ", "Số, ký hiệu văn bản", "Tình trạng"]
    told = (
        ["1", duty.text, unit, duty.nv if by == "number" else "", duty.paper.so_ky_hieu if by == "words" else "", state]
        for by, unit, state in rows
    )
    return workbook(list(told), heads=heads)


def _said(cast: Cast, data: bytes) -> str:
    return str([line.said for line in seen(cast, data).lines.order_by("place")])


def _shares() -> dict[str, str]:
    return {row.unit.name: row.state for row in Assignment.objects.select_related("unit")}


@BY
def test_a_duty_nobody_has_is_ended_by_the_unit_that_is_done(cast: Cast, by: str) -> None:
    """Confirmed from its paper and given to nobody; the same sheet again changes nothing."""
    duty = an_obligation(cast)
    data = _rows(duty, (by, BOARD, DONE))
    said = _said(cast, data)
    assert "Sẽ ghi rồi kết thúc" in said and "vẫn mở" not in said
    assert entered(cast, data).lines.get().outcome == "WRITTEN"
    duty.refresh_from_db()
    assert (duty.state, _shares()) == ("ENDED", {})
    assert duty.ended_because.startswith("Đã xong trước khi nạp")
    ends = Told.objects.filter(act__startswith="obligations.").count()
    assert counts(entered(cast, data)) == {"SAME": 1}
    assert Told.objects.filter(act__startswith="obligations.").count() == ends


@BY
@pytest.mark.parametrize("other", ["number", "words"])
def test_all_its_units_are_done(cast: Cast, by: str, other: str) -> None:
    """The first ends it; the second finds it so, however it names the duty."""
    duty = an_obligation(cast)
    data = _rows(duty, (by, BOARD, DONE), (other, HOME, DONE))
    assert entered(cast, data).lines.filter(outcome="WRITTEN").count() == 2
    duty.refresh_from_db()
    assert (duty.state, counts(entered(cast, data))) == ("ENDED", {"SAME": 2})


@BY
@pytest.mark.parametrize("turned", [1, -1])
@pytest.mark.parametrize("other", ["number", "words"])
def test_it_goes_on_with_another_row_of_the_sheet(cast: Cast, by: str, other: str, turned: int) -> None:
    """Whichever stands first, and however either names the duty."""
    duty = an_obligation(cast)
    data = _rows(duty, *[(by, BOARD, DONE), (other, CELL, OPEN)][::turned])
    assert "vẫn mở cho đơn vị khác" in _said(cast, data)
    entered(cast, data)
    duty.refresh_from_db()
    assert (duty.state, _shares()) == ("CONFIRMED", {BOARD: "WITHDRAWN", CELL: "ISSUED"})
    assert counts(entered(cast, data)) == {"SAME": 2}


@BY
def test_another_row_with_an_error_finds_it_open_when_it_comes_again(cast: Cast, by: str) -> None:
    duty = an_obligation(cast)
    entered(cast, _rows(duty, (by, BOARD, DONE), (by, "Chi bộ không có", OPEN)))
    assert counts(entered(cast, _rows(duty, (by, BOARD, DONE), (by, CELL, OPEN)))) == {"SAME": 1, "NEW": 1}
    assert _shares() == {BOARD: "WITHDRAWN", CELL: "ISSUED"}


@BY
def test_the_same_unit_by_its_code_is_no_other(cast: Cast, by: str) -> None:
    duty = an_obligation(cast)
    entered(cast, _rows(duty, (by, CELL, DONE), (by, cast.cell.code, OPEN)))
    duty.refresh_from_db()
    assert duty.state == "ENDED"


@BY
@pytest.mark.parametrize("upto", ["assigned", "done"])
def test_it_goes_on_with_a_unit_the_sheet_does_not_name(cast: Cast, by: str, upto: str) -> None:
    """What that unit has done with its proof is not ended as if there were none."""
    duty = an_assignment(cast, upto=upto).obligation
    data = _rows(duty, (by, HOME, DONE))
    assert "vẫn mở cho đơn vị khác" in _said(cast, data)
    entered(cast, data)
    duty.refresh_from_db()
    assert (duty.state, _shares()[HOME]) == ("CONFIRMED", "WITHDRAWN")
    assert counts(entered(cast, data)) == {"SAME": 1}


@BY
def test_a_share_that_was_withdrawn_is_nobodys(cast: Cast, by: str) -> None:
    share = an_assignment(cast)
    withdraw_assignment(assignment=share, reason="Giao nhầm", by=cast.leader, at=AT)
    entered(cast, _rows(share.obligation, (by, HOME, DONE)))
    assert Obligation.objects.get().state == "ENDED"
