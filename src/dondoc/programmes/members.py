"""Những đơn vị ghi số — who stood below a unit on a day, and whose a programme was before it passed on."""

from __future__ import annotations

from datetime import date

from dondoc.programmes.models import Programme
from dondoc.programmes.words import Across
from dondoc.units.dated import Passed
from dondoc.units.models import STEP, Kind, Placement, Unit
from dondoc.units.queries import below_on, path_on, stood_on

CELLS = (Kind.CHI_BO, Kind.CHI_BO_TRUC_THUOC)


def members(unit: Unit, across: str, day: date) -> list[Unit]:
    """Những đơn vị được tính vào ngày D — standing then, in the order of the tree, named and placed as then."""
    rows = list(below_on(unit, day).exclude(pk=unit.pk).order_by("path", "id"))
    stood_on(day, rows)
    if across == Across.CELLS:
        return [row for row in rows if row.kind in CELLS]
    depth = len(path_on(unit, day)) + STEP
    near = Placement.objects.filter(unit__in=rows, from_on__lte=day).order_by("from_on", "id")
    paths = dict(near.values_list("unit_id", "path"))
    return [row for row in rows if len(paths[row.pk]) == depth]


def is_member(unit: Unit, programme: Programme, across: str, day: date) -> bool:
    """Whether a unit's figure of that day is one of those gathered."""
    return any(row.pk == unit.pk for row in members(programme.unit, across, day))


def owners(programme: Programme) -> set[int]:
    """Của những đơn vị nào — the unit it is of, and those it was of before it passed on: their figures are its series."""
    rows = Passed.objects.filter(kind=Programme._meta.label_lower, thing_id=programme.pk)
    return {programme.unit_id, *rows.values_list("from_unit", flat=True)}


def owner_on(programme: Programme, day: date) -> Unit:
    """Của đơn vị nào vào ngày D."""
    rows = Passed.objects.filter(kind=Programme._meta.label_lower, thing_id=programme.pk, on__gt=day)
    first = rows.order_by("on", "id").select_related("from_unit").first()
    return first.from_unit if first else programme.unit
