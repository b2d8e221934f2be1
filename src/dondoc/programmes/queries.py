"""Tra chương trình — each target with its figures and its judgement, as of day D, by data entered until T."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from dondoc.implementation.models import Evidence
from dondoc.journal.chain import canonical
from dondoc.obligations.models import Assignment, AssignmentQuerySet, Obligation
from dondoc.obligations.past import obligations_as_of, shares_as_of
from dondoc.obligations.queries import Standing, standings
from dondoc.programmes.deeds import Deed, deeds, linked_then
from dondoc.programmes.members import counted, named_then, owner_on, owners_of
from dondoc.programmes.models import Carrying, Exemption, Item, Programme, Value, Version
from dondoc.programmes.rules import Aim, Judged, Known, Part, Point, judge, level_said, roll_up, told
from dondoc.programmes.words import DEEDS, Across, Direction, ItemKind, Judgement, Way
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import day_ends_at, end_of
from dondoc.shared.profile import highest
from dondoc.units.models import Unit
from dondoc.units.queries import predecessors


class Figure(NamedTuple):
    """Một số liệu, để tính — what of a row is counted with."""

    pk: int
    item_id: int
    unit_id: int
    year: int | None
    on: date
    value: Decimal | None
    judgement: str


Figures = dict[int, list[Figure]]  # by unit
Below = dict[
    tuple[str, str, int, date], list[int]
]  # which units stood below: across what, of which kinds, named by which version, on which day


@dataclass(frozen=True, slots=True)
class Line:
    """Một chỉ tiêu trong bảng — its version in force, what is known of it, and how it stands."""

    item: Item
    version: Version
    aim: Aim
    known: Known
    judged: Judged
    then: Mapping[int, Aim | None] = field(default_factory=dict)  # of a yearly one: by which level each year is judged
    secrecy: str = ""  # the highest of the papers that changed it by then

    @property
    def judgement(self) -> Judgement:
        return self.judged.judgement

    @property
    def newest(self) -> str:
        """The newest figure in words; "" for none."""
        point = self.known.newest
        if point is None:
            return ""
        return str(Judgement(point.said).label) if point.said else told(point, self.aim.word)

    @property
    def asked(self) -> str:
        """Mức phải đạt, bằng chữ — of the end or of every year, and of single years where it states them."""
        return level_said(self.aim)


@dataclass(frozen=True, slots=True)
class Score:
    """Bảng đánh giá — the targets of a programme as of D by T; “5/6” is counted from these lines and opens them."""

    programme: Programme
    day: date
    known_by: datetime
    lines: tuple[Line, ...]
    deeds: tuple[Deed, ...] = ()

    @property
    def counts(self) -> dict[Judgement, int]:
        """Every judgement, also where none stands so."""
        return {name: sum(line.judgement == name for line in self.lines) for name in Judgement}

    @property
    def work_counts(self) -> dict[Judgement, int]:
        """The same of tasks and breakthroughs: those that stand so."""
        return {name: n for name in Judgement if (n := sum(deed.judgement == name for deed in self.deeds))}

    @property
    def met(self) -> int:
        return self.counts[Judgement.MET]

    @property
    def of(self) -> int:
        """Those that apply."""
        return len(self.lines) - self.counts[Judgement.NOT_APPLICABLE]

    @property
    def is_final(self) -> bool:
        """Whether the programme's last day is over."""
        return self.day >= self.programme.until_on

    @property
    def hash(self) -> str:
        """SHA-256 of the rows as canonical JSON."""
        plain: list[list[object]] = [
            [line.item.pk, line.version.pk, str(line.judgement), _plain(line.known)] for line in self.lines
        ]
        plain += [[deed.item.pk, str(deed.judgement), list(deed.duties)] for deed in self.deeds]
        return hashlib.sha256(canonical(plain).encode()).hexdigest()

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of the programme's paper and of the papers its targets rest on."""
        return highest([self.programme.secrecy, *(line.secrecy for line in self.lines)])


def _plain(known: Known) -> list[str]:
    points = [*sorted(known.years.items()), *([(0, known.latest)] if known.latest else [])]
    points += [(-1, known.due)] if known.due and known.due != known.latest else []
    return [f"{year} {p.on} {p.low} {p.high} {p.missing}/{p.of} {p.said}" for year, p in points]


def score(programme: Programme, day: date, known_by: datetime) -> Score:
    """Đánh giá các chỉ tiêu — of those entered by T and not withdrawn by then."""
    return scores([programme], day, known_by)[programme.pk]


