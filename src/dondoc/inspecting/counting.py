"""Đếm cho thống kê — each figure is the number of the rows named behind it; cases and the inspected units are counted apart.

A case belongs to the period in which its conclusion was announced; what was converted, to that of the step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from dondoc.inspecting.findings import Finding
from dondoc.inspecting.kinds import kinds
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Body, Case, CaseStep
from dondoc.inspecting.programmes import Line
from dondoc.inspecting.statistics import Field, Form
from dondoc.inspecting.watching import Remark
from dondoc.units.models import Unit

Rows = list[list[Any]]  # [which table, which row], as they are frozen


@dataclass(frozen=True, slots=True)
class Asked:
    """Hỏi gì — of which body, over which period, of which kinds (none named: all)."""

    unit: Unit
    from_on: date
    until_on: date
    kinds: tuple[str, ...]

    def within(self, field: str) -> models.Q:
        return models.Q(**{f"{field}__gte": self.from_on, f"{field}__lte": self.until_on})


def count(form: Form, unit: Unit, from_on: date, until_on: date) -> dict[str, Rows]:
    """By code of each counted field, the rows it counts."""
    return {
        field.code: COUNTS[field.count["what"]](Asked(unit, from_on, until_on, _kinds(field)))
        for field in form.fields
        if field.is_counted
    }


def _kinds(field: Field) -> tuple[str, ...]:
    verb = field.count.get("verb")
    return tuple(field.count.get("kinds", [key for key, kind in kinds().items() if not verb or kind.verb == verb]))


def _announced(asked: Asked) -> models.QuerySet[Case]:
    return Case.objects.filter(asked.within("announced_on"), body=asked.unit, kind__in=asked.kinds)


def _ids(name: str, rows: models.QuerySet[Any]) -> Rows:
    return [[name, pk] for pk in rows.order_by("pk").values_list("pk", flat=True).distinct()]


def _cases(asked: Asked) -> Rows:
    return _ids("case", _announced(asked))


def _bodies(asked: Asked) -> Rows:
    return _ids("body", Body.objects.filter(case__in=_announced(asked)))


def _found() -> models.Exists:
    return models.Exists(Finding.objects.standing().filter(body=models.OuterRef("pk")))


def _clean(asked: Asked) -> Rows:
    return _ids("body", Body.objects.filter(~_found(), case__in=_announced(asked)))


def _faulty(asked: Asked) -> Rows:
    return _ids("body", Body.objects.filter(_found(), case__in=_announced(asked)))


def _converted(asked: Asked) -> Rows:
    steps = CaseStep.objects.filter(asked.within("on"), to_state=State.CONVERTED)
    return _ids("case", Case.objects.filter(body=asked.unit, kind__in=asked.kinds, pk__in=steps.values("thing")))


def _remarks(asked: Asked, *, is_reminder: bool) -> Rows:
    return _ids("remark", Remark.objects.filter(asked.within("on"), watch__body=asked.unit, is_reminder=is_reminder))


def _owed(asked: Asked) -> Rows:
    """Còn phải theo dõi đến cuối kỳ — announced by then, and not closed by then."""
    open_ = models.Q(closed_on__isnull=True) | models.Q(closed_on__gt=asked.until_on)
    rows = Finding.objects.standing().filter(open_, case__body=asked.unit, case__announced_on__lte=asked.until_on)
    return _ids("finding", rows)


def _remedied(asked: Asked) -> Rows:
    return _ids("finding", Finding.objects.standing().filter(asked.within("closed_on"), case__body=asked.unit))


def _lines(asked: Asked) -> models.QuerySet[Line]:
    return Line.objects.standing().filter(asked.within("when_until"), programme__body=asked.unit)


def _planned(asked: Asked) -> Rows:
    return _ids("line", _lines(asked))


def _done(asked: Asked) -> Rows:
    return _ids("line", _lines(asked).filter(cases__announced_on__lte=asked.until_on))


COUNTS: dict[str, Callable[[Asked], Rows]] = {
    "cases": _cases, "bodies": _bodies, "clean": _clean, "faulty": _faulty, "converted": _converted,
    "notes": lambda asked: _remarks(asked, is_reminder=False), "reminders": lambda asked: _remarks(asked, is_reminder=True),
    "owed": _owed, "remedied": _remedied, "planned": _planned, "done": _done,
}  # fmt: skip
