"""Xóa chữ của phòng nạp — the words of a sheet's rows; which row became what stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.importing.models import Import, Line
from dondoc.shared.erasing import Erase, Scope, emptied

ERASES = (
    Erase(Line, "cells", emptied, says=True),
    Erase(Line, "said", emptied),
    Erase(Import, "file_name"),
    Erase(Import, "defaults", emptied),
)

KEEPS = {
    **{f"importing.Import.{name}": "which sheet, which column is what" for name in ("digest", "heads", "signature", "columns", "problem", "job_id")},
    "importing.Line.secrecy": "the level of a row",
    "importing.Line.key": "which row of another sheet is the same",
    "importing.Remembered.heads": "which column is what",
    "importing.Remembered.signature": "which sheet is known again",
}  # fmt: skip


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Rows that became lines or duties of the papers that were found, and the sheets they came in."""
    of_papers = models.Q(entry__paper__in=scope.papers) | models.Q(obligation__paper__in=scope.papers)
    lines = Line.objects.filter(of_papers | models.Q(pk__in=scope.of(Line)))
    yield lines.order_by("pk")
    yield Import.objects.filter(models.Q(pk__in=lines.values("sheet")) | models.Q(pk__in=scope.of(Import))).order_by(
        "pk"
    )
