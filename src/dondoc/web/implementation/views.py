"""Thực hiện — one assignment's page, and its acts at /assignments/<code>/<verb>/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.implementation.actions import closing, doing, extending, proving
from dondoc.implementation.lifecycle import ExtensionState
from dondoc.implementation.models import Extension, Note, Plan, Proving, Report
from dondoc.implementation.past import close_as_of, evidence_as_of, extensions_as_of
from dondoc.implementation.queries import Offer, decider, offers, where_of
from dondoc.obligations.actions import assigning
from dondoc.obligations.lifecycle import State
from dondoc.obligations.models import Assignment
from dondoc.obligations.past import first_given, given_as_of, obligations_as_of
from dondoc.obligations.queries import standing_of
from dondoc.shared.actor import Actor
from dondoc.units.queries import named_on
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.coordinating.offering import offered as to_partners
from dondoc.web.doing import act_page
from dondoc.web.implementation import forms as boxes
from dondoc.web.loading import actor_of, now_of, one, the_assignment
from dondoc.web.pages import page
from dondoc.web.reminding.periods import periods_of
from dondoc.web.story import told
from dondoc.web.urging.ladder import ladder_of, offered


@dataclass(frozen=True, slots=True)
class Verb:
    """Một hành vi trên phần việc — its act, its form, and the function that does it."""

    act: str
    form: type[forms.Form]
    run: Callable[..., Any]


VERBS = {
    "accept": Verb("obligations.accept", boxes.NothingForm, assigning.accept),
    "plan": Verb("implementation.plan", boxes.TextForm, doing.plan),
    "note": Verb("implementation.note", boxes.TextForm, doing.note),
    "evidence": Verb("implementation.add_evidence", boxes.EvidenceForm, proving.add_evidence),
    "extend": Verb("implementation.ask_extension", boxes.ExtensionForm, extending.ask_extension),
    "hand-back": Verb("implementation.hand_back", boxes.ReasonForm, closing.hand_back),
    "submit": Verb("implementation.submit", boxes.SubmitForm, closing.submit),
    "approve": Verb("implementation.approve", boxes.RemarkForm, closing.approve),
    "send-back": Verb("implementation.send_back", boxes.ReasonForm, closing.send_back),
    "report-up": Verb("implementation.report_up", boxes.OutsideForm, closing.report_up),
    "answer": Verb("implementation.close_by_answer", boxes.OutsideForm, closing.close_by_answer),
    "unanswered": Verb("implementation.close_unanswered", boxes.ReasonForm, closing.close_unanswered),
    "withdraw": Verb("obligations.withdraw_assignment", boxes.ReasonForm, assigning.withdraw_assignment),
}  # fmt: skip


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một phần việc — what is asked, by when, by whom; what was done; the one next action."""
    actor, assignment, look = actor_of(request), the_assignment(request, code), looking(request)
    mine = {"assignment": assignment}
    work: dict[str, list[Any]] = {
        "plans": list(Plan.objects.visible_to(actor).filter(**mine).order_by("on", "id")),
        "notes": list(Note.objects.visible_to(actor).filter(**mine).order_by("on", "id")),
        "evidence": list(Proving.objects.visible_to(actor).filter(**mine).select_related("evidence__paper", "assignment__obligation__paper").order_by("id")),
        "extensions": list(Extension.objects.visible_to(actor).filter(**mine).order_by("id")),
        "reports": list(Report.objects.visible_to(actor).filter(**mine).order_by("id")),
        "partners": list(assignment.partners.select_related("unit").order_by("id")),
        "due_days": list(assignment.due_days.order_by("id")),
        "children": list(Assignment.objects.visible_to(actor).filter(parent=assignment).for_list().order_by("unit__path", "id")),
    }  # fmt: skip
    if look.past:
        work = _as_of(assignment, work, look)
    ladder = ladder_of(assignment, work["due_days"], actor, look.past)
    context = {
        **work, "ladder": ladder, "periods": None if look.past else periods_of(assignment, actor), "assignment": assignment, "obligation": assignment.obligation, "paper": assignment.obligation.paper,
        "standing": standing_of(assignment, look.moment),
        "offers": [] if look.past else [*_offered(assignment, work["extensions"], actor), *offered(assignment, actor, bool(ladder.silences)), *to_partners(assignment, work["partners"], actor)],
        "may_withdraw": not look.past and may(actor, "implementation.withdraw_evidence", assignment.unit),
        "has_lost_proof": bool(work["evidence"]) and all(row.withdrawn_on for row in work["evidence"]),
        "story": told("obligations.assignment", assignment.pk, look.past),
    }  # fmt: skip
    return page(request, "implementation/assignment.html", context)


