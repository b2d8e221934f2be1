"""Xóa chữ của thư viện cách làm hay — its words; which unit, when and by whom stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.practices.models import Practice, Reuse
from dondoc.shared.erasing import Erase, Scope, emptied

ERASES = (
    Erase(Practice, "name", says=True),
    Erase(Practice, "problem", says=True),
    Erase(Practice, "done", says=True),
    Erase(Practice, "result", says=True),
    Erase(Practice, "place"),
    Erase(Practice, "because"),
    Erase(Practice, "search", emptied),
    Erase(Reuse, "note"),
)

KEEPS: dict[str, str] = {}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of a paper: what was told for it, and how others used that."""
    told = models.Q(paper__in=scope.papers) | models.Q(pk__in=scope.of(Practice))
    yield Practice.objects.filter(told).order_by("pk")
    used = models.Q(practice__paper__in=scope.papers) | models.Q(pk__in=scope.of(Reuse))
    yield Reuse.objects.filter(used).order_by("pk")
