"""Biểu thống kê — StatisticsReport: the figures of a body for a period, frozen with the rows behind them; a correction is a version.

Forms are data (data/statistics.toml), from 885-QĐ/UBKTTW as far as its columns are known; what is not known is not guessed.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import reaches, units_in
from dondoc.inspecting.rights import SEE
from dondoc.journal.chain import canonical
from dondoc.regulations.words import Certainty
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.models import Unit


@dataclass(frozen=True, slots=True)
class Field:
    """Một mục của biểu — counted from the cases, or typed by whoever makes the report."""

    code: str
    label: str
    section: str
    count: Mapping[str, Any]

    @property
    def is_counted(self) -> bool:
        return bool(self.count)


@dataclass(frozen=True, slots=True)
class Form:
    """Một biểu — its title, by which rule, how sure one is of it, its fields in order."""

    key: str
    title: str
    rule: str
    certainty: Certainty
    fields: tuple[Field, ...]

    def __str__(self) -> str:
        return self.title

    @property
    def typed(self) -> list[Field]:
        return [field for field in self.fields if not field.is_counted]


@cache
def forms() -> Mapping[str, Form]:
    """Every form, in the order of the file; a code twice or a field without its label is an error."""
    data = tomllib.loads((files("dondoc.inspecting") / "data" / "statistics.toml").read_text("utf-8"))
    return {key: _form(key, row) for key, row in data["form"].items()}


def _form(key: str, row: dict[str, Any]) -> Form:
    section, fields = "", []
    for one in row["field"]:
        section = one.get("section", section)
        fields.append(Field(one["code"], one["label"], section, one.get("count", {})))
    if len({field.code for field in fields}) != len(fields):
        raise KeyError(f"{key}: hai mục cùng mã")
    return Form(key, row["title"], row["rule"], Certainty(row["certainty"]), tuple(fields))


class StatisticsReportQuerySet(models.QuerySet["StatisticsReport"]):
    def visible_to(self, actor: Actor) -> StatisticsReportQuerySet:
        """For whom its body granted sight of its cases."""
        return self if actor.is_setup else self.filter(unit__in=units_in(reaches(actor, SEE)))

    def last_of_each(self) -> StatisticsReportQuerySet:
        """Bản cuối của mỗi kỳ."""
        newer = StatisticsReport.objects.filter(
            unit=models.OuterRef("unit"), form=models.OuterRef("form"), from_on=models.OuterRef("from_on"),
            until_on=models.OuterRef("until_on"), number__gt=models.OuterRef("number"),
        )  # fmt: skip
        return self.filter(~models.Exists(newer))


class StatisticsReport(Row):
    """Báo cáo thống kê của một kỳ — `figures` by code; `behind` names the rows each counted figure stands on.

    A row is never changed: what is corrected is a new version with its reason, and both stay.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspection_statistics")
    form = models.CharField(_("biểu"), max_length=30)
    from_on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến ngày"))
    number = models.PositiveIntegerField(_("bản"))
    figures = models.JSONField(default=dict)
    behind = models.JSONField(default=dict)
    declares_zero = models.BooleanField(_("các mục bằng 0 là không có"), default=False)
    because = models.CharField(_("vì sao sửa"), max_length=300, blank=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = StatisticsReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "form", "from_on", "until_on", "number"], name="inspecting_statistics_version"),
            models.CheckConstraint(condition=models.Q(until_on__gte=models.F("from_on")), name="inspecting_statistics_dates"),
            models.CheckConstraint(condition=models.Q(number=1) | (models.Q(number__gt=1) & ~models.Q(because="")), name="inspecting_statistics_corrected"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sort.title} · {self.from_on:%d/%m/%Y} – {self.until_on:%d/%m/%Y}"

    @property
    def sort(self) -> Form:
        return forms()[self.form]


def hash_of(figures: dict[str, int], behind: dict[str, list[list[Any]]]) -> str:
    """Mã băm — of the figures and the rows behind them."""
    return hashlib.sha256(canonical({"figures": figures, "behind": behind}).encode()).hexdigest()
