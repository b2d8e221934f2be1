"""Khay kỳ — periods my unit has to report, those reported to it that wait to be confirmed, those late at units it gave them to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.access.rights import may, reaches, units_in
from dondoc.obligations.lifecycle import OPEN
from dondoc.obligations.queries import Standing
from dondoc.reminding.digest import DOES, may_any
from dondoc.reminding.lifecycle import OccurrenceState
from dondoc.reminding.models import Occurrence, OccurrenceQuerySet
from dondoc.shared.actor import Actor
from dondoc.units.queries import acting_unit
from dondoc.urging.queries import ISSUE, laddered_periods, period_late
from dondoc.urging.rungs import Rung
from dondoc.web.desk.urging import marked, marks
from dondoc.web.desk.waiting import Item, Press
from dondoc.web.urging.views import JOINED

SOON = timedelta(days=7)
REPORT, CONFIRM = "reminding.report", "reminding.confirm"


def _mine(actor: Actor) -> models.QuerySet[Occurrence]:
    """Of my own unit, not yet reported, where I do its work."""
    unit = acting_unit(actor)
    held = unit is not None and may_any(actor, (REPORT, *DOES), unit)
    rows = Occurrence.objects.visible_to(actor).filter(
        assignment__unit=unit if held else None, assignment__state__in=OPEN, state=OccurrenceState.DUE
    )
    return rows.for_list().order_by("due_on", "id")


def late(actor: Actor, moment: datetime) -> models.QuerySet[Occurrence]:
    """Of my own unit and late, with how it was urged."""
    return marked(_mine(actor).filter(period_late(moment)), actor)


def due(actor: Actor, moment: datetime) -> models.QuerySet[Occurrence]:
    """Of my own unit, due within a week."""
    return _mine(actor).filter(due_on__lte=actor.today + SOON).exclude(period_late(moment))


def reported(actor: Actor) -> models.QuerySet[Occurrence]:
    """Given where I may confirm."""
    return _given(actor).filter(state=OccurrenceState.REPORTED).for_list().order_by("reported_on", "id")


def late_given(actor: Actor, moment: datetime) -> models.QuerySet[Any]:
    """Given to others where I may confirm, late and not reported, with the rung each stands at."""
    rows = _given(actor).filter(period_late(moment), assignment__state__in=OPEN)
    rows = rows.exclude(assignment__giver=models.F("assignment__unit"))
    return laddered_periods(rows, actor.today).select_related(*JOINED).order_by("due_on", "id")


def _given(actor: Actor) -> OccurrenceQuerySet:
    return Occurrence.objects.visible_to(actor).filter(assignment__giver__in=units_in(reaches(actor, CONFIRM)))


def item(actor: Actor) -> Callable[[Occurrence], Item]:
    """With the button of who may report it; who may not sees it on the page of the duty."""

    def said(row: Occurrence) -> Item:
        press = Press(_("Báo cáo kỳ"), reverse("occurrence_act", args=[row.public_id, "report"]), False)
        return _item(row, *([press] if may(actor, REPORT, row.assignment.unit) else ()))

    return said


def late_item(actor: Actor) -> Callable[[Occurrence], Item]:
    """Late: with what the unit was told of it, and the answers."""
    due_item = item(actor)

    def said(row: Occurrence) -> Item:
        made, (words, presses) = due_item(row), marks(row, actor)
        return replace(
            made, about=" · ".join([made.about, *words]), presses=(*made.presses, *presses), standing=Standing.OVERDUE
        )

    return said


def to_urge(actor: Actor) -> Callable[[Any], Item]:
    """Late at a unit one gave it to: urged by who may."""

    def said(row: Any) -> Item:
        last = f"{Rung(row.last_rung).label} {row.last_on:%d/%m/%Y}" if row.last_rung else _("chưa đôn đốc")
        press = Press(_("Đôn đốc"), reverse("issue_urge") + f"?pick={row.public_id}", False)
        waits = row.is_silenced or row.is_extending or not may(actor, ISSUE, row.assignment.giver)
        made = _item(row, *(() if waits else (press,)))
        return replace(made, about=f"{made.about} · {last}", standing=Standing.OVERDUE)

    return said


def to_confirm(row: Occurrence) -> Item:
    return _item(row, Press(_("Xác nhận kỳ"), reverse("occurrence_act", args=[row.public_id, "confirm"]), False))


def _item(row: Occurrence, *presses: Press) -> Item:
    duty = row.assignment.obligation
    about = f"{duty.nv} · {row.assignment.unit} · {row.period}"
    return Item(reverse("assignment", args=[row.assignment.public_id]), duty.text, about, row.due_on, None, "", presses,
                secrecy=row.secrecy)  # fmt: skip
