"""Đính chính, rút buổi quán triệt — by new facts with a reason; what was told before stays readable."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.studying import rules
from dondoc.studying.actions.holding import Held, check_meeting_stands, new_session
from dondoc.studying.counting import Tally, tallies
from dondoc.studying.models import Attendance, Meeting, Sitting


@act("studying.correct_session", gettext_lazy("Đính chính buổi quán triệt"))
def correct_session(*, session: Sitting, held: Held, reason: str, by: Actor, at: datetime) -> Sitting:
    """Đính chính buổi — told wrongly; a first session keeps its make-ups, and the sum is looked at again."""
    require(by, "studying.correct_session", session.meeting.unit)
    return corrected(session, held, reason, by=by, at=at)


def corrected(session: Sitting, held: Held, reason: str, *, by: Actor, at: datetime) -> Sitting:
    """The same for whoever has asked his own right."""
    meeting = session.meeting
    check_meeting_stands(meeting)
    tally = tallies([meeting])[meeting.pk]
    _check(session, held, tally, at)
    _replace(session, reason, at)
    over = {"total": None} if session.makes_up else {}
    row = new_session(meeting, held, by, at, makes_up=session.makes_up, corrects=session, **over)
    if not session.makes_up:
        Meeting.objects.filter(pk=meeting.pk).update(on=held.on)
    write("studying.correct_session", meeting, by=by, at=at, on=held.on, unit=meeting.unit, session=row.pk,
          corrects=session.pk)  # fmt: skip
    return row


@act("studying.withdraw_session", gettext_lazy("Rút buổi quán triệt"))
def withdraw_session(*, session: Sitting, reason: str, by: Actor, at: datetime) -> None:
    """Rút buổi — recorded by mistake: it counts as never held; with the first goes the whole, once no make-up stands."""
    meeting = session.meeting
    require(by, "studying.withdraw_session", meeting.unit)
    check_meeting_stands(meeting)
    if not session.makes_up and Sitting.objects.standing().filter(meeting=meeting, makes_up=True).exists():
        raise Refused(_("Đợt này còn buổi học bù. Rút các buổi học bù trước."))
    _replace(session, reason, at)
    if not session.makes_up:
        Meeting.objects.filter(pk=meeting.pk).update(withdrawn_at=at)
    write("studying.withdraw_session", meeting, by=by, at=at, on=session.on, unit=meeting.unit, session=session.pk)


def _check(session: Sitting, held: Held, tally: Tally, at: datetime) -> None:
    """Against the other sittings: none before the first, not more who came than had to."""
    others = [row for row in tally.sessions if row.pk != session.pk]
    first = next((row for row in others if not row.makes_up), None)
    rules.check_day(held.on, today=hanoi_day(at), not_before=first.on if first else None)
    if first is None and any(row.on < held.on for row in others):
        raise Refused(_("Buổi học bù không thể trước buổi đầu."))
    total = tally.total if session.makes_up else held.total
    if not session.makes_up or total is not None:
        rules.check_counts(held.present, total, others_present=sum(row.present or 0 for row in others))


def _replace(session: Sitting, reason: str, at: datetime) -> None:
    check_reason(reason)
    rows = Sitting.objects.standing().filter(pk=session.pk)
    if not rows.update(replaced_at=at, replaced_because=reason.strip()[:300]):
        raise Refused(_("Buổi này đã được đính chính hoặc rút. Tải lại trang để xem."))
    Attendance.objects.filter(session=session).delete()  # of what was told wrongly no names stay
