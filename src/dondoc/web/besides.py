"""Bảng có ghi lỗi — a copy of a sheet where a column of errors stands right after each column that has some."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dondoc.printing.model import Column, Table
from dondoc.printing.wording import SAMPLE
from dondoc.printing.xlsx import render_xlsx
from dondoc.web.lists import file_name
from dondoc.web.taking import taken

Told = tuple[Sequence[str], Mapping[int, str]]  # the cells of a row, and what is wrong by column


def with_errors(
    request: HttpRequest,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Told],
    wrong: Collection[int],
    widths: Mapping[int, int] | None = None,
    level: str = "",
    about: models.Model | None = None,
) -> HttpResponse:
    """The sheet as it came, to be corrected and sent again: the columns of errors are known by their heads and left out then."""
    shown = [(n, error) for n in range(len(heads)) for error in (False, True) if not error or n in wrong]
    columns = tuple(
        Column(_("Lỗi: %(column)s") % {"column": heads[n]}, 40)
        if error
        else Column(heads[n], (widths or {}).get(n, 16))
        for n, error in shown
    )
    cells = tuple(
        tuple(errors.get(n, "") if error else (line[n] if n < len(line) else "") for n, error in shown)
        for line, errors in rows
    )
    data = render_xlsx([Table(columns, cells)], title, [SAMPLE] * settings.DONDOC_IS_DEMO, level)
    return taken(request, data, file_name(title, "xlsx"), rows=len(cells), about=about)
