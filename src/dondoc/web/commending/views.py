"""Thi đua, khen thưởng — by year and unit; one registration with what it stands on; registering, proposing, deciding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.commending import actions
from dondoc.commending.lifecycle import OPEN, State
from dondoc.commending.models import Merit
from dondoc.documents.models import Paper
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import above
from dondoc.web.commending.forms import GrantForm, ProposeForm, RegisterForm
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.proving import offered, shown
from dondoc.web.story import told

COLUMNS: tuple[Column[Merit], ...] = (
    Column(gettext_lazy("Năm"), 8, lambda row: row.year),
    Column(gettext_lazy("Đơn vị"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Tập thể trong đơn vị"), 32, lambda row: row.collective),
    Column(gettext_lazy("Danh hiệu, hình thức khen"), 40, lambda row: row.form),
    Column(gettext_lazy("Thành tích"), 60, lambda row: row.ground),
    Column(gettext_lazy("Tình trạng"), 20, lambda row: str(row.get_state_display())),
    Column(gettext_lazy("Quyết định"), 20, lambda row: str(row.decision or "")),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Thi đua, khen thưởng — of a year, the newest first; every state's count opens its rows."""
    actor = actor_of(request)
    rows = Merit.objects.visible_to(actor)
    years = list(rows.order_by("-year").values_list("year", flat=True).distinct()[:20])
    year = (
        int(request.GET["year"])
        if request.GET.get("year", "").isdecimal()
        else (years[0] if years else actor.today.year)
    )
    of_year, asked = rows.filter(year=year), request.GET.get("state", "")
    counts = dict(of_year.order_by().values_list("state").annotate(n=Count("pk")))
    shown = of_year.filter(state=asked) if asked in counts else of_year
    shown = shown.for_list().order_by("unit__path", "-id")
    title = _("Thi đua, khen thưởng %(year)s") % {"year": year}
    if file := as_file(request, title, COLUMNS, shown):
        return file
    context = {
        "listing": bounded(request, shown), "title": title, "year": year, "years": years, "asked": asked,
        "groups": [("", _("Tất cả"), sum(counts.values())), *((s.value, capfirst(str(s.label)), counts[s]) for s in State if s in counts)],
        "may_register": bool(reaches(actor, actions.REGISTER)),
    }  # fmt: skip
    return page(request, "commending/list.html", context)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một đăng ký thi đua."""
    actor, row = actor_of(request), _the_merit(request, code)
    papers = Paper.objects.visible_to(actor).in_bulk([pk for pk in (row.proposal_id, row.decision_id) if pk])
    context = {
        "row": row, "offers": _offers(row, actor), **shown(row.proofs.all(), actor),
        "papers": [(label, papers.get(paper.pk), paper) for label, paper in ((_("Văn bản đề nghị"), row.proposal), (_("Quyết định"), row.decision)) if paper],
        "story": told("commending.merit", row.pk, None),
    }  # fmt: skip
    return page(request, "commending/show.html", context)


def _offers(row: Merit, actor: Actor) -> list[tuple[str, str]]:
    """What may be done, the next step first."""
    ways = [
        (State.REGISTERED, actions.PROPOSE, "propose_merit", _("Đề nghị khen thưởng")),
        (State.PROPOSED, actions.GRANT, "grant_merit", _("Ghi quyết định")),
        (State.PROPOSED, actions.REFUSE, "refuse_merit", _("Ghi không được khen")),
    ]
    shown = [
        (words, name) for state, act, name, words in ways if row.state == state and may(actor, act, _where(row, act))
    ]
    if row.state in OPEN and may(actor, actions.WITHDRAW, row.unit):
        shown.append((_("Rút"), "withdraw_merit"))
    return [(words, reverse(name, args=[row.public_id])) for words, name in shown]


def _the_merit(request: HttpRequest, code: str) -> Merit:
    return one(Merit.objects.visible_to(actor_of(request)).for_list(), code)


@require_http_methods(["GET", "POST"])
@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Đăng ký thi đua."""
    actor = actor_of(request)
    units = Unit.objects.granted(actor, actions.REGISTER).working()
    form = RegisterForm(request.POST or None, actor=actor, units=units)

    def run(said: dict[str, Any]) -> str:
        row = actions.register(by=actor, at=now_of(request), **said)
        return reverse("merit", args=[row.public_id])

    return act_page(request, form, run, act=actions.REGISTER, where=form.only, back=reverse("merits"))


@require_http_methods(["GET", "POST"])
@login_required
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Đề nghị khen thưởng."""
    row, actor = _the_merit(request, code), actor_of(request)
    evidence = offered(actor, Unit.objects.visible_to(actor).filter(pk=row.unit_id))
    form = ProposeForm(request.POST or None, actor=actor, evidence=evidence)

    return _act(request, row, form, actions.propose, actions.PROPOSE)


@require_http_methods(["GET", "POST"])
@login_required
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi quyết định khen thưởng."""
    row = _the_merit(request, code)
    return _act(request, row, GrantForm(request.POST or None, actor=actor_of(request)), actions.grant, actions.GRANT)


@require_http_methods(["GET", "POST"])
@login_required
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi không được khen."""
    row = _the_merit(request, code)
    return _act(request, row, ReasonForm(request.POST or None), actions.refuse, actions.REFUSE)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút."""
    row = _the_merit(request, code)
    return _act(request, row, ReasonForm(request.POST or None), actions.withdraw, actions.WITHDRAW)


def _where(row: Merit, act: str) -> Unit:
    """Decisions are entered by who stands above."""
    return above(row.unit) if act in (actions.GRANT, actions.REFUSE) else row.unit


def _act(request: HttpRequest, row: Merit, form: forms.Form, deed: Callable[..., None], act: str) -> HttpResponse:
    """One act on a registration, told what the form asked; back to its page."""

    def run(said: dict[str, Any]) -> None:
        deed(merit=row, by=actor_of(request), at=now_of(request), **said)

    back = reverse("merit", args=[row.public_id])
    return act_page(request, form, run, act=act, where=_where(row, act), about=row, back=back)
