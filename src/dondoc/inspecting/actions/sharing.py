"""Đề xuất cách làm hay từ ưu điểm — what an announced notice puts on record as done well goes to the library, for others to use."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import may
from dondoc.inspecting.actions.stepping import check_at, trace
from dondoc.inspecting.entitled import require_seat
from dondoc.inspecting.findings import Strength
from dondoc.inspecting.lifecycle import PUBLISHED
from dondoc.practices.actions.proposing import PROPOSE, Told, enter
from dondoc.practices.lifecycle import State
from dondoc.practices.models import Practice
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act

SHARE = "inspecting.share_strength"


@act(SHARE, gettext_lazy("Đề xuất thành cách làm hay"))
def share(*, strength: Strength, told: Told, by: Actor, at: datetime) -> Practice:
    """Đề xuất thành cách làm hay — the unit's own, by who may propose there or where the case is led, or sits in its team."""
    case, unit = strength.case, strength.body.unit
    if not any(may(by, PROPOSE, where) for where in (unit, case.lead)):
        require_seat(by, SHARE, case)
    check_at(case, PUBLISHED)
    told = replace(told, paper=case.notice, obligation=None)
    row = enter(unit=unit, told=told, by=by, at=at, is_praised=True)
    if not _open(strength).update(practice=row):
        raise Refused(_("Ưu điểm này đã được đề xuất thành cách làm hay."))
    trace(SHARE, case, by, at, strength=strength.pk, practice=row.pk)
    return row


def _open(strength: Strength) -> models.QuerySet[Strength]:
    """It stands, and is not in the library: neither waiting nor confirmed."""
    free = models.Q(practice__isnull=True) | models.Q(practice__in=Practice.objects.filter(state=State.WITHDRAWN))
    return Strength.objects.filter(free, pk=strength.pk, withdrawn_at__isnull=True)
