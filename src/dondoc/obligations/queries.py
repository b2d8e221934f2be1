"""Tra nhiệm vụ — how each stands, counts that open their rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches
from dondoc.documents.models import Entry, EntryQuerySet, PaperLink, Relation
from dondoc.obligations.lifecycle import WORKING, ObligationState, State
from dondoc.obligations.models import (
    Amendment,
    Assignment,
    Kept,
    Obligation,
    ObligationQuerySet,
    overdue_at,
)
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import is_late


def has_it(obligation: Obligation, parent: Assignment | None = None) -> set[int]:
    """Đơn vị đang giữ nhiệm vụ này, cùng nơi giao — ids."""
    rows = Assignment.objects.filter(obligation=obligation, parent=parent)
    return set(rows.exclude(state__in=(State.WITHDRAWN, State.HANDED_BACK)).values_list("unit_id", flat=True))


class Standing(models.TextChoices):
    """Tình trạng — what is printed: the state, with the due day taken in."""

    UNASSIGNED = "chua_giao", _("chưa giao")  # of an obligation nobody was given yet
    ISSUED = "da_giao", _("đã giao")
    WORKING = "dang_lam", _("đang làm")
    WAITING = "cho_xac_nhan", _("chờ xác nhận")
    DONE = "xong", _("xong đúng hạn")
    DONE_LATE = "xong_muon", _("xong muộn")
    DONE_UNDATED = "xong_khong_han", _("xong, không có hạn")
    OVERDUE = "qua_han", _("quá hạn")
    REPORTED = "da_bao_cao", _("đã báo cáo, chưa có xác nhận")
    CLOSED = "ket_thuc", _("đã rút hoặc trả lại")


_BY_STATE = {
    State.ISSUED: Standing.ISSUED,
    State.ACCEPTED: Standing.WORKING,
    State.SUBMITTED: Standing.WAITING,
    State.REPORTED: Standing.REPORTED,
    State.UNANSWERED: Standing.REPORTED,
    State.HANDED_BACK: Standing.CLOSED,
    State.WITHDRAWN: Standing.CLOSED,
}


def standing(state: str, *, due_on: date | None, done_late: bool | None, moment: datetime, hours: float) -> Standing:
    """Tình trạng của một việc — the one function that says it, for pages, reports and pictures."""
    if state == State.DONE:
        if done_late is None:
            return Standing.DONE_UNDATED
        return Standing.DONE_LATE if done_late else Standing.DONE
    if state in WORKING and is_late(due_on, moment, hours):
        return Standing.OVERDUE
    return _BY_STATE[State(state)]


def standing_of(assignment: Assignment, moment: datetime) -> Standing:
    """The standing of a row (its unit joined)."""
    hours = float(assignment.unit.hours_from_hanoi)
    return standing(
        assignment.state, due_on=assignment.due_on, done_late=assignment.done_late,
        moment=moment, hours=hours,
    )  # fmt: skip


def open_and_late(actor: Actor, unit_ids: list[int], moment: datetime) -> dict[int, tuple[int, int]]:
    """Đang mở và quá hạn của từng đơn vị — only of what the actor sees; one query for a page of units."""
    late = overdue_at(moment)
    rows = Assignment.objects.visible_to(actor).open().filter(unit__in=unit_ids).order_by()
    counted = rows.values("unit").annotate(opened=models.Count("pk"), late=models.Count("pk", filter=late))
    return {row["unit"]: (row["opened"], row["late"]) for row in counted}


CHANGES = (Relation.REPLACES, Relation.AMENDS, Relation.REPEALS)


def _unsettled() -> models.QuerySet[Any]:
    """Open obligations of a paper that another (`newer`) replaces or amends, neither kept nor amended by it."""
    rows = Obligation.objects.filter(state=ObligationState.CONFIRMED, paper__links_in__relation__in=CHANGES)
    said = {"obligation": OuterRef("pk"), "paper": OuterRef("newer")}
    return rows.annotate(newer=F("paper__links_in__source")).filter(
        ~Exists(Amendment.objects.filter(**said)), ~Exists(Kept.objects.filter(**said))
    )


def unsettled(entry: Entry, actor: Actor) -> ObligationQuerySet:
    """Nhiệm vụ chưa xử lý — of the papers this line's paper replaces or amends, at its unit: a fact until a person says."""
    rows = _unsettled().filter(newer=entry.paper_id, unit=entry.unit_id)
    return Obligation.objects.visible_to(actor).filter(pk__in=rows.values("pk"))


def lines_to_settle(actor: Actor) -> EntryQuerySet:
    """Dòng sổ còn nhiệm vụ chưa xử lý — where this actor may say what becomes of them."""
    newer = PaperLink.objects.filter(relation__in=CHANGES, target__isnull=False).values("source")
    mine = Entry.objects.standing().filter(inside("unit__path", reaches(actor, "obligations.end")), paper__in=newer)
    return mine.filter(Exists(_unsettled().filter(newer=OuterRef("paper"), unit=OuterRef("unit"))))


def standings(rows: models.QuerySet[Assignment], moment: datetime) -> dict[int, dict[Standing, int]]:
    """Các việc đã giao của từng nhiệm vụ, theo tình trạng — counted, by obligation. One query."""
    found: dict[int, dict[Standing, int]] = {}
    for duty, state, due_on, late, hours in rows.order_by("id").values_list(
        "obligation_id", "state", "due_on", "done_late", "unit__hours_from_hanoi"
    ):
        said = standing(state, due_on=due_on, done_late=late, moment=moment, hours=float(hours))
        counts = found.setdefault(duty, {})
        counts[said] = counts.get(said, 0) + 1
    return found
