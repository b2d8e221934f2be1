"""Cuộc đang chờ ai — cases whose next step is the actor's own to take, by the side one stands on."""

from __future__ import annotations

from django.db import models

from dondoc.access.rights import reaches, units_in
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.lifecycle import ASKED, AT_WORK, DISPUTED, FOLLOWED, State
from dondoc.inspecting.models import Body, Case, CaseQuerySet
from dondoc.inspecting.rail import BODY, HOLDS, LEAD, MONITOR, TEAM
from dondoc.inspecting.requests import DocumentRequest
from dondoc.inspecting.teams import Seat
from dondoc.shared.actor import Actor

S = State
AS = {
    BODY: ("body", "inspecting.decide"),
    LEAD: ("lead", "inspecting.submit"),
    MONITOR: ("monitor", "inspecting.close"),
}


def waiting(actor: Actor) -> CaseQuerySet:
    """Of one's own post and seats; asked for another's post (to hand it over) nothing: it is told to nobody else."""
    rows = Case.objects.visible_to(actor)
    if actor.account_id is None:
        return rows.none()
    turns = _turn(TEAM) | _ending(is_archived=False) | models.Q(models.Exists(to_be_taken()), state=S.DEPLOYED)
    mine = models.Q(team__in=Seat.objects.taken(actor).values("team")) & turns
    mine |= models.Q(body__in=units_in(reaches(actor, "inspecting.give_requests"))) & _to_give()
    for side, (role, act) in AS.items():
        turn = _turn(side) | _ending(is_archived=True) if side == MONITOR else _turn(side)
        mine |= models.Q(**{f"{role}__in": units_in(reaches(actor, act))}) & turn
    return rows.filter(mine | models.Q(pk__in=_of_objects(actor).values("case")))


def _turn(side: str) -> models.Q:
    """As `rail.whose` says of one case; the end apart."""
    return models.Q(state__in=[state for state, holder in HOLDS.items() if holder == side and state != S.VERIFIED])


def _to_give() -> models.Q:
    """Announced, and what it asks for is no obligation yet."""
    asked = Finding.objects.standing().filter(case=models.OuterRef("pk"), given__isnull=True, closed_on__isnull=True)
    return models.Q(models.Exists(asked.exclude(owner=None)), state__in=FOLLOWED)


def to_be_taken() -> models.QuerySet[Body]:
    """Báo cáo đã gửi, đoàn chưa nhận — of the case at hand."""
    return Body.objects.filter(case=models.OuterRef("pk"), reported_on__isnull=False, accepted_on__isnull=True)


def _ending(*, is_archived: bool) -> models.Q:
    """As `rail.is_ending` says of one case: the dossier comes first, then who follows it up."""
    owed = models.Exists(Finding.objects.standing().filter(case=models.OuterRef("pk")))
    return (models.Q(state=S.VERIFIED) | models.Q(state=S.ANNOUNCED) & ~owed) & models.Q(
        archived_on__isnull=not is_archived
    )


def _of_objects(actor: Actor) -> models.QuerySet[Body]:
    return owing().filter(unit__in=units_in(reaches(actor, "inspecting.send_report")))


def owing() -> models.QuerySet[Body]:
    """Đối tượng còn việc — told, and something of it is theirs to do: the report, papers asked for, an explanation, a plan, a remedy."""
    found = Finding.objects.standing().filter(body=models.OuterRef("pk"), told_on__isnull=False, closed_on__isnull=True)
    report = models.Q(reported_on__isnull=True, case__state__in=ASKED)
    explain = models.Q(case__state__in=DISPUTED) & models.Exists(found.filter(explained_on__isnull=True))
    plan = models.Q(case__state=S.ANNOUNCED, planned_on__isnull=True) & models.Exists(found)
    remedy = models.Q(case__state=S.REMEDYING) & models.Exists(found)
    asked = DocumentRequest.objects.open().filter(body=models.OuterRef("pk"))
    supply = models.Q(case__state__in=AT_WORK) & models.Exists(asked)
    return Body.objects.filter(report | supply | explain | plan | remedy, told_on__isnull=False)
