"""Cuộc kiểm tra, giám sát — one case on its way, and what is done of it or of a part of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.documents.models import Paper
from dondoc.inspecting.entitled import NotSeated
from dondoc.inspecting.models import Case
from dondoc.inspecting.needs import needs_of
from dondoc.inspecting.queries import Stand, entries, stand
from dondoc.inspecting.rail import reached, state_of
from dondoc.obligations.models import Assignment
from dondoc.practices.models import Practice
from dondoc.shared.actor import Actor
from dondoc.web.doing import act_page
from dondoc.web.inspecting import offering, verbs
from dondoc.web.inspecting.inside import inside
from dondoc.web.inspecting.leading import ways
from dondoc.web.inspecting.listing import told_word
from dondoc.web.inspecting.sheets import printable
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page, refusal

TEAM_SIDES = (verbs.TEAM, verbs.HEAD, verbs.SIDE, verbs.EITHER, verbs.ANY)


def the_case(request: HttpRequest, code: str) -> Case:
    return one(Case.objects.visible_to(actor_of(request)).for_list(), code)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một cuộc — where it is, who holds it, what the next step lacks, how many days are left; of the inspected, their own."""
    actor, case = actor_of(request), the_case(request, code)
    side = stand(case, actor)
    offers, rare = ways(case, side, actor)
    given = _given(case, actor)
    context = {
        "case": case, "stand": side, "offers": offers, "rare": rare,
        "phases": reached(case, is_inside=side.is_inside), "bodies": _parts(case, side, actor, "body"),
        "findings": [(one_, ways_, given.get(one_.pk)) for one_, ways_ in _parts(case, side, actor, "finding")], "strengths": _strengths(case, side, actor), "papers": _papers(case, actor, side),
        "requests": _parts(case, side, actor, "request"), "scope_ids": set(case.scope.values_list("paper", flat=True)), "has_book": entries(case, actor).exists(), "sheets": list(printable(case, side)),
        "outline": case.outline.count(), "state": told_word(state_of(case, is_inside=side.is_inside)),
        **(inside(request, case, side, actor) if side.is_inside else {"needs": [n for body in side.parts for n in needs_of(case, body)]}),
    }  # fmt: skip
    return page(request, "inspecting/show.html", context)


def _given(case: Case, actor: Actor) -> dict[int, Assignment]:
    """The obligations its requests became, of those one sees."""
    made = Assignment.objects.visible_to(actor).filter(pk__in=case.findings.values("given")).for_list()
    by_id = {one_.pk: one_ for one_ in made}
    return {pk: by_id[given] for pk, given in case.findings.values_list("pk", "given") if given in by_id}


def _parts(case: Case, side: Stand, actor: Actor, of: str) -> list[tuple[Any, list[tuple[str, str]]]]:
    return [(thing, offering.offered_on(case, side, actor, thing, of)) for thing in offering.things_of(case, side, of)]


def _strengths(case: Case, side: Stand, actor: Actor) -> list[tuple[Any, list[tuple[str, str]], bool]]:
    """Each with its acts, and whether the practice that was told of it is there for this reader."""
    rows = _parts(case, side, actor, "strength")
    seen = set(
        Practice.objects.visible_to(actor)
        .filter(pk__in=[one_.practice_id for one_, _ways in rows])
        .values_list("pk", flat=True)
    )
    return [(one_, ways_, one_.practice_id in seen) for one_, ways_ in rows]


def _papers(case: Case, actor: Actor, side: Stand) -> list[tuple[str, Paper | None, Paper]]:
    """Decision, plan, notice and scope: the page of each one sees, else its number; to the inspected the notice once announced."""
    named = [
        (_("Quyết định"), case.decision),
        (_("Kế hoạch"), case.plan),
        (_("Thông báo kết luận"), case.notice if side.is_inside or case.announced_on else None),
    ]
    named += [(_("Trong phạm vi"), one_.paper) for one_ in case.scope.select_related("paper").order_by("id")]
    seen = Paper.objects.visible_to(actor).in_bulk([paper.pk for _label, paper in named if paper])
    return [(label, seen.get(paper.pk), paper) for label, paper in named if paper]


@require_http_methods(["GET", "POST"])
@login_required
def do(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Một hành vi trên cuộc — its form, then the act, once."""
    if verb not in verbs.CASE_VERBS:
        raise Http404
    case = the_case(request, code)
    return _do(request, verbs.CASE_VERBS[verb], case, stand(case, actor_of(request)), None)


@require_http_methods(["GET", "POST"])
@login_required
def do_part(request: HttpRequest, code: str, verb: str, part: str) -> HttpResponse:
    """Một hành vi trên một đối tượng, khuyết điểm hay điều đã khai."""
    if verb not in verbs.PART_VERBS:
        raise Http404
    asked, case = verbs.PART_VERBS[verb], the_case(request, code)
    side = stand(case, actor_of(request))
    thing = next((thing for thing in offering.things_of(case, side, asked.of) if thing.public_id == part), None)
    if thing is None:
        raise Http404
    thing.case = case
    return _do(request, asked, case, side, thing)


def _do(request: HttpRequest, asked: verbs.Verb, case: Case, side: Stand, thing: verbs.Thing | None) -> HttpResponse:
    actor, is_seated = actor_of(request), asked.side in TEAM_SIDES
    if is_seated and not offering.is_of(asked, case, side, actor, thing):
        return refusal(request, NotSeated(asked.act, (verbs.HEAD,) if asked.side == verbs.HEAD else ()), 403)
    form = asked.form(request.POST or None, actor=actor, case=case, thing=thing)
    body = offering.body_of(thing)
    where = {verbs.BODY: case.body, verbs.LEAD: case.lead, verbs.MONITOR: case.monitor or case.body}.get(
        asked.side, body.unit if body else None
    )

    def run(_said: dict[str, Any]) -> None:
        target = {asked.of: thing or case}
        asked.run(by=actor, at=now_of(request), **target, **form.facts())

    return act_page(
        request, form, run, act=asked.act, right="" if is_seated else None, where=None if is_seated else where,
        about=thing or case, back=reverse("inspection", args=[case.public_id]),
    )  # fmt: skip
