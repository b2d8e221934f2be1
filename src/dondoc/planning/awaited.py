"""Dự thảo kế hoạch chờ góp ý — until the last day of its round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.access.rights import may
from dondoc.planning.models import Asked
from dondoc.planning.queries import acting_post
from dondoc.reminding.awaited import Awaited, source
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit


@source
def rounds(actor: Actor, unit: Unit, first: date, last: date) -> Iterator[Awaited]:
    if not may(actor, "planning.comment", unit):
        return
    mine, within = (
        Q(post=None) | Q(post=acting_post(actor)),
        Q(version__until_on__gte=first, version__until_on__lte=last),
    )
    for row in Asked.objects.visible_to(actor).waiting().filter(mine, within, unit=unit).for_list():
        version = row.version
        if version.until_on:
            yield Awaited(_("Góp ý dự thảo"), version.plan.unit.listed, version.title, version.until_on, unit, "plan_version",
                          version.public_id, row.public_id, row.secrecy)  # fmt: skip
