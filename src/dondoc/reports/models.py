"""Bảng báo cáo — what was issued is frozen with its hash."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import seen
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.models import Holding, Unit


class IssuedQuerySet(models.QuerySet["Issued"]):
    def visible_to(self, actor: Actor) -> IssuedQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]


class Issued(Row):
    """Báo cáo đã lập — its rows as of day D by data until T, with the hash printed on it."""

    name = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    as_of = models.DateField()  # D
    known_by = models.DateTimeField()  # T
    rows = models.JSONField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    signer = models.ForeignKey(Holding, models.PROTECT, null=True, related_name="+")  # to sign it on paper
    authority = models.CharField(_("thẩm quyền ký"), max_length=120, blank=True)
    signer_post = models.CharField(_("chức danh người ký"), max_length=120, blank=True)
    place = models.CharField(_("địa danh"), max_length=60, blank=True)

    objects = IssuedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} {self.as_of}"
