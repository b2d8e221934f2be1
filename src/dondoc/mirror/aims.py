"""Chỉ tiêu — how the targets of the unit's own programmes stand on D, as the room `programmes` judges them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dondoc.mirror import rules
from dondoc.mirror.rules import Found, Point
from dondoc.mirror.scope import Scope
from dondoc.programmes.models import Item
from dondoc.programmes.queries import Line, running, scores
from dondoc.programmes.words import Judgement
from dondoc.shared.actor import Actor

GOOD = (Judgement.MET, Judgement.ON_TRACK)
SIDES = {"hit": GOOD, "rest": (Judgement.BEHIND, Judgement.MISSED), "unknown": (Judgement.UNKNOWN,)}
SIDES["all"] = (*GOOD, *SIDES["rest"])


def targets(actor: Actor, scope: Scope) -> list[Line]:
    """Từng chỉ tiêu — of the programmes of this unit that run in the period; units below are seen in their own mirror."""
    if scope.part == "below" or scope.level:
        return []
    rows = running(actor, scope.unit, scope.day, scope.known_by)
    rows = rows.filter(until_on__gte=scope.first) if scope.first else rows
    rows = rows.filter(paper=scope.paper) if scope.paper else rows
    held = list(rows.order_by("-until_on", "-id"))
    found = scores(held, scope.day, scope.known_by)
    return [line for row in held for line in found[row.pk].lines]


def trend(actor: Actor, scope: Scope) -> tuple[Point, ...]:
    """Tám quý — the targets of the programmes that ran in each, as they stood when it ended, by data entered until T."""
    ends = [first - timedelta(days=1) for first in scope.quarters[1:]] + [scope.day]
    found = [targets(actor, replace(scope, day=day, period="quarter")) for day in ends]
    return tuple(rules.point(n, *_counted(lines)) for n, lines in enumerate(found, 1))


def reached(found: Sequence[Line]) -> Found:
    """Đạt hoặc đúng tiến độ — of those that can be judged; those that do not apply are in no figure."""
    hits, whole = _counted(found)
    unknown = sum(line.judgement in SIDES["unknown"] for line in found)
    return Found("C1", rules.percent(hits, whole), hits, whole, unknown)


def _counted(found: Sequence[Line]) -> tuple[int, int]:
    return sum(line.judgement in GOOD for line in found), sum(line.judgement in SIDES["all"] for line in found)


def listed(found: Sequence[Line], side: str) -> list[Item]:
    return [line.item for line in found if line.judgement in SIDES[side]]
