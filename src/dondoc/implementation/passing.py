"""Chuyển giao của phòng thực hiện — a unit's evidence is its heir's to use again and to answer for; what it proves goes with the work."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from dondoc.implementation.models import Evidence
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing, hand
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển minh chứng — what stands; what was withdrawn is history of the unit that did so."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


THINGS = (
    Thing(Evidence, "unit", gettext_lazy("Minh chứng của đơn vị"), lambda unit: Evidence.objects.standing().filter(unit=unit)),
)  # fmt: skip

STAYS: dict[str, str] = {}
