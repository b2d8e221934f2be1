"""Đoàn — who sits in it, from when until when; its cases."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.inspecting.actions import teaming
from dondoc.inspecting.models import Case
from dondoc.inspecting.teams import Seat, Team
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.inspecting.forms.teams import SeatForm, TeamForm, UnseatForm
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown


def the_team(request: HttpRequest, code: str) -> Team:
    return one(Team.objects.visible_to(actor_of(request)).for_list(), code)


@require_GET
@login_required
def team(request: HttpRequest, code: str) -> HttpResponse:
    """Một đoàn — who sits in it, from when; its cases."""
    actor, row = actor_of(request), the_team(request, code)
    seats = list(Seat.objects.visible_to(actor).filter(team=row).for_list().select_related("paper", "ended_by"))
    shown(request, "inspection.team", [seat.holding.person_id for seat in seats])
    context = {
        "row": row, "seats": seats, "may_seat": may(actor, teaming.SEAT, row.body), "may_unseat": may(actor, teaming.UNSEAT, row.body),
        "cases": Case.objects.visible_to(actor).filter(team=row).order_by("-id")[:50],
    }  # fmt: skip
    return page(request, "inspecting/team.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def form_team(request: HttpRequest) -> HttpResponse:
    """Lập đoàn."""
    actor = actor_of(request)
    form = TeamForm(request.POST or None, actor=actor, units=Unit.objects.granted(actor, teaming.FORM).working())

    def run(said: dict[str, Any]) -> str:
        row = teaming.form_team(by=actor, at=now_of(request), **said)
        return reverse("inspection_team", args=[row.public_id])

    return act_page(request, form, run, act=teaming.FORM, back=reverse("inspection_programmes"))


@require_http_methods(["GET", "POST"])
@login_required
def seat(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi thành viên đoàn."""
    actor, row = actor_of(request), the_team(request, code)

    def run(said: dict[str, Any]) -> None:
        teaming.seat(team=row, by=actor, at=now_of(request), **said)

    form = SeatForm(request.POST or None, actor=actor, team=row)
    return act_page(
        request, form, run, act=teaming.SEAT, where=row.body, about=row, back=reverse("inspection_team", args=[code])
    )


@require_http_methods(["GET", "POST"])
@login_required
def unseat(request: HttpRequest, code: str) -> HttpResponse:
    """Thay thành viên đoàn."""
    actor = actor_of(request)
    row = one(
        Seat.objects.visible_to(actor).filter(until_on__isnull=True).select_related("team__body", "holding"), code
    )

    def run(said: dict[str, Any]) -> None:
        teaming.unseat(seat=row, by=actor, at=now_of(request), **said)

    back = reverse("inspection_team", args=[row.team.public_id])
    return act_page(
        request,
        UnseatForm(request.POST or None, actor=actor),
        run,
        act=teaming.UNSEAT,
        where=row.team.body,
        about=row.team,
        back=back,
    )