def scores(programmes: Sequence[Programme], day: date, known_by: datetime) -> dict[int, Score]:
    """Của nhiều chương trình — by id."""
    return scores_on({day: programmes}, known_by)[day]


def scores_on(asked: Mapping[date, Sequence[Programme]], known_by: datetime) -> dict[date, dict[int, Score]]:
    """Vào nhiều ngày — by day, then by id; what is asked is asked once for all, but for what is gathered from units."""
    every = {row.pk: row for rows in asked.values() for row in rows}
    items = list(_entered(every.values(), known_by).filter(kind=ItemKind.TARGET))
    loaded, whose = _load(items, max(asked), known_by), owners_of(list(every.values()))
    below: dict[int, Below] = {pk: {} for pk in every}

    def one(row: Programme, day: date, then: _Loaded) -> Score:
        stood = [item for item in items if item.programme_id == row.pk and _stood(item, day, known_by)]
        asking = _Asking(row, day, then, whose[row.pk], below[row.pk])
        return Score(row, day, known_by, tuple(_lines(asking, stood)))

    found: dict[date, dict[int, Score]] = {}
    for day, rows in asked.items():
        then = loaded.on(day)
        found[day] = {row.pk: one(row, day, then) for row in rows}
    return found


def whole(programme: Programme, day: date, known_by: datetime) -> Score:
    """Bảng đánh giá cả chương trình — the targets, and beside them how the work on tasks and breakthroughs stands."""
    items = [item for item in items_then(programme, day, known_by) if item.kind in DEEDS]
    items.sort(key=lambda item: DEEDS.index(ItemKind(item.kind)))
    return replace(score(programme, day, known_by), deeds=tuple(deeds(items, day, known_by)))


def begun(actor: Actor, unit: Unit, day: date, known_by: datetime) -> models.QuerySet[Programme]:
    """Chương trình của đơn vị đã bắt đầu đến ngày D — those one sees, known by T; those withdrawn or over too. The latest first."""
    rows = Programme.objects.visible_to(actor).filter(unit=unit, at__lte=known_by, from_on__lte=day)
    return rows.order_by("-until_on", "-id")


def ran(row: Programme, first: date | None, day: date, known_by: datetime) -> bool:
    """Đã chạy trong thời gian ấy — begun by its last day, not withdrawn by the end of it, not over before its first."""
    if row.withdrawn_at and row.withdrawn_at <= end_of(day, known_by):
        return False
    return row.from_on <= day and (first is None or row.until_on >= first)


def items_then(programme: Programme, day: date, known_by: datetime) -> list[Item]:
    """Các mục đã ghi — those entered by the end of D and of T, and not withdrawn by then, in the order they were entered."""
    return [item for item in _entered([programme], known_by) if _stood(item, day, known_by)]


def _entered(programmes: Iterable[Programme], known_by: datetime) -> models.QuerySet[Item]:
    rows = Item.objects.filter(programme__in=list(programmes), at__lte=known_by)
    return rows.select_related("preparer").order_by("id")


def _stood(item: Item, day: date, known_by: datetime) -> bool:
    return item.withdrawn_at is None or item.withdrawn_at > min(day_ends_at(day), known_by)


def lines(programme: Programme, items: Sequence[Item], day: date, known_by: datetime) -> Iterable[Line]:
    """Từng chỉ tiêu — a fixed number of queries for those of the unit itself; some more for each that is gathered."""
    whose = owners_of([programme])[programme.pk]
    yield from _lines(_Asking(programme, day, _load(items, day, known_by).on(day), whose), items)


