"""Hành vi trên một cuộc — each with its form, the side that does it, where it is offered; one table for pages and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dondoc.inspecting.actions import (
    asking,
    concluding,
    deciding,
    exiting,
    finding,
    giving,
    noting,
    preparing,
    proposing,
    remedying,
    reporting,
    sharing,
    working,
)
from dondoc.inspecting.findings import Declaration, Finding, Strength
from dondoc.inspecting.lifecycle import (
    AT_WORK,
    BEFORE_WORK,
    CASE,
    DISPUTED,
    FOLLOWED,
    OPENED,
    PUBLISHED,
    RUNNING,
    State,
)
from dondoc.inspecting.models import Body
from dondoc.inspecting.requests import DocumentRequest
from dondoc.practices.actions.proposing import PROPOSE
from dondoc.web.inspecting.forms.asking import AskForm, EntryForm
from dondoc.web.inspecting.forms.base import ByPaperForm, CaseForm, DayForm, GroundedForm, PlainForm, WhyForm
from dondoc.web.inspecting.forms.declaring import DeclareForm, RulingForm
from dondoc.web.inspecting.forms.documents import AbsentForm, DocForm, FileForm, MinutesForm
from dondoc.web.inspecting.forms.ending import CloseForm, DebtsForm, NoticeForm
from dondoc.web.inspecting.forms.findings import (
    AnswerForm,
    ExplainForm,
    FindForm,
    MeasureForm,
    OpinionForm,
    PraiseForm,
    RemedyForm,
    RequestForm,
)
from dondoc.web.inspecting.forms.scope import ChangeForm, ExtendForm, OutlineForm, ScopeForm
from dondoc.web.inspecting.forms.sharing import ShareForm

BODY, LEAD, MONITOR, OBJECT = "body", "lead", "monitor", "object"  # a right granted at that unit


TEAM, HEAD, SIDE, EITHER, ANY = (
    "team",
    "head",
    "side",
    "either",
    "any",
)  # a seat; the head's; a seat or who leads; the object's or a seat; any of the three


@dataclass(frozen=True, slots=True)
class Verb:
    """Một hành vi — which function, by which form, whose; from which states it is offered on the page."""

    act: str
    run: Callable[..., Any]
    form: type[CaseForm]
    side: str
    states: tuple[str, ...] = ()
    of: str = (
        "case"  # what it is done on: the case, a body, a finding, a declaration, a strength, a request for documents
    )
    right: str = ""  # what is asked at a unit, where it is another act's

    @property
    def where(self) -> tuple[str, ...]:
        """Its own states, else those at which its step of the lifecycle starts."""
        steps = (state for step in CASE.steps if step.act == self.act for state in step.sources)
        return self.states or tuple(steps)


S = State


CASE_VERBS: dict[str, Verb] = {
    "outline": Verb(proposing.OUTLINE, proposing.set_outline, OutlineForm, LEAD, (S.PROPOSED,)),
    "amend": Verb(proposing.AMEND, proposing.amend_proposal, ScopeForm, LEAD, (S.PROPOSED,)),
    "submit": Verb(proposing.SUBMIT, proposing.submit, DebtsForm, LEAD),
    "return": Verb(proposing.RETURN, proposing.return_proposal, WhyForm, BODY),
    "declare": Verb(preparing.DECLARE, preparing.declare, DeclareForm, TEAM, OPENED),
    "prepare": Verb(preparing.PREPARE, preparing.prepare, DocForm, TEAM),
    "deploy": Verb(preparing.DEPLOY, preparing.deploy, MinutesForm, TEAM),
    "verify": Verb(working.VERIFY, working.verify, DayForm, TEAM),
    "draft": Verb(working.DRAFT, working.draft, DocForm, TEAM, (S.VERIFYING, S.REPORTED)),
    "redraft": Verb(working.DRAFT, working.draft, DocForm, TEAM, (S.HEARD,)),
    "hear": Verb(working.HEAR, working.hear, MinutesForm, TEAM),
    "complete": Verb(working.COMPLETE, working.complete, DocForm, HEAD),
    "verify-more": Verb(working.MORE, working.verify_more, WhyForm, TEAM),
    "consider": Verb(concluding.CONSIDER, concluding.consider, DocForm, BODY),
    "return-to-team": Verb(concluding.BACK, concluding.return_to_team, WhyForm, BODY),
    "draft-notice": Verb(concluding.DRAFT, concluding.draft_notice, DayForm, LEAD),
    "sign-notice": Verb(concluding.SIGN, concluding.sign_notice, NoticeForm, BODY),
    "return-notice": Verb(concluding.REDO, concluding.return_notice, WhyForm, BODY),
    "announce": Verb(concluding.ANNOUNCE, concluding.announce, MinutesForm, SIDE),
    "accept-plan": Verb(remedying.TAKE, remedying.accept_plan, PlainForm, MONITOR),
    "return-plan": Verb(remedying.REDO, remedying.return_plan, WhyForm, MONITOR),
    "verify-remedy": Verb(remedying.VERIFIED, remedying.verify_remedy, PlainForm, MONITOR),
    "archive": Verb(concluding.ARCHIVE, concluding.archive, DayForm, SIDE, FOLLOWED),
    "close": Verb(remedying.CLOSE, remedying.close, CloseForm, MONITOR),
    "give-requests": Verb(giving.GIVE, giving.give_requests, PlainForm, BODY, FOLLOWED),
    "write": Verb(noting.WRITE, noting.write_entry, EntryForm, TEAM, RUNNING),
    "document": Verb(working.FILE, working.add_document, FileForm, SIDE, RUNNING),
    "absent": Verb(working.ABSENT, working.note_absent, AbsentForm, SIDE, RUNNING),
    "scope": Verb(deciding.CHANGE, deciding.change_scope, ChangeForm, BODY, (S.SUBMITTED, *RUNNING)),
    "extend": Verb(deciding.EXTEND, deciding.extend, ExtendForm, BODY, OPENED),
    "suspend": Verb(exiting.SUSPEND, exiting.suspend, GroundedForm, BODY),
    "resume": Verb(exiting.RESUME, exiting.resume, ByPaperForm, BODY, (S.SUSPENDED,)),
    "cancel": Verb(exiting.CANCEL, exiting.cancel, WhyForm, BODY, BEFORE_WORK),
    "transfer": Verb(exiting.TRANSFER, exiting.transfer, GroundedForm, BODY),
    "convert": Verb(exiting.CONVERT, exiting.convert, GroundedForm, BODY),
}


PART_VERBS: dict[str, Verb] = {
    "tell": Verb(preparing.TELL, preparing.tell_object, DayForm, SIDE, OPENED, "body"),
    "send-report": Verb(reporting.SEND, reporting.send_report, DocForm, OBJECT, (S.DEPLOYED,), "body"),
    "accept-report": Verb(reporting.ACCEPT, reporting.accept_report, DayForm, TEAM, (S.DEPLOYED,), "body"),
    "return-report": Verb(reporting.RETURN, reporting.return_report, WhyForm, TEAM, (), "body"),
    "ask-documents": Verb(asking.ASK, asking.ask_documents, AskForm, TEAM, AT_WORK, "body"),
    "supply": Verb(asking.SUPPLY, asking.supply, DocForm, OBJECT, AT_WORK, "request"),
    "none": Verb(asking.NONE, asking.say_none, WhyForm, OBJECT, AT_WORK, "request"),
    "unask": Verb(asking.UNASK, asking.take_back_request, WhyForm, TEAM, AT_WORK, "request"),
    "find": Verb(finding.FIND, finding.find, FindForm, TEAM, (S.REPORTED, *DISPUTED), "body"),
    "praise": Verb(finding.PRAISE, finding.praise, PraiseForm, TEAM, (S.REPORTED, *DISPUTED), "body"),
    "unpraise": Verb(finding.UNPRAISE, finding.take_back_praise, PlainForm, TEAM, (S.REPORTED, *DISPUTED), "strength"),
    "share": Verb(sharing.SHARE, sharing.share, ShareForm, ANY, PUBLISHED, "strength", right=PROPOSE),
    "send-plan": Verb(remedying.SEND, remedying.send_plan, PlainForm, OBJECT, (S.ANNOUNCED,), "body"),
    "report-remedy": Verb(remedying.SENT, remedying.report_remedy, PlainForm, OBJECT, (S.REMEDYING,), "body"),
    "rule": Verb(
        preparing.RULE,
        preparing.rule_conflict,
        RulingForm,
        BODY,
        OPENED,
        "declaration",
    ),
    "explain": Verb(finding.EXPLAIN, finding.explain, ExplainForm, EITHER, DISPUTED, "finding"),
    "answer": Verb(finding.ANSWER, finding.answer_explanation, AnswerForm, TEAM, DISPUTED, "finding"),
    "request": Verb(
        finding.REQUEST, finding.lay_request, RequestForm, LEAD, (S.CONSIDERED, S.NOTICE_DRAFTED), "finding"
    ),
    "measure": Verb(remedying.MEASURE, remedying.plan_finding, MeasureForm, OBJECT, (S.ANNOUNCED,), "finding"),
    "report": Verb(remedying.REPORT, remedying.report_finding, RemedyForm, OBJECT, (S.REMEDYING,), "finding"),
    "confirm": Verb(
        remedying.CONFIRM,
        remedying.verify_finding,
        OpinionForm,
        MONITOR,
        (S.REMEDYING, S.REMEDY_REPORTED),
        "finding",
    ),
    "more": Verb(remedying.MORE, remedying.return_remedy, WhyForm, MONITOR, (S.REMEDY_REPORTED,), "finding"),
}


RARE = ("close", "archive", "write", "document", "absent", "amend", "return", "verify-more", "redraft", "return-to-team", "return-notice", "return-plan",
        "extend", "scope", "suspend", "transfer", "convert", "cancel")  # fmt: skip


Thing = Body | Finding | Declaration | Strength | DocumentRequest
