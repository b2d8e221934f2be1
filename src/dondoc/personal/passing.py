"""Chuyển giao của phòng dữ liệu cá nhân — nothing: requests are answered at the root, which is never merged away."""

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
    "personal.Request.unit": "the root, whose desk answers for the whole installation",
    "personal.Breach.unit": "where it happened; a unit that ended stands below its heir, whose line goes on with it",
    "personal.LegalHold.house": "the root, at which it was ordered",
    "personal.LegalHold.unit": "what was ordered to be kept; a unit that ended stands below its heir and is still held",
    "personal.Erasure.house": "the root, at which it was asked",
    "personal.AssessmentText.house": "the root, for the whole installation",
    "personal.Assessment.house": "the root, for the whole installation",
    "personal.Export.house": "the root, at which it was asked",
}
