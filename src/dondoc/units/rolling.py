"""Cộng theo cây — people, posts and work of a unit with all below it; a person with two posts is counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models.functions import Length

from dondoc.units.models import STEP, HoldingQuerySet, Placement, PostQuerySet, Unit
from dondoc.units.queries import named_on

DRAWN = 100  # units of one picture: some 60 KB of page


@dataclass(slots=True)
class Branch:
    """Một nhánh — a unit as it stood, what is counted of it and below, and its branches that are drawn."""

    unit: Unit
    path: str
    people: int = 0
    posts: int = 0
    work: int | None = None  # None: not to be seen
    below: int = 0  # units
    branches: list[Branch] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        """Units below that this picture leaves out."""
        return self.below - sum(1 + branch.below for branch in self.branches)


def standing(seen: models.QuerySet[Unit], day: date) -> models.QuerySet[Placement]:
    """The places of the units seen on a day."""
    lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
    return Placement.objects.filter(lasting, from_on__lte=day, unit__in=seen.values("pk"))


def drawn(places: models.QuerySet[Placement], root: str) -> list[Placement]:
    """The levels of a tree that fit in one picture, from the top; at least two of them."""
    inside = places.filter(path__gte=root, path__lt=root[:-1] + "0") if root else places
    levels = (
        inside.annotate(n=Length("path")).order_by().values_list("n").annotate(count=models.Count("pk")).order_by("n")
    )
    total, last = 0, 0
    for place, (length, count) in enumerate(levels):
        total += count
        if total > DRAWN and place > 1:
            break
        last = length
    rows = inside.annotate(n=Length("path")).filter(n__lte=last).select_related("unit").order_by("path", "id")
    return list(rows[: DRAWN * 3])


def forest(rows: Iterable[Placement], day: date, past: bool) -> list[Branch]:
    """The units drawn, each under the nearest drawn above it."""
    held = {row.path: Branch(row.unit, row.path) for row in rows}
    if past:
        named_on(day, [branch.unit for branch in held.values()])
    tops: list[Branch] = []
    for path, branch in held.items():
        above = next(_above(path, held), None)
        (held[above].branches if above else tops).append(branch)
    return tops


def _above(path: str, held: dict[str, Any]) -> Iterator[str]:
    """The drawn paths above, nearest first."""
    return (path[:n] for n in range(len(path) - STEP, 0, -STEP) if path[:n] in held)


def count(
    tops: list[Branch], places: models.QuerySet[Placement], day: date, *, people: HoldingQuerySet, posts: PostQuerySet,
    work: dict[int, int], sees: Any,
) -> None:  # fmt: skip
    """Count into every branch what is of it and of all below, drawn or not. Four queries."""
    branches = dict(_flat(tops))
    paths: dict[int, str] = dict(places.values_list("unit", "path"))
    near = {unit: [p for p in (path, *_above(path, branches)) if p in branches] for unit, path in paths.items()}
    met: dict[str, set[int]] = {path: set() for path in branches}
    for unit, person in people.on(day).filter(post__in=posts.values("pk")).values_list("post__unit", "person"):
        for path in near.get(unit, ()):
            met[path].add(person)
    stand = posts.exclude(ended_on__lt=day).values_list("unit", flat=True)
    many, owed, units = (Counter(_spread(what, near)) for what in (Counter(stand), work, dict.fromkeys(paths, 1)))
    for path, branch in branches.items():
        branch.people, branch.posts, branch.below = len(met[path]), many[path], units[path] - 1
        branch.work = owed[path] if sees(branch.unit) else None


def _spread(counts: Any, near: dict[int, list[str]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for unit, n in counts.items():
        for path in near.get(unit, ()):
            found[path] += n
    return found


def _flat(tops: list[Branch]) -> Iterator[tuple[str, Branch]]:
    for branch in tops:
        yield branch.path, branch
        yield from _flat(branch.branches)
