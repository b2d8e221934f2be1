"""Trả lời đôn đốc — of the works urged by a paper: answered in time, late, not at all; by what was entered until T."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from dondoc.mirror import rules
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import AFTER, NONE, Scope
from dondoc.mirror.shares import Rows, inside, quarter
from dondoc.obligations.models import due_passed
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import done_late
from dondoc.units.queries import hours_on
from dondoc.urging.lifecycle import UrgedState
from dondoc.urging.models import Urged, UrgedStep
from dondoc.urging.rungs import TO_DOER, Rung

ASKING = [rung for rung in TO_DOER if rung != Rung.REMIND]
IN_TIME, LATE, NEVER, OPEN, UNDATED = "in_time", "late", "never", "open", "undated"


def urged(actor: Actor, scope: Scope, *, is_whole: bool = False) -> Rows:
    """Việc được đôn đốc — as each stood on D, in the quarter of the day by which an answer was asked."""
    steps = UrgedStep.objects.filter(thing=OuterRef("pk"), on__lte=scope.day, at__lte=scope.known_by)
    said = steps.filter(step="answer").order_by("-id")
    rows: Rows = Urged.objects.visible_to(actor).filter(
        urge__rung__in=ASKING, urge__on__lte=scope.day, at__lte=scope.known_by
    )
    rows = rows.filter(assignment__obligation__paper=scope.paper) if scope.paper else rows
    rows = rows.annotate(
        state_then=Subquery(steps.order_by("-id").values("to_state")[:1]), said_on=Subquery(said.values("on")[:1]),
        said_at=Subquery(said.values("at")[:1]), by_on=F("urge__answer_on"),
    ).filter(state_then__isnull=False).exclude(state_then=UrgedState.WITHDRAWN)  # fmt: skip
    rows = inside(rows, scope, "unit", is_today=is_whole)
    due, asked = quarter("by_on", scope.day, later=True), quarter("urge__on", scope.day)
    rows = rows.annotate(due_q=due, asked_q=asked).annotate(
        q=Case(When(due_q=NONE, then=F("asked_q")), default=F("due_q"), output_field=models.IntegerField())
    )
    rows = rows.filter(q__gte=scope.since)
    return rows.annotate(answered=_standing(rows, scope))


def _standing(rows: Rows, scope: Scope) -> Case:
    told = Q(state_then=UrgedState.ANSWERED)
    late = rows.filter(told, said_on__gt=F("by_on")).annotate(hours=hours_on("unit", "said_on")).filter(hours__lt=0)
    names = ("pk", "by_on", "said_on", "said_at", "hours")
    there = [pk for pk, by, on, at, hours in late.values_list(*names) if not done_late(by, on, at, float(hours))]
    return Case(
        When(by_on__isnull=True, then=Value(UNDATED)), When(told & Q(said_on__lte=F("by_on")), then=Value(IN_TIME)),
        When(Q(pk__in=there), then=Value(IN_TIME)), When(told, then=Value(LATE)),
        When(due_passed(scope.moment, "by_on"), then=Value(NEVER)), default=Value(OPEN),
    )  # fmt: skip


def in_time(rows: Rows) -> Found:
    """Trả lời đúng hạn — of those answered or past their day; no day is told apart."""
    counted = list(rows.order_by().values_list("q", "answered").annotate(n=models.Count("pk")))
    held = [(q, n if how == IN_TIME else 0, n) for q, how, n in counted if how in (IN_TIME, LATE, NEVER) and q < AFTER]
    found = {how: float(sum(n for _q, other, n in counted if other == how)) for how in (LATE, NEVER)}
    return rules.ratio("D1", held, sum(n for _q, how, n in counted if how == UNDATED), more=found)


def listed(rows: Rows, side: str) -> Rows:
    words = {"hit": [IN_TIME], "rest": [LATE, NEVER], "unknown": [UNDATED], "all": [IN_TIME, LATE, NEVER]}.get(
        side, [side]
    )
    rows = rows.filter(answered__in=words)
    return rows if side == "unknown" else rows.filter(q__lt=AFTER)
