"""Xóa chữ của phòng báo cáo — titles in frozen rows; the figures and their hash, which covers no words, stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.reports.models import Issued
from dondoc.shared.erasing import Erase, How, Scope, numbered


def _untitled(_row: Any, was: list[dict[str, Any]], how: How) -> list[dict[str, Any]]:
    return [line if line["paper_id"] not in how.papers else
            {**line, "title": how.words, "paper": numbered(None, line["paper"], how)} for line in was]  # fmt: skip


ERASES = (Erase(Issued, "rows", _untitled),)

KEEPS = {
    **{f"reports.Issued.{name}": "who was to sign" for name in ("authority", "signer_post")},
    "reports.Issued.name": "which report",
    "reports.Issued.place": "where an office is",
    "reports.Issued.hash": "covers ids and figures, no words",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Every issued report with a line of these papers."""
    issued = Issued.objects.order_by("pk") if scope.papers else Issued.objects.none()
    held = [row.pk for row in issued.iterator(50) if any(line["paper_id"] in scope.papers for line in row.rows)]
    yield Issued.objects.filter(pk__in=[*held, *scope.of(Issued)]).order_by("pk")
