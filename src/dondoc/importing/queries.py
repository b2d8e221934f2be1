"""Tra để xem trước — what is here already of the rows of a sheet: a few questions for a few hundred rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.db import models

from dondoc.access.rights import may
from dondoc.documents.fields import number_in
from dondoc.documents.models import Entry, NumberState, Register, RegisterNumber
from dondoc.importing import rules
from dondoc.importing.book_rules import judge_book
from dondoc.importing.duties import Duties
from dondoc.importing.lifecycle import WORKING
from dondoc.importing.met_rules import one_product
from dondoc.importing.models import WRITES, Import, Kind, Line
from dondoc.importing.naming import split
from dondoc.importing.rules import Duty, Judged, Known, Named, Task, Written
from dondoc.importing.task_rules import judge_task, state_of
from dondoc.importing.tree import Units
from dondoc.importing.unit_rules import judge_unit
from dondoc.importing.values import ERROR, Cells, duty_number, said_of
from dondoc.jobs.models import Job, State
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.profile import may_hold
from dondoc.units.actions import root
from dondoc.units.models import Unit
from dondoc.units.queries import find_issuer

GUESSED = 200  # names like a wrong one are looked for so often in one run


class Here:
    """Những gì đã có ở đây — asked once a run of what changes seldom, once a part of the sheet of the rest."""

    def __init__(self, sheet: Import, by: Actor) -> None:
        self.sheet, self.by = sheet, by
        self.issuers: dict[str, bool] = {}
        self.likes: dict[str, str] = {}
        self.products: dict[object, str] = {}

    @cached_property
    def units(self) -> dict[str, list[Named]]:
        """Folded name, short name or code → the units that bear it."""
        found: dict[str, list[Named]] = {}
        for unit in Unit.objects.visible_to(self.by).working():
            named = Named(unit.pk, unit.listed, unit.is_inside(self.sheet.unit))
            for key in {fold(name) for name in (unit.name, unit.short, unit.code, unit.listed) if name}:
                found.setdefault(key, []).append(named)
        return found

    def near(self, name: str) -> str:
        key = fold(name)
        if key not in self.likes and len(self.likes) < GUESSED:
            like = get_close_matches(key, self.units, 1, 0.75)
            self.likes[key] = self.units[like[0]][0].name if like else ""
        return self.likes.get(key, "")

    def is_issuer(self, name: str) -> bool:
        if fold(name) not in self.issuers:
            self.issuers[fold(name)] = find_issuer(name) is not None
        return self.issuers[fold(name)]

    def known(self, rows: Sequence[Cells]) -> Known:
        """What is here of these rows."""
        found = Known(units=lambda name: self.units.get(fold(name), ()), near=self.near, sources={}, issuers=self.is_issuer,
                      may_create=may(self.by, "units.establish_outside", root()), may_end=may(self.by, "obligations.end", self.sheet.unit),
                      rows=self.sheet.total, may_hold=may_hold)  # fmt: skip
        if self.sheet.kind == Kind.UNITS:
            return found
        if self.sheet.kind == Kind.TASKS:
            duties = Duties(self.sheet.unit, self.by, rows, self.units)
            return replace(found, sources=duties.of_papers(), numbered=duties.numbered(), goes_on=self.goes_on)
        return replace(found, lines=_lines(self.sheet, rows), papers=_papers(self.sheet, rows), split=split,
                       next_number=Register.objects.get(pk=self.sheet.book.pk).next_number)  # fmt: skip

    def judge(self, cells: Cells, known: Known) -> Judged:
        """What was said of the cells before is forgotten: what is here may have changed."""
        cells.said.clear()
        if self.sheet.kind == Kind.UNITS:
            return judge_unit(cells, self.tree)
        if self.sheet.kind == Kind.TASKS:
            return judge_task(cells, known)
        return judge_book(cells, known, outgoing=self.sheet.kind == Kind.OUTGOING, own_issuer=self.sheet.unit.name)

    def goes_on(self, task: Task, duty: Duty | None) -> bool:
        """Còn đơn vị khác đang làm — as the rows of this sheet say, those with errors too: they come again corrected."""
        on = duty.issued_on if duty else task.issued_on
        rows = [row for deed in _deeds(task, duty) for row in self.undone.get(deed, ())]
        return any((day is None or on in (None, day)) and self._is_other(unit, task) for day, unit in rows)

    def _is_other(self, name: str, task: Task) -> bool:
        """A unit may be named by its code in one row and in full in another."""
        return {unit.pk for unit in self.units.get(name, ())} != {task.unit}

    @cached_property
    def undone(self) -> dict[tuple[str, str], list[tuple[date | None, str]]]:
        """Paper and words, or the duty's number → the days and units of the rows that say they are still to be done."""
        found: dict[tuple[str, str], list[tuple[date | None, str]]] = {}
        for line in self.sheet.lines.exclude(cells=[]).order_by("place").iterator(chunk_size=500):
            cells = cells_of(line, self.sheet, self.by)
            if state_of(cells)[0] == "open":
                deed, day = _deed_of(cells)
                found.setdefault(deed, []).append((day, fold(cells.text("unit"))))
        return found

    def check_product(self, cells: Cells, judged: Judged) -> None:
        """Xem trước: a duty has one product; where two rows of the sheet name two, the first stands."""
        task = judged.task
        if task is None or not task.product:
            return
        paper = task.source or (fold(task.so_ky_hieu), task.issued_on)
        first = self.products.setdefault(task.duty or (paper, task.text), task.product)
        if first != task.product:
            cells.say("product", ERROR, one_product(first))

    @cached_property
    def tree(self) -> Units:
        """Cây như đang có."""
        return Units(self.by)

    def expect(self, line: Line, judged: Judged) -> Judged:
        """Xem trước: what a row of a list of units would make stands for those below it."""
        if judged.unit is not None and judged.verdict != "SAME":
            self.tree.expect(line, judged.unit)
        return judged

    def look_again(self, until: int) -> None:
        """Broken off: the rows of a list of units that were looked at stand again for those below them."""
        if until and self.sheet.kind == Kind.UNITS:
            rows, known = (
                self.sheet.lines.filter(place__lte=until, verdict__in=WRITES).order_by("place"),
                self.known([]),
            )
            for line in rows.iterator(chunk_size=500):
                self.expect(line, self.judge(cells_of(line, self.sheet, self.by), known))


