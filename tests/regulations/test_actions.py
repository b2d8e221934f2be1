"""Cơ quan đặt, cơ quan sửa lịch — by whom, on what ground, from which day; withdrawn and never erased."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dondoc.journal.models import Entry
from dondoc.regulations import actions
from dondoc.regulations.models import CalendarChange, OfficeFigure
from dondoc.regulations.queries import by_id, due, figure, lines, work_calendar
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.acts
KEY = "inspection.supervision_period"
PAPER = {"paper_number": "12-QĐ/ĐU", "paper_on": date(2026, 10, 1)}


def set_(cast: Cast, **over: Any) -> OfficeFigure:
    facts = {"key": KEY, "level": "base", "amount": 20, "unit": "working_day", "cap": 6, "from_on": TODAY,
             "by": cast.office, "at": AT, **PAPER}  # fmt: skip
    return actions.set_figure(**{**facts, **over})


def on(day: date) -> int | None:
    return getattr(figure(KEY, on=day, level="base"), "amount", None)


def test_an_office_sets_what_a_rule_left_open_and_it_is_used_from_that_day(cast: Cast) -> None:
    assert not figure(KEY, on=TODAY, level="base").is_known
    row = set_(cast)
    found = figure(KEY, on=TODAY, level="base")
    assert found.is_known
    assert (found.amount, found.unit, found.cap, found.certainty) == (20, "working_day", 6, "office")
    assert found.office is not None
    assert found.office.ground == "12-QĐ/ĐU ngày 01/10/2026"
    assert on(TODAY - timedelta(days=1)) is None
    assert by_id(found.id) == found
    line = Entry.objects.get(act="regulations.set_figure")
    assert (line.thing_id, line.on, line.unit_id) == (row.pk, TODAY, cast.root.pk)


def test_a_day_counted_by_it_says_by_what(cast: Cast) -> None:
    row = set_(cast)
    counted = due(figure(KEY, on=TODAY, level="base"), TODAY)
    assert counted.rule_id == f"qd-21-tw-2026#{KEY}/base+{row.public_id}"  # type: ignore[union-attr]
    assert counted.day == date(2026, 12, 22)  # type: ignore[union-attr]
    assert counted.calendar_id.startswith("VN-")  # type: ignore[union-attr]


def test_what_is_unknown_has_no_day(cast: Cast) -> None:
    found = figure(KEY, on=TODAY, level="base")
    assert due(found, TODAY) is found


def test_a_limit_before_an_event_is_counted_back(cast: Cast) -> None:
    found = figure("external.conference_file", on=TODAY)
    assert due(found, date(2026, 12, 31)).day == date(2026, 12, 1)  # type: ignore[union-attr]


def test_an_extension_stays_within_its_cap(cast: Cast) -> None:
    set_(cast)
    found = figure(KEY, on=TODAY, level="base")
    assert due(found, TODAY, more=6).day == date(2026, 12, 30)  # type: ignore[union-attr]
    with pytest.raises(Refused, match="nhiều nhất 6"):
        due(found, TODAY, more=7)
    with pytest.raises(Refused, match="không nói được gia hạn"):
        due(figure("personal_data.reply", on=TODAY), TODAY, more=1)


def test_a_later_figure_stands_from_its_own_day_and_the_earlier_is_kept(cast: Cast) -> None:
    set_(cast, from_on=TODAY - timedelta(days=30))
    set_(cast, amount=25)
    assert (on(TODAY - timedelta(days=1)), on(TODAY)) == (20, 25)


def test_withdrawn_from_a_day_it_still_held_before(cast: Cast) -> None:
    row = set_(cast, from_on=TODAY - timedelta(days=30))
    used = figure(KEY, on=TODAY, level="base")
    actions.withdraw_figure(setting=row, from_on=TODAY, reason="Có quy định mới", by=cast.office, at=AT)
    assert (on(TODAY - timedelta(days=1)), on(TODAY)) == (20, None)
    assert by_id(used.id).amount == 20  # type: ignore[union-attr]
    assert OfficeFigure.objects.filter(pk=row.pk, amount=20, withdrawn_because="Có quy định mới").exists()
    with pytest.raises(Refused, match="đã được rút"):
        actions.withdraw_figure(setting=row, from_on=TODAY, reason="Nữa", by=cast.office, at=AT)
    set_(cast, amount=25)
    assert on(TODAY) == 25


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"paper_number": "", "ground": " "}, "Cần ghi căn cứ"),
        ({"paper_on": None}, "Cần ghi căn cứ"),
        ({"paper_on": TODAY + timedelta(days=1)}, "chưa tới"),
        ({"ground": "MẬT"}, "mức độ mật"),
        ({"amount": 0}, "từ 1 đến 100.000"),
        ({"cap": 0}, "từ 1 đến 100.000"),
        ({"unit": "percent"}, "không tính bằng đơn vị ấy"),
        ({"key": "inspection.examined_years", "level": "", "unit": "year"}, "331-QĐ/TW đã ghi: 5 năm"),
        ({"from_on": date(2010, 1, 1)}, "chưa có quy định nào"),
        ({"level": "district"}, "chưa có quy định nào"),
        ({"key": "nothing.at_all"}, "chưa có quy định nào"),
    ],
)
def test_what_may_not_be_set_is_refused_and_nothing_is_written(cast: Cast, over: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        set_(cast, **over)
    assert not OfficeFigure.objects.exists()
    assert not Entry.objects.filter(act="regulations.set_figure").exists()


def test_twice_from_one_day_is_refused_in_a_sentence(cast: Cast) -> None:
    set_(cast)
    with pytest.raises(Refused, match="đã được đặt từ đúng ngày ấy"):
        set_(cast, amount=30)
    assert on(TODAY) == 20


@pytest.mark.parametrize("role", ["clerk", "doer", "stranger", "admin", "head"])
def test_who_has_not_the_right_is_told_who_has(cast: Cast, role: str) -> None:
    with pytest.raises(Refused, match=r"Người được giao: .*Đảng ủy Cục Thử nghiệm"):
        set_(cast, by=getattr(cast, role))


def test_a_day_moved_is_a_day_off_and_a_day_worked(cast: Cast) -> None:
    off, worked = date(2026, 12, 31), date(2026, 12, 26)
    rows = actions.correct_calendar(off_on=off, work_on=worked, by=cast.clerk, at=AT, **PAPER)
    calendar = work_calendar()
    assert (calendar.is_working(off), calendar.is_working(worked)) == (False, True)
    assert calendar.day(off).why == "12-QĐ/ĐU ngày 01/10/2026"
    assert Entry.objects.filter(act="regulations.correct_calendar").count() == 2
    actions.withdraw_correction(change=rows[0], reason="Ghi nhầm", by=cast.clerk, at=AT)
    assert work_calendar().is_working(off)
    with pytest.raises(Refused, match="đã được rút"):
        actions.withdraw_correction(change=rows[0], reason="Nữa", by=cast.clerk, at=AT)
    assert CalendarChange.objects.count() == 2


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({}, "Cần ghi ngày nghỉ"),
        ({"off_on": date(2026, 11, 24)}, "24/11/2026 đã là ngày nghỉ"),
        ({"work_on": date(2026, 11, 25)}, "25/11/2026 đã là ngày làm việc"),
        ({"off_on": date(2051, 1, 2)}, "chưa có lịch năm 2051"),
        ({"off_on": date(2026, 12, 31), "work_on": date(2026, 12, 30)}, "đã là ngày làm việc"),
        ({"off_on": date(2026, 12, 31), "paper_number": ""}, "Cần ghi căn cứ"),
    ],
)
def test_a_correction_that_says_nothing_is_refused_whole(cast: Cast, over: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        actions.correct_calendar(**{**PAPER, **over}, by=cast.clerk, at=AT)
    assert not CalendarChange.objects.exists()


def test_a_day_is_corrected_once_until_it_is_withdrawn(cast: Cast) -> None:
    day = date(2026, 12, 31)
    actions.correct_calendar(off_on=day, by=cast.clerk, at=AT, **PAPER)
    with pytest.raises(Refused, match="Rút lần sửa ấy trước"):
        actions.correct_calendar(work_on=day, by=cast.clerk, at=AT, **PAPER)


@pytest.mark.parametrize(
    "facts",
    [
        {"paper_number": "", "ground": ""},
        {"withdrawn_at": AT},
        {"withdrawn_from": TODAY},
        {"amount": 0},
    ],
)
def test_the_database_itself_refuses_what_makes_no_sense(cast: Cast, facts: dict[str, Any]) -> None:
    row = set_(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeFigure.objects.filter(pk=row.pk).update(**facts)


def test_the_whole_list_is_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    set_(cast)
    with django_assert_num_queries(1):
        found = lines(TODAY)
    assert [line.found.is_known for line in found if (line.subject.key, line.level) == (KEY, "base")] == [True]
    assert len(found) > 100


def test_what_is_entered_afterwards_keeps_both_days(cast: Cast) -> None:
    later = datetime.fromisoformat("2026-11-26T02:00:00+00:00")
    row = set_(cast, from_on=date(2026, 10, 1), at=later)
    line = Entry.objects.get(thing_id=row.pk, act="regulations.set_figure")
    assert (line.on, line.at) == (date(2026, 10, 1), later)


def _deeds(cast: Cast, by: Any) -> dict[str, Any]:
    """Each act of the room, ready to be done by somebody."""
    row = set_(cast, key="members.quitting", level="", amount=3, unit="month", cap=None)
    moved = actions.correct_calendar(off_on=date(2026, 12, 30), by=cast.clerk, at=AT, **PAPER)[0]
    return {
        "regulations.set_figure": lambda: set_(cast, by=by),
        "regulations.withdraw_figure": lambda: actions.withdraw_figure(
            setting=row, from_on=TODAY, reason="Thôi", by=by, at=AT
        ),
        "regulations.correct_calendar": lambda: actions.correct_calendar(
            off_on=date(2026, 12, 31), by=by, at=AT, **PAPER
        ),
        "regulations.withdraw_correction": lambda: actions.withdraw_correction(
            change=moved, reason="Thôi", by=by, at=AT
        ),
    }


@pytest.mark.parametrize("role", ["stranger", "above", "admin"])
def test_each_act_asks_the_right_at_the_root(cast: Cast, role: str) -> None:
    for deed in _deeds(cast, getattr(cast, role)).values():
        with pytest.raises(Refused, match="chưa được giao quyền"):
            deed()


def test_each_act_leaves_its_trace(cast: Cast) -> None:
    for name, deed in _deeds(cast, cast.office).items():
        before = Entry.objects.filter(act=name).count()
        deed()
        assert Entry.objects.filter(act=name, unit=cast.root).count() == before + 1, name
