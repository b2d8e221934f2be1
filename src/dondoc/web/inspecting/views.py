"""Cuộc kiểm tra, giám sát — the list, one case on its way, its acts; the self-report row by row. Nothing is found elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.documents.models import Paper
from dondoc.inspecting.actions import deciding, proposing, reporting
from dondoc.inspecting.entitled import NotSeated
from dondoc.inspecting.findings import Answer, Declaration
from dondoc.inspecting.kinds import Kind, kinds, newer, rule_of
from dondoc.inspecting.lifecycle import OVER, State
from dondoc.inspecting.models import SEE, Body, Case, Line, Seat, Team
from dondoc.inspecting.queries import Stand, clock, debts_of, due_after, missing, notice_days, overlaps, stand
from dondoc.inspecting.rail import holder, needs, needs_of, reached, told_states
from dondoc.inspecting.words import Conflict, Level
from dondoc.regulations.rulesets import book
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import is_late
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.inspecting import verbs
from dondoc.web.inspecting.forms import DecideForm, ProposeForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, one
from dondoc.web.pages import page, refusal
from dondoc.web.personal.looking import shown
from dondoc.web.story import told

TEAM_SIDES = (verbs.TEAM, verbs.HEAD, verbs.SIDE, verbs.EITHER)
BEGUN = gettext_lazy("đã gửi quyết định, kế hoạch")
COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Cuộc"), 12, lambda line: str(line[0])),
    Column(gettext_lazy("Loại"), 40, lambda line: line[0].sort.words),
    Column(gettext_lazy("Cơ quan quyết định"), 32, lambda line: line[0].body.listed),
    Column(gettext_lazy("Đang ở"), 28, lambda line: line[1]),
    Column(gettext_lazy("Quyết định"), 20, lambda line: str(line[0].decision or "")),
)


def the_case(request: HttpRequest, code: str) -> Case:
    return one(Case.objects.visible_to(actor_of(request)).for_list(), code)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các cuộc — open ones first asked, the newest first; of those seen as the inspected, only what they were told."""
    actor = actor_of(request)
    rows, asked = Case.objects.visible_to(actor), request.GET.get("state", "")
    shown_ = rows.filter(state__in=OVER) if asked == "over" else rows.exclude(state__in=OVER)
    shown_ = shown_.for_list().order_by("-id")
    if file := as_file(request, _("Kiểm tra, giám sát"), COLUMNS, shown_, lambda found: _lines(found, actor)):
        return file
    listing = bounded(request, shown_)
    context = {
        "listing": listing, "lines": _lines(list(listing.rows), actor), "asked": asked,
        "may_propose": bool(reaches(actor, proposing.PROPOSE)), "to_decide": rows.granted(actor, deciding.DECIDE).filter(state=State.SUBMITTED).exists(),
        "has_programmes": bool(reaches(actor, SEE)),
    }  # fmt: skip
    return page(request, "inspecting/list.html", context)


def _lines(found: list[Case], actor: Actor) -> list[tuple[Case, str, str, list[str]]]:
    """Each with where it is and who holds it, as far as one may know, and whom it inspects."""
    ids = [case.pk for case in found]
    inside = set(Case.objects.visible_to(actor).inside_of(actor).filter(pk__in=ids).values_list("pk", flat=True))
    outside = told_states([case for case in found if case.pk not in inside])
    objects: dict[int, list[str]] = {}
    for case_id, body in _bodies_shown(ids, actor):
        objects.setdefault(case_id, []).append(body)
    return [
        (case, str(case.get_state_display()) if case.pk in inside else _told_word(outside.get(case.pk, "")),
         holder(case, objects.get(case.pk, [])) if case.pk in inside else "", objects.get(case.pk, []))
        for case in found
    ]  # fmt: skip


def _bodies_shown(ids: list[int], actor: Actor) -> list[tuple[int, str]]:
    rows = Body.objects.visible_to(actor).filter(case__in=ids).select_related("unit").order_by("id")
    return [(row.case_id, row.unit.listed) for row in rows]


