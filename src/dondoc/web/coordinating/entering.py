"""Vào quy chế và ma trận trên trang — each a form and one act."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dondoc.coordinating.actions import regulating
from dondoc.coordinating.matrix import Line
from dondoc.documents.models import Paper
from dondoc.units.models import Unit
from dondoc.web.coordinating import forms as boxes
from dondoc.web.coordinating.loading import (
    the_line,
    the_regulation,
)
from dondoc.web.doing import act_page
from dondoc.web.loading import actor_of, now_of

TEMPLATE = "coordinating/act.html"


@require_http_methods(["GET", "POST"])
@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """Vào quy chế phối hợp — the paper named in the address, or typed."""
    actor, at = actor_of(request), now_of(request)
    paper = Paper.objects.visible_to(actor).filter(public_id=request.GET.get("paper", "")).first()
    first = {"paper": paper.so_ky_hieu or paper.public_id, "from_on": paper.issued_on} if paper else {}
    units = Unit.objects.granted(actor, "coordinating.enter").working()
    form = boxes.EnterForm(request.POST or None, actor=actor, units=units, initial=first)

    def run(said: dict[str, Any]) -> str:
        return reverse("coordination_regulation", args=[regulating.enter(by=actor, at=at, **said).public_id])

    return act_page(request, form, run, act="coordinating.enter", back=reverse("coordination_regulations"))


@require_http_methods(["GET", "POST"])
@login_required
def add_line(request: HttpRequest, code: str) -> HttpResponse:
    """Thêm dòng — from the first day of the regulation unless another is said."""
    actor, row = actor_of(request), the_regulation(request, code)
    form = boxes.LineForm(request.POST or None, actor=actor, initial={"from_on": row.from_on})

    def run(said: dict[str, Any]) -> None:
        regulating.add_line(regulation=row, words=form.words(), from_on=said["from_on"], by=actor, at=now_of(request))

    return act_page(request, form, run, act="coordinating.add_line", where=row.unit, thing=row, template=TEMPLATE,
                    back=reverse("coordination_regulation", args=[code]), extra={"regulation": row})  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def replace_line(request: HttpRequest, code: str) -> HttpResponse:
    """Thay dòng — what it says now is filled in."""
    actor, line = actor_of(request), the_line(request, code)
    first = {**boxes.LineForm.first_values(line), "from_on": actor.today}
    form = boxes.LineForm(request.POST or None, actor=actor, initial=first)

    def run(said: dict[str, Any]) -> None:
        regulating.replace_line(line=line, words=form.words(), from_on=said["from_on"], by=actor, at=now_of(request))

    return _of_line(request, line, form, run, "replace_line")


@require_http_methods(["GET", "POST"])
@login_required
def end_line(request: HttpRequest, code: str) -> HttpResponse:
    """Thôi dòng."""
    actor, line = actor_of(request), the_line(request, code)
    form = boxes.EndLineForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        regulating.end_line(line=line, by=actor, at=now_of(request), **said)

    return _of_line(request, line, form, run, "end_line")


def _of_line(request: HttpRequest, line: Line, form: Any, run: Any, act: str) -> HttpResponse:
    row = line.regulation
    return act_page(request, form, run, act=f"coordinating.{act}", where=row.unit, thing=row, template=TEMPLATE,
                    back=reverse("coordination_regulation", args=[row.public_id]), extra={"regulation": row, "line": line})  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Kết thúc quy chế."""
    actor, row = actor_of(request), the_regulation(request, code)
    form = boxes.EndForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        regulating.end(regulation=row, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="coordinating.end", where=row.unit, thing=row, template=TEMPLATE,
                    back=reverse("coordination_regulation", args=[code]), extra={"regulation": row})  # fmt: skip
