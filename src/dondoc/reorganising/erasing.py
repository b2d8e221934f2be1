"""Xóa chữ của phòng sắp xếp — a plan is ids and the number of a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.reorganising.models import Reorganisation
from dondoc.shared.erasing import Erase, Scope

ERASES = (Erase(Reorganisation, "problem"),)

KEEPS = {
    "reorganising.Reorganisation.plan": "ids, the number of a decision on the tree, names of units to come",
    "reorganising.Reorganisation.hash": "of the list of what passed",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Rows that are named one by one."""
    yield Reorganisation.objects.filter(pk__in=scope.of(Reorganisation))
