"""Bảng xuất số liệu — who took which figures or coded rows, why, by which paper, and whether codes can be undone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.personal.holding import Overseen
from dondoc.shared.models import Row
from dondoc.units.models import Unit


class Form(models.TextChoices):
    """Xuất thành gì."""

    COUNTS = "COUNTS", _("bảng số người, che số nhỏ")
    ROWS = "ROWS", _("từng dòng, tên thay bằng mã")


class Export(Row):
    """Lần xuất số liệu — frozen as a file; `sealed_key` is "" where the key of its codes was thrown away."""

    house = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=Form)
    across = models.JSONField(default=list)  # which dimensions
    least = models.PositiveIntegerField()  # k
    rule = models.CharField(max_length=200)  # regulations Figure.id
    why = models.CharField(max_length=500)
    paper_number = models.CharField(max_length=80)
    paper_on = models.DateField(null=True)
    rows = models.IntegerField()
    hidden = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    sealed_key = models.TextField(blank=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)

    objects = Overseen.as_manager()

    def __str__(self) -> str:
        return str(self.get_form_display())
