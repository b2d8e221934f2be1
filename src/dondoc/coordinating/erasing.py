"""Xóa chữ của phòng phối hợp — what lines, requests and answers say; days, states, units and who did it stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.coordinating.matrix import Line, Regulation
from dondoc.coordinating.models import Answer, Reply, Request
from dondoc.obligations.models import Assignment
from dondoc.shared.erasing import Erase, Scope

ERASES = (
    Erase(Regulation, "ended_because"),
    Erase(Line, "content", says=True),
    *(
        Erase(Line, name)
        for name in ("level", "authority_words", "responsible_words", "partner_words", "ended_because")
    ),
    Erase(Request, "text", says=True),
    Erase(Request, "due_reason"),
    Erase(Request, "withdrawn_because"),
    Erase(Answer, "text", says=True),
)

KEEPS = {
    "coordinating.Line.provision": "which clause of a paper gives the time",
    "coordinating.Reply.due_calendar": "the name of the calendar by which a day was counted",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of a paper: the matrix entered of it, what was asked or answered by it; of a work: what was asked for it."""
    papers = models.Q(paper__in=scope.papers) | models.Q(pk__in=scope.of(Regulation))
    regulations = Regulation.objects.filter(papers).order_by("pk")
    yield regulations
    lines = Line.objects.filter(models.Q(regulation__in=regulations) | models.Q(pk__in=scope.of(Line))).order_by("pk")
    yield lines
    works = models.Q(assignment__in=scope.found.get(Assignment._meta.label_lower, set()))
    asked = models.Q(paper__in=scope.papers) | models.Q(line__in=lines) | models.Q(pk__in=scope.of(Request))
    requests = Request.objects.filter(works | asked).order_by("pk")
    yield requests
    said = models.Q(reply__request__in=requests) | models.Q(reply__in=scope.of(Reply))
    yield Answer.objects.filter(said | models.Q(paper__in=scope.papers) | models.Q(pk__in=scope.of(Answer))).order_by(
        "pk"
    )
