"""Xóa chữ của phòng quy định — what an office set, by which paper: grounds may be erased one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.regulations.models import CalendarChange, OfficeFigure
from dondoc.regulations.places import PlaceDay, PlaceWeek
from dondoc.shared.erasing import Erase, Scope

TOLD = (OfficeFigure, CalendarChange, PlaceWeek, PlaceDay)
ERASES = tuple(Erase(model, column) for model in TOLD for column in ("ground", "paper_number", "withdrawn_because"))

_SET = "which figure, how much, for whom"
KEEPS = {
    **{f"regulations.OfficeFigure.{name}": _SET for name in ("key", "level", "given", "unit")},
    "regulations.PlaceWeek.days": "numbers of weekdays, never words",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Rows that are named one by one."""
    for model in TOLD:
        yield model._base_manager.filter(pk__in=scope.of(model))
