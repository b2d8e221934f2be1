"""Nhìn từ bên trong — what is shown of a case to who commissions, leads, follows it up or sits in its team."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dondoc.access.rights import may
from dondoc.inspecting.findings import Declaration
from dondoc.inspecting.kinds import newer, rule_of
from dondoc.inspecting.lifecycle import OVER, State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.needs import needs
from dondoc.inspecting.noticing import checks, content_hash
from dondoc.inspecting.queries import Stand, clock, debts_of, due_after, missing, notice_days, overlaps
from dondoc.inspecting.rail import coming, holder
from dondoc.inspecting.rights import SEE
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.waiting import owing
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import is_late
from dondoc.web.inspecting import offering
from dondoc.web.loading import now_of
from dondoc.web.personal.looking import shown
from dondoc.web.story import told


def inside(request: HttpRequest, case: Case, side: Stand, actor: Actor) -> dict[str, Any]:
    """What only those who look from inside are shown: holder, clock, team, declarations, dossier, debts, the story."""
    seats = _seats(case)
    shown(request, "inspection.team", [seat.holding.person_id for seat in seats])
    rule, time = rule_of(case.rule) if case.rule else None, clock(case, actor.today)
    return {
        "holder": holder(case, [body.unit.listed for body in owing().filter(case=case).select_related("unit").order_by("id")]), "needs": needs(case), "coming": coming(case), "time": time, "rule": rule,
        "newer": newer(case.sort, case.level, case.rule, actor.today) if case.state not in OVER else None,
        "is_late": time.due is not None and time.stopped_on is None and bool(is_late(time.due.day, now_of(request))),
        "archive": due_after(case, "inspection.archive", case.announced_on), "told_before": _noticed(case),
        "deploy_by": due_after(case, "inspection.deploy", case.signed_on) if case.deployed_on is None else None,
        "seats": _declared(case, seats, side, actor), "dossier": case.dossier.select_related("paper").order_by("id"), "missing": missing(case) if case.signed_on else [],
        "debts": debts_of(case, actor).select_related("case", "body__unit", "owner").order_by("due_on", "id")[:50],
        "extensions": case.extensions.select_related("paper").order_by("id"), "changes": case.changes.select_related("paper").order_by("id"),
        "checks": checks(case, actor) if case.state in (State.CONSIDERED, State.NOTICE_DRAFTED) else [],
        "is_as_signed": content_hash(case) == case.notice_hash if case.notice_hash else None,
        "story": told("inspecting.case", case.pk, None),
    }  # fmt: skip


def _noticed(case: Case) -> list[tuple[Body, int]]:
    """Who was told so many days before the first working day."""
    found = [(body, notice_days(case, body)) for body in case.bodies.select_related("unit").order_by("id")]
    return [(body, days) for body, days in found if days is not None]


def _seats(case: Case) -> list[Seat]:
    if case.team is None:
        return []
    return list(
        case.team.seats.select_related("holding__person", "holding__post__unit", "holding__post__kind").order_by("id")
    )


def _declared(
    case: Case, seats: list[Seat], side: Stand, actor: Actor
) -> list[tuple[Seat, Declaration | None, list[Any], bool, list[tuple[str, str]]]]:
    """Each member with what is declared and on record: its words for the commissioning body and the member alone."""
    said = {row.seat_id: row for row in offering.declarations(case, side)}
    posts, reads = overlaps(case, seats), may(actor, SEE, case.body)
    found = []
    for seat in seats:
        row, is_own = said.get(seat.pk), side.seat is not None and side.seat.pk == seat.pk
        offers = offering.offered_on(case, side, actor, row, "declaration") if row else []
        found.append((seat, row, posts.get(seat.pk, []) if reads or is_own else [], reads or is_own, offers))
    return found
