"""Lấy ra để xem — the only ways a page finds a row: what is not visible is not there (404)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db import models
from django.http import Http404, HttpRequest

from dondoc.documents.models import Entry, Paper, Reading, Upload
from dondoc.obligations.models import Assignment, Obligation
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import day_ends_at
from dondoc.units.models import Unit

M = TypeVar("M", bound=models.Model)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; every page that calls this stands behind sign-in."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        raise Http404
    return actor


def now_of(request: HttpRequest) -> datetime:
    """The moment the request came, one for all it does."""
    now: datetime = request.now  # type: ignore[attr-defined]
    return now


def one(rows: models.QuerySet[M], public_id: str) -> M:
    """The row of a public id among those already filtered by visible_to, or 404."""
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def keyed(rows: models.QuerySet[M], key: str) -> M:
    """The row of a key that is its own name, or 404."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def the_unit(request: HttpRequest, public_id: str) -> Unit:
    return one(Unit.objects.visible_to(actor_of(request)), public_id)


def the_paper(request: HttpRequest, public_id: str) -> Paper:
    return one(Paper.objects.visible_to(actor_of(request)).select_related("issuer"), public_id)


def the_entry(request: HttpRequest, public_id: str) -> Entry:
    return one(Entry.objects.visible_to(actor_of(request)).for_list(), public_id)


def the_upload(request: HttpRequest, public_id: str) -> Upload:
    rows = Upload.objects.visible_to(actor_of(request)).select_related("unit", "reading", "paper")
    return one(rows, public_id)


def the_obligation(request: HttpRequest, public_id: str) -> Obligation:
    rows = Obligation.objects.visible_to(actor_of(request)).for_list()
    return one(rows.select_related("entry", "paper__issuer", "unit"), public_id)


def the_assignment(request: HttpRequest, public_id: str) -> Assignment:
    rows = Assignment.objects.visible_to(actor_of(request)).for_list()
    return one(rows.select_related("obligation__unit", "parent__unit", "unit", "giver",
                                   "obligation__paper", "direction"), public_id)  # fmt: skip


def latest_reading(paper: Paper, day: date | None = None) -> Reading | None:
    """The newest stored reading of any copy of a paper the person already sees; as of a day, of those of then."""
    rows = Reading.objects.filter(copies__paper=paper).exclude(text="")  # erased after an incident
    if day is not None:
        rows = rows.filter(at__lt=day_ends_at(day), copies__at__lt=day_ends_at(day))
    return rows.order_by("-id").first()
