"""Nhiệm vụ đã có của các dòng — by the paper's number and the words, or by the duty's own number; a few questions a part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

from django.db import models

from dondoc.documents.models import Entry
from dondoc.importing.rules import Duty, Given, Named, Source
from dondoc.importing.values import Cells, duty_number, said_of
from dondoc.obligations.actions.confirming import is_highest
from dondoc.obligations.lifecycle import ObligationState, Phase
from dondoc.obligations.models import Assignment, AssignmentQuerySet, Obligation
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit


class Duties:
    """Những gì các dòng nói tới — with the shares of the units that they name."""

    def __init__(self, unit: Unit, by: Actor, rows: Sequence[Cells], units: Mapping[str, Sequence[Named]]) -> None:
        self.unit, self.by, self.rows = unit, by, rows
        names = said_of(rows, "unit")
        seen = {named.pk for name in names for named in units.get(fold(name), ())}
        self.named = models.Q(unit__in=seen) | models.Q(unit__name__in=names)

    def of_papers(self) -> dict[str, list[Source]]:
        """Papers in the unit's registers by their numbers, with those of their duties that the rows name."""
        entries = list(
            Entry.objects.standing().filter(unit=self.unit, paper__is_stub=False, paper__so_ky_hieu__in=said_of(self.rows, "so_ky_hieu"))
            .select_related("paper", "unit").order_by("id")
        )  # fmt: skip
        duties = self._worded({entry.paper_id for entry in entries})
        first = {entry.paper_id: entry for entry in reversed(entries)}  # one paper in two registers is one paper
        found: dict[str, list[Source]] = {}
        for entry in first.values():
            source = Source(entry.pk, entry.paper.issued_on, is_highest(entry), duties.get(entry.paper_id, {}))
            found.setdefault(fold(entry.paper.so_ky_hieu), []).append(source)
        return found

    def _worded(self, papers: Collection[int]) -> dict[int, dict[str, list[Duty]]]:
        rows = Obligation.objects.filter(paper__in=papers, text__in=said_of(self.rows, "text"))
        own = [row for row in self._loaded(rows) if row.unit_id == self.unit.pk]  # here: SQLite would walk the unit's
        found: dict[int, dict[str, list[Duty]]] = {}
        for row, duty in self._with_shares(own, Assignment.objects.all()):
            found.setdefault(row.paper_id, {}).setdefault(row.text, []).append(duty)
        return found

    def numbered(self) -> dict[str, list[Duty]]:
        """Duties by the numbers that the rows tell: the unit's own; of other units those of which a share is seen."""
        told = {number for said in said_of(self.rows, "nv") if (number := duty_number(said))}
        if not told:
            return {}
        borne = {"number__in": {number for number, _year in told}, "year__in": {year for _number, year in told}}
        own = Obligation.objects.filter(unit=self.unit, **borne)
        seen = Assignment.objects.filter(self.named, **{f"obligation__{name}": at for name, at in borne.items()})
        seen = seen.exclude(obligation__unit=self.unit).visible_to(self.by)
        theirs = Obligation.objects.filter(pk__in=seen.values("obligation"))
        found: dict[str, list[Duty]] = {}
        shares = (
            *self._with_shares(self._loaded(own), Assignment.objects.all()),
            *self._with_shares(self._loaded(theirs), seen),
        )
        for row, duty in shares:
            found.setdefault(fold(row.nv), []).append(duty)
        return found

    @staticmethod
    def _loaded(rows: models.QuerySet[Obligation]) -> list[Obligation]:
        return list(rows.select_related("paper").order_by("id"))

    def _with_shares(self, rows: Sequence[Obligation], shares: AssignmentQuerySet) -> Iterable[tuple[Obligation, Duty]]:
        told = shares.filter(self.named, obligation__in=[row.pk for row in rows]).order_by("obligation_id", "id")
        told_of = told.values_list("obligation_id", "unit_id", "due_on", "unit__name", "phase")
        given = {
            pk: tuple(Given(unit, due, fold(name), phase == Phase.CLOSED) for _pk, unit, due, name, phase in group)
            for pk, group in groupby(told_of, key=lambda row: row[0])
        }
        held = _held(rows)
        for row in rows:
            yield row, self._duty(row, given.get(row.pk, ()), row.pk in held)

    def _duty(self, row: Obligation, given: tuple[Given, ...], is_held: bool) -> Duty:
        return Duty(row.pk, row.product, row.due_on, row.state == ObligationState.ENDED, given, row.text, row.nv,
                    str(row.paper), row.entry_id, row.unit_id == self.unit.pk, row.paper.issued_on, is_held)  # fmt: skip


def _held(rows: Sequence[Obligation]) -> set[int]:
    """Những nhiệm vụ còn đơn vị giữ — by any unit at all: what is withdrawn or handed back nobody has."""
    shares = Assignment.objects.filter(obligation__in=[row.pk for row in rows]).exclude(phase=Phase.CLOSED)
    return set(shares.values_list("obligation_id", flat=True))
