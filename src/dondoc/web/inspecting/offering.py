"""Việc được làm bây giờ — of a case and each of its parts, what is the actor's own to do; what makes no sense yet is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import reverse

from dondoc.access.rights import may
from dondoc.inspecting.entitled import HEADS
from dondoc.inspecting.findings import Declaration, Finding, Strength
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import Stand, overlaps, to_be_given
from dondoc.inspecting.requests import DocumentRequest
from dondoc.inspecting.words import Answered, Conflict
from dondoc.practices.lifecycle import State as Practised
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of
from dondoc.web.inspecting.verbs import (
    ANY,
    BODY,
    CASE_VERBS,
    EITHER,
    HEAD,
    LEAD,
    MONITOR,
    PART_VERBS,
    RARE,
    SIDE,
    TEAM,
    Thing,
    Verb,
)

Way = tuple[str, str]  # the words of an act, and its address


def body_of(thing: Thing | None) -> Body | None:
    """Whose part of the case it is."""
    if isinstance(thing, Body):
        return thing
    return thing.body if isinstance(thing, Finding | Strength | DocumentRequest) else None


def is_of(verb: Verb, case: Case, stand: Stand, actor: Actor, thing: Thing | None = None) -> bool:
    """Whether this is the actor's to do: a seat of the team, or the right at the unit whose side it is."""
    seat, body = stand.seat, body_of(thing)
    if verb.side == HEAD:
        return seat is not None and seat.role in HEADS
    if verb.side == TEAM:
        return seat is not None
    own, lead = (body.unit if body else None,), (case.lead,)
    granted = {BODY: (case.body,), LEAD: lead, SIDE: lead, MONITOR: (case.monitor,), ANY: (*own, case.lead)}.get(
        verb.side, own
    )
    if seat is not None and verb.side in (SIDE, EITHER, ANY):
        return True
    return any(may(actor, verb.right or verb.act, unit) for unit in granted if unit is not None)


def names_of(case: Case, stand: Stand, actor: Actor) -> list[str]:
    """Các việc được làm với cuộc bây giờ — their names in the table of verbs: what leads on, then what is rare."""
    found = [name for name, verb in CASE_VERBS.items() if case.state in verb.where and is_of(verb, case, stand, actor)]
    if stand.seat is not None and case.declarations.filter(seat=stand.seat).exists():
        found = [name for name in found if name != "declare"]
    if case.archived_on is not None:
        found = [name for name in found if name != "archive"]
    if "give-requests" in found and not to_be_given(case).exists():
        found.remove("give-requests")
    return sorted(found, key=lambda name: RARE.index(name) if name in RARE else -1)


def way(case: Case, name: str) -> Way:
    """The words of an act on the case, and where it is done."""
    return str(plate_of(CASE_VERBS[name].act).label), reverse("inspection_act", args=[case.public_id, name])


def offered_on(case: Case, stand: Stand, actor: Actor, thing: Thing, of: str) -> list[Way]:
    """The same of one part of it: an inspected unit, a finding, a declaration."""
    return [way_on(case, name, thing) for name in names_on(case, stand, actor, thing, of)]


def names_on(case: Case, stand: Stand, actor: Actor, thing: Thing, of: str) -> list[str]:
    """Their names in the table of verbs."""
    asked = {name: verb for name, verb in PART_VERBS.items() if verb.of == of and case.state in verb.where}
    return [name for name, verb in asked.items() if is_of(verb, case, stand, actor, thing) and _now(name, thing)]


def way_on(case: Case, name: str, thing: Thing) -> Way:
    """The words of the act, and where it is done."""
    where = reverse("inspection_part", args=[case.public_id, name, thing.public_id])
    return str(plate_of(PART_VERBS[name].act).label), where


def _now(name: str, thing: Any) -> bool:
    """What makes no sense any more, or not yet, is not offered; the act would refuse it."""
    asked: dict[str, Callable[[Any], bool]] = {
        "tell": lambda b: b.told_on is None, "send-report": lambda b: b.reported_on is None,
        "accept-report": lambda b: b.reported_on is not None and b.accepted_on is None, "return-report": lambda b: b.reported_on is not None,
        "supply": lambda r: r.supplied_on is None, "none": lambda r: r.supplied_on is None, "unask": lambda r: r.supplied_on is None,
        "share": lambda s: s.practice is None or s.practice.state == Practised.WITHDRAWN,
        "rule": lambda d: not d.ruling and (d.said != Conflict.NONE or d.is_on_record), "explain": lambda f: f.told_on is not None and not f.answered,
        "answer": lambda f: f.explained_on is not None and not f.declines, "report": lambda f: f.closed_on is None,
        "confirm": lambda f: f.reported_on is not None and f.closed_on is None, "more": lambda f: f.reported_on is not None and f.closed_on is None,
    }  # fmt: skip
    if name in ("request", "measure", "report", "confirm", "more") and thing.answered == Answered.ACCEPTED:
        return False
    return asked.get(name, lambda _thing: True)(thing)


def things_of(case: Case, stand: Stand, of: str) -> Iterable[Thing]:
    """Các phần của cuộc được thấy — of the inspected, their own, once they were told of it."""
    return {
        "body": _bodies,
        "finding": _findings,
        "declaration": declarations,
        "strength": _strengths,
        "request": _requests,
    }[of](case, stand)


def _bodies(case: Case, stand: Stand) -> Iterator[Thing]:
    own = {body.pk for body in stand.parts}
    yield from (body for body in case.bodies.select_related("unit").order_by("id") if stand.is_inside or body.pk in own)


def _findings(case: Case, stand: Stand) -> Iterator[Thing]:
    rows = (
        case.findings.select_related("body__unit", "owner", "verifier", "row")
        .prefetch_related("cited__paper")
        .order_by("id")
    )
    if not stand.is_inside:
        rows = rows.filter(body__in=stand.parts, told_on__isnull=False)
    yield from rows


def _strengths(case: Case, stand: Stand) -> Iterator[Thing]:
    """Until the conclusion is announced they are the team's own."""
    rows = (
        case.strengths.filter(withdrawn_at__isnull=True).select_related("body__unit", "row", "practice").order_by("id")
    )
    if not stand.is_inside:
        rows = rows.filter(body__in=stand.parts) if case.announced_on else rows.none()
    yield from rows


def _requests(case: Case, stand: Stand) -> Iterator[Thing]:
    rows = case.requests.standing().select_related("body__unit", "row", "document__paper").order_by("due_on", "id")
    yield from rows if stand.is_inside else rows.filter(body__in=stand.parts)


def declarations(case: Case, stand: Stand) -> Iterator[Declaration]:
    """Each says whether its member held a post there: asked once of all."""
    if not stand.is_inside:
        return
    rows = list(case.declarations.select_related("seat__holding__person").order_by("id"))
    posts = overlaps(case, [row.seat for row in rows])
    for row in rows:
        row.is_on_record = row.seat_id in posts
        yield row
