"""Ghi một dòng của danh sách đơn vị — by the acts people use: establish, move, rename, change; each from the row's day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dondoc.importing.rules import UnitRow
from dondoc.importing.unit_rules import NAMES, TRAITS
from dondoc.reorganising.actions.moving import move
from dondoc.shared.actor import Actor
from dondoc.units.actions import changing
from dondoc.units.models import Unit
from dondoc.units.rules import Decision


def enter_unit(row: UnitRow, *, by: Actor, at: datetime) -> Unit:
    """Lập, hoặc đổi — all of the row's deeds; the caller holds the transaction."""
    facts: dict[str, Any] = dict(row.facts)
    said: dict[str, Any] = {"by": by, "at": at, "on": row.on, "decision": Decision(row.number, row.decided_on)}
    parent = Unit.objects.get(pk=row.parent) if row.parent else None
    if row.unit is None:
        return changing.establish(**facts, parent=parent, **said)
    if "move" in row.deeds and parent is not None:
        move(unit=Unit.objects.get(pk=row.unit), parent=parent, **said)
        by.memo.pop("grants", None)  # which branches one's own reach holds may be others now
    unit = Unit.objects.get(pk=row.unit)
    if "rename" in row.deeds:
        changing.rename(unit=unit, **{"name": unit.name, "short": unit.short, **_of(NAMES, facts)}, **said)
    if "change" in row.deeds:
        changing.change(unit=unit, **_of(TRAITS, facts), **said)
    return unit


def _of(names: tuple[str, ...], facts: dict[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in names if name in facts}
