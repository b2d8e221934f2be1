"""Cam kết năm — handed in of those who must, looked at again of those handed in; counted by cell, never by member.

Of a cell of few members nothing is counted, nor of one that told no number (pledging's own rule, and the office's).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from dondoc.mirror import rules
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import inside
from dondoc.pledging.models import Happening, Pledge, Season, Tally
from dondoc.pledging.queries import SMALL, cells, due_on
from dondoc.pledging.rules import FEWEST
from dondoc.pledging.words import Stage
from dondoc.regulations.queries import figure
from dondoc.shared.actor import Actor

HANDED, REVIEWED = "I8", "I8.review"
YEAR_ENDS = 12, 31


@dataclass(frozen=True, slots=True)
class Cell:
    """Một chi bộ trong một năm — how many must, how many did; None where it is not told, or not to be told."""

    unit: int
    of: int | None = None
    done: int | None = None
    late: int = 0
    is_few: bool = False

    @property
    def is_told(self) -> bool:
        return self.of is not None and self.done is not None


def year_of(key: str, day: date) -> int:
    """Năm nói đến — this year for handing in; for the review at its end, the last year whose day for it is over."""
    by = due_on(Stage.YEAR_END, day.year) or date(day.year, *YEAR_ENDS)
    return day.year if key == HANDED or day > by else day.year - 1


@dataclass(frozen=True, slots=True)
class Year:
    """Cam kết của các chi bộ trong phạm vi — every cell, and those that keep a list or told a number."""

    units: Any
    cells: Mapping[int, Cell]

    @property
    def told(self) -> list[Cell]:
        return [cell for cell in self.cells.values() if cell.is_told]

    def cell(self, unit: int) -> Cell:
        return self.cells.get(unit, Cell(unit))


def read(actor: Actor, scope: Scope, key: str) -> Year:
    """Từng chi bộ trong phạm vi — as on D, by data entered until T. Six queries; of one paper alone there are none."""
    units = inside(cells(actor), scope, "pk")
    units = units.none() if scope.paper else units
    year = year_of(key, scope.day)
    rows = Season.objects.visible_to(actor).filter(
        unit__in=units.order_by().values("pk"), year=year, at__lte=scope.known_by
    )
    seasons = {row.unit_id: row for row in rows}
    done, of, late = _counted(list(seasons.values()), scope, year)
    least = figure(SMALL, on=scope.day)
    fewest = max(FEWEST, int(least.amount) if least.is_known else 0)
    stages = (Stage.HANDED_IN, None) if key == HANDED else (Stage.YEAR_END, Stage.HANDED_IN)
    return Year(units, {unit: _cell(row, stages, done, of, late, fewest) for unit, row in seasons.items()})


def _cell(
    season: Season, stages: tuple[str, str | None], done: Mapping[tuple[int, str], int],
    of: Mapping[int, int | None], late: Mapping[int, int], fewest: int,
) -> Cell:  # fmt: skip
    unit, total = season.unit_id, of.get(season.pk)
    if total is None:
        return Cell(unit)
    if total < fewest:
        return Cell(unit, is_few=True)
    stage, whole = stages
    told_ = 0 if season.keeps_list else None
    of_ = total if whole is None else done.get((season.pk, whole), told_)
    return Cell(unit, of_, done.get((season.pk, stage), told_), late[season.pk] if whole is None else 0)


def _counted(
    seasons: list[Season], scope: Scope, year: int
) -> tuple[dict[tuple[int, str], int], dict[int, int | None], Counter[int]]:
    """(season, stage) → how many; season → of how many; season → how many after the day for it."""
    ids = [row.pk for row in seasons]
    alive = Pledge.objects.filter(_still("taken_off_at", scope), season__in=ids, at__lte=scope.known_by)
    of: dict[int, int | None] = {row.pk: 0 if row.keeps_list else row.total for row in seasons}
    of |= dict(alive.order_by().values_list("season").annotate(n=Count("pk")))
    steps = Happening.objects.filter(_still("struck_at", scope), pledge__in=alive.values("pk"), on__lte=scope.day)
    steps = steps.filter(at__lte=scope.known_by).order_by()
    by_stage = steps.values_list("pledge__season", "stage").annotate(n=Count("pledge", distinct=True))
    done = {(season, stage): n for season, stage, n in by_stage}
    done |= _tallied(ids, scope)
    by = due_on(Stage.HANDED_IN, year)
    late = steps.filter(stage=Stage.HANDED_IN, on__gt=by) if by else steps.none()
    return done, of, Counter(late.values_list("pledge__season", flat=True))


def _still(name: str, scope: Scope) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": scope.known_by})


def _tallied(seasons: list[int], scope: Scope) -> dict[tuple[int, str], int]:
    """The last count told of a cell that keeps no list here."""
    rows = Tally.objects.filter(season__in=seasons, on__lte=scope.day, at__lte=scope.known_by).order_by("on", "id")
    return {(season, stage): n for season, stage, n in rows.values_list("season", "stage", "n")}


def counted(key: str, year: Year) -> Found:
    """Cộng những chi bộ nói được — the others are as many as cannot be computed."""
    done, of = sum(cell.done or 0 for cell in year.told), sum(cell.of or 0 for cell in year.told)
    more = {"handed_late": float(sum(cell.late for cell in year.told))}
    return Found(key, rules.percent(done, of), done, of, year.units.count() - len(year.told), more=more)


def listed(year: Year, side: str) -> Any:
    """The cells behind a figure: those with some, those that lack some, those of which nothing is told."""
    told = {
        "hit": [cell.unit for cell in year.told if cell.done],
        "rest": [cell.unit for cell in year.told if (cell.done or 0) < (cell.of or 0)],
        "unknown": [cell.unit for cell in year.told],
    }[side]
    return year.units.exclude(pk__in=told) if side == "unknown" else year.units.filter(pk__in=told)
