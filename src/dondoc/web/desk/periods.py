"""Khay kỳ — periods my unit has to report, and those reported to it that wait to be confirmed."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.access.rights import reaches, units_in
from dondoc.obligations.lifecycle import OPEN
from dondoc.reminding.lifecycle import OccurrenceState
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.units.queries import acting_unit
from dondoc.web.desk.waiting import Item, Press

SOON = timedelta(days=7)


def due(actor: Actor) -> models.QuerySet[Occurrence]:
    """Of my own unit, due within a week or late."""
    rows = Occurrence.objects.granted(actor, "reminding.report").filter(
        assignment__unit=acting_unit(actor), assignment__state__in=OPEN, state=OccurrenceState.DUE,
        due_on__lte=actor.today + SOON,
    )  # fmt: skip
    return rows.for_list().order_by("due_on", "id")


def reported(actor: Actor) -> models.QuerySet[Occurrence]:
    """Given where I may confirm."""
    rows = Occurrence.objects.visible_to(actor).filter(
        assignment__giver__in=units_in(reaches(actor, "reminding.confirm")), state=OccurrenceState.REPORTED
    )
    return rows.for_list().order_by("reported_on", "id")


def item(row: Occurrence) -> Item:
    return _item(row, Press(_("Báo cáo kỳ"), reverse("occurrence_act", args=[row.public_id, "report"]), False))


def to_confirm(row: Occurrence) -> Item:
    return _item(row, Press(_("Xác nhận kỳ"), reverse("occurrence_act", args=[row.public_id, "confirm"]), False))


def _item(row: Occurrence, press: Press) -> Item:
    duty = row.assignment.obligation
    about = f"{duty.nv} · {row.assignment.unit} · {_('kỳ')} {row.due_on:%d/%m/%Y}"
    return Item(reverse("assignment", args=[row.assignment.public_id]), duty.text, about, row.due_on, None, "", (press,),
                secrecy=row.secrecy)  # fmt: skip
