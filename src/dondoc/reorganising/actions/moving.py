"""Chuyển sang cấp trên khác — nothing changes hands; who gave work below goes on seeing it from the old line."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.reorganising.actions.carrying import ask
from dondoc.reorganising.models import How, Reorganisation
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act
from dondoc.shared.ids import public_id
from dondoc.units.models import Unit
from dondoc.units.rules import Decision


@act("reorganising.move", gettext_lazy("Chuyển sang cấp trên khác, giữ việc đã giao"))
def move(*, unit: Unit, parent: Unit, on: date, decision: Decision, by: Actor, at: datetime) -> Reorganisation:
    """Chuyển sang cấp trên khác — with all below it; asked at both places, by the right to move units."""
    for place in (unit, parent):
        require(by, "units.move", place)
    return ask(How.MOVE, [], units=[unit, parent], on=on, by=by, at=at, decision=decision, deed=public_id(),
               moves=[(unit.pk, parent.pk)])  # fmt: skip
