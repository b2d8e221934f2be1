"""Lịch làm việc — which days are worked in Việt Nam: public holidays, moved days, and what an office corrected.

data/holidays.toml comes from a kept library (decision 0018), which computes Tết and Giỗ Tổ and knows most moved days;
what it lacks stands in data/calendar.toml, each with its paper.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

SATURDAY = 5


class OutOfCalendar(ValueError):
    """Ngoài lịch — a day in a year for which there is no calendar."""


@dataclass(frozen=True, slots=True)
class Change:
    """Một ngày được sửa — by act, with the paper that says so."""

    is_off: bool
    because: str
    is_notice: bool = False  # of the paper that tells the days off of the whole year


@dataclass(frozen=True, slots=True)
class National:
    """Lịch cả nước — days off and days worked at a weekend, each with its name; `told`: the last year whose notice is known."""

    version: str
    told: int
    off: Mapping[date, str]
    worked: Mapping[date, str]
    years: range


@dataclass(frozen=True, slots=True)
class Day:
    """Một ngày của lịch — worked or not, and why."""

    on: date
    is_working: bool
    why: str = ""
    is_changed: bool = False  # by the office

    @property
    def is_odd(self) -> bool:
        """Off between Monday and Friday, or worked at a weekend."""
        return self.is_working != (self.on.weekday() < SATURDAY)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Lịch làm việc của cơ quan — the nation's with the office's corrections."""

    changes: Mapping[date, Change] = field(default_factory=dict)

    def day(self, on: date) -> Day:
        """One day; raises OutOfCalendar."""
        known = national()
        if on.year not in known.years:
            raise OutOfCalendar(f"{on.year}")
        if on in self.changes:
            change = self.changes[on]
            return Day(on, not change.is_off, change.because, is_changed=True)
        if on in known.worked:
            return Day(on, True, known.worked[on])
        if on in known.off:
            return Day(on, False, known.off[on])
        return Day(on, on.weekday() < SATURDAY)

    def is_working(self, on: date) -> bool:
        return self.day(on).is_working

    def covers(self, on: date) -> bool:
        return on.year in national().years

    def days(self, first: date, last: date) -> list[Day]:
        """Every day of a span, both ends in it."""
        return [self.day(first + timedelta(days=n)) for n in range((last - first).days + 1)]

    def is_told(self, last: date) -> bool:
        """Whether the days off until then are known from the notice of each year; else they may still move.

        One day that an office moved for itself tells nothing of Tết: only a change that came with the notice does.
        """
        noticed = {day.year for day, change in self.changes.items() if change.is_notice}
        return all(year in noticed for year in range(national().told + 1, last.year + 1))

    def id_of(self, first: date, last: date) -> str:
        """What is stored: the data's version, and a digest of what is out of the ordinary within the span.

        The same id again means the same days were worked; another says that the calendar has changed since.
        """
        odd = " ".join(f"{day.on}{'+' if day.is_working else '-'}" for day in self.days(first, last) if day.is_odd)
        return f"VN-{national().version}-{hashlib.sha256(odd.encode()).hexdigest()[:8]}"


@cache
def national() -> National:
    """The nation's calendar, from the data."""
    found, more = _table("holidays"), _table("calendar")["moved"]
    off = {date.fromisoformat(day): name for day, name in found["off"].items()}
    worked = {date.fromisoformat(day): name for day, name in found["worked"].items()}
    for row in more:
        off[row["off"]] = f"nghỉ, làm bù ngày {row['work']:%d/%m/%Y} (văn bản {row['paper']})"
        worked[row["work"]] = f"làm bù cho ngày {row['off']:%d/%m/%Y} (văn bản {row['paper']})"
    told = max(found["told"], *(row["off"].year for row in more))
    return National(found["version"], told, off, worked, range(min(off).year, max(off).year + 1))


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dondoc.regulations") / "data" / f"{name}.toml").read_text("utf-8"))
