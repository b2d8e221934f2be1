"""Chuyển giao của phòng nạp — what was entered passes by its own rooms; the sheets stay with who brought them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Không chuyển gì."""
    return 0


THINGS: tuple[Thing, ...] = ()
STAYS = {
    "importing.Import.unit": "which unit brought the sheet; what it became passes by its own rooms",
    "importing.Line.made": "which unit a row established or changed; what became of the unit is told of it",
    "importing.Remembered.unit": "the heads of that unit's own sheets",
}
