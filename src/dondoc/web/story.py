"""Nhật ký bằng câu — the story of a thing, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dondoc.journal.queries import Line, story
from dondoc.shared.acts import plates
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Holding


@dataclass(frozen=True, slots=True)
class Sentence:
    """Một câu của nhật ký — who did what, when; the event's own day where it differs."""

    at: datetime
    on: date | None
    who: str
    what: str
    where: str


def told(kind: str, thing_id: int, limit: int = 30) -> list[Sentence]:
    """The story of one thing. Two queries."""
    return sentences(story(kind, thing_id, limit))


def sentences(rows: Iterable[Line]) -> list[Sentence]:
    """Journal rows as sentences; people are named by their post at the time."""
    entries, labels = list(rows), plates()
    held = Holding.objects.filter(pk__in={e.holding_id for e in entries if e.holding_id})
    joined = held.select_related("person", "post__unit", "post__kind")
    names = {h.pk: f"{h.person} ({h.post})" for h in joined}
    return [
        Sentence(
            e.at, e.on if e.on != hanoi_day(e.at) else None, names.get(e.holding_id or 0, "Hệ thống"),
            str(labels[e.act].label) if e.act in labels else e.act, str(e.unit or ""),
        )
        for e in entries
    ]  # fmt: skip
