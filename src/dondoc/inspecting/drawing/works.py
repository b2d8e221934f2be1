"""Nhiệm vụ, kế hoạch — what the papers of the scope gave to do, how each stood, which plan was issued for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from dondoc.implementation.models import Proving
from dondoc.inspecting.drawing.asked import Asked, Section, iso
from dondoc.obligations.lifecycle import OPEN, PHASES, WORKING, Phase, State
from dondoc.obligations.models import Assignment
from dondoc.planning.models import Plan
from dondoc.planning.queries import lags
from dondoc.planning.words import NAMED
from dondoc.shared.calendar import is_late


def works(asked: Asked) -> Section:
    """Nhiệm vụ được giao — of the papers of the scope, to the inspected and those below; how each stood on the last day."""
    rows = [_work(row, asked) for row in _given(asked).order_by("obligation__paper", "obligation", "id")]
    counted = _proofs(asked, [row["work"] for row in rows]).values_list("assignment").annotate(n=Count("pk"))
    proofs = dict(counted)
    rows = [row | {"proofs": proofs.get(row["work"], 0)} for row in rows]
    states = Counter(row["state"] for row in rows)
    return Section({
        "given": len(rows), "done": states[State.DONE], "reported": sum(states[s] for s in PHASES[Phase.REPORTED]),
        "open": sum(states[s] for s in OPEN), "late": sum(row["late"] is True for row in rows),
        "undated": sum(row["due"] is None for row in rows), "proved": sum(row["proofs"] > 0 for row in rows),
    }, rows)  # fmt: skip


def _given(asked: Asked) -> QuerySet[Assignment]:
    rows = Assignment.objects.visible_to(asked.actor).given_by(asked.day).filter(at__lte=asked.at)
    rows = rows.filter(obligation__paper__in=asked.papers, unit_then__in=asked.units)  # type: ignore[misc]
    return rows.exclude(state_then__in=PHASES[Phase.CLOSED]).select_related("unit")  # type: ignore[misc]


def _work(row: Any, asked: Asked) -> dict[str, Any]:
    done_on = row.done_on if row.state_then == State.DONE else None
    return {
        "work": row.pk, "unit": row.unit_then, "state": str(row.state_then), "due": iso(row.due_then),
        "done": iso(done_on), "late": _late(row, asked),
    }  # fmt: skip


def _late(row: Any, asked: Asked) -> bool | None:
    """None of what waits for another, and where no due day is known."""
    if row.state_then == State.DONE:
        late: bool | None = row.done_late
        return late
    if row.state_then not in WORKING:
        return None
    return is_late(row.due_then, asked.moment, float(row.unit.hours_from_hanoi))


def _proofs(asked: Asked, works: Iterable[int]) -> QuerySet[Proving]:
    """Minh chứng đã có — of these works, on the last day."""
    stood = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=asked.day)
    return Proving.objects.filter(stood, assignment__in=works, on__lte=asked.day, at__lte=asked.at).order_by()


def plans(asked: Asked) -> Section:
    """Kế hoạch — each unit with each paper of the scope that gives it work: the plan it issued, so many days after receipt."""
    given = {row.pk: (row.obligation.paper_id, row.unit_then) for row in _given(asked).select_related("obligation")}  # type: ignore[attr-defined]
    own = Plan.objects.visible_to(asked.actor).filter(source__in=asked.papers)
    rows: dict[tuple[int, int], dict[str, Any]] = {
        (one.source_id, one.unit_id): {"plan": one.plan_id, "received": iso(one.received_on), "issued": iso(one.issued_on), "days": one.days}
        for one in lags(own, asked.day, asked.at)
        if one.unit_id in asked.units
    }  # fmt: skip
    for key, row in _shown(asked, given).items():
        rows.setdefault(key, row)
    without = sorted(set(given.values()) - rows.keys())
    told = [
        {"paper": paper, "unit": unit, **row} for (paper, unit), row in [*rows.items(), *((key, {}) for key in without)]
    ]
    return Section({"owed": len(told), "issued": len(rows), "none": len(without)}, told)


def _shown(asked: Asked, given: dict[int, tuple[int, int]]) -> dict[tuple[int, int], dict[str, Any]]:
    """A registered plan shown as evidence, where none was made here: the earliest of each unit and paper."""
    rows = _proofs(asked, given).filter(evidence__paper__kind__in=NAMED, evidence__paper__issued_on__lte=asked.day)
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for work, paper, on in rows.order_by("evidence__paper__issued_on", "id").values_list(
        "assignment", "evidence__paper", "evidence__paper__issued_on"
    ):
        found.setdefault(given[work], {"shown": paper, "issued": iso(on)})
    return found
