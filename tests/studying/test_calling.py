"""Điểm danh — by member where a cell wants it: the same n/m, names for the cell and the member alone, gone when asked."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dondoc.access.models import Person
from dondoc.journal.models import Entry
from dondoc.personal.models import Look
from dondoc.pledging.actions.listing import keep_list
from dondoc.shared.acts import Refused
from dondoc.studying.actions.calling import call_roll, drop_roll
from dondoc.studying.actions.correcting import correct_session
from dondoc.studying.actions.holding import Held, add_make_up
from dondoc.studying.counting import tallies
from dondoc.studying.models import Attendance, Sitting
from dondoc.studying.personal import ABOUT
from tests.cast import AT, TODAY, Cast, client_of
from tests.studying.making import a_meeting, an_asking

pytestmark = pytest.mark.acts


def _members() -> list[Person]:
    return [Person.objects.create(full_name=name) for name in ("Cù Thị Ngải", "Đèo Văn Sậy", "Lò Thị Mận")]


def _session(cast: Cast, **held: int) -> Sitting:
    return a_meeting(cast, an_asking(cast), held=Held(TODAY, **held), by=cast.doer).sessions.get()


def test_the_roll_tells_the_number_or_agrees_with_it(cast: Cast) -> None:
    first, second, third = _members()
    session = _session(cast)
    row = call_roll(session=session, came={first: "CAME", second: "ONLINE", third: "EXCUSED"}, by=cast.doer, at=AT)
    assert (row.present, row.total, row.corrects) == (2, 3, session)
    with pytest.raises(Refused, match="có mặt 1, buổi này đã ghi 2"):
        call_roll(session=row, came={first: "CAME", second: "AWAY", third: "AWAY"}, by=cast.doer, at=AT)
    with pytest.raises(Refused, match="2 người, buổi này đã ghi 3"):
        call_roll(session=row, came={first: "CAME", second: "CAME"}, by=cast.doer, at=AT)
    make_up = add_make_up(meeting=row.meeting, held=Held(TODAY, present=1), by=cast.doer, at=AT)
    call_roll(session=make_up, came={third: "CAME"}, by=cast.doer, at=AT)
    assert tallies([row.meeting])[row.meeting.pk].present == 3
    told = Entry.objects.filter(act="studying.call_roll").order_by("-id")[0]
    assert told.payload.body == {"session": make_up.pk}, "no name in the journal"


def test_what_was_told_wrongly_keeps_no_names_and_the_roll_can_go(cast: Cast) -> None:
    first, second, _third = _members()
    session = _session(cast, present=1, total=2)
    call_roll(session=session, came={first: "CAME", second: "AWAY"}, by=cast.doer, at=AT)
    with pytest.raises(Refused):
        drop_roll(session=session, by=cast.above, at=AT)  # who stands above calls no roll
    row = correct_session(session=session, held=Held(TODAY, present=2, total=2), reason="nhầm", by=cast.doer, at=AT)
    assert not Attendance.objects.exists()
    call_roll(session=row, came={first: "CAME", second: "CAME"}, by=cast.doer, at=AT)
    drop_roll(session=row, by=cast.doer, at=AT)
    assert not Attendance.objects.exists() and Sitting.objects.standing().get().present == 2


def test_names_are_seen_by_the_cell_and_the_member_alone(cast: Cast) -> None:
    own = cast.user("doer").person
    assert own is not None
    season = keep_list(unit=cast.cell, year=TODAY.year, people=[own, _members()[0]], by=cast.doer, at=AT)
    session = _session(cast, present=1, total=2)
    doer, above = client_of(cast, "doer"), client_of(cast, "above")
    url, page = (
        reverse("call_study_roll", args=[session.public_id]),
        reverse("study_meeting", args=[session.meeting.public_id]),
    )
    codes = {str(pledge.person): pledge.person.public_id for pledge in season.pledges.all()}
    form = doer.get(url).context["form"]
    assert [form.get_initial_for_field(form.fields[code], code) for code in codes.values()] == ["CAME", "CAME"]
    said = {codes[str(own)]: "CAME", codes["Cù Thị Ngải"]: "AWAY", "more": "Ai Không Có", "once": "a"}
    assert doer.post(url, said).status_code == 422
    assert doer.post(url, {**said, "more": "", "once": "b"}).url == page
    assert "Cù Thị Ngải" in doer.get(page).content.decode()
    assert "Cù Thị Ngải" not in above.get(page).content.decode()
    assert "1/2" in above.get(page).content.decode()
    assert Look.objects.filter(what="studying.roll").exists()
    mine = next(one for one in ABOUT if one.key == "studying.attendance")
    assert "Cù Thị Ngải" not in doer.get(reverse("study_meetings") + "?as=csv").content.decode()
    assert mine.erase is not None