def _lines(asking: _Asking, items: Sequence[Item]) -> Iterable[Line]:
    for item in items:
        versions = asking.loaded.versions.get(item.pk)
        if versions:
            yield _line(asking, item, versions[-1])


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What was said of these targets on some day, by item."""

    versions: dict[int, list[Version]]  # the last is in force
    figures: dict[int, Figures]
    exempt: dict[int, list[Exemption]]


@dataclass(frozen=True, slots=True)
class _Until:
    """What was said of these targets until the last day asked, the oldest first."""

    versions: Sequence[Version]
    figures: Sequence[Figure]
    exempt: dict[int, list[Exemption]]  # whose days are looked at where they are asked

    def on(self, day: date) -> _Loaded:
        versions: dict[int, list[Version]] = {}
        for row in self.versions:
            if row.from_on <= day:
                versions.setdefault(row.item_id, []).append(row)
        return _Loaded(versions, _by_unit(row for row in self.figures if row.on <= day), self.exempt)


def _load(items: Sequence[Item], day: date, known_by: datetime) -> _Until:
    """Five queries."""
    versions = list(_versions(items, day, known_by))
    weights = {version.weigh_by_id for version in versions if version.weigh_by_id}
    figures = list(_figures({item.pk for item in items} | weights, day, known_by))
    return _Until(versions, figures, exemptions(items, day, known_by))


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is asked, of whom, and what was loaded for all; who stood below on a day is asked once."""

    programme: Programme
    day: date
    loaded: _Loaded
    owners: set[int] = field(default_factory=set)
    stood: Below = field(default_factory=dict)

    def there(self, version: Version, on: date) -> list[int]:
        """The ids of the units whose figures count on a day: those that stood below, without the exempt."""
        key = (version.across, version.kinds, version.pk if version.across == Across.NAMED else 0, on)
        if key not in self.stood:
            self.stood[key] = counted(owner_on(self.programme, on), version, on)
        left_out = {row.unit_id for row in self.exempt_then(version.item_id, on)}
        return [unit for unit in self.stood[key] if unit not in left_out]

    def exempt_then(self, item: int, on: date) -> list[Exemption]:
        return [
            row
            for row in self.loaded.exempt.get(item, [])
            if row.from_on <= on and (row.until_on is None or row.until_on >= on)
        ]

    def whole_exempt(self, item: int, on: date) -> Exemption | None:
        """By what the whole target did not apply on a day."""
        return next((row for row in self.exempt_then(item, on) if row.unit_id is None), None)

    def version_on(self, item: int, on: date) -> Version:
        """The version in force on a day; the first stands from the programme's own first day."""
        rows = self.loaded.versions[item]
        return next((row for row in reversed(rows) if row.from_on <= on), rows[0])

    def secrecy(self, item: int) -> str:
        """The highest of the papers of its versions, and of those by which it does not apply."""
        papers = [row.paper for row in self.loaded.versions[item]]
        papers += [row.paper for row in self.loaded.exempt.get(item, []) if row.from_on <= self.day]
        return highest(paper.secrecy for paper in papers)


def _line(asking: _Asking, item: Item, version: Version) -> Line:
    aim, programme, whole = version.aim(), asking.programme, asking.whole_exempt(item.pk, asking.day)
    known, then = _known(asking, item, version), _then(asking, item, aim)
    if whole is not None:
        why = _("%(why)s (theo %(paper)s)") % {"why": whole.reason, "paper": whole.paper.so_ky_hieu or whole.paper.kind}
        judged = Judged(Judgement.NOT_APPLICABLE, why)
    else:
        judged = judge(aim, known, asking.day, from_on=programme.from_on, until_on=programme.until_on, then=then)
    return Line(item, version, aim, known, judged, then, asking.secrecy(item.pk))


def _then(asking: _Asking, item: Item, aim: Aim) -> dict[int, Aim | None]:
    """Mức của từng năm — as in force on its last day, as far as it has come; None where the target did not apply then."""
    by_on, found = aim.by_on or asking.programme.until_on, {}
    for year in range(asking.programme.from_on.year, by_on.year + 1) if aim.is_yearly else ():
        on = min(date(year, 12, 31), by_on, asking.day)
        found[year] = None if asking.whole_exempt(item.pk, on) else asking.version_on(item.pk, on).aim()
    return found


def versions_then(items: Sequence[Item], day: date, known_by: datetime) -> dict[int, Version]:
    """Bản đang có hiệu lực — by item: the last that had begun by D, of those entered by T."""
    return {row.item_id: row for row in _versions(items, day, known_by)}


def version_on(item: Item, on: date, known_by: datetime) -> Version | None:
    """Bản có hiệu lực vào một ngày — the first stands from the programme's own first day; None of what is no target."""
    return versions_then([item], on, known_by).get(item.pk) or item.versions.order_by("from_on", "id").first()


def _versions(items: Sequence[Item], day: date, known_by: datetime) -> models.QuerySet[Version]:
    rows = Version.objects.filter(item__in=items, from_on__lte=day, at__lte=known_by)
    return rows.select_related("paper", "weigh_by").prefetch_related("years", "named").order_by("from_on", "id")


