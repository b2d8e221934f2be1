"""Chuyển giao của phòng quy định — nothing passes: the days off of a place belong to the unit that stood there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing, hand
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển ngày nghỉ nơi đóng — nothing: the heir is told of its own place."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


THINGS: tuple[Thing, ...] = ()

STAYS = {"regulations.PlaceWeek.unit": "the place where that unit stood; the heir may stand elsewhere"}
