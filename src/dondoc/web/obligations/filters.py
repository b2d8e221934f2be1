"""Bộ lọc — words above the table that read as a sentence, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _

from dondoc.obligations.lifecycle import OPEN, State
from dondoc.obligations.models import Assignment, AssignmentQuerySet
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """Một lựa chọn của bộ lọc."""

    value: str
    label: str


def states() -> list[Choice]:
    """Tình trạng để lọc — in the order people ask for them."""
    return [
        Choice("", _("đang mở")), Choice("late", _("quá hạn")), Choice("week", _("đến hạn trong 7 ngày")),
        Choice("new", _("chưa tiếp nhận")), Choice("waiting", _("chờ xác nhận")),
        Choice("reported", _("đã báo cáo, chưa có xác nhận")), Choice("nodate", _("chưa có hạn")),
        Choice("done", _("đã xong")), Choice("done_late", _("xong muộn")), Choice("all", _("tất cả")),
    ]  # fmt: skip


def places() -> list[Choice]:
    """Nơi — at home, abroad, or all."""
    return [Choice("", _("mọi đơn vị")), Choice("home", _("các đơn vị trong nước")),
            Choice("abroad", _("các đơn vị ngoài nước"))]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """Một vế của câu lọc — its leading word, its choices, and which one stands."""

    lead: str
    name: str
    value: str
    choices: list[Choice]


def sentence(asked: dict[str, str]) -> list[Filter]:
    """“Nhiệm vụ *quá hạn* của *các đơn vị ngoài nước*”."""
    return [
        Filter(_("Nhiệm vụ"), "state", asked.get("state", ""), states()),
        Filter(_("của"), "place", asked.get("place", ""), places()),
    ]


def narrowed(actor: Actor, asked: dict[str, str], moment: datetime, unit: Unit | None) -> AssignmentQuerySet:
    """The assignments one sees, narrowed by the sentence; soonest due first, unknown days last."""
    rows: AssignmentQuerySet = Assignment.objects.visible_to(actor).for_list()
    rows = _by_state(rows, asked.get("state", ""), actor)
    if asked.get("place"):
        rows = rows.filter(unit__is_abroad=asked["place"] == "abroad")
    if unit is not None:
        rows = rows.filter(unit__path__gte=unit.path, unit__path__lt=unit.path[:-1] + "0")
    return rows.order_by(models.F("due_on").asc(nulls_last=True), "id")


def _by_state(rows: AssignmentQuerySet, state: str, actor: Actor) -> AssignmentQuerySet:
    today = actor.today
    working = models.Q(state__in=[State.ISSUED, State.ACCEPTED])
    asked = {
        "": models.Q(state__in=OPEN),
        "late": working & models.Q(due_on__lt=today),
        "week": working & models.Q(due_on__gte=today, due_on__lte=today + timedelta(days=7)),
        "new": models.Q(state=State.ISSUED),
        "waiting": models.Q(state=State.SUBMITTED),
        "reported": models.Q(state__in=[State.REPORTED, State.UNANSWERED]),
        "nodate": models.Q(state__in=OPEN, due_on__isnull=True),
        "done": models.Q(state=State.DONE),
        "done_late": models.Q(state=State.DONE, done_late=True),
        "all": models.Q(),
    }
    return rows.filter(asked.get(state, asked[""]))
