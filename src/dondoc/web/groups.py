"""Cả nhóm — every unit of one kind, or below one unit, chosen by one box: forty cells are not forty boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from dondoc.units.models import STEP, Kind, Unit
from dondoc.web.forms import FEW

LEAST = 2  # of one there is its own box


class GroupsField(forms.MultipleChoiceField):
    """Nhóm đơn vị bên dưới nơi giao — each box says how many it stands for; `but` are left out of every group."""

    def __init__(self, *, units: models.QuerySet[Unit], holder: Unit, but: Collection[int] = (), **kwargs: Any) -> None:
        below = units.filter(path__gt=holder.path, path__lt=holder.end).exclude(pk__in=but)
        self.below = below.order_by("path", "id")
        choices = [*_kinds(below), *_branches(below, holder)]
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple(), required=False, **kwargs)

    def clean(self, value: Any) -> list[Unit]:
        """The units of every group chosen, each once, in the order of the tree."""
        wanted = models.Q(pk__in=())
        for word in super().clean(value):
            what, _colon, of = word.partition(":")
            wanted |= models.Q(kind=of) if what == "kind" else self._under(of)
        return list(self.below.filter(wanted))

    def _under(self, code: str) -> models.Q:
        unit = self.below.get(public_id=code)
        return models.Q(path__gte=unit.path, path__lt=unit.end)


def _kinds(below: models.QuerySet[Unit]) -> list[tuple[str, str]]:
    counts = dict(below.order_by().values_list("kind").annotate(n=models.Count("pk")))
    return [
        (f"kind:{kind.value}", _("Mọi %(kind)s (%(n)s)") % {"kind": str(kind.label).lower(), "n": counts[kind]})
        for kind in Kind if counts.get(kind, 0) >= LEAST
    ]  # fmt: skip


def _branches(below: models.QuerySet[Unit], holder: Unit) -> list[tuple[str, str]]:
    """Units right below the giver, each with all of its own; none where they are too many to be read."""
    long = len(holder.path) + STEP
    counts = Counter(path[:long] for path in below.values_list("path", flat=True))
    tops = [
        unit for unit in below.filter(parent=holder).order_by("path", "id")[: FEW + 1] if counts[unit.path] >= LEAST
    ]
    if len(tops) > FEW:
        return []
    return [
        (f"under:{unit.public_id}", _("%(unit)s và mọi đơn vị bên dưới (%(n)s)") % {"unit": unit, "n": counts[unit.path]})
        for unit in tops
    ]  # fmt: skip


class ToManyForm(forms.Form):
    """Giao cho ai — single units, whole groups, or both; together at least one."""

    def offer_groups(self, units: models.QuerySet[Unit], holder: Unit, but: Collection[int] = ()) -> None:
        field = GroupsField(units=units, holder=holder, but=but, label=_("Giao cho cả nhóm"))
        if field.choices:
            self.fields["groups"] = field
            self.fields["units"].required, self.fields["units"].label = False, _("Giao cho từng đơn vị")

    def clean(self) -> dict[str, Any]:
        """Who is named twice is given it once."""
        said = super().clean() or {}
        named = [*said.get("units", []), *said.pop("groups", [])]
        if not named and "units" not in self.errors:
            self.add_error("units", _("Chọn ít nhất một đơn vị."))
        return said | {"units": list({unit.pk: unit for unit in named}.values())}
