"""Hỏi gì của ai — one inspected unit, its papers and its last day examined; a section of figures with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from dondoc.documents.models import Paper
from dondoc.inspecting.models import Body
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import end_of
from dondoc.units.queries import within_on

Figures = dict[str, int | None]  # None: nobody told, which is no zero
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """Một mục số liệu — its figures, and a row for each thing counted."""

    figures: Figures
    rows: Rows

    def plain(self) -> dict[str, Any]:
        """As it is kept with the report."""
        return {"figures": self.figures, "rows": self.rows}


@dataclass(frozen=True)
class Asked:
    """Hỏi gì của ai — one inspected unit with all that stood below it on the last day examined, as one reader sees it."""

    body: Body
    actor: Actor
    at: datetime  # what was entered until then is known

    @property
    def first(self) -> date:
        return self.body.case.examined_from

    @cached_property
    def day(self) -> date:
        """Ngày chốt — the last day examined; today while it has not come."""
        return min(self.body.case.examined_until, self.actor.today)

    @cached_property
    def moment(self) -> datetime:
        return end_of(self.day, self.at)

    @cached_property
    def units(self) -> frozenset[int]:
        """Those of the inspected that stood on that day."""
        return frozenset(within_on(self.body.unit, self.day).values_list("unit_id", flat=True))

    @cached_property
    def papers(self) -> list[Paper]:
        """Văn bản trong phạm vi."""
        return list(Paper.objects.filter(pk__in=self.body.case.scope.values("paper")).order_by("issued_on", "id"))


def iso(day: date | None) -> str | None:
    """A day as it is kept; None where it is not known."""
    return day.isoformat() if day else None


def total(numbers: Sequence[int | None]) -> int | None:
    """Cộng những số đã có; None where nobody told any."""
    told = [number for number in numbers if number is not None]
    return sum(told) if told else None
