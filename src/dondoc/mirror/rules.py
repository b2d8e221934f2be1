"""Chỉ báo — each a pure function over plain rows: numerator, denominator, what cannot be computed, by quarter.

Unknown is neither nought nor late (inspection facts §4.3). A row counts in the quarter of its own event: the day it was
given, or the day it was due; a work without a due day in the quarter it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from statistics import median
from typing import Any

from dondoc.mirror.scope import AFTER, NONE, SHOWN
from dondoc.shared.calendar import is_late

IN_TIME, DONE_LATE, IN_TERM, OPEN_LATE = "in_time", "done_late", "in_term", "open_late"
UNCONFIRMED, UNDATED, DONE_UNDATED = "unconfirmed", "undated", "done_undated"
RECURRING = "recurring"  # still open, by a rule that repeats: its periods have days, and are judged as reports in time
CLASSES = (IN_TIME, DONE_LATE, IN_TERM, OPEN_LATE)  # those central reports use
APART = (UNCONFIRMED, UNDATED, DONE_UNDATED)  # counted beside them, in none of the four
BESIDE = (*APART, RECURRING)
SAID_DONE = (IN_TIME, DONE_LATE, DONE_UNDATED, UNCONFIRMED)
FEW = 5  # fewer units of a level are not told of in the middle; of a unit with fewer members no count of them is shown
NEWS, REPORT = "news", "report"  # what a work is to produce, by the first words of its product
PRODUCTS = {NEWS: ("thông tin", "bản tin", "tin bài", "thông cáo", "điểm báo"), REPORT: ("báo cáo",)}


@dataclass(frozen=True, slots=True)
class Shares:
    """Các việc giống nhau — so many shares of one class, given and due in the same quarters."""

    given: int
    due: int
    klass: str
    has_product: bool = False
    has_evidence: bool = False
    product: str = ""  # one of PRODUCTS
    n: int = 1


@dataclass(frozen=True, slots=True)
class Sort:
    """Cách đếm việc — by which day it falls in a quarter, which rows count, which of them hit, which cannot be said.

    Words of columns → values: read here over plain rows, and in `shares.py` as a condition of the query that opens them.
    """

    key: str
    by: str
    counted: Mapping[str, Collection[Any]]
    hit: Mapping[str, Collection[Any]]
    unknown: Mapping[str, Collection[Any]] | None = None
    hit_is_good: bool = True


LATE = Sort("I2", "due", {"klass": CLASSES}, {"klass": (DONE_LATE, OPEN_LATE)}, {"klass": APART}, hit_is_good=False)
CONFIRMED = Sort("I17", "given", {"klass": SAID_DONE}, {"klass": (UNCONFIRMED,)}, hit_is_good=False)
PRODUCT = Sort("I21.product", "given", {}, {"has_product": (True,)})
PROVED = Sort("I21.evidence", "given", {"klass": SAID_DONE}, {"has_evidence": (True,)})
CELLS = Sort("I4", "given", {}, {"has_evidence": (True,)})
OVER_BY_NOW = (IN_TIME, DONE_LATE, OPEN_LATE)
TOLD, HANDED_UP = (
    Sort(
        key, "due", {"klass": OVER_BY_NOW, "product": (product,)}, {"klass": (IN_TIME,)}, {"klass": APART, "product": (product,)}
    )
    for key, product in (("I11", NEWS), ("I12.once", REPORT))
)  # fmt: skip
SORTS = {sort.key: sort for sort in (LATE, CONFIRMED, PRODUCT, PROVED, CELLS, TOLD, HANDED_UP)}


@dataclass(frozen=True, slots=True)
class Point:
    """Một quý, một năm — of a trend; no value where nothing counts."""

    quarter: int
    numerator: int
    denominator: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """Kết quả một chỉ báo — its value (None: cannot be said), of what, and how many rows cannot be judged."""

    key: str
    value: float | None
    numerator: int
    denominator: int
    unknown: int = 0
    trend: tuple[Point, ...] = ()
    more: Mapping[str, float] = field(default_factory=dict)
    hit_is_good: bool = True
    years: tuple[int, ...] = ()  # what the points of the trend stand for, where they are no quarters
    is_open: bool = False  # its day is still to come: it tells how far things are, and is not judged

    @property
    def missed(self) -> int:
        """How many an inspector would write of."""
        return self.denominator - self.numerator if self.hit_is_good else self.numerator


def percent(numerator: int, denominator: int) -> float | None:
    return 100 * numerator / denominator if denominator else None


def quarter_of(row: Shares, by: str) -> int:
    """The quarter a row falls in: of its due day where that counts and is known."""
    return row.due if by == "due" and row.due != NONE else row.given


def fits(row: Shares, asked: Mapping[str, Collection[Any]]) -> bool:
    return all(getattr(row, name) in values for name, values in asked.items())


def share_of(rows: Iterable[Shares], sort: Sort, since: int) -> Found:
    """Tỷ lệ việc — of the rows that count, how many hit."""
    held = [(quarter_of(row, sort.by), row) for row in rows]
    held = [(q, row) for q, row in held if since <= q < AFTER]
    counted = [(q, row) for q, row in held if fits(row, sort.counted)]
    unknown = sum(row.n for _q, row in held if sort.unknown is not None and fits(row, sort.unknown))
    return ratio(sort.key, [(q, row.n if fits(row, sort.hit) else 0, row.n) for q, row in counted], unknown,
                 hit_is_good=sort.hit_is_good)  # fmt: skip


def ratio(
    key: str, rows: Sequence[tuple[int, int, int]], unknown: int = 0, *, hit_is_good: bool = True,
    more: Mapping[str, float] | None = None,
) -> Found:  # fmt: skip
    """From (quarter, hits, counted) rows: the whole, and each quarter."""
    hits, counted = sum(hit for _q, hit, _n in rows), sum(n for _q, _hit, n in rows)
    points = [_point(q, [row for row in rows if row[0] == q]) for q in range(1, SHOWN + 1)]
    return Found(key, percent(hits, counted), hits, counted, unknown, tuple(points), more or {}, hit_is_good)


def _point(quarter: int, rows: Sequence[tuple[int, int, int]]) -> Point:
    return point(quarter, sum(hit for _q, hit, _n in rows), sum(n for _q, _hit, n in rows))


def point(place: int, hits: int, counted: int) -> Point:
    return Point(place, hits, counted, percent(hits, counted))


def classes(rows: Iterable[Shares], since: int) -> dict[str, int]:
    """Bốn loại — and what is in none of them, of the works given in the period."""
    found = dict.fromkeys((*CLASSES, *BESIDE), 0)
    for row in rows:
        if since <= row.given < AFTER:
            found[row.klass] += row.n
    return found


def dated(rows: Iterable[Shares], since: int) -> Found:
    """Có hạn — works whose due day is known, whatever became of the work; and those whose every period has a day."""
    counted = [row for row in rows if since <= row.given < AFTER]
    return ratio(
        "I21.due", [(row.given, row.n if row.due != NONE or row.klass == RECURRING else 0, row.n) for row in counted]
    )


@dataclass(frozen=True, slots=True)
class Periods:
    """Các kỳ giống nhau — due on a day, reported on a day (None: not), late or not; `n` of them."""

    quarter: int
    due_on: date
    reported_on: date | None
    is_late: bool
    n: int = 1


def on_time(key: str, rows: Sequence[Periods], unopened: int, since: int) -> Found:
    """Các kỳ đúng hạn — of the periods reported or past their day; how late the late ones were, in the mean."""
    held = [row for row in rows if since <= row.quarter < AFTER]
    late = [((row.reported_on - row.due_on).days, row.n) for row in held if row.is_late and row.reported_on]
    many = sum(n for _days, n in late)
    more = {"delay": sum(days * n for days, n in late) / many} if many else {}
    return ratio(key, [(row.quarter, 0 if row.is_late else row.n, row.n) for row in held], unopened, more=more)


def units_covered(given: Sequence[tuple[int, int]], busy: Collection[int]) -> Found:
    """From (unit, quarter) pairs and the units with some act."""
    counts: dict[int, list[int]] = {}
    for unit, quarter in given:
        held = counts.setdefault(quarter, [0, 0])
        held[0] += unit in busy
        held[1] += 1
    obliged = {unit for unit, _q in given}
    return coverage([(q, hits, n) for q, (hits, n) in counts.items()], sum(u in busy for u in obliged), len(obliged))


def coverage(rows: Sequence[tuple[int, int, int]], acted: int, obliged: int) -> Found:
    """Đơn vị đã triển khai — units with some dated act, of those given work; a unit counts once in the period."""
    found = ratio("I5", rows)
    return Found("I5", percent(acted, obliged), acted, obliged, 0, found.trend)


@dataclass(frozen=True, slots=True)
class Plan:
    """Kế hoạch của một đơn vị theo một văn bản — when it was issued (None: still open), since when the days count, due when.

    `work` is a work by which it is shown; `has_no_day`: shown as evidence, its paper without a day.
    """

    quarter: int
    issued_on: date | None
    start_on: date | None
    is_fallback: bool = False
    due_on: date | None = None
    work: int = 0
    has_no_day: bool = False
    is_by_office: bool = False
    unit: int = 0
    hours: float = 0  # from Hà Nội to where it is made

    def by(self, above: date | None, days: Callable[[date], date | None]) -> Plan:
        """Hạn theo văn bản, theo kế hoạch cấp trên; else so many days as the office has set, from the day it was had."""
        due = self.due_on or above
        if due is not None or self.start_on is None:
            return replace(self, due_on=due)
        due = days(self.start_on)
        return replace(self, due_on=due, is_by_office=due is not None)

    def lag(self, day: date) -> int | None:
        """Độ trễ — until it was issued, else until D."""
        return None if self.start_on is None or self.has_no_day else ((self.issued_on or day) - self.start_on).days

    def is_late(self, moment: datetime) -> bool | None:
        """Ban hành sau hạn, hoặc quá hạn chưa ban hành; None where no day is known. One issued is of the day it bears."""
        if self.due_on is None or self.has_no_day:
            return None
        return self.issued_on > self.due_on if self.issued_on else is_late(self.due_on, moment, self.hours)


@dataclass(frozen=True, slots=True)
class Edge:
    """Các lượt giao giống nhau — so many days after the giver had it, at a depth of the tree; `whole` since receipt."""

    quarter: int
    days: int
    whole: int
    depth: int
    n: int = 1


def cascade_lag(edges: Sequence[Edge], since: int) -> Found:
    """Thời gian giao qua các cấp — days from having a work to giving it on, in the middle; the longest way down."""
    held = [edge for edge in edges if since <= edge.quarter < AFTER]
    known = [edge for edge in held if edge.days >= 0]
    n = sum(edge.n for edge in known)
    points = []
    for quarter in range(1, SHOWN + 1):
        of = [edge for edge in known if edge.quarter == quarter]
        many = sum(edge.n for edge in of)
        points.append(Point(quarter, many, many, weighted((edge.days, edge.n) for edge in of)))
    more = {"most": float(max(e.days for e in known)), "path": float(max(e.whole for e in known))} if known else {}
    value = weighted((edge.days, edge.n) for edge in known)
    return Found("I3", value, n, n, sum(edge.n for edge in held) - n, tuple(points), more)


@dataclass(frozen=True, slots=True)
class Level:
    """Một cấp — how many times work was given to it, and how long that took."""

    depth: int
    n: int
    middle: float
    most: int


def levels(edges: Sequence[Edge], since: int) -> list[Level]:
    """Theo cấp — from the highest down."""
    known = [edge for edge in edges if since <= edge.quarter < AFTER and edge.days >= 0]
    found = []
    for depth in sorted({edge.depth for edge in known}):
        of = [edge for edge in known if edge.depth == depth]
        middle = weighted((edge.days, edge.n) for edge in of)
        found.append(Level(depth, sum(e.n for e in of), middle or 0.0, max(e.days for e in of)))
    return found


def weighted(values: Iterable[tuple[int, int]]) -> float | None:
    """Trung vị — of values that each stand for many; None of none."""
    held = sorted(values)
    total = sum(n for _value, n in held)
    if not total:
        return None
    return (_at(held, (total - 1) // 2) + _at(held, total // 2)) / 2


def _at(held: Sequence[tuple[int, int]], place: int) -> int:
    for value, n in held:
        if place < n:
            return value
        place -= n
    raise IndexError(place)


OVER = "I2.plan"  # plans that came late, or did not come


def plan_lag(plans: Sequence[Plan], day: date, pairs: int) -> Found:
    """Độ trễ kế hoạch — days from receipt to the plan, of one still open until D, in the middle; issued of those to be made.

    Of the other `pairs` of paper and unit nothing says that a plan is to be made.
    """
    known = [(plan, lag) for plan in plans if (lag := plan.lag(day)) is not None]
    issued = [lag for plan, lag in known if plan.issued_on]
    open_ = [lag for plan, lag in known if not plan.issued_on]
    points = [_lags(n, [(plan, lag) for plan, lag in known if plan.quarter == n]) for n in range(1, SHOWN + 1)]
    more = {"most": float(max(issued))} if issued else {}
    more |= {"oldest": float(max(open_))} if open_ else {}
    more |= {"fallback": float(sum(plan.is_fallback for plan, _lag in known)), "unasked": float(pairs - len(plans))}
    value = float(median(lag for _plan, lag in known)) if known else None
    return Found("I1", value, len(issued), len(known), len(plans) - len(known), tuple(points), more)


def _lags(quarter: int, plans: Sequence[tuple[Plan, int]]) -> Point:
    issued = sum(plan.issued_on is not None for plan, _lag in plans)
    return Point(quarter, issued, len(plans), float(median(lag for _plan, lag in plans)) if plans else None)


def plans_late(plans: Sequence[Plan], moment: datetime) -> Found:
    """Kế hoạch muộn — of those whose day is known (I2 of the catalogue)."""
    told = [(plan.quarter, over, plan) for plan in plans if (over := plan.is_late(moment)) is not None]
    late = [plan for _q, over, plan in told if over]
    issued = sum(plan.issued_on is not None for plan in late)
    more = {"issued_late": float(issued), "not_issued": float(len(late) - issued)}
    more |= {"by_office": float(sum(plan.is_by_office for plan in late))}
    rows = [(quarter, int(over), 1) for quarter, over, _plan in told]
    return ratio(OVER, rows, len(plans) - len(told), hit_is_good=False, more=more)


def plan_sides(plans: Iterable[Plan], day: date, moment: datetime) -> dict[tuple[str, str], list[int]]:
    """Kế hoạch của mỗi con số — by figure and side, the works by which they are shown."""
    found: dict[tuple[str, str], list[int]] = {}
    held = list(plans)
    issued = max((plan.lag(day) or 0 for plan in held if plan.issued_on), default=0)
    open_ = max((plan.lag(day) or 0 for plan in held if not plan.issued_on), default=0)
    for plan in held:
        for place in (*_of_late(plan, moment), *_of_lag(plan, day, issued, open_)):
            found.setdefault(place, []).append(plan.work)
    return found


def _of_late(plan: Plan, moment: datetime) -> Iterable[tuple[str, str]]:
    over = plan.is_late(moment)
    yield OVER, {True: "hit", False: "rest", None: "unknown"}[over]
    if over:
        yield OVER, "issued_late" if plan.issued_on else "not_issued"


def _of_lag(plan: Plan, day: date, most: int, oldest: int) -> Iterable[tuple[str, str]]:
    lag = plan.lag(day)
    yield "I1", "unknown" if lag is None else "hit" if plan.issued_on else "rest"
    if lag is not None:
        if plan.is_fallback:
            yield "I1", "fallback"
        if lag == (most if plan.issued_on else oldest):
            yield "I1", "most" if plan.issued_on else "oldest"


def quarter_on(day: date, firsts: Sequence[date]) -> int:
    """The number of the quarter a day falls in, BEFORE those shown being 0."""
    return sum(first <= day for first in firsts)


def middle(values: Iterable[float | None]) -> float | None:
    """Trung vị của cấp — of the units of a level that have a value; None where they are few."""
    known = [value for value in values if value is not None]
    return float(median(known)) if len(known) >= FEW else None


def first_three(findings: Sequence[Found], is_over: Callable[[Found], bool | None]) -> list[Found]:
    """Ba điều — what is beyond its threshold first; then the largest share missed; what rests on few rows comes after.

    No unit is compared with another: a share is of the unit's own rows. Nothing where all is well.
    """
    told = [(found, is_over(found) is True) for found in findings]
    held = [(found, over) for found, over in told if found.denominator and (found.missed or over)]
    return [found for found, _over in sorted(held, key=lambda pair: _weight(*pair))][:3]


def _weight(found: Found, over: bool) -> tuple[bool, bool, float]:
    is_thin = found.denominator < FEW or found.unknown > found.denominator
    return not over, is_thin, -found.missed / found.denominator