def _figures(items: Iterable[int], day: date, known_by: datetime) -> Iterable[Figure]:
    """Số liệu còn giá trị — the oldest day first."""
    rows = Value.objects.known_by(known_by).filter(item__in=set(items), on__lte=day)
    columns = ("pk", "item_id", "unit_id", "year", "on", "value", "judgement")
    return map(Figure._make, rows.order_by("on", "id").values_list(*columns))


def _by_unit(rows: Iterable[Figure]) -> dict[int, Figures]:
    """By item and unit."""
    found: dict[int, Figures] = {}
    for row in rows:
        found.setdefault(row.item_id, {}).setdefault(row.unit_id, []).append(row)
    return found


def exemptions(items: Sequence[Item], day: date, known_by: datetime) -> dict[int, list[Exemption]]:
    """Không áp dụng — by item, those that had begun by D, of those entered by T; without an end entered later."""
    found: dict[int, list[Exemption]] = {}
    rows = Exemption.objects.filter(item__in=items, from_on__lte=day, at__lte=known_by)
    for row in rows.select_related("paper", "unit").order_by("id"):
        if row.ended_at and row.ended_at > known_by:
            row.until_on, row.ended_because = None, ""
        found.setdefault(row.item_id, []).append(row)
    return found


def _known(asking: _Asking, item: Item, version: Version) -> Known:
    """Những gì đã biết — each year in the way of the version in force at its end, of the units that stood there then."""
    mine, day, until_on = asking.loaded.figures.get(item.pk, {}), asking.day, asking.programme.until_on
    last, by_on = min(day, until_on), version.by_on or until_on
    years: dict[int, Point] = {}
    for year in sorted({row.year for rows in mine.values() for row in rows if row.year is not None}):
        on = min(date(year, 12, 31), last)
        point = _whole(asking, asking.version_on(item.pk, on), mine, year, on)
        if point is not None:
            years[year] = point
    due = _as_of(asking, version, mine, by_on, by_on) if by_on <= day and not version.is_yearly else None
    return Known(years, _as_of(asking, version, mine, last, day), due)


def _whole(asking: _Asking, version: Version, mine: Figures, year: int, on: date) -> Point | None:
    """The figure of a whole year: its unit's own, or gathered."""
    if version.way == Way.DIRECT:
        own = [row for row in _own(asking, mine) if row.year == year]
        return _point(own[-1]) if own else None
    return _gathered(asking, version, {unit: _of_year(rows, year) for unit, rows in mine.items()}, on)


def _as_of(asking: _Asking, version: Version, mine: Figures, on: date, upto: date) -> Point | None:
    """The newest figure until a day; of what is gathered, of the year at hand."""
    if version.way == Way.DIRECT:
        own = [row for row in _own(asking, mine) if row.on <= upto]
        return _point(own[-1]) if own else None
    return _gathered(asking, version, {unit: _newest(rows, on.year, upto) for unit, rows in mine.items()}, on)


def _own(asking: _Asking, mine: Figures) -> list[Figure]:
    """Of the programme's unit, and of those whose it was; the oldest day first."""
    rows = [row for unit in asking.owners for row in mine.get(unit, [])]
    return sorted(rows, key=lambda row: (row.on, row.pk))


def _gathered(asking: _Asking, version: Version, said: Mapping[int, Figure | None], on: date) -> Point | None:
    """Rolled up over the units that stood below on a day."""
    weights = asking.loaded.figures.get(version.weigh_by_id or 0, {})
    parts = [_part(said.get(unit), weights.get(unit, []), on.year) for unit in asking.there(version, on)]
    return roll_up(version.aim(), parts)


def _point(row: Figure) -> Point:
    return Point(row.value, row.value, row.on, said=row.judgement)


def _part(row: Figure | None, weights: Sequence[Figure], year: int) -> Part:
    weight = _weight(weights, year)
    return Part(row.value, weight, row.on) if row else Part(None, weight)


def _newest(rows: Sequence[Figure], year: int, upto: date) -> Figure | None:
    return next((row for row in reversed(rows) if row.on.year == year and row.on <= upto), None)


def _of_year(rows: Sequence[Figure], year: int) -> Figure | None:
    return next((row for row in rows if row.year == year), None)


