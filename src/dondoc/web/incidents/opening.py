"""Mở sự cố từ trang của một việc — a paper, a waiting file, a duty, a share of work and each thing done for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.documents.models import Paper
from dondoc.documents.queries import entry_of
from dondoc.implementation.models import Evidence, Note, Plan, Report
from dondoc.incidents.actions.opening import open_incident
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.web.doing import act_page
from dondoc.web.incidents.forms import OpenForm
from dondoc.web.loading import actor_of, now_of, the_assignment, the_obligation, the_paper, the_upload
from dondoc.web.programmes.loading import the_item, the_programme

KINDS = {"paper": the_paper, "upload": the_upload, "obligation": the_obligation, "assignment": the_assignment,
         "programme": the_programme, "programme-item": the_item}  # fmt: skip
PAGES = {"paper": "paper", "upload": "upload_page", "obligation": "obligation", "assignment": "assignment",
         "programme": "programme", "programme-item": "programme_item"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """Một chỗ chọn được — its box, its words, the row."""

    box: str
    words: str
    row: models.Model


@require_http_methods(["GET", "POST"])
@login_required
def open_page(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Mở sự cố."""
    if kind not in KINDS:
        raise Http404
    actor, row = actor_of(request), KINDS[kind](request, code)
    where, thing = _where(row, actor)
    parts = _parts(row, actor) if isinstance(row, Assignment) else []
    form = OpenForm(request.POST or None, actor=actor, things=[(part.box, part.words) for part in parts],
                    numbered=isinstance(row, Paper))  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        which = said.pop("which", ())
        chosen = [part.row for part in parts if part.box in which] if parts else [row]
        hides, at = said.pop("hides_number", False), now_of(request)
        incident = open_incident(unit=where, things=chosen, by=actor, at=at, keeps_number=not hides, **said)  # type: ignore[arg-type]
        return reverse("incident", args=[incident.public_id])

    return act_page(request, form, run, act="incidents.open", where=where, about=_about(row), thing=thing,
                    back=reverse(PAGES[kind], args=[code]))  # fmt: skip


def _where(row: Any, actor: Actor) -> tuple[Unit | None, models.Model]:
    """At which unit the right is asked: where the paper is registered, or one's own where one only was shown it."""
    if not isinstance(row, Paper):
        return row.unit, row
    entry = entry_of(row, actor)
    return (entry.unit, entry) if entry else (acting_unit(actor), row)


def _about(row: Any) -> Any:
    return row.obligation if isinstance(row, Assignment) else row


def _of(model: type[models.Model], share: Assignment) -> dict[str, Assignment]:
    return {"provings__assignment" if model is Evidence else "assignment": share}


def _parts(share: Assignment, actor: Actor) -> list[Part]:
    """The whole of a share of work, or one thing said or attached there."""
    said = [
        (label, one) for label, model in ((_("Minh chứng"), Evidence), (_("Kế hoạch"), Plan), (_("Tiến độ"), Note), (_("Báo cáo"), Report))
        for one in model.objects.visible_to(actor).filter(**_of(model, share)).order_by("id")
    ]  # fmt: skip
    named = [
        Part(f"{one._meta.model_name}-{one.pk}", f"{label} {one.on:%d/%m/%Y}: {one.text[:80]}", one)
        for label, one in said
    ]
    return [Part("all", _("Cả phần việc này: yêu cầu, kế hoạch, tiến độ, minh chứng, báo cáo"), share), *named]
