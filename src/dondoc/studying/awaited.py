"""Văn bản chờ quán triệt trước một ngày — what a unit was asked to study, neither held nor left with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from dondoc.access.rights import may
from dondoc.reminding.awaited import Awaited, source
from dondoc.shared.actor import Actor
from dondoc.studying.models import Asking
from dondoc.studying.queries import waiting
from dondoc.units.models import Unit


@source
def studies(actor: Actor, unit: Unit, first: date, last: date) -> Iterator[Awaited]:
    if not may(actor, "studying.hold_session", unit):
        return
    rows = Asking.objects.visible_to(actor).standing().asked_of(unit).filter(due_on__gte=first, due_on__lte=last)
    for row in waiting(rows, unit).for_list():
        if row.due_on:
            yield Awaited(
                _("Quán triệt"),
                str(row.paper),
                row.paper.title,
                row.due_on,
                unit,
                "study",
                row.public_id,
                row.public_id,
                row.secrecy,
            )
