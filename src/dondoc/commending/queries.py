"""Hỏi về thi đua, khen thưởng."""

from __future__ import annotations

from dondoc.commending.models import MeritProof
from dondoc.implementation.models import Evidence


def merits_on(evidence: Evidence) -> int:
    """How many registrations rest on it."""
    return MeritProof.objects.filter(evidence=evidence).count()
