"""Lập và lập lại — heirs that are yet to come, and units that stand again: with the change of the tree, not before it.

Until its turn comes an heir that does not stand yet is a number below zero in the plan: its place among `new`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from dondoc.access.rights import require
from dondoc.reorganising.models import Reorganisation
from dondoc.shared.actor import Actor
from dondoc.units.actions import changing, placing
from dondoc.units.dated import Succession
from dondoc.units.models import Unit
from dondoc.units.rules import Decision


@dataclass(frozen=True, slots=True)
class New:
    """Đơn vị lập mới để nhận — established by the same decision, on the same day."""

    name: str
    kind: str
    parent: Unit
    short: str = ""
    code: str = ""
    is_abroad: bool = False
    region: str = ""
    hours_from_hanoi: Decimal | int = 0

    def told(self) -> dict[str, Any]:
        """As the plan keeps it."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return said | {"parent": self.parent.pk, "hours_from_hanoi": str(self.hours_from_hanoi)}


def is_coming(pk: int) -> bool:
    return pk < 0


def parent_of(row: Reorganisation, pk: int) -> int:
    parent: int = row.plan["new"][-1 - pk]["parent"]
    return parent


def named(heirs: Sequence[Unit | New], by: Actor) -> tuple[list[int], list[Unit], list[dict[str, Any]]]:
    """Nơi nhận — each as the plan names it; those that stand; those to come, whose right is asked now and again then."""
    ids, coming = [], list[dict[str, Any]]()
    for heir in heirs:
        if isinstance(heir, New):
            require(by, "units.establish", heir.parent)
            coming.append(heir.told())
        ids.append(-len(coming) if isinstance(heir, New) else heir.pk)
    return ids, [heir for heir in heirs if isinstance(heir, Unit)], coming


def stand(row: Reorganisation, *, by: Actor, at: datetime, decision: Decision) -> None:
    """Lập, lập lại — in the transaction that changes the tree."""
    for pk, was in row.plan.get("again", ()):
        _again(row, Unit.objects.get(pk=pk), was, by, at, decision)
    if row.undoes is not None:
        Succession.objects.filter(deed=row.undoes.deed, ended_on__isnull=True).update(ended_on=row.on)
    stood: dict[int, int] = {}
    for said in row.plan.pop("new", ()):
        unit = _established(row, said, by, at, decision)
        stood[-1 - len(stood)] = unit.pk
        row.units.add(unit)
    _put(row, stood)


def _again(row: Reorganisation, unit: Unit, was: int, by: Actor, at: datetime, decision: Decision) -> None:
    """A unit that ended: again, under the unit it stood under on the eve."""
    changing.restore(unit=unit, on=row.on, by=by, at=at, decision=decision, deed=row.deed)
    if was != unit.parent_id:
        placing.place_under(unit, Unit.objects.get(pk=was), row.on)


def _established(row: Reorganisation, said: dict[str, Any], by: Actor, at: datetime, decision: Decision) -> Unit:
    place = {"parent": Unit.objects.get(pk=said["parent"]), "hours_from_hanoi": Decimal(said["hours_from_hanoi"])}
    return changing.establish(**{**said, **place}, on=row.on, by=by, at=at, decision=decision, deed=row.deed)


def _put(row: Reorganisation, stood: dict[int, int]) -> None:
    """The ids of those that stand now, wherever the plan named them."""
    for part in row.parts:
        part["to"] = stood.get(part["to"], part["to"])
    for pairs in ("moves", "keep"):
        row.plan[pairs] = [[one, stood.get(to, to)] for one, to in row.plan.get(pairs, ())]
