"""Hành vi cam kết — a year of a cell's commitments; what a person is told; what nobody else is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.access import actions as access
from dondoc.access.models import Person
from dondoc.journal.models import Entry as Line
from dondoc.mirror.pledges import Timely
from dondoc.personal.declared import abouts
from dondoc.personal.queries import held_about, subject_of
from dondoc.pledging import checklist
from dondoc.pledging.actions import happening, listing
from dondoc.pledging.actions.counting import count
from dondoc.pledging.actions.happening import Text
from dondoc.pledging.models import Happening, Pledge, Season, Tick
from dondoc.pledging.queries import Until, counted, due_on, lines, waiting_for_cell, waiting_of
from dondoc.regulations.actions import set_figure
from dondoc.shared import files
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast, a_person
from tests.pledging.making import NAMES, a_list, pledge_of

pytestmark = pytest.mark.acts

HOUR = timedelta(hours=1)
FIRST, SECOND = date(2026, 1, 20), date(2026, 7, 15)
SECRET_WORDS = b"Toi cam ket sua chua han che da neu"


def test_a_year_of_a_cell(cast: Cast) -> None:
    season = a_list(cast)
    mine = season.pledges.get(person=cast.doer.person_id)
    assert list(waiting_of(cast.doer)) == [mine]
    step = happening.hand_in(pledge=mine, on=FIRST, by=cast.doer, at=AT, text=Text(SECRET_WORDS, "cam-ket.docx", ""))
    assert files.load(step.sha256) == SECRET_WORDS, "as it came"
    assert not waiting_of(cast.doer).exists() and list(waiting_for_cell(cast.doer, cast.cell)) == [mine]
    with pytest.raises(Refused, match="đã được ghi"):
        happening.hand_in(pledge=mine, on=FIRST, by=cast.doer, at=AT)
    happening.amend(pledge=mine, on=SECOND, by=cast.doer, at=AT, text=Text(keeper="Bí thư giữ"))
    other = pledge_of(season, NAMES[0])
    happening.hand_in(pledge=other, on=FIRST, by=cast.doer, at=AT, text=Text(keeper="Tủ chi bộ"))  # from the paper
    for stage, on in (("NOTED", FIRST), ("MID_YEAR", SECOND)):
        happening.record(pledge=mine, stage=stage, on=on, by=cast.doer, at=AT)
    with pytest.raises(Refused, match="người viết ghi"):
        happening.record(pledge=mine, stage="AMENDED", on=SECOND, by=cast.doer, at=AT)
    line = counted([season])[season.pk]
    assert (line.total, dict(line.counts)) == (5, {"HANDED_IN": 2, "NOTED": 1, "MID_YEAR": 1, "YEAR_END": 0})
    with pytest.raises(Refused, match="Xóa các bước ấy trước"):
        happening.strike(happening=step, reason="Nhầm", by=cast.doer, at=AT)
    listing.take_off(pledge=other, reason="Chuyển sinh hoạt", by=cast.doer, at=AT)
    assert counted([season])[season.pk].of("HANDED_IN") == 1
    with pytest.raises(Refused, match="đã được đưa khỏi"):
        happening.record(pledge=other, stage="NOTED", on=SECOND, by=cast.doer, at=AT)
    said = Line.objects.filter(act__startswith="pledging.")
    assert {(row.kind, row.thing_id) for row in said} == {("pledging.season", season.pk)}, (
        "of the cell's year, never of a person"
    )
    assert not any(word in str(row.payload.body) for row in said for word in (*NAMES, "Tủ", "cam-ket"))


def test_nobody_above_or_beside_reads_the_list_and_the_checklist_is_the_authors_alone(cast: Cast) -> None:
    season = a_list(cast, 3)
    mine = season.pledges.get(person=cast.doer.person_id)
    cast.people["inside"] = a_person(cast, "inside", "Đinh Thị Vui", cast.cell, "CAP_UY_VIEN")
    checklist.tick(pledge=mine, questions=["DAY", "RESULT", "nonsense"], by=cast.doer)
    checklist.tick(pledge=mine, questions=["DAY"], by=cast.doer)
    for role in ("above", "leader", "stranger", "admin", "office"):
        seer = cast.people[role]
        assert not Pledge.objects.visible_to(seer).exists() and not Happening.objects.visible_to(seer).exists(), role
        with pytest.raises(Refused):
            happening.hand_in(pledge=mine, on=FIRST, by=seer, at=AT)
    assert Pledge.objects.visible_to(cast.inside).count() == 4  # of the committee of the cell
    assert (
        checklist.ticked(mine, cast.doer),
        checklist.ticked(mine, cast.inside),
        checklist.ticked(mine, cast.leader),
    ) == ({"DAY"}, set(), set())
    with pytest.raises(Refused, match="chính người viết"):
        checklist.tick(pledge=mine, questions=["DAY"], by=cast.inside)
    assert not Line.objects.filter(act__contains="tick").exists()
    (own,) = lines([cast.cell], TODAY.year, cast.doer)
    (told,) = lines([cast.cell], TODAY.year, cast.leader)
    assert (own.total, told.is_withheld, told.total, told.counts) == (4, True, None, ())
    listing.put_on(
        season=season,
        person=access.register_person(full_name=NAMES[4], unit=cast.root, by=cast.setup, at=AT),
        by=cast.doer,
        at=AT,
    )
    (told,) = lines([cast.cell], TODAY.year, cast.leader)
    assert (told.total, told.of("HANDED_IN")) == (5, 0)


def test_a_member_without_a_post_sees_his_own_and_what_is_held_of_him(cast: Cast) -> None:
    season = a_list(cast)
    cast.people["member"] = a_person(cast, "member", "Vương Thị Mây", cast.home, "CHUYEN_VIEN")
    member = cast.user("member").person
    assert member is not None
    row = listing.put_on(season=season, person=member, by=cast.doer, at=AT)
    assert list(Pledge.objects.visible_to(cast.member)) == [row]
    happening.hand_in(pledge=row, on=FIRST, by=cast.member, at=AT)
    checklist.tick(pledge=row, questions=["DAY"], by=cast.member)
    who = subject_of(member)
    kept = {key for key, about in abouts().items() if about.purpose == "pledges" and about.rows(who).exists()}
    assert kept == {"pledging.pledge", "pledging.happening", "pledging.tick"}
    assert held_about(who)["pledges"]
    assert abouts()["pledging.tick"].erase is not None and abouts()["pledging.tick"].erase(who) == 1
    assert not Tick.objects.exists() and Pledge.objects.filter(pk=row.pk).exists()


def test_counts_alone_where_no_list_is_kept_and_what_is_not_told_stays_unknown(cast: Cast) -> None:
    with pytest.raises(Refused, match="chi bộ theo dõi"):
        count(unit=cast.branch, year=2026, total=9, on=TODAY, by=cast.leader, at=AT)
    season = count(unit=cast.cell, year=2026, total=9, counts={"HANDED_IN": 7}, on=TODAY, by=cast.above, at=AT)
    (told,) = lines([cast.cell], 2026, cast.leader)
    assert (told.total, told.of("HANDED_IN"), told.of("NOTED")) == (9, 7, None)
    with pytest.raises(Refused, match="nhiều hơn số bản đã nộp"):
        count(unit=cast.cell, year=2026, counts={"NOTED": 8}, on=TODAY, by=cast.doer, at=AT)
    count(unit=cast.cell, year=2026, total=8, counts={"HANDED_IN": 8, "NOTED": 8}, on=TODAY, by=cast.doer, at=AT)
    assert dict(counted([Season.objects.get(pk=season.pk)])[season.pk].counts)["NOTED"] == 8
    assert season.tallies.count() == 5, "what was told before stays"
    with pytest.raises(Refused, match="đã có danh sách"):
        a_list(cast)
    with pytest.raises(Refused, match="chỉ ghi số"):
        listing.put_on(season=season, person=Person.objects.all()[0], by=cast.doer, at=AT)


def test_the_day_is_the_offices_and_open_until_it_is_set(cast: Cast) -> None:
    assert due_on("HANDED_IN", 2027) is None
    set_figure(
        key="pledging.hand_in",
        amount=30,
        unit="calendar_day",
        from_on=TODAY,
        ground="Thường trực",
        by=cast.leader,
        at=AT,
    )
    assert due_on("HANDED_IN", 2027) == date(2027, 1, 31)
    assert due_on("HANDED_IN", 2026) is None, "set after that year began"
    assert due_on("NOTED", 2027) is None


def test_a_past_day_keeps_the_total_that_was_told_then(cast: Cast) -> None:
    """Neither a later total nor one entered since changes it: a small cell is not told of by what it became."""
    march, june = date(2026, 3, 1), date(2026, 6, 1)
    for on, hour, total, n in ((march, 0, 4, 4), (june, 1, 12, 9), (march, 2, 5, 4)):
        count(unit=cast.cell, year=2026, total=total, counts={"HANDED_IN": n}, on=on, by=cast.doer, at=AT + hour * HOUR)
    for until, total, shown in (
        (Until(march, AT), 4, False), (Until(march, AT + HOUR), 4, False), (Until(march, AT + 2 * HOUR), 5, True),
        (Until(june, AT + HOUR), 12, True), (Until(date(2026, 2, 1), AT + 2 * HOUR), None, False),
    ):  # fmt: skip
        (own,) = lines([cast.cell], 2026, cast.doer, until)
        (above,) = lines([cast.cell], 2026, cast.leader, until)
        assert (own.total, above.is_withheld) == (total, not shown), until
    assert lines([cast.cell], 2026, cast.doer)[0].total == 12, "the last day told is what stands"


def test_no_count_is_more_than_what_stands_beside_it_on_any_day_since(cast: Cast) -> None:
    said = {"unit": cast.cell, "year": 2026, "by": cast.doer, "at": AT}
    count(**said, total=9, counts={"HANDED_IN": 9, "NOTED": 7}, on=FIRST)
    for facts in (
        {"total": 5, "on": TODAY},  # of nine handed in
        {"counts": {"HANDED_IN": 6}, "on": TODAY},  # seven noted
        {"counts": {"NOTED": 9, "HANDED_IN": 8}, "on": TODAY},
    ):
        with pytest.raises(Refused, match="nhiều hơn"):
            count(**said, **facts)
    count(**said, counts={"HANDED_IN": 8}, on=SECOND)
    with pytest.raises(Refused, match="nhiều hơn số bản đã nộp"):
        count(**said, counts={"NOTED": 9}, on=FIRST)  # of nine that day, of eight the next
    count(**said, counts={"NOTED": 8}, on=FIRST)


def test_who_left_since_is_told_again_with_the_lower_total(cast: Cast) -> None:
    """Thirty of thirty in January; two have moved away: the refusal says what else to tell, and tells no number."""
    said = {"unit": cast.cell, "year": 2026, "by": cast.above, "at": AT}
    count(**said, total=30, counts={"HANDED_IN": 30, "NOTED": 29}, on=FIRST)
    for told in ({"MID_YEAR": 28}, {"MID_YEAR": 28, "NOTED": 28}, {}):
        with pytest.raises(Refused, match=r"nộp .20/01/2026.*tính đến ngày 15/07/2026: ghi lại cả số này") as refused:
            count(**said, total=28, counts=told, on=SECOND)
        assert ("chi bộ ghi nhận (20/01/2026)" in str(refused.value)) is ("NOTED" not in told)
        assert not any(n in str(refused.value) for n in ("28", "29", "30"))
    with pytest.raises(Refused, match=r"nhiều hơn số đảng viên phải nộp\. Kiểm tra lại"):
        count(**said, total=28, counts={"HANDED_IN": 28, "NOTED": 28, "MID_YEAR": 29}, on=SECOND)
    count(**said, total=28, counts={"HANDED_IN": 28, "NOTED": 28, "MID_YEAR": 28}, on=SECOND)
    for until, n in ((Until(FIRST, AT), 30), (Until(SECOND, AT), 28)):
        (own,) = lines([cast.cell], 2026, cast.doer, until)
        assert (own.total, own.of("HANDED_IN")) == (n, n), "what was told of January stays"


def test_a_total_lowered_of_a_day_is_not_below_what_was_told_of_that_day_or_a_later_one(cast: Cast) -> None:
    said = {"unit": cast.cell, "year": 2026, "by": cast.doer, "at": AT}
    count(**said, total=9, on=FIRST)
    count(**said, counts={"HANDED_IN": 9}, on=SECOND)
    for on in (FIRST, SECOND, TODAY):
        with pytest.raises(Refused, match=r"nộp .15/07/2026.*ghi lại cả số này"):
            count(**said, total=5, on=on)
    count(**said, total=5, counts={"HANDED_IN": 5}, on=TODAY)
    count(**said, counts={"HANDED_IN": 7}, on=FIRST)


def test_what_contradicted_its_total_before_blocks_no_other_count_and_is_not_shown(cast: Cast) -> None:
    """Totals were lowered unlooked at: that count is unknown until it is told again, and the others are told meanwhile."""
    said = {"unit": cast.cell, "year": 2026, "by": cast.doer, "at": AT}
    season = count(**said, total=30, counts={"HANDED_IN": 30}, on=FIRST)
    season.tallies.filter(stage="TOTAL").update(n=28)
    count(**said, counts={"YEAR_END": 28}, on=TODAY)
    line = counted([season])[season.pk]
    assert (line.total, line.of("HANDED_IN"), line.of("YEAR_END")) == (28, None, 28)
    with pytest.raises(Refused, match=r"nộp .20/01/2026"):
        count(**said, total=29, on=TODAY)
    count(**said, counts={"HANDED_IN": 28}, on=TODAY)
    assert counted([season])[season.pk].of("HANDED_IN") == 28


def test_who_handed_in_by_the_day_and_left_is_in_time_of_no_total(cast: Cast) -> None:
    season = count(unit=cast.cell, year=2026, total=30, on=FIRST, by=cast.doer, at=AT)
    timely = Timely({2026}, {}, {season.pk: 30})
    assert [timely.of(season, done) for done in (28, 30, 31, None)] == [(28, 0), (30, 0), (30, 1), (None, 0)]
