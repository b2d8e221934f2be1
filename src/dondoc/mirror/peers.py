"""Trung vị của cấp — each share, over the units of the same kind in the tree that the reader sees; of fewer than five it is not told.

A unit of a level counts with all that stood below it, as its own mirror does; nobody is named, nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from dondoc.mirror import pledges, rules, studied, studies, urges, visits
from dondoc.mirror import shares as works
from dondoc.mirror.scope import AFTER, Scope
from dondoc.mirror.words import NEWS_COMING
from dondoc.units.models import STEP, Placement, Unit
from dondoc.units.queries import below_on, path_on, paths_within, stood_on, within_on

if TYPE_CHECKING:
    from dondoc.mirror.queries import Mirror

Row = tuple[int, int, int]  # a unit, how many hit, of how many


@dataclass(frozen=True, slots=True)
class Median:
    """Trung vị — its value, and of how many units that have one."""

    value: float
    of: int


@dataclass(frozen=True, slots=True)
class Peers:
    """Các đơn vị cùng cấp — by their place on D; `places` finds under which of them a unit stood."""

    paths: frozenset[str]
    stood: Mapping[int, str] = field(default_factory=dict)

    def places(self, unit: int) -> list[str]:
        """The units of the level that it is, or stood below: each counts with all below it, also where one stands below another."""
        path = self.stood.get(unit, "")
        steps = (path[:long] for long in range(len(path), 0, -STEP))
        return [step for step in steps if step in self.paths]

    def median(self, rows: Iterable[Row]) -> Median | None:
        """Of the shares of the units that have any row."""
        return added((place, hit, of) for unit, hit, of in rows for place in self.places(unit))


def added(rows: Iterable[tuple[str, int, int]]) -> Median | None:
    """Of the share of each place, all its rows together."""
    held: dict[str, list[int]] = {}
    for place, hit, of in rows:
        sums = held.setdefault(place, [0, 0])
        sums[0], sums[1] = sums[0] + hit, sums[1] + of
    return middle(rules.percent(hit, of) for hit, of in held.values())


def middle(values: Iterable[float | None]) -> Median | None:
    """Hidden where fewer than five have a value."""
    known = [value for value in values if value is not None]
    found = rules.middle(known)
    return None if found is None else Median(found, len(known))


def root_of(scope: Scope) -> Unit:
    """Gốc của cây đơn vị ấy đứng, vào ngày D."""
    path = path_on(scope.unit, scope.day)[:STEP]
    row = (
        Placement.objects.filter(path=path, from_on__lte=scope.day).select_related("unit").order_by("-from_on").first()
    )
    return row.unit if row else scope.unit


def peers(mirror: Mirror, root: Unit) -> Peers | None:
    """Cùng cấp, cùng cây, còn đứng vào ngày D, người xem được thấy; None where they are fewer than five."""
    scope = mirror.scope
    unit = Unit.objects.get(pk=scope.unit.pk)
    stood_on(scope.day, [unit])
    seen = Unit.objects.visible_to(mirror.actor).filter(pk__in=works.of_kind(scope, unit.kind))
    like = set(seen.filter(pk__in=below_on(root, scope.day)).exclude(pk=root.pk).values_list("pk", flat=True))
    if len(like) < rules.FEW:
        return None
    stood = paths_within(root, scope.day)
    return Peers(frozenset(stood[pk] for pk in like if pk in stood), stood)


def medians(mirror: Mirror, top: Callable[[Scope], Mirror]) -> dict[str, Median]:
    """By figure; `top` makes the mirror of the whole tree."""
    root = root_of(mirror.scope)
    found = peers(mirror, root) if root.pk != mirror.scope.unit.pk else None  # the root has no like
    if found is None:
        return {}
    whole = top(mirror.scope.over(root))
    told = {key: found.median(rows) for key, rows in _shares(whole).items()}
    told |= {key: added(rows) for key, rows in _studied(whole, found, root).items()}
    return {key: median for key, median in told.items() if median is not None}


def _shares(whole: Mirror) -> dict[str, list[Row]]:
    """(unit, hits, counted) of each share, by figure."""
    return _of_works(whole) | _of_rooms(whole) | _of_cases(whole)


def _of_works(whole: Mirror) -> dict[str, list[Row]]:
    since = whole.scope.since
    by_unit = works.by_unit(works.detailed(whole.rows, whole.scope))
    found = {key: [_row(unit, rules.share_of(like, sort, since)) for unit, like in by_unit.items()] for key, sort in rules.SORTS.items()}  # fmt: skip
    found["I21.due"] = [_row(unit, rules.dated(like, since)) for unit, like in by_unit.items()]
    found["I5"] = [
        (unit, int(unit in whole.months.busy), 1) for unit in {one.unit for one in whole.asked if one.quarter >= since}
    ]
    found["I6"] = [(unit, kept, of) for unit, (kept, of) in whole.months.units.items()]
    owned = whole.duties.filter(made_q__gte=since).order_by()
    unit = "unit" if whole.is_whole else "unit_then"
    found["I21.owner"] = [
        (pk, n if yes else 0, n) for pk, yes, n in owned.values_list(unit, "has_owner").annotate(n=Count("pk"))
    ]
    late = [
        (plan.unit, int(is_late), 1)
        for plan in whole.plans.values()
        if (is_late := plan.is_late(whole.scope.moment)) is not None
    ]
    return found | {rules.OVER: late}


def _row(unit: int, found: rules.Found) -> Row:
    return unit, found.numerator, found.denominator


def _of_rooms(whole: Mirror) -> dict[str, list[Row]]:
    held = {key: _on_time(whole, key) for key in ("I12", NEWS_COMING)}
    urged = whole.urged.filter(q__lt=AFTER, answered__in=(urges.IN_TIME, urges.LATE, urges.NEVER)).order_by()
    answers = urged.values_list("unit", "answered").annotate(n=Count("pk"))
    came = (
        whole.sessions.filter(studies.TOLD)
        .order_by()
        .values_list("meeting__unit")
        .annotate(n=Sum("came"), of=Sum("total"))
    )
    cells = {
        key: [(c.unit, c.done or 0, c.of or 0) for c in whole.pledged(key).told]
        for key in (pledges.HANDED, pledges.REVIEWED)
    }
    return {
        "Q3": list(came), "D1": [(unit, n if how == urges.IN_TIME else 0, n) for unit, how, n in answers], **held, **cells,
    }  # fmt: skip


def _on_time(whole: Mirror, key: str) -> list[Row]:
    rows = whole.owned(whole.coming(key)).filter(due_q__gte=whole.scope.since).order_by()
    counted = rows.values_list("owner", "is_late").annotate(n=Count("pk"))
    return [(unit, 0 if late else n, n) for unit, late, n in counted]


def _of_cases(whole: Mirror) -> dict[str, list[Row]]:
    findings = {
        pk: (unit, closed) for pk, unit, closed in whole.findings.order_by().values_list("pk", "unit_then", "is_closed")
    }
    again = [(findings[pk][0], int(one.is_again), 1) for pk, one in whole.repeated.items() if one.is_again is not None]
    bodies = dict(whole.bodies.order_by().values_list("pk", "unit_then"))
    seen = {key: [(bodies[pk], one.hit, one.of) for pk, one in whole.visits(key).items()] for key in visits.KEYS}
    lines = whole.planned.order_by().values_list("pk", "unit_then", "is_done", "is_due")
    cases = dict(whole.cases.order_by().values_list("pk", "unit_then"))
    return {
        "I16": [(unit, int(closed), 1) for unit, closed in findings.values()], "I18": again, **seen,
        "I19": [(unit, int(done), 1) for _pk, unit, done, due in lines if done or due],
        "I20": [(cases[pk], one.held, one.of) for pk, one in whole.dossiers.items()],
    }  # fmt: skip


def _studied(whole: Mirror, found: Peers, root: Unit) -> dict[str, list[tuple[str, int, int]]]:
    """Of what a unit is asked by itself and by those above it; what it asks of a part of those below is theirs."""
    rows: dict[str, list[tuple[str, int, int]]] = {"Q1": [], "Q2": []}
    askers = within_on(root, whole.scope.day)
    for asker, lines in studied.by_asker(whole.actor, whole.scope, askers, is_whole=whole.is_whole):
        above = found.stood[asker]
        for key, unit, hit, of in lines:
            rows[key] += [(place, hit, of) for place in found.places(unit) if place.startswith(above)]
    return rows
