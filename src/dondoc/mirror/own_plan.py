"""So với kế hoạch của chính đơn vị — the days its issued plans give: months with an item due, items not done by their day.

What an item is done by is the unit's own work on the obligation it was copied from; an item without one is not compared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows
from dondoc.obligations.lifecycle import REPORTING, State
from dondoc.obligations.models import AssignmentStep
from dondoc.planning.models import Plan, Version, VersionItem
from dondoc.planning.queries import issued_by
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import done_late, is_late
from dondoc.units.queries import hours_on

Told = tuple[date, datetime, Decimal]  # of which day, entered when, so many hours from Hà Nội


@dataclass(frozen=True, slots=True)
class Due:
    """Một mục đã đến hạn theo kế hoạch — of which day; whether its work was done by then (None: it names none)."""

    item: int
    on: date
    is_done: bool | None


def due(actor: Actor, scope: Scope, base: Rows) -> list[Due]:
    """Các mục đến hạn trong kỳ — of the unit's plans as they stood issued on D, that the reader sees. Two queries."""
    if scope.part == "below" or scope.level:
        return []
    made = issued_by(Plan.objects.all(), scope.day, scope.known_by).filter(unit_then=scope.unit.pk)  # type: ignore[misc]
    made = made.filter(source=scope.paper) if scope.paper else made
    rows = VersionItem.objects.filter(
        version__in=Version.objects.visible_to(actor).values("pk"), version__until_on=None
    )
    rows = rows.filter(version__plan__in=made.order_by().values("pk"), due_on__lte=scope.day)
    rows = rows.filter(due_on__gte=scope.first) if scope.first else rows
    told = list(rows.order_by("due_on", "pk").values_list("pk", "due_on", "item__obligation"))
    done = _done(base, scope, {duty for _pk, _on, duty in told if duty})
    return [Due(pk, on, _is_done(done, duty, on)) for pk, on, duty in told if on is not None]


def _done(base: Rows, scope: Scope, duties: Collection[int]) -> dict[int, Told | None]:
    """By obligation the unit was given, its report that the work is done."""
    said = AssignmentStep.objects.filter(thing=OuterRef("pk"), on=OuterRef("done_on"), to_state__in=REPORTING)
    rows = base.filter(unit_then=scope.unit.pk, obligation__in=list(duties)).order_by()
    rows = rows.annotate(
        told_at=Coalesce(Subquery(said.order_by("-id").values("at")[:1]), Value(scope.moment)),
        hours=hours_on("unit", "done_on"),
    )
    found: dict[int, Told | None] = {}
    for duty, state, *told in rows.values_list("obligation", "state_then", "done_on", "told_at", "hours"):
        found[duty] = tuple(told) if state == State.DONE else found.get(duty)
    return found


def _is_done(done: Mapping[int, Told | None], duty: int | None, by: date) -> bool | None:
    if duty is None or duty not in done:
        return None
    told = done[duty]
    return told is not None and not done_late(by, told[0], told[1], float(told[2]))


def late(found: Sequence[Due], scope: Scope) -> list[int]:
    """Mục quá hạn của kế hoạch mà việc chưa xong, hoặc xong sau hạn ấy."""
    hours = float(scope.unit.hours_from_hanoi)
    return [one.item for one in found if one.is_done is False and is_late(one.on, scope.moment, hours)]


def compared(found: Sequence[Due]) -> list[int]:
    """Mục so được — those with a work."""
    return [one.item for one in found if one.is_done is not None]


def months(found: Sequence[Due], days: Collection[date]) -> tuple[int, int]:
    """Tháng có mục đến hạn — how many of them had some act, of how many."""
    named, kept = {one.on.replace(day=1) for one in found}, {day.replace(day=1) for day in days}
    return len(named & kept), len(named)


def listed(actor: Actor, items: Collection[int]) -> Any:
    return VersionItem.objects.filter(pk__in=list(items), version__in=Version.objects.visible_to(actor).values("pk"))
