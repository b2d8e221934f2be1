"""Hành vi trên một cuộc — each with its form, the side that does it, where it is offered; one table for pages and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from dondoc.access.rights import may
from dondoc.inspecting.actions import (
    concluding,
    deciding,
    exiting,
    finding,
    preparing,
    proposing,
    remedying,
    reporting,
    working,
)
from dondoc.inspecting.entitled import HEADS
from dondoc.inspecting.findings import Declaration, Finding
from dondoc.inspecting.lifecycle import AT_WORK, BEFORE_WORK, CASE, FOLLOWED, RAIL, RUNNING, State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import Stand
from dondoc.inspecting.words import Answered
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of
from dondoc.web.inspecting import forms as boxes

BODY, LEAD, MONITOR, OBJECT = "body", "lead", "monitor", "object"  # a right granted at that unit
TEAM, HEAD, SIDE, EITHER = (
    "team",
    "head",
    "side",
    "either",
)  # a seat; the head's; a seat or who leads; the object's or a seat


@dataclass(frozen=True, slots=True)
class Verb:
    """Một hành vi — which function, by which form, whose; from which states it is offered on the page."""

    act: str
    run: Callable[..., Any]
    form: type[boxes.CaseForm]
    side: str
    states: tuple[str, ...] = ()
    of: str = "case"  # what it is done on: the case, a body, a finding, a declaration

    @property
    def where(self) -> tuple[str, ...]:
        """Its own states, else those at which its step of the lifecycle starts."""
        steps = (state for step in CASE.steps if step.act == self.act for state in step.sources)
        return self.states or tuple(steps)


S = State
DOSSIER = tuple(RAIL[2:-1])
CASE_VERBS: dict[str, Verb] = {
    "outline": Verb(proposing.OUTLINE, proposing.set_outline, boxes.OutlineForm, LEAD, (S.PROPOSED,)),
    "amend": Verb(proposing.AMEND, proposing.amend_proposal, boxes.ScopeForm, LEAD, (S.PROPOSED,)),
    "submit": Verb(proposing.SUBMIT, proposing.submit, boxes.DebtsForm, LEAD),
    "return": Verb(proposing.RETURN, proposing.return_proposal, boxes.WhyForm, BODY),
    "declare": Verb(preparing.DECLARE, preparing.declare, boxes.DeclareForm, TEAM, (S.DECIDED, S.PREPARED, *AT_WORK)),
    "prepare": Verb(preparing.PREPARE, preparing.prepare, boxes.DocForm, TEAM),
    "deploy": Verb(preparing.DEPLOY, preparing.deploy, boxes.MinutesForm, TEAM),
    "verify": Verb(working.VERIFY, working.verify, boxes.DayForm, TEAM),
    "draft": Verb(working.DRAFT, working.draft, boxes.DocForm, TEAM, (S.VERIFYING, S.REPORTED)),
    "redraft": Verb(working.DRAFT, working.draft, boxes.DocForm, TEAM, (S.HEARD,)),
    "hear": Verb(working.HEAR, working.hear, boxes.MinutesForm, TEAM),
    "complete": Verb(working.COMPLETE, working.complete, boxes.DocForm, HEAD),
    "verify-more": Verb(working.MORE, working.verify_more, boxes.WhyForm, TEAM),
    "consider": Verb(concluding.CONSIDER, concluding.consider, boxes.DocForm, BODY),
    "return-to-team": Verb(concluding.BACK, concluding.return_to_team, boxes.WhyForm, BODY),
    "draft-notice": Verb(concluding.DRAFT, concluding.draft_notice, boxes.DayForm, LEAD),
    "sign-notice": Verb(concluding.SIGN, concluding.sign_notice, boxes.NoticeForm, BODY),
    "return-notice": Verb(concluding.REDO, concluding.return_notice, boxes.WhyForm, BODY),
    "announce": Verb(concluding.ANNOUNCE, concluding.announce, boxes.MinutesForm, SIDE),
    "accept-plan": Verb(remedying.TAKE, remedying.accept_plan, boxes.PlainForm, MONITOR),
    "return-plan": Verb(remedying.REDO, remedying.return_plan, boxes.WhyForm, MONITOR),
    "verify-remedy": Verb(remedying.VERIFIED, remedying.verify_remedy, boxes.PlainForm, MONITOR),
    "archive": Verb(concluding.ARCHIVE, concluding.archive, boxes.DayForm, SIDE, FOLLOWED),
    "close": Verb(remedying.CLOSE, remedying.close, boxes.CloseForm, MONITOR),
    "document": Verb(working.FILE, working.add_document, boxes.FileForm, SIDE, DOSSIER),
    "absent": Verb(working.ABSENT, working.note_absent, boxes.AbsentForm, SIDE, DOSSIER),
    "scope": Verb(deciding.CHANGE, deciding.change_scope, boxes.ChangeForm, BODY, (S.SUBMITTED, *RUNNING)),
    "extend": Verb(deciding.EXTEND, deciding.extend, boxes.ExtendForm, BODY, (S.DECIDED, S.PREPARED, *AT_WORK)),
    "suspend": Verb(exiting.SUSPEND, exiting.suspend, boxes.GroundedForm, BODY),
    "resume": Verb(exiting.RESUME, exiting.resume, boxes.ByPaperForm, BODY, (S.SUSPENDED,)),
    "cancel": Verb(exiting.CANCEL, exiting.cancel, boxes.WhyForm, BODY, BEFORE_WORK),
    "transfer": Verb(exiting.TRANSFER, exiting.transfer, boxes.GroundedForm, BODY),
    "convert": Verb(exiting.CONVERT, exiting.convert, boxes.GroundedForm, BODY),
}
PART_VERBS: dict[str, Verb] = {
    "tell": Verb(preparing.TELL, preparing.tell_object, boxes.DayForm, SIDE, (S.DECIDED, S.PREPARED, *AT_WORK), "body"),
    "send-report": Verb(reporting.SEND, reporting.send_report, boxes.DocForm, OBJECT, (S.DEPLOYED,), "body"),
    "accept-report": Verb(reporting.ACCEPT, reporting.accept_report, boxes.DayForm, TEAM, (S.DEPLOYED,), "body"),
    "return-report": Verb(reporting.RETURN, reporting.return_report, boxes.WhyForm, TEAM, (), "body"),
    "find": Verb(
        finding.FIND, finding.find, boxes.FindForm, TEAM, (S.REPORTED, S.VERIFYING, S.DRAFTED, S.HEARD), "body"
    ),
    "send-plan": Verb(remedying.SEND, remedying.send_plan, boxes.PlainForm, OBJECT, (S.ANNOUNCED,), "body"),
    "report-remedy": Verb(remedying.SENT, remedying.report_remedy, boxes.PlainForm, OBJECT, (S.REMEDYING,), "body"),
    "rule": Verb(
        preparing.RULE,
        preparing.rule_conflict,
        boxes.RulingForm,
        BODY,
        (S.DECIDED, S.PREPARED, *AT_WORK),
        "declaration",
    ),
    "explain": Verb(
        finding.EXPLAIN, finding.explain, boxes.ExplainForm, EITHER, (S.DRAFTED, S.HEARD, S.VERIFYING), "finding"
    ),
    "answer": Verb(
        finding.ANSWER, finding.answer_explanation, boxes.AnswerForm, TEAM, (S.DRAFTED, S.HEARD, S.VERIFYING), "finding"
    ),
    "request": Verb(
        finding.REQUEST, finding.lay_request, boxes.RequestForm, LEAD, (S.CONSIDERED, S.NOTICE_DRAFTED), "finding"
    ),
    "measure": Verb(remedying.MEASURE, remedying.plan_finding, boxes.MeasureForm, OBJECT, (S.ANNOUNCED,), "finding"),
    "report": Verb(remedying.REPORT, remedying.report_finding, boxes.RemedyForm, OBJECT, (S.REMEDYING,), "finding"),
    "confirm": Verb(
        remedying.CONFIRM,
        remedying.verify_finding,
        boxes.OpinionForm,
        MONITOR,
        (S.REMEDYING, S.REMEDY_REPORTED),
        "finding",
    ),
    "more": Verb(remedying.MORE, remedying.return_remedy, boxes.WhyForm, MONITOR, (S.REMEDY_REPORTED,), "finding"),
}
RARE = ("close", "archive", "document", "absent", "amend", "return", "verify-more", "redraft", "return-to-team", "return-notice", "return-plan",
        "extend", "scope", "suspend", "transfer", "convert", "cancel")  # fmt: skip
Thing = Body | Finding | Declaration


def body_of(thing: Thing | None) -> Body | None:
    """Whose part of the case it is."""
    if isinstance(thing, Body):
        return thing
    return thing.body if isinstance(thing, Finding) else None


def is_of(verb: Verb, case: Case, stand: Stand, actor: Actor, thing: Thing | None = None) -> bool:
    """Whether this is the actor's to do: a seat of the team, or the right at the unit whose side it is."""
    seat, body = stand.seat, body_of(thing)
    if verb.side == HEAD:
        return seat is not None and seat.role in HEADS
    if verb.side == TEAM:
        return seat is not None
    granted = {BODY: case.body, LEAD: case.lead, SIDE: case.lead, MONITOR: case.monitor}.get(
        verb.side, body.unit if body else None
    )
    return (granted is not None and may(actor, verb.act, granted)) or (verb.side in (SIDE, EITHER) and seat is not None)


