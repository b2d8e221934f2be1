"""Nạp cây từ bảng — each row of a sheet becomes acts: establish, rename, change, move; errors stand beside the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from dondoc.reading.text import fold
from dondoc.reorganising.actions.moving import move
from dondoc.reorganising.heads import Row
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.actions import changing
from dondoc.units.dated import What
from dondoc.units.models import Kind, Unit
from dondoc.units.rules import Decision

_AT_HOME = "trong nuoc"
_NO = ("", "khong", "0", _AT_HOME)


def take_in(rows: Sequence[Row], *, by: Actor, at: datetime, understand: Any, for_real: bool) -> bool:
    """Nạp — every row by its own acts and rights; all rows or none. Tried first, nothing of it stays."""
    try:
        with transaction.atomic():
            for row in rows:
                row.errors, row.done = {}, []
                _row(row, by, at, understand)
            if not for_real or any(row.errors for row in rows):
                transaction.set_rollback(True)
    finally:
        by.memo.pop("grants", None)
    return for_real and not any(row.errors for row in rows)


def _row(row: Row, by: Actor, at: datetime, understand: Any) -> None:
    said = _Read(row, by, understand)
    parent = said.parent()
    unit = said.unit(parent)
    if unit is None and parent is None:
        said.wrong("parent", _("Đơn vị mới cần ghi trực thuộc đơn vị nào: tên, mã hoặc mã hệ thống."))
    said.traits(), said.day("on"), said.decision()  # every cell is read, so that all its errors are told at once
    if row.errors:
        return
    for column, what, run in _acts(said, unit, parent, by, at):
        try:
            with transaction.atomic():
                run()
        except Refused as refused:
            row.errors[column] = str(refused)
            return
        row.done.append(str(What(what).label))


def _acts(
    said: _Read, unit: Unit | None, parent: Unit | None, by: Actor, at: datetime
) -> Iterator[tuple[str, str, Any]]:
    cells, traits = said.row.cells, said.traits()
    if said.row.errors:
        return
    common: dict[str, Any] = {"by": by, "at": at, "decision": said.decision()}
    if unit is None:
        on = said.day("on", needed=True)
        if on and not said.row.errors:
            facts: dict[str, Any] = {
                "kind": Kind.CHI_BO,
                **traits,
                "name": cells["name"],
                "short": cells.get("short", ""),
                "parent": parent,
            }
            yield "name", What.ESTABLISHED, lambda: changing.establish(**facts, **common, on=on)
        return
    renamed = cells["name"] != unit.name or ("short" in cells and cells["short"] != unit.short)
    changed = {name: value for name, value in traits.items() if getattr(unit, name) != value}
    moved = parent is not None and parent.pk != unit.parent_id
    on = said.day("on", needed=renamed or bool(changed) or moved)
    if on is None or said.row.errors:
        return
    if moved:
        yield "parent", What.MOVED, lambda: move(unit=unit, parent=parent, on=on, **common)  # type: ignore[arg-type]
    if renamed:
        yield (
            "name",
            What.RENAMED,
            lambda: changing.rename(
                unit=unit, name=cells["name"], short=cells.get("short", unit.short), on=on, **common
            ),
        )
    if changed:
        yield "kind", What.CHANGED, lambda: changing.change(unit=unit, on=on, **common, **changed)


class _Read:
    """Đọc một dòng — cells as values; what is not understood is an error of its own column."""

    def __init__(self, row: Row, by: Actor, understand: Any) -> None:
        self.row, self.by, self.understand = row, by, understand
        self.seen = Unit.objects.visible_to(by).exclude(tree="outside").filter(ended_on__isnull=True)

    def wrong(self, column: str, sentence: str) -> None:
        self.row.errors.setdefault(column, sentence)

    def unit(self, parent: Unit | None) -> Unit | None:
        """The unit a row is about: by its system code, else one that is all the row says; None is a new one."""
        code, cells = self.row.cells.get("id", ""), self.row.cells
        if code:
            found = self.seen.filter(public_id=code).first()
            if found is None:
                self.wrong("id", _("Không có đơn vị nào mang mã hệ thống này. Đơn vị mới thì để trống."))
            return found
        same = models.Q(name=cells["name"])
        if cells.get("code"):
            same |= models.Q(code=cells["code"])
        taken, told = list(self.seen.filter(same).order_by("path")), self.traits()
        there = next((unit for unit in taken if self._is(unit, parent, told)), None)
        if taken and there is None and not self.row.errors:
            self.wrong(
                "id",
                _("Đã có %(unit)s (mã hệ thống %(code)s). Ghi mã ấy để sửa, hoặc đổi tên, mã của dòng này.")
                % {"unit": taken[0].name, "code": taken[0].public_id},
            )
        return there or next(iter(taken), None)

    def _is(self, unit: Unit, parent: Unit | None, told: dict[str, Any]) -> bool:
        """Nothing that the row says is otherwise here: what would change a unit is said by its system code."""
        cells = self.row.cells
        told = {**told, "name": cells["name"], "short": cells.get("short", unit.short)}
        is_there = parent is None or parent.pk == unit.parent_id
        return is_there and all(getattr(unit, name) == value for name, value in told.items())

    def parent(self) -> Unit | None:
        words = self.row.cells.get("parent", "")
        if not words:
            return None
        named = models.Q(public_id=words) | models.Q(code=words) | models.Q(name=words)
        found = list(self.seen.filter(named)[:2])
        if len(found) != 1:
            self.wrong(
                "parent", _("Không thấy đơn vị này.") if not found else _("Có nhiều đơn vị tên này. Ghi mã hệ thống.")
            )
            return None
        return found[0]

    def traits(self) -> dict[str, Any]:
        """Only of the columns the sheet has; an empty kind is left as it is."""
        cells = self.row.cells
        told: dict[str, Any] = {name: cells[name] for name in ("code", "region") if name in cells}
        if fold(told.get("region", "")) == _AT_HOME:  # as our own list says it
            told = {**told, "is_abroad": False}
            del told["region"]
        kinds = {fold(str(label)): value for value, label in Kind.choices if value != Kind.BEN_NGOAI}
        if cells.get("kind"):
            told["kind"] = kinds.get(fold(cells["kind"]))
            if told["kind"] is None:
                self.wrong(
                    "kind",
                    _("Loại phải là một trong: %(kinds)s.")
                    % {"kinds": ", ".join(str(label) for value, label in Kind.choices if value != Kind.BEN_NGOAI)},
                )
        if "is_abroad" in cells:
            told["is_abroad"] = fold(cells["is_abroad"]) not in _NO
        if "hours_from_hanoi" in cells:
            told["hours_from_hanoi"] = self._hours(cells["hours_from_hanoi"])
        return told

    def _hours(self, words: str) -> Decimal:
        try:
            hours = Decimal(words.replace(",", ".") or "0")
            if -19 <= hours <= 7:
                return hours
        except InvalidOperation:
            pass
        self.wrong("hours_from_hanoi", _("Lệch giờ là một số từ -19 đến 7."))
        return Decimal(0)

    def day(self, column: str, needed: bool = False) -> date | None:
        words = self.row.cells.get(column, "")
        day: date | None = self.understand(words, self.by.today) if words else None
        if (words or needed) and day is None:
            self.wrong(column, _("Cần ghi ngày, như 01/03/2026."))
        return day

    def decision(self) -> Decision:
        return Decision(self.row.cells.get("number", ""), self.day("decided_on"))


def sheet_of(units: models.QuerySet[Unit]) -> list[dict[str, Any]]:
    """Cây hiện có thành bảng — the same columns; days and decisions are empty, for who changes a row."""
    rows = units.select_related("parent").order_by("path", "id")
    return [
        {"id": u.public_id, "code": u.code, "name": u.name, "short": u.short, "kind": str(u.get_kind_display()),
         "parent": u.parent.public_id if u.parent else "", "is_abroad": "x" if u.is_abroad else "", "region": u.region,
         "hours_from_hanoi": f"{u.hours_from_hanoi.normalize():f}" if u.hours_from_hanoi else "", "on": "", "number": "", "decided_on": ""}
        for u in rows
    ]  # fmt: skip
