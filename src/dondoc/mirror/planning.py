"""Kế hoạch là văn bản — which units proved a paper by a plan that is a registered paper, and how long after receipt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from dondoc.documents.lifecycle import EntryState
from dondoc.documents.models import Entry
from dondoc.implementation.models import EvidenceKind, Proving
from dondoc.mirror.rules import Plan
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows, entered, standing

KINDS = ("Kế hoạch", "Chương trình", "Chương trình hành động")


def proved(rows: Rows, scope: Scope) -> Rows:
    """Việc có kế hoạch làm minh chứng — with the day of the plan, of its receipt and of the paper it follows."""
    plans = standing(Proving, scope).filter(evidence__kind=EvidenceKind.PAPER, evidence__paper__kind__in=KINDS)
    plans = plans.filter(evidence__paper__issued_on__lte=scope.day).order_by("evidence__paper__issued_on")
    entries = Entry.objects.filter(unit=OuterRef("unit_then"), paper=OuterRef("obligation__paper"), on__lte=scope.day)
    entries = entries.filter(at__lte=scope.known_by).exclude(state=EntryState.WITHDRAWN).order_by("on")
    held = entered(Proving, scope).filter(evidence__kind=EvidenceKind.PAPER, evidence__paper__kind__in=KINDS)
    rows = rows.filter(pk__in=held.values("assignment")).annotate(
        plan_on=Subquery(plans.values("evidence__paper__issued_on")[:1])
    )
    return rows.filter(plan_on__isnull=False).annotate(received_on=Subquery(entries.values("on")[:1]))


def pairs(rows: Rows) -> Any:
    """Mỗi văn bản ở mỗi đơn vị — what a plan is asked for."""
    return rows.order_by().values_list("obligation__paper", "unit_then").distinct()


def plans(rows: Rows) -> list[Plan]:
    """One a paper and unit, by its first plan. One query."""
    names = ("obligation__paper", "unit_then", "given_q", "plan_on", "received_on", "obligation__paper__issued_on")
    return list(_firsts(rows.order_by("given_q", "pk").values_list(*names)))


def _firsts(rows: Iterable[tuple[int, int, int, date, date | None, date | None]]) -> Iterable[Plan]:
    found: dict[tuple[int, int], Plan] = {}
    for paper, unit, given, plan_on, received, issued in rows:
        was = found.get((paper, unit))
        first = min(plan_on, was.issued_on) if was and was.issued_on else plan_on
        found[paper, unit] = Plan(was.quarter if was else given, first, received or issued, received is None)
    return found.values()
