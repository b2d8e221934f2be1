"""Quy tắc phối hợp — what a line must say, who is asked, which day is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dondoc.coordinating import rules
from dondoc.coordinating.words import DueBy
from dondoc.regulations.workdays import Change, WorkCalendar
from dondoc.shared.acts import Refused

SENT = date(2026, 11, 20)  # a Friday
CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("amount", "unit", "start", "received", "day"),
    [
        (5, "working_day", "SENT", None, date(2026, 11, 30)),  # 24/11 is a day off
        (5, "working_day", "RECEIVED", date(2026, 11, 23), date(2026, 12, 1)),
        (5, "working_day", "RECEIVED", None, None),
        (3, "calendar_day", "SENT", None, date(2026, 11, 23)),
        (1, "month", "RECEIVED", date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_the_day_is_counted_as_the_paper_says(
    amount: int, unit: str, start: str, received: date | None, day: date | None
) -> None:
    found = rules.due_of(amount, unit, start, sent_on=SENT, received_on=received, calendar=CALENDAR, rule_id="a")
    assert (found and found.day) == day


def test_a_day_off_is_not_counted_and_a_year_without_calendar_is_said() -> None:
    moved = WorkCalendar({date(2026, 11, 25): Change(is_off=True, because="nghỉ bù")})
    told = {"sent_on": SENT, "received_on": None, "rule_id": "a"}
    found = rules.due_of(2, "working_day", "SENT", calendar=moved, **told)  # type: ignore[arg-type]
    assert found is not None
    assert found.day == date(2026, 11, 26)
    far: dict[str, Any] = {**told, "sent_on": date(2199, 12, 30)}
    with pytest.raises(Refused, match="bằng tay"):
        rules.due_of(5, "working_day", "SENT", calendar=CALENDAR, **far)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"amount": 5, "time_unit": "", "provision": "Điều 6"}, "đơn vị tính"),
        ({"amount": None, "time_unit": "working_day", "provision": "Điều 6"}, "đơn vị tính"),
        ({"amount": 0, "time_unit": "working_day", "provision": "Điều 6"}, "lớn hơn 0"),
        ({"amount": 5, "time_unit": "working_day", "provision": " "}, "điểm, khoản"),
        ({"amount": None, "time_unit": "", "provision": ""}, ""),
        ({"amount": 5, "time_unit": "working_day", "provision": "Điều 6"}, ""),
    ],
)
def test_a_time_has_its_unit_and_its_source(said: dict[str, Any], why: str) -> None:
    _says(why, lambda: rules.check_time(**said))


@pytest.mark.parametrize(
    ("asker", "asked", "parties", "why"),
    [
        (1, {2}, None, ""),
        (1, {2}, {1, 2, 3}, ""),
        (1, set(), None, "ít nhất một"),
        (1, {1, 2}, None, "chính mình"),
        (4, {2}, {1, 2}, "không được nêu tên"),
        (1, {2, 5}, {1, 2}, "nêu tên"),
    ],
)
def test_those_named_ask_those_named(asker: int, asked: set[int], parties: set[int] | None, why: str) -> None:
    _says(why, lambda: rules.check_asked(asker, asked, parties))


def test_a_day_by_hand_says_why() -> None:
    say = {"on": SENT}
    assert rules.due_by(by_hand=None, reason="", has_time=True, **say) == DueBy.LINE
    assert rules.due_by(by_hand=None, reason="", has_time=False, **say) == DueBy.NONE
    assert rules.due_by(by_hand=SENT, reason="Họp ngày mai", has_time=True, **say) == DueBy.HAND
    _says("lý do", lambda: rules.due_by(by_hand=SENT, reason=" ", has_time=True, **say))
    _says("trước ngày", lambda: rules.due_by(by_hand=date(2026, 11, 1), reason="a", has_time=True, **say))


def _says(why: str, check: Any) -> None:
    if not why:
        check()
        return
    with pytest.raises(Refused, match=why):
        check()
