"""Chỉ tiêu — how the targets of the unit's own programmes stand on D, as the room `programmes` judges them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dondoc.mirror import rules
from dondoc.mirror.rules import Found, Point
from dondoc.mirror.scope import Scope
from dondoc.programmes.models import Item
from dondoc.programmes.queries import Line, begun, ran, scores_on
from dondoc.programmes.words import Judgement
from dondoc.shared.actor import Actor

GOOD = (Judgement.MET, Judgement.ON_TRACK)
SIDES = {"hit": GOOD, "rest": (Judgement.BEHIND, Judgement.MISSED), "unknown": (Judgement.UNKNOWN,)}
SIDES["all"] = (*GOOD, *SIDES["rest"])


def targets(actor: Actor, scope: Scope) -> list[Line]:
    """Từng chỉ tiêu — of the programmes of this unit that run in the period; units below are seen in their own mirror."""
    if scope.part == "below" or scope.level:
        return []
    return _targets(actor, scope, {scope.day: scope.first})[0]


def trend(actor: Actor, scope: Scope) -> tuple[Point, ...]:
    """Tám quý — the targets of the programmes that ran in each, as they stood when it ended, by data entered until T."""
    ends = [first - timedelta(days=1) for first in scope.quarters[1:]] + [scope.day]
    found = _targets(actor, scope, dict(zip(ends, scope.quarters, strict=True)))
    return tuple(rules.point(n, *_counted(lines)) for n, lines in enumerate(found, 1))


def _targets(actor: Actor, scope: Scope, ends: Mapping[date, date | None]) -> list[list[Line]]:
    """As they stood on each day, of the programmes that ran from its first day on; asked once for all of them."""
    rows = begun(actor, scope.unit, scope.day, scope.known_by)
    rows = rows.filter(paper=scope.paper) if scope.paper else rows
    held = list(rows)
    asked = {day: [row for row in held if ran(row, first, day, scope.known_by)] for day, first in ends.items()}
    found = scores_on(asked, scope.known_by)
    return [[line for row in asked[day] for line in found[day][row.pk].lines] for day in ends]


def reached(found: Sequence[Line]) -> Found:
    """Đạt hoặc đúng tiến độ — of those that can be judged; those that do not apply are in no figure."""
    hits, whole = _counted(found)
    unknown = sum(line.judgement in SIDES["unknown"] for line in found)
    return Found("C1", rules.percent(hits, whole), hits, whole, unknown)


def _counted(found: Sequence[Line]) -> tuple[int, int]:
    return sum(line.judgement in GOOD for line in found), sum(line.judgement in SIDES["all"] for line in found)


def listed(found: Sequence[Line], side: str) -> list[Item]:
    return [line.item for line in found if line.judgement in SIDES[side]]
