"""Xuất số liệu về người — who took what, why and by which paper; the file; codes opened, their key destroyed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.personal.actions import exporting as acts
from dondoc.personal.counting import DIMENSIONS
from dondoc.personal.exports import Export, Form
from dondoc.regulations.queries import figure, keeper
from dondoc.shared import files
from dondoc.web.doing import act_page
from dondoc.web.forms import PastDayField, ReasonForm, TextField, area
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown
from dondoc.web.personal.ways import check_oversees, ways
from dondoc.web.story import told
from dondoc.web.taking import taken

COLUMNS: tuple[Column[Export], ...] = (
    Column(gettext_lazy("Lúc"), 18, lambda row: f"{row.at:%d/%m/%Y %H:%M}"),
    Column(gettext_lazy("Loại"), 34, lambda row: row.get_form_display()),
    Column(gettext_lazy("Để làm gì"), 50, lambda row: row.why),
    Column(gettext_lazy("Văn bản"), 20, lambda row: row.paper_number),
    Column(gettext_lazy("Số dòng"), 10, lambda row: row.rows),
    Column(gettext_lazy("Bị ẩn"), 10, lambda row: row.hidden),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các lần xuất, mới trước."""
    actor = actor_of(request)
    check_oversees(actor)
    rows = Export.objects.visible_to(actor).order_by("-id")
    if file := as_file(request, _("Xuất số liệu về người"), COLUMNS, rows):
        return file
    context = {"listing": bounded(request, rows), "ways": ways(actor, "exports"), "least": figure(acts.LEAST, on=actor.today),
               "may_export": may(actor, "personal.export_people", keeper())}  # fmt: skip
    return page(request, "personal/exports.html", context)


class ExportForm(forms.Form):
    """Xuất số liệu."""

    form = forms.ChoiceField(label=gettext_lazy("Xuất thành gì"), choices=Form.choices, widget=forms.RadioSelect)
    rows_by = forms.ChoiceField(
        label=gettext_lazy("Bảng: mỗi dòng một"), choices=list(DIMENSIONS.items()), initial="kind", required=False
    )
    columns_by = forms.ChoiceField(
        label=gettext_lazy("Bảng: mỗi cột một"), choices=list(DIMENSIONS.items()), initial="post", required=False
    )
    keeps_key = forms.BooleanField(
        label=gettext_lazy("Từng dòng: giữ khóa niêm phong, để sau này mở được mã"), required=False,
        help_text=gettext_lazy("Không đánh dấu thì khóa bỏ ngay, không ai biết mã nào là của ai"),
    )  # fmt: skip
    why = TextField(label=gettext_lazy("Xuất để làm gì"), max_length=500, widget=area(2))
    paper_number = TextField(label=gettext_lazy("Số, ký hiệu văn bản yêu cầu hoặc cho phép"), max_length=80)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper_on"] = PastDayField(today=actor.today, label=_("Ngày của văn bản"), required=False)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Xuất số liệu về người."""
    actor = actor_of(request)
    check_oversees(actor)

    def run(said: dict[str, Any]) -> str:
        across = (said["rows_by"], said["columns_by"]) if said["form"] == Form.COUNTS else ()
        asked = {name: said[name] for name in ("form", "why", "paper_number", "paper_on", "keeps_key")}
        row = acts.export_people(across=across, by=actor, at=now_of(request), **asked)
        return reverse("export", args=[row.public_id])

    return act_page(request, ExportForm(request.POST or None, actor=actor), run, act="personal.export_people",
                    where=keeper(), back=reverse("exports"))  # fmt: skip


def the_export(request: HttpRequest, code: str) -> Export:
    row: Export = one(Export.objects.visible_to(actor_of(request)).select_related("house"), code)
    return row


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một lần xuất — `?as=xlsx` the file as it was made then."""
    actor, row = actor_of(request), the_export(request, code)
    if request.GET.get("as") == "xlsx":
        name = f"so-lieu-{row.at:%Y%m%d}-{row.public_id}.xlsx"
        return taken(request, files.load(row.sha256), name, rows=row.rows, about=row)
    context = {
        "row": row, "across": [DIMENSIONS[name] for name in row.across], "story": told("personal.export", row.pk),
        "may_open": bool(row.sealed_key) and may(actor, "personal.open_codes", row.house),
        "may_drop": bool(row.sealed_key) and may(actor, "personal.drop_key", row.house),
    }  # fmt: skip
    return page(request, "personal/export.html", context)


class CodesForm(ReasonForm):
    """Mở mã."""

    codes = TextField(label=gettext_lazy("Mã, mỗi dòng một"), max_length=4000, widget=area(4))


@require_http_methods(["GET", "POST"])
@login_required
def open_codes(request: HttpRequest, code: str) -> HttpResponse:
    """Mở mã người — the persons are told that they were looked up."""
    actor, row = actor_of(request), the_export(request, code)

    def run(said: dict[str, Any]) -> None:
        asked = said["codes"].split()
        found = acts.open_codes(export=row, codes=asked, reason=said["reason"], by=actor, at=now_of(request))
        shown(request, "codes", [person.pk for person in found.values()], said["reason"])
        for one_ in asked:
            messages.info(request, f"{one_}: {found[one_] if one_ in found else _('không thấy')}")

    return act_page(request, CodesForm(request.POST or None), run, act="personal.open_codes", where=row.house, about=row,
                    back=reverse("export", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def drop_key(request: HttpRequest, code: str) -> HttpResponse:
    """Hủy khóa của mã người."""
    actor, row = actor_of(request), the_export(request, code)

    def run(said: dict[str, Any]) -> None:
        acts.drop_key(export=row, by=actor, at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="personal.drop_key", where=row.house, about=row,
                    back=reverse("export", args=[code]))  # fmt: skip