def _weight(rows: Sequence[Figure], year: int) -> Decimal | None:
    """The weight said for that year, else the last said before its end."""
    whole = _of_year(rows, year)
    before = [row for row in rows if row.on.year <= year]
    return whole.value if whole else before[-1].value if before else None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Một đơn vị trong bảng tổng hợp — its figures by year, those of the units it came from beside; exempt with a reason."""

    unit: Unit
    years: dict[int, Value]
    latest: Value | None
    before: tuple[tuple[Unit, Value], ...] = ()
    exempt: str = ""


def counted_in(programme: Programme, version: Version, day: date) -> list[int]:
    """Những đơn vị của bảng — the ids of those that count on a day, the exempt too."""
    return counted(owner_on(programme, day), version, day)


def by_unit(
    programme: Programme, item: Item, units: Sequence[int], actor: Actor, day: date, known_by: datetime
) -> list[UnitRow]:
    """Theo từng đơn vị — each with the past of those it came after; only figures one sees."""
    there, came_from = named_then(units, day), predecessors(units, day)
    near = {*units, *(was for before in came_from.values() for was in before)}
    seen = Value.objects.visible_to(actor).known_by(known_by).filter(item=item, unit__in=near, on__lte=day)
    rows: dict[int, list[Value]] = {}
    for row in seen.select_related("unit").order_by("on", "id"):
        rows.setdefault(row.unit_id, []).append(row)
    asking = _Asking(programme, day, _Loaded({}, {}, exemptions([item], day, known_by)))
    exempt = {row.unit_id: row.reason for row in asking.exempt_then(item.pk, day)}
    return [_unit_row(unit, rows, came_from.get(unit.pk, set()), exempt.get(unit.pk, "")) for unit in there]


def _unit_row(unit: Unit, rows: dict[int, list[Value]], came_from: set[int], exempt: str) -> UnitRow:
    own = rows.get(unit.pk, [])
    before = tuple((row.unit, row) for was in sorted(came_from) for row in rows.get(was, []))
    years = {row.year: row for row in own if row.year is not None}
    return UnitRow(unit, years, own[-1] if own else None, before, exempt)


Carried = dict[int, list[tuple[Carrying, Obligation, Mapping[Standing, int]]]]


def duties(items: Sequence[Item], actor: Actor, moment: datetime) -> Carried:
    """Nhiệm vụ của từng mục — those one sees, and how the shares of each stand, counted. Three queries."""
    rows = _links(items, actor, models.Q(ended_at__isnull=True))
    return _carried(rows, standings(_shares_of(rows, actor), moment))


def duties_then(items: Sequence[Item], actor: Actor, day: date, known_by: datetime) -> Carried:
    """The same at the end of a day, by what was entered until T: words, links and standings of then."""
    rows = _links(items, actor, linked_then(day, known_by))
    there = {row.pk for row in obligations_as_of([row.obligation for row in rows], day, known_by)}
    told = shares_as_of(_shares_of(rows, actor), day, known_by)
    counts = {duty: Counter(standing for standing, _has_due in shares) for duty, shares in told.items()}
    return _carried([row for row in rows if row.obligation_id in there], counts)


def _links(items: Sequence[Item], actor: Actor, stood: models.Q) -> list[Carrying]:
    rows = Carrying.objects.visible_to(actor).filter(stood, item__in=items)
    return list(rows.select_related("obligation").order_by("id"))


def _shares_of(rows: Sequence[Carrying], actor: Actor) -> AssignmentQuerySet:
    return Assignment.objects.visible_to(actor).filter(obligation__in=[row.obligation_id for row in rows])


def _carried(rows: Sequence[Carrying], counts: Mapping[int, Mapping[Standing, int]]) -> Carried:
    found: Carried = {}
    for row in rows:
        found.setdefault(row.item_id, []).append((row, row.obligation, counts.get(row.obligation_id, {})))
    return found


def may_be_weighed_by(programme: Programme) -> models.QuerySet[Item]:
    """Số liệu dùng làm trọng số — what is measured in this programme and gathered from units."""
    rows = Item.objects.standing().filter(programme=programme, kind__in=(ItemKind.FIGURE, ItemKind.TARGET))
    gathered = Version.objects.filter(item=models.OuterRef("pk")).exclude(way=Way.DIRECT)
    return rows.filter(models.Exists(gathered.exclude(direction=Direction.WORDS))).order_by("id")


def figures_by(evidence: Evidence, actor: Actor) -> tuple[list[Value], int]:
    """Số liệu một minh chứng chứng minh — of what one sees, and how many in all."""
    shown = list(Value.objects.visible_to(actor).filter(evidence=evidence).for_list().order_by("id"))
    return shown, Value.objects.filter(evidence=evidence).count()
