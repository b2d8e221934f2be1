"""Xóa chữ của phòng cam kết — files, places, reasons; days and who entered them stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.pledging.models import Happening, Pledge
from dondoc.shared.erasing import Erase, Scope, unnamed

ERASES = (
    Erase(Pledge, "taken_off_because"),
    Erase(Happening, "sha256", unnamed),
    Erase(Happening, "file_name"),
    Erase(Happening, "keeper"),
    Erase(Happening, "struck_because"),
)

KEEPS: dict[str, str] = {}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of a content: wherever it was handed in; of a single thing: that."""
    same = models.Q(sha256__in=scope.digests - {""}) | models.Q(pk__in=scope.of(Happening))
    yield Happening.objects.filter(same).order_by("pk")
    yield Pledge.objects.filter(pk__in=scope.of(Pledge)).order_by("pk")
