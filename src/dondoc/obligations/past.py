"""Tính đến ngày D — what stood at the end of a day, from dated rows alone, as known now (house: States and days)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import models

from dondoc.documents.models import Entry, Paper
from dondoc.obligations.lifecycle import REPORTING, ObligationState, State
from dondoc.obligations.models import (
    Amendment,
    Assignment,
    AssignmentStep,
    DueDay,
    Obligation,
    ObligationStep,
)
from dondoc.obligations.queries import Standing, standing
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import done_late, end_of
from dondoc.shared.lifecycle import states_on
from dondoc.units.inheriting import owners_then

_CLOSED = (State.HANDED_BACK, State.WITHDRAWN, State.UNANSWERED)


@dataclass(frozen=True, slots=True)
class AsOf:
    """Một việc vào cuối ngày D — as known by T."""

    assignment_id: int
    state: str
    due_on: date | None
    done_late: bool | None
    submitted_on: date | None
    was_closed: bool  # handed back, withdrawn or no longer waited for, at some time by then


def as_of(rows: models.QuerySet[Assignment], day: date, known_by: datetime | None = None) -> dict[int, AsOf]:
    """Tính đến ngày D (theo số liệu nhập đến T) — assignments that stood then, by id. Two queries.

    Steps count in the order of their entry (see `states_on`); lateness by the due day known when the report was
    entered, and of what is done as it was settled then: the doer's clock may be another since.
    """
    steps = AssignmentStep.objects.filter(thing__in=rows.values("pk"), on__lte=day)
    dues = DueDay.objects.filter(assignment__in=rows.values("pk"), on__lte=day)
    if known_by is not None:
        steps, dues = steps.filter(at__lte=known_by), dues.filter(at__lte=known_by)
    due: dict[int, list[tuple[datetime, date | None]]] = {}
    for thing, at, due_on in dues.order_by("id").values_list("assignment_id", "at", "due_on"):
        due.setdefault(thing, []).append((at, due_on))
    found: dict[int, AsOf] = {}
    for thing, state, on, at, hours, settled in steps.order_by("id").values_list(
        "thing_id", "to_state", "on", "at", "thing__unit__hours_from_hanoi", "thing__done_late"
    ):
        found[thing] = _next(found.get(thing), thing, state, on, at, float(hours), due.get(thing, []))
        if state == State.DONE:
            found[thing] = replace(found[thing], done_late=settled)
    return found


def _next(
    was: AsOf | None, thing: int, state: str, on: date, at: datetime, hours: float,
    dues: list[tuple[datetime, date | None]],
) -> AsOf:  # fmt: skip
    """One step further: what it leaves of the report before it."""
    late, submitted = (was.done_late, was.submitted_on) if was else (None, None)
    if state in REPORTING:
        known = [due_on for entered, due_on in dues if entered <= at]
        late, submitted = done_late(known[-1] if known else None, on, at, hours), on
    elif state == State.ACCEPTED:  # sent back: the report no longer stands
        late, submitted = None, None
    closed = state in _CLOSED or bool(was and was.was_closed)
    return AsOf(thing, state, dues[-1][1] if dues else None, late, submitted, closed)


def shares_as_of(
    rows: models.QuerySet[Assignment], day: date, known_by: datetime
) -> dict[int, list[tuple[Standing, bool]]]:
    """Các việc đã giao của từng nhiệm vụ, như cuối ngày D — how each stood, and whether it had a day. Three queries."""
    then, moment = as_of(rows, day, known_by), end_of(day, known_by)
    found: dict[int, list[tuple[Standing, bool]]] = {}
    for pk, duty, hours in rows.order_by("id").values_list("pk", "obligation", "unit__hours_from_hanoi"):
        if was := then.get(pk):
            said = standing(was.state, due_on=was.due_on, done_late=was.done_late, moment=moment, hours=float(hours))
            found.setdefault(duty, []).append((said, was.due_on is not None))
    return found


def given_as_of(rows: Sequence[Assignment], day: date, known_by: datetime | None = None) -> list[Assignment]:
    """Các việc đã giao, như cuối ngày D (theo số liệu nhập đến T) — what was not yet given falls out; each with whom it then was. Three queries."""
    then = as_of(Assignment.objects.filter(pk__in=[row.pk for row in rows]), day, known_by)
    owners_then(rows, day, known_by)
    return [_put_back(row, then[row.pk], day) for row in rows if row.pk in then]


def _put_back(row: Assignment, was: AsOf, day: date) -> Assignment:
    done_on = was.submitted_on if was.state == State.DONE else None
    return row.as_it_stood(
        day, state=was.state, due_on=was.due_on, done_late=was.done_late, submitted_on=was.submitted_on,
        done_on=done_on, closed_because=row.closed_because if was.was_closed else "",
    )  # fmt: skip


def obligations_as_of(rows: Iterable[Obligation], day: date, known_by: datetime | None = None) -> list[Obligation]:
    """Các nhiệm vụ, như cuối ngày D (theo số liệu nhập đến T) — later amendments undone; those not yet confirmed fall out. Three queries.

    A correction counts as never so otherwise: it is not undone.
    """
    held = list(rows)
    owners_then(held, day, known_by)
    ids = {row.pk for row in held}
    states = states_on(ObligationStep.objects.filter(thing__in=ids), day, known_by)
    changes: dict[int, list[Amendment]] = {}
    for change in Amendment.objects.filter(obligation__in=ids).order_by("-id"):
        changes.setdefault(change.obligation_id, []).append(change)
    then = {pk: {"state": state, **_before(changes.get(pk, []), day, known_by)} for pk, state in states.items()}
    return [
        row.as_it_stood(day, ended_because=row.ended_because if then[row.pk]["state"] == ObligationState.ENDED else "",
                  **then[row.pk])
        for row in held if row.pk in then
    ]  # fmt: skip


def amended_since(day: date, known_by: datetime) -> list[Obligation]:
    """Các nhiệm vụ sửa đổi sau ngày D, hoặc ghi sau T — each with its words of then. Two queries."""
    later = models.Q(from_on__gt=day) | models.Q(at__gt=known_by)
    changes: dict[int, list[Amendment]] = {}
    for change in Amendment.objects.filter(
        obligation__in=Amendment.objects.filter(later).values("obligation")
    ).order_by("-id"):
        changes.setdefault(change.obligation_id, []).append(change)
    held = Obligation.objects.filter(pk__in=changes).select_related("paper") if changes else []
    return [row.as_it_stood(day, **_before(changes[row.pk], day, known_by)) for row in held]


def _before(changes: Sequence[Amendment], day: date, known_by: datetime | None = None) -> dict[str, Any]:
    """The fields as they were before the amendments of after D (or entered after T), walked back from the last entered."""
    then: dict[str, Any] = {}
    settled: set[str] = set()
    for change in changes:
        fields = {name: value for name, value in change.before.items() if name not in settled}
        if change.from_on <= day and (known_by is None or change.at <= known_by):
            settled |= set(fields)
        else:
            then |= fields
    if then.get("due_on"):
        then["due_on"] = date.fromisoformat(then["due_on"])
    return then


def first_given(assignment: Assignment) -> date:
    """Ngày được giao."""
    return assignment.steps.order_by("id").values_list("on", flat=True)[0]


def first_confirmed(obligation: Obligation) -> date:
    """Ngày được xác nhận."""
    return obligation.steps.order_by("id").values_list("on", flat=True)[0]


def first_here(paper: Paper, actor: Actor) -> date | None:
    """Văn bản có từ ngày — its first line in a register one sees, or what it first laid on somebody."""
    entries = Entry.objects.visible_to(actor).filter(paper=paper)
    duties = Obligation.objects.visible_to(actor).filter(paper=paper)
    lined = entries.order_by("on").values_list("on", flat=True).first()
    laid = (
        ObligationStep.objects.filter(thing__in=duties.values("pk")).order_by("on").values_list("on", flat=True).first()
    )
    return min((day for day in (lined, laid) if day), default=None)
