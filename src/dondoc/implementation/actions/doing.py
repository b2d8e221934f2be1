"""Làm — plan, note: the doer's side before the report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.implementation import rules
from dondoc.implementation.models import Note, Plan, Work
from dondoc.journal.actions import write
from dondoc.obligations.lifecycle import OPEN
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.queries import is_for_other

W = TypeVar("W", bound=Work)


@act("implementation.plan", gettext_lazy("Lập kế hoạch"))
def plan(*, assignment: Assignment, text: str, by: Actor, at: datetime, on: date | None = None) -> Plan:
    """Lập kế hoạch — how and when; where one letter is enough, nobody needs it."""
    rules.check_text(text)
    return _do("implementation.plan", Plan, assignment, by, at, on, text=text.strip())


@act("implementation.note", gettext_lazy("Cập nhật tiến độ"))
def note(*, assignment: Assignment, text: str, by: Actor, at: datetime, on: date | None = None) -> Note:
    """Cập nhật tiến độ — a dated note."""
    rules.check_text(text)
    return _do("implementation.note", Note, assignment, by, at, on, text=text.strip())


def doer_facts(assignment: Assignment, by: Actor) -> dict[str, Any]:
    """Who did it; nhập hộ when the post is of another unit than the doer's."""
    return {
        **by.who,
        "for_other": is_for_other(by, assignment.unit_id),
    }  # fmt: skip


def _do(
    name: str, model: type[W], assignment: Assignment, by: Actor, at: datetime, on: date | None,
    **facts: Any,
) -> W:  # fmt: skip
    require(by, name, assignment.unit)
    _check_open(assignment)
    day = on or hanoi_day(at)
    rules.check_day(day, issued_on=assignment.on, today=hanoi_day(at))
    row = model._default_manager.create(assignment=assignment, on=day, at=at, **doer_facts(assignment, by), **facts)
    write(name, row, by=by, at=at, on=day, unit=assignment.unit, assignment=assignment.pk)
    return cast(W, row)


def _check_open(assignment: Assignment) -> None:
    if not is_open(assignment):
        raise Refused(_("Việc này đã kết thúc."))


def is_open(assignment: Assignment) -> bool:
    """As the row stands now, not as the page read it."""
    return Assignment.objects.filter(pk=assignment.pk, state__in=OPEN).exists()
