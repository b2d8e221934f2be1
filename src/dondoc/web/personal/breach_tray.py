"""Khay vụ lộ, mất dữ liệu chưa báo — the soonest first; the hours left stand in the line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.personal.breach_clock import clock_of
from dondoc.personal.breaching import Breach, BreachQuerySet
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day
from dondoc.web.desk.waiting import Item
from dondoc.web.personal.standing import Standing


def unnotified(actor: Actor) -> BreachQuerySet:
    """What I am to tell the authority of."""
    rows = Breach.objects.visible_to(actor).granted(actor, "personal.notify_breach").unnotified()
    return rows.select_related("unit").order_by(models.F("due_at").asc(nulls_first=True), "id")


def item(moment: datetime) -> Callable[[Breach], Item]:
    def one(row: Breach) -> Item:
        clock = clock_of(row, moment)
        late = Standing.LATE if clock.is_over else None
        due_on = None if clock.ends_at is None else hanoi_day(clock.ends_at)
        about = f"{row.unit} · {clock.words}"
        url = reverse("breach", args=[row.public_id])
        return Item(url, str(row), about, due_on, late, _("Báo cơ quan có thẩm quyền"))

    return one
