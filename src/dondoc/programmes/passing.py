"""Chuyển giao của phòng chương trình — a programme goes on under the heir; what each unit reached stays that unit's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from dondoc.access.rights import share_many
from dondoc.documents.models import Paper
from dondoc.programmes.models import Programme
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Handing, Ids, Thing, hand
from dondoc.units.models import Unit

SHARED = "programmes.pass_on"


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển chương trình — with its paper to be read; its series goes on (programmes.members)."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def _not_theirs(rows: models.QuerySet[Programme], unit: Unit) -> models.QuerySet[Programme]:
    """Not what the receiver has recorded from the same paper under the same name."""
    same = {"paper": models.OuterRef("paper"), "name": models.OuterRef("name")}
    return rows.exclude(models.Exists(Programme.objects.standing().filter(unit=unit, **same)))


def _with_paper(ids: Ids, handing: Handing) -> None:
    papers = Programme.objects.filter(pk__in=ids).values_list("paper", flat=True)
    share_many(Paper, papers, handing.to_unit, because=SHARED, at=handing.at)


THINGS = (
    Thing(Programme, "unit", gettext_lazy("Chương trình, chỉ tiêu đơn vị theo dõi"),
          lambda unit: Programme.objects.standing().filter(unit=unit), unless=_not_theirs, also=_with_paper),
)  # fmt: skip

STAYS = {
    "programmes.VersionUnit.unit": "which unit the target named; who came after it is counted in its place (programmes.members)",
    "programmes.Item.preparer": "who was to prepare it, as the programme says; the work itself is an obligation, which passes",
    "programmes.Value.unit": "what the unit itself reached; the heir shows it beside its own (programmes.queries.by_unit)",
    "programmes.Exemption.unit": "that the target did not hold for that unit",
}
