"""Việc chính — of all one may do with a case now, the one that leads on: what the next step still lacks first, then that step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.urls import reverse

from dondoc.access.rights import may
from dondoc.inspecting.actions.concluding import ARCHIVE
from dondoc.inspecting.actions.deciding import DECIDE
from dondoc.inspecting.actions.reporting import ANSWER
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case
from dondoc.inspecting.queries import Stand
from dondoc.inspecting.rail import coming, is_ending
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of
from dondoc.web.inspecting.offering import Way, names_of, names_on, things_of, way, way_on
from dondoc.web.inspecting.verbs import CASE_VERBS, PART_VERBS, RARE

# what of a part a step may still lack, in the order it is asked; the field that says it is done, where an offer does not
LACKS = {"tell": "", "rule": "", "accept-report": "", "supply": "", "explain": "explained_on", "answer": "answered", "request": "product",
         "measure": "measure", "report": "reported_on", "confirm": ""}  # fmt: skip
SENDS = ("send-report", "send-plan", "report-remedy")  # by the inspected, once nothing of it lacks


def ways(case: Case, stand: Stand, actor: Actor) -> tuple[list[Way], list[Way]]:
    """Việc chính đứng đầu — the one that leads on first, what else is offered, then what is rare."""
    names = names_of(case, stand, actor)
    first = _first(case, stand, actor, names)
    lead = [first] if first else []
    offers, rare = ([way(case, name) for name in names if (name in RARE) is is_rare] for is_rare in (False, True))
    return [*lead, *(one for one in offers if one not in lead)], [one for one in rare if one not in lead]


def _first(case: Case, stand: Stand, actor: Actor, names: list[str]) -> Way | None:
    if "declare" in names:
        return way(case, "declare")
    lacking, sending = _lacking(case, stand, actor), _sending(case, stand, actor)
    return next(chain(_deciding(case, actor), lacking, _leading(case, names), sending), None)


def _deciding(case: Case, actor: Actor) -> Iterator[Way]:
    """One paper decides on several at once, on a page of its own."""
    if case.state == State.SUBMITTED and may(actor, DECIDE, case.body):
        yield str(plate_of(DECIDE).label), f"{reverse('decide_inspections')}?case={case.public_id}"


def _lacking(case: Case, stand: Stand, actor: Actor) -> Iterator[Way]:
    for name, done in LACKS.items():
        verb = PART_VERBS[name]
        by_other = name == "explain" and stand.is_inside  # the team notes it only for the inspected
        if case.state not in verb.where or by_other:
            continue
        for thing in things_of(case, stand, verb.of):
            if name in names_on(case, stand, actor, thing, verb.of) and not (done and getattr(thing, done)):
                yield way_on(case, name, thing)


def _leading(case: Case, names: list[str]) -> Iterator[Way]:
    step = coming(case)
    act = ARCHIVE if is_ending(case) and case.archived_on is None else step.act if step else ""
    yield from (way(case, name) for name in names if CASE_VERBS[name].act == act)


def _sending(case: Case, stand: Stand, actor: Actor) -> Iterator[Way]:
    """The inspected: the outline row by row, then what is sent of it all."""
    for body in stand.parts:
        for name in names_on(case, stand, actor, body, "body"):
            if name == "send-report" and body.answers.count() < case.outline.count():
                yield (
                    str(plate_of(ANSWER).label),
                    reverse("inspection_self_report", args=[case.public_id, body.public_id]),
                )
            elif name in SENDS:
                yield way_on(case, name, body)
