"""Văn bản đôn đốc, yêu cầu giải trình chờ trả lời — until the day the paper gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.text import capfirst

from dondoc.access.rights import may
from dondoc.reminding.awaited import Awaited, source
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.urging.models import Urged
from dondoc.urging.rungs import TO_DOER, Rung


@source
def answers(actor: Actor, unit: Unit, first: date, last: date) -> Iterator[Awaited]:
    if not may(actor, "urging.receive", unit):
        return
    rows = Urged.objects.visible_to(actor).waiting().filter(urge__rung__in=TO_DOER, assignment__unit=unit)
    rows = rows.exclude(urge__rung=Rung.REMIND).filter(urge__answer_on__gte=first, urge__answer_on__lte=last)
    for row in rows.for_list():
        urge, work = row.urge, row.assignment
        if urge.answer_on:
            yield Awaited(capfirst(str(urge.get_rung_display())), str(urge.paper or ""), work.obligation.nv, urge.answer_on, unit,
                          "assignment", work.public_id, row.public_id, row.secrecy)  # fmt: skip
