"""Chuyển giao thi đua, khen thưởng — what is open goes on under the heir; what was granted stays with who earned it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from dondoc.commending.lifecycle import OPEN
from dondoc.commending.models import Merit
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Thing, hand
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển đăng ký thi đua còn mở."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def _not_theirs(rows: models.QuerySet[Merit], unit: Unit) -> models.QuerySet[Merit]:
    """Not what the receiver has registered itself."""
    same = Merit.objects.filter(unit=unit, state__in=OPEN, year=models.OuterRef("year"), form=models.OuterRef("form"),
                                collective=models.OuterRef("collective"))  # fmt: skip
    return rows.exclude(models.Exists(same))


THINGS = (
    Thing(Merit, "unit", gettext_lazy("Đăng ký thi đua chưa quyết định"),
          lambda unit: Merit.objects.filter(unit=unit, state__in=OPEN), unless=_not_theirs),
)  # fmt: skip

STAYS: dict[str, str] = {}
