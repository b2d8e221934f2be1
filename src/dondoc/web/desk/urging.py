"""Khay đôn đốc — what my unit was urged to do, what the machine reminds of, and what I should urge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dondoc.access.rights import reaches
from dondoc.obligations.lifecycle import WORKING
from dondoc.obligations.queries import standing_of
from dondoc.shared.actor import Actor
from dondoc.units.queries import acting_unit
from dondoc.urging.lifecycle import WAITING, UrgedState
from dondoc.urging.models import Urged, UrgedQuerySet
from dondoc.urging.queries import ISSUE, Terms, laddered, proposal_of, states, terms, urgeable, week_after
from dondoc.urging.rungs import Rung
from dondoc.web.desk.waiting import Item, Press


def _mine(actor: Actor, act: str) -> UrgedQuerySet:
    """What was sent to the unit one acts for."""
    unit = acting_unit(actor)
    own = Q(assignment__unit=unit, urge__addressee=None) | Q(urge__addressee=unit)
    return Urged.objects.granted(actor, act).filter(own, pk__isnull=unit is None).for_list()


def _known(actor: Actor) -> Terms:
    """The office's terms, asked once a page."""
    if "urging" not in actor.memo:
        actor.memo["urging"] = terms(actor.today)
    found: Terms = actor.memo["urging"]
    return found


def urged(actor: Actor) -> models.QuerySet[Urged]:
    """Urged by a paper, and not yet answered; what was done meanwhile asks no answer any more."""
    still = Q(assignment__state__in=WORKING) | Q(urge__addressee__isnull=False)
    rows = _mine(actor, "urging.receive").filter(still, state__in=WAITING).exclude(urge__rung=Rung.REMIND)
    return rows.order_by("urge__answer_on", "id")


def reminded(actor: Actor) -> models.QuerySet[Urged]:
    """The machine's reminders of work that is still to be done, until seen."""
    rows = _mine(actor, "urging.receive").filter(urge__rung=Rung.REMIND, state=UrgedState.SENT)
    return rows.filter(assignment__state__in=WORKING, due_on=models.F("assignment__due_on")).order_by("due_on", "id")


def to_urge(actor: Actor, moment: datetime) -> models.QuerySet[Any]:
    """Works for which the office's terms propose a rung."""
    if not reaches(actor, ISSUE):
        return urgeable(actor).none()
    rows = laddered(urgeable(actor), actor.today)
    rows = rows.filter(states(moment, _known(actor), week_after(actor.today))["proposed"])
    return rows.select_related("obligation__paper", "unit", "giver").order_by("due_on", "id")


def item(row: Urged) -> Item:
    """What the paper asks, by when, and the two answers."""
    urge, code = row.urge, row.urge.public_id
    said = [f"{capfirst(urge.get_rung_display())}: {urge.paper}, {urge.by_unit}, {urge.on:%d/%m/%Y}"]
    said += [_("trả lời trước hết ngày %(day)s") % {"day": f"{urge.answer_on:%d/%m/%Y}"}] if urge.answer_on else []
    presses = [Press(_("Nhận"), reverse("receive_urge", args=[code]) + f"?line={row.public_id}", True)]
    answer = Press(_("Trả lời"), reverse("answer_urge", args=[code]), False)
    shown = (*(presses if row.state == UrgedState.SENT else ()), answer)
    return Item(reverse("urge", args=[code]), row.text or row.assignment.obligation.text, " · ".join([row.assignment.obligation.nv, *said]),
                row.assignment.due_on, None, "", shown, secrecy=row.secrecy)  # fmt: skip


def reminder(row: Urged) -> Item:
    share = row.assignment
    about = f"{share.obligation.nv} · {row.get_moment_display()} · {_('nhắc ngày')} {row.urge.on:%d/%m/%Y}"
    seen = Press(_("Đã xem"), reverse("receive_urge", args=[row.urge.public_id]) + f"?line={row.public_id}", True)
    return Item(reverse("assignment", args=[share.public_id]), share.obligation.text, about, share.due_on, None, "", (seen,),
                secrecy=row.secrecy)  # fmt: skip


def proposal(actor: Actor, moment: datetime) -> Callable[[Any], Item]:
    known = _known(actor) if reaches(actor, ISSUE) else None

    def said(row: Any) -> Item:
        found = proposal_of(row, moment, known) if known else None
        rung = found.rung if found else None
        press = Press(
            capfirst(str(rung.label if rung else "")), reverse("issue_urge") + f"?pick={row.public_id}", False
        )
        last = f"{Rung(row.last_rung).label} {row.last_on:%d/%m/%Y}" if row.last_rung else _("chưa đôn đốc")
        return Item(reverse("assignment", args=[row.public_id]), row.obligation.text, f"{row.obligation.nv} · {row.unit} · {last}",
                    row.due_on, standing_of(row, moment), "", (press,), secrecy=row.secrecy)  # fmt: skip

    return said
