"""Kế hoạch là văn bản — which units proved a paper by a plan that is a registered paper, and how long after receipt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from dondoc.documents.lifecycle import EntryState
from dondoc.documents.models import Entry
from dondoc.implementation.models import EvidenceKind, Proving
from dondoc.mirror.rules import Plan
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows, entered, standing
from dondoc.obligations.models import Assignment
from dondoc.planning.models import Plan as Made
from dondoc.planning.queries import issued_by
from dondoc.planning.words import NAMED


def proved(rows: Rows, scope: Scope) -> Rows:
    """Việc có kế hoạch — made here and issued, or a registered paper shown as evidence; with its day, of receipt, of the paper.

    Only the works of papers that have such a plan are looked at: of a million there are few.
    """
    shown = Q(evidence__kind=EvidenceKind.PAPER, evidence__paper__kind__in=NAMED)
    plans = standing(Proving, scope).filter(shown, evidence__paper__issued_on__lte=scope.day)
    made = issued_by(Made.objects.all(), scope.day, scope.known_by)
    own = made.filter(source=OuterRef("obligation__paper"), unit_then=OuterRef("unit_then")).order_by("issued_on")  # type: ignore[misc]
    found = entered(Proving, scope).filter(shown).values_list("assignment")
    found = found.union(Assignment.objects.filter(obligation__paper__in=made.values("source")).values_list("pk"))
    day = {
        "shown_on": Subquery(plans.order_by("evidence__paper__issued_on").values("evidence__paper__issued_on")[:1]),
        "made_on": Subquery(own.values("issued_on")[:1]),
    }
    rows = rows.filter(pk__in=found).annotate(**day)
    rows = rows.annotate(plan_on=Coalesce(Least("shown_on", "made_on"), "shown_on", "made_on"))
    return rows.filter(plan_on__isnull=False).annotate(received_on=Subquery(_receipts(scope).values("on")[:1]))


def _receipts(scope: Scope) -> QuerySet[Entry]:
    """The unit's own lines of the paper, the first first."""
    rows = Entry.objects.filter(unit=OuterRef("unit_then"), paper=OuterRef("obligation__paper"), on__lte=scope.day)
    return rows.filter(at__lte=scope.known_by).exclude(state=EntryState.WITHDRAWN).order_by("on")


def slow(rows: Rows, limit: float | None) -> Rows:
    """Việc có kế hoạch ban hành sau quá số ngày đơn vị đặt; none where it has set no figure."""
    if limit is None:
        return rows.none()
    begun = Coalesce("received_on", "on")
    return rows.filter(plan_on__gt=ExpressionWrapper(begun + timedelta(days=limit), output_field=DateField()))


def pairs(rows: Rows) -> Any:
    """Mỗi văn bản ở mỗi đơn vị — what a plan is asked for."""
    return rows.order_by().values_list("obligation__paper", "unit_then").distinct()


def plans(rows: Rows) -> list[Plan]:
    """One a paper and unit, by its first plan. One query."""
    names = ("obligation__paper", "unit_then", "given_q", "plan_on", "received_on", "on")
    return list(_firsts(rows.order_by("given_q", "pk").values_list(*names)))


def _firsts(rows: Iterable[tuple[int, int, int, date, date | None, date]]) -> Iterable[Plan]:
    """Who keeps no register of its own has the paper since it was given its work."""
    found: dict[tuple[int, int], Plan] = {}
    for paper, unit, quarter, plan_on, received, given_on in rows:
        was = found.get((paper, unit))
        first = min(plan_on, was.issued_on) if was and was.issued_on else plan_on
        begun = min(given_on, was.start_on) if was and was.start_on and received is None else received or given_on
        found[paper, unit] = Plan(was.quarter if was else quarter, first, begun, received is None)
    return found.values()
