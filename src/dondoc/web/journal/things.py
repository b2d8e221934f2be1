"""Việc nào — what a line of the journal is about: its words and its page, of what one sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.urls import reverse

from dondoc.documents.models import Entry, LeaderDirection, Register, Upload
from dondoc.implementation.models import Evidence, Extension, Note, Plan
from dondoc.journal.queries import Line
from dondoc.obligations.models import Assignment, Obligation
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Post, Unit

Thing = tuple[str, str]  # its words, its address


def things(rows: Iterable[Line], actor: Actor) -> dict[tuple[str, int], Thing]:
    """By kind and id, what may be opened; one query a kind that occurs. What one may not see is left out."""
    asked: dict[str, set[int]] = {}
    for row in rows:
        asked.setdefault(row.kind, set()).add(row.thing_id or 0)
    found: dict[tuple[str, int], Thing] = {}
    for kind, ids in asked.items():
        if kind in _KINDS:
            seen, say = _KINDS[kind]
            found |= {(kind, thing.pk): say(thing) for thing in seen(actor).filter(pk__in=ids)}
    return found


def _entry(row: Entry) -> Thing:
    return f"{row.paper.kind} {row.paper.so_ky_hieu}".strip(), reverse("paper", args=[row.paper.public_id])


def _share(row: Assignment) -> Thing:
    return str(row), reverse("assignment", args=[row.public_id])


def _unit(row: Unit) -> Thing:
    return row.name, reverse("unit", args=[row.public_id])


def _work(model: Any) -> tuple[Callable[[Actor], models.QuerySet[Any]], Callable[[Any], Thing]]:
    """Of what was done for a share, the share."""
    return (
        lambda actor: model.objects.visible_to(actor).select_related("assignment__obligation", "assignment__unit"),
        lambda row: _share(row.assignment),
    )


_KINDS: dict[str, tuple[Callable[[Actor], models.QuerySet[Any]], Callable[[Any], Thing]]] = {
    "documents.entry": (lambda actor: Entry.objects.visible_to(actor).for_list(), _entry),
    "documents.leaderdirection": (
        lambda actor: LeaderDirection.objects.visible_to(actor).select_related("entry__paper"),
        lambda row: _entry(row.entry),
    ),
    "documents.register": (
        lambda actor: Register.objects.visible_to(actor),
        lambda row: (str(row), reverse("register_page", args=[row.public_id])),
    ),
    "documents.upload": (
        lambda actor: Upload.objects.visible_to(actor),
        lambda row: (row.file_name or row.get_state_display(), reverse("upload_page", args=[row.public_id])),
    ),
    "obligations.obligation": (
        lambda actor: Obligation.objects.visible_to(actor),
        lambda row: (row.nv, reverse("obligation", args=[row.public_id])),
    ),
    "obligations.assignment": (lambda actor: Assignment.objects.visible_to(actor).for_list(), _share),
    "implementation.plan": _work(Plan),
    "implementation.note": _work(Note),
    "implementation.evidence": _work(Evidence),
    "implementation.extension": _work(Extension),
    "units.unit": (lambda actor: Unit.objects.visible_to(actor), _unit),
    "units.post": (
        lambda actor: Post.objects.visible_to(actor).select_related("unit", "kind"),
        lambda row: (str(row), _unit(row.unit)[1]),
    ),
    "units.holding": (
        lambda actor: Holding.objects.visible_to(actor).select_related("person", "post__unit", "post__kind"),
        lambda row: (str(row), _unit(row.post.unit)[1]),
    ),
}
