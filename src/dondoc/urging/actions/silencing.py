"""Thôi đôn đốc, đôn đốc trở lại — only with a reason; many works in one act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.implementation.queries import decider
from dondoc.journal.actions import write
from dondoc.obligations.lifecycle import WORKING
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.urging import rules
from dondoc.urging.models import Silence


@act("urging.silence", gettext_lazy("Thôi đôn đốc"))
def silence(
    *, assignments: Sequence[Assignment], reason: str, by: Actor, at: datetime, until_on: date | None = None
) -> list[Silence]:
    """Thôi đôn đốc — neither reminded nor proposed, until a day or until said otherwise; the due day stays, and late is late."""
    check_reason(reason)
    rules.check_some(len(assignments))
    day = hanoi_day(at)
    if until_on is not None and until_on < day:
        raise Refused(_("Ngày hết thôi đôn đốc đã qua."))
    return [_silence(row, reason, by, at, until_on) for row in assignments]


@act("urging.resume", gettext_lazy("Đôn đốc trở lại"))
def resume(*, silence: Silence, reason: str, by: Actor, at: datetime) -> None:
    """Đôn đốc trở lại — the ladder goes on where it stood."""
    require(by, "urging.silence", decider(silence.assignment))
    check_reason(reason)
    open_ = Silence.objects.filter(pk=silence.pk, lifted_on__isnull=True)
    if not open_.update(lifted_on=hanoi_day(at), lifted_because=reason.strip()):
        raise Refused(_("Việc này đã được đôn đốc trở lại."))
    write("urging.resume", silence, by=by, at=at, unit=silence.assignment.unit, assignment=silence.assignment_id)


def _silence(row: Assignment, reason: str, by: Actor, at: datetime, until_on: date | None) -> Silence:
    require(by, "urging.silence", decider(row))
    day = hanoi_day(at)
    if row.state not in WORKING:
        raise Refused(_("%(name)s: việc đã báo cáo xong hoặc đã kết thúc.") % {"name": row.obligation.nv})
    if Silence.objects.on(day).filter(assignment=row).exists():
        raise Refused(_("%(name)s: việc này đang thôi đôn đốc.") % {"name": row.obligation.nv})
    run_out = Silence.objects.filter(assignment=row, lifted_on__isnull=True)
    run_out.update(lifted_on=day, lifted_because=_("Đã hết ngày thôi đôn đốc."))
    made = Silence.objects.create(assignment=row, reason=reason.strip(), until_on=until_on, on=day, at=at, **by.who)
    write("urging.silence", made, by=by, at=at, unit=row.unit, assignment=row.pk)
    return made
