"""Tình trạng của một mục — the work given for it, by the plan's own due day where it was given none, or a later one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from dondoc.obligations.lifecycle import REPORTING, State
from dondoc.obligations.models import Assignment, AssignmentStep
from dondoc.obligations.queries import Standing, standing
from dondoc.shared.calendar import done_late
from dondoc.units.queries import hours_on

Reports = Mapping[tuple[int, date], tuple[datetime, float]]
_DONE = {Standing.DONE, Standing.DONE_LATE, Standing.DONE_UNDATED}


def due_of(planned_on: date | None, given_on: date | None) -> date | None:
    """Hạn được tính — the earlier of the plan's day and the day it was given with; None where neither is known."""
    return min((day for day in (planned_on, given_on) if day), default=None)


def reported(shares: Iterable[Assignment]) -> Reports:
    """Báo cáo hoàn thành — when each report was entered, how far from Hà Nội, by share and day. One query."""
    ids = [row.pk for row in shares if row.state == State.DONE]
    rows = AssignmentStep.objects.filter(thing__in=ids, to_state__in=REPORTING)
    rows = rows.annotate(hours=hours_on("thing__unit", "on")).order_by("id")
    return {(thing, on): (at, float(hours)) for thing, on, at, hours in rows.values_list("thing", "on", "at", "hours")}


def standing_by(planned_on: date | None, share: Assignment, reports: Reports, moment: datetime) -> Standing:
    """Một việc, theo hạn của kế hoạch — its unit joined; `reports` as `reported` found them."""
    hours, due_on, late = float(share.unit.hours_from_hanoi), due_of(planned_on, share.due_on), share.done_late
    if share.done_on and due_on != share.due_on:
        late = done_late(due_on, share.done_on, *reports.get((share.pk, share.done_on), (moment, hours)))
    return standing(share.state, due_on=due_on, done_late=late, moment=moment, hours=hours)


def together(stand: Sequence[Standing]) -> Standing:
    """Cùng nhau — the one standing of all; where they differ, late if one is late, else being done.

    What was withdrawn or handed back counts only where nothing else was given. All done: late if one was,
    without a due day if one was.
    """
    stood: set[Standing] = set(stand)
    stood = stood - {Standing.CLOSED} or stood
    if len(stood) == 1:
        return stood.pop()
    if stood <= _DONE:
        return Standing.DONE_LATE if Standing.DONE_LATE in stood else Standing.DONE_UNDATED
    return Standing.OVERDUE if Standing.OVERDUE in stood else Standing.WORKING
