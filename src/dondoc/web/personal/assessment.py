"""Hồ sơ đánh giá tác động — what is measured now beside what is written; versions frozen, as DOCX and XLSX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.personal import assessment_sheet as sheets
from dondoc.personal.actions import assessing as acts
from dondoc.personal.assessing import measured, missing, texts, upcoming
from dondoc.personal.assessments import Assessment, Part
from dondoc.printing.docx import render_docx
from dondoc.printing.model import Sheet
from dondoc.printing.xlsx import render_xlsx
from dondoc.regulations.queries import keeper
from dondoc.web.doing import act_page
from dondoc.web.forms import TextField, area
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.personal.ways import check_oversees, ways
from dondoc.web.story import told
from dondoc.web.taking import taken

FILES: dict[str, Callable[[Sheet], bytes]] = {"docx": render_docx, "xlsx": render_xlsx}


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Hồ sơ đánh giá tác động — as it would be frozen now; what is still to be written, until when."""
    actor, now = actor_of(request), now_of(request)
    check_oversees(actor)
    sheet = measured(now)
    context = {
        "sheet": sheet, "parts": parts_of(sheet), "missing": missing(sheet), "next": upcoming(now),
        "versions": Assessment.objects.visible_to(actor).order_by("-number")[:50], "ways": ways(actor, "assessment"),
        "may_write": may(actor, "personal.write_assessment", keeper()),
        "may_freeze": may(actor, "personal.freeze_assessment", keeper()),
    }  # fmt: skip
    return page(request, "personal/assessment.html", context)


def parts_of(sheet: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(value, str(label), sheet["texts"].get(value, "")) for value, label in Part.choices]


@require_GET
@login_required
def version(request: HttpRequest, code: str) -> HttpResponse:
    """Một lần lập — as it was frozen."""
    row = one(Assessment.objects.visible_to(actor_of(request)), code)
    form = request.GET.get("as", "")
    if form in FILES:
        made = sheets.sheet(row, sample=settings.DONDOC_IS_DEMO)
        return taken(request, FILES[form](made), f"danh-gia-tac-dong-{row.number}.{form}", rows=made.lines, about=row)
    context = {
        "row": row,
        "sheet": row.sheet,
        "parts": parts_of(row.sheet),
        "story": told("personal.assessment", row.pk),
    }
    return page(request, "personal/assessment_version.html", context)


class PartForm(forms.Form):
    """Viết một phần."""

    text = TextField(max_length=8000, widget=area(10))


@require_http_methods(["GET", "POST"])
@login_required
def write(request: HttpRequest, part: str) -> HttpResponse:
    """Viết một phần của hồ sơ đánh giá tác động."""
    actor = actor_of(request)
    check_oversees(actor)
    if part not in Part.values:
        raise Http404
    form = PartForm(request.POST or None, initial={"text": texts().get(part, "")})
    form.fields["text"].label = str(Part(part).label)

    def run(said: dict[str, Any]) -> None:
        acts.write_assessment(part=part, text=said["text"], by=actor, at=now_of(request))

    return act_page(request, form, run, act="personal.write_assessment", where=keeper(), back=reverse("assessment"))


@require_http_methods(["GET", "POST"])
@login_required
def freeze(request: HttpRequest) -> HttpResponse:
    """Lập hồ sơ đánh giá tác động."""
    actor = actor_of(request)
    check_oversees(actor)

    def run(said: dict[str, Any]) -> str:
        row = acts.freeze_assessment(by=actor, at=now_of(request))
        return reverse("assessment_version", args=[row.public_id])

    return act_page(request, forms.Form(request.POST or None), run, act="personal.freeze_assessment", where=keeper(),
                    back=reverse("assessment"))  # fmt: skip
