"""Ghi bài thu hoạch — how many were handed in by a day; no text, no name."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act, check_come
from dondoc.studying import rules
from dondoc.studying.actions.holding import check_meeting_stands
from dondoc.studying.counting import tallies
from dondoc.studying.models import Meeting, Reflection


@act("studying.record_reflections", gettext_lazy("Ghi bài thu hoạch đã nộp"))
def record_reflections(*, meeting: Meeting, handed_in: int, on: date, by: Actor, at: datetime) -> Reflection:
    """Ghi bài thu hoạch — all handed in so far; a later count stands beside the earlier, which stays."""
    require(by, "studying.record_reflections", meeting.unit)
    check_meeting_stands(meeting)
    check_come(on, at)
    rules.check_handed_in(handed_in, tallies([meeting])[meeting.pk].total)
    row = Reflection.objects.create(
        meeting=meeting, handed_in=handed_in, on=on, at=at, **by.who,
    )  # fmt: skip
    write("studying.record_reflections", meeting, by=by, at=at, on=on, unit=meeting.unit, reflection=row.pk)
    return row
