"""Bảng biểu mẫu của cơ quan — OfficeForm: a Word file laid in place of the common words of one paper of a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import reaches, units_in
from dondoc.inspecting.rights import LAY_FORM, RECEIVE, SEE
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.models import Unit


class OfficeFormQuerySet(models.QuerySet["OfficeForm"]):
    def visible_to(self, actor: Actor) -> OfficeFormQuerySet:
        """Who lays them, and who prints by them there."""
        if actor.is_setup:
            return self
        where = [*reaches(actor, LAY_FORM), *reaches(actor, SEE), *reaches(actor, RECEIVE)]
        return self.filter(unit__in=units_in(where))

    def standing(self) -> OfficeFormQuerySet:
        """Đang dùng — an incident takes a file, and its form with it."""
        return self.filter(withdrawn_at__isnull=True).exclude(sha256__startswith="-")

    def for_list(self) -> OfficeFormQuerySet:
        return self.select_related("unit")


class OfficeForm(Row):
    """Biểu mẫu của cơ quan — of which paper (`what`, a key of the papers of a case), from when; for the unit and those below it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    what = models.CharField(_("văn bản"), max_length=20)
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfficeFormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "what"], condition=models.Q(withdrawn_at__isnull=True), name="inspecting_one_form_in_use"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.file_name


def form_of(unit: Unit, what: str) -> OfficeForm | None:
    """Biểu mẫu dùng cho văn bản của đơn vị — its own, else of the nearest above; None: the common one."""
    above = Unit.objects.filter(
        models.Q(pk=unit.pk) | models.Q(pk__in=Unit.objects.above(unit).order_by().values("pk"))
    )
    rows = OfficeForm.objects.standing().filter(unit__in=above, what=what).for_list()
    return max(rows, key=lambda row: len(row.unit.path), default=None)
