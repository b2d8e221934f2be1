"""Chuyển giao của phòng quán triệt — what was asked goes on under the heir; what a unit held and decided stays its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from dondoc.access.rights import share_many
from dondoc.documents.models import Paper
from dondoc.shared.actor import Actor
from dondoc.studying.models import Asking
from dondoc.units.inheriting import Handing, Ids, Thing, hand
from dondoc.units.models import Unit

SHARED = "studying.pass_on"


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển yêu cầu quán triệt — with its paper to be read."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def _not_theirs(rows: models.QuerySet[Asking], unit: Unit) -> models.QuerySet[Asking]:
    """Not what the receiver asks of the same paper."""
    return rows.exclude(models.Exists(Asking.objects.standing().filter(unit=unit, paper=models.OuterRef("paper"))))


def _with_paper(ids: Ids, handing: Handing) -> None:
    papers = Asking.objects.filter(pk__in=ids).values_list("paper", flat=True)
    share_many(Paper, papers, handing.to_unit, because=SHARED, at=handing.at)


THINGS = (
    Thing(Asking, "unit", gettext_lazy("Yêu cầu quán triệt đơn vị theo dõi"),
          lambda unit: Asking.objects.standing().filter(unit=unit), unless=_not_theirs, also=_with_paper),
)  # fmt: skip

STAYS = {
    "studying.Decision.unit": "what the unit itself decided; the heir decides for itself",
    "studying.Meeting.unit": "what the unit itself held, with its own members counted",
}
