"""Ai làm gì với ai — works with partners and lines of matrices, by pairs of units; as of a past day by whose they then were.

`past` is None for today, whose columns say it already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Subquery

from dondoc.coordinating.matrix import Line, LinePartner, LineQuerySet
from dondoc.obligations.lifecycle import OPEN
from dondoc.obligations.models import Assignment, AssignmentQuerySet, Partner
from dondoc.units.inheriting import owners_then, whose_then
from dondoc.units.models import Unit
from dondoc.units.queries import named_on


@dataclass(slots=True)
class Pair:
    """Ai với ai — one unit leads, one joins: in how many works, in how many lines of regulations."""

    lead_id: int
    partner_id: int
    works: int = 0
    lines: int = 0


def joint(rows: AssignmentQuerySet, past: date | None) -> AssignmentQuerySet:
    """Việc có đơn vị phối hợp, đang làm — with `unit_then`, `due_then`."""
    found: Any = rows.filter(models.Exists(Partner.objects.filter(assignment=OuterRef("pk"))))
    if past is None:
        return found.open().annotate(unit_then=F("unit_id"), due_then=F("due_on"))  # type: ignore[no-any-return]
    return found.given_by(past).filter(state_then__in=OPEN)  # type: ignore[no-any-return]


def pairs(works: AssignmentQuerySet, lines: LineQuerySet, past: date | None) -> dict[tuple[int, int], Pair]:
    """Từng cặp đơn vị — of the works and lines one sees. Two queries."""
    found: dict[tuple[int, int], Pair] = {}
    shares = _shares(past).filter(assignment__in=works.order_by().values("pk"))
    for lead, partner, n in shares.values_list("lead_then", "partner_then").annotate(n=Count("pk")):
        found.setdefault((lead, partner), Pair(lead, partner)).works += n
    named = _named(past).filter(line__in=lines.order_by().values("pk"), lead_then__isnull=False)
    for lead, partner, n in named.values_list("lead_then", "partner_then").annotate(n=Count("pk")):
        found.setdefault((lead, partner), Pair(lead, partner)).lines += n
    return found


def done_by(works: Any, lead: Unit | None, partner: Unit | None, past: date | None) -> Any:
    """Những việc đơn vị ấy làm, đơn vị kia phối hợp."""
    if lead is not None:
        works = works.filter(unit_then=lead.pk)
    if partner is not None:
        shares = _shares(past).filter(assignment=OuterRef("pk"), partner_then=partner.pk)
        works = works.filter(models.Exists(shares))
    return works


def named_in(lines: Any, lead: Unit | None, partner: Unit | None, past: date | None) -> Any:
    """Những dòng có đơn vị ấy chịu trách nhiệm, có đơn vị kia phối hợp."""
    if lead is not None:
        lines = lines.annotate(lead_then=_lead(Line, "responsible", past)).filter(lead_then=lead.pk)
    if partner is not None:
        named = _named(past).filter(line=OuterRef("pk"), partner_then=partner.pk)
        lines = lines.filter(models.Exists(named))
    return lines


def _shares(past: date | None) -> Any:
    """Who joins in a work with whom."""
    lead = _of(Assignment, "unit", "assignment", past)
    return Partner.objects.order_by().annotate(lead_then=lead, partner_then=_lead(Partner, "unit", past))


def _named(past: date | None) -> Any:
    """Who joins in a line with whom."""
    lead = _of(Line, "responsible", "line", past)
    return LinePartner.objects.order_by().annotate(lead_then=lead, partner_then=_lead(LinePartner, "unit", past))


def _lead(model: type[models.Model], role: str, past: date | None) -> Any:
    """A key to a unit of the row at hand, as it stood."""
    return F(f"{role}_id") if past is None else whose_then(model, role, past)


def _of(model: type[models.Model], role: str, field: str, past: date | None) -> Any:
    """The same of the row that this one points at."""
    if past is None:
        return F(f"{field}__{role}_id")
    rows = model._base_manager.filter(pk=OuterRef(field)).annotate(whose=whose_then(model, role, past))
    return Subquery(rows.values("whose")[:1])


def lines_then(lines: list[Line], day: date) -> None:
    """Các dòng, như vào ngày D — with whom they then named, by the names of then."""
    owners_then(lines, day)
    owners_then([row for line in lines for row in line.partners.all()], day)
    named_on(day, lines)


def works_then(works: list[Assignment], day: date) -> None:
    """Các việc chung, như vào ngày D — of whom, with whom."""
    owners_then(works, day)
    owners_then([row for work in works for row in work.partners.all()], day)
    named_on(day, works)
