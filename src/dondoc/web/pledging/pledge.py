"""Bản cam kết của một người — for its author, and for who keeps the list of the cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.access.rights import may
from dondoc.pledging import checklist
from dondoc.pledging.actions import happening, listing
from dondoc.pledging.models import KEEP, Pledge
from dondoc.pledging.words import BY_THE_CELL, Stage
from dondoc.shared.actor import Actor
from dondoc.web.documents.papers import file_of
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown
from dondoc.web.pledging.forms import CheckForm, RecordForm, TextForm
from dondoc.web.pledging.loading import the_happening, the_pledge

_OFFERS = {
    "hand_in": gettext_lazy("Nộp bản cam kết"),
    "record": gettext_lazy("Ghi nhận, xem lại"),
    "amend": gettext_lazy("Sửa bản cam kết"),
    "take_off": gettext_lazy("Đưa khỏi danh sách"),
}


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một bản cam kết — its days; the text for its author and the cell; the checklist for the author alone."""
    actor, row = actor_of(request), the_pledge(request, code)
    shown(request, "pledging.text", [row.person_id])
    own, keeps = row.person_id == actor.person_id, may(actor, KEEP, row.season.unit)
    steps = sorted(row.happenings.all(), key=lambda one: (one.on, one.pk))
    form = CheckForm(initial={"questions": list(checklist.ticked(row, actor))}) if own else None
    context = {
        "pledge": row, "season": row.season, "own": own, "keeps": keeps, "steps": steps, "form": form,
        "offers": _offers(row, own, keeps) if row.taken_off_at is None else [],
        "strikes": {one.pk for one in steps if one.struck_at is None and (keeps or (own and one.stage not in BY_THE_CELL))},
    }  # fmt: skip
    return page(request, "pledging/pledge.html", context)


def _offers(row: Pledge, own: bool, keeps: bool) -> list[tuple[Any, str]]:
    names = ["hand_in"] if Stage.HANDED_IN not in row.steps else (["record"] if keeps else []) + ["amend"]
    names += ["take_off"] if keeps else []
    return [(_OFFERS[name], reverse(f"pledge_{name}", args=[row.public_id])) for name in names if own or keeps]


@require_http_methods(["GET", "POST"])
@login_required
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """Nộp bản cam kết."""
    return _text(request, code, "pledging.hand_in", happening.hand_in)


@require_http_methods(["GET", "POST"])
@login_required
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Sửa bản cam kết."""
    return _text(request, code, "pledging.amend", happening.amend)


def _text(request: HttpRequest, code: str, name: str, act: Callable[..., Any]) -> HttpResponse:
    actor, row = actor_of(request), the_pledge(request, code)
    form = TextForm(request.POST or None, request.FILES or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        act(pledge=row, on=said["on"], text=form.text(), by=actor, at=now_of(request))

    return _page(request, row, form, run, name, _right(row, actor))


def _right(row: Pledge, actor: Actor) -> str:
    """One's own needs nobody's leave."""
    return "" if row.person_id == actor.person_id else KEEP


@require_http_methods(["GET", "POST"])
@login_required
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Chi bộ ghi nhận, xem lại."""
    actor, row = actor_of(request), the_pledge(request, code)
    form = RecordForm(request.POST or None, actor=actor, initial={"stage": _next(row)})

    def run(said: dict[str, Any]) -> None:
        happening.record(pledge=row, stage=said["stage"], on=said["on"], by=actor, at=now_of(request))

    return _page(request, row, form, run, "pledging.record", KEEP)


def _next(row: Pledge) -> str:
    done = row.steps
    return next((stage for stage in BY_THE_CELL if stage not in done), BY_THE_CELL[-1])


@require_http_methods(["GET", "POST"])
@login_required
def take_off(request: HttpRequest, code: str) -> HttpResponse:
    """Đưa khỏi danh sách."""
    actor, row = actor_of(request), the_pledge(request, code)

    def run(said: dict[str, Any]) -> None:
        listing.take_off(pledge=row, reason=said["reason"], by=actor, at=now_of(request))

    return _page(request, row, ReasonForm(request.POST or None), run, "pledging.take_off", KEEP)


@require_http_methods(["GET", "POST"])
@login_required
def strike(request: HttpRequest, code: str) -> HttpResponse:
    """Xóa bước ghi nhầm."""
    actor, step = actor_of(request), the_happening(request, code)
    right = KEEP if step.stage in BY_THE_CELL else _right(step.pledge, actor)

    def run(said: dict[str, Any]) -> None:
        happening.strike(happening=step, reason=said["reason"], by=actor, at=now_of(request))

    return _page(request, step.pledge, ReasonForm(request.POST or None), run, "pledging.strike", right)


def _page(request: HttpRequest, row: Pledge, form: Form, run: Any, name: str, right: str) -> HttpResponse:
    return act_page(request, form, run, act=name, right=right, where=row.season.unit, about=row.season, thing=row,
                    back=reverse("pledge", args=[row.public_id]))  # fmt: skip


@require_POST
@login_required
def tick(request: HttpRequest, code: str) -> HttpResponse:
    """Tự soát — the author's alone: for anybody else there is no such page."""
    actor, row = actor_of(request), the_pledge(request, code)
    form = CheckForm(request.POST)
    if row.person_id != actor.person_id or not form.is_valid():
        raise Http404
    checklist.tick(pledge=row, questions=form.cleaned_data["questions"], by=actor)
    return redirect("pledge", code)


@require_GET
@login_required
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Tệp của bản cam kết — as it came; who opened it, its author is told."""
    step = the_happening(request, code)
    answer = file_of(step)
    shown(request, "pledging.text", [step.pledge.person_id])
    return answer
