"""Mở sự cố — the content is hidden in the same transaction; and given back where it was no secret after all."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees
from dondoc.documents.models import Paper
from dondoc.incidents import rules
from dondoc.incidents.lifecycle import INCIDENT, OPEN
from dondoc.incidents.models import Content, Incident, Level, Place, PlaceState
from dondoc.incidents.reach import require_within
from dondoc.incidents.sealing import forget, give_back, hide, holders, opened, shown
from dondoc.jobs import queue
from dondoc.journal.actions import write
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.erasing import Scope, columns, is_erased
from dondoc.units.models import Unit

LOOK = "incidents.look"


@act("incidents.open", gettext_lazy("Mở sự cố lộ nội dung mật"))
def open_incident(
    *, unit: Unit, things: Sequence[Any], level: str, ground: str, found_on: date, found_by: str, by: Actor, at: datetime,
    keeps_number: bool = True,
) -> Incident:  # fmt: skip
    """Mở sự cố — of papers, files, evidence or whatever carries words: hidden at once from every page, search and export.

    A paper takes with it all that was made of it: copies, readings, duties, evidence, reports' titles.
    """
    require(by, "incidents.open", unit)
    rules.check_told(ground=ground, found_by=found_by, found_on=found_on, today=hanoi_day(at))
    if level not in Level.values:
        raise Refused(_("Chọn độ mật, hoặc “chưa xác định”."))
    incident = Incident.objects.create(
        unit=unit, level=level, ground=ground.strip(), found_on=found_on, found_by=found_by.strip(), at=at,
        keeps_number=keeps_number, salt=secrets.token_hex(16),
    )  # fmt: skip
    INCIDENT.start(incident, by=by, at=at, on=hanoi_day(at))
    if not hide(incident, _scope(things, by), by=by, at=at):
        raise Refused(_("Việc này không có nội dung nào để ẩn, hoặc đã được ẩn trong một sự cố khác."))
    queue.ask(LOOK, {"incident": incident.pk}, by=by, at=at)
    write("incidents.open", incident, by=by, at=at, on=found_on, unit=unit, papers=incident.papers,
          things=[[thing._meta.label_lower, thing.pk] for thing in things])  # fmt: skip
    return incident


def _scope(things: Sequence[Any], by: Actor) -> Scope:
    scope = Scope()
    for thing in things:
        kind = thing._meta.label_lower
        if kind not in columns() or not sees(by, thing):
            raise Refused(_("Không thấy việc này, hoặc nó không mang nội dung."))
        if isinstance(thing, Paper):
            scope.papers.add(thing.pk)
        else:
            scope.things.setdefault(kind, set()).add(thing.pk)
            scope.digests |= {name for name in [getattr(thing, "sha256", "")] if name and not is_erased(name)}
    return scope


@act("incidents.lift", gettext_lazy("Gỡ ẩn, không phải nội dung mật"))
def lift(*, incident: Incident, reason: str, by: Actor, at: datetime) -> None:
    """Gỡ ẩn — before anything was destroyed: every row says again what it said; a file that waited must be sent again."""
    require_within(by, "incidents.lift", incident)
    check_reason(reason)
    INCIDENT.take(incident, "lift", by=by, at=at, on=hanoi_day(at))
    sealed, _phrases = opened(incident)
    shown(give_back(sealed))
    Place.objects.filter(incident=incident).update(state=PlaceState.LEFT, because=reason.strip()[:300])
    names = list(Content.objects.filter(incident=incident).exclude(sha256="").values_list("sha256", flat=True))
    Content.objects.filter(incident=incident).update(sha256="")
    write("incidents.lift", incident, by=by, at=at, unit=incident.unit)
    transaction.on_commit(lambda: _after_lift(incident, names))


def _after_lift(incident: Incident, names: list[str]) -> None:
    forget(incident)
    for name in names:
        if not holders(name):
            files.drop(name)


def is_open(incident: Incident) -> bool:
    """Whether its content is still sealed."""
    return incident.state in OPEN
