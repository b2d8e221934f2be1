"""Tra sắp xếp — what would pass from a unit, what passed, and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule

from dondoc.reorganising.models import Reorganisation
from dondoc.shared.actor import Actor
from dondoc.units.dated import Passed
from dondoc.units.inheriting import Thing
from dondoc.units.models import Holding, Unit


@cache
def rooms() -> tuple[ModuleType, ...]:
    """The rooms that pass something on, from the ground up."""
    house = [app for app in apps.get_app_configs() if app.name.startswith("dondoc.") and app.module]
    return tuple(import_module(f"{app.name}.passing") for app in house if module_has_submodule(app.module, "passing"))


@cache
def things() -> dict[str, Thing]:
    """Every kind of thing that passes, by its key."""
    return {thing.key: thing for room in rooms() for thing in room.THINGS}


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng của danh sách — a kind of thing and how many."""

    key: str
    label: str
    count: int


def to_pass(unit: Unit, to_unit: Unit | None = None, at_the_end: bool = True) -> list[Line]:
    """Sẽ chuyển gì — what of a unit would pass to another, in numbers. One query a kind."""
    found = (
        Line(key, str(thing.label), thing.to_pass(unit, to_unit).count())
        for key, thing in things().items()
        if at_the_end or not thing.at_the_end
    )
    return [line for line in found if line.count]


def rows_to_pass(unit: Unit, key: str) -> models.QuerySet[models.Model] | None:
    """The rows behind such a number; None for no such kind."""
    thing = things().get(key)
    return None if thing is None else thing.to_pass(unit)


def passed_lines(row: Reorganisation) -> list[Line]:
    """Đã chuyển gì — the same list after. One query."""
    counts = row.passed().order_by().values_list("kind", "role").annotate(n=models.Count("pk"))
    by_key = {f"{kind}.{role}": n for kind, role, n in counts}
    return [Line(key, str(thing.label), by_key[key]) for key, thing in things().items() if key in by_key]


def still_open(row: Reorganisation) -> list[Line]:
    """Còn mở ở nơi nhận — of what passed, what would come back. One query a kind and pair of units."""
    counts: dict[str, int] = {}
    pairs = row.passed().order_by().values_list("kind", "role", "from_unit", "to_unit").distinct()
    heirs = Unit.objects.in_bulk({to for _k, _r, _f, to in pairs})
    for kind, role, was, to in pairs:
        thing = things().get(f"{kind}.{role}")
        if thing is not None and not thing.at_the_end:
            ids = row.passed().filter(kind=kind, role=role, from_unit=was, to_unit=to).values("thing_id")
            counts[thing.key] = counts.get(thing.key, 0) + thing.rows(heirs[to]).filter(pk__in=ids).count()
    return [Line(key, str(things()[key].label), n) for key, n in counts.items()]


def lines_of(row: Reorganisation) -> Iterator[str]:
    """The list as it is hashed: kind, key, id, from, to; one a line."""
    for kind, role, thing, was, now in row.passed().values_list(
        "kind", "role", "thing_id", "from_unit_id", "to_unit_id"
    ).iterator(2000):  # fmt: skip
        yield f"{kind} {role} {thing} {was} {now}\n"


def hash_of(row: Reorganisation) -> str:
    """Mã băm của danh sách — SHA-256 of its lines."""
    made = hashlib.sha256()
    for line in lines_of(row):
        made.update(line.encode())
    return made.hexdigest()


def ids_of(row: Reorganisation) -> dict[str, list[int]]:
    """The list by kind, for the journal."""
    found: dict[str, list[int]] = {}
    for kind, role, thing in row.passed().values_list("kind", "role", "thing_id"):
        found.setdefault(f"{kind}.{role}", []).append(thing)
    return found


def under_way(unit: Unit, actor: Actor) -> Reorganisation | None:
    """Việc sắp xếp đang chạy — of this unit, told on its page."""
    rows = Reorganisation.objects.visible_to(actor).under_way().filter(is_long=True)
    return rows.filter(units=unit).order_by("-id").first()


def holders_of(unit: Unit, day: date) -> list[Holding]:
    """Người đang giữ chức danh — whose posts end with the unit; with a last day ahead or none, and who is to come."""
    lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
    rows = Holding.objects.filter(lasting, post__unit=unit, post__ended_on__isnull=True)
    return list(rows.select_related("post__kind", "post__unit", "person").order_by("post__kind__rank", "id"))


def count_passed(deed: str) -> int:
    return Passed.objects.filter(deed=deed).count()


def left_behind() -> Iterator[str]:
    """Việc còn ở đơn vị đã kết thúc — none, but what is on its way."""
    moving = Reorganisation.objects.under_way().values("units")
    for thing in things().values():
        if thing.at_the_end or thing.unless is not None:  # what the heir already had stays, told of who had it
            continue
        for unit in Unit.objects.filter(ended_on__isnull=False).exclude(pk__in=moving).order_by("id"):
            count = thing.rows(unit).count()
            if count:
                yield f"{unit.name} ({unit.public_id}): {thing.label}: {count}"
