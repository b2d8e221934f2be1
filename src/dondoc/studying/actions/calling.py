"""Điểm danh — by member, where a unit wants to know who still has to make up; otherwise n/m is enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.studying import rules
from dondoc.studying.actions.correcting import corrected
from dondoc.studying.actions.holding import Held, check_meeting_stands
from dondoc.studying.models import ROLL, Attendance, Sitting
from dondoc.studying.words import PRESENT


@act(ROLL, gettext_lazy("Điểm danh buổi quán triệt"))
def call_roll(*, session: Sitting, came: Mapping[Person, str], by: Actor, at: datetime) -> Sitting:
    """Điểm danh — who came, who did not; the journal keeps that it was called, and no name."""
    meeting = session.meeting
    require(by, ROLL, meeting.unit)
    check_meeting_stands(meeting)
    if session.replaced_at is not None:
        raise Refused(_("Buổi này đã được đính chính hoặc rút. Tải lại trang để xem."))
    rules.check_roll(list(came.values()), session.present, session.total, makes_up=session.makes_up)
    row = _counted(session, came, by, at) if session.present is None else session
    Attendance.objects.filter(session=row).delete()
    Attendance.objects.bulk_create(Attendance(session=row, person=who, came=how, at=at) for who, how in came.items())
    write(ROLL, meeting, by=by, at=at, on=row.on, unit=meeting.unit, session=row.pk)
    return row


@act("studying.drop_roll", gettext_lazy("Xóa điểm danh"))
def drop_roll(*, session: Sitting, by: Actor, at: datetime) -> None:
    """Xóa điểm danh — no longer needed once who was away has made up; the numbers of the session stay."""
    require(by, ROLL, session.meeting.unit)
    if not Attendance.objects.filter(session=session).delete()[0]:
        raise Refused(_("Buổi này không có điểm danh."))
    write("studying.drop_roll", session.meeting, by=by, at=at, unit=session.meeting.unit, session=session.pk)


def _counted(session: Sitting, came: Mapping[Person, str], by: Actor, at: datetime) -> Sitting:
    """The session with the numbers the roll tells."""
    told = Held(session.on, session.form, session.place, session.speaker, others=session.others, keeper=session.keeper)
    here = sum(how in PRESENT for how in came.values())
    held = replace(told, present=here, total=None if session.makes_up else len(came))
    return corrected(session, held, _("Ghi số theo điểm danh."), by=by, at=at)
