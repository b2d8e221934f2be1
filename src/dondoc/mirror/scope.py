"""Phạm vi soi — whose work, in which period, as of which day, by data entered until when; quarters by number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.shared.calendar import end_of
from dondoc.units.models import Unit

SHOWN = 8  # quarters of a trend
NONE, BEFORE, AFTER = -1, 0, SHOWN + 1  # no day; before the quarters shown; after the day looked at
PERIODS = ("", "year", "quarter")
PARTS = ("", "own", "below")


@dataclass(frozen=True, slots=True)
class Scope:
    """Phạm vi — a unit (with all below it, alone, or those below), a level, a paper, a period until D, by data until T."""

    unit: Unit
    day: date
    known_by: datetime
    part: str = ""
    period: str = ""
    paper: int | None = None  # of one paper alone
    level: str = ""  # units of one kind alone
    is_most: bool = False  # more units stand in it than outside: then those outside are left out instead
    is_still: bool = False  # no unit was moved since D, nor became another kind: each stood then where it stands now
    is_kept: bool = False  # nothing passed to another unit since D, nor by what was entered after T

    @property
    def moment(self) -> datetime:
        """The moment at which lateness is asked."""
        return end_of(self.day, self.known_by)

    @property
    def quarters(self) -> list[date]:
        """First days of the quarters shown, the oldest first: quarter n of the figures is the n-th of them."""
        return quarters(self.day)

    @property
    def since(self) -> int:
        """The first quarter of the period; BEFORE where everything counts."""
        return {"": BEFORE, "year": SHOWN - (self.day.month - 1) // 3, "quarter": SHOWN}[self.period]

    @property
    def first(self) -> date | None:
        """Từ ngày — the period's first day; None where everything counts."""
        return self.quarters[self.since - 1] if self.since else None

    def over(self, unit: Unit) -> Scope:
        """The same over a whole other unit."""
        return replace(self, unit=unit, part="")


def quarters(day: date) -> list[date]:
    """The eight quarters up to a day."""
    number = day.year * 4 + (day.month - 1) // 3
    return [date(n // 4, n % 4 * 3 + 1, 1) for n in range(number - SHOWN + 1, number + 1)]
