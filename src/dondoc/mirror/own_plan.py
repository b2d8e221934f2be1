"""So với kế hoạch của chính đơn vị — the days its issued plans give: months with an item due, items not done by their day.

What an item is done by is the unit's own work on the obligation it was copied from; an item without one is not compared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows
from dondoc.obligations.lifecycle import State
from dondoc.planning.models import Plan, Version, VersionItem
from dondoc.planning.queries import issued_by
from dondoc.shared.actor import Actor


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


def _done(base: Rows, scope: Scope, duties: Collection[int]) -> dict[int, date | None]:
    """By obligation the unit was given, the day its work was reported done."""
    rows = base.filter(unit_then=scope.unit.pk, obligation__in=list(duties)).order_by()
    found: dict[int, date | None] = {}
    for duty, state, on in rows.values_list("obligation", "state_then", "done_on"):
        found[duty] = on if state == State.DONE else found.get(duty)
    return found


def _is_done(done: Mapping[int, date | None], duty: int | None, by: date) -> bool | None:
    if duty is None or duty not in done:
        return None
    on = done[duty]
    return on is not None and on <= by


def late(found: Sequence[Due], day: date) -> list[int]:
    """Mục quá hạn của kế hoạch mà việc chưa xong, hoặc xong sau hạn ấy."""
    return [one.item for one in found if one.is_done is False and one.on < day]


def compared(found: Sequence[Due]) -> list[int]:
    """Mục so được — those with a work."""
    return [one.item for one in found if one.is_done is not None]


def months(found: Sequence[Due], days: Collection[date]) -> tuple[int, int]:
    """Tháng có mục đến hạn — how many of them had some act, of how many."""
    named, kept = {one.on.replace(day=1) for one in found}, {day.replace(day=1) for day in days}
    return len(named & kept), len(named)


def listed(actor: Actor, items: Collection[int]) -> Any:
    return VersionItem.objects.filter(pk__in=list(items), version__in=Version.objects.visible_to(actor).values("pk"))
