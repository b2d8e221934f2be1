"""Chuyển giao — what of a room goes to a unit's successor: declared by the room, shown before, done in parts, kept as rows.

Each room with a key to Unit has `passing.py`: its `THINGS`, what `STAYS` and why, and
`pass_on(from_unit, to_unit, on, by, at)`. A house test holds every key to one of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label
from dondoc.units.dated import Passed
from dondoc.units.models import Unit

PART = 500  # rows of one statement: some tens of milliseconds of SQLite's writer


@dataclass(frozen=True, slots=True)
class Handing:
    """Một lần chuyển giao — from which unit to which, from which day, who does it, when, by which act."""

    from_unit: Unit
    to_unit: Unit
    on: date
    by: Actor
    at: datetime
    deed: str


Ids = Sequence[int]


@dataclass(frozen=True, slots=True)
class Thing:
    """Thứ được chuyển — of which table, by which key to Unit, which rows of a unit; `also` is what goes with them.

    `take` changes rows that another key or more than a key holds; else the key is set. What the
    receiver already has (`unless`) stays where it is. `at_the_end` only passes where the unit ends.
    """

    model: type[models.Model]
    role: str
    label: Label
    rows: Callable[[Unit], models.QuerySet[Any]]
    unless: Callable[[models.QuerySet[Any], Unit], models.QuerySet[Any]] | None = None
    take: Callable[[Ids, Handing], None] | None = None
    also: Callable[[Ids, Handing], None] | None = None
    at_the_end: bool = False

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.role}"

    def to_pass(self, unit: Unit, to_unit: Unit | None = None) -> models.QuerySet[Any]:
        """The rows of a unit that would pass (to this one)."""
        rows = self.rows(unit)
        return rows if to_unit is None or self.unless is None else self.unless(rows, to_unit)


Chosen = Mapping[str, Collection[int]]  # by key of the thing: the ids that pass; a key left out passes nothing


def hand(
    things: Sequence[Thing], *, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, deed: str,
    only: Chosen | None = None, at_the_end: bool = True, most: int | None = None,
) -> int:  # fmt: skip
    """Chuyển — up to `most` rows, or all; how many passed. Asked again it goes on where it stopped."""
    handing, left = Handing(from_unit, to_unit, on, by, at, deed), most
    for thing in things:
        if thing.at_the_end and not at_the_end:
            continue
        while left is None or left > 0:
            passed = _some(thing, handing, only, min(PART, left or PART))
            left = None if left is None else left - passed
            if passed == 0:
                break
    return 0 if most is None or left is None else most - left


def _some(thing: Thing, handing: Handing, only: Chosen | None, most: int) -> int:
    """The first rows that have not passed: what passes is no more among them, or it would be asked for ever."""
    rows = thing.to_pass(handing.from_unit, handing.to_unit)
    if only is not None:
        rows = rows.filter(pk__in=list(only.get(thing.key, ())))
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:most])
    if not ids:
        return 0
    if thing.take is not None:
        thing.take(ids, handing)
    else:
        thing.model._base_manager.filter(pk__in=ids).update(**{thing.role: handing.to_unit})
    if rows.filter(pk__in=ids).exists():
        raise RuntimeError(f"{thing.key}: rows that passed are still the giver's")
    keep(thing.kind, thing.role, ids, handing)
    if thing.also is not None:
        thing.also(ids, handing)
    return len(ids)


def keep(kind: str, role: str, ids: Ids, handing: Handing) -> None:
    """Ghi đã chuyển — each once by an act."""
    Passed.objects.bulk_create(
        [
            Passed(deed=handing.deed, kind=kind, role=role, thing_id=pk, from_unit=handing.from_unit,
                   to_unit=handing.to_unit, on=handing.on, at=handing.at)
            for pk in ids
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def whose_then(
    model: type[models.Model], role: str, day: date, known_by: datetime | None = None, thing: str = "pk"
) -> models.functions.Coalesce:
    """Của đơn vị nào vào ngày D — its key to Unit as it stood then: before the first act that passed it on after D.

    `thing` leads from the row to the one that has the key, where that is another.
    """
    own = role if thing == "pk" else f"{thing}__{role}"
    rows = Passed.objects.filter(kind=model._meta.label_lower, role=role, thing_id=models.OuterRef(thing))
    first = rows.filter(_later(day, known_by)).order_by("on", "id").values("from_unit")[:1]
    return models.functions.Coalesce(
        models.Subquery(first), models.F(f"{own}_id"), output_field=models.BigIntegerField()
    )


def _later(day: date, known_by: datetime | None) -> models.Q:
    """What passed after D, or by what was entered after T."""
    return models.Q(on__gt=day) if known_by is None else models.Q(on__gt=day) | models.Q(at__gt=known_by)


def owners_then(rows: Sequence[Any], day: date, known_by: datetime | None = None) -> None:
    """Của ai vào ngày D (theo số liệu nhập đến T) — each row of one table bears the units it then belonged to. One query, two where some passed on since."""
    if not rows:
        return
    found: dict[tuple[str, int], int] = {}
    told = Passed.objects.filter(
        _later(day, known_by), kind=rows[0]._meta.label_lower, thing_id__in={row.pk for row in rows}
    )
    for role, pk, was in told.order_by("-on", "-id").values_list("role", "thing_id", "from_unit"):
        found[role, pk] = was
    units = Unit.objects.in_bulk(set(found.values())) if found else {}
    by_pk = {row.pk: row for row in rows}
    for (role, pk), was in found.items():
        by_pk[pk].as_it_stood(day, **{role: units[was]})
