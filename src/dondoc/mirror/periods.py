"""Các kỳ của việc định kỳ, như cuối ngày D — due, reported, late or not, by data entered until T."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Subquery, Value, When

from dondoc.mirror.rules import NEWS, Periods
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows, quarter
from dondoc.mirror.wording import COMES_AGAIN, PRODUCTS, amended, meant
from dondoc.obligations.models import due_passed
from dondoc.reminding.lifecycle import OccurrenceState
from dondoc.reminding.models import Occurrence, OccurrenceStep
from dondoc.shared.calendar import done_late
from dondoc.units.queries import hours_on

Held = Any  # a query with columns of its own


def periods(rows: Held, scope: Scope) -> Held:
    """Các kỳ — of these, due by D and reported, or past their day: what is not yet late is in no figure."""
    steps = OccurrenceStep.objects.filter(thing=OuterRef("pk"), on__lte=scope.day, at__lte=scope.known_by)
    told = steps.filter(step="report").order_by("-id")
    held = rows.filter(due_on__lte=scope.day, at__lte=scope.known_by)
    held = held.annotate(
        state_then=Subquery(steps.order_by("-id").values("to_state")[:1]),
        told_on=Subquery(told.values("on")[:1]), told_at=Subquery(told.values("at")[:1]),
        due_q=quarter("due_on", scope.day),
    )  # fmt: skip
    return _judged(held.filter(state_then__isnull=False), scope)


def _judged(held: Held, scope: Scope) -> Held:
    due = Q(state_then=OccurrenceState.DUE)
    late = held.filter(~due & Q(told_on__gt=F("due_on")))
    late = late.exclude(pk__in=_in_time_there(late))
    held = held.filter(~due | due_passed(scope.moment, unit="assignment__unit"))
    is_late = due | Q(pk__in=late.values("pk"))
    return held.annotate(
        is_late=Case(When(is_late, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def _in_time_there(late: Held) -> list[int]:
    """Reported a day later here, yet before the day was over at the doer's place."""
    behind = late.annotate(hours=hours_on("assignment__unit", "told_on")).filter(hours__lt=0)
    rows = behind.values_list("pk", "due_on", "told_on", "told_at", "hours")
    return [pk for pk, due, on, at, hours in rows if not done_late(due, on, at, float(hours))]


def of_news(rows: Rows, scope: Scope, at: str = "assignment__obligation") -> Rows:
    """Tin định kỳ — of periods, or (`at` leads to the obligation) of works, those whose product is a piece of information."""
    return rows.filter(meant(PRODUCTS[NEWS], amended(scope), at))


def tallies(held: Held) -> list[Periods]:
    """Đếm — periods that are alike, together."""
    told = Case(When(~Q(state_then=OccurrenceState.DUE), then=F("told_on")), output_field=models.DateField())
    rows = held.annotate(reported=told).order_by().values("due_q", "due_on", "reported", "is_late")
    return [
        Periods(row["due_q"], row["due_on"], row["reported"], row["is_late"], row["n"])
        for row in rows.annotate(n=models.Count("pk"))
    ]


def without_periods(rows: Rows, scope: Scope) -> Rows:
    """Việc định kỳ chưa có kỳ nào — its rule was not understood, or no period of it was opened: nothing can be said."""
    opened = Occurrence.objects.filter(assignment=OuterRef("pk"), at__lte=scope.known_by)
    return rows.filter(meant(COMES_AGAIN, amended(scope)), ~Exists(opened))


def listed(held: Held, side: str, since: int) -> Held:
    held = held.filter(due_q__gte=since)
    return held if side == "all" else held.filter(is_late=side != "hit")
