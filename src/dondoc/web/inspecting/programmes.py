"""Chương trình — what a body set itself for the year, told to those named in it; beside it the teams."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.inspecting.actions import programming, proposing, teaming
from dondoc.inspecting.models import Case
from dondoc.inspecting.programmes import InspectionProgramme, Line
from dondoc.inspecting.queries import has_opened
from dondoc.inspecting.rights import SEE
from dondoc.inspecting.teams import Team
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.forms import PastDayField, ReasonForm
from dondoc.web.inspecting.forms.programmes import AdoptForm, LineForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.story import told

COLUMNS: tuple[Column[Line], ...] = (
    Column(gettext_lazy("Loại"), 36, lambda row: row.sort.words),
    Column(gettext_lazy("Nội dung"), 60, lambda row: row.content),
    Column(gettext_lazy("Đối tượng"), 40, lambda row: "; ".join(one_.unit.listed for one_ in row.named.all())),
    Column(gettext_lazy("Đơn vị chủ trì"), 32, lambda row: row.lead.listed),
    Column(gettext_lazy("Tiến hành từ"), 12, lambda row: row.when_from),
    Column(gettext_lazy("Tiến hành đến"), 12, lambda row: row.when_until),
)
PROGRAMMES: tuple[Column[InspectionProgramme], ...] = (
    Column(gettext_lazy("Chương trình"), 60, lambda row: row.name),
    Column(gettext_lazy("Đơn vị"), 36, lambda row: row.body.listed),
    Column(gettext_lazy("Từ ngày"), 12, lambda row: row.from_on),
    Column(gettext_lazy("Đến hết ngày"), 12, lambda row: row.until_on),
    Column(gettext_lazy("Văn bản"), 20, lambda row: row.paper.so_ky_hieu),
    Column(gettext_lazy("Ngày báo cho đối tượng"), 14, lambda row: row.told_on or _("chưa báo đối tượng")),
)


class ToldForm(ReasonForm):
    """Ngày báo cho đối tượng."""

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        self.fields["on"] = PastDayField(today=today, label=_("Ngày"), initial=today)


def the_programme(request: HttpRequest, code: str) -> InspectionProgramme:
    return one(InspectionProgramme.objects.visible_to(actor_of(request)).for_list(), code)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Chương trình — the newest first; beside them the teams."""
    actor = actor_of(request)
    rows = (
        InspectionProgramme.objects.visible_to(actor)
        .filter(withdrawn_at__isnull=True)
        .for_list()
        .order_by("-from_on", "-id")
    )
    if file := as_file(request, _("Chương trình kiểm tra, giám sát"), PROGRAMMES, rows):
        return file
    context = {
        "listing": bounded(request, rows), "teams": Team.objects.visible_to(actor).for_list().order_by("-from_on", "-id")[:50],
        "may_adopt": bool(reaches(actor, programming.ADOPT)), "may_form": bool(reaches(actor, teaming.FORM)),
    }  # fmt: skip
    return page(request, "inspecting/programmes.html", context)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một chương trình — its lines, which of them became cases; a unit named in it sees its own."""
    actor, row = actor_of(request), the_programme(request, code)
    shown_ = (
        Line.objects.visible_to(actor)
        .filter(programme=row, withdrawn_at__isnull=True)
        .select_related("lead", "paper", "programme")
        .prefetch_related("named__unit")
        .order_by("when_from", "id")
    )
    if file := as_file(request, row.name, COLUMNS, shown_, about=row):
        return file
    listing = bounded(request, shown_)
    cases: dict[int, list[Case]] = {}
    for case in (
        Case.objects.visible_to(actor)
        .inside_of(actor)
        .filter(line__in=[one_.pk for one_ in listing.rows])
        .order_by("id")
    ):
        cases.setdefault(case.line_id or 0, []).append(case)
    is_inside, drops = may(actor, SEE, row.body), may(actor, programming.DROP, row.body)
    context = {
        "row": row, "listing": listing, "lines": [(one_, cases.get(one_.pk, []), one_.sort.case and may(actor, proposing.PROPOSE, one_.lead)) for one_ in listing.rows],
        "is_inside": is_inside, "may_drop": drops, "offers": _offers(row, actor), "story": told("inspecting.inspectionprogramme", row.pk, None) if is_inside else [],
    }  # fmt: skip
    return page(request, "inspecting/programme.html", context)


def _offers(row: InspectionProgramme, actor: Any) -> list[tuple[str, str]]:
    ways = [
        (programming.ADD, "add_inspection_line", _("Ghi dòng chương trình"), True),
        (programming.TELL, "tell_inspections", _("Báo chương trình cho đối tượng"), row.told_on is None),
        (
            programming.WITHDRAW,
            "withdraw_inspections",
            _("Rút chương trình kiểm tra, giám sát"),
            not has_opened(row),
        ),
    ]
    return [
        (words, reverse(name, args=[row.public_id]))
        for act, name, words, now in ways
        if now and may(actor, act, row.body)
    ]


@require_http_methods(["GET", "POST"])
@login_required
def adopt(request: HttpRequest) -> HttpResponse:
    """Ghi chương trình."""
    actor = actor_of(request)
    form = AdoptForm(request.POST or None, actor=actor, units=Unit.objects.granted(actor, programming.ADOPT).working())

    def run(said: dict[str, Any]) -> str:
        row = programming.adopt_programme(by=actor, at=now_of(request), **said)
        return reverse("inspection_programme", args=[row.public_id])

    return act_page(request, form, run, act=programming.ADOPT, back=reverse("inspection_programmes"))


@require_http_methods(["GET", "POST"])
@login_required
def add_line(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi dòng chương trình."""
    actor, row = actor_of(request), the_programme(request, code)

    def run(said: dict[str, Any]) -> None:
        programming.add_line(programme=row, by=actor, at=now_of(request), **said)

    return _act(request, row, LineForm(request.POST or None, actor=actor), run, programming.ADD)


@require_http_methods(["GET", "POST"])
@login_required
def tell(request: HttpRequest, code: str) -> HttpResponse:
    """Báo chương trình cho đối tượng."""
    actor, row = actor_of(request), the_programme(request, code)

    def run(said: dict[str, Any]) -> None:
        programming.tell_programme(programme=row, by=actor, at=now_of(request), **said)

    return _act(request, row, ToldForm(request.POST or None, today=actor.today), run, programming.TELL)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút chương trình."""
    actor, row = actor_of(request), the_programme(request, code)

    def run(said: dict[str, Any]) -> str:
        programming.withdraw_programme(programme=row, by=actor, at=now_of(request), **said)
        return reverse("inspection_programmes")

    return _act(request, row, ReasonForm(request.POST or None), run, programming.WITHDRAW)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw_line(request: HttpRequest, code: str) -> HttpResponse:
    """Rút dòng chương trình."""
    actor = actor_of(request)
    line = one(Line.objects.visible_to(actor).select_related("programme__body"), code)

    def run(said: dict[str, Any]) -> None:
        programming.withdraw_line(line=line, by=actor, at=now_of(request), **said)

    return _act(request, line.programme, ReasonForm(request.POST or None), run, programming.DROP)


def _act(request: HttpRequest, row: InspectionProgramme, form: Any, run: Any, act: str) -> HttpResponse:
    back = reverse("inspection_programme", args=[row.public_id])
    return act_page(request, form, run, act=act, where=row.body, about=row, back=back)
