"""Chuyển giao của phòng kế hoạch — what is still written, or waits for comments, goes on at the heir; what was issued stays its unit's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from dondoc.access.rights import share_many
from dondoc.documents.models import Paper
from dondoc.planning.lifecycle import OPEN
from dondoc.planning.models import Asked, Plan
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Handing, Ids, Thing, hand
from dondoc.units.models import Unit

SHARED = "planning.pass_on"


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển kế hoạch đang soạn, dự thảo đang chờ góp ý — each with its paper to be read."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def _with_source(ids: Ids, handing: Handing) -> None:
    papers = Plan.objects.filter(pk__in=ids).values_list("source", flat=True)
    share_many(Paper, papers, handing.to_unit, because=SHARED, at=handing.at)


def _not_asked(rows: models.QuerySet[Asked], unit: Unit) -> models.QuerySet[Asked]:
    """Not where the receiver was itself asked, nor of its own plan."""
    own = models.Q(version__plan__unit=unit)
    same = Asked.objects.filter(unit=unit, post=None, version=models.OuterRef("version"))
    return rows.exclude(own).exclude(models.Exists(same))


def _with_plan(ids: Ids, handing: Handing) -> None:
    asked = Asked.objects.filter(pk__in=ids)
    plans, papers = asked.values_list("version__plan", flat=True), asked.values_list("version__plan__source", flat=True)
    share_many(Plan, plans, handing.to_unit, because=SHARED, at=handing.at)
    share_many(Paper, papers, handing.to_unit, because=SHARED, at=handing.at)


THINGS = (
    Thing(Plan, "unit", gettext_lazy("Kế hoạch đang soạn"),
          lambda unit: Plan.objects.filter(unit=unit, state__in=OPEN), also=_with_source),
    Thing(Asked, "unit", gettext_lazy("Dự thảo kế hoạch chờ góp ý"),
          lambda unit: Asked.objects.waiting().filter(unit=unit, post=None), unless=_not_asked, also=_with_plan),
)  # fmt: skip

STAYS = {
    "planning.Item.owner": "whom the plan names; the writer names the heir",
    "planning.VersionItem.owner": "whom that version named",
    "planning.Comment.unit": "who commented then",
}