def _told_word(state: str) -> str:
    return str(State(state).label) if state else str(BEGUN)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một cuộc — where it is, who holds it, what the next step lacks, how many days are left; of the inspected, their own."""
    actor, case = actor_of(request), the_case(request, code)
    side = stand(case, actor)
    offers, rare = verbs.offered(case, side, actor)
    context = {
        "case": case, "stand": side, "offers": offers, "rare": rare,
        "phases": reached(case, is_inside=side.is_inside), "bodies": _parts(case, side, actor, "body"),
        "findings": _parts(case, side, actor, "finding"), "papers": _papers(case, actor, side),
        "outline": case.outline.count(), "state": case.get_state_display() if side.is_inside else _told_word(told_states([case]).get(case.pk, "")),
        **(_inside(request, case, side, actor) if side.is_inside else {"needs": [n for body in side.parts for n in needs_of(case, body)]}),
    }  # fmt: skip
    return page(request, "inspecting/show.html", context)


def _inside(request: HttpRequest, case: Case, side: Stand, actor: Actor) -> dict[str, Any]:
    """What only those who look from inside are shown: holder, clock, team, declarations, dossier, debts, the story."""
    seats = _seats(case)
    shown(request, "inspection.team", [seat.holding.person_id for seat in seats])
    rule, time = rule_of(case.rule) if case.rule else None, clock(case, actor.today)
    return {
        "holder": holder(case, [body.unit.listed for body in case.bodies.select_related("unit").order_by("id")]), "needs": needs(case), "time": time, "rule": rule,
        "newer": newer(case.sort, case.level, case.rule, actor.today) if case.state not in OVER else None,
        "is_late": time.due is not None and time.stopped_on is None and bool(is_late(time.due.day, request.now)),  # type: ignore[attr-defined]
        "archive": due_after(case, "inspection.archive", case.announced_on), "told_before": [(body, notice_days(case, body)) for body in case.bodies.select_related("unit")],
        "deploy_by": due_after(case, "inspection.deploy", case.signed_on) if case.deployed_on is None else None,
        "seats": _declared(case, seats, side, actor), "dossier": case.dossier.select_related("paper").order_by("id"), "missing": missing(case) if case.signed_on else [],
        "debts": debts_of(case, actor).select_related("case", "body__unit", "owner").order_by("due_on", "id")[:50],
        "extensions": case.extensions.select_related("paper").order_by("id"), "changes": case.changes.select_related("paper").order_by("id"),
        "story": told("inspecting.case", case.pk, None),
    }  # fmt: skip


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
    said = {row.seat_id: row for row in case.declarations.all()}
    posts, reads = overlaps(case, seats), may(actor, SEE, case.body)
    found = []
    for seat in seats:
        row, is_own = said.get(seat.pk), side.seat is not None and side.seat.pk == seat.pk
        asks = row is not None and (row.said != Conflict.NONE or seat.pk in posts)
        offers = verbs.offered_on(case, side, actor, row, "declaration") if row and asks else []
        found.append((seat, row, posts.get(seat.pk, []) if reads or is_own else [], reads or is_own, offers))
    return found


def _parts(case: Case, side: Stand, actor: Actor, of: str) -> list[tuple[Any, list[tuple[str, str]]]]:
    return [(thing, verbs.offered_on(case, side, actor, thing, of)) for thing in verbs.things_of(case, side, of)]


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
    thing = next((thing for thing in verbs.things_of(case, side, asked.of) if thing.public_id == part), None)
    if thing is None:
        raise Http404
    thing.case = case
    return _do(request, asked, case, side, thing)


def _do(request: HttpRequest, asked: verbs.Verb, case: Case, side: Stand, thing: verbs.Thing | None) -> HttpResponse:
    actor, is_seated = actor_of(request), asked.side in TEAM_SIDES
    if is_seated and not verbs.is_of(asked, case, side, actor, thing):
        return refusal(request, NotSeated(asked.act, (verbs.HEAD,) if asked.side == verbs.HEAD else ()), 403)
    form = asked.form(request.POST or None, actor=actor, case=case, thing=thing)
    body = verbs.body_of(thing)
    where = {verbs.BODY: case.body, verbs.LEAD: case.lead, verbs.MONITOR: case.monitor or case.body}.get(
        asked.side, body.unit if body else None
    )

    def run(_said: dict[str, Any]) -> None:
        target = {asked.of: thing or case}
        asked.run(by=actor, at=request.now, **target, **form.facts())  # type: ignore[attr-defined]

    return act_page(
        request, form, run, act=asked.act, right="" if is_seated else None, where=None if is_seated else where,
        about=thing or case, back=reverse("inspection", args=[case.public_id]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def self_report(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Báo cáo của đối tượng — every row of the outline with its answer; one row is answered at a time, nothing typed is lost."""
    actor, case = actor_of(request), the_case(request, code)
    body = _the_body(case, stand(case, actor), part)
    rows = list(case.outline.order_by("number"))
    said = {answer.row_id: answer for answer in body.answers.all()}
    mine = may(actor, reporting.ANSWER, body.unit) and body.reported_on is None and case.state in reporting.ASKED
    number = request.GET.get("row", "")
    asked = next((row for row in rows if str(row.number) == number), None)
    if asked is None:
        context = {
            "case": case,
            "body": body,
            "lines": [(row, said.get(row.pk)) for row in rows],
            "is_mine": mine,
            "answered": len(said),
        }
        return page(request, "inspecting/self_report.html", context)
    form = AnswerRowForm(request.POST or None, row=asked, answer=said.get(asked.pk))

    def run(told_: dict[str, Any]) -> str:
        reporting.answer_outline(body=body, row=asked, by=actor, at=request.now, **told_)  # type: ignore[attr-defined]
        left = next((row.number for row in rows if row.pk not in said and row.pk != asked.pk), None)
        here = reverse("inspection_self_report", args=[code, part])
        return f"{here}?row={left}" if left else here

    back = reverse("inspection_self_report", args=[code, part])
    return act_page(request, form, run, act=reporting.ANSWER, where=body.unit, about=asked, back=back)


