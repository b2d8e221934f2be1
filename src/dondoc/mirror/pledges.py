"""Cam kết năm — handed in by the day of those who must, looked at again of those handed in; counted by cell, never by member.

Of a cell of few members nothing is counted, nor of one that told no number (pledging's own rule, and the office's).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from dondoc.mirror import rules
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows, inside, of_kind
from dondoc.mirror.studies import firsts
from dondoc.pledging.models import Season, Tally
from dondoc.pledging.queries import CELLS, SMALL, Until, due_on, happened
from dondoc.pledging.queries import counted as counted_of
from dondoc.pledging.queries import listed as in_list
from dondoc.pledging.rules import FEWEST, Line
from dondoc.pledging.words import Stage
from dondoc.regulations.figures import applied
from dondoc.regulations.queries import set_by_office
from dondoc.shared.actor import Actor
from dondoc.units.models import Placement, Tree, Unit

HANDED, REVIEWED = "I8", "I8.review"
YEAR_ENDS = 12, 31
NAMED = 1000  # so many are asked for one by one
YEARS = 4  # of a trend


@dataclass(frozen=True, slots=True)
class Cell:
    """Một chi bộ trong một năm — how many must, how many did; None where it is not told, or not to be told."""

    unit: int
    of: int | None = None
    done: int | None = None
    late: int = 0
    is_few: bool = False
    is_unsized: bool = False  # nothing tells how many members it has

    @property
    def is_told(self) -> bool:
        return self.of is not None and self.done is not None


def year_of(key: str, scope: Scope) -> int:
    """Năm nói đến — this year for handing in; for the review at its end, the last year whose day for it is over."""
    day = scope.day
    by = due_on(Stage.YEAR_END, day.year, scope.known_by) or date(day.year, *YEAR_ENDS)
    return day.year if key == HANDED or day > by else day.year - 1


def is_open(key: str, scope: Scope) -> bool:
    """Hạn của năm chưa qua — of the review the year shown is always over."""
    day = scope.day
    return key == HANDED and day <= (due_on(Stage.HANDED_IN, day.year, scope.known_by) or date(day.year, *YEAR_ENDS))


@dataclass(frozen=True, slots=True)
class Year:
    """Cam kết của các chi bộ trong phạm vi — every cell, those that keep a list or told a number; by year, what those of then add up to."""

    units: Any
    cells: Mapping[int, Cell]
    years: Mapping[int, tuple[int, int]]

    @property
    def told(self) -> list[Cell]:
        return [cell for cell in self.cells.values() if cell.is_told]

    def cell(self, unit: int) -> Cell:
        return self.cells.get(unit, Cell(unit))


def read(actor: Actor, scope: Scope) -> dict[str, Year]:
    """Từng chi bộ trong phạm vi, bốn năm — as on D, by data entered until T. Eight queries; of one paper alone there are none."""
    units = inside(_cells(actor, scope), scope, "pk")
    units = units.none() if scope.paper else units
    of_years = Season.objects.filter(year__gt=scope.day.year - YEARS, year__lte=scope.day.year)
    rows = of_years.visible_to(actor).filter(unit__in=units.order_by().values("pk"), at__lte=scope.known_by)
    seasons: list[Any] = [*rows.values_list("pk", "unit_id", "keeps_list", "year", named=True)]
    is_many = len(seasons) > NAMED  # then those years are read whole: to find these again takes longer
    among = of_years.values("pk") if is_many else [row.pk for row in seasons]
    until = Until(scope.day, scope.known_by)
    lines = counted_of(seasons, until, [Stage.HANDED_IN, Stage.YEAR_END], among=among)
    timely = _timely(among, {row.year for row in seasons}, until)
    told, fewest = _sizes(None if is_many else {row.unit_id for row in seasons}, scope), _fewest(scope)
    sizes = {row.pk: _size(told.get(row.unit_id, []), row.year) for row in seasons}

    def year(key: str, stages: tuple[str, str | None]) -> Year:
        last, found = year_of(key, scope), defaultdict[int, dict[int, Cell]](dict)
        for row in seasons:
            if row.year <= last:
                by_day = timely if key == HANDED else None
                found[row.year][row.unit_id] = _cell(row, lines[row.pk], stages, by_day, sizes[row.pk], fewest)
        return Year(units, found[last], {one: _added(cells) for one, cells in sorted(found.items())})

    return {HANDED: year(HANDED, (Stage.HANDED_IN, None)), REVIEWED: year(REVIEWED, (Stage.YEAR_END, Stage.HANDED_IN))}


def _added(cells: Mapping[int, Cell]) -> tuple[int, int]:
    told = [cell for cell in cells.values() if cell.is_told]
    return sum(cell.done or 0 for cell in told), sum(cell.of or 0 for cell in told)


def _cells(actor: Actor, scope: Scope) -> Rows:
    """Các chi bộ ngày ấy — by what each then was; one that ended since still stood."""
    day = scope.day
    stood = Placement.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day).values("unit")
    rows: Rows = Unit.objects.visible_to(actor).exclude(tree=Tree.OUTSIDE)
    return rows.filter(pk__in=of_kind(scope, *CELLS)).filter(pk__in=stood).order_by("path", "id")


def _fewest(scope: Scope) -> int:
    """Our own least, or what the office asks of every statistic."""
    least = applied(SMALL, on=scope.day, office=set_by_office(SMALL, scope.known_by))
    return max(FEWEST, int(least.amount) if least.is_known else 0)


Told = list[tuple[int, int]]  # the year of a session and how many members it told, the oldest first


def _sizes(units: Collection[int] | None, scope: Scope) -> dict[int, Told]:
    """Số đảng viên của chi bộ — as its sessions until D told it. One query."""
    rows = firsts(scope).filter(total__isnull=False).order_by("on", "id")
    rows = rows if units is None else rows.filter(meeting__unit__in=units)
    found: dict[int, Told] = {}
    for unit, on, total in rows.values_list("meeting__unit", "on", "total"):
        found.setdefault(unit, []).append((on.year, total or 0))
    return found


def _size(told: Told, year: int) -> int | None:
    """The least that is known of it from the beginning of that year, and of D: of a year in which a cell was small
    nothing is told however it has grown, nor of one that is small now. None where no session had told any by then."""
    before = [total for one, total in told if one < year][-1:]
    within = [total for one, total in told if one == year]
    return min([*before, *within, told[-1][1]]) if before or within else None


def _cell(
    row: Any, line: Line, stages: tuple[str, str | None], by_day: Timely | None, size: int | None, fewest: int
) -> Cell:
    """A list of few may be of a cell of many; a list of many is never of a cell of few."""
    if line.total is None:
        return Cell(line.unit_id)
    if max(line.total, size or 0) < fewest:
        return Cell(line.unit_id, is_few=size is not None, is_unsized=size is None)
    stage, whole = stages
    of, done = line.total if whole is None else line.of(whole), line.of(stage)
    in_time, late = by_day.of(row, done) if by_day else (done, 0)
    return Cell(line.unit_id, of, in_time, late)


@dataclass(frozen=True, slots=True)
class Timely:
    """Đúng hạn — of the years whose day is over: by season, lines handed in late; what cells without a list told until that day."""

    over: Collection[int]
    late: Mapping[int, int]
    told: Mapping[int, int]

    def of(self, row: Any, done: int | None) -> tuple[int | None, int]:
        """How many in time, how many late; a number told only after the day says nothing of it."""
        if done is None or row.year not in self.over:
            return done, 0
        in_time = done - self.late.get(row.pk, 0) if row.keeps_list else self.told.get(row.pk)
        in_time = None if in_time is None else min(in_time, done)  # who handed in and left since is of no total now
        return in_time, 0 if in_time is None else done - in_time


def _timely(among: Any, years: Collection[int], until: Until) -> Timely:
    """Nothing where the office has set no day. Two queries."""
    dues = {year: due for year in years if (due := due_on(Stage.HANDED_IN, year, until.known_by)) and due < until.day}
    if not dues:
        return Timely((), {}, {})
    after = reduce(or_, (Q(pledge__season__year=year, on__gt=due) for year, due in dues.items()))
    rows = happened(until).filter(after, pledge__in=in_list(until).values("pk"), pledge__season__in=among)
    late = Counter(rows.filter(stage=Stage.HANDED_IN).values_list("pledge__season", flat=True))
    before = reduce(or_, (Q(season__year=year, on__lte=due) for year, due in dues.items()))
    tallies = Tally.objects.filter(before, season__in=among, stage=Stage.HANDED_IN, at__lte=until.known_by)
    return Timely(dues, late, dict(tallies.order_by("on", "id").values_list("season", "n")))


def counted(key: str, year: Year) -> Found:
    """Cộng những chi bộ nói được — the others are as many as cannot be computed."""
    done, of = _added(year.cells)
    more = {"late": float(sum(cell.late for cell in year.told))}
    told = {one: added for one, added in year.years.items() if added[1]}
    points = tuple(rules.point(one, *added) for one, added in told.items())
    unknown = year.units.count() - len(year.told)
    return Found(key, rules.percent(done, of), done, of, unknown, points, more, years=tuple(told))


SIDES: Mapping[str, Callable[[Cell], bool]] = {
    "hit": lambda cell: bool(cell.done), "rest": lambda cell: (cell.done or 0) < (cell.of or 0), "all": lambda cell: bool(cell.of),
    "late": lambda cell: cell.late > 0,
}  # fmt: skip


def listed(year: Year, side: str) -> Any:
    """The cells behind a figure: those with some, those that lack some, late ones; those of which nothing is told."""
    if side == "unknown":
        return year.units.exclude(pk__in=[cell.unit for cell in year.told])
    return year.units.filter(pk__in=[cell.unit for cell in year.told if SIDES[side](cell)])
