"""Chuyển giao của thư viện cách làm hay — what a unit proposed and waits for is its heir's to amend; what was done stays its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from dondoc.practices.lifecycle import State
from dondoc.practices.models import Practice
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing, hand
from dondoc.units.models import Unit

WAITING = (State.PROPOSED, State.SENT_BACK)


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển cách làm hay chưa xác nhận."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


THINGS = (
    Thing(Practice, "unit", gettext_lazy("Cách làm hay chưa được xác nhận"),
          lambda unit: Practice.objects.filter(unit=unit, state__in=WAITING)),
)  # fmt: skip

STAYS = {
    "practices.Practice.confirmed_by": "who confirmed it then; whoever came after it keeps it in the library",
    "practices.Reuse.unit": "which unit used it then",
}
