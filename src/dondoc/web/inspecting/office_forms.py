"""Biểu mẫu văn bản của cuộc — the common forms as Word files, and those an office laid in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.inspecting.actions import forming
from dondoc.inspecting.office_forms import OfficeForm
from dondoc.inspecting.rights import LAY_FORM, WITHDRAW_FORM
from dondoc.printing.forms import form_on
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, Refused
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.web.documents.papers import file_of
from dondoc.web.doing import act_page
from dondoc.web.inspecting.forms.forming import LayForm
from dondoc.web.inspecting.sheets import PAPERS, Paper
from dondoc.web.inspecting.sheets.blank import HEAD, blank_docx
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page, refusal
from dondoc.web.taking import KINDS, handed

SORTS = {
    "words": gettext_lazy("chữ"),
    "several": gettext_lazy("danh sách: dòng có ô này in lại cho từng mục"),
    "table": gettext_lazy("bảng: một hàng có các ô cột in lại cho từng dòng; hoặc để ô bảng một mình trên một dòng"),
    "part": gettext_lazy("cả một phần: để một mình trên một dòng"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Một văn bản trong danh sách — its slots by sort, the forms laid for it that one sees, each with whether one may give it up."""

    what: str
    label: Label
    slots: list[tuple[Label, list[str]]]
    own: list[tuple[OfficeForm, bool]]


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Danh sách biểu mẫu."""
    actor = actor_of(request)
    listed = list(_listed(actor))
    return page(request, "inspecting/office_forms.html", {"listed": listed, "head": HEAD, "may_lay": bool(reaches(actor, LAY_FORM))})  # fmt: skip


def _listed(actor: Actor) -> Iterator[Listed]:
    rows = OfficeForm.objects.visible_to(actor).standing().for_list().order_by("unit__path")
    own: dict[str, list[tuple[OfficeForm, bool]]] = {}
    for row in rows:
        own.setdefault(row.what, []).append((row, may(actor, WITHDRAW_FORM, row.unit)))
    for what, paper in PAPERS.items():
        yield Listed(what, paper.label, list(_slots(paper)), own.get(what, []))


def _slots(paper: Paper) -> Iterator[tuple[Label, list[str]]]:
    for sort, words in SORTS.items():
        named = [f"«{name}»" for name, slot in paper.slots.items() if slot.sort == sort]
        named += [
            f"«{name}: {title}»"
            for name, slot in paper.slots.items()
            if slot.sort == sort
            for title, _width in slot.heads
        ]
        if named:
            yield words, named


@require_GET
@login_required
def common(request: HttpRequest, what: str) -> HttpResponse:
    """Tải mẫu chung — in the form of one's own tree, of today."""
    if what not in PAPERS:
        raise Http404
    actor = actor_of(request)
    unit = acting_unit(actor)
    system = unit.system if unit else "party"
    made = blank_docx(
        what, PAPERS[what].slots, system=system, form=form_on(system, actor.today), sample=settings.DONDOC_IS_DEMO
    )
    return handed(made, f"mau-{what}.docx", KINDS["docx"])


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Tải biểu mẫu của cơ quan, as it was laid."""
    try:
        return file_of(one(OfficeForm.objects.visible_to(actor_of(request)), code))
    except Refused as problem:
        return refusal(request, problem, 409)


@require_http_methods(["GET", "POST"])
@login_required
def lay(request: HttpRequest) -> HttpResponse:
    """Đặt biểu mẫu."""
    actor = actor_of(request)
    units = Unit.objects.granted(actor, LAY_FORM).working()
    first = {"what": request.GET.get("what", ""), "unit": acting_unit(actor)}
    form = LayForm(request.POST or None, request.FILES or None, units=units, initial=first)

    def run(said: dict[str, Any]) -> None:
        forming.lay_form(by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act=LAY_FORM, back=reverse("inspection_forms"))


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Thôi dùng biểu mẫu."""
    actor = actor_of(request)
    row = one(OfficeForm.objects.visible_to(actor).standing().for_list(), code)

    def run(_said: dict[str, Any]) -> None:
        forming.withdraw_form(form=row, by=actor, at=now_of(request))

    return act_page(
        request,
        Form(request.POST or None),
        run,
        act=WITHDRAW_FORM,
        where=row.unit,
        about=row,
        back=reverse("inspection_forms"),
    )
