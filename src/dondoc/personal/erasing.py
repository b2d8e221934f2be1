"""Xóa chữ của phòng dữ liệu cá nhân — what people wrote of breaches, holds, requests and exports, one by one; codes and clocks stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.personal.assessments import Assessment, AssessmentText
from dondoc.personal.breaching import Breach, BreachAccount, BreachNotice
from dondoc.personal.exports import Export
from dondoc.personal.holding import LegalHold
from dondoc.personal.models import Look, Purpose, Request
from dondoc.shared.erasing import Erase, Scope, emptied

_WRITTEN: dict[type[models.Model], tuple[str, ...]] = {
    AssessmentText: ("text",),
    Breach: ("closed_because",),
    BreachAccount: ("because", "cause", "measures", "what"),
    BreachNotice: ("how", "paper_number", "whom"),
    Export: ("paper_number", "why"),
    LegalHold: ("ended_because", "ground", "paper_number"),
    Look: ("reason",),
    Purpose: ("ground", "paper_number", "withdrawn_because"),
    Request: ("answer", "asked", "extended_because", "paper_number", "refused_because"),
}
ERASES = (
    *(Erase(model, column) for model, columns in _WRITTEN.items() for column in columns),
    Erase(Assessment, "sheet", emptied),
)

_COUNTED = "counts, codes and names of tables, no words"
_CLOCK = "which rule and calendar a day was counted by"
KEEPS = {
    "personal.Assessment.hash": "of what a version said",
    "personal.Breach.rule": _CLOCK,
    **{f"personal.BreachAccount.{name}": "names of purposes and columns" for name in ("columns", "purposes")},
    "personal.BreachAccount.hash": "of what an account said",
    **{f"personal.Erasure.{name}": _COUNTED for name in ("counts", "hash", "held", "keys")},
    **{f"personal.Export.{name}": _COUNTED for name in ("across", "rule", "sealed_key", "sha256")},
    "personal.LegalHold.purpose": "the name of a purpose",
    **{f"personal.Look.{name}": "which page, by which sign-in" for name in ("door", "session", "under_kind", "what")},
    **{f"personal.Purpose.{name}": "the name of a purpose" for name in ("key", "words")},
    **{f"personal.Request.{name}": _CLOCK for name in ("due_by", "due_calendar", "reply_by", "reply_calendar")},
    **{f"personal.Request.{name}": _COUNTED for name in ("counts", "outcome")},
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Rows that are named one by one."""
    tables: tuple[type[models.Model], ...] = (*_WRITTEN, Assessment)
    for model in tables:
        yield model._base_manager.filter(pk__in=scope.of(model)).order_by("pk")
