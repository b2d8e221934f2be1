"""Nạp danh sách đơn vị — an office's own list, or the sheet of the tree as it is; seen cell by cell before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.importing.actions import taking
from dondoc.importing.columns import LABELS
from dondoc.importing.models import UNITS_ARE_LAID_BY, Kind
from dondoc.importing.tree import sheet_of
from dondoc.units.models import Unit
from dondoc.web.besides import with_errors
from dondoc.web.doing import act_page
from dondoc.web.forms import content_of
from dondoc.web.handing import turned_away
from dondoc.web.loading import actor_of, now_of
from dondoc.web.units.tree import ours

WIDTHS = {"name": 44, "parent": 24, "on": 14}


class ListForm(forms.Form):
    """Chọn bảng."""

    file = forms.FileField(label=gettext_lazy("Tệp"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("XLSX, XLS, ODS hoặc CSV; cột theo thứ tự nào cũng được. Ô trống thì giữ nguyên như đang ghi.")
        again = _("Tải bảng của cây hiện có để sửa, thêm dòng rồi nạp lại")
        self.fields["file"].help_text = format_html('{} <a href="?as=xlsx">{}</a>.', said, again)


@require_http_methods(["GET", "POST"])
@login_required
def take_in_page(request: HttpRequest) -> HttpResponse:
    """Nạp danh sách đơn vị — below the highest unit under which one may establish units."""
    actor, form = actor_of(request), ListForm(request.POST or None, request.FILES or None)
    if request.GET.get("as") == "xlsx":
        return turned_away(request, UNITS_ARE_LAID_BY, UNITS_ARE_LAID_BY, None) or _workbook(request)
    top = Unit.objects.granted(actor, UNITS_ARE_LAID_BY).working().order_by("path").first()

    def run(said: dict[str, Any]) -> str:
        file = said["file"]
        row = taking.upload(
            kind=Kind.UNITS, unit=top, data=content_of(file), file_name=file.name or "", by=actor, at=now_of(request)
        )
        return reverse("import", args=[row.public_id])

    return act_page(
        request, form, run, act="importing.upload", right=UNITS_ARE_LAID_BY, where=top, back=reverse("units")
    )


def _workbook(request: HttpRequest) -> HttpResponse:
    """The sheet of the tree."""
    names = list(LABELS[Kind.UNITS])
    rows = sheet_of(ours(actor_of(request)).working())
    cells: Iterator[tuple[list[str], dict[int, str]]] = (([row[name] for name in names], {}) for row in rows)
    widths = {names.index(name): width for name, width in WIDTHS.items()}
    return with_errors(request, _("Cây đơn vị để nạp"), [str(LABELS[Kind.UNITS][name]) for name in names], cells, set(), widths)  # fmt: skip
