"""Quy tắc đếm — unknown is neither nought nor late; what each indicator makes of plain rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dondoc.mirror import rules
from dondoc.mirror.months import Asked, months, regularity, spans
from dondoc.mirror.rules import Found, Periods, Plan, Shares
from dondoc.mirror.scope import AFTER, BEFORE, NONE, quarters
from dondoc.mirror.telling import sentence
from dondoc.mirror.thresholds import is_over
from dondoc.regulations.figures import Office, applied
from dondoc.shared.calendar import HANOI, end_of

pytestmark = pytest.mark.library
DAY = date(2026, 11, 24)
NIGHT = end_of(DAY, datetime(2026, 12, 1, tzinfo=UTC))
ROWS = [
    Shares(8, 8, rules.IN_TIME, n=3), Shares(8, 8, rules.OPEN_LATE, n=1), Shares(7, AFTER, rules.IN_TERM, n=5),
    Shares(8, NONE, rules.UNDATED, n=2), Shares(8, NONE, rules.RECURRING, n=6), Shares(8, 8, rules.UNCONFIRMED, has_evidence=True, n=1),
    Shares(BEFORE, BEFORE, rules.DONE_LATE, n=4),
]  # fmt: skip


def test_quarters_end_with_the_one_looked_at() -> None:
    assert quarters(DAY)[0] == date(2025, 1, 1)
    assert quarters(DAY)[-1] == date(2026, 10, 1)
    assert quarters(date(2026, 1, 1))[-2:] == [date(2025, 10, 1), date(2026, 1, 1)]


def test_late_is_of_what_was_due_and_can_be_judged() -> None:
    """What has no due day, or waits for a word, is said apart; what is due later is in no figure."""
    found = rules.share_of(ROWS, rules.LATE, BEFORE)
    assert (found.numerator, found.denominator, found.unknown, found.missed) == (5, 8, 3, 5)
    found = rules.share_of(ROWS, rules.LATE, 8)
    assert (found.value, found.unknown, found.trend[-1].value) == (25.0, 3, 25.0)
    assert found.trend[0].value is None
    assert rules.share_of([], rules.LATE, BEFORE).value is None


def test_the_four_classes_and_what_is_in_none() -> None:
    found = rules.classes(ROWS, BEFORE)
    assert found == {
        "in_time": 3,
        "done_late": 4,
        "in_term": 5,
        "open_late": 1,
        "unconfirmed": 1,
        "undated": 2,
        "done_undated": 0,
        "recurring": 6,
    }
    assert sum(rules.classes(ROWS, 8).values()) == 13


def test_a_duty_that_comes_round_has_days_and_is_not_unknown() -> None:
    """Its periods are judged as reports; of it itself nothing is late, and nothing that cannot be said."""
    found = rules.dated(ROWS, BEFORE)
    assert (found.numerator, found.denominator) == (20, 22)


def test_reports_on_time_and_how_late_the_late_ones_were() -> None:
    due = date(2026, 10, 31)
    rows = [Periods(8, due, due, False, 3), Periods(8, due, date(2026, 11, 4), True, 2), Periods(8, due, None, True, 1)]
    found = rules.on_time("I12", rows, 2, BEFORE)
    assert (found.numerator, found.denominator, found.unknown, found.value, found.more) == (
        3,
        6,
        2,
        50.0,
        {"delay": 4.0},
    )


def test_a_plan_is_counted_from_receipt_or_told_that_it_is_not() -> None:
    """The worked example: 25/10/2021 to 1/12/2021 is 37 days."""
    plans = [Plan(8, date(2021, 12, 1), date(2021, 10, 25)), Plan(8, date(2021, 12, 1), date(2021, 11, 30), True),
             Plan(8, None, date(2021, 10, 25), has_no_day=True)]  # fmt: skip
    found = rules.plan_lag(plans, DAY, 5)
    assert (found.value, found.numerator, found.denominator, found.unknown) == (19.0, 2, 2, 1)
    assert found.more == {"most": 37.0, "fallback": 1.0, "unasked": 2.0}
    told = sentence(found)
    assert (told.side, "2 kế hoạch phải có đã ban hành, một nửa sau 19 ngày trở lên" in told.text) == ("most", True)
    assert "lâu nhất 37 ngày." in told.text


def test_a_plan_still_open_counts_until_the_day_looked_at_and_is_told() -> None:
    plans = [Plan(8, date(2021, 12, 1), date(2021, 10, 25), work=1), Plan(8, None, date(2026, 10, 25), work=2)]
    found = rules.plan_lag(plans, DAY, 2)
    assert (found.value, found.numerator, found.denominator, found.missed, found.more["oldest"]) == (33.5, 1, 2, 1, 30)
    assert sentence(found).text == "1 trong 2 kế hoạch phải có chưa ban hành; lâu nhất 30 ngày kể từ khi nhận văn bản."
    assert sentence(found).side == "rest"
    places = rules.plan_sides(plans, DAY, NIGHT)
    assert (places["I1", "hit"], places["I1", "rest"], places["I1", "oldest"]) == ([1], [2], [2])


def test_a_plan_is_late_by_the_paper_s_day_before_the_office_s_own() -> None:
    """Of the paper, or of the plan above; else so many days as the office has set; else nothing is said."""
    begun, due = date(2026, 11, 1), date(2026, 11, 20)
    for issued, by_paper, limit, is_late in (
        (date(2026, 11, 19), due, 5, False), (date(2026, 11, 21), due, 60, True), (None, due, None, True),
        (date(2026, 11, 7), None, 5, True), (date(2026, 11, 6), None, 5, False), (None, None, 60, False), (None, None, None, None),
    ):  # fmt: skip
        plan = Plan(8, issued, begun, due_on=by_paper).by(
            None, lambda day, more=limit: day + timedelta(days=more) if more else None
        )
        assert plan.is_late(NIGHT) is is_late, (issued, by_paper, limit)
    assert Plan(8, None, begun, due_on=due).by(date(2026, 11, 5), lambda day: day).due_on == due, (
        "the paper's day stands"
    )
    assert Plan(8, None, begun).by(due, lambda day: day).due_on == due
    held = [Plan(8, None, begun, due_on=due), Plan(8, None, begun)]
    found = rules.plans_late(held, NIGHT)
    assert (found.numerator, found.denominator, found.unknown, found.hit_is_good) == (1, 1, 1, False)


def test_a_plan_is_not_late_while_its_day_runs_where_it_is_made() -> None:
    due, next_noon = date(2026, 11, 20), datetime(2026, 11, 21, 12, tzinfo=HANOI)
    late = {
        hours: Plan(8, None, due, due_on=due, hours=hours).is_late(next_noon) for hours in (0, -11.5, -12, -12.5, 3)
    }
    assert late == {0: True, -11.5: True, -12: True, -12.5: False, 3: True}
    assert Plan(8, date(2026, 11, 21), due, due_on=due, hours=-12.5).is_late(next_noon), "it bears the day after"


def test_months_with_some_act_unit_by_unit_and_the_longest_stretch_without() -> None:
    """Of the first four months to D, of the second two until its work was done: what came after is no gap of it."""
    asked = [
        Asked(1, 8, date(2026, 9, 1), DAY), Asked(1, 8, date(2026, 8, 1), date(2026, 8, 9)),
        Asked(2, 8, date(2026, 8, 20), date(2026, 9, 2)), Asked(3, 7, date(2026, 5, 1), date(2026, 6, 30)),
    ]  # fmt: skip
    held = spans(asked, date(2026, 7, 1))
    assert held == {1: (date(2026, 8, 1), DAY), 2: (date(2026, 8, 20), date(2026, 9, 2))}
    days = ["2026-08-20", "2026-08-21", "2026-11-02", "2026-07-31", "2027-01-01"]
    found = months(held, [*((1, day) for day in days), (2, "2026-09-02"), (3, "2026-06-30")])
    assert found.units == {1: (2, 4), 2: (1, 2)}
    assert found.by_month == {
        date(2026, n, 1): told for n, told in ((8, (1, 2)), (9, (1, 2)), (10, (0, 1)), (11, (1, 1)))
    }
    assert (set(found.busy), len(found.days)) == ({1, 2, 3}, 7)
    told = regularity(found, (date(2026, 8, 1), DAY), DAY)
    assert (told.numerator, told.denominator, told.more) == (3, 6, {"gap": 61.0, "gaps": 2.0})
    assert regularity(months({}, []), None, DAY).value is None


def test_a_threshold_that_is_not_set_judges_nothing() -> None:
    found = Found("I2", 20.0, 1, 5, hit_is_good=False)
    open_ = applied("mirror.late_share", on=DAY)
    assert is_over(found, open_) is None
    given = open_.given
    assert given is not None
    office = Office("x", given.id, 10, given.unit, None, date(2026, 1, 1), "Quy chế làm việc")
    assert is_over(found, applied("mirror.late_share", on=DAY, office=[office])) is True
    assert is_over(Found("I2", None, 0, 0), applied("mirror.late_share", on=DAY, office=[office])) is None


def test_three_things_what_is_beyond_its_threshold_then_the_largest_share_of_enough_rows() -> None:
    """Of fifty-two reports none in time is told before one work of five; what rests on few rows, or on less than is unknown, after."""
    found = [Found("I2", 20.0, 1, 5, hit_is_good=False), Found("I5", 100.0, 4, 4), Found("I6", 50.0, 2, 4, more={"gap": 40.0}),
             Found("I12", 0.0, 0, 52), Found("I11", 0.0, 0, 5, unknown=6), Found("I17", 50.0, 1, 2, hit_is_good=False)]  # fmt: skip
    three = rules.first_three(found, lambda one: True if one.key == "I17" else None)
    assert [one.key for one in three] == ["I17", "I12", "I2"]
    assert [one.key for one in rules.first_three(found[:3], lambda _one: None)] == ["I2", "I6"]
    assert (
        sentence(found[2]).text
        == "2 trong 4 tháng (tính từng đơn vị) không có hoạt động nào được ghi; lâu nhất 40 ngày liền."
    )
    assert rules.first_three([Found("I5", 100.0, 4, 4)], lambda _one: None) == []
