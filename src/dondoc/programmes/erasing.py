"""Xóa chữ của phòng chương trình — the words of programmes, targets and proofs; figures, days and who entered them stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.implementation.models import Evidence
from dondoc.programmes.models import Carrying, Exemption, Item, Programme, Value, Version
from dondoc.shared.erasing import Erase, Scope, emptied

ERASES = (
    Erase(Programme, "name", says=True),
    Erase(Programme, "withdrawn_because"),
    Erase(Item, "text", says=True),
    Erase(Item, "provision", emptied),
    Erase(Item, "meeting"),
    Erase(Item, "withdrawn_because"),
    Erase(Version, "measure", says=True),
    Erase(Version, "word", emptied),
    Erase(Version, "source"),
    Erase(Value, "replaced_because"),
    Erase(Exemption, "reason"),
    Erase(Exemption, "ended_because"),
    Erase(Carrying, "ended_because"),
)

KEEPS = {"programmes.Version.kinds": "keys of kinds of units"}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of papers: the programmes they gave and all that is said there; of a content or a proof's paper: those figures."""
    programmes = models.Q(paper__in=scope.papers) | models.Q(pk__in=scope.of(Programme))
    yield Programme.objects.filter(programmes).order_by("pk")
    whole = scope.found.get(Programme._meta.label_lower, set())
    yield Item.objects.filter(models.Q(programme__in=whole) | models.Q(pk__in=scope.of(Item))).order_by("pk")
    items = models.Q(item__in=scope.found.get(Item._meta.label_lower, set()))
    by_paper = models.Q(paper__in=scope.papers)
    yield Version.objects.filter(items | by_paper).order_by("pk")
    proved = models.Q(evidence__in=scope.found.get(Evidence._meta.label_lower, set()))
    figures = Value.objects.filter(items | proved | models.Q(pk__in=scope.of(Value)))
    yield Evidence._base_manager.filter(pk__in=figures.values("evidence")).order_by("pk")
    yield figures.order_by("pk")
    yield Exemption.objects.filter(items | by_paper).order_by("pk")
    yield Carrying.objects.filter(items).order_by("pk")
