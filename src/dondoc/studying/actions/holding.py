"""Ghi buổi quán triệt — of one paper or many in one session; who missed it makes up for it, which adds to the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.studying import rules
from dondoc.studying.actions.deciding import check_known, decided, who
from dondoc.studying.counting import tallies
from dondoc.studying.models import Meeting, MeetingPaper, Sitting
from dondoc.studying.queries import decision_of
from dondoc.studying.words import Form, Way
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands


@dataclass(frozen=True, slots=True)
class Held:
    """Một buổi, như được kể — the day, how, by whom, n/m (or neither, where it is not known), others who came."""

    on: date
    form: str = Form.IN_PERSON
    place: str = ""
    speaker: str = ""
    present: int | None = None
    total: int | None = None
    others: int | None = None
    keeper: str = ""  # where the unit's own paper list is kept


@act("studying.hold_session", gettext_lazy("Ghi buổi quán triệt"))
def hold_session(
    *, unit: Unit, papers: Sequence[Paper], held: Held, by: Actor, at: datetime, way: str = Way.STUDY
) -> Meeting:
    """Ghi buổi quán triệt — many papers in one; what was not decided yet is decided by it."""
    require(by, "studying.hold_session", unit)
    chosen = list({paper.pk: paper for paper in papers}.values())
    rules.check_papers(len(chosen))
    rules.check_day(held.on, today=hanoi_day(at))
    rules.check_counts(held.present, held.total)
    for paper in chosen:
        check_known(paper, by)
        _decide(unit, paper, way, by, at, held.on)
    meeting = Meeting.objects.create(unit=unit, on=held.on, at=at)
    MeetingPaper.objects.bulk_create([MeetingPaper(meeting=meeting, paper=paper) for paper in chosen])
    new_session(meeting, held, by, at)
    check_stands(unit)
    write("studying.hold_session", meeting, by=by, at=at, on=held.on, unit=unit, papers=[paper.pk for paper in chosen])
    return meeting


@act("studying.add_make_up", gettext_lazy("Ghi buổi học bù"))
def add_make_up(*, meeting: Meeting, held: Held, by: Actor, at: datetime) -> Sitting:
    """Ghi buổi học bù — of those who missed the first; their number adds to it, the number who had to come stays."""
    require(by, "studying.add_make_up", meeting.unit)
    check_meeting_stands(meeting)
    tally = tallies([meeting])[meeting.pk]
    first = tally.first
    rules.check_day(held.on, today=hanoi_day(at), not_before=first.on if first else None)
    if tally.total is not None:
        rules.check_counts(held.present, tally.total, others_present=tally.present or 0)
    row = new_session(meeting, held, by, at, makes_up=True, total=None)
    write("studying.add_make_up", meeting, by=by, at=at, on=held.on, unit=meeting.unit, session=row.pk)
    return row


def new_session(meeting: Meeting, held: Held, by: Actor, at: datetime, **over: Any) -> Sitting:
    """A row of what was told."""
    facts: dict[str, Any] = {
        "on": held.on, "form": held.form, "place": held.place.strip()[:200], "speaker": held.speaker.strip()[:200],
        "present": held.present, "total": held.total, "others": held.others, "keeper": held.keeper.strip()[:200],
    }  # fmt: skip
    return Sitting.objects.create(meeting=meeting, at=at, **{**facts, **who(by, meeting.unit), **over})


def check_meeting_stands(meeting: Meeting) -> None:
    """Raises Refused of a meeting that was withdrawn."""
    held = Meeting.objects.standing().select_for_update().filter(pk=meeting.pk)  # one at a time counts who came
    if held.first() is None:
        raise Refused(_("Đợt quán triệt này đã được rút."))


def _decide(unit: Unit, paper: Paper, way: str, by: Actor, at: datetime, on: date) -> None:
    """What a unit decided stays; a paper it left with a reason is decided anew first."""
    before = decision_of(unit, paper)
    if before is None:
        if way == Way.NONE:
            raise Refused(_("Buổi là quán triệt hoặc phổ biến."))
        decided(unit, paper, way, "", by, at, on)
    elif before.way == Way.NONE:
        raise Refused(_("%(paper)s: đơn vị đã quyết định không tổ chức. Quyết định lại trước.") % {"paper": paper})
