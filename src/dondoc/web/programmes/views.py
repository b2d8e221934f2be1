"""Chương trình — the list, one programme, recording one, its sheet as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.documents.models import Paper
from dondoc.documents.queries import entry_of
from dondoc.inspecting.queries import running_at
from dondoc.printing.docx import render_docx
from dondoc.printing.xlsx import render_xlsx
from dondoc.programmes.actions import adopting
from dondoc.programmes.models import Programme
from dondoc.programmes.queries import Score, items_then, lines, score, scores, whole
from dondoc.programmes.words import DEEDS, ItemKind, Judgement, Stage
from dondoc.reports import targets
from dondoc.shared.acts import Refused
from dondoc.units.queries import acting_unit, named_on
from dondoc.web.asof import NotThen, looking
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.programmes.forms import AdoptForm
from dondoc.web.programmes.loading import carried, found_in, the_programme
from dondoc.web.story import told
from dondoc.web.taking import taken

Shown = tuple[Programme, Score, Stage]
COLUMNS: tuple[Column[Shown], ...] = (
    Column(gettext_lazy("Chương trình"), 50, lambda line: line[0].name),
    Column(gettext_lazy("Loại"), 30, lambda line: line[0].get_kind_display()),
    Column(gettext_lazy("Đơn vị"), 32, lambda line: line[0].unit.name),
    Column(gettext_lazy("Từ ngày"), 12, lambda line: line[0].from_on),
    Column(gettext_lazy("Đến hết ngày"), 12, lambda line: line[0].until_on),
    Column(gettext_lazy("Tình trạng"), 18, lambda line: str(line[2].label)),
    Column(gettext_lazy("Chỉ tiêu đạt"), 14, lambda line: f"{line[1].met}/{line[1].of}" if line[1].lines else ""),
)
_OFFERED = ("add_item", "add_target", "withdraw")


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các chương trình — of one's units, the latest first."""
    actor = actor_of(request)
    rows = Programme.objects.visible_to(actor).standing().for_list().order_by("-until_on", "-id")

    def shown(taken: Sequence[Programme]) -> list[Shown]:
        found = scores(taken, actor.today, now_of(request))
        return [(row, found[row.pk], row.stage(actor.today)) for row in taken]

    if file := as_file(request, _("Chương trình, chỉ tiêu"), COLUMNS, rows, shown):
        return file
    listing = bounded(request, rows)
    context = {
        "listing": listing, "lines": shown(listing.rows), "inspections": running_at(actor, actor.today),
        "may_adopt": bool(reaches(actor, "programmes.adopt")),
    }  # fmt: skip
    return page(request, "programmes/list.html", context)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một chương trình — how many targets are met, what each item is carried by."""
    actor, programme, look = actor_of(request), the_programme(request, code), looking(request, by_entry=True)
    day = look.past or actor.today
    items = items_then(programme, day, look.now)
    found = score(programme, day, look.now)
    if look.past:
        if programme.from_on > day:
            said = _("Vào ngày %(day)s chương trình này chưa bắt đầu.") % {"day": f"{day:%d/%m/%Y}"}
            raise NotThen(said, programme.from_on)
        named_on(day, programme)
    found_by = carried(items, actor, look)
    figures = [item for item in items if item.kind == ItemKind.FIGURE]
    is_open = not look.past and programme.withdrawn_at is None
    context = {
        "programme": programme, "score": found, "counts": counted(found),
        "groups": [(kind.label, [(i, found_by.get(i.pk, [])) for i in items if i.kind == kind]) for kind in DEEDS
                   if any(i.kind == kind for i in items)],
        "figures": list(lines(programme, figures, day, look.now)),
        "paper": Paper.objects.visible_to(actor).filter(pk=programme.paper_id).first(),
        "offered": {name: is_open and may(actor, f"programmes.{name}", programme.unit) for name in _OFFERED},
        "found": sum(row.item is None for row in found_in(programme, actor)) if is_open else 0,
        "story": told("programmes.programme", programme.pk, look.past, look.known), "is_withdrawn": look.had_come(programme.withdrawn_at),
    }  # fmt: skip
    return page(request, "programmes/programme.html", context)


def counted(found: Score) -> list[tuple[Judgement, int]]:
    """Each judgement that stands, with its count."""
    return [(name, n) for name, n in found.counts.items() if n]


@require_http_methods(["GET", "POST"])
@login_required
def adopt(request: HttpRequest) -> HttpResponse:
    """Ghi chương trình — from a paper that is registered."""
    actor = actor_of(request)
    asked = Paper.objects.visible_to(actor).filter(public_id=request.GET.get("paper", "")).first()
    first = {"paper": asked.so_ky_hieu or asked.public_id, "name": asked.title[:300]} if asked else {}
    form = AdoptForm(request.POST or None, actor=actor, initial=first)

    def run(said: dict[str, Any]) -> str:
        entry = entry_of(said.pop("paper"), actor)
        if entry is None:
            raise Refused(_("Văn bản này không còn dòng nào trong sổ mà đồng chí xem được."))
        row = adopting.adopt(entry=entry, by=actor, at=now_of(request), **said)
        return reverse("programme", args=[row.public_id])

    back = reverse("paper", args=[asked.public_id]) if asked else reverse("programmes")
    return act_page(request, form, run, act="programmes.adopt", back=back)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút chương trình."""
    programme, actor = the_programme(request, code), actor_of(request)

    def run(said: dict[str, Any]) -> None:
        adopting.withdraw(programme=programme, reason=said["reason"], by=actor, at=now_of(request))

    return act_page(request, ReasonForm(request.POST or None), run, act="programmes.withdraw", where=programme.unit,
                    about=programme, back=reverse("programme", args=[code]))  # fmt: skip


@require_GET
@login_required
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Bảng đánh giá chỉ tiêu — sơ kết or tổng kết, as of day D by data until T; each count opens its rows."""
    actor, programme, look = actor_of(request), the_programme(request, code), looking(request, by_entry=True)
    found = whole(programme, look.past or actor.today, look.now)
    named_on(found.day, programme)
    form = request.GET.get("as", "")
    if form in ("docx", "xlsx"):
        return _file(request, form, found)
    only = request.GET.get("judged", "")
    work = request.GET.get("work", "")
    shown = [] if work else [line for line in found.lines if only in ("", line.judgement)]
    done = [] if only else [deed for deed in found.deeds if work in ("", deed.judgement)]
    context = {"programme": programme, "score": found, "again": look.held(found.day), "counts": counted(found), "lines": shown, "only": only, "deeds": done, "work": work,
               "title": targets.title(found), "unit": acting_unit(actor)}  # fmt: skip
    return page(request, "programmes/sheet.html", context)


def _file(request: HttpRequest, form: str, found: Score) -> HttpResponse:
    if form == "docx":
        data = render_docx(targets.sheet(found, sample=settings.DONDOC_IS_DEMO))
    else:
        data = render_xlsx(
            targets.tables(found), title=targets.title(found), foot=targets.feet(found), level=found.secrecy
        )
    name = f"chi-tieu-{found.day:%Y%m%d}.{form}"
    return taken(request, data, name, rows=len(found.lines) + len(found.deeds), about=found.programme)
