"""Thống kê — counted before it is frozen, each figure with the rows behind it; every version as it was; printed, taken as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import reaches
from dondoc.inspecting.actions import freezing
from dondoc.inspecting.actions.freezing import FREEZE
from dondoc.inspecting.counting import count
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.programmes import Line
from dondoc.inspecting.queries import found_in
from dondoc.inspecting.statistics import Form, StatisticsReport, forms
from dondoc.inspecting.watching import Remark
from dondoc.printing.model import Column as Head
from dondoc.printing.model import Line as Said
from dondoc.printing.model import Sheet, Table
from dondoc.printing.xlsx import render_xlsx
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.web.doing import act_page
from dondoc.web.inspecting.forms.statistics import FreezeForm, PeriodForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.planning.views import FILES
from dondoc.web.story import told
from dondoc.web.taking import taken

COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Biểu"), 40, lambda row: row.sort.title),
    Column(gettext_lazy("Cơ quan báo cáo"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Từ ngày"), 12, lambda row: row.from_on),
    Column(gettext_lazy("Đến ngày"), 12, lambda row: row.until_on),
    Column(gettext_lazy("Bản"), 6, lambda row: row.number),
    Column(gettext_lazy("Vì sao sửa"), 40, lambda row: row.because),
)
MODELS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "case": (Case, ("body",)), "body": (Body, ("unit", "case")), "finding": (Finding, ("case", "body__unit")),
    "remark": (Remark, ("watch__unit",)), "line": (Line, ("programme", "lead")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """Một số liệu trên trang — its section where one begins, its value, the rows behind it."""

    section: str
    code: str
    label: str
    value: int | None
    rows: list[tuple[str, str]]  # words, address
    is_counted: bool


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các kỳ đã chốt — the last version of each, the newest first."""
    actor = actor_of(request)
    rows = StatisticsReport.objects.visible_to(actor).last_of_each().select_related("unit").order_by("-until_on", "-id")
    if file := as_file(request, _("Thống kê kiểm tra, giám sát"), COLUMNS, rows):
        return file
    context = {"listing": bounded(request, rows), "may_freeze": bool(reaches(actor, FREEZE))}
    return page(request, "inspecting/statistics.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def freeze(request: HttpRequest) -> HttpResponse:
    """Chốt số liệu — first which period, then the figures with what is behind each, then what is typed."""
    actor = actor_of(request)
    units = Unit.objects.granted(actor, FREEZE).working()
    asked = PeriodForm(request.GET or None, today=actor.today, units=units, initial={"unit": acting_unit(actor)})
    if not asked.is_valid():
        return page(request, "inspecting/period.html", {"form": asked}, status=422 if request.GET else 200)
    said = asked.cleaned_data
    chosen = forms()[said["form"]]
    earlier = StatisticsReport.objects.visible_to(actor).filter(**said).order_by("-number").first()
    counted = count(chosen, said["unit"], said["from_on"], said["until_on"])
    form = FreezeForm(request.POST or None, form=chosen, earlier=earlier)

    def run(_said: dict[str, Any]) -> str:
        row = freezing.freeze_statistics(by=actor, at=now_of(request), **said, **form.facts())
        return reverse("inspection_report", args=[row.public_id])

    figures = [one_ for one_ in _figures(chosen, counted, {}, actor) if one_.is_counted]
    return act_page(
        request, form, run, act=FREEZE, where=said["unit"], back=reverse("inspection_statistics"),
        template="inspecting/freeze.html", extra={"chosen": chosen, "said": said, "figures": figures, "earlier": earlier},
    )  # fmt: skip


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một bản — its figures as they were frozen, what was behind each, the other versions of the period."""
    actor = actor_of(request)
    row = one(StatisticsReport.objects.visible_to(actor).select_related("unit__parent"), code)
    if file := _file(request, row):
        return file
    same = {"unit": row.unit, "form": row.form, "from_on": row.from_on, "until_on": row.until_on}
    versions = StatisticsReport.objects.visible_to(actor).filter(**same).order_by("-number")
    context = {
        "row": row, "figures": _figures(row.sort, row.behind, row.figures, actor), "versions": versions,
        "again": f"{reverse('freeze_statistics')}?form={row.form}&unit={row.unit.public_id}&from_on={row.from_on:%d/%m/%Y}&until_on={row.until_on:%d/%m/%Y}",
        "may_freeze": Unit.objects.granted(actor, FREEZE).filter(pk=row.unit_id).exists(),
        "story": told("inspecting.statisticsreport", row.pk, None),
    }  # fmt: skip
    return page(request, "inspecting/report.html", context)


def _figures(form: Form, behind: dict[str, list[list[Any]]], figures: dict[str, int], actor: Actor) -> list[Figure]:
    words, section, found = _words(behind, actor), "", []
    for field in form.fields:
        rows = [words[name, pk] for name, pk in behind.get(field.code, []) if (name, pk) in words]
        value = figures.get(field.code, len(behind[field.code]) if field.is_counted else None)
        begins = field.section if field.section != section else ""
        section = field.section
        found.append(Figure(begins, field.code, field.label, value, rows, field.is_counted))
    return found


def _words(behind: dict[str, list[list[Any]]], actor: Actor) -> dict[tuple[str, int], tuple[str, str]]:
    """What each row behind a figure is called and where it stands, asked once a table; of what one may not see nothing."""
    ids: dict[str, set[int]] = {}
    for rows in behind.values():
        for name, pk in rows:
            ids.setdefault(name, set()).add(pk)
    said: dict[tuple[str, int], tuple[str, str]] = {}
    for name, wanted in ids.items():
        said |= {(name, row.pk): _said(row) for row in _seen(name, actor).filter(pk__in=wanted)}
    return said


def _seen(name: str, actor: Actor) -> models.QuerySet[Any]:
    model, joined = MODELS[name]
    if name == "finding":
        return found_in(actor).select_related(*joined)
    return model.objects.visible_to(actor).select_related(*joined)  # type: ignore[attr-defined,no-any-return]


def _said(row: Any) -> tuple[str, str]:
    if isinstance(row, Case):
        return f"{row} · {row.sort}", reverse("inspection", args=[row.public_id])
    if isinstance(row, Body):
        return f"{row.unit.listed} ({row.case})", reverse("inspection", args=[row.case.public_id])
    if isinstance(row, Finding):
        return f"{row.body.unit.listed}: {row.text[:120]}", reverse("inspection", args=[row.case.public_id])
    if isinstance(row, Remark):
        return f"{row.on:%d/%m/%Y} · {row.watch.unit.listed}", reverse("inspection_watch", args=[row.watch.public_id])
    return f"{row.content[:120]}", reverse("inspection_programme", args=[row.programme.public_id])


def _file(request: HttpRequest, row: StatisticsReport) -> HttpResponse | None:
    asked, name = request.GET.get("as", ""), f"thong-ke-{row.form}-{row.until_on:%Y-%m}-ban-{row.number}"
    if asked == "xlsx":
        data = render_xlsx([_table(row)], str(row), [_foot(row)])
    elif asked in FILES:
        data = FILES[asked](_sheet(row))
    else:
        return None
    return taken(request, data, f"{name}.{asked}", rows=len(row.sort.fields), about=row)


def _table(row: StatisticsReport) -> Table:
    heads = (Head("TT", 6, "right"), Head("Nội dung", 60), Head("Số liệu", 12, "right"))
    return Table(heads, tuple(_lines(row)), caption=row.sort.title)


def _lines(row: StatisticsReport) -> Iterable[tuple[Any, ...]]:
    section = ""
    for place, field in enumerate(row.sort.fields, 1):
        if field.section != section:
            section = field.section
            yield "", section.upper(), ""
        yield place, field.label, row.figures[field.code]


def _sheet(row: StatisticsReport) -> Sheet:
    period = f"từ ngày {row.from_on:%d/%m/%Y} đến ngày {row.until_on:%d/%m/%Y}"
    said = [Said(f"Theo {row.sort.rule}. Cuộc được tính vào kỳ công bố kết luận; các mục bằng 0 là không có.")]
    if row.because:
        said.append(Said(f"Bản {row.number}, sửa số liệu đã chốt: {row.because}."))
    return Sheet(
        kind="BÁO CÁO", subject=f"thống kê kiểm tra, giám sát {period}", issuer=row.unit.name,
        parent_issuer=row.unit.parent.name if row.unit.parent else "", body=(*said, _table(row)), recipients=("Lưu hồ sơ",),
        foot=(_foot(row),), sample=settings.DONDOC_IS_DEMO,
    )  # fmt: skip


def _foot(row: StatisticsReport) -> str:
    return f"Bản {row.number}, chốt {row.at:%d/%m/%Y}; mã băm {row.hash}"
