"""Báo cáo — progress by paper × unit: as a page, XLSX, CSV and DOCX; issued ones are frozen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.printing.csvtext import render_csv
from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.printing.wording import SAMPLE
from dondoc.printing.xlsx import render_xlsx
from dondoc.reports import actions, sheets
from dondoc.reports.models import Issued
from dondoc.reports.progress import Counts, Progress
from dondoc.reports.progress import progress as figures
from dondoc.units.models import Tree, Unit, UnitQuerySet
from dondoc.units.queries import acting_unit, named_on
from dondoc.web.asof import Look, looking
from dondoc.web.doing import act_page
from dondoc.web.forms import FEW, PastDayField, UnitField, unit_label
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.obligations.filters import Choice, Filter
from dondoc.web.outgoing import PlaceForm, last_place, signing
from dondoc.web.pages import page
from dondoc.web.taking import taken

PAPERS = {"docx": render_docx, "pdf": render_pdf}
FORMS = ("xlsx", "csv", *PAPERS)


@require_GET
@login_required
def progress(request: HttpRequest) -> HttpResponse:
    """Tiến độ thực hiện — as of day D by data until now; every figure opens its rows."""
    actor, look = actor_of(request), looking(request, by_entry=True)
    seen = Unit.objects.visible_to(actor)
    unit = seen.filter(public_id=request.GET.get("unit", "")).first() or acting_unit(actor)
    found = figures(actor, day=look.past or actor.today, known_by=look.now, unit=unit)
    if unit is not None:
        named_on(found.day, unit)
    form = request.GET.get("as", "")
    if form in FORMS and unit is not None:
        return _file(request, form, found, unit)
    context = {
        "found": found, "unit": unit, "again": look.held(found.day, **{"unit": unit.public_id} if unit else {}), "day": found.day, "table": sheets.table(found),
        "rows": [(line, _figures(line.counts, look, unit=line.unit_code, alone="1", paper=line.paper_code)) for line in found.lines],
        "total": _figures(found.total, look, unit=unit.public_id if unit else ""),
        "heads": [c.title for c in sheets.HEADS[2:]], "units": [f for f in [_units(seen, unit)] if f],
        "may_issue": unit is not None and may(actor, "reports.issue", unit),
        "issued": Issued.objects.visible_to(actor).filter(at__lte=look.now).select_related("unit").order_by("-id")[:10],
    }  # fmt: skip
    return page(request, "reports/progress.html", context)


def _figures(counts: Counts, look: Look, **query: str) -> list[tuple[str, int | None, str]]:
    """Each figure under its heading, and the list of what it counts."""
    heads = [column.title for column in sheets.HEADS[2:]]
    figures = zip(heads, sheets.cells(counts), sheets.OPENS, strict=True)
    return [(head, n, look.url("obligations", **query, state=state) if n else "") for head, n, state in figures]


def _units(seen: UnitQuerySet, unit: Unit | None) -> Filter | None:
    """“Tiến độ của *đơn vị nào*”, where there are few enough to pick from; else the tree leads here."""
    rows = list(seen.exclude(tree=Tree.OUTSIDE).order_by("path", "id")[: FEW + 1])
    if not 1 < len(rows) <= FEW:
        return None
    chosen = unit.public_id if unit else ""
    return Filter(_("Tiến độ của"), "unit", chosen, [Choice(row.public_id, unit_label(row)) for row in rows])


def _file(request: HttpRequest, form: str, found: Progress, unit: Unit, signed: Issued | None = None) -> HttpResponse:
    name = f"tien-do-{found.day:%Y%m%d}.{form}"
    return taken(request, _rendered(form, found, unit, signed), name, rows=len(found.lines), about=signed)


def _rendered(form: str, found: Progress, unit: Unit, signed: Issued | None) -> bytes:
    sheet, table = sheets.sheet(found, unit, sample=settings.DONDOC_IS_DEMO, signed=signed), sheets.table(found)
    if form in PAPERS:
        return PAPERS[form](sheet)
    if form == "csv":
        return render_csv(table, [found.secrecy, *sheets.feet(found), *[SAMPLE] * sheet.sample])
    title = _("Tiến độ thực hiện nhiệm vụ tính đến ngày %(day)s") % {"day": f"{found.day:%d/%m/%Y}"}
    return render_xlsx([table], title=title, foot=sheets.feet(found), level=found.secrecy)


class IssueForm(PlaceForm):
    """Lập báo cáo."""

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.granted(actor, "reports.issue")
        self.fields["unit"] = UnitField(units=units, label=_("Đơn vị"))
        self.fields["day"] = PastDayField(today=actor.today, label=_("Tính đến hết ngày"))
        said = _("Để trống thì theo chức danh người ký: T/M, K/T, T/L. Ghi khi có thể ký theo nhiều cách.")
        self.fields.update(signing(actor, said))
        self.order_fields(["unit", "day", "place", "signer", "authority"])


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: HttpRequest) -> HttpResponse:
    """Lập báo cáo — its rows are frozen with their hash."""
    actor = actor_of(request)
    unit = acting_unit(actor)
    first = {"day": request.GET.get("day") or actor.today, "unit": unit, "place": last_place(actor, unit)}
    form = IssueForm(request.POST or None, actor=actor, initial=first)

    def run(said: dict[str, Any]) -> str:
        row = actions.issue(by=actor, at=now_of(request), **said)
        return reverse("issued_report", args=[row.public_id])

    return act_page(request, form, run, act="reports.issue", back=reverse("progress"))


@require_GET
@login_required
def issued(request: HttpRequest, code: str) -> HttpResponse:
    """Báo cáo đã lập — the frozen rows, as they were."""
    row = one(Issued.objects.visible_to(actor_of(request)).select_related("unit", "signer__person"), code)
    found = sheets.thawed(row)
    if request.GET.get("as") in FORMS:
        return _file(request, request.GET["as"], found, row.unit, row)
    context = {
        "issued": row, "rows": [(line, _frozen(line.counts)) for line in found.lines],
        "total": _frozen(found.total), "heads": [c.title for c in sheets.HEADS[2:]],
    }  # fmt: skip
    return page(request, "reports/issued.html", context)


def _frozen(counts: Counts) -> list[tuple[str, int | None, str]]:
    """Figures of a report that was issued: their rows may read otherwise today, so they open nothing."""
    heads = [column.title for column in sheets.HEADS[2:]]
    return [(head, n, "") for head, n in zip(heads, sheets.cells(counts), strict=True)]
