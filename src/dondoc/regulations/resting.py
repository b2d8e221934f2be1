"""Ngày nghỉ nơi đóng — by whose days off a unit is reminded, and until when a rest lasts. Plain values only.

Counting due days still asks the office's calendar alone: which one holds for a unit abroad no rule has said yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.regulations.workdays import SATURDAY, WorkCalendar

LONGEST = 60  # days of rest in a row; a year off is a mistake in the data, not a rest
Where = tuple[bool, str, str]  # is it abroad, its region, its country where that may be held


class Basis(models.TextChoices):
    """Theo lịch nào — the office's at home; abroad the place's, as far as it is told."""

    OFFICE = "OFFICE", _("lịch cơ quan")
    PLACE = "PLACE", _("ngày nghỉ nơi đơn vị đóng")
    NO_FEASTS = "NO_FEASTS", _("ngày nghỉ hằng tuần nơi đơn vị đóng, chưa ghi ngày lễ")
    UNKNOWN = "UNKNOWN", _("chưa ghi ngày nghỉ nơi đơn vị đóng")


@dataclass(frozen=True, slots=True)
class Week:
    """Ngày nghỉ hằng tuần từ một ngày — and the days told of it: True is off, False is worked."""

    from_on: date
    weekdays: frozenset[int]
    told: Mapping[date, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Nơi đóng của một đơn vị — at home (`is_abroad` False), abroad with its week, or abroad and unknown (`week` None)."""

    office: WorkCalendar
    is_abroad: bool = False
    week: Week | None = None

    def basis(self, year: int) -> Basis:
        """A place without one feast told of a year is one whose feasts nobody has entered yet."""
        if not self.is_abroad:
            return Basis.OFFICE
        if self.week is None:
            return Basis.UNKNOWN
        told = any(day.year == year and is_off for day, is_off in self.week.told.items())
        return Basis.PLACE if told else Basis.NO_FEASTS

    def is_off(self, day: date) -> bool:
        """Ngày nghỉ — of an unknown place by the office's calendar, which every page says."""
        if self.week is not None:
            return self.week.told.get(day, day.weekday() in self.week.weekdays)
        return not self.office.is_working(day) if self.office.covers(day) else day.weekday() >= SATURDAY

    def rest_until(self, day: date) -> date:
        """Ngày cuối của đợt nghỉ ngay sau — the day itself where the next one is worked."""
        last = day
        while (last - day).days < LONGEST and self.is_off(last + timedelta(days=1)):
            last += timedelta(days=1)
        return last


def came_on(history: Sequence[tuple[date, Where]], day: date) -> date | None:
    """Đến nơi này từ ngày nào — the first day of the last run of one place up to a day; rows are in order of their days."""
    since: date | None = None
    at: Where | None = None
    for from_on, where in history:
        if from_on > day:
            break
        if where != at:
            since, at = from_on, where
    return since


def in_force(weeks: Sequence[Week], since: date | None, day: date) -> Week | None:
    """Ngày nghỉ đang áp dụng — the last told of this place; what was told of the place before is not this one's."""
    ours = [week for week in weeks if week.from_on <= day and (since is None or week.from_on >= since)]
    return max(ours, key=lambda week: week.from_on, default=None)
