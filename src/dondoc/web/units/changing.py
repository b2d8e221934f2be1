"""Đổi loại, mã, nơi đóng; lập lại — one unit, one act, one day."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dondoc.units import actions
from dondoc.units.dated import TRAITS
from dondoc.web.doing import act_page
from dondoc.web.loading import actor_of, now_of, the_unit
from dondoc.web.reorganising.forms import ChangeForm, PlainForm

ASKED = ("kind", "code", "is_abroad", "region", "hours_from_hanoi")


@require_http_methods(["GET", "POST"])
@login_required
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Đổi loại, mã, nơi đóng — lists and reports of before keep what it was then."""
    actor, unit = actor_of(request), the_unit(request, code)
    form = ChangeForm(request.POST or None, actor=actor, initial={name: getattr(unit, name) for name in TRAITS})

    def run(said: dict[str, Any]) -> None:
        told = {name: said[name] for name in ASKED} | {"hours_from_hanoi": said["hours_from_hanoi"] or 0}
        actions.change(unit=unit, on=said["on"], decision=form.decision(), by=actor, at=now_of(request), **told)

    return act_page(request, form, run, act="units.change", where=unit, about=unit, back=reverse("unit", args=[code]))


@require_http_methods(["GET", "POST"])
@login_required
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Lập lại đơn vị."""
    actor, unit = actor_of(request), the_unit(request, code)
    form = PlainForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        actions.restore(unit=unit, on=said["on"], decision=form.decision(), by=actor, at=now_of(request))

    return act_page(request, form, run, act="units.restore", where=unit, about=unit, back=reverse("unit", args=[code]))
