"""Nạp cây từ XLSX — the sheet is tried, what it would do is shown, errors come back in the sheet beside the cells."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.reading.model import Unreadable
from dondoc.reading.sheets import tables_of
from dondoc.reorganising.heads import COLUMNS, Row, Sheet, check_many, read
from dondoc.reorganising.intake import sheet_of, take_in
from dondoc.shared.acts import Refused
from dondoc.web.besides import with_errors
from dondoc.web.days import understand_past
from dondoc.web.handing import turned_away
from dondoc.web.loading import actor_of
from dondoc.web.pages import page
from dondoc.web.sending import do_once
from dondoc.web.units.tree import ours

HEAVIEST, UNZIPPED = 2 * 2**20, 40 * 2**20
WIDTHS = {"name": 44, "parent": 24, "on": 14}


class SheetForm(forms.Form):
    """Chọn bảng."""

    file = forms.FileField(
        label=gettext_lazy("Tệp"), help_text=gettext_lazy("XLSX, XLS, ODS hoặc CSV; cột theo thứ tự nào cũng được")
    )

    def clean_file(self) -> Sheet:
        data = self.cleaned_data["file"].read(HEAVIEST + 1)
        if len(data) > HEAVIEST:
            raise ValidationError(_("Tệp lớn hơn 2 MB. Chia thành nhiều bảng."))
        try:
            return read(_table(data))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


def _table(data: bytes) -> list[list[str]]:
    """The first sheet, its cells as an official reads them."""
    try:
        return list(next(tables_of(data, UNZIPPED), ()))
    except Unreadable as problem:
        raise Refused(problem.message) from problem


@require_http_methods(["GET", "POST"])
@login_required
def take_in_page(request: HttpRequest) -> HttpResponse:
    """Nạp cây — tried first; done when confirmed; the sheet with its errors, or of the tree as it is, on asking."""
    turned = turned_away(request, "units.establish", "units.establish", None)
    if turned is not None:
        return turned
    if request.GET.get("as") == "xlsx":
        return _workbook(
            request, _("Cây đơn vị để nạp"), [Row(cells) for cells in sheet_of(ours(actor_of(request)).working())]
        )
    if request.method != "POST":
        return page(request, "units/import.html", {"form": SheetForm()})
    if "rows" in request.POST:
        return _again(request)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, "units/import.html", {"form": form}, status=422)
    sheet: Sheet = form.cleaned_data["file"]
    return _shown(request, sheet.rows, sheet=sheet)


def _shown(request: HttpRequest, rows: list[Row], status: int = 200, sheet: Sheet | None = None) -> HttpResponse:
    """What it would do, tried and put back; which column of the sheet was taken as what."""
    _try(request, rows, for_real=False)
    wrong = [row for row in rows if row.errors]
    context = {"rows": rows, "wrong": wrong, "doing": [row for row in rows if row.done], "columns": COLUMNS,
               "sheet": sheet, "same": sum(not row.done and not row.errors for row in rows),
               "kept": json.dumps([row.cells for row in rows], ensure_ascii=False)}  # fmt: skip
    return page(request, "units/import.html", context, status=422 if wrong else status)


def _try(request: HttpRequest, rows: list[Row], for_real: bool) -> bool:
    return take_in(rows, by=actor_of(request), at=request.now, understand=understand_past, for_real=for_real)  # type: ignore[attr-defined]


def _again(request: HttpRequest) -> HttpResponse:
    """The rows come back with the form: to be done, or to be written into a sheet with their errors."""
    rows = _rows(request.POST["rows"])
    if request.POST.get("as") == "xlsx":
        _try(request, rows, for_real=False)
        return _workbook(request, _("Cây đơn vị có ghi lỗi"), rows)
    done: list[bool] = []

    def run() -> str:
        done.append(_try(request, rows, for_real=True))
        if not done[0]:
            raise Refused(_("Có dòng chưa đúng."))
        messages.success(request, _("Đã nạp: %(n)s đơn vị có thay đổi.") % {"n": sum(bool(row.done) for row in rows)})
        return reverse("units")

    try:
        return redirect(do_once(request, run))
    except Refused:
        return _shown(request, rows, 409)


def _rows(words: str) -> list[Row]:
    """As the page gave them; whatever else comes is a table without rows."""
    try:
        told = [Row({name: str(line[name]) for name in COLUMNS if name in line}) for line in json.loads(words)]
    except (ValueError, AttributeError, TypeError) as problem:
        raise Refused(_("Bảng không còn nguyên. Chọn lại tệp.")) from problem
    return check_many([row for row in told if row.cells.get("name")])


def _workbook(request: HttpRequest, title: str, rows: list[Row]) -> HttpResponse:
    """The sheet of the tree; a column of errors stands right after each column that has some."""
    names = list(COLUMNS)
    wrong = {names.index(name) for row in rows for name in row.errors}
    cells = (
        ([row.cells.get(name, "") for name in names], {names.index(name): said for name, said in row.errors.items()})
        for row in rows
    )
    widths = {names.index(name): width for name, width in WIDTHS.items()}
    return with_errors(request, title, [str(said) for said in COLUMNS.values()], cells, wrong, widths)
