"""Mở cuộc — proposed by a line or a direction, decided one or more at a time; the kinds and their versions."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.inspecting.actions import deciding, proposing
from dondoc.inspecting.kinds import Kind, kinds
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case
from dondoc.inspecting.programmes import Line
from dondoc.inspecting.queries import carriable
from dondoc.inspecting.teams import Team
from dondoc.inspecting.words import Level
from dondoc.regulations.rulesets import book
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.inspecting.forms.opening import DecideForm, ProposeForm
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page


@require_http_methods(["GET", "POST"])
@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """Đề xuất cuộc — by a line of the programme (`?line=`), or by a direction; with what was noted there (`?remark=`)."""
    actor = actor_of(request)
    line = (
        Line.objects.visible_to(actor)
        .filter(public_id=request.GET.get("line", ""))
        .select_related("programme__body", "lead")
        .first()
    )
    leads = Unit.objects.granted(actor, proposing.PROPOSE).working()
    noted = carriable(actor)
    chosen = {"remarks": [request.GET.get("remark", "")]}
    form = ProposeForm(request.POST or None, actor=actor, leads=leads, line=line, noted=noted, initial=chosen)

    def run(_said: dict[str, Any]) -> str:
        case = proposing.propose(by=actor, at=now_of(request), **form.facts())
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
        deciding.decide(by=actor, at=now_of(request), **form.facts())

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
