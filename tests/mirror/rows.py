"""Mọi dòng của nhà — read once, and what each dated row says of a day: for the slow computation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from dondoc.documents.models import Entry, EntryStep
from dondoc.implementation.models import Note, Plan, Proving, Report
from dondoc.mirror.scope import Scope
from dondoc.obligations.models import Amendment, Assignment, AssignmentStep, DueDay, Obligation, ObligationStep
from dondoc.planning.models import Plan as Made
from dondoc.planning.models import PlanStep, VersionItem
from dondoc.regulations.models import OfficeFigure
from dondoc.reminding.models import Occurrence, OccurrenceStep
from dondoc.studying.models import Asking, Decision, Meeting, MeetingPaper, Sitting
from dondoc.units.dated import Passed, UnitTrait
from dondoc.units.models import Placement, Unit
from dondoc.urging.models import Urged, UrgedStep


def by(rows: Iterable[Any], name: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


class House:
    """Cả nhà — every row there is, read once."""

    def __init__(self) -> None:
        self.units = {row.pk: row for row in Unit.objects.all()}
        self.placements = by(Placement.objects.order_by("from_on", "id"), "unit_id")
        self.traits = by(UnitTrait.objects.order_by("from_on", "id"), "unit_id")
        self.passed = by(Passed.objects.order_by("on", "id"), "thing_id")
        self.shares = list(Assignment.objects.select_related("unit", "parent", "obligation__entry").order_by("id"))
        self.steps = by(AssignmentStep.objects.order_by("id"), "thing_id")
        self.dues = by(DueDay.objects.order_by("id"), "assignment_id")
        acts = [row for model in (Plan, Note, Proving, Report) for row in model._default_manager.order_by("id")]
        self.acts = by(acts, "assignment_id")
        self.duties = list(Obligation.objects.order_by("id"))
        self.confirmed = by(ObligationStep.objects.order_by("id"), "thing_id")
        self.amendments = by(Amendment.objects.order_by("id"), "obligation_id")
        self.entries = list(Entry.objects.order_by("on", "id"))
        self.struck = by(EntryStep.objects.filter(to_state="WITHDRAWN"), "thing_id")
        self.plans = list(Made.objects.order_by("id"))
        self.plan_steps = by(PlanStep.objects.order_by("id"), "thing_id")
        items = VersionItem.objects.filter(version__until_on=None).select_related("version", "item").order_by("id")
        self.items = defaultdict(list)
        for item in items:
            self.items[item.version.plan_id].append(item)
        self.occurrences = list(Occurrence.objects.order_by("id"))
        self.periods = by(OccurrenceStep.objects.order_by("id"), "thing_id")
        self.urged = list(Urged.objects.select_related("urge", "unit", "assignment__obligation").order_by("id"))
        self.answers = by(UrgedStep.objects.order_by("id"), "thing_id")
        self.askings = list(Asking.objects.order_by("id"))
        self.meetings = list(Meeting.objects.order_by("id"))
        self.sittings = by(Sitting.objects.order_by("id"), "meeting_id")
        self.studied = by(MeetingPaper.objects.order_by("id"), "meeting_id")
        self.decisions = list(Decision.objects.order_by("on", "id"))
        self.office = list(OfficeFigure.objects.filter(key="mirror.plan_lag").order_by("from_on", "id"))

    def path(self, unit: int, day: date) -> str:
        """Where it stood; "" where it was not yet."""
        return ([""] + [row.path for row in self.placements[unit] if row.from_on <= day])[-1]

    def stands(self, unit: int, day: date) -> bool:
        return any(
            row.from_on <= day and (row.until_on is None or row.until_on >= day) for row in self.placements[unit]
        )

    def kind(self, unit: int, day: date) -> str:
        return str(([self.units[unit].kind] + [row.kind for row in self.traits[unit] if row.from_on <= day])[-1])

    def hours(self, unit: int, day: date | None = None) -> float:
        """From Hà Nội; on a day, where another was told since."""
        then = [row.hours_from_hanoi for row in self.traits[unit] if day is not None and row.from_on <= day]
        return float([self.units[unit].hours_from_hanoi, *then][-1])

    def owner(self, row: Any, scope: Scope) -> int:
        """Of which unit a row then was."""
        kind = row._meta.label_lower
        for one in self.passed[row.pk]:
            if (one.kind, one.role) == (kind, "unit") and (one.on > scope.day or one.at > scope.known_by):
                return int(one.from_unit_id)
        return int(row.unit_id)

    def is_in(self, unit: int, scope: Scope) -> bool:
        if scope.level and self.kind(unit, scope.day) != scope.level:
            return False
        if scope.part == "own":
            return bool(unit == scope.unit.pk)
        top = self.path(scope.unit.pk, scope.day) or scope.unit.path
        return self.path(unit, scope.day).startswith(top) and not (scope.part == "below" and unit == scope.unit.pk)

    def words(self, duty: Obligation, name: str, scope: Scope) -> str:
        """As it was worded then: what the last amendment in force says, else what stood before the first."""
        changes = [one for one in self.amendments[duty.pk] if name in one.before]
        said = str(changes[0].before[name]) if changes else str(getattr(duty, name))
        for place, one in enumerate(changes):
            if one.from_on <= scope.day and one.at <= scope.known_by:
                said = str(changes[place + 1].before[name] if place + 1 < len(changes) else getattr(duty, name))
        return said

    def limit(self, scope: Scope) -> int | None:
        """How many days the office gives a plan."""
        found = None
        for row in self.office:
            is_gone = (
                row.withdrawn_at is not None and row.withdrawn_at <= scope.known_by and row.withdrawn_from <= scope.day
            )
            if row.from_on <= scope.day and row.at <= scope.known_by and not is_gone:
                found = row.amount
        return found
