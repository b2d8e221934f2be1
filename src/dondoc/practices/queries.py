"""Tìm cách làm hay — by words with or without marks, by the paper or the passage it was done for."""

from __future__ import annotations

from django.db import models

from dondoc.access.rights import inside, reaches
from dondoc.documents.models import Paper
from dondoc.obligations.models import Obligation
from dondoc.practices.lifecycle import State
from dondoc.practices.models import Practice, PracticeQuerySet
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.units.queries import acting_unit

WORDS = 8  # of a search: more narrow nothing


def found(rows: PracticeQuerySet, words: str) -> PracticeQuerySet:
    """Where every word stands somewhere."""
    for word in fold(words).split()[:WORDS]:
        rows = rows.filter(search__contains=word)
    return rows


def of_paper(rows: PracticeQuerySet, paper: Paper) -> PracticeQuerySet:
    return rows.filter(paper=paper)


def of_passage(rows: PracticeQuerySet, obligation: Obligation) -> PracticeQuerySet:
    """Done for the same passage, also where it was confirmed as a duty of another unit or carried on."""
    same = models.Q(obligation=obligation)
    if obligation.reading_id is not None and obligation.start is not None:
        same |= models.Q(obligation__reading=obligation.reading_id, obligation__start=obligation.start)
    return rows.filter(same)


def to_decide(actor: Actor) -> PracticeQuerySet:
    """Chờ xác nhận — proposed below the unit one acts for; the root's own too, which nobody stands above."""
    unit, rows = acting_unit(actor), Practice.objects.visible_to(actor).filter(state=State.PROPOSED)
    if unit is None:
        return rows.none()
    below = rows.filter(inside("unit__path", reaches(actor, "practices.confirm")), unit__path__startswith=unit.path)
    return below if unit.parent_id is None else below.exclude(unit=unit)


def to_amend(actor: Actor) -> PracticeQuerySet:
    """Cấp trên yêu cầu bổ sung — of the unit one acts for."""
    unit, rows = acting_unit(actor), Practice.objects.visible_to(actor).filter(state=State.SENT_BACK)
    return rows.granted(actor, "practices.amend").filter(unit=unit) if unit else rows.none()
