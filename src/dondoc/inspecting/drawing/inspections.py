"""Kiểm tra, giám sát — what the unit inspected itself, and what earlier conclusions found of it."""

from __future__ import annotations

from django.db.models import Count

from dondoc.inspecting.drawing.asked import Asked, Rows, Section, iso
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.models import Case
from dondoc.inspecting.queries import with_predecessors
from dondoc.shared.calendar import is_late


def cases(asked: Asked) -> Section:
    """Kiểm tra, giám sát đã làm — by the inspected and those below, announced in the time examined: cases, and units inspected."""
    mine = Case.objects.visible_to(asked.actor).inside_of(asked.actor).filter(body__in=asked.units)
    mine = mine.filter(announced_on__gte=asked.first, announced_on__lte=asked.day)
    rows: Rows = [
        {"case": one.pk, "kind": one.kind, "on": iso(one.announced_on), "bodies": one.bodies_then}  # type: ignore[attr-defined]
        for one in mine.annotate(bodies_then=Count("bodies")).order_by("announced_on", "id")
    ]
    return Section({"cases": len(rows), "bodies": sum(row["bodies"] for row in rows)}, rows)


def findings(asked: Asked) -> Section:
    """Khuyết điểm đã kết luận trước đây — of the unit and those it came from, announced by the last day; closed, or late."""
    own = Finding.objects.standing().filter(
        case__in=Case.objects.visible_to(asked.actor).exclude(pk=asked.body.case_id).values("pk"),
        body__unit__in=with_predecessors([asked.body.unit]), case__announced_on__lte=asked.day,
    )  # fmt: skip
    rows: Rows = []
    for one in own.select_related("case").order_by("case__announced_on", "id"):
        closed = one.closed_on if one.closed_on and one.closed_on <= asked.day else None
        late = None if closed else is_late(one.due_on, asked.moment)
        rows.append(
            {
                "finding": one.pk,
                "told": iso(one.case.announced_on),
                "due": iso(one.due_on),
                "closed": iso(closed),
                "late": late,
            }
        )
    shut = sum(row["closed"] is not None for row in rows)
    return Section(
        {"all": len(rows), "closed": shut, "open": len(rows) - shut, "late": sum(row["late"] is True for row in rows)},
        rows,
    )
