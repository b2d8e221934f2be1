"""Quán triệt, từng đơn vị — the same two shares as `studies`, unit by unit, for the median of a level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from dondoc.mirror import studies
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows
from dondoc.shared.actor import Actor
from dondoc.studying.models import MeetingPaper
from dondoc.studying.words import Way

Line = tuple[str, int, int, int]  # a figure, a unit, how many hit, of how many


def by_asker(actor: Actor, scope: Scope, askers: Rows, *, is_whole: bool) -> Iterator[tuple[int, list[Line]]]:
    """Of each unit that asks, what those it asked did. Some queries for each of them."""
    rows = studies.asked_by(actor, scope, askers)
    for (asker, _across), group in studies.groups(rows, actor, scope, is_whole=is_whole).items():
        yield asker, list(_lines(group, scope))


def _lines(group: studies.Group, scope: Scope) -> Iterable[Line]:
    held, in_time = _held(group, scope)
    told = studies.decided(group, scope).values_list("paper", "unit", "way", "over")
    left = {(paper, unit) for paper, unit, way, _over in told if way == Way.NONE}
    waits = {(paper, unit) for paper, unit, way, over in told if way != Way.NONE and over}
    units = list(group.units.values_list("unit", flat=True))
    for paper, one in group.found.items():
        for pair in ((paper, unit) for unit in units):
            is_held = pair in held
            if pair not in left:
                yield "Q1", pair[1], int(is_held), 1
            if one.is_passed is not None and (is_held or pair in waits):
                yield "Q2", pair[1], int(pair not in in_time), 1


def _held(group: studies.Group, scope: Scope) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """(paper, unit) that held it, and those in time."""
    first = studies.firsts(scope).filter(meeting=OuterRef("meeting"))
    rows = MeetingPaper.objects.filter(paper__in=list(group.found), meeting__unit__in=group.units)
    rows = rows.annotate(due=group.due).filter(Exists(first)).order_by()
    in_time = rows.filter(Exists(first.filter(on__lte=OuterRef("due")))).values_list("paper", "meeting__unit")
    there = studies.in_time_there(group, scope)
    return set(rows.values_list("paper", "meeting__unit")), {*in_time, *there}
