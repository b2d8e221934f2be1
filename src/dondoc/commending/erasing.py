"""Xóa chữ của thi đua, khen thưởng — its words; which unit, which year, which paper stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.commending.models import Merit
from dondoc.shared.erasing import Erase, Scope

ERASES = (
    Erase(Merit, "collective"),
    Erase(Merit, "form"),
    Erase(Merit, "ground", says=True),
    Erase(Merit, "because"),
)

KEEPS: dict[str, str] = {}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of a paper: what was proposed or granted by it."""
    of_paper = models.Q(proposal__in=scope.papers) | models.Q(decision__in=scope.papers)
    yield Merit.objects.filter(of_paper | models.Q(pk__in=scope.of(Merit))).order_by("pk")
