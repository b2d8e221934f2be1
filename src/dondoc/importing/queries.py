"""Tra để xem trước — what is here already of the rows of a sheet: a few questions for a few hundred rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db import models

from dondoc.access.rights import may
from dondoc.documents.models import Entry, NumberState, Register, RegisterNumber
from dondoc.importing import rules
from dondoc.importing.book_rules import judge_book
from dondoc.importing.lifecycle import WORKING
from dondoc.importing.models import Import, Kind, Line
from dondoc.importing.rules import Duty, Given, Judged, Known, Named, Source, Written
from dondoc.importing.task_rules import judge_task
from dondoc.importing.values import Cells, plain
from dondoc.jobs.models import Job, State
from dondoc.obligations.actions.confirming import is_highest
from dondoc.obligations.lifecycle import ObligationState
from dondoc.obligations.lifecycle import State as Share
from dondoc.obligations.models import Assignment, Obligation
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.profile import may_hold
from dondoc.units.actions import root
from dondoc.units.models import Unit
from dondoc.units.queries import find_issuer

GUESSED = 200  # names like a wrong one are looked for so often in one run
SPENT = (Share.WITHDRAWN, Share.HANDED_BACK)


class Here:
    """Những gì đã có ở đây — asked once a run of what changes seldom, once a part of the sheet of the rest."""

    def __init__(self, sheet: Import, by: Actor) -> None:
        self.sheet, self.by = sheet, by
        self.issuers: dict[str, bool] = {}
        self.likes: dict[str, str] = {}

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
        if self.sheet.kind == Kind.TASKS:
            return replace(found, sources=_sources(self.sheet, rows))
        return replace(found, lines=_lines(self.sheet, rows), papers=_papers(self.sheet, rows),
                       next_number=Register.objects.get(pk=self.sheet.register_id).next_number)  # fmt: skip

    def judge(self, cells: Cells, known: Known) -> Judged:
        """What was said of the cells before is forgotten: what is here may have changed."""
        cells.said.clear()
        if self.sheet.kind == Kind.TASKS:
            return judge_task(cells, known)
        return judge_book(cells, known, outgoing=self.sheet.kind == Kind.OUTGOING, own_issuer=self.sheet.unit.name)


def cells_of(line: Line, sheet: Import, by: Actor) -> Cells:
    """The cells of a row by field; what the sheet says nowhere is what was said of the whole sheet."""
    said = {field: line.cells[n] for n, field in sheet.field_at().items() if n < len(line.cells)}
    return Cells({**sheet.defaults, **{field: value for field, value in said.items() if value.strip()}}, by.today)


def parts(sheet: Import, size: int, after: int = 0) -> Iterator[list[Line]]:
    """Xuống từng phần của bảng — by place alone: a part of a million rows costs what a part of a thousand does."""
    while rows := list(sheet.lines.filter(place__gt=after).order_by("place")[:size]):
        after = rows[-1].place
        yield rows


def _said(rows: Iterable[Cells], name: str) -> list[str]:
    """What the rows say there, as it is kept."""
    return sorted({plain(cells.values.get(name, "")) for cells in rows} - {""})


def _sources(sheet: Import, rows: Sequence[Cells]) -> dict[str, list[Source]]:
    """Papers in the unit's registers by their numbers, with those of their duties that the rows name."""
    entries = list(
        Entry.objects.standing().filter(unit=sheet.unit, paper__is_stub=False, paper__so_ky_hieu__in=_said(rows, "so_ky_hieu"))
        .select_related("paper", "unit").order_by("id")
    )  # fmt: skip
    duties = _duties(entries, _said(rows, "text"))
    first = {entry.paper_id: entry for entry in reversed(entries)}  # one paper in two registers is one paper
    found: dict[str, list[Source]] = {}
    for entry in first.values():
        source = Source(entry.pk, entry.paper.issued_on, is_highest(entry), duties.get(entry.paper_id, {}))
        found.setdefault(fold(entry.paper.so_ky_hieu), []).append(source)
    return found


def _duties(entries: Sequence[Entry], texts: Sequence[str]) -> dict[int, dict[str, Duty]]:
    rows = Obligation.objects.filter(paper__in={entry.paper_id for entry in entries}, text__in=texts)
    rows = rows.filter(unit__in={entry.unit_id for entry in entries}).order_by("-id")
    shares = Assignment.objects.filter(obligation__in=rows.values("pk"), parent=None).exclude(state__in=SPENT)
    told = shares.order_by("obligation_id", "id").values_list("obligation_id", "unit_id", "due_on")
    given = {
        pk: tuple(Given(unit, due) for _pk, unit, due in group) for pk, group in groupby(told, key=lambda row: row[0])
    }
    found: dict[int, dict[str, Duty]] = {}
    for row in rows:
        ended = row.state == ObligationState.ENDED
        found.setdefault(row.paper_id, {})[row.text] = Duty(
            row.pk, row.product, row.due_on, ended, given.get(row.pk, ())
        )
    return found


def _lines(sheet: Import, rows: Sequence[Cells]) -> dict[int, Written]:
    numbers = [int(value) for value in _said(rows, "number") if value.isdecimal() and len(value) < 8]
    taken = RegisterNumber.objects.filter(register=sheet.register, number__in=numbers)
    return {row.number: _written(row) for row in taken.select_related("entry__paper__issuer")}


def _written(row: RegisterNumber) -> Written:
    if not hasattr(row, "entry"):
        return Written(is_line=False, is_free=row.state == NumberState.BEFORE)
    paper = row.entry.paper
    return Written(paper.so_ky_hieu, paper.issued_on, paper.title, paper.issuer.name, row.entry.on)


def _papers(sheet: Import, rows: Sequence[Cells]) -> dict[str, int]:
    named = Entry.objects.standing().filter(register=sheet.register, paper__so_ky_hieu__in=_said(rows, "so_ky_hieu"))
    told: models.QuerySet[Any, Any] = named.values_list(
        "paper__so_ky_hieu", "paper__issued_on", "paper__issuer__name", "number__number"
    )
    return {rules.paper_key(number, day, issuer): place for number, day, issuer, place in told}


def at_work(sheet: Import) -> Job | None:
    """Việc nền của bảng — that waits or goes on; None where none does."""
    if sheet.state not in WORKING:
        return None
    return Job.objects.filter(public_id=sheet.job_id, state__in=[State.WAITING, State.RUNNING]).first()
