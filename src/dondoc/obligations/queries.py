"""Tra nhiệm vụ — states as of a day, the cascade, counts that open their rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches
from dondoc.documents.models import Entry, EntryQuerySet, PaperLink, Relation
from dondoc.obligations.lifecycle import ObligationState, State
from dondoc.obligations.models import (
    Amendment,
    Assignment,
    AssignmentStep,
    DueDay,
    Kept,
    Obligation,
    ObligationQuerySet,
)
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import done_late, is_late


class Standing(models.TextChoices):
    """Tình trạng — what is printed: the state, with the due day taken in."""

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
    if state in (State.ISSUED, State.ACCEPTED) and is_late(due_on, moment, hours):
        return Standing.OVERDUE
    return _BY_STATE[State(state)]


def standing_of(assignment: Assignment, moment: datetime) -> Standing:
    """The standing of a row (its unit joined)."""
    hours = float(assignment.unit.hours_from_hanoi)
    return standing(
        assignment.state, due_on=assignment.due_on, done_late=assignment.done_late,
        moment=moment, hours=hours,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AsOf:
    """Một việc vào cuối ngày D — state and due day as known by T."""

    assignment_id: int
    state: str
    due_on: date | None
    done_late: bool | None


def as_of(rows: models.QuerySet[Assignment], day: date, known_by: datetime | None = None) -> dict[int, AsOf]:
    """Tính đến ngày D (theo số liệu nhập đến T) — assignments that stood then, by id. Two queries."""
    steps = AssignmentStep.objects.filter(thing__in=rows.values("pk"), on__lte=day)
    dues = DueDay.objects.filter(assignment__in=rows.values("pk"), on__lte=day)
    if known_by is not None:
        steps, dues = steps.filter(at__lte=known_by), dues.filter(at__lte=known_by)
    due = dict(dues.order_by("on", "id").values_list("assignment_id", "due_on"))
    state: dict[int, str] = {}
    late: dict[int, bool | None] = {}
    for thing, to_state, on, at, hours in steps.order_by("on", "id").values_list(
        "thing_id", "to_state", "on", "at", "thing__unit__hours_from_hanoi"
    ):
        state[thing] = to_state
        if to_state in (State.SUBMITTED, State.REPORTED):
            late[thing] = done_late(due.get(thing), on, at, float(hours))
    return {i: AsOf(i, s, due.get(i), late.get(i)) for i, s in state.items()}


@dataclass(frozen=True, slots=True)
class Node:
    """Một nhánh của việc triển khai — an assignment in the cascade, with what stands below it."""

    assignment: Assignment
    standing: Standing
    children: tuple[Node, ...]


def cascade(obligation: Obligation, actor: Actor, moment: datetime) -> tuple[Node, ...]:
    """Cây giao việc — who owes what down the tree, only what the actor sees. One query."""
    rows = Assignment.objects.visible_to(actor).filter(obligation=obligation)
    return _nodes(list(rows.for_list().order_by("unit__path", "id")), moment)


def _nodes(rows: list[Assignment], moment: datetime) -> tuple[Node, ...]:
    below: dict[int | None, list[Assignment]] = {}
    here = {row.pk for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in here else None, []).append(row)

    def build(parent: int | None) -> tuple[Node, ...]:
        return tuple(Node(row, standing_of(row, moment), build(row.pk)) for row in below.get(parent, []))

    return build(None)


def open_and_late(actor: Actor, unit_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Đang mở và quá hạn của từng đơn vị — only of what the actor sees; one query for a page of units."""
    late = models.Q(state__in=[State.ISSUED, State.ACCEPTED], due_on__lt=actor.today)
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