def offered(case: Case, stand: Stand, actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Các việc được làm với cuộc bây giờ — what leads on, then what is rare."""
    found = [name for name, verb in CASE_VERBS.items() if case.state in verb.where and is_of(verb, case, stand, actor)]
    if stand.seat is not None and case.declarations.filter(seat=stand.seat).exists():
        found = [name for name in found if name != "declare"]
    if case.archived_on is not None:
        found = [name for name in found if name != "archive"]
    ordered = sorted(found, key=lambda name: RARE.index(name) if name in RARE else -1)
    ways = [
        (name, (str(plate_of(CASE_VERBS[name].act).label), reverse("inspection_act", args=[case.public_id, name])))
        for name in ordered
    ]
    return [way for name, way in ways if name not in RARE], [way for name, way in ways if name in RARE]


def offered_on(case: Case, stand: Stand, actor: Actor, thing: Thing, of: str) -> list[tuple[str, str]]:
    """The same of one part of it: an inspected unit, a finding, a declaration."""
    names = [
        name for name, verb in PART_VERBS.items() if verb.of == of and case.state in verb.where and _now(name, thing)
    ]
    return [
        (str(plate_of(PART_VERBS[name].act).label), reverse("inspection_part", args=[case.public_id, name, thing.public_id]))
        for name in names if is_of(PART_VERBS[name], case, stand, actor, thing)
    ]  # fmt: skip


def _now(name: str, thing: Any) -> bool:
    """What makes no sense any more, or not yet, is not offered; the act would refuse it."""
    asked: dict[str, Callable[[Any], bool]] = {
        "tell": lambda b: b.told_on is None, "send-report": lambda b: b.reported_on is None,
        "accept-report": lambda b: b.reported_on is not None and b.accepted_on is None, "return-report": lambda b: b.reported_on is not None,
        "rule": lambda d: not d.ruling, "explain": lambda f: f.told_on is not None and not f.answered,
        "answer": lambda f: f.explained_on is not None and not f.declines, "report": lambda f: f.closed_on is None,
        "confirm": lambda f: f.reported_on is not None and f.closed_on is None, "more": lambda f: f.reported_on is not None and f.closed_on is None,
    }  # fmt: skip
    if name in ("request", "measure", "report", "confirm", "more") and thing.answered == Answered.ACCEPTED:
        return False
    return asked.get(name, lambda _thing: True)(thing)


def things_of(case: Case, stand: Stand, of: str) -> Iterable[Thing]:
    """Các phần của cuộc được thấy — of the inspected, their own, once they were told of it."""
    return {"body": _bodies, "finding": _findings, "declaration": _declarations}[of](case, stand)


def _bodies(case: Case, stand: Stand) -> Iterator[Thing]:
    own = {body.pk for body in stand.parts}
    yield from (body for body in case.bodies.select_related("unit").order_by("id") if stand.is_inside or body.pk in own)


def _findings(case: Case, stand: Stand) -> Iterator[Thing]:
    rows = case.findings.select_related("body__unit", "owner", "verifier", "row").order_by("id")
    if not stand.is_inside:
        rows = rows.filter(body__in=stand.parts, told_on__isnull=False)
    yield from rows


def _declarations(case: Case, stand: Stand) -> Iterator[Thing]:
    if stand.is_inside:
        yield from case.declarations.select_related("seat__holding__person").order_by("id")
