"""Xóa chữ của phòng quán triệt — sources, reasons, places, speakers; days, counts and who entered them stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.shared.erasing import Erase, Scope
from dondoc.studying.models import Asking, Decision, MeetingPaper, Sitting

ERASES = (
    Erase(Asking, "due_source", says=True),
    Erase(Asking, "withdrawn_because"),
    Erase(Decision, "reason", says=True),
    Erase(Sitting, "place"),
    Erase(Sitting, "speaker"),
    Erase(Sitting, "keeper"),
    Erase(Sitting, "replaced_because"),
)

KEEPS: dict[str, str] = {}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of a paper: what was asked, decided and told of it."""
    of_paper = models.Q(paper__in=scope.papers)
    yield Asking.objects.filter(of_paper | models.Q(pk__in=scope.of(Asking))).order_by("pk")
    yield Decision.objects.filter(of_paper | models.Q(pk__in=scope.of(Decision))).order_by("pk")
    held = MeetingPaper.objects.filter(of_paper).values("meeting")
    sessions = models.Q(meeting__in=held) | models.Q(pk__in=scope.of(Sitting))
    yield Sitting.objects.filter(sessions).order_by("pk")
