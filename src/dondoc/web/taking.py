"""Tệp lấy ra — the one door by which a file leaves: what is made of rows here is each time a line of the journal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, TypeVar
from urllib.parse import quote

from django.db import models
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from dondoc.importing.actions.exporting import export
from dondoc.units.queries import acting_unit
from dondoc.web.loading import actor_of, now_of

A = TypeVar("A", bound=HttpResponseBase)
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8", "pdf": "application/pdf", "zip": "application/zip",
}  # fmt: skip
# Filters that are chosen and never typed; a code, a day or a state is all that is kept of one.
CHOSEN = frozenset(
    ("state", "unit", "paper", "day", "known", "year", "scope", "only", "of", "side", "lead", "with", "by", "line", "act",
     "place", "topic", "how", "judged", "under", "key", "month", "age", "asking", "first", "second", "held", "empty", "house", "alone"),
)  # fmt: skip
_SHORT = re.compile(r"[\w./-]{1,40}", re.ASCII)
_NO_FILTER = ("as", "page", "exact")


def taken(
    request: HttpRequest, data: bytes | IO[bytes], name: str, *, rows: int, about: models.Model | None = None
) -> HttpResponse:
    """Tệp làm ra từ số liệu — sent, and told: who, which page, in which form (the ending of its name), how many rows."""
    told(request, _form(name), rows, about)
    return handed(data, name, KINDS[_form(name)])


def poured(
    request: HttpRequest, parts: Iterable[bytes], name: str, *, rows: int, about: models.Model | None = None
) -> StreamingHttpResponse:
    """The same of what is made while it is sent."""
    told(request, _form(name), rows, about)
    return _named(StreamingHttpResponse(parts, content_type=KINDS[_form(name)]), name)


def handed(data: bytes | IO[bytes], name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """Tệp đưa ra mà không ghi dòng này — as it came, blank, or told by an act of its own: tests/web/test_taken.py says which."""
    if isinstance(data, bytes):
        return _named(HttpResponse(data, content_type=kind), name)
    return _named(FileResponse(data, content_type=kind), name)  # type: ignore[return-value]


def told(request: HttpRequest, form: str, rows: int, about: models.Model | None = None) -> None:
    """In the journal: the page by its name, what it is of by their codes; no word of a filter or of a row."""
    actor, found = actor_of(request), request.resolver_match
    things = [str(code) for code in found.kwargs.values()] if found else []
    export(page=found.url_name or "" if found else "", things=things, form=form, rows=rows, by=actor, at=now_of(request),
           unit=acting_unit(actor), about=about, filters=_filters(request))  # fmt: skip


def _filters(request: HttpRequest) -> dict[str, str]:
    """Bộ lọc — its names; the value only of what was chosen."""
    return {
        name[:40]: value if name in CHOSEN and _SHORT.fullmatch(value) else ""
        for name, value in request.GET.dict().items()
        if value and name not in _NO_FILTER
    }


def _form(name: str) -> str:
    return name.rpartition(".")[2]


def _named(answer: A, name: str) -> A:
    """For the user's disk, its Vietnamese name kept."""
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
