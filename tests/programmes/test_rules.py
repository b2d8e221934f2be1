"""Đánh giá và tổng hợp — tables of (what is known, the day) and the judgement; unknown is a third value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.programmes.numbers import exact, said, understood
from dondoc.programmes.rules import Aim, Known, Part, Point, check_aim, check_paper, judge, on_path, roll_up, satisfies
from dondoc.programmes.words import Direction, Judgement, Way
from dondoc.shared.acts import Refused

D = Decimal
FROM, UNTIL = date(2025, 7, 1), date(2030, 6, 30)
LEAST, MOST, EXACTLY, RANGE = Direction.AT_LEAST, Direction.AT_MOST, Direction.EXACTLY, Direction.RANGE
MET, ON_TRACK, BEHIND, MISSED, UNKNOWN = (
    Judgement.MET, Judgement.ON_TRACK, Judgement.BEHIND, Judgement.MISSED, Judgement.UNKNOWN
)  # fmt: skip


def at(value: float | str | None, on: date = date(2027, 6, 30), high: float | str | None = None) -> Point:
    """A figure; with `high`, one of which something is missing."""
    low = None if value is None else D(value)
    return Point(low, D(high) if high is not None else low, on)


def whole(**years: float) -> Known:
    """Figures of whole years: y2026=95."""
    return Known({int(name[1:]): at(value, date(int(name[1:]), 12, 31)) for name, value in years.items()})


@pytest.mark.parametrize(
    ("direction", "level", "point", "wanted"),
    [
        (LEAST, ("95", None), at(95), True),
        (LEAST, ("95", None), at("94.99"), False),
        (LEAST, ("95", None), at(90, high=96), None),
        (LEAST, ("95", None), at(95, high=99), True),
        (LEAST, ("95", None), at(80, high=94), False),
        (MOST, ("5", None), at(5), True),
        (MOST, ("5", None), at("5.01"), False),
        (MOST, ("5", None), at(3, high=6), None),
        (MOST, ("5", None), at(6, high=9), False),
        (EXACTLY, ("12", None), at(12), True),
        (EXACTLY, ("12", None), at(13), False),
        (EXACTLY, ("12", None), at(11), False),
        (EXACTLY, ("12", None), at(12, high=13), None),
        (RANGE, ("3", "5"), at(4), True),
        (RANGE, ("3", "5"), at(2), False),
        (RANGE, ("3", "5"), at(6), False),
        (RANGE, ("3", "5"), at(4, high=6), None),
        (LEAST, ("95", None), Point(None, None, FROM), None),
        (RANGE, ("3", "5"), Point(None, None, FROM), None),
    ],
)  # fmt: skip
def test_whether_a_level_is_reached(direction: str, level: Any, point: Point, wanted: bool | None) -> None:
    value, upper = level
    assert satisfies(direction, (D(value), D(upper) if upper else None), point) is wanted


TERM = Aim("đảng viên", LEAST, D(100), word="đồng chí", base=D(0), base_on=FROM)
EVERY = Aim("chi bộ hoàn thành tốt", LEAST, D(95), word="%", is_yearly=True)
MARKED = replace(TERM, years=((2026, D(30), None), (2027, D(50), None)))
EVEN = replace(TERM, is_linear=True)
MOST_5 = Aim("chi bộ yếu", MOST, D(5), word="%")


@pytest.mark.parametrize(
    ("aim", "known", "day", "wanted"),
    [
        # of the whole term: the last year decides
        (TERM, whole(y2030=100), UNTIL, MET),
        (TERM, whole(y2030=99), UNTIL, MISSED),
        (TERM, whole(y2029=100), UNTIL, UNKNOWN),
        (TERM, Known({}, at(100, UNTIL)), UNTIL, MET),  # as of its very last day
        (TERM, Known({}, at(100, date(2030, 5, 1))), UNTIL, UNKNOWN),
        (TERM, Known(), date(2027, 12, 31), UNKNOWN),
        # before its end nothing is said that the programme does not say
        (TERM, whole(y2025=10, y2026=30), date(2027, 1, 15), UNKNOWN),
        (TERM, whole(y2025=10, y2026=101), date(2027, 1, 15), MET),
        (MOST_5, whole(y2025=4, y2026=3), date(2027, 1, 15), ON_TRACK),
        (MOST_5, whole(y2025=4, y2026=8), date(2027, 1, 15), UNKNOWN),
        # the mark of the last year that is over
        (MARKED, whole(y2025=10, y2026=30), date(2027, 1, 15), ON_TRACK),
        (MARKED, whole(y2025=10, y2026=29), date(2027, 1, 15), BEHIND),
        (MARKED, whole(y2026=30, y2027=45), date(2028, 1, 15), BEHIND),
        (MARKED, whole(y2026=30), date(2028, 1, 15), UNKNOWN),
        # an even path, where it is said to be one
        (EVEN, Known({2026: at(30, date(2026, 12, 31))}), date(2028, 7, 1), UNKNOWN),  # nothing of the year 2027
        (EVEN, Known({2026: at(30)}, at(40, date(2027, 7, 1))), date(2027, 7, 1), ON_TRACK),
        (EVEN, Known({2026: at(30)}, at(39, date(2027, 7, 1))), date(2027, 7, 1), BEHIND),
        # of every year
        (EVERY, whole(y2025=96, y2026=97, y2027=95, y2028=95, y2029=98, y2030=96), UNTIL, MET),
        (EVERY, whole(y2025=96, y2026=94, y2027=95, y2028=95, y2029=98, y2030=96), UNTIL, MISSED),
        (EVERY, whole(y2025=96, y2026=94), date(2027, 1, 15), BEHIND),
        (EVERY, whole(y2025=96, y2026=97), date(2027, 1, 15), ON_TRACK),
        (EVERY, whole(y2026=97), date(2027, 1, 15), ON_TRACK),  # of 2025 the programme holds but a half
        (EVERY, whole(y2025=96), date(2027, 1, 15), UNKNOWN),
        (EVERY, whole(y2026=97, y2027=95, y2028=95, y2029=98), UNTIL, MET),
        (EVERY, whole(y2026=97, y2027=95, y2029=98), UNTIL, UNKNOWN),
        (EVERY, whole(y2026=97, y2027=95, y2028=95, y2029=98, y2030=90), UNTIL, MISSED),
        (EVERY, Known(), date(2025, 9, 1), UNKNOWN),
        (EVERY, Known({}, at(96, date(2025, 9, 1))), date(2025, 9, 2), ON_TRACK),
        (EVERY, Known({}, at(90, date(2025, 9, 1))), date(2025, 9, 2), UNKNOWN),
        # not measured: what a person said, and nothing else
        (Aim("đoàn kết", Direction.WORDS), Known({}, Point(None, None, FROM, said="BEHIND")), UNTIL, BEHIND),
        (Aim("đoàn kết", Direction.WORDS), Known(), UNTIL, UNKNOWN),
    ],
)  # fmt: skip
def test_how_a_target_stands(aim: Aim, known: Known, day: date, wanted: Judgement) -> None:
    found = judge(aim, known, day, from_on=FROM, until_on=UNTIL)
    assert found.judgement == wanted, found.reason
    assert found.reason


DUE = date(2027, 6, 30)
SOONER = replace(TERM, by_on=DUE)
AFTER, WHOLE_2027 = at(104, date(2027, 9, 30)), at(105, date(2027, 12, 31))


@pytest.mark.parametrize(
    ("aim", "known", "wanted"),
    [
        (SOONER, Known({}, AFTER, at(100, DUE)), MET),  # a later figure takes nothing away
        (SOONER, Known({2027: WHOLE_2027}, WHOLE_2027, at(90, DUE)), MISSED),  # nor shows that it was reached in time
        (SOONER, Known({2027: WHOLE_2027}, WHOLE_2027), UNKNOWN),
        (SOONER, Known({2027: at(100, date(2027, 6, 20))}), MET),
        (SOONER, Known({}, AFTER, at(100, date(2027, 6, 20))), UNKNOWN),
        (SOONER, Known({2027: replace(at(105, DUE), newest_on=date(2027, 12, 31))}), UNKNOWN),  # one part came later
        (replace(TERM, by_on=date(2027, 12, 31)), Known({2027: WHOLE_2027}, WHOLE_2027), MET),
        (TERM, Known({2030: at(105, date(2030, 12, 31))}, None, at(90, UNTIL)), MISSED),
        (TERM, Known({2030: at(105, date(2030, 12, 31))}), MET),  # the whole of the programme's own last year
        (replace(EVERY, by_on=DUE), Known({2026: at(96), 2027: replace(WHOLE_2027, low=D(5), high=D(5))}), MET),
    ],
)  # fmt: skip
def test_a_target_is_judged_by_what_stood_on_the_day_it_was_due(aim: Aim, known: Known, wanted: Judgement) -> None:
    found = judge(aim, known, date(2031, 1, 15), from_on=FROM, until_on=UNTIL)
    assert found.judgement == wanted, found.reason


def test_on_an_even_path_what_must_not_rise_is_not_late_for_being_low() -> None:
    middle = date(2028, 1, 1)
    weak = replace(MOST_5, base=D(3), base_on=FROM, is_linear=True)
    for aim, figure, wanted in (
        (weak, "3.2", ON_TRACK), (weak, "4.5", BEHIND), (replace(weak, base=D(5)), 1, ON_TRACK),
        (replace(weak, direction=EXACTLY), "3.2", BEHIND), (replace(weak, direction=EXACTLY, base=D(9)), 8, BEHIND),
    ):  # fmt: skip
        known = Known({2027: at(figure, date(2027, 12, 31))}, at(figure, middle))
        assert judge(aim, known, middle, from_on=FROM, until_on=UNTIL).judgement == wanted, (aim, figure)


def test_each_year_is_judged_by_what_was_asked_at_its_end() -> None:
    """Ninety in 2026, ninety-five today; in 2028 it did not apply; what asked nothing of a year is no miss."""
    figures, day = whole(y2026=92, y2027=96, y2029=97), date(2030, 1, 15)
    then: dict[int, Aim | None] = {2026: replace(EVERY, value=D(90)), 2028: None}
    asked: Any = {"from_on": FROM, "until_on": UNTIL}
    assert judge(EVERY, figures, day, **asked).judgement == BEHIND
    assert judge(EVERY, figures, day, then=then, **asked).judgement == ON_TRACK
    for was in (replace(TERM, value=D(100)), Aim("đoàn kết", Direction.WORDS, is_yearly=True)):
        assert judge(EVERY, figures, day, then={**then, 2026: was}, **asked).judgement == ON_TRACK
    never: dict[int, Aim | None] = dict.fromkeys(range(2025, 2031))
    assert judge(EVERY, figures, UNTIL, then=never, **asked).judgement == Judgement.NOT_APPLICABLE


def test_what_is_missing_decides_nothing_unless_it_could_not_turn_it() -> None:
    """Nine of ten cells are asked for; with two unknown, nine known reach it and six never will."""
    aim = Aim("chi bộ", LEAST, D(90), word="%", way=Way.REACHED, each_value=D(1), each_direction=LEAST)
    for reached, missing, wanted in ((9, 1, MET), (8, 2, UNKNOWN), (6, 2, MISSED)):
        parts = (
            [Part(D(1), on=UNTIL)] * reached
            + [Part(None)] * missing
            + [Part(D(0), on=UNTIL)] * (10 - reached - missing)
        )
        point = roll_up(aim, parts)
        assert point is not None
        assert judge(aim, Known({2030: point}), UNTIL, from_on=FROM, until_on=UNTIL).judgement == wanted


def test_the_even_path_meets_its_ends() -> None:
    assert on_path(EVEN, FROM, UNTIL) == 0
    assert on_path(EVEN, UNTIL, UNTIL) == 100
    assert on_path(TERM, UNTIL, UNTIL) is None


NUMBERS = st.decimals(-1000, 1000, places=2)
PARTS = st.lists(st.tuples(st.none() | NUMBERS, st.none() | st.integers(1, 50)), max_size=12)


@given(PARTS)
def test_rolling_up_is_the_obvious_sum_over_what_is_known_and_never_takes_a_gap_for_zero(rows: Any) -> None:
    parts = [Part(value, None if weight is None else D(weight), FROM) for value, weight in rows]
    for way in (Way.SUM, Way.MEAN, Way.WEIGHTED, Way.REACHED):
        known = [(v, w or 0) for v, w in rows if v is not None and (w is not None or way != Way.WEIGHTED)]
        point = roll_up(Aim("x", LEAST, D(1), way=way, each_value=D(10), each_direction=LEAST), parts)
        if not known:
            assert point is None
            continue
        assert point is not None
        assert (point.of, point.missing) == (len(rows), len(rows) - len(known))
        assert point.partial is not None
        wanted = _obvious(way, [(Fraction(v), w) for v, w in known])
        assert abs(Fraction(point.partial) - wanted) < Fraction(1, 10**9)
        if way == Way.REACHED:
            assert (point.low, point.high) == (point.reached, (point.reached or 0) + point.missing)
        else:
            assert point.value == (None if point.missing else point.partial)


def _obvious(way: Way, known: list[tuple[Fraction, int]]) -> Fraction:
    if way == Way.REACHED:
        return Fraction(sum(v >= 10 for v, _w in known))
    if way == Way.WEIGHTED:
        return sum((v * w for v, w in known), Fraction()) / sum(w for _v, w in known)
    total = sum((v for v, _w in known), Fraction())
    return total if way == Way.SUM else total / len(known)


@pytest.mark.parametrize(
    "change",
    [
        {"measure": " "}, {"value": None}, {"direction": RANGE}, {"direction": RANGE, "upper": D(1)},
        {"is_linear": True, "base": None}, {"by_on": date(2031, 1, 1)}, {"years": ((2031, D(1), None),)},
        {"way": Way.SUM}, {"way": Way.WEIGHTED, "across": "CHILDREN"}, {"way": Way.REACHED, "across": "CELLS"},
        {"direction": Direction.WORDS, "way": Way.SUM}, {"direction": Direction.NONE},
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_judged_is_not_recorded(change: Any) -> None:
    asked: Any = {"from_on": FROM, "until_on": UNTIL, "is_figure": False, "is_open": True, "is_weighed": False}
    check_aim(TERM, **asked)
    with pytest.raises(Refused):
        check_aim(replace(TERM, **change), **asked)


@pytest.mark.parametrize(
    ("typed", "number", "printed"),
    [
        ("95", D(95), "95"), ("95,5", D("95.5"), "95,5"), ("99.16", D("99.16"), "99,16"), ("1.200", D(1200), "1.200"),
        ("12.500,25", D("12500.25"), "12.500,25"), ("95%", D(95), "95"), ("-3", D(-3), "-3"), ("0", D(0), "0"),
        ("ba", None, ""), ("", None, ""), ("1,2,3", None, ""), ("1e9", None, ""),
    ],
)  # fmt: skip
def test_numbers_are_read_and_written_as_officials_write_them(typed: str, number: D | None, printed: str) -> None:
    assert understood(typed) == number
    assert said(number) == printed


def test_a_box_holds_every_decimal_that_is_kept() -> None:
    for kept, typed in ((D("99.3750"), "99,375"), (D("1200.0001"), "1.200,0001"), (D("-3.0000"), "-3"), (None, "")):
        assert exact(kept) == typed
        assert understood(exact(kept)) == kept


def test_of_a_secret_paper_nothing_is_opened_and_of_a_stub_nothing_recorded() -> None:
    check_paper(is_stub=False, is_secret=True, is_open=False)
    check_paper(is_stub=False, is_secret=False, is_open=True)
    for wrong in ({"is_stub": True, "is_open": False}, {"is_stub": False, "is_open": True}):
        with pytest.raises(Refused):
            check_paper(is_secret=True, **wrong)
