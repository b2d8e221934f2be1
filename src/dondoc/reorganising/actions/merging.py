"""Sáp nhập, hợp nhất, giải thể — one unit or several end, and one goes on with what they owe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.reorganising import rules
from dondoc.reorganising.actions.carrying import ask
from dondoc.reorganising.actions.standing import New, named
from dondoc.reorganising.models import How, Reorganisation
from dondoc.reorganising.queries import to_pass
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act, check_come
from dondoc.shared.ids import public_id
from dondoc.units.actions import changing, placing
from dondoc.units.models import Holding, Unit
from dondoc.units.rules import Decision, check_decision


@act("reorganising.merge", gettext_lazy("Sáp nhập, hợp nhất"))
def merge(
    *, units: Sequence[Unit], into: Unit | New, on: date, decision: Decision, by: Actor, at: datetime,
    keep: Sequence[Holding] = (),
) -> Reorganisation:  # fmt: skip
    """Sáp nhập, hợp nhất — units end, one unit (standing or new) goes on with all they follow, owe and keep.

    `keep` are those who go on holding their title at the heir; all others' posts end with the units.
    """
    return _end(How.MERGE, units, into, on, decision, by, at, keep)


@act("reorganising.dissolve", gettext_lazy("Giải thể"))
def dissolve(
    *, unit: Unit, on: date, decision: Decision, by: Actor, at: datetime, heir: Unit | None = None,
    keep: Sequence[Holding] = (),
) -> Reorganisation | None:  # fmt: skip
    """Giải thể — a unit ends; what it still owes goes to the heir. Without an heir only what owes nothing ends."""
    if heir is not None:
        return _end(How.DISSOLVE, [unit], heir, on, decision, by, at, keep)
    require(by, "reorganising.dissolve", unit)
    check_come(on, at)
    check_decision(decision)
    placing.lock_tree(unit)
    list(Unit.objects.select_for_update().filter(pk=unit.pk))
    rules.check_nothing_left([f"{line.label.lower()}: {line.count}" for line in to_pass(unit, at_the_end=False)])
    placing.close_posts(unit, on)
    changing.end(unit=unit, on=on, decision=decision, by=by, at=at)
    write("reorganising.dissolve", unit, by=by, at=at, on=on, unit=unit)
    return None


def _end(
    how: How, units: Sequence[Unit], into: Unit | New, on: date, decision: Decision, by: Actor, at: datetime,
    keep: Sequence[Holding],
) -> Reorganisation:  # fmt: skip
    for place in [*units, into if isinstance(into, Unit) else into.parent]:
        require(by, f"reorganising.{how}", place)
    rules.check_some(len(units))
    check_come(on, at)
    check_decision(decision)
    [heir], stand, new = named([into], by)
    parts: list[dict[str, Any]] = [{"from": unit.pk, "to": heir, "only": None, "ends": True} for unit in units]
    return ask(how, parts, units=[*units, *stand], on=on, by=by, at=at, decision=decision, deed=public_id(), new=new,
               keep=kept(keep, {unit.pk: heir for unit in units}))  # fmt: skip


def kept(keep: Sequence[Holding], heirs: dict[int, int]) -> list[tuple[int, int]]:
    """(holding, heir) of those whose unit gives, and no others."""
    return [(held.pk, heirs[held.post.unit_id]) for held in keep if held.post.unit_id in heirs]
