"""Danh sách — a page of rows and a count that is exact to 1,000, then *hơn 1.000*; whole as XLSX, CSV or for the printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dondoc.printing import model as printed
from dondoc.printing.wording import SAMPLE
from dondoc.printing.xlsx import MOST_ROWS
from dondoc.shared.acts import Label, Refused
from dondoc.shared.profile import highest
from dondoc.web import pouring
from dondoc.web.asof import look_at
from dondoc.web.loading import now_of
from dondoc.web.pouring import Cells, joined, parts, small, written
from dondoc.web.taking import taken
from dondoc.web.templatetags.words import luc

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
SIZE, PRINTED = 50, 1000  # rows of a page, of a page to be printed
FILED = MOST_ROWS - 576  # of a worksheet, with room for what stands above and below the rows
EXACT = 1000
MANY = 5000  # rows sooner found by walking along the list's order than by gathering them
FILES = ("xlsx", "csv")


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
        joined(rows, shown[:size]), number, len(shown) > size, total, is_capped, query_of(request), size, has_file
    )


def first(rows: models.QuerySet[M], size: int) -> list[M]:
    """The first rows of a list; only they are joined to what is shown of them, and none where there is none."""
    shown = [pk for pk, *_by in rows.values_list("pk")[:size]]
    return joined(rows, shown) if shown else []


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
    rows: models.QuerySet[Any, Any] | Sequence[Any],
    lines: Callable[[list[Any]], Iterable[T]] = list,
    *,
    form: str = "",
    about: models.Model | None = None,
    of_people: bool = False,
) -> HttpResponse | None:
    """The list the address asks for as one XLSX or CSV, by the same filter; None where a page is asked.

    `form` where the address says it in its own word. `lines` makes of some rows what the page shows. `about` is the
    thing whose rows they are. `of_people`: who is named is told with how many others, so these go in large parts. Raises Refused over what a worksheet holds. That it was taken along is in the journal.
    """
    form = form or request.GET.get("as", "")
    if form not in FILES:
        return None
    heads = [printed.Column(str(column.title), column.width) for column in columns]
    pieces = parts(rows, FILED + 1 if form == "xlsx" else None, pouring.OF_PEOPLE if of_people else pouring.PART)
    cells = _cells(columns, pieces, lines)
    if form == "xlsx" and cells.rows > FILED:
        raise Refused(_("Danh sách có hơn 1.048.000 dòng, một trang tính không chứa hết. Lọc hẹp lại, hoặc tải CSV."))
    if cells.level:
        heads.append(printed.Column(_("Độ mật"), 12))
    look = look_at(request)
    moment = look.now if look else now_of(request)
    foot = [_("Số liệu lúc %(at)s.") % {"at": luc(moment)}]
    made = written(form, heads, cells, title, foot, [SAMPLE] * settings.DONDOC_IS_DEMO)
    return taken(request, small(made), file_name(title, form), rows=cells.rows, about=about)


def _cells(columns: Sequence[Column[T]], pieces: Iterable[list[Any]], lines: Callable[[list[Any]], Iterable[T]]) -> Cells:  # fmt: skip
    cells = Cells()
    for part in pieces:
        found = list(lines(part))
        level = highest([line_level(tuple(part)), *map(line_level, found)])  # a line may tell more than its row
        cells.put([(*(column.cell(line) for column in columns), line_level(line) if level else "") for line in found], level)  # fmt: skip
    return cells


def line_level(line: Any) -> str:
    """Độ mật của một dòng — of the row it is, or of the highest row it is made of."""
    parts = line if isinstance(line, tuple | list) else (line,)
    return highest(getattr(part, "secrecy", "") for part in parts)


def file_name(title: str, form: str) -> str:
    """A file named by its title."""
    return "".join(islice((c if c.isalnum() else "-" for c in title), 80)).strip("-") + f".{form}"


def _number(asked: str | None) -> int:
    return min(max(int(asked), 1), 20_000) if asked and asked.isdecimal() and len(asked) < 7 else 1
