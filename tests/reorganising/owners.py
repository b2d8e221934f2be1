"""Của ai — of each row of the town's rooms, whose it is today and whose it once was: told by ids and parents, no path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dondoc.documents.models import Entry, Paper, Register
from dondoc.obligations.models import Assignment, Obligation, Partner
from dondoc.programmes.models import Programme
from dondoc.units.dated import Passed
from dondoc.units.models import HandOver, Unit
from dondoc.urging.models import Urge

Whose = tuple[set[int], set[int]]  # now: who must see it; ever: who else may
PARTED = (Assignment, Obligation, Entry, Register, Programme, Urge, Paper)  # seen by line or by share


def owners() -> Iterator[tuple[Any, dict[int, Whose]]]:
    """By table, by row."""
    passed = _passed()
    works = {row.pk: _work(row, passed) for row in Assignment.objects.select_related("obligation", "parent")}
    duties = {row.pk: _duty(row, works, passed) for row in Obligation.objects.prefetch_related("assignments")}
    lines, books, programmes = (_held(model, passed) for model in (Entry, Register, Programme))
    for row in Programme.objects.filter(is_open=True):
        programmes[row.pk][1].update(_below(row.unit_id))
    urges = {row.pk: _urge(row, works) for row in Urge.objects.prefetch_related("lines")}
    yield from zip(PARTED, (works, duties, lines, books, programmes, urges), strict=False)
    yield Paper, _papers((Entry, lines), (Obligation, duties), (Programme, programmes), (Urge, urges))


def handed() -> dict[int, set[int]]:
    """Việc đồng nghiệp chuyển — the units whose posts sent it, have it, had it."""
    passed = _passed()
    rows = HandOver.objects.select_related("post", "sender__post")
    return {
        row.pk: {row.post.unit_id, row.sender.post.unit_id} | passed.get(("units.handover", row.pk), set())
        for row in rows
    }


def _passed() -> dict[tuple[str, int], set[int]]:
    found: dict[tuple[str, int], set[int]] = {}
    for kind, pk, was, now in Passed.objects.values_list("kind", "thing_id", "from_unit", "to_unit"):
        found.setdefault((kind, pk), set()).update((was, now))
    return found


def _of(row: Any, passed: dict[tuple[str, int], set[int]]) -> set[int]:
    return passed.get((row._meta.label_lower, row.pk), set())


def _held(model: Any, passed: dict[tuple[str, int], set[int]]) -> dict[int, Whose]:
    return {row.pk: ({row.unit_id}, set(_of(row, passed))) for row in model.objects.all()}


def _work(row: Assignment, passed: dict[tuple[str, int], set[int]]) -> Whose:
    """Today: who does it, whose it is to give, who helps. Once: who confirms it, and whose any of these was."""
    partners = list(Partner.objects.filter(assignment=row))
    giver = row.parent.unit_id if row.parent else row.obligation.unit_id
    now = {row.unit_id, giver, *(one.unit_id for one in partners)}
    things = [row, row.obligation, *partners, *([row.parent] if row.parent else [])]
    return now, {row.giver_id}.union(*(_of(thing, passed) for thing in things))


def _duty(row: Obligation, works: dict[int, Whose], passed: dict[tuple[str, int], set[int]]) -> Whose:
    given = [works[one.pk] for one in row.assignments.all()]
    return {row.unit_id}, _of(row, passed).union(*(now | ever for now, ever in given))


def _urge(row: Urge, works: dict[int, Whose]) -> Whose:
    told = [works[line.assignment_id] for line in row.lines.all()]
    return {row.by_unit_id}, {row.addressee_id or row.by_unit_id}.union(*(now | ever for now, ever in told))


def _papers(*tables: tuple[Any, dict[int, Whose]]) -> dict[int, Whose]:
    """Through its lines in registers; who has a duty, a programme or an urging by it reads it too."""
    found: dict[int, Whose] = {pk: (set(), set()) for pk in Paper.objects.values_list("pk", flat=True)}
    for model, owned in tables:
        for pk, paper in model.objects.filter(paper__isnull=False).values_list("pk", "paper"):
            now, ever = owned[pk]
            found[paper][0].update(now if model is Entry else ())
            found[paper][1].update(now | ever)
    return found


def _below(unit: int) -> set[int]:
    """A unit and all below it, by parents."""
    found, waiting = set[int](), {unit}
    while waiting:
        found |= waiting
        waiting = set(Unit.objects.filter(parent__in=waiting).values_list("pk", flat=True)) - found
    return found
