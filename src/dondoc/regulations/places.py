"""Bảng ngày nghỉ nơi đóng — of units abroad: the days off of each week, and the feasts of the place, each with its source.

No country and no name of a feast is asked: where a unit stands is not read off this table.
"""

from __future__ import annotations

from django.db import models

from dondoc.access.rights import inside
from dondoc.regulations.grounded import OnGround, has_ground, withdrawn_with_reason
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit, sight


class PlaceWeekQuerySet(models.QuerySet["PlaceWeek"]):
    def visible_to(self, actor: Actor) -> PlaceWeekQuerySet:
        """Of the units one sees."""
        return self if actor.is_setup else self.filter(inside("unit__path", sight(actor)))

    def standing(self) -> PlaceWeekQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class PlaceWeek(OnGround):
    """Ngày nghỉ hằng tuần ở nơi đóng — of one unit from a day on; the feasts of the place hang on it.

    A unit that goes elsewhere leaves its rows behind: those from before it came are not asked (`resting`).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="place_weeks")
    from_on = models.DateField()
    days = models.CharField(max_length=6)  # of date.weekday(), in order: "56" is Saturday and Sunday

    objects = PlaceWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "from_on"], condition=models.Q(withdrawn_at__isnull=True),
                name="regulations_one_week_a_place_and_day",
            ),
            models.CheckConstraint(condition=~models.Q(days=""), name="regulations_week_with_a_day_off"),
            has_ground("regulations_week_on_a_ground"),
            withdrawn_with_reason("regulations_week_withdrawn_with_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit.listed}, {self.from_on:%d/%m/%Y}"

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(map(int, self.days))


class PlaceDayQuerySet(models.QuerySet["PlaceDay"]):
    def visible_to(self, actor: Actor) -> PlaceDayQuerySet:
        """Of the units one sees."""
        return self if actor.is_setup else self.filter(inside("week__unit__path", sight(actor)))

    def standing(self) -> PlaceDayQuerySet:
        return self.filter(withdrawn_at__isnull=True, week__withdrawn_at__isnull=True)


class PlaceDay(OnGround):
    """Ngày lễ ở nơi đóng — one day off there, or a day of rest that is worked."""

    week = models.ForeignKey(PlaceWeek, models.PROTECT, related_name="told")
    on = models.DateField()
    is_off = models.BooleanField()

    objects = PlaceDayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["week", "on"], condition=models.Q(withdrawn_at__isnull=True), name="regulations_one_place_day"
            ),
            has_ground("regulations_place_day_on_a_ground"),
            withdrawn_with_reason("regulations_place_day_withdrawn_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.week.unit.listed}, {self.on:%d/%m/%Y}"

    @property
    def unit(self) -> Unit:
        return self.week.unit
