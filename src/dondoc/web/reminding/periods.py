"""Các kỳ trên trang của một việc định kỳ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from dondoc.access.rights import may
from dondoc.implementation.queries import decider
from dondoc.obligations.models import Assignment
from dondoc.reading.saying import every
from dondoc.reminding.models import Occurrence
from dondoc.reminding.queries import AHEAD, days_of, occurrences_of
from dondoc.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Periods:
    """Các kỳ của một việc — those opened, the rule in words (None where it is not understood), what one may do."""

    rows: list[Occurrence]
    said: str | None
    may_report: bool
    may_confirm: bool


def periods_of(assignment: Assignment, actor: Actor) -> Periods | None:
    """None for work that does not recur."""
    recurs = assignment.obligation.recurs
    if not recurs:
        return None
    known = days_of(assignment, actor.today - timedelta(days=1), actor.today + AHEAD)
    said = None if known is None else every(recurs) or ""
    return Periods(occurrences_of(assignment, actor), said, may(actor, "reminding.report", assignment.unit),
                   may(actor, "reminding.confirm", decider(assignment)))  # fmt: skip
