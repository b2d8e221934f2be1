"""Tính thường xuyên, từng đơn vị từng tháng — of the months in which a unit had work open, those with some act of it.

Pure functions. A month is a number: twelve times the year and the month of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from dondoc.mirror.rules import Found, quarter_on, ratio
from dondoc.mirror.scope import quarters


@dataclass(frozen=True, slots=True)
class Asked:
    """Được giao việc — a unit in one quarter: the first day it was given some, the last day any of that was open."""

    unit: int
    quarter: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Months:
    """Tháng của các đơn vị — by unit, and by month: how many with some act, of how many."""

    units: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    by_month: Mapping[date, tuple[int, int]] = field(default_factory=dict)
    busy: Collection[int] = ()  # units with some act, at any time
    days: Collection[date] = ()  # with some act of any unit

    @property
    def gaps(self) -> list[int]:
        """Đơn vị có tháng trống."""
        return [unit for unit, (kept, of) in self.units.items() if kept < of]


Span = tuple[date, date]


def spans(asked: Iterable[Asked], first: date | None) -> dict[int, Span]:
    """Từng đơn vị — from the day it was first given work to the last its work was open, both within the period."""
    found: dict[int, Span] = {}
    for one in asked:
        begun, ended = found.get(one.unit, (one.first, one.last))
        found[one.unit] = min(begun, one.first), max(ended, one.last)
    clipped = {unit: (max(begun, first or begun), ended) for unit, (begun, ended) in found.items()}
    return {unit: span for unit, span in clipped.items() if span[0] <= span[1]}


def months(held: Mapping[int, Span], acted: Iterable[tuple[int, str]]) -> Months:
    """From (unit, “2026-03-15”) pairs; of a unit its months are the bits of a number."""
    numbered = {unit: (_number(begun), _number(ended)) for unit, (begun, ended) in held.items()}
    kept, in_month, days = dict[int, int](), Counter[int](), set[str]()
    for unit, day in acted:
        days.add(day)
        month, (begun, ended), bits = _numbered(day), numbered.get(unit, (1, 0)), kept.get(unit, 0)
        bit = 1 << month - begun if begun <= month <= ended else 0
        if bit & ~bits:
            in_month[month] += 1
        kept[unit] = bits | bit
    return Months(
        {unit: (kept.get(unit, 0).bit_count(), ended - begun + 1) for unit, (begun, ended) in numbered.items()},
        {_first(month): (in_month[month], of) for month, of in _open(numbered.values())},
        kept.keys(), {date.fromisoformat(day) for day in days},
    )  # fmt: skip


def _open(numbered: Collection[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """How many units had work open, month by month."""
    begun, ended = Counter(first for first, _last in numbered), Counter(last for _first, last in numbered)
    n = 0
    for month in range(min(begun, default=0), max(ended, default=-1) + 1):
        n += begun[month]
        yield month, n
        n -= ended[month]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


@cache
def _numbered(day: str) -> int:
    return _number(date.fromisoformat(day))


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def regularity(found: Months, whole: Span | None, day: date) -> Found:
    """Thường xuyên — months of units with some act, of those in which they had work open; the longest stretch in which none had."""
    if whole is None:
        return Found("I6", None, 0, 0)
    firsts = quarters(day)
    rows = [(quarter_on(month, firsts), kept, of) for month, (kept, of) in found.by_month.items()]
    units = {"gaps": float(len(found.gaps))} if len(found.units) > 1 else {}
    return ratio("I6", rows, more={"gap": float(_longest(found.days, *whole)), **units})


def _longest(days: Collection[date], begun: date, ended: date) -> int:
    edges: Sequence[date] = [begun, *sorted({day for day in days if begun <= day <= ended}), ended]
    return max((b - a).days for a, b in pairwise(edges))
