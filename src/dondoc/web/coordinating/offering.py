"""Đề nghị phối hợp ở trang của một việc — by its doer or a partner, while it is done; never the first thing offered."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dondoc.access.rights import may
from dondoc.implementation.queries import Offer
from dondoc.obligations.lifecycle import WORKING
from dondoc.obligations.models import Assignment, Partner
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of


def offered(assignment: Assignment, partners: Sequence[Partner], actor: Actor) -> list[tuple[Offer, str]]:
    """Nothing where nobody joins in it."""
    units = [assignment.unit, *(row.unit for row in partners)]
    if assignment.state not in WORKING or not partners or not any(may(actor, "coordinating.ask", u) for u in units):
        return []
    url = reverse("ask_coordination") + f"?assignment={assignment.public_id}"
    return [(Offer("coordinating.ask", plate_of("coordinating.ask").label, False, ""), url)]
