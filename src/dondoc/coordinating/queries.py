"""Tra phối hợp — how each unit stands to a request as of a day, counted by unit and by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When

from dondoc.coordinating.lifecycle import ReplyState
from dondoc.coordinating.matrix import Line, LinePartner
from dondoc.coordinating.models import Reply, ReplyQuerySet, ReplyStep, Request
from dondoc.coordinating.words import SAID, CountedFrom, DueBy, Standing
from dondoc.obligations.models import Assignment, due_passed
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import whose_then
from dondoc.units.models import Tree, Unit


def line_parties(line: Line) -> set[int]:
    """Ai được nêu ở dòng ấy — and the unit that keeps the regulation."""
    named = {line.authority_id, line.responsible_id, line.regulation.unit_id}
    named |= set(LinePartner.objects.filter(line=line).values_list("unit", flat=True))
    return {pk for pk in named if pk is not None}


def work_parties(assignment: Assignment) -> set[int]:
    """Ai cùng làm việc ấy — the doer and its partners."""
    return {assignment.unit_id, *assignment.partners.values_list("unit", flat=True)}


def units_of(ids: Iterable[int]) -> models.QuerySet[Unit]:
    """Những đơn vị ấy, còn hoạt động."""
    return Unit.objects.filter(pk__in=set(ids), ended_on__isnull=True)


def speaks_for(reply: Reply) -> Unit:
    """Ai nhận, ai trả lời — the unit asked; of a body outside, who asked it."""
    return reply.request.unit if reply.unit.tree == Tree.OUTSIDE else reply.unit


def stood_on(
    rows: ReplyQuerySet, day: date, moment: datetime, known_by: datetime | None = None, *, is_now: bool = False
) -> ReplyQuerySet:
    """Tính đến ngày D — of these, what then stood, each with `state_then`, `due_then`, `unit_then`, `asker_then`, `standing`.

    `moment` is when lateness is asked (`end_of`); `is_now` takes today's columns, which are quicker. Withdrawn is not
    counted; nor what a merged unit once asked of its heir.
    """
    found: Any = rows.annotate(**(_NOW if is_now else _then(day, known_by)))
    found = found.filter(state_then__isnull=False).exclude(state_then=ReplyState.WITHDRAWN)
    found = found.exclude(unit_then=F("asker_then")).annotate(due_then=_due())
    return found.annotate(standing=_standing(moment))  # type: ignore[no-any-return]


_NOW = {"state_then": F("state"), "unit_then": F("unit_id"), "asker_then": F("request__unit_id")}


def _then(day: date, known_by: datetime | None) -> dict[str, Any]:
    owner = whose_then(Reply, "unit", day, known_by)
    return {"state_then": _state(day, known_by), "unit_then": owner, "asker_then": _asker(day, known_by)}


def _asker(day: date, known_by: datetime | None) -> Subquery:
    """Whose the request then was."""
    mine = Request.objects.filter(pk=OuterRef("request")).annotate(whose=whose_then(Request, "unit", day, known_by))
    return Subquery(mine.values("whose")[:1])


def _due() -> Case:
    """The day then known: none before the receipt it is counted from."""
    from_receipt = Q(request__due_by=DueBy.LINE, request__line__counted_from=CountedFrom.RECEIVED)
    unknown = When(from_receipt & Q(state_then=ReplyState.SENT), then=Value(None))
    return Case(unknown, default=F("due_on"), output_field=models.DateField())


def _state(day: date, known_by: datetime | None) -> Subquery:
    steps = ReplyStep.objects.filter(thing=OuterRef("pk"), on__lte=day)
    steps = steps if known_by is None else steps.filter(at__lte=known_by)
    return Subquery(steps.order_by("-id").values("to_state")[:1])


def _standing(moment: datetime) -> Case:
    said = Q(state_then=ReplyState.ANSWERED)
    return Case(
        When(said & Q(answered_late=True), then=Value(Standing.LATE)),
        When(said & Q(answered_late=False), then=Value(Standing.ON_TIME)),
        When(said, then=Value(Standing.ANSWERED)),
        When(due_then__isnull=True, then=Value(Standing.OPEN)),
        When(due_passed(moment, due="due_then"), then=Value(Standing.SILENT)),
        default=Value(Standing.WAITING),
        output_field=models.CharField(),
    )


def silent(rows: ReplyQuerySet, moment: datetime) -> ReplyQuerySet:
    """Quá hạn, chưa trả lời — now."""
    return rows.waiting().filter(due_passed(moment))


@dataclass(slots=True)
class Tally:
    """Một dòng số liệu — of one unit, or of one line: how many stand in each of the six."""

    thing_id: int | None
    counts: dict[Standing, int] = field(default_factory=lambda: dict.fromkeys(Standing, 0))

    @property
    def asked(self) -> int:
        return sum(self.counts.values())

    @property
    def said(self) -> int:
        return sum(self.counts[one] for one in SAID)

    @property
    def unsaid(self) -> int:
        return self.asked - self.said


def by_unit(rows: ReplyQuerySet) -> dict[int | None, Tally]:
    """Theo đơn vị phối hợp — of rows from `stood_on`; whose it then was. One query."""
    return _tallied(rows, "unit_then")


def by_line(rows: ReplyQuerySet) -> dict[int | None, Tally]:
    """Theo dòng quy chế — None for what leaned on no line. One query."""
    return _tallied(rows, "request__line")


def _tallied(rows: ReplyQuerySet, key: str) -> dict[int | None, Tally]:
    found: dict[int | None, Tally] = {}
    for pk, standing, n in rows.order_by().values_list(key, "standing").annotate(n=Count("pk")):
        found.setdefault(pk, Tally(pk)).counts[Standing(standing)] += n
    return found


def total(tallies: Iterable[Tally]) -> Tally:
    """Cộng lại."""
    whole = Tally(None)
    for row in tallies:
        for standing, n in row.counts.items():
            whole.counts[standing] += n
    return whole


def units_by_id(ids: Iterable[int | None]) -> dict[int, Unit]:
    """Những đơn vị được nêu tên — ended ones too."""
    return Unit.objects.in_bulk({pk for pk in ids if pk is not None})


def named_beside(actor: Actor, code: str) -> Unit | None:
    """Đơn vị được nêu cạnh đơn vị mình — in a request, a line, a work that this actor sees."""
    lines, replies = Line.objects.visible_to(actor), Reply.objects.visible_to(actor)
    works = Assignment.objects.visible_to(actor)
    known = (
        Q(pk__in=replies.values("unit")) | Q(pk__in=replies.values("request__unit"))
        | Q(pk__in=lines.values("responsible")) | Q(pk__in=lines.values("partners__unit"))
        | Q(pk__in=works.values("unit")) | Q(pk__in=works.values("partners__unit"))
    )  # fmt: skip
    return Unit.objects.filter(known, public_id=code).first()
