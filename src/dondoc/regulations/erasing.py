"""Xóa chữ của phòng quy định — what an office set, by which paper: grounds may be erased one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.regulations.models import CalendarChange, OfficeFigure
from dondoc.shared.erasing import Erase, Scope

ERASES = tuple(
    Erase(model, column)
    for model in (OfficeFigure, CalendarChange)
    for column in ("ground", "paper_number", "withdrawn_because")
)

_SET = "which figure, how much, for whom"
KEEPS = {f"regulations.OfficeFigure.{name}": _SET for name in ("key", "level", "given", "unit")}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Rows that are named one by one."""
    for model in (OfficeFigure, CalendarChange):
        yield model._base_manager.filter(pk__in=scope.of(model))
