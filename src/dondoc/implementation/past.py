"""Tính đến ngày D — what had been done of an assignment by the end of a day, from its dated rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dondoc.implementation.lifecycle import ExtensionState
from dondoc.implementation.models import Evidence, Extension, ExtensionStep, Proving, Report
from dondoc.obligations.lifecycle import State
from dondoc.obligations.models import Assignment
from dondoc.shared.lifecycle import states_on

_STANDING = {"withdrawn_on": None, "withdrawn_because": ""}


def evidence_as_of(rows: Iterable[Proving], day: date) -> list[Proving]:
    """Minh chứng — of before the end of D; what was withdrawn later still stood."""
    held = [row for row in rows if row.on <= day]
    for row in held:
        stood_as_of(row.evidence, day)
    return [row if row.withdrawn_on and row.withdrawn_on <= day else row.as_it_stood(day, **_STANDING) for row in held]


def stood_as_of(evidence: Evidence, day: date) -> None:
    """Chưa rút — what was withdrawn after D is told of as it was."""
    if evidence.withdrawn_on and evidence.withdrawn_on > day:
        evidence.as_it_stood(day, **_STANDING)


def extensions_as_of(rows: Iterable[Extension], day: date) -> list[Extension]:
    """Gia hạn — asked by then; not yet answered where the answer came later. One query."""
    held = [row for row in rows if row.on <= day]
    states = states_on(ExtensionStep.objects.filter(thing__in=held), day)
    return [
        row.as_it_stood(day, state=states[row.pk], answer="" if states[row.pk] == ExtensionState.ASKED else row.answer)
        for row in held if row.pk in states
    ]  # fmt: skip


def close_as_of(assignment: Assignment, reports: Iterable[Report], day: date) -> None:
    """Lý do trả lại — where it was withdrawn afterwards, the reason of then is the one said at handing back."""
    said = [row.text for row in reports if row.step == "hand_back"]
    if assignment.state == State.HANDED_BACK and said:
        assignment.as_it_stood(day, closed_because=said[-1])
