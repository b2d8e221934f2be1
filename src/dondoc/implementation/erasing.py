"""Xóa chữ của phòng thực hiện — what the doer wrote and attached; days, steps and who did it stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.implementation.models import Evidence, Extension, Note, Plan, Proving, Report
from dondoc.obligations.models import Assignment
from dondoc.shared.erasing import Erase, Scope, emptied, unnamed

ERASES = (
    Erase(Plan, "text", says=True),
    Erase(Note, "text", says=True),
    Erase(Evidence, "text", says=True),
    Erase(Evidence, "sha256", unnamed),
    Erase(Evidence, "file_name"),
    Erase(Evidence, "page", emptied),
    Erase(Evidence, "keeper"),
    Erase(Evidence, "withdrawn_because"),
    Erase(Proving, "withdrawn_because"),
    Erase(Extension, "reason"),
    Erase(Extension, "answer"),
    Erase(Report, "text", says=True),
    Erase(Report, "paper_number"),
)

KEEPS = {
    "implementation.Report.step": "the name of a step",
    "implementation.Evidence.level": "a level",
    "implementation.Evidence.thing_kind": "a kind of thing",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of the shares that were found: all that was said and attached; of a thing by itself: that; of a content: each evidence of it."""
    shares = models.Q(assignment__in=scope.found.get(Assignment._meta.label_lower, set()))
    for model in (Plan, Note, Extension, Report):
        yield model._base_manager.filter(shares | models.Q(pk__in=scope.of(model))).order_by("pk")
    same = models.Q(sha256__in=scope.digests - {""}) | models.Q(paper__in=scope.papers)
    work = Proving._base_manager.filter(shares)
    proofs = models.Q(pk__in=work.values("evidence")) | models.Q(pk__in=scope.of(Evidence)) | same
    yield Evidence._base_manager.filter(proofs).order_by("pk")
    yield work.order_by("pk")
