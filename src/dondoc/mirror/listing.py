"""Các dòng của một con số — every list a figure opens, each by the room that counted it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from dondoc.mirror import (
    aims,
    cascades,
    inspections,
    own_plan,
    periods,
    planning,
    pledges,
    remedies,
    rules,
    studies,
    urges,
    visits,
)
from dondoc.mirror import shares as works
from dondoc.mirror.words import HEALTH, INDICATORS, NEWS_COMING, OWN, PARTS
from dondoc.programmes.models import Item
from dondoc.studying.models import Asking
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.mirror.queries import Mirror


def sides(key: str) -> Collection[str]:
    """Các danh sách của một con số."""
    of_a_level = ("level",) if key == "I3" else ()  # where the picture of the tree leads to it
    return ("hit", "rest", "all", "unknown", *PARTS.get(key, {}), *of_a_level)


def keys() -> Collection[str]:
    """Mọi con số mở được các dòng."""
    return (*HEALTH, *INDICATORS, *rules.CLASSES, *rules.BESIDE)


def listed(mirror: Mirror, key: str, side: str, month: date | None = None) -> works.Rows:
    """Các dòng của một con số — `hit`, `rest` or `unknown` of an indicator."""
    since = mirror.scope.since
    if side in OWN:
        return _own_plan(mirror, side)
    if key in rules.SORTS and side not in PARTS.get(key, {}):
        return works.listed(works.detailed(mirror.rows, mirror.scope), rules.SORTS[key], side, since)
    if key in ("I12", NEWS_COMING):
        return mirror.unopened(key) if side == "unknown" else periods.listed(mirror.coming(key), side, since)
    room = _rooms(mirror, key, side).get(key)
    return room() if room else _others(mirror, key, side, month)


def _rooms(mirror: Mirror, key: str, side: str) -> dict[str, Callable[[], works.Rows]]:
    """By figure, the room that lists its rows."""
    return {
        "I3": lambda: cascades.listed(mirror.rows, "hit" if side == "level" else side, mirror.scope.since),
        **dict.fromkeys(("Q1", "Q2"), lambda: _askings(mirror, key, side)),
        "Q3": lambda: studies.sessions_listed(mirror.sessions, side),
        "D1": lambda: urges.listed(mirror.urged, side),
        "C1": lambda: _aims(mirror, side),
        **dict.fromkeys((pledges.HANDED, pledges.REVIEWED), lambda: pledges.listed(mirror.pledged(key), side)),
        **dict.fromkeys(("I16", "I18"), lambda: remedies.listed(mirror.findings, mirror.repeated, key, side)),
        **dict.fromkeys(visits.KEYS, lambda: visits.listed(mirror.bodies, mirror.visits(key), side)),
        "I19": lambda: _lines(mirror, side),
        "I20": lambda: inspections.cases_listed(mirror.cases, mirror.dossiers, side),
    }


def _planned(mirror: Mirror, key: str, side: str) -> works.Rows:
    """Một việc cho mỗi kế hoạch; those of which none is asked, by their works."""
    if side == "unasked":
        return planning.unasked(mirror.given, mirror.plans)
    places = rules.plan_sides(mirror.plans.values(), mirror.scope.day, mirror.scope.moment)
    shown = ("hit", "rest") if side == "all" else (side,)
    return mirror.given.filter(pk__in=[work for one in shown for work in places.get((key, one), [])])


def _askings(mirror: Mirror, key: str, side: str) -> works.Rows:
    asked = [one.asking.pk for one in mirror.studies if studies.counts(one, key, side)]
    return Asking.objects.visible_to(mirror.actor).filter(pk__in=asked)


def _lines(mirror: Mirror, side: str) -> works.Rows:
    """Các dòng chương trình; their cases, where the figure counts those."""
    if side in inspections.LIMITS:
        return mirror.timed.filter(pk__in=inspections.timed(mirror.times, side))
    return inspections.lines_listed(mirror.planned, side)


def _aims(mirror: Mirror, side: str) -> works.Rows:
    found = [item.pk for item in aims.listed(mirror.targets, side)]
    return Item.objects.visible_to(mirror.actor).filter(pk__in=found).with_decisions()


def _others(mirror: Mirror, key: str, side: str, month: date | None) -> works.Rows:
    has_hit = side == "hit"
    if key in ("I1", rules.OVER):
        return _planned(mirror, key, side)
    if key in rules.CLASSES + rules.BESIDE:
        return mirror.given.filter(klass=key)
    if (key, side) == ("I4", "silent"):
        return mirror.silent
    if key == "I21.due":
        has_day = Q(due_then__isnull=False) | Q(klass=rules.RECURRING)
        return mirror.given if side == "all" else mirror.given.filter(has_day if has_hit else ~has_day)
    if key == "I21.owner":
        duties_ = mirror.duties.filter(made_q__gte=mirror.scope.since)
        return duties_ if side == "all" else duties_.filter(has_owner=has_hit)
    if key == "I5":
        busy = mirror.base.filter(works.acted(mirror.scope)).order_by().values("unit_then")
        rows = mirror.given if side == "all" else mirror.given.filter(unit_then__in=busy)
        return rows if side in ("all", "hit") else mirror.given.exclude(unit_then__in=busy)
    if month:
        return mirror.rows.filter(works.acted(mirror.scope, Q(on__year=month.year, on__month=month.month)))
    return Unit.objects.filter(pk__in=[unit for unit, found in mirror.months.units.items() if _is_on(side, *found)])


def _own_plan(mirror: Mirror, side: str) -> works.Rows:
    items = {
        "plan": [one.item for one in mirror.own_due], "plan_due": own_plan.compared(mirror.own_due),
        "plan_late": own_plan.late(mirror.own_due, mirror.scope),
    }[side]  # fmt: skip
    return own_plan.listed(mirror.actor, items)


def _is_on(side: str, kept: int, of: int) -> bool:
    """Months of a unit: some kept, some not, all of them."""
    return side == "all" or (kept > 0 if side == "hit" else kept < of)
