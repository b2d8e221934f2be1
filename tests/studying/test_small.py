"""Chi bộ ít người — to who reads of many units no count of members is shown of it, on the page, in its sums, in its file."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dondoc.shared.acts import Refused
from dondoc.studying.actions.correcting import correct_session, withdraw_session
from dondoc.studying.actions.holding import Held, add_make_up
from dondoc.studying.actions.reflecting import record_reflections
from dondoc.studying.models import Meeting, Sitting
from dondoc.studying.queries import coverage
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_entry
from tests.studying.making import BEFORE, a_meeting, an_asking

pytestmark = pytest.mark.acts
WITHHELD = "không hiện: dưới 5 người, hoặc chưa rõ"


@pytest.mark.parametrize(
    ("present", "total", "shown"),
    [(2, 3, False), (4, 4, False), (3, 5, True), (9, 13, True)],
)
def test_a_small_cell_is_not_counted_aloud(cast: Cast, present: int, total: int, shown: bool) -> None:
    asking = an_asking(cast, an_entry(cast))
    a_meeting(cast, asking, held=Held(TODAY, present=present, total=total))
    page = reverse("study", args=[asking.public_id])
    told = client_of(cast, "leader").get(page).content.decode()
    assert (WITHHELD in told) is not shown
    assert ("đảng viên, của các đơn vị đã báo số" in told) is shown
    file = client_of(cast, "leader").get(f"{page}?as=csv").content.decode()
    assert (WITHHELD in file) is not shown
    assert (f";{present};" in file or f",{present}," in file) is shown


def test_nor_is_its_meeting_anywhere_but_at_home(cast: Cast) -> None:
    """In the list, its files, the meeting itself and what was corrected; the cell reads its own."""
    meeting = a_meeting(cast, an_asking(cast, an_entry(cast)), held=Held(TODAY, present=2, total=3, others=7))
    record_reflections(meeting=meeting, handed_in=1, on=TODAY, by=cast.doer, at=AT)
    first = Sitting.objects.get(meeting=meeting)
    correct_session(session=first, held=Held(TODAY, present=3, total=3), reason="Ghi thiếu", by=cast.doer, at=AT)
    page, of_all = reverse("study_meeting", args=[meeting.public_id]), reverse("study_meetings")
    for role, shown in (("leader", False), ("above", False), ("doer", True)):
        for url in (page, of_all, f"{of_all}?as=csv"):
            told = client_of(cast, role).get(url).content.decode()
            assert (WITHHELD in told) is not shown, (role, url)
            assert any(n in told for n in ("3/3", "2/3", "3;3", "3,3")) is shown, (role, url)
        assert ("bài thu hoạch đã nộp đến" in client_of(cast, role).get(page).content.decode()) is shown


def test_who_corrects_it_from_above_reads_no_number_and_loses_none(cast: Cast) -> None:
    meeting = a_meeting(cast, an_asking(cast, an_entry(cast)), held=Held(TODAY, present=2, total=3, others=7))
    above, form = client_of(cast, "above"), reverse("correct_study_session", args=[_first(meeting).public_id])
    assert "2/3" not in above.get(form).content.decode()
    assert "2/3" in client_of(cast, "doer").get(form).content.decode()
    said = {"on": "24/11/2026", "form": "IN_PERSON", "speaker": "Bí thư", "reason": "Thiếu báo cáo viên", "once": "a"}
    assert above.post(form, said | {"share": "", "others": ""}).status_code == 302
    row = _first(meeting)
    assert (row.speaker, row.present, row.total, row.others) == ("Bí thư", 2, 3, 7)


def test_what_was_told_of_few_is_not_shown_once_withdrawn_or_corrected(cast: Cast) -> None:
    meeting = a_meeting(cast, an_asking(cast, an_entry(cast)), held=Held(TODAY, present=2, total=3))
    page = reverse("study_meeting", args=[meeting.public_id])
    correct_session(session=_first(meeting), held=Held(TODAY, present=8, total=9), reason="Nhầm", by=cast.doer, at=AT)
    told = client_of(cast, "leader").get(page).content.decode()
    assert "8/9" in told and "2/3" not in told
    correct_session(session=_first(meeting), held=Held(TODAY, present=1, total=3), reason="Nhầm", by=cast.doer, at=AT)
    withdraw_session(session=_first(meeting), reason="Nhầm", by=cast.doer, at=AT)
    told = client_of(cast, "leader").get(page).content.decode()
    assert not any(n in told for n in ("1/3", "2/3"))


def test_no_refusal_tells_who_enters_from_above_how_many_there_are(cast: Cast) -> None:
    meeting = a_meeting(cast, an_asking(cast, an_entry(cast)), held=Held(TODAY, present=2, total=3))
    said = {"by": cast.above, "at": AT}
    for wrong in (
        lambda: record_reflections(meeting=meeting, handed_in=999, on=TODAY, **said),
        lambda: add_make_up(meeting=meeting, held=Held(TODAY, present=999), **said),
        lambda: correct_session(
            session=_first(meeting), held=Held(TODAY, present=4, total=3), reason="Nhầm", **said
        ),
    ):  # fmt: skip
        with pytest.raises(Refused, match="nhiều hơn tổng số đảng viên phải dự") as refused:
            wrong()
        assert not any(letter.isdecimal() for letter in str(refused.value))


@pytest.mark.parametrize(
    ("first", "second", "line", "withheld"),
    [((3, 4), (4, 4), (4, 4), True), ((8, 9), (9, 9), (9, 9), False), ((9, 9), (None, None), (9, 9), False),
     ((2, 3), (5, 6), (5, 6), False)],
)  # fmt: skip
def test_who_came_to_two_meetings_on_one_paper_is_one(
    cast: Cast, first: tuple[int, int], second: tuple[int, int], line: tuple[int, int], withheld: bool
) -> None:
    asking = an_asking(cast, an_entry(cast))
    for (present, total), on in ((first, BEFORE), (second, TODAY)):
        meeting = a_meeting(cast, asking, held=Held(on, present=present, total=total))
        record_reflections(meeting=meeting, handed_in=present or 0, on=TODAY, by=cast.doer, at=AT)
    found = coverage(asking, cast.leader, TODAY, AT)
    (told,) = (one for one in found.lines if one.unit_id == cast.cell.pk)
    assert (told.present, told.total, told.sittings, told.done_on) == (*line, 2, BEFORE)
    assert told.is_withheld is withheld
    assert (found.present, found.total) == ((None, None) if withheld else line)
    assert found.reflections == (None if withheld else max(n or 0 for n, _of in (first, second) if n != 2))


def _first(meeting: Meeting) -> Sitting:
    return Sitting.objects.standing().get(meeting=meeting)
