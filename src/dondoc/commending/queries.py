"""Hỏi về thi đua, khen thưởng."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Concat

from dondoc.access.models import Person
from dondoc.commending.models import MeritProof
from dondoc.implementation.models import Evidence
from dondoc.reading.text import fold


def names_somebody(*texts: str) -> bool:
    """Có họ tên của người đã ghi ở đây — in one of these words, with or without marks. One query."""
    said = models.Value(" ".join(f" {fold(text)} " for text in texts), output_field=models.TextField())
    whole = Concat(models.Value(" "), "search", models.Value(" "))
    named = Person.objects.filter(search__contains=" ").annotate(said=said, whole=whole)
    return named.filter(said__contains=models.F("whole")).exists()


def merits_on(evidence: Evidence) -> int:
    """How many registrations rest on it."""
    return MeritProof.objects.filter(evidence=evidence).count()
