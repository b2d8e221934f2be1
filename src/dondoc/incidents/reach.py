"""Phạm vi của sự cố — who destroys, gives back or closes holds the right wherever its papers are registered.

Opening asks at one unit, as the one who sees it must be able to hide at once; what is not undone, or undoes the
hiding, asks at all: a unit to which a paper was only shown does not dispose of the paper.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.access.rights import may, require
from dondoc.documents.models import Entry, Paper
from dondoc.incidents.models import Incident, Place, PlaceState
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.models import Unit

KINDS = ("documents.paper", "documents.copy", "documents.reading")


def is_within(actor: Actor, act: str, incident: Incident, more: Iterable[Place] = ()) -> bool:
    """Trong phạm vi — the right at the incident's unit, and at each with a standing line of its papers, or of `more`."""
    return all(may(actor, act, unit) for unit in [incident.unit, *_registered(incident, more)])


def require_within(actor: Actor, act: str, incident: Incident, more: Iterable[Place] = ()) -> None:
    """Kiểm tra phạm vi — of a unit that the actor may not see, no name is told."""
    require(actor, act, incident.unit)
    if not is_within(actor, act, incident, more):
        raise Refused(_("Sự cố này gồm văn bản ngoài phạm vi của đồng chí. Việc này do cấp trên làm."))


def _registered(incident: Incident, more: Iterable[Place]) -> list[Unit]:
    """Where its papers are registered; also those of which only the file is in it, as the same bytes are."""
    held = [*incident.places.filter(state__in=(PlaceState.HIDDEN, PlaceState.REMOVED)), *more]
    of = {kind: [place.thing_id for place in held if place.kind == kind] for kind in KINDS}
    papers = Paper.objects.filter(
        Q(pk__in=[*incident.papers, *of["documents.paper"]])
        | Q(copies__in=of["documents.copy"])
        | Q(copies__reading__in=of["documents.reading"])
    )
    lines = Entry.objects.standing().filter(paper__in=papers.order_by().values("pk"))
    return list(Unit.objects.filter(pk__in=lines.order_by().values("unit")))
