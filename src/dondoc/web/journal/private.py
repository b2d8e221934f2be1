"""Việc riêng trong nhật ký — lines that only those see who see the thing itself, whoever reads the unit's journal.

A case of inspection is known to its own. Who did something of it, and from which unit, would tell the others whom it
inspects; so its lines are left out for them. The chain and what is exported of it, ids and hashes, stay whole.
"""

from __future__ import annotations

from django.db import models

from dondoc.inspecting.models import Case
from dondoc.inspecting.programmes import InspectionProgramme
from dondoc.inspecting.teams import Team
from dondoc.shared.actor import Actor


def seen_lines(actor: Actor) -> models.Q:
    """Every line but those of inspections; of these, the lines of what one sees from inside."""
    own = {
        Case: Case.objects.visible_to(actor).inside_of(actor),
        InspectionProgramme: InspectionProgramme.objects.visible_to(actor),
        Team: Team.objects.visible_to(actor),
    }
    found = ~models.Q(kind__in=[model._meta.label_lower for model in own])
    for model, rows in own.items():
        found |= models.Q(kind=model._meta.label_lower, thing_id__in=rows.order_by().values("pk"))
    return found
