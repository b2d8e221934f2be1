"""Những đơn vị ghi số — who stood below a unit on a day, and whose a programme was before it passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import models

from dondoc.programmes.models import Programme, Version
from dondoc.programmes.words import Across
from dondoc.units.dated import Passed, UnitTrait
from dondoc.units.models import STEP, Kind, Placement, Unit
from dondoc.units.queries import path_on, predecessors, stood_on

CELLS = (Kind.CHI_BO, Kind.CHI_BO_TRUC_THUOC)


def counted(unit: Unit, version: Version, day: date) -> list[int]:
    """Những đơn vị được tính vào ngày D — the ids of those that stood below then, in the order of the tree. Five queries at most."""
    path, open_ended = path_on(unit, day), models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
    rows = Placement.objects.filter(open_ended, from_on__lte=day, path__gt=path, path__lt=path[:-1] + "0").exclude(
        unit=unit
    )
    places = list(rows.order_by("path", "id").values_list("unit_id", "path"))
    if version.across == Across.NAMED:
        named = _named(version, [pk for pk, _where in places], day)
        return [pk for pk, _where in places if pk in named]
    if version.across == Across.CHILDREN:
        places = [(pk, where) for pk, where in places if len(where) == len(path) + STEP]
    asked = CELLS if version.across == Across.CELLS else tuple(version.kinds.split())
    if not asked:
        return [pk for pk, _where in places]
    kinds = _kinds(rows, day)
    return [pk for pk, _where in places if kinds[pk] in asked]


def _kinds(rows: models.QuerySet[Placement], day: date) -> dict[int, str]:
    """Loại của mỗi đơn vị vào ngày D."""
    ids = rows.order_by().values("unit_id")
    then = UnitTrait.objects.filter(unit__in=ids, from_on__lte=day).order_by("from_on", "id")
    return dict(Unit.objects.filter(pk__in=ids).values_list("pk", "kind")) | dict(then.values_list("unit_id", "kind"))


def _named(version: Version, there: Sequence[int], day: date) -> set[int]:
    """Các đơn vị nêu tên — and those that came after one of them by then."""
    named = {row.unit_id for row in version.named.all()}
    after = {unit for unit, before in predecessors(there, day).items() if before & named}
    return (named & set(there)) | after


def named_then(ids: Sequence[int], day: date) -> list[Unit]:
    """Các đơn vị, gọi tên như ngày ấy — in the order told."""
    rows = Unit.objects.in_bulk(ids)
    found = [rows[pk] for pk in ids]
    stood_on(day, found)
    return found


def owners_of(programmes: Sequence[Programme]) -> dict[int, set[int]]:
    """Của những đơn vị nào — the unit each is of, and those it was of before it passed on: their figures are its series."""
    found = {row.pk: {row.unit_id} for row in programmes}
    rows = Passed.objects.filter(kind=Programme._meta.label_lower, thing_id__in=list(found))
    for thing, unit in rows.values_list("thing_id", "from_unit"):
        found[thing].add(unit)
    return found


def owner_on(programme: Programme, day: date) -> Unit:
    """Của đơn vị nào vào ngày D."""
    rows = Passed.objects.filter(kind=Programme._meta.label_lower, thing_id=programme.pk, on__gt=day)
    first = rows.order_by("on", "id").select_related("from_unit").first()
    return first.from_unit if first else programme.unit
