"""Quy tắc cam kết — what follows what; a small cell tells nothing above itself; unknown is neither nought nor all."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.pledging.rules import FEWEST, Line, check_count, check_happens, check_year, shown_above, summed
from dondoc.pledging.words import Stage
from dondoc.shared.acts import Refused

JAN, FEB, JUL = date(2026, 1, 15), date(2026, 2, 1), date(2026, 7, 1)
HANDED = [(Stage.HANDED_IN, FEB)]


def line(total: int | None, handed: int | None, told: bool = True, pk: int = 1) -> Line:
    return Line(pk, total, tuple((stage, handed) for stage in ("HANDED_IN", "NOTED", "MID_YEAR", "YEAR_END")), told)


@pytest.mark.parametrize(("stage", "on", "before", "said"), [
    (Stage.HANDED_IN, JAN, [], ""), (Stage.HANDED_IN, date(2025, 12, 28), [], ""),
    (Stage.HANDED_IN, date(2025, 1, 1), [], ""), (Stage.HANDED_IN, date(2024, 12, 31), [], "nằm trong năm"),
    (Stage.NOTED, JAN, [], "Chưa ghi ngày nộp"), (Stage.NOTED, JAN, HANDED, "trước ngày nộp"), (Stage.NOTED, FEB, HANDED, ""),
    (Stage.AMENDED, JUL, HANDED, ""), (Stage.AMENDED, JUL, [], "Chưa ghi ngày nộp"), (Stage.YEAR_END, JUL, HANDED, ""),
])  # fmt: skip
def test_what_may_follow(stage: str, on: date, before: list[tuple[str, date]], said: str) -> None:
    if not said:
        check_happens(stage, on, before, 2026)
        return
    with pytest.raises(Refused, match=said):
        check_happens(stage, on, before, 2026)


@pytest.mark.parametrize(("stage", "n", "total", "handed", "ok"), [
    (Stage.HANDED_IN, 9, 9, 9, True), (Stage.HANDED_IN, 10, 9, 10, False), (Stage.HANDED_IN, 10, None, 10, True),
    (Stage.NOTED, 8, 9, 7, False), (Stage.NOTED, 7, 9, None, True), (Stage.YEAR_END, -1, None, None, False),
])  # fmt: skip
def test_counts_that_cannot_be(stage: str, n: int, total: int | None, handed: int | None, ok: bool) -> None:
    if ok:
        check_count(stage, n, total, handed)
        return
    with pytest.raises(Refused):
        check_count(stage, n, total, handed)


@pytest.mark.parametrize(("total", "fewest", "withheld"), [
    (FEWEST - 1, 0, True), (FEWEST, 0, False), (9, 10, True), (10, 10, False), (None, 0, True), (FEWEST - 1, 1, True),
])  # fmt: skip
def test_a_small_cell_tells_nothing_above_itself(total: int | None, fewest: int, withheld: bool) -> None:
    found = shown_above(line(total, 1), fewest)
    assert found.is_withheld is withheld
    assert (found.total, found.counts) == ((None, ()) if withheld else (total, line(total, 1).counts))


def test_the_sum_is_of_what_is_shown_and_leaves_no_small_cell_to_be_subtracted() -> None:
    told = [line(10, 8), shown_above(line(3, 1), 0), Line(3), line(12, 5)]
    found = summed(told)
    assert (found.total, found.of("HANDED_IN")) == (22, 13)
    assert summed([line(10, 8), line(12, None)]).of("HANDED_IN") is None
    assert not summed([Line(1)]).is_told


@pytest.mark.parametrize(("year", "ok"), [(2026, True), (2027, True), (2028, False), (1999, False)])
def test_which_year(year: int, ok: bool) -> None:
    if ok:
        check_year(year, JUL)
        return
    with pytest.raises(Refused):
        check_year(year, JUL)
