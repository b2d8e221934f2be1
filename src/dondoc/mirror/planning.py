"""Kế hoạch theo văn bản — which units must make one and why, which issued it, after how many days, by which day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from dondoc.documents.models import Entry
from dondoc.implementation.models import EvidenceKind, Proving
from dondoc.mirror.rules import Plan
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows, entered, standing, whose, yes
from dondoc.mirror.wording import ASKS_A_PLAN, amended, meant
from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Plan as Made
from dondoc.planning.models import PlanStep, VersionItem
from dondoc.planning.queries import issued_by, struck
from dondoc.planning.words import NAMED

Pair = tuple[int, int]  # a paper, a unit
SHOWN = Q(evidence__kind=EvidenceKind.PAPER, evidence__paper__kind__in=NAMED)


def planned(rows: Rows, scope: Scope) -> Rows:
    """Các việc mà từ đó biết đơn vị phải có, hoặc đã có kế hoạch — with its day, of receipt, of what asks for it.

    Asked by the work itself, begun by the unit, asked by the plan of a unit above, or a registered plan shown as evidence.
    """
    made = issued_by(Made.objects.all(), scope.day, scope.known_by)
    same = {"source": OuterRef("obligation__paper"), "unit_then": OuterRef("unit_then")}
    own = made.filter(**same).order_by("issued_on")
    shown = standing(Proving, scope).filter(SHOWN)
    dated = shown.filter(evidence__paper__issued_on__lte=scope.day).order_by("evidence__paper__issued_on")
    begun_, above = begun(scope), set_above(scope)
    asks = meant(ASKS_A_PLAN, amended(scope))
    found: Any = asks | Q(pk__in=entered(Proving, scope).filter(SHOWN).values("assignment"))
    found |= Q(obligation__paper__in=begun_.values("source")) & Exists(begun_.filter(**same))
    found |= Q(obligation__paper__in={paper for paper, _unit in above}, unit_then__in={unit for _paper, unit in above})
    rows = rows.filter(found).annotate(
        shown_on=Subquery(dated.values("evidence__paper__issued_on")[:1]), made_on=Subquery(own.values("issued_on")[:1]),
        asks=yes(asks), is_begun=yes(Exists(begun_.filter(**same))), is_shown=yes(Exists(shown)),
        received_on=Subquery(_receipts(scope).values("on")[:1]),
    )  # fmt: skip
    plan_on = Coalesce(Least("shown_on", "made_on"), "shown_on", "made_on")
    by_on = Case(When(asks=True, then=F("due_then")), default=Value(None), output_field=DateField())
    return rows.annotate(plan_on=plan_on, by_on=by_on)


def begun(scope: Scope) -> Any:
    """Kế hoạch đơn vị đã quyết định làm — drafted by D and not withdrawn."""
    steps = PlanStep.objects.filter(thing=OuterRef("pk"), on__lte=scope.day, at__lte=scope.known_by).order_by("-id")
    rows = Made.objects.annotate(
        state_then=Subquery(steps.values("to_state")[:1]), unit_then=whose(Made, "unit", scope)
    )
    return rows.filter(state_then__isnull=False).exclude(state_then=PlanState.WITHDRAWN)


def set_above(scope: Scope) -> dict[Pair, date | None]:
    """Kế hoạch cấp trên giao lập kế hoạch — (paper, unit) → the day its item gives. One query."""
    issued = issued_by(Made.objects.all(), scope.day, scope.known_by).order_by().values("pk")
    rows = VersionItem.objects.filter(
        ASKS_A_PLAN.columns(""), version__plan__in=issued, version__until_on=None, owner__isnull=False
    )
    rows = rows.exclude(owner=F("version__plan__unit"))
    found: dict[Pair, date | None] = {}
    for paper, unit, due in rows.order_by("-due_on").values_list("version__plan__source", "owner", "due_on"):
        found[paper, unit] = due or found.get((paper, unit))
    return found


def _receipts(scope: Scope) -> QuerySet[Entry]:
    """The unit's own lines of the paper, the first first."""
    rows = Entry.objects.filter(unit=OuterRef("unit_then"), paper=OuterRef("obligation__paper"), on__lte=scope.day)
    return rows.filter(~struck(scope.day, scope.known_by), at__lte=scope.known_by).order_by("on")


def pairs(rows: Rows) -> Any:
    """Mỗi văn bản ở mỗi đơn vị."""
    return rows.order_by().values_list("obligation__paper", "unit_then").distinct()


NAMES = ("obligation__paper", "unit_then", "given_q", "pk", "plan_on", "received_on", "on", "by_on", "asks", "is_begun", "is_shown", "unit__hours_from_hanoi")  # fmt: skip


def plans(rows: Rows, scope: Scope, days: Callable[[date], date | None]) -> dict[Pair, Plan]:
    """One a paper and unit: its first plan, or that it is still open. Two queries."""
    above = set_above(scope)
    found: dict[Pair, Plan] = {}
    for line in planned(rows, scope).order_by("given_q", "pk").values_list(*NAMES):
        pair, told = line[:2], _plan(line, above)
        if told is not None:
            found[pair] = _joined(found[pair], told) if pair in found else told
    return {pair: one.by(above.get(pair), days) for pair, one in found.items()}


def _plan(line: Any, above: Mapping[Pair, date | None]) -> Plan | None:
    """What one work says of it; who keeps no register of its own has the paper since it was given its work."""
    paper, unit, quarter, work, plan_on, received, given_on, by_on, asks, is_begun, is_shown, hours = line
    if not (asks or is_begun or is_shown or (paper, unit) in above):
        return None
    return Plan(
        quarter, plan_on, received or given_on, received is None, by_on, work, is_shown and plan_on is None, unit=unit,
        hours=float(hours),
    )  # fmt: skip


def _joined(was: Plan, also: Plan) -> Plan:
    """The first plan, the first day of the paper, the first day asked for."""
    return replace(
        was, issued_on=_first(was.issued_on, also.issued_on), start_on=_first(was.start_on, also.start_on),
        due_on=_first(was.due_on, also.due_on), has_no_day=(was.has_no_day or also.has_no_day) and not (was.issued_on or also.issued_on),
    )  # fmt: skip


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def unasked(rows: Rows, found: Mapping[Pair, Plan]) -> Rows:
    """Không phải ra kế hoạch — the works of the papers and units of which nothing says that a plan is to be made."""
    held = rows.filter(obligation__paper__in={paper for paper, _unit in found}).order_by()
    asked = [
        pk for pk, paper, unit in held.values_list("pk", "obligation__paper", "unit_then") if (paper, unit) in found
    ]
    return rows.exclude(pk__in=asked)
