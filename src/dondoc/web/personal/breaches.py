"""Vụ lộ, mất dữ liệu cá nhân — the list with the hours left; one with its accounts, notices and clock."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.personal.actions import breaches as acts
from dondoc.personal.breach_clock import Clock, clock_of
from dondoc.personal.breach_sheet import sheet
from dondoc.personal.breaching import OVERSEE, Breach, Told
from dondoc.personal.lifecycle import BREACH, BreachState
from dondoc.printing.docx import render_docx
from dondoc.shared.acts import plate_of
from dondoc.web.doing import act_page
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.personal import breach_forms as forms
from dondoc.web.personal.ways import ways
from dondoc.web.story import told
from dondoc.web.taking import taken
from dondoc.web.templatetags.words import luc

Line = tuple[Breach, Clock]
COLUMNS: tuple[Column[Line], ...] = (
    Column(gettext_lazy("Phát hiện lúc"), 18, lambda line: luc(line[0].found_at)),
    Column(gettext_lazy("Đơn vị"), 40, lambda line: line[0].unit.name),
    Column(gettext_lazy("Trạng thái"), 30, lambda line: line[0].get_state_display()),
    Column(gettext_lazy("Thời hạn báo"), 18, lambda line: luc(line[1].ends_at)),
    Column(gettext_lazy("Đồng hồ"), 30, lambda line: line[1].words),
)
VERBS = ("amend_breach", "inform_persons", "close_breach")


def the_breach(request: HttpRequest, code: str) -> Breach:
    return one(Breach.objects.visible_to(actor_of(request)).select_related("unit__parent"), code)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các vụ — those whose clock runs first."""
    actor, now = actor_of(request), now_of(request)
    if not reaches(actor, OVERSEE):
        raise Http404
    rows = Breach.objects.visible_to(actor).select_related("unit").order_by("-state", "-found_at", "-id")

    def lines(found: list[Breach]) -> list[Line]:
        return [(row, clock_of(row, now)) for row in found]

    if file := as_file(request, _("Vụ lộ, mất dữ liệu cá nhân"), COLUMNS, rows, lines):
        return file
    listing = bounded(request, rows)
    context = {"listing": listing, "lines": lines(list(listing.rows)), "ways": ways(actor, "breaches"),
               "may_record": bool(reaches(actor, "personal.record_breach"))}  # fmt: skip
    return page(request, "personal/breaches.html", context)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một vụ — how long is left, what is known, who was told; `?as=docx` the notice to be sent."""
    actor, breach = actor_of(request), the_breach(request, code)
    if request.GET.get("as") == "docx":
        name = f"thong-bao-vu-lo-mat-du-lieu-{breach.found_at:%Y%m%d}.docx"
        made = sheet(breach, sample=settings.DONDOC_IS_DEMO)
        return taken(request, render_docx(made), name, rows=made.lines, about=breach)
    accounts, notices = list(breach.accounts.order_by("-id")), list(breach.notices.order_by("-sent_at", "-id"))
    clock = clock_of(breach, now_of(request))
    context = {
        "breach": breach, "clock": clock, "last": accounts[0], "earlier": accounts[1:],
        "authority": [n for n in notices if n.to == Told.AUTHORITY], "persons": [n for n in notices if n.to == Told.PERSONS],
        "may_notify": may(actor, "personal.notify_breach", breach.unit), "is_open": breach.state == BreachState.OPEN,
        "others": _others(breach, actor), "story": told("personal.breach", breach.pk),
    }  # fmt: skip
    return page(request, "personal/breach.html", context)


def _others(breach: Breach, actor: Any) -> list[tuple[Any, str]]:
    """The quiet acts: what the person may do here and the state allows."""
    offered = {step.act for step in BREACH.offered_from(breach.state)}
    steps = {step.act for step in BREACH.steps}
    names = [f"personal.{verb}" for verb in VERBS]
    may_now = [name for name in names if may(actor, name, breach.unit) and (name not in steps or name in offered)]
    return [(plate_of(name).label, reverse(name.partition(".")[2], args=[breach.public_id])) for name in may_now]


@require_http_methods(["GET", "POST"])
@login_required
def record(request: HttpRequest) -> HttpResponse:
    """Ghi vụ lộ, mất dữ liệu cá nhân."""
    actor, now = actor_of(request), now_of(request)
    form = forms.RecordForm(request.POST or None, actor=actor, now=now)

    def run(said: dict[str, Any]) -> str:
        breach = acts.record_breach(unit=said["unit"], facts=form.facts(), by=actor, at=now)
        return reverse("breach", args=[breach.public_id])

    return act_page(request, form, run, act="personal.record_breach", back=reverse("breaches"))


@require_http_methods(["GET", "POST"])
@login_required
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi thêm về vụ lộ, mất dữ liệu."""
    actor, now, breach = actor_of(request), now_of(request), the_breach(request, code)
    form = forms.AmendForm(request.POST or None, actor=actor, now=now, breach=breach)

    def run(said: dict[str, Any]) -> None:
        acts.amend_breach(breach=breach, facts=form.facts(), because=said["because"], by=actor, at=now)

    return _act(request, form, run, breach, "personal.amend_breach")


@require_http_methods(["GET", "POST"])
@login_required
def notify(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi việc báo cơ quan có thẩm quyền."""
    actor, now, breach = actor_of(request), now_of(request), the_breach(request, code)
    form = forms.NotifyForm(request.POST or None, actor=actor, now=now)

    def run(said: dict[str, Any]) -> None:
        told = {name: said[name] for name in ("paper_number", "whom", "how")}
        acts.notify_breach(breach=breach, sent_at=form.moment(), by=actor, at=now, **told)

    return _act(request, form, run, breach, "personal.notify_breach")


@require_http_methods(["GET", "POST"])
@login_required
def inform(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi việc báo người có dữ liệu."""
    actor, now, breach = actor_of(request), now_of(request), the_breach(request, code)
    form = forms.InformForm(request.POST or None, actor=actor, now=now)

    def run(said: dict[str, Any]) -> None:
        told = {name: said[name] for name in ("how", "persons")}
        acts.inform_persons(breach=breach, sent_at=form.moment(), by=actor, at=now, **told)

    return _act(request, form, run, breach, "personal.inform_persons")


@require_http_methods(["GET", "POST"])
@login_required
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Kết thúc xử lý vụ lộ, mất dữ liệu."""
    actor, now, breach = actor_of(request), now_of(request), the_breach(request, code)
    form = forms.CloseForm(request.POST or None, is_notified=breach.notified_at is not None)

    def run(said: dict[str, Any]) -> None:
        acts.close_breach(breach=breach, by=actor, at=now, **said)

    return _act(request, form, run, breach, "personal.close_breach")


def _act(request: HttpRequest, form: Any, run: Any, breach: Breach, act: str) -> HttpResponse:
    return act_page(request, form, run, act=act, where=breach.unit, about=breach,
                    back=reverse("breach", args=[breach.public_id]))  # fmt: skip
