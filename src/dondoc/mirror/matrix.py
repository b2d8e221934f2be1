"""Nội dung × đơn vị — of one paper, who did something about which passage, with a proof or without; counted whole, shown by page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, Q

from dondoc.implementation.models import Proving
from dondoc.mirror import cascades
from dondoc.mirror import shares as works
from dondoc.mirror.queries import Mirror
from dondoc.obligations.models import Assignment, Obligation
from dondoc.units.models import Unit

PROVED, ACTED, NOTHING = "proved", "acted", "nothing"
STATES = (PROVED, ACTED, NOTHING)


@dataclass(frozen=True, slots=True)
class Cell:
    """Một ô — what a unit has to show for a passage; `share` is the work it opens."""

    state: str
    share: str


def passages(mirror: Mirror) -> list[Obligation]:
    """Các nội dung đã giao trong kỳ — in the order of the paper."""
    given = mirror.given.order_by().values("obligation")
    rows = Obligation.objects.visible_to(mirror.actor).filter(pk__in=given).select_related("paper", "unit")
    return sorted(rows, key=lambda row: (row.start is None, row.start or 0, row.pk))


def units(mirror: Mirror) -> works.Rows:
    """Các đơn vị được giao, trong kỳ."""
    given = mirror.given.order_by().values("unit_then")
    return Unit.objects.visible_to(mirror.actor).filter(pk__in=given).order_by("path", "id")


def cells(mirror: Mirror, shown: Collection[Unit]) -> dict[tuple[int, int], Cell]:
    """By unit and passage; what was given to a unit twice shows the better of the two. One query."""
    rows = _told(mirror).filter(unit_then__in=[unit.pk for unit in shown]).order_by("pk")
    found: dict[tuple[int, int], Cell] = {}
    for unit, duty, code, proved, acted in rows.values_list("unit_then", "obligation", "public_id", "proved", "acted"):
        cell = Cell(PROVED if proved else ACTED if acted else NOTHING, code)
        was = found.get((unit, duty))
        if was is None or STATES.index(cell.state) < STATES.index(was.state):
            found[unit, duty] = cell
    return found


def totals(mirror: Mirror) -> dict[int, tuple[int, int, int]]:
    """Của từng nội dung — shares with a proof, with any act, all. One query."""
    kept = Count("pk", filter=Q(proved=True)), Count("pk", filter=Q(acted=True))
    rows = _told(mirror).order_by().values("obligation").annotate(p=kept[0], a=kept[1], n=Count("pk"))
    return {row["obligation"]: (row["p"], row["a"], row["n"]) for row in rows}


def _told(mirror: Mirror) -> works.Rows:
    proof = Exists(works.standing(Proving, mirror.scope))
    return mirror.given.annotate(proved=works.yes(proof), acted=works.yes(works.acted(mirror.scope)))


def branches(mirror: Mirror, duty: Obligation, most: int) -> Sequence[Assignment]:
    """Cây giao một nội dung — its shares with the day their giver had them, from the top; one more than is drawn."""
    rows = cascades.started(mirror.rows.filter(obligation=duty)).select_related("unit", "obligation__paper")
    return list(rows.order_by("unit__path", "pk")[: most + 1])
