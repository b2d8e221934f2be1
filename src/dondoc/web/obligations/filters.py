"""Bộ lọc — words above the table that read as a sentence, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _

from dondoc.obligations.lifecycle import OPEN, State
from dondoc.obligations.models import Assignment, AssignmentQuerySet
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import within_on
from dondoc.web.asof import Look


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


def narrowed(actor: Actor, asked: dict[str, str], look: Look, unit: Unit | None) -> AssignmentQuerySet:
    """The assignments one sees, narrowed by the sentence; soonest due first, unknown days last.

    Of a past day: those given by then, by the state and due day they had.
    """
    rows: AssignmentQuerySet = Assignment.objects.visible_to(actor).for_list()
    state, due = ("state_then", "due_then") if look.past else ("state", "due_on")
    if look.past:
        rows = rows.given_by(look.past)
    rows = rows.filter(_by_state(asked.get("state", ""), look.past or actor.today, state, due))
    if asked.get("place"):
        rows = rows.filter(unit__is_abroad=asked["place"] == "abroad")
    if unit is not None:
        rows = rows.filter(unit__in=within_on(unit, look.past or actor.today))
    return rows.order_by(models.F(due).asc(nulls_last=True), "id")


def _by_state(asked: str, day: date, state: str, due: str) -> models.Q:
    """`state` and `due` name where the state and the due day of `day` stand."""

    def at(*states: str) -> models.Q:
        return models.Q(**{f"{state}__in": states})

    def due_is(**how: object) -> models.Q:
        return models.Q(**{f"{due}__{word}": value for word, value in how.items()})

    working = at(State.ISSUED, State.ACCEPTED)
    known = {
        "": at(*OPEN),
        "late": working & due_is(lt=day),
        "week": working & due_is(gte=day, lte=day + timedelta(days=7)),
        "new": at(State.ISSUED),
        "waiting": at(State.SUBMITTED),
        "reported": at(State.REPORTED, State.UNANSWERED),
        "nodate": at(*OPEN) & due_is(isnull=True),
        "done": at(State.DONE),
        # nothing follows DONE, so what was written when it came is what it was on any day since
        "done_late": at(State.DONE) & models.Q(done_late=True),
        "all": models.Q(),
    }
    return known.get(asked, known[""])
