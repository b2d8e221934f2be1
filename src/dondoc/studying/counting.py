"""Đếm quán triệt — the numbers of one meeting, of what they are too few to tell, and to whom they are its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dondoc.access.rights import may
from dondoc.shared.actor import Actor
from dondoc.studying.models import ROLL, Meeting, Reflection, Sitting
from dondoc.studying.rules import is_few
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit


@dataclass(slots=True)
class Counts:
    """Số của một đợt — n/m with those who made up, others who came, reflections; None where nobody told."""

    present: int | None = None
    total: int | None = None
    others: int | None = None
    reflections: int | None = None

    def add(self, row: Sitting) -> None:
        """One more session of it."""
        self.present, self.total = _plus(self.present, row.present), _plus(self.total, row.total)
        self.others = _plus(self.others, row.others)

    @property
    def size(self) -> int:
        """Of how many members at least the unit was told to be."""
        return max(self.present or 0, self.total or 0)

    @property
    def is_few(self) -> bool:
        return is_few(self.size, self.present, self.total, self.reflections)


@dataclass(frozen=True, slots=True)
class Tally:
    """Một đợt, cộng lại — its standing sessions in their order, n/m with what was made up, reflections."""

    sessions: Sequence[Sitting]
    reflection: Reflection | None

    @property
    def first(self) -> Sitting | None:
        return next((row for row in self.sessions if not row.makes_up), None)

    @property
    def present(self) -> int | None:
        return summed(row.present for row in self.sessions)

    @property
    def total(self) -> int | None:
        return self.first.total if self.first else None

    @property
    def others(self) -> int | None:
        return summed(row.others for row in self.sessions)

    @property
    def is_withheld(self) -> bool:
        """Không hiện số — to who reads of many units, as of a line of the coverage."""
        handed_in = self.reflection.handed_in if self.reflection else None
        return Counts(self.present, self.total, reflections=handed_in).is_few

    def withholds(self, gone: Sequence[Sitting]) -> bool:
        """Nor what was told before a correction: of a meeting of few, or where few were told then."""
        totals = [row.total for row in gone if row.total is not None]
        size = min(totals, default=self.total or 0)
        return self.is_withheld or is_few(size, *totals, *(row.present for row in gone))


def keeps_count(actor: Actor, unit: Unit) -> bool:
    """Số của chính đơn vị — to who acts for it, and to who calls its roll."""
    own = acting_unit(actor)
    return (own is not None and own.pk == unit.pk) or may(actor, ROLL, unit)


def tallies(meetings: Sequence[Meeting]) -> dict[int, Tally]:
    """Cộng từng đợt. Two queries."""
    ids = [row.pk for row in meetings]
    sessions: dict[int, list[Sitting]] = {pk: [] for pk in ids}
    for row in Sitting.objects.standing().filter(meeting__in=ids).order_by("makes_up", "on", "id"):
        sessions[row.meeting_id].append(row)
    told = Reflection.objects.filter(meeting__in=ids).order_by("on", "id")
    last = {row.meeting_id: row for row in told}
    return {pk: Tally(tuple(rows), last.get(pk)) for pk, rows in sessions.items()}


def _plus(so_far: int | None, more: int | None) -> int | None:
    return so_far if more is None else (so_far or 0) + more


def summed(numbers: Iterable[int | None]) -> int | None:
    """Cộng những số được kể; None where none was."""
    told = [number for number in numbers if number is not None]
    return sum(told) if told else None
