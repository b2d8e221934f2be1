"""Khay đôn đốc — what my unit was urged to do, what the machine reminds of, and what I should urge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dondoc.access.rights import may, reaches
from dondoc.obligations.queries import standing_of
from dondoc.shared.actor import Actor
from dondoc.units.queries import acting_unit
from dondoc.urging.lifecycle import WAITING, UrgedState
from dondoc.urging.models import Urged, UrgedQuerySet
from dondoc.urging.queries import ISSUE, Terms, laddered, proposal_of, share_of, states, terms, urgeable, week_after
from dondoc.urging.rungs import TO_DOER, Rung
from dondoc.web.desk.waiting import Item, Press

M = TypeVar("M", bound=models.Model)


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


def urged(actor: Actor, late: models.QuerySet[Any], periods: models.QuerySet[Any]) -> models.QuerySet[Urged]:
    """Urged by a paper, and not yet answered; what lies in a tray of late things is told there."""
    rows = _mine(actor, "urging.receive").waiting().exclude(urge__rung=Rung.REMIND)
    return _not_told(rows, late, periods).order_by("urge__answer_on", "id")


def reminded(
    actor: Actor, told: Sequence[models.QuerySet[Any]], periods: models.QuerySet[Any]
) -> models.QuerySet[Urged]:
    """The machine's reminders of work that is still to be done, until seen; not of what lies in a tray of its own."""
    rows = _mine(actor, "urging.receive").waiting().filter(urge__rung=Rung.REMIND, state=UrgedState.SENT)
    rows = rows.filter(Q(occurrence__isnull=False) | Q(due_on=models.F("assignment__due_on")))
    for works in told:
        rows = _not_told(rows, works, periods)
    return rows.order_by("due_on", "id")


def _not_told(rows: UrgedQuerySet, works: models.QuerySet[Any], periods: models.QuerySet[Any]) -> UrgedQuerySet:
    told = Q(occurrence=None, assignment__in=works.order_by().values("pk")) | Q(
        occurrence__in=periods.order_by().values("pk")
    )
    return rows.exclude(told, urge__rung__in=TO_DOER)


def marked(rows: models.QuerySet[M], actor: Actor) -> models.QuerySet[M]:
    """With the lines that told the unit of each: what it was urged and reminded, the last last."""
    lines = Urged.objects.visible_to(actor).standing().filter(urge__rung__in=TO_DOER)
    lines = lines.select_related("urge__paper", "occurrence", "assignment").order_by("id")
    return rows.prefetch_related(models.Prefetch("urged", lines, "told_lines"))


def marks(row: Any, actor: Actor) -> tuple[list[str], tuple[Press, ...]]:
    """Đã đôn đốc, đã nhắc — in words; and the answers to the last paper that still waits for one."""
    lines = [line for line in row.told_lines if share_of(row) is not row or line.occurrence_id is None]
    papers = [line for line in lines if line.urge.paper_id]
    reminders = [line for line in lines if not line.urge.paper_id]
    words = [_("được %(rung)s: %(paper)s, %(day)s, %(state)s") % {
        "rung": one.urge.get_rung_display(), "paper": one.urge.paper, "day": f"{one.urge.on:%d/%m/%Y}",
        "state": one.get_state_display(),
    } for one in papers[-1:]]  # fmt: skip
    words += [_("phần mềm nhắc ngày %(day)s") % {"day": f"{one.urge.on:%d/%m/%Y}"} for one in reminders[-1:]]
    waiting = [one for one in papers if one.state in WAITING]
    may_answer = waiting and may(actor, "urging.receive", share_of(row).unit)
    return words, answers(waiting[-1]) if may_answer else ()


def answers(line: Urged) -> tuple[Press, ...]:
    """Nhận, trả lời."""
    code = line.urge.public_id
    get = Press(_("Nhận"), reverse("receive_urge", args=[code]) + f"?line={line.public_id}", True)
    say = Press(_("Trả lời"), reverse("answer_urge", args=[code]), False)
    return (get, say) if line.state == UrgedState.SENT else (say,)


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
    return Item(reverse("urge", args=[code]), row.work_said, " · ".join([row.assignment.obligation.nv, *said]),
                row.due_on if row.occurrence else row.assignment.due_on, None, "", answers(row), secrecy=row.secrecy)  # fmt: skip


def reminder(row: Urged) -> Item:
    share = row.assignment
    about = f"{share.obligation.nv} · {row.told} · {_('nhắc ngày')} {row.urge.on:%d/%m/%Y}"
    seen = Press(_("Đã xem"), reverse("receive_urge", args=[row.urge.public_id]) + f"?line={row.public_id}", True)
    return Item(reverse("assignment", args=[share.public_id]), row.work_said, about, row.due_on, None, "", (seen,),
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
