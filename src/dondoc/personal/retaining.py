"""Tra dữ liệu hết hạn giữ — by kind: how long it is kept, what is due, what a legal hold keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models

from dondoc.personal.declared import Declared, expiring, purposes
from dondoc.personal.holding import LegalHold, Over
from dondoc.personal.queries import kept_for
from dondoc.regulations.counting import add_months
from dondoc.regulations.figures import Figure, Unknown
from dondoc.regulations.words import Unit as Measure
from dondoc.shared.calendar import HANOI, hanoi_day
from dondoc.shared.expiring import Expiring
from dondoc.units.models import Holding, Unit


@dataclass(frozen=True, slots=True)
class Line:
    """Một loại dữ liệu — until when it is kept, how many rows are due, how many of them are held. None: kept, no figure."""

    kind: Expiring
    figure: Figure | Unknown | None
    due: int | None
    held: int

    @property
    def free(self) -> int:
        return (self.due or 0) - self.held


@dataclass(frozen=True, slots=True)
class Retained:
    """Một mục đích — its kinds that can be erased; none: by hand."""

    purpose: Declared
    figure: Figure | Unknown | None
    lines: tuple[Line, ...]

    @property
    def is_by_hand(self) -> bool:
        return not self.lines


def retained(at: datetime) -> list[Retained]:
    """Mọi mục đích, mỗi loại dữ liệu hết hạn bao nhiêu dòng. Two counts a kind."""
    holds = holds_on(hanoi_day(at))
    found = []
    for key, purpose in purposes().items():
        figure = kept_for(purpose, hanoi_day(at))
        kinds = [kind for kind in expiring().values() if kind.purpose == key]
        found.append(Retained(purpose, figure, tuple(_line(kind, figure, at, holds) for kind in kinds)))
    return found


def _line(kind: Expiring, figure: Figure | Unknown | None, at: datetime, holds: Sequence[LegalHold]) -> Line:
    rows = due_rows(kind, at)
    if rows is None:
        return Line(kind, figure, None, 0)
    due = rows.count()
    return Line(kind, None if kind.by_itself else figure, due, due - free_rows(kind, rows, holds).count() if due else 0)


def due_rows(kind: Expiring, at: datetime) -> models.QuerySet | None:  # type: ignore[type-arg]
    """Hết hạn giữ — None where no figure says how long: everything is kept."""
    if kind.by_itself:
        return kind.rows(at)
    found = kept_for(purposes()[kind.purpose], hanoi_day(at))
    before = cutoff(found, hanoi_day(at)) if isinstance(found, Figure) else None
    return None if before is None else kind.rows(before)


def cutoff(found: Figure, today: date) -> datetime | None:
    """Cũ hơn lúc nào thì hết hạn; None of what is no time to count back."""
    back = {
        Measure.MONTH: lambda: add_months(today, -found.amount),
        Measure.YEAR: lambda: add_months(today, -found.amount * 12),
        Measure.CALENDAR_DAY: lambda: today - timedelta(days=found.amount),
    }.get(found.unit)
    return datetime.combine(back(), time(), HANOI) if back else None


def holds_on(day: date) -> list[LegalHold]:
    """Lệnh giữ đang có hiệu lực. One query."""
    return list(LegalHold.objects.on(day).select_related("person", "unit", "paper").order_by("id"))


def free_rows(kind: Expiring, rows: models.QuerySet, holds: Sequence[LegalHold]) -> models.QuerySet:  # type: ignore[type-arg]
    """Không bị giữ — a hold over a unit keeps what is of the unit, and of who holds or held a post at it or below."""
    if any(hold.over == Over.PURPOSE and hold.purpose == kind.purpose for hold in holds):
        return rows.none()
    asked = {"person": people_held(holds), "unit": units_held(holds),
             "paper": [hold.paper_id for hold in holds if hold.paper_id]}  # fmt: skip
    for name, ids in asked.items():
        if ids and name in kind.touches:
            rows = rows.exclude(pk__in=rows.model._base_manager.filter(kind.touches[name](ids)).values("pk"))
    return rows


def units_held(holds: Sequence[LegalHold]) -> list[int]:
    """The units under hold, and all below them."""
    found = models.Q(pk__in=())
    for hold in holds:
        if hold.unit is not None:
            found |= models.Q(path__gte=hold.unit.path, path__lt=hold.unit.end)
    return list(Unit.objects.filter(found).values_list("pk", flat=True)) if found else []


def people_held(holds: Sequence[LegalHold]) -> list[int]:
    """Những người có dữ liệu bị giữ."""
    named = {hold.person_id for hold in holds if hold.person_id}
    units = units_held(holds)
    there = Holding.objects.filter(post__unit__in=units).values_list("person_id", flat=True) if units else ()
    return sorted(named | set(there))
