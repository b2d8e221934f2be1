"""Xem một dòng của danh sách đơn vị — which unit it means and what it would do; rows above count as done. Plain values only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol

from django.utils.translation import gettext as _

from dondoc.importing.rules import Judged, UnitRow, key_of
from dondoc.importing.values import CHANGE, ERROR, WARNING, Cells
from dondoc.reading.text import fold

AT_HOME = "trong nuoc"
NO = ("khong", "0", AT_HOME)
KIND = "CHI_BO"  # of a new unit, where the row says none
NAMES, TRAITS = ("name", "short"), ("code", "kind", "region", "is_abroad", "hours_from_hanoi")
FURTHEST = (-19, 7)  # hours from Hà Nội that a place on earth has


@dataclass(frozen=True, slots=True)
class Place:
    """Một đơn vị — that stands, or (its id is the row's place below nought) that a row above would establish."""

    id: int
    public_id: str
    name: str
    short: str
    code: str
    kind: str
    region: str
    is_abroad: bool
    hours_from_hanoi: Decimal
    parent: int | None
    began_on: date
    path: str  # its own, or of what it would stand under


class Standing(Protocol):
    """Cây như đang có."""

    @property
    def labels(self) -> Mapping[str, str]:
        """Kind → its name."""

    def named(self, words: str) -> Sequence[Place]:
        """By name, code or system code."""

    def place(self, number: int) -> Place: ...

    def may(self, act: str, place: Place) -> bool: ...


def judge_unit(cells: Cells, tree: Standing) -> Judged:
    """Xem một dòng — a new unit, one that changes, the same; a cell that is empty changes nothing."""
    if not any(cells.text(field) for field in ("name", "id", "parent")):
        return Judged("HEADING", "")  # a line that sums up, a word below the table
    name = cells.text("name", _("Cần ghi tên đơn vị."))
    facts, parent = _facts(cells, tree), _parent(cells, tree)
    unit = _meant(cells, tree, facts, parent)
    on, decided_on, number = cells.day("on"), cells.day("decided_on"), cells.text("number")
    key = key_of("unit", unit.id) if unit else key_of(name, parent.id if parent else "", cells.text("code"))
    if unit is None and parent is None and not cells.is_wrong:
        cells.say("parent", ERROR, _("Đơn vị mới cần ghi trực thuộc đơn vị nào: tên, mã hoặc mã hệ thống."))
    deeds = () if cells.is_wrong else _deeds(cells, tree, facts, unit, parent, on)
    if cells.is_wrong:
        return Judged("WRONG", key)
    facts = facts if unit else {"kind": KIND, **facts}
    row = UnitRow(unit.id if unit else None, parent.id if parent else None, facts, on, number, decided_on, deeds)
    here = unit.id if unit else None
    if unit is not None:
        return Judged("CHANGED" if deeds else "SAME", key, unit=row, here=here)
    is_warned = any(what == WARNING for what, _sentence in cells.said.values())
    return Judged("WARNED" if is_warned else "NEW", key, unit=row)


def _facts(cells: Cells, tree: Standing) -> dict[str, object]:
    """Of the cells that say something."""
    facts: dict[str, object] = {
        name: said for name in ("name", "short", "code", "region") if (said := cells.text(name))
    }
    if fold(str(facts.get("region", ""))) == AT_HOME:  # as our own list says it
        facts = {**facts, "is_abroad": False, "region": ""}
    if kind := cells.text("kind"):
        facts["kind"] = next((value for value, label in tree.labels.items() if fold(label) == fold(kind)), "")
        if not facts["kind"]:
            kinds = ", ".join(tree.labels.values())
            cells.say("kind", ERROR, _("Loại phải là một trong: %(kinds)s.") % {"kinds": kinds})
    if abroad := cells.text("is_abroad"):
        facts["is_abroad"] = fold(abroad) not in NO
    if hours := cells.text("hours_from_hanoi"):
        facts["hours_from_hanoi"] = _hours(cells, hours)
    return facts


def _hours(cells: Cells, words: str) -> Decimal:
    try:
        hours = Decimal(words.replace(",", "."))
        if FURTHEST[0] <= hours <= FURTHEST[1]:
            return hours
    except InvalidOperation:
        pass
    cells.say("hours_from_hanoi", ERROR, _("Lệch giờ là một số từ -19 đến 7."))
    return Decimal(0)


def _parent(cells: Cells, tree: Standing) -> Place | None:
    words = cells.text("parent")
    found = tree.named(words) if words else ()
    if words and not found:
        cells.say("parent", ERROR, _("Không thấy đơn vị này ở đây, cũng không thấy ở dòng trên."))
    elif len(found) > 1:
        cells.say("parent", ERROR, _("Có nhiều đơn vị tên này. Ghi mã hệ thống."))
    return found[0] if len(found) == 1 else None


def _meant(cells: Cells, tree: Standing, facts: Mapping[str, object], parent: Place | None) -> Place | None:
    """The unit of the system code; else one of that name there, or of that code, of which nothing is said otherwise."""
    if code := cells.text("id"):
        found = next((one for one in tree.named(code) if one.public_id == code), None)
        if found is None:
            cells.say("id", ERROR, _("Không có đơn vị nào mang mã hệ thống này. Đơn vị mới thì để trống."))
        return found
    like = [one for one in tree.named(str(facts.get("name", ""))) if one.name == facts.get("name")]
    coded = [one for one in tree.named(str(facts.get("code", ""))) if one.code == facts.get("code")]
    taken = [one for one in like if parent is None or one.parent == parent.id] + coded
    there = next((one for one in taken if not any(_differing(one, facts, parent))), None)
    first = there or next(iter(taken), None)
    if first is not None and first.id < 0:
        cells.say("name", ERROR, _("Trùng với dòng %(n)s của bảng.") % {"n": -first.id})
    elif first is not None and there is None:
        cells.say("id", ERROR, _("Đã có %(unit)s (mã hệ thống %(code)s). Ghi mã ấy để sửa, hoặc đổi tên, mã của dòng này.")
                  % {"unit": first.name, "code": first.public_id})  # fmt: skip
    elif first is None and like:
        cells.say("name", WARNING, _("Nơi khác đã có đơn vị cùng tên. Nạp là lập thêm; chuyển đơn vị ấy thì ghi mã hệ thống của nó."))  # fmt: skip
    return first


def _differing(unit: Place, facts: Mapping[str, object], parent: Place | None) -> Iterator[str]:
    """Which fields of the row are otherwise here."""
    yield from (name for name, said in facts.items() if getattr(unit, name) != said)
    if parent is not None and parent.id != unit.parent:
        yield "parent"


def _deeds(
    cells: Cells, tree: Standing, facts: Mapping[str, object], unit: Place | None, parent: Place | None, on: date | None
) -> tuple[str, ...]:
    """Việc sẽ làm — in their order; each allowed there, each from a day."""
    differing = set(_differing(unit, facts, parent)) if unit else set()
    wanted = {
        "establish": unit is None, "move": "parent" in differing, "rename": bool(differing & {*NAMES}),
        "change": bool(differing & {*TRAITS}),
    }  # fmt: skip
    deeds = tuple(deed for deed, is_wanted in wanted.items() if is_wanted)
    if deeds:
        on = cells.day("on", _("Cần ghi ngày, như 01/03/2026."))
    if unit is not None:
        _say_old(cells, tree, unit, differing)
    if parent is not None and ("establish" in deeds or "move" in deeds):
        _check_under(cells, tree, unit, parent, on)
    for deed in deeds:
        where = (parent,) if deed == "establish" else (unit, parent) if deed == "move" else (unit,)
        if not all(tree.may(f"units.{deed}", place) for place in where if place is not None):
            cells.say("name", ERROR, _("Chức danh của đồng chí chưa được giao quyền ghi thay đổi ở nhánh này."))
    return deeds


def _say_old(cells: Cells, tree: Standing, unit: Place, differing: set[str]) -> None:
    """What stands there now, beside the cell that says otherwise."""
    for name in sorted(differing):
        old = tree.place(unit.parent).name if name == "parent" and unit.parent else getattr(unit, name)
        said = tree.labels.get(str(old), "") if name == "kind" else (_("có") if old else _("không")) if name == "is_abroad" else f"{old or ''}"  # fmt: skip
        cells.say(name, CHANGE, _("Đang ghi: %(words)s.") % {"words": said or "—"})


def _check_under(cells: Cells, tree: Standing, unit: Place | None, parent: Place, on: date | None) -> None:
    """Under what stands by then, and not under itself."""
    if on is not None and on < parent.began_on:
        cells.say("on", ERROR, _("Đơn vị cấp trên có từ ngày %(day)s.") % {"day": f"{parent.began_on:%d/%m/%Y}"})
    above: Place | None = parent
    while above is not None and unit is not None:
        if above.id == unit.id:
            cells.say("parent", ERROR, _("Không chuyển một đơn vị vào dưới chính nó."))
            return
        above = tree.place(above.parent) if above.parent is not None else None
