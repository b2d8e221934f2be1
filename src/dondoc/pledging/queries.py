"""Tra cam kết — cells of a year with their counts, who has not handed in, by which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Count, Q, QuerySet

from dondoc.access.models import Person
from dondoc.access.rights import may
from dondoc.pledging import rules
from dondoc.pledging.models import KEEP, Happening, HappeningQuerySet, Pledge, PledgeQuerySet, Season, Tally
from dondoc.pledging.rules import Line
from dondoc.pledging.words import COUNTED, DUE, TOTAL, Stage
from dondoc.regulations.counting import Counted
from dondoc.regulations.figures import applied
from dondoc.regulations.queries import due, figure, set_by_office
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Kind, Unit, UnitQuerySet

CELLS = (Kind.CHI_BO, Kind.CHI_BO_TRUC_THUOC)
SMALL = "personal_data.small_group"  # what the office asks of every statistic; ours is never below our own


def cells(actor: Actor) -> UnitQuerySet:
    """Các chi bộ mình thấy, theo thứ tự của cây."""
    return Unit.objects.visible_to(actor).working().filter(kind__in=CELLS).order_by("path", "id")


@dataclass(frozen=True, slots=True)
class Until:
    """Tính đến cuối ngày D — by what was entered until T."""

    day: date
    known_by: datetime

    def still(self, ended: str) -> Q:
        """Entered by T, and not ended by then."""
        return Q(at__lte=self.known_by) & (Q(**{f"{ended}__isnull": True}) | Q(**{f"{ended}__gt": self.known_by}))

    @property
    def happened(self) -> Q:
        return Q(on__lte=self.day)


def lines(units: Sequence[Unit], year: int, actor: Actor, until: Until | None = None) -> list[Line]:
    """Mỗi chi bộ một dòng — as this reader may see it; now, or as of a day. Four queries, however many cells."""
    rows = Season.objects.filter(unit__in=units, year=year)
    seasons = {row.unit_id: row for row in (rows.filter(at__lte=until.known_by) if until else rows)}
    found, least = counted(list(seasons.values()), until), figure(SMALL, on=actor.today)
    fewest = least.amount if least.is_known else 0
    told = [_line(unit, seasons, found) for unit in units]
    return [
        row if may(actor, KEEP, unit) else rules.shown_above(row, fewest) for unit, row in zip(units, told, strict=True)
    ]


def _line(unit: Unit, seasons: dict[int, Season], found: dict[int, Line]) -> Line:
    season = seasons.get(unit.pk)
    return found[season.pk] if season else Line(unit.pk)


class Kept(Protocol):
    """Một chi bộ trong một năm — what of a season is needed to count it."""

    @property
    def pk(self) -> int: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def keeps_list(self) -> bool: ...


def counted(
    seasons: Iterable[Kept], until: Until | None = None, stages: Sequence[str] = COUNTED, *, among: Any = None
) -> dict[int, Line]:
    """Of those with a list, by the list; of the others, by what was told last; now, or as of a day. Three queries.

    `among` is a query that finds these seasons, and maybe more, where they are too many to be named one by one.
    """
    seasons = list(seasons)
    among = [row.pk for row in seasons] if among is None else among
    standing = listed(until).filter(season__in=among).order_by()
    totals = dict(standing.values_list("season").annotate(n=Count("pk")))
    done: dict[int, dict[str, int]] = defaultdict(dict)
    steps = happened(until).filter(pledge__in=standing.values("pk")).order_by()
    for season, stage, n in steps.values_list("pledge__season", "stage").annotate(n=Count("pledge", distinct=True)):
        done[season][stage] = n
    told: dict[int, dict[str, int]] = defaultdict(dict)
    tallies = Tally.objects.filter(season__in=among, stage__in=[TOTAL, *stages]).order_by("on", "id")
    tallies = tallies.filter(until.happened, at__lte=until.known_by) if until else tallies
    for season, stage, n in tallies.values_list("season", "stage", "n"):
        told[season][stage] = n
    return {row.pk: _counted(row, totals, done, told, stages) for row in seasons}


def listed(until: Until | None = None) -> PledgeQuerySet:
    """Trong danh sách — now, or as of a day."""
    return Pledge.objects.filter(until.still("taken_off_at")) if until else Pledge.objects.standing()


def happened(until: Until | None = None) -> HappeningQuerySet:
    """Các bước còn giá trị — now, or as of a day."""
    return Happening.objects.filter(until.still("struck_at"), until.happened) if until else Happening.objects.standing()


def _counted(
    row: Kept, totals: dict[int, int], done: dict[int, dict[str, int]], told: dict[int, dict[str, int]],
    stages: Sequence[str],
) -> Line:  # fmt: skip
    if row.keeps_list:
        counts = tuple([(stage, done[row.pk].get(stage, 0)) for stage in stages])
        return Line(row.unit_id, totals.get(row.pk, 0), counts, is_told=True)
    said = rules.known(told[row.pk])
    return Line(row.unit_id, said.get(TOTAL), tuple([(stage, said.get(stage)) for stage in stages]), is_told=True)


def due_on(stage: str, year: int, known_by: datetime | None = None) -> date | None:
    """Hạn — counted from the first day of the year by what the office set then (by what was entered until T); None where it set none."""
    key = DUE.get(Stage(stage))
    first = date(year, 1, 1)
    found = due(applied(key, on=first, office=set_by_office(key, known_by)), first) if key else None
    return found.day if isinstance(found, Counted) else None


def waiting_of(actor: Actor) -> PledgeQuerySet:
    """Của chính mình, chưa ghi nộp."""
    rows = Pledge.objects.visible_to(actor).standing().filter(person=actor.person_id or 0)
    return rows.exclude(pk__in=_reached(Stage.HANDED_IN))


def waiting_for_cell(actor: Actor, unit: Unit | None) -> PledgeQuerySet:
    """Đã nộp mà chi bộ chưa ghi nhận — of the cell whose list one keeps."""
    rows = Pledge.objects.visible_to(actor).standing()
    if unit is None or not may(actor, KEEP, unit):
        return rows.none()
    return rows.filter(season__unit=unit, pk__in=_reached(Stage.HANDED_IN)).exclude(pk__in=_reached(Stage.NOTED))


def _reached(stage: Stage) -> QuerySet[Any, Any]:
    """Ids of the pledges that have come to a stage."""
    return Happening.objects.standing().filter(stage=stage).values("pledge")


def may_be_listed(unit: Unit, day: date) -> list[Person]:
    """Ai có thể ghi vào danh sách — who holds a post of the cell that day; others are chosen by name."""
    held = Holding.objects.on(day).filter(post__unit=unit).values("person")
    return list(Person.objects.filter(pk__in=held).order_by("sort_key", "id"))
