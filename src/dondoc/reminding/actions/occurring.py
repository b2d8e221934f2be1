"""Kỳ — opened by the machine, reported by the unit, confirmed by who gave the duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, share
from dondoc.documents.models import Paper
from dondoc.implementation.queries import decider
from dondoc.implementation.rules import check_not_doer
from dondoc.journal.actions import write
from dondoc.obligations.lifecycle import OPEN
from dondoc.obligations.models import Assignment
from dondoc.reminding import rules
from dondoc.reminding.lifecycle import OCCURRENCE
from dondoc.reminding.models import Occurrence, OccurrenceStep
from dondoc.reminding.queries import days_of, next_day, recurring
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.queries import answers_for, is_for_other


@act("reminding.open", gettext_lazy("Mở kỳ của việc định kỳ"))
def open_periods(*, assignment: Assignment, due_days: Sequence[date], by: Actor, at: datetime) -> None:
    """Mở kỳ — a row a period, so that it can be reported; the same day never twice."""
    rules.check_machine(by.is_setup)
    for day in due_days:
        row = Occurrence.objects.create(assignment=assignment, due_on=day, at=at)
        OCCURRENCE.start(row, by=by, at=at, on=hanoi_day(at))
    write("reminding.open", assignment, by=by, at=at, unit=assignment.unit, days=[day.isoformat() for day in due_days])


def open_due(at: datetime) -> int:
    """Mở các kỳ đến lúc — those since the duty was entered, and always the next one; a duty a transaction."""
    day, by, opened = hanoi_day(at), Actor.setup(hanoi_day(at)), 0
    for row in recurring(Assignment.objects.all()).order_by("id").iterator():
        wanted = list(days_of(row, hanoi_day(row.at), day) or ())
        ahead = next_day(row, day)
        held = set(Occurrence.objects.filter(assignment=row).values_list("due_on", flat=True))
        missing = [d for d in [*wanted, *([ahead] if ahead else [])] if d not in held]
        opened += _open(row, missing, by, at) if missing else 0
    return opened


def _open(row: Assignment, missing: Sequence[date], by: Actor, at: datetime) -> int:
    try:
        open_periods(assignment=row, due_days=missing, by=by, at=at)
    except IntegrityError:  # another worker opened one of them meanwhile
        return 0
    return len(missing)


@act("reminding.report", gettext_lazy("Báo cáo kỳ"))
def report(
    *, occurrence: Occurrence, text: str, by: Actor, at: datetime, on: date | None = None, paper: Paper | None = None
) -> None:
    """Báo cáo kỳ — of one period, in words, by a registered paper or both."""
    row = occurrence.assignment
    require(by, "reminding.report", row.unit)
    rules.check_report(text, paper is not None)
    rules.check_open(row.state in OPEN)
    day = on or hanoi_day(at)
    if day > hanoi_day(at):
        raise Refused(_("Ngày báo cáo ở sau hôm nay."))
    OCCURRENCE.take(occurrence, "report", by=by, at=at, on=day, reported_on=day, text=text.strip(), paper=paper,
                    returned_because="", for_other=is_for_other(by, row.unit_id))  # fmt: skip
    if paper is not None:
        share(paper, decider(row), because="reminding.report", at=at)
    write("reminding.report", occurrence, by=by, at=at, on=day, unit=row.unit, assignment=row.pk)


@act("reminding.confirm", gettext_lazy("Xác nhận kỳ"))
def confirm(*, occurrence: Occurrence, by: Actor, at: datetime) -> None:
    """Xác nhận kỳ — by who gave the duty, and by a person who did not report it."""
    _check_giver(occurrence, by)
    OCCURRENCE.take(occurrence, "confirm", by=by, at=at, on=hanoi_day(at))
    write(
        "reminding.confirm",
        occurrence,
        by=by,
        at=at,
        unit=occurrence.assignment.unit,
        assignment=occurrence.assignment_id,
    )


@act("reminding.return", gettext_lazy("Yêu cầu bổ sung kỳ"))
def give_back(*, occurrence: Occurrence, reason: str, by: Actor, at: datetime) -> None:
    """Yêu cầu bổ sung kỳ — saying what is missing; the period is due again."""
    _check_giver(occurrence, by)
    check_reason(reason)
    OCCURRENCE.take(occurrence, "return", by=by, at=at, on=hanoi_day(at), returned_because=reason.strip())
    write(
        "reminding.return",
        occurrence,
        by=by,
        at=at,
        unit=occurrence.assignment.unit,
        assignment=occurrence.assignment_id,
    )


def _check_giver(occurrence: Occurrence, by: Actor) -> None:
    """The unit that gave the duty, and another person than who reported."""
    require(by, "reminding.confirm", decider(occurrence.assignment))
    steps = OccurrenceStep.objects.filter(thing=occurrence, step="report")
    check_not_doer(answers_for(by), set(steps.values_list("person_id", flat=True)))
