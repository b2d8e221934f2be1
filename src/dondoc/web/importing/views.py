"""Nạp sổ sách — a sheet is taken, its columns confirmed, every cell seen; only then one word enters it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.importing.actions import looking, taking, writing
from dondoc.importing.columns import LABELS
from dondoc.importing.lifecycle import WORKING, ImportState
from dondoc.importing.models import WRITES, Import, Line, Outcome, Verdict
from dondoc.importing.queries import at_work
from dondoc.shared.profile import highest
from dondoc.web.besides import with_errors
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm, content_of
from dondoc.web.importing.forms import ColumnsForm, SheetForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.templatetags.words import luc

ORDER = ("WRONG", "LEFT", "WARNED", "CREATES", "NEW", "CHANGED", "WRITTEN", "SAME", "SECRET", "HEADING", "UNSEEN")
WAITED_FOR = 2000  # rows so few that their page waits a moment for its answer
COLUMNS: tuple[Column[Import], ...] = (
    Column(gettext_lazy("Tệp"), 40, lambda row: row.file_name or row.public_id),
    Column(gettext_lazy("Bảng"), 20, lambda row: row.get_kind_display()),
    Column(gettext_lazy("Sổ"), 32, lambda row: str(row.register or "")),
    Column(gettext_lazy("Đơn vị"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Số dòng"), 10, lambda row: row.total),
    Column(gettext_lazy("Trạng thái"), 20, lambda row: row.get_state_display()),
    Column(gettext_lazy("Lúc"), 18, lambda row: luc(row.at)),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Bảng đã nạp — newest first."""
    actor = actor_of(request)
    rows = Import.objects.visible_to(actor).select_related("unit", "register").order_by("-id")
    if file := as_file(request, _("Nạp sổ sách sẵn có"), COLUMNS, rows):
        return file
    context = {"listing": bounded(request, rows), "may_take": bool(reaches(actor, "importing.upload")),
               "may_establish": bool(reaches(actor, "units.establish"))}  # fmt: skip
    return page(request, "importing/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Tải bảng lên — nothing secret: the page says so before a file is chosen."""
    form = SheetForm(request.POST or None, request.FILES or None, actor=actor_of(request))

    def run(said: dict[str, Any]) -> str:
        file = said["file"]
        row = taking.upload(register=said["register"], kind=form.kind(), data=content_of(file), file_name=file.name or "",
                            by=actor_of(request), at=now_of(request))  # fmt: skip
        return reverse("import", args=[row.public_id])

    return act_page(request, form, run, act="importing.upload", back=reverse("imports"))


def _the_sheet(request: HttpRequest, code: str) -> Import:
    return one(Import.objects.visible_to(actor_of(request)).select_related("unit", "register"), code)


@dataclass(frozen=True, slots=True)
class Count:
    """Bao nhiêu dòng — of a verdict or an outcome, and the filter that opens them."""

    key: str
    label: str
    n: int


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một bảng — being read, its columns asked, every row seen, entered, done; its errors as a sheet on asking."""
    row = _waited_for(request, code)
    if request.GET.get("as") == "errors":
        return _with_errors(request, row)
    rows, asked = (
        row.lines.select_related("entry__paper", "obligation", "made").order_by("place"),
        request.GET.get("only", ""),
    )
    rows = _only(rows, asked)
    if file := as_file(request, str(row), _columns(row), rows, lambda taken: list(_shown(row, taken)), about=row):
        return file
    listing, actor, job = bounded(request, rows), actor_of(request), at_work(row)
    found = _counts(row)
    done, _slash, total = (job.progress if job else "").partition("/")
    context = {
        "sheet": row, "counts": found, "has_errors": any(count.key in ("WRONG", "LEFT") for count in found),
        "only": asked, "listing": listing, "lines": list(_shown(row, listing.rows)),
        "is_working": row.state in WORKING and job is not None, "stopped": row.state == ImportState.WRITING and job is None,
        "done": done or 0, "total": total, "to_write": row.lines.filter(verdict__in=WRITES, outcome="").count(),
        "may_enter": may(actor, row.right("importing.confirm"), row.unit), "may_take": may(actor, row.right("importing.upload"), row.unit),
        "titles": [LABELS[row.kind][field] for field in row.field_at().values()],
    }  # fmt: skip
    return page(request, "importing/sheet.html", context)


def _waited_for(request: HttpRequest, code: str) -> Import:
    """A small sheet is waited for, so that the usual one answers at once."""
    row, until = _the_sheet(request, code), time.monotonic() + settings.DONDOC_WAIT_SECONDS
    while (
        row.state in (ImportState.READING, ImportState.CHECKING)
        and row.total <= WAITED_FOR
        and time.monotonic() < until
    ):
        time.sleep(0.1)
        row = _the_sheet(request, code)
    return row


def _only(rows: Any, asked: str) -> Any:
    if asked in ("WRITTEN", "LEFT"):
        return rows.filter(outcome=asked)
    return rows.filter(verdict=asked, outcome="") if asked in Verdict.values else rows


def _counts(sheet: Import) -> list[Count]:
    """Every row in one of them: what became of it, else what would. One query."""
    found: Counter[str] = Counter()
    rows: Any = sheet.lines.order_by().values_list("verdict", "outcome").annotate(n=models.Count("pk"))
    for verdict, outcome, n in rows:
        found[outcome or verdict] += n
    labels: dict[str, Any] = {**dict(Verdict.choices), **dict(Outcome.choices)}
    return [Count(key, str(labels[key]), found[key]) for key in ORDER if found[key]]


@dataclass(frozen=True, slots=True)
class Cell:
    """Một ô — its column's name, its words, what is said of it."""

    title: str
    words: str
    what: str
    sentence: str


def _shown(sheet: Import, lines: Sequence[Line]) -> Iterator[tuple[Line, list[Cell]]]:
    columns = sheet.field_at()
    for line in lines:
        told = ((n, field, line.said.get(str(n), ("", ""))) for n, field in columns.items())
        yield (
            line,
            [
                Cell(str(LABELS[sheet.kind][field]), line.cells[n] if n < len(line.cells) else "", what, sentence)
                for n, field, (what, sentence) in told
            ],
        )


def _columns(sheet: Import) -> list[Column[tuple[Line, list[Cell]]]]:
    """As on the page: where the row stands, what becomes of it, its cells, and in a last column what is said of them."""
    return [
        Column(_("Dòng"), 8, lambda one: one[0].place),
        Column(_("Kết quả"), 24, lambda one: one[0].get_outcome_display() if one[0].outcome else one[0].get_verdict_display()),
        *(Column(LABELS[sheet.kind][field], 24, _words_of(n)) for n, field in enumerate(sheet.field_at().values())),
        Column(_("Ghi chú"), 60, lambda one: "; ".join(f"{cell.title}: {cell.sentence}" for cell in one[1] if cell.sentence)),
    ]  # fmt: skip


def _words_of(place: int) -> Callable[[tuple[Line, list[Cell]]], str]:
    return lambda one: one[1][place].words


def _with_errors(request: HttpRequest, sheet: Import) -> HttpResponse:
    """Bản sao của bảng — every row that is here, a column of errors right after each column that has some."""
    rows = sheet.lines.exclude(cells=[]).order_by("place")
    bad = rows.filter(models.Q(verdict=Verdict.WRONG) | models.Q(outcome=Outcome.LEFT))
    wrong = {int(n) for said in bad.values_list("said", flat=True) for n in said}
    titles = [str(title) for title in sheet.heads]
    cells = (
        (line.cells, {int(n): sentence for n, (what, sentence) in line.said.items() if what == "error"})
        for line in rows.iterator(chunk_size=500)
    )
    level = highest(rows.exclude(secrecy="").values_list("secrecy", flat=True).distinct())
    return with_errors(request, _("Bảng có ghi lỗi"), titles, cells, wrong, level=level, about=sheet)


@require_http_methods(["GET", "POST"])
@login_required
def columns(request: HttpRequest, code: str) -> HttpResponse:
    """Xác nhận cột — the guess is filled in and may be changed; remembered for the next such sheet."""
    row = _the_sheet(request, code)
    form = ColumnsForm(request.POST or None, sheet=row)
    back = reverse("import", args=[code])

    def run(said: dict[str, Any]) -> str:
        told: dict[str, Any] = {"columns": form.columns(), "defaults": form.defaults(), "by": actor_of(request)}
        looking.say_columns(sheet=row, at=now_of(request), **told)
        return back

    return act_page(request, form, run, act="importing.say_columns", right=row.right("importing.upload"), where=row.unit, back=back,
                    thing=row)  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Nạp — one word for all the rows that are right."""
    row, back = _the_sheet(request, code), reverse("import", args=[code])

    def run(said: dict[str, Any]) -> str:
        writing.confirm(sheet=row, by=actor_of(request), at=now_of(request))
        return back

    return act_page(request, forms.Form(request.POST or None), run, act="importing.confirm", right=row.right("importing.confirm"), where=row.unit, back=back,
                    thing=row)  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Bỏ bảng — nothing was entered."""
    row = _the_sheet(request, code)

    def run(said: dict[str, Any]) -> None:
        taking.drop(sheet=row, reason=said["reason"], by=actor_of(request), at=now_of(request))

    return act_page(request, ReasonForm(request.POST or None), run, act="importing.drop", right=row.right("importing.upload"),
                    where=row.unit, back=reverse("imports"), thing=row)  # fmt: skip
