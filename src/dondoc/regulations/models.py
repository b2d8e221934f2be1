"""Bảng quy định — what an office set where a rule is open, and the days it corrected. Rules themselves are data files."""

from __future__ import annotations

from typing import Any

from django.db import models

from dondoc.regulations import places  # noqa: F401 - its tables are this room's
from dondoc.regulations.figures import Office
from dondoc.regulations.grounded import OnGround, has_ground, withdrawn_with_reason
from dondoc.regulations.rulesets import book
from dondoc.regulations.words import Unit
from dondoc.shared.actor import Actor


class ForAll(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> ForAll:
        """Rules bind the whole house: whoever signed in sees them."""
        return self


class Grounded(OnGround):
    """Có căn cứ, cho cả nhà — what binds everyone here, on its ground."""

    objects = ForAll.as_manager()

    class Meta:
        abstract = True


class OfficeFigure(Grounded):
    """Số cơ quan đặt — for what one rule leaves open (`given`), from a day; a later one stands from its own day on."""

    key = models.CharField(max_length=60)
    level = models.CharField(max_length=20, blank=True)
    given = models.CharField(max_length=150)  # rulesets.Given.id
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)  # words.Unit
    cap = models.PositiveIntegerField(null=True)
    from_on = models.DateField()
    withdrawn_from = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["given", "from_on"], condition=models.Q(withdrawn_at__isnull=True),
                name="regulations_set_once_a_day",
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=1), name="regulations_set_above_zero"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_from__isnull=True, withdrawn_at__isnull=True)
                | models.Q(withdrawn_from__gte=models.F("from_on"), withdrawn_at__isnull=False),
                name="regulations_set_withdrawn_from_its_day",
            ),
            has_ground("regulations_set_on_a_ground"),
            withdrawn_with_reason("regulations_set_withdrawn_with_reason"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return book().subjects[self.key].words if self.key in book().subjects else self.key

    @property
    def value(self) -> Office:
        return Office(self.public_id, self.given, self.amount, Unit(self.unit), self.cap, self.from_on, self.because,
                      self.withdrawn_from)  # fmt: skip


class CalendarChange(Grounded):
    """Sửa lịch làm việc — one day made off, or made a working day, with the paper that says so."""

    on = models.DateField()
    is_off = models.BooleanField()
    is_notice = models.BooleanField(default=False)  # by the notice of the year's days off

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["on"], condition=models.Q(withdrawn_at__isnull=True), name="regulations_one_change_a_day"
            ),
            has_ground("regulations_change_on_a_ground"),
            withdrawn_with_reason("regulations_change_withdrawn_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"
