"""Bảng theo ngày của đơn vị — what a unit was, the acts on the tree, who came after whom, what passed to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label
from dondoc.shared.models import Row

TRAITS = ("kind", "code", "is_abroad", "region", "country", "hours_from_hanoi")


class UnitTrait(models.Model):
    """Loại, mã, nơi đóng theo ngày — of a unit, from and until."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="traits")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=30, blank=True)
    is_abroad = models.BooleanField(default=False)
    region = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=60, blank=True)
    hours_from_hanoi = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    def told(self) -> dict[str, Any]:
        """By the names of the unit's own columns."""
        return {name: getattr(self, name) for name in TRAITS}


class What(models.TextChoices):
    """Biến động gì — one word a kind of act on the tree."""

    ESTABLISHED = "ESTABLISHED", _("lập")
    RENAMED = "RENAMED", _("đổi tên")
    CHANGED = "CHANGED", _("đổi loại, mã hoặc nơi đóng")
    MOVED = "MOVED", _("chuyển sang cấp trên khác")
    MERGED = "MERGED", _("sáp nhập, hợp nhất")
    SPLIT = "SPLIT", _("chia, tách")
    ENDED = "ENDED", _("kết thúc")
    RESTORED = "RESTORED", _("lập lại")


class ChangeQuerySet(models.QuerySet["Change"]):
    def visible_to(self, actor: Actor) -> ChangeQuerySet:
        """Of the units one sees."""
        from dondoc.units.models import Unit

        return self.filter(unit__in=Unit.objects.visible_to(actor).values("pk"))

    def between(self, first: date, second: date) -> ChangeQuerySet:
        """What took effect after the first day, up to and with the second."""
        return self.filter(on__gt=first, on__lte=second).order_by("on", "id")


class Change(Row):
    """Biến động tổ chức — one act on one unit: from which day, when entered, by which decision.

    Rows of one act share `deed`. The decision is what is known of it: number, day, issuer, and the
    paper itself where it is registered here; all empty is *chưa ghi quyết định*.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="changes")
    what = models.CharField(max_length=12, choices=What)
    deed = models.CharField(max_length=10, db_index=True)
    on = models.DateField(db_index=True)
    at = models.DateTimeField()
    number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    issuer = models.CharField(_("cơ quan quyết định"), max_length=200, blank=True)
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+")

    objects = ChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.unit}"

    @property
    def label(self) -> Label:
        return What(self.what).label


class Succession(models.Model):
    """Kế thừa — which unit came after which, from a day, by which act."""

    id = models.BigAutoField(primary_key=True)
    from_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="heirs")
    to_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="came_from")
    deed = models.CharField(max_length=10, db_index=True)
    on = models.DateField()
    ended_on = models.DateField(null=True)  # given back

    def __str__(self) -> str:
        return f"{self.from_unit_id} → {self.to_unit_id}"


class Passed(models.Model):
    """Việc đã chuyển — one row that went from one unit to another by an act; whose it was before is read here.

    `role` is the column that passed (`unit`, `giver`…). The thing's own row and history stay.
    """

    id = models.BigAutoField(primary_key=True)
    deed = models.CharField(max_length=10)
    kind = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()
    from_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deed", "kind", "role", "thing_id"], name="units_passed_once_by_a_deed")
        ]
        indexes = [models.Index(fields=["kind", "thing_id", "role", "on"], name="units_whose_then")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id} → {self.to_unit_id}"
