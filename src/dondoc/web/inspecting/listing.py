"""Các cuộc — the list of those one has a part in, and of these what one was told; nothing is found elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import reaches
from dondoc.inspecting.actions import deciding, proposing
from dondoc.inspecting.lifecycle import OVER, State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.rail import holder, told_states
from dondoc.inspecting.rights import SEE
from dondoc.shared.actor import Actor
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of
from dondoc.web.pages import page

BEGUN = gettext_lazy("đã gửi quyết định, kế hoạch")


COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Cuộc"), 12, lambda line: str(line[0])),
    Column(gettext_lazy("Loại"), 40, lambda line: line[0].sort.words),
    Column(gettext_lazy("Cơ quan quyết định"), 32, lambda line: line[0].body.listed),
    Column(gettext_lazy("Đang ở"), 28, lambda line: line[1]),
    Column(gettext_lazy("Quyết định"), 20, lambda line: str(line[0].decision or "")),
)


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
    said = _lines(list(listing.rows), actor)
    context = {
        "listing": listing, "lines": said, "is_held": any(holder_ for _case, _state, holder_, _objects in said), "asked": asked,
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
        (case, told_word(case.state if case.pk in inside else outside.get(case.pk, "")),
         holder(case, objects.get(case.pk, [])) if case.pk in inside else "", objects.get(case.pk, []))
        for case in found
    ]  # fmt: skip


def _bodies_shown(ids: list[int], actor: Actor) -> list[tuple[int, str]]:
    rows = Body.objects.visible_to(actor).filter(case__in=ids).select_related("unit").order_by("id")
    return [(row.case_id, row.unit.listed) for row in rows]


def told_word(state: str) -> str:
    return str(State(state).label) if state else str(BEGUN)
