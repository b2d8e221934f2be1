"""Đề nghị phối hợp chờ trả lời — until the day the regulation or the request gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.text import capfirst

from dondoc.access.rights import may
from dondoc.coordinating.models import Reply
from dondoc.reminding.awaited import Awaited, source
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit


@source
def replies(actor: Actor, unit: Unit, first: date, last: date) -> Iterator[Awaited]:
    if not may(actor, "coordinating.receive", unit):
        return
    rows = Reply.objects.visible_to(actor).waiting().filter(unit=unit, due_on__gte=first, due_on__lte=last)
    for row in rows.for_list():
        asked = row.request
        if row.due_on:
            yield Awaited(capfirst(str(asked.get_kind_display())), asked.unit.listed, asked.paper.title if asked.paper else "", row.due_on, unit,
                          "coordination_request", asked.public_id, row.public_id, row.secrecy)  # fmt: skip
