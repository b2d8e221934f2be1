"""Vòng đời — a table of steps; taking one is a single guarded UPDATE and a Step row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, Refused


class StepRefused(Refused):
    """Không còn ở bước ấy — someone moved the thing first, or the step does not start here."""


@dataclass(frozen=True, slots=True)
class Step:
    """Một bước — name, the act that takes it, its official verb, from where, to where."""

    name: str
    act: str
    label: Label
    sources: frozenset[str]
    target: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Bảng vòng đời — `initial` state and the steps; read by acts, buttons, docs and tests."""

    initial: str
    steps: Sequence[Step]

    def step(self, name: str) -> Step:
        return next(s for s in self.steps if s.name == name)

    def offered_from(self, state: str) -> list[Step]:
        """Steps that start at this state, in the order of the table."""
        return [s for s in self.steps if state in s.sources]

    def start(self, thing: Any, *, by: Actor, at: datetime, on: date) -> None:
        """Write the first Step row of a thing just created in its initial state."""
        self.start_each([thing], by=by, at=at, on=on)

    def start_each(self, things: Sequence[Any], *, by: Actor, at: datetime, on: date) -> None:
        """The same of things of one kind, in one statement."""
        _trace(things, "start", "", self.initial, by=by, at=at, on=on, for_other=False)

    def take(
        self,
        thing: Any,
        name: str,
        *,
        by: Actor,
        at: datetime,
        on: date,
        for_other: bool = False,
        **changes: Any,
    ) -> None:
        """Take a step; the guard and the change are one statement, so two cannot both succeed.

        Raises StepRefused when the thing is not (or no longer) at a source of the step.
        """
        step = self.step(name)
        rows = type(thing)._base_manager.filter(pk=thing.pk)
        state = rows.values_list("state", flat=True).get()
        if state not in step.sources or not _move(rows, state, step.target, changes):
            raise StepRefused(_("Việc này đã được xử lý ở bước khác. Tải lại trang để xem."))
        _trace([thing], name, state, step.target, by=by, at=at, on=on, for_other=for_other)
        for field, value in {"state": step.target, **changes}.items():
            setattr(thing, field, value)


def _move(rows: models.QuerySet[Any], state: str, target: str, changes: dict[str, Any]) -> int:
    return rows.filter(state=state).update(state=target, **changes)


def _trace(
    things: Sequence[Any],
    step: str,
    from_state: str,
    to_state: str,
    *,
    by: Actor,
    at: datetime,
    on: date,
    for_other: bool,
) -> None:
    rows: type[models.Model] = things[0].steps.model
    rows._default_manager.bulk_create(
        rows(
            thing=thing,
            step=step,
            from_state=from_state,
            to_state=to_state,
            on=on,
            at=at,
            **by.who,
            for_other=for_other,
        )
        for thing in things
    )


def _told(steps: models.QuerySet[Any], day: date, known_by: datetime | None) -> models.QuerySet[Any]:
    """Those that had happened by D, of them what was entered until T where one is named; in the order of entry."""
    steps = steps.filter(on__lte=day).order_by("id")
    return steps if known_by is None else steps.filter(at__lte=known_by)


def states_on(steps: models.QuerySet[Any], day: date, known_by: datetime | None = None) -> dict[int, str]:
    """Trạng thái cuối ngày D (theo số liệu nhập đến T) — by thing: where the last step entered, of those that had happened, led.

    By the order of entry, not of the days: a report of the 15th entered on the 20th comes after an
    acceptance of the 18th, and on the 20th the thing is where the report took it.
    """
    return dict(_told(steps, day, known_by).values_list("thing_id", "to_state"))


def state_on(step: type[models.Model], day: date, known_by: datetime | None = None) -> models.Subquery:
    """The same inside a query, for the row at hand; NULL where it was not there yet."""
    steps = _told(step._default_manager.filter(thing=models.OuterRef("pk")), day, known_by)
    return models.Subquery(steps.order_by("-id").values("to_state")[:1])
