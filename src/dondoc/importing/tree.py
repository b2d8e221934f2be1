"""Cây của người nạp — the units one sees, by name, code and system code; in a preview also those the rows above would make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dondoc.access.rights import may
from dondoc.importing.models import Line
from dondoc.importing.rules import UnitRow
from dondoc.importing.unit_rules import Place
from dondoc.shared.actor import Actor
from dondoc.units.models import Kind, Tree, Unit, UnitQuerySet

NEW = {"short": "", "code": "", "region": "", "is_abroad": False, "hours_from_hanoi": 0}


class Units:
    """Cây như đang có — asked once; what is written, or would be, is put into it."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.labels = {value: str(label) for value, label in Kind.choices if value != Kind.BEN_NGOAI}
        self._places: dict[int, Place] = {}
        self._named: dict[str, list[int]] = {}
        for unit in Unit.objects.visible_to(by).exclude(tree=Tree.OUTSIDE).filter(ended_on__isnull=True):
            self.put(place_of(unit))

    def put(self, place: Place) -> None:
        """As it is from now on."""
        self._places[place.id] = place
        for words in {place.name, place.code, place.public_id} - {""}:
            held = self._named.setdefault(words, [])
            if place.id not in held:
                held.append(place.id)

    def named(self, words: str) -> Sequence[Place]:
        found = [self._places[number] for number in self._named.get(words, ())]
        return [place for place in found if words in (place.name, place.code, place.public_id)]

    def place(self, number: int) -> Place:
        return self._places[number]

    def may(self, act: str, place: Place) -> bool:
        return may(self.by, act, place)

    def expect(self, line: Line, row: UnitRow) -> None:
        """Dòng này rồi sẽ ghi — so that those below it may name what it makes."""
        parent = self._places.get(row.parent or 0)
        if row.unit is not None:
            where = {"parent": parent.id} if parent else {}
            self.put(replace(self._places[row.unit], **row.facts, **where))  # type: ignore[arg-type]
        elif parent is not None and row.on is not None:
            facts = {**NEW, **row.facts}
            self.put(Place(id=-line.place, public_id="", parent=parent.id, began_on=row.on, path=parent.path, **facts))  # type: ignore[arg-type]


def place_of(unit: Unit) -> Place:
    return Place(unit.pk, unit.public_id, unit.name, unit.short, unit.code, unit.kind, unit.region, unit.is_abroad,
                 unit.hours_from_hanoi, unit.parent_id, unit.began_on, unit.path)  # fmt: skip


def sheet_of(units: UnitQuerySet) -> list[dict[str, str]]:
    """Cây hiện có thành bảng — the columns of a list of units; days and decisions are empty, for who changes a row."""
    return [
        {"id": u.public_id, "code": u.code, "name": u.name, "short": u.short, "kind": str(u.get_kind_display()),
         "parent": u.parent.public_id if u.parent else "", "is_abroad": "x" if u.is_abroad else "", "region": u.region,
         "hours_from_hanoi": f"{u.hours_from_hanoi.normalize():f}" if u.hours_from_hanoi else "", "on": "", "number": "", "decided_on": ""}
        for u in units.select_related("parent").order_by("path", "id")
    ]  # fmt: skip
