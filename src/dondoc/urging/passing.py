"""Chuyển giao của phòng đôn đốc — nothing of its own passes: whom a work is asked of follows the work."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing, hand
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển đôn đốc — the heir has the work, and with it what waits to be received and answered."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


THINGS: tuple[Thing, ...] = ()

STAYS = {
    "urging.Urge.by_unit": "who urged then; its works go on under who gives them today",
    "urging.Urge.addressee": "whom the paper went to",
    "urging.Urged.unit": "who was urged then; to receive and answer is asked of the work's unit of today",
}
