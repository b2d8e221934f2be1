"""Nhiệm vụ, đột phá trong bảng đánh giá — each by the obligations it became, as of day D, by data entered until T.

They are no targets and stand in no "5/6": how far the work is, in the words that the targets use.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from dondoc.obligations.lifecycle import ObligationState
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.past import obligations_as_of, shares_as_of
from dondoc.obligations.queries import Standing
from dondoc.programmes.models import Carrying, Item
from dondoc.programmes.rules import Judged, Work, judge_work
from dondoc.programmes.words import Judgement
from dondoc.shared.calendar import day_ends_at


@dataclass(frozen=True, slots=True)
class Deed:
    """Một mục trong bảng — how its work stands, by which obligations (ids: who may not see one is not told of it)."""

    item: Item
    judged: Judged
    duties: tuple[int, ...] = ()

    @property
    def judgement(self) -> Judgement:
        return self.judged.judgement


def deeds(items: Sequence[Item], day: date, known_by: datetime) -> list[Deed]:
    """Từng mục — in the order told; a handful of queries, whatever the number of items."""
    carried = _carried(items, day, known_by)
    rows = Obligation.objects.filter(pk__in=set().union(*carried.values()))
    duties = {row.pk: row for row in obligations_as_of(rows, day, known_by)}
    shares = _shares(duties, day, known_by)
    return [
        _deed(item, [duties[pk] for pk in sorted(carried.get(item.pk, ())) if pk in duties], shares) for item in items
    ]


def _deed(item: Item, duties: Sequence[Obligation], shares: dict[int, list[tuple[Standing, bool]]]) -> Deed:
    works = [Work(row.state == ObligationState.ENDED, tuple(shares.get(row.pk, ()))) for row in duties]
    return Deed(item, judge_work(works), tuple(row.pk for row in duties))


def _carried(items: Sequence[Item], day: date, known_by: datetime) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = Carrying.objects.filter(linked_then(day, known_by), item__in=items)
    for item, duty in rows.values_list("item", "obligation"):
        found.setdefault(item, set()).add(duty)
    return found


def linked_then(day: date, known_by: datetime) -> models.Q:
    """Linked by T, and not unlinked by the end of D and of T."""
    then = min(day_ends_at(day), known_by)
    return (models.Q(ended_at__isnull=True) | models.Q(ended_at__gt=then)) & models.Q(at__lte=known_by)


def _shares(duties: Iterable[int], day: date, known_by: datetime) -> dict[int, list[tuple[Standing, bool]]]:
    """Each share as it stood; what was handed back or withdrawn is none."""
    found = shares_as_of(Assignment.objects.filter(obligation__in=list(duties)), day, known_by)
    return {duty: [one for one in shares if one[0] != Standing.CLOSED] for duty, shares in found.items()}