def _offered(assignment: Assignment, extensions: list[Extension], actor: Actor) -> list[tuple[Offer, str]]:
    """What one may do here, each with its page."""
    asked = next((row.public_id for row in extensions if row.state == ExtensionState.ASKED), "")
    return [
        (o, reverse("decide_extension", args=[asked]) if o.act == "implementation.decide_extension" else _url(assignment, o.act))
        for o in offers(assignment, actor)
    ]  # fmt: skip


def _as_of(assignment: Assignment, work: dict[str, list[Any]], look: Look) -> dict[str, list[Any]]:
    """The share and what had been done of it, as they stood; NotThen where it was not yet given."""
    day = look.past
    assert day is not None
    if not given_as_of([assignment], day):
        said = _("Vào ngày %(day)s việc này chưa có.") % {"day": f"{day:%d/%m/%Y}"}
        raise NotThen(said, first_given(assignment))
    obligations_as_of([assignment.obligation], day)
    close_as_of(assignment, work["reports"], day)
    named_on(day, assignment, work["partners"], work["children"])
    by_then = {name: [row for row in work[name] if row.on <= day] for name in ("plans", "notes", "reports", "due_days")}
    return work | by_then | {
        "evidence": evidence_as_of(work["evidence"], day),
        "extensions": extensions_as_of(work["extensions"], day),
        "children": given_as_of(work["children"], day),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def do(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Một hành vi — its form, then the act, once."""
    if verb not in VERBS:
        raise Http404
    asked, assignment, actor = VERBS[verb], the_assignment(request, code), actor_of(request)
    form = asked.form(request.POST or None, request.FILES or None, actor=actor, **_of(verb, assignment))  # type: ignore[call-arg]

    def run(said: dict[str, Any]) -> None:
        at = now_of(request)
        if verb == "evidence":
            _prove(form, assignment, actor, at)
        else:
            asked.run(assignment=assignment, by=actor, at=at, **said)

    return act_page(request, form, run, act=asked.act, where=where_of(asked.act, assignment), about=assignment.obligation,
                    thing=assignment, back=reverse("assignment", args=[code]), extra={"assignment": assignment})  # fmt: skip


def _of(verb: str, assignment: Assignment) -> dict[str, Any]:
    return {"unit": assignment.unit} if verb == "evidence" else {}


def _prove(form: Any, assignment: Assignment, by: Actor, at: datetime) -> None:
    """A new evidence, or one that stands already."""
    proof = form.proof()
    if proof.again is not None:
        proving.reuse_evidence(assignment=assignment, evidence=proof.again, by=by, at=at)
        return
    facts = {name: getattr(proof, name) for name in proof.__dataclass_fields__ if name not in ("again", "on")}
    proving.add_evidence(assignment=assignment, by=by, at=at, on=form.cleaned_data["on"] or proof.on, **facts)


@require_http_methods(["GET", "POST"])
@login_required
def decide_extension(request: HttpRequest, code: str) -> HttpResponse:
    """Trả lời gia hạn — by the giver."""
    actor = actor_of(request)
    rows = Extension.objects.visible_to(actor).select_related(
        "assignment__unit", "assignment__giver", "assignment__obligation"
    )
    row = one(rows, code)
    form = boxes.DecisionForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        extending.decide_extension(extension=row, by=actor, at=now_of(request), **said)  # type: ignore[attr-defined, arg-type]

    back = reverse("assignment", args=[row.assignment.public_id])  # type: ignore[attr-defined]
    return act_page(
        request,
        form,
        run,
        act="implementation.decide_extension",
        where=decider(row.assignment),
        back=back,
        about=row.assignment.obligation,
        thing=row,
        extra={"assignment": row.assignment, "asked": row},
    )


def _url(assignment: Assignment, act: str) -> str:
    if act == "obligations.assign":
        base = reverse("assign", args=[assignment.obligation.public_id])
        if assignment.state == State.HANDED_BACK:  # given anew, from where it came
            return base + (f"?from={assignment.parent.public_id}" if assignment.parent else "")
        return f"{base}?from={assignment.public_id}"
    verb = next(name for name, asked in VERBS.items() if asked.act == act)
    return reverse("assignment_act", args=[assignment.public_id, verb])
