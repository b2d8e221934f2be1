"""Xóa chữ của phòng đôn đốc — what was asked and answered; days, rungs, numbers and who did it stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.obligations.models import Assignment
from dondoc.shared.erasing import Erase, Scope
from dondoc.urging.models import Silence, Urge, Urged

ERASES = (
    Erase(Urge, "text", says=True),
    Erase(Urge, "reason"),
    Erase(Urge, "withdrawn_because"),
    Erase(Urged, "text", says=True),
    Erase(Urged, "answer", says=True),
    Erase(Silence, "reason"),
    Erase(Silence, "lifted_because"),
)

KEEPS = {
    "urging.Urge.signer_post": "the title of a post",
    "urging.Urge.authority": "in whose name it is signed",
    "urging.Urge.place": "where an office is",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of a paper that urged or answered, and of shares that were found: what was asked and answered of them."""
    works = models.Q(assignment__in=scope.found.get(Assignment._meta.label_lower, set()))
    papers = models.Q(urge__paper__in=scope.papers) | models.Q(answer_paper__in=scope.papers)
    yield Urged.objects.filter(works | papers | models.Q(pk__in=scope.of(Urged))).order_by("pk")
    found = scope.found.get(Urged._meta.label_lower, set())
    urges = models.Q(lines__in=found) | models.Q(paper__in=scope.papers) | models.Q(pk__in=scope.of(Urge))
    yield Urge.objects.filter(urges).distinct().order_by("pk")
    yield Silence.objects.filter(works | models.Q(pk__in=scope.of(Silence))).order_by("pk")