def _the_body(case: Case, side: Stand, part: str) -> Body:
    found = next((thing for thing in verbs.things_of(case, side, "body") if thing.public_id == part), None)
    if not isinstance(found, Body):
        raise Http404
    found.case = case
    return found


class AnswerRowForm(forms.Form):
    """Trả lời một dòng đề cương."""

    text = forms.CharField(
        label=gettext_lazy("Trả lời"), widget=forms.Textarea(attrs={"rows": 8}), max_length=8000, required=False
    )
    is_none = forms.BooleanField(label=gettext_lazy("Không có"), required=False)

    def __init__(self, *args: Any, row: Any, answer: Answer | None, **kwargs: Any) -> None:
        first = {"text": answer.text, "is_none": answer.is_none} if answer else {}
        super().__init__(*args, **{"initial": first, **kwargs})
        self.fields["text"].help_text = str(row.text)


@require_http_methods(["GET", "POST"])
@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """Đề xuất cuộc — by a line of the programme (`?line=`), or by a direction."""
    actor = actor_of(request)
    line = (
        Line.objects.visible_to(actor)
        .filter(public_id=request.GET.get("line", ""))
        .select_related("programme__body", "lead")
        .first()
    )
    leads = Unit.objects.granted(actor, proposing.PROPOSE).working()
    form = ProposeForm(request.POST or None, actor=actor, leads=leads, line=line)

    def run(_said: dict[str, Any]) -> str:
        case = proposing.propose(by=actor, at=request.now, **form.facts())  # type: ignore[attr-defined]
        return reverse("inspection", args=[case.public_id])

    return act_page(
        request, form, run, act=proposing.PROPOSE, where=line.lead if line else None, back=reverse("inspections")
    )


@require_http_methods(["GET", "POST"])
@login_required
def decide(request: HttpRequest) -> HttpResponse:
    """Ghi quyết định — one paper, one or more of the submitted cases."""
    actor = actor_of(request)
    waiting = (
        Case.objects.visible_to(actor)
        .granted(actor, deciding.DECIDE)
        .filter(state=State.SUBMITTED)
        .prefetch_related("bodies__unit")
        .order_by("id")
    )
    teams = Team.objects.visible_to(actor).for_list().order_by("-id")
    form = DecideForm(request.POST or None, actor=actor, cases=waiting, teams=teams, chosen=request.GET.get("case", ""))

    def run(_said: dict[str, Any]) -> None:
        deciding.decide(by=actor, at=request.now, **form.facts())  # type: ignore[attr-defined]

    return act_page(request, form, run, act=deciding.DECIDE, back=reverse("inspections"))


@require_GET
@login_required
def sorts(request: HttpRequest) -> HttpResponse:
    """Các loại, quy trình theo từng bản quy định."""
    level = request.GET.get("level", "")
    level = level if level in Level.values else Level.ABOVE_BASE
    rows = [(kind, kind.versions(level), _figures(kind)) for kind in kinds().values()]
    context = {"rows": rows, "chosen": level, "levels": [(one_.value, capfirst(str(one_.label))) for one_ in Level]}
    return page(request, "inspecting/kinds.html", context)


def _figures(kind: Kind) -> list[tuple[str, str]]:
    return [(key, book().subjects[key].words) for key in (kind.period, kind.examined, kind.notice) if key]
