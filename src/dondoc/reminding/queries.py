"""Tra lịch — what is due on which day: works, occurrences that stand, and those still to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from dondoc.obligations.lifecycle import OPEN, WORKING, State
from dondoc.obligations.models import DUE, Assignment, due_passed
from dondoc.reminding.awaited import Awaited
from dondoc.reminding.lifecycle import OccurrenceState
from dondoc.reminding.models import Occurrence, OccurrenceStep
from dondoc.reminding.rules import days
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.lifecycle import state_on
from dondoc.units.models import Holding, Unit

AHEAD = timedelta(days=400)  # how far the next period of any rule is looked for: a year, and room


@dataclass(frozen=True, slots=True)
class Coming:
    """Việc đến hạn một ngày — a work, or one period of a recurring duty; `occurrence` None for a period still to come."""

    assignment: Assignment
    due_on: date
    is_recurring: bool = False
    occurrence: Occurrence | None = None

    @property
    def secrecy(self) -> str:
        return self.assignment.secrecy

    @property
    def unit(self) -> Unit:
        return self.assignment.unit


Part = tuple[list[Coming], int]  # the first of a list, and how many there are


def as_post(holding: Holding, day: date) -> Actor:
    """Như người giữ chức danh — for what is sent to who holds a post: he sees no more by letter or feed than on a page."""
    return Actor(None, holding.person_id, holding.pk, None, "job", day)


def recurring(rows: models.QuerySet[Assignment]) -> models.QuerySet[Assignment]:
    """Việc định kỳ đang giao — still to be done, with a rule that repeats."""
    return (
        rows.filter(state__in=WORKING)
        .exclude(obligation__recurs="")
        .select_related("obligation__paper", "unit", "giver")
    )


def days_of(row: Assignment, first: date, last: date) -> list[date] | None:
    """Các kỳ của một việc — from the day it was entered here, until its own due day; None where the rule is not understood."""
    since, until = hanoi_day(row.at), min(last, row.due_on or last)
    return days(row.obligation.recurs, since, first, until) if first <= until else []


def next_day(row: Assignment, day: date) -> date | None:
    """Kỳ tới — the first after a day."""
    found = days_of(row, day + timedelta(days=1), day + AHEAD)
    return found[0] if found else None


def coming(actor: Actor, first: date, last: date, unit: Unit | None = None) -> list[Coming]:
    """Mọi việc đến hạn giữa hai ngày — of what one sees, of one unit where it is named; soonest first."""
    rows = Assignment.objects.visible_to(actor)
    rows = rows.filter(unit=unit) if unit else rows
    within = Q(due_on__gte=first, due_on__lte=last)
    single = rows.filter(within, state__in=WORKING, obligation__recurs="")
    found = [
        Coming(row, row.due_on) for row in single.select_related("obligation__paper", "unit", "giver") if row.due_on
    ]
    held = {
        (row.assignment_id, row.due_on): row
        for row in Occurrence.objects.for_list().filter(
            within, assignment__in=rows.filter(state__in=WORKING).values("pk")
        )
    }
    for row in recurring(rows):
        for day in days_of(row, first, last) or ():
            found.append(Coming(row, day, True, held.get((row.pk, day))))
    return sorted((c for c in found if is_open(c)), key=lambda c: (c.due_on, c.assignment.unit.path, c.assignment.pk))


def late_of(
    works: models.QuerySet[Assignment], moment: datetime, past: date | None = None, known_by: datetime | None = None
) -> models.QuerySet[Occurrence]:
    """Kỳ quá hạn của các việc — their day over and not reported, of a past day not by its end (by what was entered until T); the oldest first."""
    rows = Occurrence.objects.filter(due_passed(moment, unit="assignment__unit"))
    rows = rows.filter(models.Exists(works.filter(pk=models.OuterRef("assignment"))))
    if past:
        rows = rows.annotate(state_then=state_on(OccurrenceStep, past, known_by)).filter(
            Q(state_then=OccurrenceState.DUE)
        )
    else:
        rows = rows.filter(state=OccurrenceState.DUE)
    return rows.for_list().order_by("due_on", "id")


def late_given(actor: Actor, giver: Unit, day: date, most: int) -> Part:
    """Đã giao, quá hạn — works and periods that a unit gave to others, the oldest first."""
    works = _given(actor, giver).filter(state__in=WORKING)
    single = works.filter(due_on__lt=day, obligation__recurs="")
    periods = Occurrence.objects.filter(assignment__in=works.values("pk"), state=OccurrenceState.DUE, due_on__lt=day)
    return _part(single, periods, most)


def waiting_given(actor: Actor, giver: Unit, most: int) -> Part:
    """Đã giao, chờ xác nhận — what was reported done to the unit that gave it."""
    works = _given(actor, giver)
    periods = Occurrence.objects.filter(
        assignment__in=works.filter(state__in=OPEN).values("pk"), state=OccurrenceState.REPORTED
    )
    return _part(works.filter(state=State.SUBMITTED), periods, most)


def _given(actor: Actor, giver: Unit) -> models.QuerySet[Assignment]:
    return Assignment.objects.visible_to(actor).filter(giver=giver).exclude(unit=giver)


def _part(works: models.QuerySet[Assignment], periods: models.QuerySet[Occurrence], most: int) -> Part:
    """The first of both together, and how many in all."""
    taken = works.select_related("obligation__paper", "unit", "giver").order_by(DUE, "id")[:most]
    found = [Coming(row, row.due_on) for row in taken if row.due_on]
    for row in periods.select_related("assignment__obligation__paper", "assignment__unit").order_by("due_on", "id")[
        :most
    ]:
        found.append(Coming(row.assignment, row.due_on, True, row))
    found.sort(key=lambda one: (one.due_on, one.assignment.pk))
    return found[:most], works.count() + periods.count()


def is_open(one: Coming) -> bool:
    """What was reported is not due any more."""
    return one.occurrence is None or one.occurrence.state == OccurrenceState.DUE


def counts(found: Iterable[Coming | Awaited]) -> dict[date, int]:
    """Mỗi ngày bao nhiêu việc."""
    made: dict[date, int] = {}
    for one in found:
        made[one.due_on] = made.get(one.due_on, 0) + 1
    return made


def occurrences_of(row: Assignment, actor: Actor) -> list[Any]:
    """Các kỳ đã mở của một việc, mới nhất trước."""
    return list(Occurrence.objects.visible_to(actor).filter(assignment=row).for_list().order_by("-due_on", "-id")[:24])
