"""Tìm cách làm hay — by words with or without marks, by the paper or the passage it was done for."""

from __future__ import annotations

from django.db import models

from dondoc.access.rights import inside, reaches
from dondoc.documents.models import Paper
from dondoc.implementation.models import Evidence
from dondoc.obligations.models import Obligation
from dondoc.practices.lifecycle import State
from dondoc.practices.models import Practice, PracticeQuerySet, Proof
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
    """Chờ xác nhận — of units under those where one may confirm; the root's own too, which nobody stands above."""
    where = reaches(actor, "practices.confirm")
    below = inside("unit__parent__path", where) | (models.Q(unit__parent__isnull=True) & inside("unit__path", where))
    return Practice.objects.visible_to(actor).filter(below, state=State.PROPOSED)


def to_amend(actor: Actor) -> PracticeQuerySet:
    """Cấp trên yêu cầu bổ sung — of the unit one acts for."""
    unit, rows = acting_unit(actor), Practice.objects.visible_to(actor).filter(state=State.SENT_BACK)
    return rows.granted(actor, "practices.amend").filter(unit=unit) if unit else rows.none()


def practices_on(evidence: Evidence) -> int:
    """How many practices rest on it."""
    return Proof.objects.filter(evidence=evidence).count()
