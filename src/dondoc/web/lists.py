"""Danh sách — a page of rows and a count that is exact to 1,000, then *hơn 1.000*; whole as XLSX, CSV or for the printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dondoc.importing.actions.exporting import export
from dondoc.printing import model as printed
from dondoc.printing.csvtext import render_csv
from dondoc.printing.wording import SAMPLE
from dondoc.printing.xlsx import render_xlsx
from dondoc.shared.acts import Label, Refused
from dondoc.shared.calendar import HANOI
from dondoc.shared.profile import highest
from dondoc.units.queries import acting_unit
from dondoc.web.loading import actor_of

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
SIZE, PRINTED, FILED = 50, 1000, 20_000  # rows of a page, of a page to be printed, of a file
EXACT = 1000
MANY = 5000  # rows sooner found by walking along the list's order than by gathering them
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Một trang danh sách — rows, which page, whether more, and the count (capped unless asked)."""

    rows: Sequence[T]
    number: int
    has_next: bool
    total: int
    is_capped: bool
    query: str  # the address's own filters, for the pager
    size: int = SIZE
    has_file: bool = True  # taken as XLSX, printed whole

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def is_printed(self) -> bool:
        return self.size == PRINTED


def bounded(
    request: HttpRequest,
    rows: models.QuerySet[Any, Any],
    ids: models.QuerySet[Any, Any] | None = None,
    *,
    has_file: bool = True,
) -> Listing[Any]:
    """A page (to print: a thousand rows) in three queries, whatever the table's size.

    `ids` name the same rows, in the same order, from their other end: some thousands are gathered and sorted; of
    more, fifty are soon found by walking along the order. Only a page's rows are joined to what is shown of them.
    """
    number, size = _number(request.GET.get("page")), PRINTED if request.GET.get("as") == "print" else SIZE
    walked = rows.values_list("pk")
    way, cap = (walked, EXACT) if ids is None else (ids, MANY)
    count, begin = way.order_by()[: cap + 1].count(), (number - 1) * size
    shown = [pk for pk, *_by in (walked if count > cap else way)[begin : begin + size + 1]]
    is_capped = count > EXACT and "exact" not in request.GET
    total = EXACT if is_capped else count if count <= cap else rows.count()
    return Listing(
        _joined(rows, shown[:size]), number, len(shown) > size, total, is_capped, query_of(request), size, has_file
    )


def first(rows: models.QuerySet[M], size: int) -> list[M]:
    """The first rows of a list; only they are joined to what is shown of them, and none where there is none."""
    shown = [pk for pk, *_by in rows.values_list("pk")[:size]]
    return _joined(rows, shown) if shown else []


def _joined(rows: models.QuerySet[M], shown: Any) -> list[M]:
    """The rows of these ids in the list's order; they were chosen already, and what chose them is not asked again."""
    chosen = rows.all()
    chosen.query.clear_where()
    return list(chosen.filter(pk__in=shown))


def query_of(request: HttpRequest) -> str:
    """The address's filters, without the page and the form of the list."""
    asked = request.GET.copy()
    for name in ("page", "as"):
        asked.pop(name, None)
    return asked.urlencode()


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """Một cột của tệp — heading, width in characters, and the cell of a row."""

    title: Label
    width: int
    cell: Callable[[T], printed.Cell]


def as_file(
    request: HttpRequest,
    title: str,
    columns: Sequence[Column[T]],
    rows: models.QuerySet[Any, Any],
    lines: Callable[[list[Any]], Iterable[T]] = list,
    *,
    form: str = "",
) -> HttpResponse | None:
    """The list the address asks for as one XLSX or CSV, by the same filter; None where a page is asked.

    `form` where the address says it in its own word. `lines` makes of the rows what the page shows. Raises Refused over 20,000 rows: Excel would not help any more.
    That it was taken along is in the journal.
    """
    form = form or request.GET.get("as", "")
    if form not in FILES:
        return None
    taken = list(rows[: FILED + 1])
    if len(taken) > FILED:
        raise Refused(_("Danh sách có hơn 20.000 dòng. Lọc hẹp lại rồi tải tệp."))
    level = highest(getattr(row, "secrecy", "") for row in taken)
    if level:
        columns = [*columns, Column(_("Độ mật"), 12, lambda line: line_level(line))]
    heads = tuple(printed.Column(str(column.title), column.width) for column in columns)
    cells = tuple(tuple(column.cell(line) for column in columns) for line in lines(taken))
    foot = [_("Số liệu lúc %(at)s.") % {"at": f"{request.now.astimezone(HANOI):%H:%M %d/%m/%Y}"}]  # type: ignore[attr-defined]
    sample = [SAMPLE] * settings.DONDOC_IS_DEMO
    _told(request, form, len(cells))
    if form == "csv":
        return sent(render_csv(printed.Table(heads, cells), [level, *sample]), title, "csv")
    return sent(render_xlsx([printed.Table(heads, cells)], title, foot + sample, level), title)


def _told(request: HttpRequest, form: str, rows: int) -> None:
    """In the journal: the page by its name, what it is of by their codes; no word of a filter or of a row."""
    actor, found = actor_of(request), request.resolver_match
    export(page=found.url_name or "" if found else "", things=[str(code) for code in found.kwargs.values()] if found else [],
           form=form, rows=rows, by=actor, at=request.now, unit=acting_unit(actor))  # type: ignore[attr-defined] # fmt: skip


def line_level(line: Any) -> str:
    """Độ mật của một dòng — of the row it is, or of the highest row it is made of."""
    parts = line if isinstance(line, tuple | list) else (line,)
    return highest(getattr(part, "secrecy", "") for part in parts)


def sent(data: bytes, title: str, form: str = "xlsx") -> HttpResponse:
    """A file for the user's disk, named by its title."""
    response = HttpResponse(data, content_type=FILES[form])
    name = "".join(islice((c if c.isalnum() else "-" for c in title), 80)).strip("-")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{form}"
    return response


def _number(asked: str | None) -> int:
    return min(max(int(asked), 1), 20_000) if asked and asked.isdecimal() and len(asked) < 7 else 1
