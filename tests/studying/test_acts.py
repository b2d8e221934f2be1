"""Quán triệt qua các hành vi — asked, decided, held, made up for; coverage as of a day; nothing is overwritten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.access.rights import NotAllowed, sees
from dondoc.documents.models import Entry
from dondoc.journal.models import Entry as Line
from dondoc.shared.acts import Refused
from dondoc.studying.actions.asking import ask, withdraw_asking
from dondoc.studying.actions.correcting import correct_session, withdraw_session
from dondoc.studying.actions.deciding import decide_study
from dondoc.studying.actions.holding import Held, add_make_up, hold_session
from dondoc.studying.actions.reflecting import record_reflections
from dondoc.studying.counting import tallies
from dondoc.studying.models import Asking, Decision, Meeting, Sitting
from dondoc.studying.passing import pass_on
from dondoc.studying.queries import Coverage, coverage, waiting
from dondoc.studying.words import DONE, Standing
from dondoc.units.actions import establish
from dondoc.units.models import Unit
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.making import an_entry
from tests.studying.making import AFTER, BEFORE, DUE, a_meeting, an_asking

pytestmark = pytest.mark.acts
LATER = AT + timedelta(hours=1)


def found(cast: Cast, asking: Asking, day: date = TODAY, role: str = "leader") -> Coverage:
    return coverage(asking, cast.people[role], day, LATER)


def by_unit(cast: Cast, asking: Asking, day: date = TODAY) -> dict[int, tuple[Standing, bool | None]]:
    return {line.unit_id: (line.standing, line.behind) for line in found(cast, asking, day).lines}


def test_each_unit_asked_stands_by_what_it_told_and_every_count_is_of_its_lines(cast: Cast) -> None:
    late, quiet = (
        establish(name=f"Chi bộ NN-A0{n}", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=BEGAN)
        for n in (5, 6)
    )
    asking = an_asking(cast)
    assert sees(cast.doer, asking.paper), "who is asked reads the paper"
    assert not sees(cast.head, asking.paper), "a board of the committee is no cell: it was not asked"
    assert set(by_unit(cast, asking).values()) == {(Standing.UNDECIDED, None)}, "silence is not lateness"
    meeting = a_meeting(cast, asking)
    decide_study(unit=cast.home, paper=asking.paper, way="NONE", reason="Không có đối tượng", by=cast.stranger, at=AT)
    a_meeting(cast, asking, unit=late, by=cast.above, held=Held(AFTER), way="SPREAD")
    assert by_unit(cast, asking) == {
        cast.cell.pk: (Standing.STUDIED, False), cast.home.pk: (Standing.NONE, False),
        late.pk: (Standing.SPREAD, True), quiet.pk: (Standing.UNDECIDED, None),
    }  # fmt: skip
    add_make_up(meeting=meeting, held=Held(AFTER, "ONLINE", present=1), by=cast.doer, at=AT)
    record_reflections(meeting=meeting, handed_in=5, on=TODAY, by=cast.doer, at=AT)
    record_reflections(meeting=meeting, handed_in=7, on=TODAY, by=cast.doer, at=LATER)
    whole = found(cast, asking)
    assert (whole.done, whole.late, whole.present, whole.total, whole.reflections) == (2, 1, 9, 9, 7)
    assert sum(whole.counts.values()) == len(whole.lines) == 4
    line = next(line for line in whole.lines if line.unit_id == cast.cell.pk)
    assert (line.done_on, line.sittings, line.made_up) == (BEFORE, 2, 1), (
        "a make-up adds to the first, and does not move it"
    )
    assert [sorted(row.unit_id for row in lines) for _path, lines in whole.branches] == [
        sorted((cast.cell.pk, late.pk, quiet.pk)), [cast.home.pk]
    ]  # fmt: skip
    for row in whole.lines:  # what the desk says waits is what is neither done nor left
        unit = Unit.objects.get(pk=row.unit_id)
        waits = waiting(Asking.objects.standing().asked_of(unit), unit).exists()
        assert waits == (row.standing not in (*DONE, Standing.NONE))
    assert [one.unit_id for one in found(cast, asking, role="doer").lines] == [cast.cell.pk], "a cell sees itself alone"
    assert {one.unit_id for one in found(cast, asking, role="above").lines} == {cast.cell.pk, late.pk, quiet.pk}


def test_as_of_a_day_and_by_what_was_entered_then(cast: Cast) -> None:
    asking = an_asking(cast)
    meeting = a_meeting(cast, asking)
    add_make_up(meeting=meeting, held=Held(AFTER, present=1), by=cast.doer, at=LATER)
    cell = cast.cell.pk
    day_of = {
        day: {line.unit_id: line.present for line in found(cast, asking, day).lines} for day in (BEFORE, DUE, AFTER)
    }
    assert [day_of[day][cell] for day in (BEFORE, DUE, AFTER)] == [8, 8, 9]
    assert by_unit(cast, asking, DUE)[cell] == (Standing.STUDIED, False)
    assert by_unit(cast, asking, BEFORE - timedelta(days=1))[cell][0] == Standing.UNDECIDED
    first = Sitting.objects.get(meeting=meeting, makes_up=False)
    much_later = LATER + timedelta(hours=1)
    new = correct_session(
        session=first, held=Held(DUE, present=7, total=9), reason="Ghi nhầm", by=cast.doer, at=much_later
    )
    assert (new.corrects, Sitting.objects.get(pk=first.pk).replaced_because) == (first, "Ghi nhầm")
    assert Meeting.objects.get(pk=meeting.pk).on == DUE
    then, now = (
        next(iter(one for one in coverage(asking, cast.leader, TODAY, at).lines if one.unit_id == cell))
        for at in (LATER, much_later)
    )
    assert ((then.done_on, then.present), (now.done_on, now.present)) == ((BEFORE, 9), (DUE, 8))


def test_many_papers_in_one_session_and_one_meeting_withdrawn_counts_for_none(cast: Cast) -> None:
    askings = [an_asking(cast), an_asking(cast, an_entry(cast, "62"), due_on=None)]
    decide_study(unit=cast.cell, paper=askings[1].paper, way="SPREAD", by=cast.doer, at=AT)
    meeting = a_meeting(cast, *askings)
    assert [by_unit(cast, one)[cast.cell.pk] for one in askings] == [(Standing.STUDIED, False), (Standing.SPREAD, None)]
    extra = add_make_up(meeting=meeting, held=Held(AFTER, present=1), by=cast.doer, at=AT)
    first = Sitting.objects.get(meeting=meeting, makes_up=False)
    for wrong in (
        lambda: withdraw_session(session=first, reason="Nhầm", by=cast.doer, at=AT),  # its make-up stands
        lambda: add_make_up(meeting=meeting, held=Held(AFTER, present=1), by=cast.doer, at=AT),  # ten of nine
        lambda: add_make_up(meeting=meeting, held=Held(BEFORE - timedelta(days=1)), by=cast.doer, at=AT),
        lambda: correct_session(session=first, held=Held(BEFORE, present=9, total=9), reason="x", by=cast.doer, at=AT),
        lambda: correct_session(session=first, held=Held(TODAY, present=8, total=9), reason="x", by=cast.doer, at=AT),
        lambda: correct_session(session=extra, held=Held(AFTER, present=0), reason=" ", by=cast.doer, at=AT),
        lambda: record_reflections(meeting=meeting, handed_in=10, on=TODAY, by=cast.doer, at=AT),
    ):
        with pytest.raises(Refused):
            wrong()
    for row in (extra, first):
        withdraw_session(session=row, reason="Ghi nhầm chi bộ", by=cast.doer, at=AT)
    assert tallies([meeting])[meeting.pk].first is None
    assert [by_unit(cast, one)[cast.cell.pk][0] for one in askings] == [Standing.DECIDED, Standing.DECIDED]
    with pytest.raises(Refused):
        add_make_up(meeting=meeting, held=Held(AFTER, present=1), by=cast.doer, at=AT)


def test_who_may_not_and_what_cannot_be(cast: Cast) -> None:
    asking = an_asking(cast)
    paper, other = asking.paper, an_entry(cast, "63")
    for turned in (
        lambda: ask(entry=other, by=cast.doer, at=AT),
        lambda: a_meeting(cast, asking, unit=cast.home),
        lambda: decide_study(unit=cast.home, paper=paper, way="STUDY", by=cast.doer, at=AT),
        lambda: withdraw_asking(asking=asking, reason="x", by=cast.doer, at=AT),
    ):
        with pytest.raises(NotAllowed):
            turned()
    for wrong in (
        lambda: an_asking(cast, other, due_source=" "),
        lambda: ask(entry=Entry.objects.get(paper=paper), by=cast.leader, at=AT),  # asked already
        lambda: a_meeting(cast, asking, held=Held(TODAY + timedelta(days=1))),
        lambda: a_meeting(cast),
        lambda: hold_session(unit=cast.cell, papers=[other.paper], held=Held(BEFORE), by=cast.doer, at=AT),  # not seen
        lambda: decide_study(unit=cast.cell, paper=paper, way="NONE", by=cast.doer, at=AT),
    ):
        with pytest.raises(Refused):
            wrong()
    assert not Meeting.objects.exists()
    decide_study(unit=cast.cell, paper=paper, way="NONE", reason="Chưa có đảng viên", by=cast.doer, at=AT)
    with pytest.raises(Refused):
        a_meeting(cast, asking)
    decide_study(unit=cast.cell, paper=paper, way="STUDY", reason="Đã có đảng viên", by=cast.doer, at=LATER)
    assert [row.way for row in Decision.objects.order_by("id")] == ["NONE", "STUDY"], "the first stays readable"
    a_meeting(cast, asking, by=cast.above)
    assert Sitting.objects.get().for_other, "entered by who stands above"
    withdraw_asking(asking=asking, reason="Văn bản hết hiệu lực", by=cast.leader, at=AT)
    assert not Asking.objects.standing().exists()
    assert an_asking(cast, an_entry(cast, "64")).pk
    assert Line.objects.filter(act="studying.decide_study").count() == 2


def test_the_scope_and_what_the_heir_of_who_asked_goes_on_with(cast: Cast) -> None:
    entry = an_entry(cast, "65")
    asking = an_asking(cast, entry, unit=cast.branch)
    for across, units in (("CHILDREN", {cast.board.pk, cast.branch.pk, cast.home.pk}),
                          ("ALL", {cast.board.pk, cast.branch.pk, cast.home.pk, cast.cell.pk})):  # fmt: skip
        wide = an_asking(cast, an_entry(cast, f"7{len(units)}"), across=across)
        assert {line.unit_id for line in found(cast, wide).lines} == units
        asked = [
            unit.pk for unit in Unit.objects.working() if Asking.objects.filter(pk=wide.pk).asked_of(unit).exists()
        ]
        assert set(asked) == units
    assert pass_on(from_unit=cast.branch, to_unit=cast.root, on=TODAY, by=cast.setup, at=AT, deed="thu") == 0
    assert Asking.objects.get(pk=asking.pk).unit == cast.root
