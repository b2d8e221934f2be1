"""Kỳ của việc định kỳ — every rule the reader makes names its days; a shorter month has its last; the unknown stays so."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.reminding.rules import check_email, days
from dondoc.shared.acts import Refused

SINCE = date(2026, 1, 1)


def d(*said: str) -> list[date]:
    return [date(2026, *map(int, one.split("/")[::-1])) for one in said]


@pytest.mark.parametrize(
    ("recurs", "first", "last", "found"),
    [
        ("FREQ=MONTHLY", (1, 1), (4, 30), d("31/1", "28/2", "31/3", "30/4")),
        ("FREQ=MONTHLY;BYMONTHDAY=15", (1, 1), (3, 31), d("15/1", "15/2", "15/3")),
        ("FREQ=MONTHLY;BYMONTHDAY=30", (1, 1), (4, 30), d("30/1", "28/2", "30/3", "30/4")),
        ("FREQ=MONTHLY;BYMONTHDAY=15,31", (2, 1), (3, 31), d("15/2", "28/2", "15/3", "31/3")),
        ("FREQ=MONTHLY;INTERVAL=3", (1, 1), (12, 31), d("31/3", "30/6", "30/9", "31/12")),
        ("FREQ=MONTHLY;INTERVAL=6", (1, 1), (12, 31), d("30/6", "31/12")),
        ("FREQ=MONTHLY;BYDAY=2MO", (11, 1), (12, 31), d("9/11", "14/12")),
        ("FREQ=YEARLY", (1, 1), (12, 31), d("31/12")),
        ("FREQ=YEARLY;BYMONTH=6", (1, 1), (12, 31), d("30/6")),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20", (1, 1), (12, 31), d("20/6", "20/12")),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=30", (1, 1), (12, 31), d("30/6", "30/12")),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=31", (1, 1), (12, 31), d("31/3", "30/6", "30/9", "31/12")),
        ("FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=29,30", (1, 1), (12, 31), d("28/2", "29/8", "30/8")),
        ("FREQ=WEEKLY;BYDAY=FR", (11, 20), (12, 4), d("20/11", "27/11", "4/12")),
        ("FREQ=WEEKLY", (11, 23), (12, 6), d("29/11", "6/12")),
        ("FREQ=DAILY", (11, 24), (11, 26), d("24/11", "25/11", "26/11")),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=1", (2, 1), (2, 28), d("1/2")),
    ],
)  # fmt: skip
def test_the_days_of_a_rule(recurs: str, first: tuple[int, int], last: tuple[int, int], found: list[date]) -> None:
    assert days(recurs, SINCE, date(2026, *first), date(2026, *last)) == found


@pytest.mark.parametrize(
    ("recurs", "found"),
    [
        ("FREQ=MONTHLY;INTERVAL=6;DTSTART=20260315", d("15/3", "15/9")),
        ("FREQ=MONTHLY;INTERVAL=6;DTSTART=20260630", d("30/6", "31/12")),  # the end of a month stays the end
        ("FREQ=MONTHLY;INTERVAL=6;DTSTART=20261231", d("31/12")),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25;DTSTART=20260525", d("25/5", "25/8", "25/11")),
        ("FREQ=MONTHLY;BYMONTHDAY=15;DTSTART=20261020", d("20/10", "15/11", "15/12")),  # the first by its own day
        ("FREQ=YEARLY;DTSTART=20260520", d("20/5")),
        ("FREQ=WEEKLY;INTERVAL=2;DTSTART=20261202", d("2/12", "16/12", "30/12")),
        ("FREQ=DAILY;INTERVAL=15;DTSTART=20261205", d("5/12", "20/12")),
        ("FREQ=MONTHLY;INTERVAL=6;DTSTART=20250415", d("15/4", "15/10")),  # begun before it was laid here
    ],
)  # fmt: skip
def test_a_first_period_is_where_the_others_are_counted_from(recurs: str, found: list[date]) -> None:
    assert days(recurs, SINCE, SINCE, date(2026, 12, 31)) == found


def test_nothing_before_it_was_laid_down() -> None:
    assert days("FREQ=MONTHLY", date(2026, 3, 10), date(2026, 1, 1), date(2026, 4, 30)) == d("31/3", "30/4")


@pytest.mark.parametrize(
    "recurs",
    [
        "hằng tháng",
        "FREQ=HOURLY;X=1",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=MONTHLY;BYMONTHDAY=x",
        "INTERVAL=2",
        "FREQ=MONTHLY;DTSTART=x",
    ],
)
def test_what_is_not_understood_is_unknown_and_never_no_day(recurs: str) -> None:
    assert days(recurs, SINCE, SINCE, date(2026, 12, 31)) is None


@pytest.mark.parametrize("email", ["", "a", "a@b", "a b@c.vn", "a@b.vn,c@d.vn", "<a@b.vn>", "a@b.vn\nBcc: c@d.vn"])
def test_one_plain_address(email: str) -> None:
    with pytest.raises(Refused):
        check_email(email)
