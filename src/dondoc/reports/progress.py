"""Báo cáo tiến độ thực hiện — paper × unit: assigned, accepted, reported, late, done, no date.

As of day D, by data entered until T (house: States and days). The classes are those central
reports use: xong đúng hạn, xong muộn, còn trong hạn, quá hạn; what has no due day is counted
apart, and what was reported but not confirmed too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import models

from dondoc.journal.chain import canonical
from dondoc.obligations.lifecycle import State
from dondoc.obligations.models import Assignment
from dondoc.obligations.past import as_of
from dondoc.obligations.queries import Standing, standing
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import end_of
from dondoc.shared.profile import highest
from dondoc.units.inheriting import whose_then
from dondoc.units.models import Unit
from dondoc.units.queries import names_on, within_on


@dataclass(frozen=True, slots=True)
class Counts:
    """Số liệu — how many assignments stand where; they add up to `total`."""

    total: int = 0
    not_accepted: int = 0
    working: int = 0
    waiting: int = 0
    reported: int = 0
    done_in_time: int = 0
    done_late: int = 0
    done_undated: int = 0
    overdue: int = 0
    no_date: int = 0  # of those still open

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng — one paper at one unit."""

    paper_id: int
    paper: str
    title: str
    unit_id: int
    unit: str
    counts: Counts
    paper_code: str = ""  # their addresses; reports issued before they were kept have none
    unit_code: str = ""
    secrecy: str = ""  # of the paper, on the day it was counted


@dataclass(frozen=True, slots=True)
class Progress:
    """Báo cáo tiến độ — the lines, their total, both days, and the hash of the rows."""

    day: date
    known_by: datetime
    lines: tuple[Line, ...]
    total: Counts
    hash: str

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of its lines."""
        return highest(line.secrecy for line in self.lines)


_FIELD = {
    Standing.ISSUED: "not_accepted",
    Standing.WORKING: "working",
    Standing.WAITING: "waiting",
    Standing.REPORTED: "reported",
    Standing.DONE: "done_in_time",
    Standing.DONE_LATE: "done_late",
    Standing.DONE_UNDATED: "done_undated",
    Standing.OVERDUE: "overdue",
}


def progress(
    actor: Actor, *, day: date, known_by: datetime, unit: Unit | None = None,
    paper_id: int | None = None,
) -> Progress:  # fmt: skip
    """Tiến độ — only what the actor sees; a unit narrows to it and all that was below it on day D."""
    rows = Assignment.objects.visible_to(actor).annotate(unit_then=whose_then(Assignment, "unit", day, known_by))
    if unit is not None:
        rows = rows.filter(unit_then__in=within_on(unit, day))
    if paper_id is not None:
        rows = rows.filter(obligation__paper=paper_id)
    lines = tuple(_lines(rows, day, known_by))
    total = sum((line.counts for line in lines), Counts())
    return Progress(day, known_by, lines, total, hash_of(lines))


def hash_of(lines: Iterable[Line]) -> str:
    """The value printed on the report: SHA-256 of its rows as canonical JSON."""
    plain = [[line.paper_id, line.unit_id, *_values(line.counts)] for line in lines]
    return hashlib.sha256(canonical(plain).encode()).hexdigest()


def _values(counts: Counts) -> list[int]:
    return [getattr(counts, f.name) for f in fields(counts)]


def _lines(rows: models.QuerySet[Assignment], day: date, known_by: datetime) -> Iterable[Line]:
    then, moment = as_of(rows, day, known_by), end_of(day, known_by)
    counts: dict[tuple[int, int], Counts] = {}
    named: dict[int, tuple[str, str, str, str]] = {}
    fields_ = ("pk", "obligation__paper_id", "unit_then", "unit__hours_from_hanoi",
               "obligation__paper__so_ky_hieu", "obligation__paper__kind",
               "obligation__paper__title", "obligation__paper__public_id", "obligation__paper__secrecy")  # fmt: skip
    for pk, paper, unit, hours, so, kind, title, code, level in rows.order_by(
        "obligation__paper__issued_on", "obligation__paper_id", "unit__path", "id"
    ).values_list(*fields_):
        was = then.get(pk)
        if was is None:  # not yet assigned on day D
            continue
        stood = standing(was.state, due_on=was.due_on, done_late=was.done_late, moment=moment, hours=float(hours))
        if stood == Standing.CLOSED:
            continue
        key = (paper, unit)
        named[paper] = (so or kind, title, code, level)
        counts[key] = counts.get(key, Counts()) + _one(stood, was.due_on is None, was.state)
    names = names_on((unit for _paper, unit in counts), day)
    codes = dict(Unit.objects.filter(pk__in=names).values_list("pk", "public_id"))
    for (paper, unit), found in counts.items():
        printed, title, code, level = named[paper]
        yield Line(paper, printed, title, unit, names[unit].name, found, code, codes[unit], level)


def _one(stood: Standing, undated: bool, state: str) -> Counts:
    open_undated = undated and state in (State.ISSUED, State.ACCEPTED, State.SUBMITTED)
    return Counts(total=1, no_date=int(open_undated), **{_FIELD[stood]: 1})
