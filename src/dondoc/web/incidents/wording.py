"""Chỗ nào — what a place is about and the page where it is read, of what one sees."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dondoc.documents.models import Paper
from dondoc.incidents.models import Place
from dondoc.incidents.sealing import rows_of
from dondoc.obligations.models import Assignment, Obligation
from dondoc.programmes.models import Item
from dondoc.shared.actor import Actor
from dondoc.web.journal.things import things

# Rows without a page of their own: by which key one comes to the paper, the duty or the share that shows them.
READ_AT = {
    "documents.paper": ("pk", Paper, "paper"),
    "documents.paperlink": ("source", Paper, "paper"),
    "documents.copy": ("paper", Paper, "paper"),
    "documents.reading": ("copies__paper", Paper, "paper"),
    "documents.reviewmark": ("reading__copies__paper", Paper, "paper"),
    "obligations.amendment": ("obligation", Obligation, "obligation"),
    **{f"programmes.{name}": ("item", Item, "programme_item") for name in ("version", "exemption", "carrying")},
    "implementation.report": ("assignment", Assignment, "assignment"),
}


def worded(places: Sequence[Place], actor: Actor) -> dict[tuple[str, int], tuple[str, str]]:
    """By kind and id: words and address; what one may not see is left out."""
    found = dict(things(places, actor))
    for kind, (key, model, page) in READ_AT.items():
        ids = [place.thing_id for place in places if place.kind == kind]
        held = dict(rows_of(kind, ids).values_list("pk", key)) if ids else {}
        seen = model.objects.visible_to(actor).in_bulk([pk for pk in held.values() if pk])  # type: ignore[attr-defined]
        for pk, above in held.items():
            if above in seen:
                found[kind, pk] = str(seen[above]), reverse(page, args=[seen[above].public_id])
    return found
