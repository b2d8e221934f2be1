"""Xóa chữ của phòng nhiệm vụ — the words of duties and shares; who owes, states and due days stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.obligations.models import Amendment, Assignment, Obligation
from dondoc.shared.erasing import Erase, How, Scope, emptied

_DAYS = ("due_on", "due_precision")


def _settled(_row: Any, was: dict[str, Any], how: How) -> dict[str, Any]:
    """What the fields were before and after: days stay, words do not."""
    return {name: value if name in _DAYS or not value else how.words for name, value in was.items()}


ERASES = (
    Erase(Obligation, "text", says=True),
    Erase(Obligation, "provision", emptied),
    Erase(Obligation, "actors", emptied),
    Erase(Obligation, "partners", emptied),
    Erase(Obligation, "product", emptied, says=True),
    Erase(Obligation, "due_text", emptied),
    Erase(Obligation, "recurs", emptied),
    Erase(Obligation, "ended_because"),
    Erase(Obligation, "search", emptied),
    Erase(Amendment, "before", _settled, says=True),
    Erase(Amendment, "after", _settled, says=True),
    Erase(Assignment, "asked", says=True),
    Erase(Assignment, "due_reason"),
    Erase(Assignment, "closed_because"),
)

KEEPS = {
    "obligations.Obligation.kind": "task or standing",
    "obligations.Obligation.due_precision": "day, month, quarter",
    "obligations.Obligation.numbered_as": "the code of a unit",
    "obligations.DueDay.because": "the name of an act",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of papers: every duty they lay, every share of it; of a duty by itself: that duty and its shares."""
    duties = models.Q(paper__in=scope.papers) | models.Q(pk__in=scope.of(Obligation))
    yield Obligation.objects.filter(duties).order_by("pk")
    found = scope.found.get(Obligation._meta.label_lower, set())
    yield Amendment.objects.filter(models.Q(obligation__in=found) | models.Q(paper__in=scope.papers)).order_by("pk")
    shares = models.Q(obligation__in=found) | models.Q(pk__in=scope.of(Assignment))
    yield Assignment.objects.filter(shares).order_by("pk")
