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
from dondoc.obligations.past import as_of, obligations_as_of
from dondoc.obligations.queries import Standing, standing
from dondoc.programmes.models import Carrying, Item
from dondoc.programmes.rules import Judged, Work, judge_work
from dondoc.programmes.words import Judgement
from dondoc.shared.calendar import day_ends_at, end_of


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
    duties = {
        row.pk: row for row in obligations_as_of(Obligation.objects.filter(pk__in=set().union(*carried.values())), day)
    }
    shares = _shares(duties, day, known_by)
    return [
        _deed(item, [duties[pk] for pk in sorted(carried.get(item.pk, ())) if pk in duties], shares) for item in items
    ]


def _deed(item: Item, duties: Sequence[Obligation], shares: dict[int, list[tuple[Standing, bool]]]) -> Deed:
    works = [Work(row.state == ObligationState.ENDED, tuple(shares.get(row.pk, ()))) for row in duties]
    return Deed(item, judge_work(works), tuple(row.pk for row in duties))


def _carried(items: Sequence[Item], day: date, known_by: datetime) -> dict[int, set[int]]:
    """The obligations of each, linked by the end of D and of T and not unlinked by then."""
    then = min(day_ends_at(day), known_by)
    stood = models.Q(ended_at__isnull=True) | models.Q(ended_at__gt=then)
    found: dict[int, set[int]] = {}
    for item, duty in Carrying.objects.filter(stood, item__in=items, at__lte=known_by).values_list(
        "item", "obligation"
    ):
        found.setdefault(item, set()).add(duty)
    return found


def _shares(duties: Iterable[int], day: date, known_by: datetime) -> dict[int, list[tuple[Standing, bool]]]:
    """Each share as it stood, and whether it has a day; what was handed back or withdrawn is none."""
    rows = Assignment.objects.filter(obligation__in=list(duties))
    then, moment = as_of(rows, day, known_by), end_of(day, known_by)
    found: dict[int, list[tuple[Standing, bool]]] = {}
    for pk, duty, hours in rows.order_by("id").values_list("pk", "obligation", "unit__hours_from_hanoi"):
        if pk not in then:
            continue
        was = then[pk]
        said = standing(was.state, due_on=was.due_on, done_late=was.done_late, moment=moment, hours=float(hours))
        if said != Standing.CLOSED:
            found.setdefault(duty, []).append((said, was.due_on is not None))
    return found
