"""Nấc nào, khi nào — the ladder as a table; a term that is not set proposes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dondoc.regulations.counting import NotATime, add_working_days, latest_start
from dondoc.regulations.words import Unit
from dondoc.regulations.workdays import WorkCalendar
from dondoc.shared.acts import Refused
from dondoc.urging.rules import Still, Work, check_addressee, check_climb, check_urgeable, proposed
from dondoc.urging.rungs import Rung

pytestmark = pytest.mark.acts
DAY = date(2026, 11, 24)
R = Rung
RIPE = {R.URGE: date(2026, 11, 17), R.EXPLAIN: date(2026, 11, 14), R.REPORT: date(2026, 11, 9), R.INSPECT: None}
LATE = Work(is_working=True, due_on=date(2026, 11, 10), is_late=True)


@pytest.mark.parametrize(
    ("work", "rung", "why"),
    [
        (LATE, R.URGE, None),
        (replace(LATE, due_on=date(2026, 11, 17)), R.URGE, None),
        (replace(LATE, due_on=date(2026, 11, 18)), None, Still.TERM),
        (replace(LATE, due_on=date(2026, 12, 1), is_late=False), None, Still.NOT_LATE),
        (replace(LATE, due_on=None, is_late=False), None, Still.NO_DAY),
        (replace(LATE, is_extending=True), None, Still.EXTENDING),
        (replace(LATE, is_silenced=True), None, Still.SILENCED),
        (replace(LATE, is_working=False), None, Still.OVER),
        (replace(LATE, last=R.URGE, last_on=date(2026, 11, 14)), R.EXPLAIN, None),
        (replace(LATE, last=R.URGE, last_on=date(2026, 11, 15)), None, Still.TERM),
        (replace(LATE, last=R.EXPLAIN, last_on=date(2026, 11, 9)), R.REPORT, None),
        (replace(LATE, last=R.REPORT, last_on=date(2026, 1, 1)), None, Still.UNSET),
        (replace(LATE, last=R.INSPECT, last_on=date(2026, 1, 1)), None, Still.TOP),
    ],
)  # fmt: skip
def test_the_next_rung(work: Work, rung: Rung | None, why: Still | None) -> None:
    found = proposed(work, RIPE)
    assert (found.rung, found.why) == (rung, why)


def test_nothing_is_invented_where_the_office_set_nothing() -> None:
    assert proposed(LATE, dict.fromkeys(RIPE)).why == Still.UNSET


@pytest.mark.parametrize(
    ("last", "asked", "reason", "refused"),
    [
        (None, R.URGE, "", ""), (R.URGE, R.URGE, "", ""), (R.URGE, R.EXPLAIN, "", ""),
        (None, R.EXPLAIN, "", "Vượt nấc"), (None, R.EXPLAIN, "Việc gấp", ""), (R.URGE, R.INSPECT, "", "Vượt nấc"),
        (R.EXPLAIN, R.URGE, "", "đã ở nấc “yêu cầu giải trình”"), (None, R.REMIND, "", "do phần mềm làm"),
    ],
)  # fmt: skip
def test_up_one_by_one_never_down(last: Rung | None, asked: Rung, reason: str, refused: str) -> None:
    if not refused:
        check_climb(last, asked, reason)
        return
    with pytest.raises(Refused, match=refused):
        check_climb(last, asked, reason)


@pytest.mark.parametrize(
    ("work", "refused"),
    [
        (replace(LATE, is_extending=True), "Trả lời đề nghị ấy trước"),
        (replace(LATE, is_silenced=True), "đang thôi đôn đốc"),
        (replace(LATE, is_working=False), "không đôn đốc nữa"),
    ],
)
def test_what_waits_is_not_urged(work: Work, refused: str) -> None:
    with pytest.raises(Refused, match=refused):
        check_urgeable(work, "NV-1/2026")


def test_work_near_its_day_may_be_urged() -> None:
    check_urgeable(replace(LATE, due_on=date(2026, 12, 1), is_late=False), "NV-1/2026")


@pytest.mark.parametrize(
    ("rung", "has", "fits"),
    [(R.URGE, False, True), (R.URGE, True, False), (R.REPORT, True, True), (R.INSPECT, False, False)],
)
def test_a_report_names_whom_it_goes_to(rung: Rung, has: bool, fits: bool) -> None:
    if fits:
        check_addressee(rung, has)
        return
    with pytest.raises(Refused):
        check_addressee(rung, has)


def test_a_list_is_counted_back_once_as_each_would_be_counted_on() -> None:
    """The last start whose term is over: exactly the starts from which `count` comes no later than the day."""
    calendar = WorkCalendar()
    for back in range(40):
        day = DAY + timedelta(days=back)
        for amount in (1, 3, 7):
            last = latest_start(amount, Unit.WORKING_DAY, day, calendar)
            assert (
                add_working_days(last, amount, calendar)
                <= day
                < add_working_days(last + timedelta(days=1), amount, calendar)
            )
    assert latest_start(7, Unit.CALENDAR_DAY, DAY, calendar) == date(2026, 11, 17)
    with pytest.raises(NotATime):
        latest_start(7, Unit.PERCENT, DAY, calendar)
