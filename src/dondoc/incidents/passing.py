"""Chuyển giao của phòng sự cố — nothing: an incident stays told where it happened, and is seen through its unit's line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Không chuyển gì — a unit that ends stands below its heir with its past."""
    return 0


THINGS: tuple[Thing, ...] = ()
STAYS = {"incidents.Incident.unit": "where it happened; whoever handles incidents above the unit goes on handling it"}
