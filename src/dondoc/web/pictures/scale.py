"""Thước ngày — where a day falls between two edges of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Scale:
    """Thước — from the first day at `left` to the last at `right`; a day outside stands at the nearer edge."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        whole = (self.last - self.first).days or 1
        share = min(max((day - self.first).days / whole, 0), 1)
        return self.left + share * (self.right - self.left)
