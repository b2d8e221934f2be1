"""Bảng giữ và xóa theo hạn — legal holds, and the runs that erased what was due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from dondoc.access.models import Person
from dondoc.access.rights import inside, reaches
from dondoc.documents.models import Paper
from dondoc.personal.breaching import OVERSEE
from dondoc.personal.declared import purposes
from dondoc.personal.looking import CASES
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import HANOI
from dondoc.shared.models import Row
from dondoc.units.models import Unit


class Overseen(models.QuerySet[Any]):
    """Của cả hệ thống — kept at the root, seen by who oversees the data there."""

    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_setup else self.filter(inside("house__path", reaches(actor, OVERSEE)))


class HoldQuerySet(Overseen):
    def on(self, day: date) -> HoldQuerySet:
        """In force on a day."""
        lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
        return self.filter(lasting, from_on__lte=day, ended_at__isnull=True)


class Over(models.TextChoices):
    """Giữ dữ liệu của ai, của gì."""

    PERSON = "PERSON", _("một người")
    UNIT = "UNIT", _("một đơn vị")
    PAPER = "PAPER", _("một văn bản")
    PURPOSE = "PURPOSE", _("một mục đích xử lý")


class LegalHold(Row):
    """Lệnh giữ — rows of a person, a unit, a paper or a purpose are not erased, on a paper or a ground, until it ends."""

    house = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    over = models.CharField(max_length=10, choices=Over)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=40, blank=True)
    paper_number = models.CharField(max_length=80, blank=True)
    paper_on = models.DateField(null=True)
    ground = models.CharField(max_length=500, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="personal_hold_over_one_thing",
                condition=models.Q(over="PERSON", person__isnull=False, unit=None, paper=None, purpose="")
                | models.Q(over="UNIT", unit__isnull=False, person=None, paper=None, purpose="")
                | models.Q(over="PAPER", paper__isnull=False, person=None, unit=None, purpose="")
                | (models.Q(over="PURPOSE", person=None, unit=None, paper=None) & ~models.Q(purpose="")),
            ),
            models.CheckConstraint(
                condition=~models.Q(paper_number="") | ~models.Q(ground=""), name="personal_hold_on_a_ground"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="personal_hold_until_after_from",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | ~models.Q(ended_because=""), name="personal_hold_ended_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_over_display()}: {self.thing}"

    @property
    def thing(self) -> str:
        """What it keeps, in words."""
        if self.over == Over.PURPOSE:
            return purposes()[self.purpose].words if self.purpose in purposes() else self.purpose
        return str(self.person or self.unit or self.paper)

    @property
    def because(self) -> str:
        """The ground in one line."""
        day = f" ({self.paper_on:%d/%m/%Y})" if self.paper_on else ""
        return "; ".join(part for part in (self.paper_number + day, self.ground) if part)


class Erasure(Row):
    """Lần xóa theo hạn — which kinds were asked, how many rows of each went and were held, the hash of their keys.

    The hash is carried on from part to part over (kind, keys): whoever has a copy from before can tell which rows went;
    names are in none of it.
    """

    house = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    keys = models.JSONField()
    expected = models.IntegerField()
    counts = models.JSONField(default=dict)
    held = models.JSONField(default=dict)
    hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = Overseen.as_manager()

    def __str__(self) -> str:
        return f"{self.total} dòng"

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def _still_held(ids: Collection[int]) -> Collection[int]:
    """Holds neither ended nor past their last day: who is named in one is not told of it before."""
    today = TruncDate(Now(), tzinfo=HANOI)
    lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=today)
    return set(LegalHold.objects.filter(lasting, pk__in=ids, ended_at__isnull=True).values_list("pk", flat=True))


CASES["personal.legalhold"] = _still_held
