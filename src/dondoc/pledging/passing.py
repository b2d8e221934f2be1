"""Chuyển giao của phòng cam kết — a year's list stays that cell's: its members are listed anew where they go."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing, hand
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Nothing passes by itself."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


THINGS: tuple[Thing, ...] = ()

STAYS = {
    "pledging.Season.unit": "who was to hand in to that cell in that year; texts are not handed on without their authors"
}
