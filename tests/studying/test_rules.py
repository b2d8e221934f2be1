"""Quy tắc quán triệt — tables: what a unit told and how it stands; unknown is neither nought nor late."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dondoc.shared.acts import Refused
from dondoc.studying.rules import (
    behind,
    check_counts,
    check_day,
    check_handed_in,
    check_openable,
    check_way,
    standing,
    understood,
)
from dondoc.studying.words import Standing

pytestmark = pytest.mark.library

DUE, BEFORE, AFTER = date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 22)
NOW, IN_TIME = datetime(2026, 11, 24, 3, 0, tzinfo=UTC), datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
S = Standing


@pytest.mark.parametrize(
    ("way", "done_on", "stands"),
    [
        ("", None, S.UNDECIDED), ("STUDY", None, S.DECIDED), ("SPREAD", None, S.DECIDED), ("NONE", None, S.NONE),
        ("STUDY", BEFORE, S.STUDIED), ("SPREAD", BEFORE, S.SPREAD),
    ],
)  # fmt: skip
def test_how_a_unit_stands(way: str, done_on: date | None, stands: Standing) -> None:
    assert standing(way, done_on) == stands


@pytest.mark.parametrize(
    ("stands", "due", "done_on", "moment", "late"),
    [
        (S.STUDIED, DUE, BEFORE, NOW, False), (S.STUDIED, DUE, DUE, NOW, False), (S.STUDIED, DUE, AFTER, NOW, True),
        (S.SPREAD, DUE, AFTER, NOW, True), (S.DECIDED, DUE, None, NOW, True), (S.DECIDED, DUE, None, IN_TIME, False),
        (S.NONE, DUE, None, NOW, False), (S.UNDECIDED, DUE, None, IN_TIME, False),
        (S.UNDECIDED, DUE, None, NOW, None),  # it may have done it: nothing was told
        (S.STUDIED, None, AFTER, NOW, None), (S.UNDECIDED, None, None, NOW, None),  # the paper gives no day
    ],
)  # fmt: skip
def test_late_against_the_papers_own_day(
    stands: Standing, due: date | None, done_on: date | None, moment: datetime, late: bool | None
) -> None:
    assert behind(stands, due, done_on, NOW if done_on else None, moment) is late


def test_a_unit_behind_hanoi_has_until_midnight_of_its_own() -> None:
    three_in_the_night = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # the 21st in Hà Nội, the 20th six hours behind
    assert behind(S.DECIDED, DUE, None, None, three_in_the_night) is True
    assert behind(S.DECIDED, DUE, None, None, three_in_the_night, -6) is False


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("8/9", (8, 9)),
        (" 8 / 9 ", (8, 9)),
        ("0/9", (0, 9)),
        ("8", None),
        ("8/9/10", None),
        ("tám/chín", None),
        ("", None),
    ],
)
def test_eight_of_nine_is_understood(words: str, found: tuple[int, int] | None) -> None:
    assert understood(words) == found


@pytest.mark.parametrize(("present", "total", "elsewhere"), [(None, None, 0), (0, 9, 0), (9, 9, 0), (1, 9, 8)])
def test_counts_that_may_be(present: int | None, total: int | None, elsewhere: int) -> None:
    check_counts(present, total, others_present=elsewhere)


@pytest.mark.parametrize(
    ("present", "total", "elsewhere"), [(9, 8, 0), (None, 9, 0), (9, None, 0), (0, 0, 0), (2, 9, 8)]
)
def test_counts_that_cannot_be(present: int | None, total: int | None, elsewhere: int) -> None:
    with pytest.raises(Refused):
        check_counts(present, total, others_present=elsewhere)


@pytest.mark.parametrize(
    ("way", "reason", "before", "held", "may"),
    [
        ("STUDY", "", "", False, True), ("NONE", "Không có đối tượng", "", False, True), ("NONE", " ", "", False, False),
        ("SPREAD", "", "STUDY", False, False), ("SPREAD", "Đổi kế hoạch", "STUDY", True, True),
        ("STUDY", "Lý do", "STUDY", False, False), ("NONE", "Lý do", "STUDY", True, False),
    ],
)  # fmt: skip
def test_what_may_be_decided(way: str, reason: str, before: str, held: bool, may: bool) -> None:
    if may:
        check_way(way, reason, before=before, is_held=held)
    else:
        with pytest.raises(Refused):
            check_way(way, reason, before=before, is_held=held)


def test_what_has_not_come_what_is_secret_and_what_is_too_many_is_refused() -> None:
    check_handed_in(9, 9)
    check_handed_in(50, None)
    for wrong in (
        lambda: check_day(AFTER, today=DUE),
        lambda: check_day(BEFORE, today=AFTER, not_before=DUE),
        lambda: check_handed_in(10, 9),
        lambda: check_openable(is_stub=False, secrecy="MẬT"),
        lambda: check_openable(is_stub=True, secrecy=""),
    ):
        with pytest.raises(Refused):
            wrong()
