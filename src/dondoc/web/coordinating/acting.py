"""Đề nghị, nhận, trả lời, rút trên trang — each a form and one act."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dondoc.coordinating.actions import answering, asking
from dondoc.coordinating.lifecycle import ReplyState
from dondoc.coordinating.matrix import Line
from dondoc.coordinating.models import Request
from dondoc.coordinating.queries import line_parties, speaks_for, units_of, work_parties
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.coordinating import forms as boxes
from dondoc.web.coordinating.loading import (
    line_asked,
    the_reply,
    the_request,
    work_asked,
)
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.loading import actor_of, now_of

TEMPLATE = "coordinating/act.html"


@require_http_methods(["GET", "POST"])
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Đề nghị phối hợp — by a line, for a work (`?line=`, `?assignment=`), or by itself."""
    actor, at = actor_of(request), now_of(request)
    line, work = line_asked(request, actor), work_asked(request, actor)
    work = None if line is not None else work
    mine, others = _who(actor, line, work)
    form = boxes.AskForm(request.POST or None, actor=actor, units=mine, partners=others, line=line,
                         initial=_proposed(line, work, others))  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        made = asking.ask(line=line, assignment=work, by=actor, at=at, **said)
        return reverse("coordination_request", args=[made.public_id])

    extra = {"line": line, "assignment": work, "regulation": line.regulation if line else None}
    return act_page(request, form, run, act="coordinating.ask", back=_back(line, work), template=TEMPLATE, extra=extra)  # fmt: skip


def _back(line: Line | None, work: Assignment | None) -> str:
    """Where one came from."""
    if line is not None:
        return reverse("coordination_regulation", args=[line.regulation.public_id])
    return reverse("coordinating") if work is None else reverse("assignment", args=[work.public_id])


def _who(
    actor: Actor, line: Line | None, work: Assignment | None
) -> tuple[models.QuerySet[Unit], models.QuerySet[Unit]]:
    """Who may ask, and who may be asked: those the line or the work names; else whom one sees. Nobody asks itself."""
    mine = Unit.objects.granted(actor, "coordinating.ask").working()
    others: models.QuerySet[Unit] = Unit.objects.visible_to(actor).filter(ended_on__isnull=True)
    if line is not None or work is not None:
        parties = line_parties(line) if line is not None else work_parties(work) if work is not None else set()
        mine, others = mine.filter(pk__in=parties), units_of(parties)
    some = list(mine.values_list("pk", flat=True)[:2])
    return mine, others.exclude(pk__in=some) if len(some) == 1 else others


def _proposed(line: Line | None, work: Assignment | None, others: models.QuerySet[Unit]) -> dict[str, Any]:
    """Its partners are ticked; of a work the kind is to cooperate."""
    if line is not None:
        ids = [row.unit_id for row in line.partners.all()]
    elif work is not None:
        ids = list(work.partners.values_list("unit", flat=True))
    else:
        return {}
    kind = {} if work is None else {"kind": "COOPERATE"}
    return {"units": list(others.filter(pk__in=ids).values_list("public_id", flat=True)), **kind}


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút đề nghị."""
    actor, row = actor_of(request), the_request(request, code)

    def run(said: dict[str, Any]) -> None:
        asking.withdraw(request=row, by=actor, at=now_of(request), **said)

    return _of_request(request, row, ReasonForm(request.POST or None), run, "withdraw", row.unit)


@require_http_methods(["GET", "POST"])
@login_required
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """Nhận đề nghị."""
    actor, reply = actor_of(request), the_reply(request, code)
    form = boxes.ReceiveForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        answering.receive(reply=reply, by=actor, at=now_of(request), **said)

    return _of_request(request, reply.request, form, run, "receive", speaks_for(reply), reply)


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Trả lời đề nghị."""
    actor, reply = actor_of(request), the_reply(request, code)
    asks = reply.state == ReplyState.SENT and answering.counts_from_receipt(reply)
    form = boxes.AnswerForm(request.POST or None, actor=actor, asks_receipt=asks)

    def run(said: dict[str, Any]) -> None:
        answering.answer(reply=reply, by=actor, at=now_of(request), **said)

    return _of_request(request, reply.request, form, run, "answer", speaks_for(reply), reply)


def _of_request(
    request: HttpRequest, row: Request, form: Any, run: Any, act: str, where: Unit, reply: Any = None
) -> HttpResponse:
    """The form of an act on a request; back to its page."""
    return act_page(request, form, run, act=f"coordinating.{act}", where=where, thing=row, template=TEMPLATE,
                    back=reverse("coordination_request", args=[row.public_id]), extra={"asked": row, "reply": reply})  # fmt: skip
