"""Ngưỡng — dated figures of the room of regulations; one that is not set colours nothing."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.mirror.rules import Found
from dondoc.mirror.words import WORDS
from dondoc.regulations.figures import Figure, Unknown, applied
from dondoc.regulations.queries import set_by_office
from dondoc.regulations.words import Bound

Threshold = Figure | Unknown


def thresholds(day: date, known_by: datetime) -> dict[str, Threshold]:
    """Of every indicator that has one, as it held on D, by what was entered until T. One query."""
    office = set_by_office(known_by=known_by)
    return {key: applied(words.threshold, on=day, office=office) for key, words in WORDS.items() if words.threshold}


def is_over(found: Found, threshold: Threshold | None) -> bool | None:
    """Vượt ngưỡng — None where no threshold is set, or nothing can be said."""
    if threshold is None or not threshold.is_known or found.value is None:
        return None
    if threshold.subject.bound is Bound.AT_LEAST:
        return found.value < threshold.amount
    return found.value > threshold.amount
