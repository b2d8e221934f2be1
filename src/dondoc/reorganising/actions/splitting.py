"""Chia, tách — one unit becomes several, or goes on without a part of itself; who takes what is named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.reorganising import rules
from dondoc.reorganising.actions.carrying import ask
from dondoc.reorganising.actions.standing import New, named
from dondoc.reorganising.models import How, Reorganisation
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come
from dondoc.shared.ids import public_id
from dondoc.units.models import Holding, Unit
from dondoc.units.rules import Decision, check_decision


@dataclass(frozen=True, slots=True)
class Share:
    """Phần của một đơn vị nhận — the things it takes by id, units below that go with it, who goes on holding a title there."""

    heir: Unit | New
    takes: Mapping[str, Collection[int]] = field(default_factory=dict)
    children: Sequence[Unit] = ()
    keep: Sequence[Holding] = ()


@act("reorganising.split", gettext_lazy("Chia, tách"))
def split(
    *, unit: Unit, shares: Sequence[Share], on: date, decision: Decision, by: Actor, at: datetime, ends: bool
) -> Reorganisation:  # fmt: skip
    """Chia, tách — each heir takes what is named for it; where the unit ends, the first takes the rest and its past."""
    for place in [unit, *(s.heir if isinstance(s.heir, Unit) else s.heir.parent for s in shares)]:
        require(by, "reorganising.split", place)
    rules.check_some(len(shares))
    check_come(on, at)
    check_decision(decision)
    _check_once(unit, shares)
    heirs, stand, new = named([s.heir for s in shares], by)
    parts, moves, keep = _plan(unit, shares, heirs, ends)
    return ask(How.SPLIT, parts, units=[unit, *stand], on=on, by=by, at=at, decision=decision, deed=public_id(), new=new,
               moves=moves, keep=keep)  # fmt: skip


def _check_once(unit: Unit, shares: Sequence[Share]) -> None:
    """One thing, one unit below, one holder goes to one heir."""
    taken = [(key, pk) for s in shares for key, ids in s.takes.items() for pk in ids]
    taken += [("child", child.pk) for s in shares for child in s.children]
    if len(taken) != len(set(taken)):
        raise Refused(_("Một việc hoặc một đơn vị bên dưới chỉ giao cho một nơi nhận."))
    if any(child.parent_id != unit.pk for s in shares for child in s.children):
        raise Refused(_("Chỉ chia được các đơn vị trực thuộc."))


def _plan(unit: Unit, shares: Sequence[Share], heirs: Sequence[int], ends: bool) -> tuple[Any, Any, Any]:
    parts: list[dict[str, Any]] = [
        {"from": unit.pk, "to": heir, "only": {k: sorted(v) for k, v in s.takes.items()}, "ends": False}
        for s, heir in zip(shares, heirs, strict=True)
    ]
    if ends:
        parts.append({"from": unit.pk, "to": heirs[0], "only": None, "ends": True})
    pairs = list(zip(shares, heirs, strict=True))
    moves = [(child.pk, heir) for s, heir in pairs for child in s.children]
    keep = [(held.pk, heir) for s, heir in pairs for held in s.keep if held.post.unit_id == unit.pk]
    return parts, moves, keep
