"""Chuyển giao của phòng sắp xếp — nothing: its rows say what was done."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Không chuyển gì — what was reorganised stays told of the units it was about."""
    return 0


THINGS: tuple[Thing, ...] = ()
STAYS = {"reorganising.Reorganisation.units": "the units it was about"}