def cells_of(line: Line, sheet: Import, by: Actor) -> Cells:
    """The cells of a row by field; what the sheet says nowhere is what was said of the whole sheet."""
    told = {field: line.cells[n] for n, field in sheet.field_at().items() if n < len(line.cells)}
    said = {field: value for field, value in told.items() if value.strip()}
    if sheet.kind == Kind.OUTGOING and "number" not in told:  # the usual form has no column but the symbol's
        said["number"] = number_in(said.get("so_ky_hieu", ""))
    return Cells({**sheet.defaults, **said}, by.today)


def _deed_of(cells: Cells) -> tuple[tuple[str, str], date | None]:
    """Việc của một dòng — by the duty's own number where the row tells one: its day is then the duty's."""
    if duty_number(cells.text("nv")) is not None:
        return _by_nv(cells.text("nv"), cells.text("text")), None
    return (fold(cells.text("so_ky_hieu")), cells.text("text")), cells.day("issued_on")


def _deeds(task: Task, duty: Duty | None) -> Sequence[tuple[str, str]]:
    """A duty that is here may be told of by its number in one row and by its paper and words in another."""
    if duty is None:
        return [(fold(task.so_ky_hieu), task.text)]
    return [(fold(duty.paper), duty.text), _by_nv(duty.nv, duty.text)]


def _by_nv(nv: str, text: str) -> tuple[str, str]:
    """With its words: each unit counts its duties from one."""
    return f"nv|{fold(nv)}", fold(text)


def at_hand(sheet: Import, judged: Judged) -> dict[str, int | None]:
    """The line of the register, the duty or the unit that a row met here already: by the column that names it."""
    column = {Kind.TASKS: "obligation_id", Kind.UNITS: "made_id"}.get(Kind(sheet.kind), "entry_id")
    return {"entry_id": None, "obligation_id": None, "made_id": None, column: judged.here}


def parts(sheet: Import, size: int, after: int = 0) -> Iterator[list[Line]]:
    """Xuống từng phần của bảng — by place alone: a part of a million rows costs what a part of a thousand does."""
    while rows := list(sheet.lines.filter(place__gt=after).order_by("place")[:size]):
        after = rows[-1].place
        yield rows


def _lines(sheet: Import, rows: Sequence[Cells]) -> dict[int, Written]:
    numbers = [int(value) for value in said_of(rows, "number") if value.isdecimal() and len(value) < 8]
    taken = RegisterNumber.objects.filter(register=sheet.register, number__in=numbers)
    return {row.number: _written(row) for row in taken.select_related("entry__paper__issuer")}


def _written(row: RegisterNumber) -> Written:
    if not hasattr(row, "entry"):
        return Written(is_line=False, is_free=row.state == NumberState.BEFORE)
    paper = row.entry.paper
    return Written(paper.so_ky_hieu, paper.issued_on, paper.title, paper.issuer.name, row.entry.on, paper.kind,
                   row.entry.pk, paper.is_stub)  # fmt: skip


def _papers(sheet: Import, rows: Sequence[Cells]) -> dict[str, int]:
    named = Entry.objects.standing().filter(register=sheet.register, paper__so_ky_hieu__in=said_of(rows, "so_ky_hieu"))
    told: models.QuerySet[Any, Any] = named.values_list(
        "paper__so_ky_hieu", "paper__issued_on", "paper__issuer__name", "number__number"
    )
    return {rules.paper_key(number, day, issuer): place for number, day, issuer, place in told}


def at_work(sheet: Import) -> Job | None:
    """Việc nền của bảng — that waits or goes on; None where none does."""
    if sheet.state not in WORKING:
        return None
    return Job.objects.filter(public_id=sheet.job_id, state__in=[State.WAITING, State.RUNNING]).first()
