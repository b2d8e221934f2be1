"""Khay hồ sơ đánh giá tác động — one line for who writes it, from thirty days before it is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.access.rights import reaches
from dondoc.personal.assessing import upcoming
from dondoc.regulations.queries import keeper
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit, UnitQuerySet
from dondoc.web.desk.waiting import Item
from dondoc.web.personal.standing import Standing

ACT = "personal.freeze_assessment"
BEFORE = timedelta(days=30)


def due_now(actor: Actor, moment: datetime) -> UnitQuerySet:
    """The root, where its assessment is due soon; nothing else. Who may not write it costs no query."""
    rows = Unit.objects.visible_to(actor).granted(actor, ACT)
    if not reaches(actor, ACT):
        return rows.none()
    due_on = upcoming(moment).due_on
    return rows.filter(pk=keeper().pk) if due_on and due_on - BEFORE <= actor.today else rows.none()


def item(moment: datetime) -> Callable[[Unit], Item]:
    def one(row: Unit) -> Item:
        found = upcoming(moment)
        late = Standing.LATE if found.is_late else None
        return Item(
            reverse("assessment"),
            _("Hồ sơ đánh giá tác động xử lý dữ liệu cá nhân"),
            row.name,
            found.due_on,
            late,
            _("Lập hồ sơ"),
        )

    return one
