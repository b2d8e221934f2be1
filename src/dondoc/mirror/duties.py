"""Nhiệm vụ của phạm vi — by the day each was confirmed, and whether any unit was given it."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, Subquery

from dondoc.mirror import shares as works
from dondoc.mirror.scope import Scope
from dondoc.obligations.lifecycle import PHASES, Phase
from dondoc.obligations.models import Assignment, Obligation, ObligationStep
from dondoc.shared.actor import Actor


def duties(actor: Actor, scope: Scope) -> works.Rows:
    """Nhiệm vụ của phạm vi — confirmed by D, with the quarter and whether any unit was given it."""
    known = Q(on__lte=scope.day, at__lte=scope.known_by)
    steps = ObligationStep.objects.filter(known, thing=OuterRef("pk")).order_by("id")
    rows: works.Rows = Obligation.objects.visible_to(actor)
    rows = rows.filter(paper=scope.paper) if scope.paper else rows
    rows = rows.annotate(made_on=Subquery(steps.values("on")[:1]), unit_then=works.whose(Obligation, "unit", scope))
    rows = works.inside(rows.filter(made_on__isnull=False), scope)
    given = works.alive(Assignment.objects.all(), scope).filter(obligation=OuterRef("pk"))
    return rows.annotate(made_q=works.quarter("made_on", scope.day), has_owner=works.yes(Exists(given)))


def duties_today(scope: Scope) -> works.Rows:
    """The same where the whole scope is seen: the day it was confirmed is that of its first step."""
    rows: works.Rows = Obligation.objects.filter(works.standing_in(scope), steps__step="start")
    rows = rows.filter(paper=scope.paper) if scope.paper else rows
    given = Assignment.objects.filter(obligation=OuterRef("pk")).exclude(state__in=PHASES[Phase.CLOSED])
    rows = rows.annotate(made_on=F("steps__on"))
    return rows.annotate(made_q=works.quarter("steps__on", scope.day), has_owner=works.yes(Exists(given)))
