"""Đếm hạn — a table of counted days, and what holds of every count: later is never earlier, and no day off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.regulations.counting import EVERY_DAY, NotATime, add_months, add_working_days, count
from dondoc.regulations.words import Unit
from dondoc.regulations.workdays import Change, OutOfCalendar, WorkCalendar, national

PLAIN = WorkCalendar()
OURS = WorkCalendar({date(2026, 3, 2): Change(True, "3-TB/ĐU"), date(2026, 3, 7): Change(False, "3-TB/ĐU")})
WORK, CALENDAR, MONTH, YEAR = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR


@pytest.mark.parametrize(
    ("start", "amount", "unit", "calendar", "day"),
    [
        ("2026-02-10", 1, WORK, PLAIN, "2026-02-11"),
        ("2026-02-13", 1, WORK, PLAIN, "2026-02-23"),  # Tết Bính Ngọ, 14 to 22 February
        ("2026-02-10", 30, WORK, PLAIN, "2026-03-31"),
        ("2025-12-31", 1, WORK, PLAIN, "2026-01-05"),  # 02/01 moved to Saturday 10/01
        ("2026-01-09", 1, WORK, PLAIN, "2026-01-10"),
        ("2026-08-21", 1, WORK, PLAIN, "2026-08-22"),  # worked for 31/08
        ("2026-08-28", 1, WORK, PLAIN, "2026-09-03"),
        ("2026-04-24", 1, WORK, PLAIN, "2026-04-28"),  # Giỗ Tổ on a Sunday: its Monday
        ("2026-11-23", 1, WORK, PLAIN, "2026-11-25"),  # Ngày Văn hóa Việt Nam
        ("2025-01-24", 1, WORK, PLAIN, "2025-02-03"),
        ("2026-02-27", 1, WORK, OURS, "2026-03-03"),
        ("2026-03-06", 1, WORK, OURS, "2026-03-07"),
        ("2026-03-06", 1, WORK, PLAIN, "2026-03-09"),
        ("2026-09-03", -1, WORK, PLAIN, "2026-08-28"),
        ("2026-02-23", -2, WORK, PLAIN, "2026-02-12"),
        ("2026-02-01", 30, CALENDAR, PLAIN, "2026-03-03"),
        ("2026-03-10", -40, CALENDAR, PLAIN, "2026-01-29"),
        ("2026-01-31", 1, MONTH, PLAIN, "2026-02-28"),
        ("2026-08-31", 6, MONTH, PLAIN, "2027-02-28"),
        ("2024-02-29", 5, YEAR, PLAIN, "2029-02-28"),
        ("2026-03-01", 30, YEAR, PLAIN, "2056-03-01"),
    ],
)  # fmt: skip
def test_a_day_is_counted(start: str, amount: int, unit: Unit, calendar: WorkCalendar, day: str) -> None:
    assert count(amount, unit, date.fromisoformat(start), calendar, "r").day == date.fromisoformat(day)


def test_hours_run_from_a_moment_and_end_on_a_day_in_ha_noi() -> None:
    found = count(72, Unit.HOUR, datetime(2026, 11, 20, 18, 30, tzinfo=UTC), PLAIN, "r")
    assert found.ends_at == datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
    assert found.day == date(2026, 11, 24)


def test_a_percentage_is_no_time() -> None:
    for unit, start in (
        (Unit.PERCENT, date(2026, 1, 1)),
        (Unit.HOUR, date(2026, 1, 1)),
        (WORK, datetime(2026, 1, 1, tzinfo=UTC)),
    ):
        with pytest.raises(NotATime):
            count(1, unit, start, PLAIN, "r")


def test_what_is_counted_tells_by_what() -> None:
    found = count(3, WORK, date(2026, 2, 12), PLAIN, "qd#key")
    assert found.rule_id == "qd#key"
    assert found.calendar_id.startswith(f"VN-{national().version}-")
    assert [day.on.day for day in found.skipped] == [16, 17, 18, 19, 20]
    assert not found.is_provisional
    plain = count(3, CALENDAR, date(2026, 2, 13), PLAIN, "qd#key")
    assert (plain.calendar_id, plain.ends_on_day_off) == (EVERY_DAY, "Giao thừa Tết Nguyên Đán")


def test_the_calendars_id_changes_with_the_days_between_and_with_no_others() -> None:
    def id_of(calendar: WorkCalendar, start: date) -> str:
        return count(5, WORK, start, calendar, "r").calendar_id

    assert id_of(PLAIN, date(2026, 2, 26)) != id_of(OURS, date(2026, 2, 26))
    assert id_of(PLAIN, date(2026, 6, 1)) == id_of(OURS, date(2026, 6, 1))


def test_a_year_whose_notice_nobody_knows_is_provisional() -> None:
    assert count(60, WORK, date(2026, 11, 10), PLAIN, "r").is_provisional
    told = WorkCalendar({date(2027, 2, 4): Change(False, "thông báo năm 2027", is_notice=True)})
    assert not count(60, WORK, date(2026, 11, 10), told, "r").is_provisional
    assert count(400, WORK, date(2026, 11, 10), told, "r").is_provisional, "of 2028 nobody told yet"


def test_a_day_an_office_moved_for_itself_tells_nothing_of_the_years_holidays() -> None:
    own = WorkCalendar({date(2027, 8, 5): Change(True, "ngày truyền thống của cơ quan")})
    assert count(60, WORK, date(2026, 11, 10), own, "r").is_provisional


def test_before_and_after_the_years_known_no_day_is_guessed() -> None:
    for start in (date(1999, 12, 1), date(2050, 12, 20)):
        with pytest.raises(OutOfCalendar):
            add_working_days(start, 30, PLAIN)


DAYS = st.dates(date(2001, 1, 1), date(2045, 12, 31))
AMOUNTS = st.integers(1, 250)
CHANGES = st.dictionaries(DAYS, st.booleans().map(lambda off: Change(off, "x")), max_size=8).map(WorkCalendar)


@given(DAYS, AMOUNTS, CHANGES)
def test_working_days_never_end_on_a_day_off(start: date, amount: int, calendar: WorkCalendar) -> None:
    day = add_working_days(start, amount, calendar)
    assert calendar.is_working(day)
    between = calendar.days(start + timedelta(days=1), day)
    assert sum(d.is_working for d in between) == amount


@given(DAYS, st.integers(0, 40), AMOUNTS, CHANGES, st.sampled_from([WORK, CALENDAR, MONTH]))
def test_a_later_start_or_more_days_never_end_earlier(
    start: date, later: int, amount: int, calendar: WorkCalendar, unit: Unit
) -> None:
    amount = min(amount, 48) if unit is MONTH else amount
    first = count(amount, unit, start, calendar, "r").day
    assert first > start
    assert count(amount, unit, start + timedelta(days=later), calendar, "r").day >= first
    assert count(amount + 1, unit, start, calendar, "r").day > first


@given(DAYS, AMOUNTS, CHANGES)
def test_counted_back_and_forth_one_is_where_one_was(start: date, amount: int, calendar: WorkCalendar) -> None:
    there = add_working_days(start, amount, calendar)
    back = add_working_days(there, -amount, calendar)
    assert back <= start
    assert not any(d.is_working for d in calendar.days(back + timedelta(days=1), start))


@given(DAYS, st.integers(-60, 60))
def test_months_keep_the_day_or_the_months_last(start: date, amount: int) -> None:
    day = add_months(start, amount)
    assert day.day == start.day or (day + timedelta(days=1)).day == 1
