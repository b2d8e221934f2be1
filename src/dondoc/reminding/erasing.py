"""Xóa chữ của phòng lịch — what a period's report said; days, states and who did it stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.obligations.models import Assignment
from dondoc.reminding.models import Occurrence
from dondoc.shared.erasing import Erase, Scope

ERASES = (Erase(Occurrence, "text", says=True), Erase(Occurrence, "returned_because"))

KEEPS = {
    "reminding.Feed.digest": "of a secret address",
    "reminding.Mailbox.email": "an address a person gave, never words of a paper",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of shares that were found, and of papers that reported a period."""
    works = models.Q(assignment__in=scope.found.get(Assignment._meta.label_lower, set()))
    yield Occurrence.objects.filter(
        works | models.Q(paper__in=scope.papers) | models.Q(pk__in=scope.of(Occurrence))
    ).order_by("pk")
