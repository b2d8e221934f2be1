"""Khay quán triệt — papers my unit was asked to study, neither held nor left with a reason."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dondoc.access.rights import may
from dondoc.shared.actor import Actor
from dondoc.studying.models import Asking, AskingQuerySet
from dondoc.studying.queries import waiting
from dondoc.units.queries import acting_unit
from dondoc.web.desk.waiting import Item, Press

HOLD = "studying.hold_session"


def to_study(actor: Actor) -> AskingQuerySet:
    """Of my own unit, the soonest due first."""
    unit, rows = acting_unit(actor), Asking.objects.visible_to(actor).standing()
    if unit is None or not may(actor, HOLD, unit):
        return rows.none()
    return waiting(rows.asked_of(unit), unit).for_list().order_by(models.F("due_on").asc(nulls_last=True), "id")


def item(row: Asking) -> Item:
    """What is asked, by whom, by when; one line answers it."""
    about = f"{row.paper} · {_('yêu cầu của')} {row.unit.listed}"
    presses = (
        Press(_("Báo đã quán triệt"), reverse("report_study", args=[row.public_id]), False),
        Press(_("Quyết định"), reverse("decide_study", args=[row.paper.public_id]), False),
    )
    return Item(reverse("study", args=[row.public_id]), capfirst(row.paper.title), about, row.due_on, None, "", presses,
                secrecy=row.secrecy)  # fmt: skip
