"""Số liệu của chỉ tiêu — record, correct, withdraw, open its proof."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.programmes.actions import recording
from dondoc.programmes.models import Item, Value, Version
from dondoc.programmes.queries import version_on
from dondoc.programmes.words import Way
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.web.documents.papers import file_of
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.loading import actor_of, now_of
from dondoc.web.programmes import forms as boxes
from dondoc.web.programmes.loading import the_item, the_value


@require_http_methods(["GET", "POST"])
@login_required
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi số liệu — of the programme's unit, or of one of those that are gathered: whichever some version asks, for a late figure is of its own day."""
    actor, item = actor_of(request), the_item(request, code)
    versions = _versions(item)
    ways = {row.way for row in versions}
    gathered = ways != {Way.DIRECT}
    below = Unit.objects.granted(actor, "programmes.record_value").working().below(item.programme.unit)
    units = below if Way.DIRECT in ways else below.exclude(pk=item.programme.unit_id)
    form = boxes.RecordForm(request.POST or None, request.FILES or None, actor=actor, item=item, versions=versions,
                            units=units if gathered else None, initial={"unit": acting_unit(actor)})  # fmt: skip

    def run(said: dict[str, Any]) -> None:
        at = now_of(request)
        recording.record_value(item=item, unit=said.get("unit"), year=said["year"], on=said["on"], proof=form.proof(),
                               by=actor, at=at, **form.figure())  # fmt: skip

    where = None if gathered else item.programme.unit
    return act_page(request, form, run, act="programmes.record_value", where=where, about=item,
                    back=reverse("programme_item", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Đính chính số liệu — the wrong one stays, with the reason."""
    actor, row = actor_of(request), the_value(request, code)
    first = {"value": row.value, "judgement": row.judgement, "again": row.evidence.public_id}
    version = version_on(row.item, row.on, now_of(request))
    if version is None:
        raise Http404
    form = boxes.CorrectForm(
        request.POST or None,
        request.FILES or None,
        actor=actor,
        unit=row.unit,
        version=version,
        initial=first,
    )

    def run(said: dict[str, Any]) -> None:
        at = now_of(request)
        recording.correct_value(row=row, reason=said["reason"], proof=form.proof(), by=actor, at=at, **form.figure())

    return _of_value(request, row, form, run, "programmes.correct_value")


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút số liệu."""
    actor, row = actor_of(request), the_value(request, code)

    def run(said: dict[str, Any]) -> None:
        recording.withdraw_value(row=row, reason=said["reason"], by=actor, at=now_of(request))

    return _of_value(request, row, ReasonForm(request.POST or None), run, "programmes.withdraw_value")


@require_GET
@login_required
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Tệp minh chứng của số liệu — as it came."""
    row = the_value(request, code)
    return file_of(row.evidence)


def _versions(item: Item) -> list[Version]:
    """Those that stood, the oldest first; what is no target records no figure."""
    versions = list(item.versions.order_by("from_on", "id"))
    if not versions:
        raise Http404
    return versions


def _of_value(request: HttpRequest, row: Value, form: Any, run: Any, act: str) -> HttpResponse:
    return act_page(request, form, run, act=act, where=row.unit, about=row, thing=row,
                    back=reverse("programme_item", args=[row.item.public_id]))  # fmt: skip
