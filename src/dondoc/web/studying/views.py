"""Quán triệt — what is asked, its coverage as of a day, asking it, deciding, one line for who has little."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.documents.models import Paper
from dondoc.documents.queries import entry_of
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.studying.actions import asking as asking_acts
from dondoc.studying.actions import deciding, holding
from dondoc.studying.models import Asking, Decision
from dondoc.studying.queries import coverage, proposed_due, waiting
from dondoc.studying.words import Standing
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit, named_on, path_on
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.story import told
from dondoc.web.studying import coverage as covering
from dondoc.web.studying.forms import AskForm, DecideForm, ReportForm
from dondoc.web.studying.loading import the_asking, the_studied

LIST: tuple[Column[Asking], ...] = (
    Column(gettext_lazy("Văn bản"), 24, lambda row: f"{row.paper.kind} {row.paper.so_ky_hieu}".strip()),
    Column(gettext_lazy("Trích yếu"), 60, lambda row: row.paper.title),
    Column(gettext_lazy("Đơn vị yêu cầu"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Đơn vị nào"), 24, lambda row: str(row.get_across_display())),
    Column(gettext_lazy("Hạn theo văn bản"), 14, lambda row: row.due_on or _("văn bản không nêu")),
    Column(gettext_lazy("Yêu cầu ngày"), 12, lambda row: row.on),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các văn bản cần quán triệt — those that wait for my unit, or all, the latest first."""
    actor = actor_of(request)
    rows, unit = Asking.objects.visible_to(actor).standing(), acting_unit(actor)
    mine = waiting(rows.asked_of(unit), unit) if unit else rows.none()
    is_waiting = request.GET.get("state") == "waiting"
    shown = (mine if is_waiting else rows).for_list().order_by("-on", "-id")
    title = _("Văn bản chờ quán triệt") if is_waiting else _("Quán triệt")
    if file := as_file(request, title, LIST, shown):
        return file
    context = {"listing": bounded(request, shown), "is_waiting": is_waiting, "waits": mine.order_by()[:1001].count(),
               "may_ask": bool(reaches(actor, asking_acts.ASK)), "may_hold": bool(reaches(actor, "studying.hold_session"))}  # fmt: skip
    return page(request, "studying/list.html", context)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một văn bản cần quán triệt — how the units asked stand, as of a day; what my own unit does."""
    actor, asking, look = actor_of(request), the_asking(request, code), looking(request, by_entry=True)
    day = look.past or actor.today
    if not look.had_come(asking.at):
        said = _("Vào ngày %(day)s chưa có yêu cầu này.") % {"day": f"{day:%d/%m/%Y}"}
        raise NotThen(said, asking.on)
    if look.past and not look.had_come(asking.withdrawn_at):
        asking.as_it_stood(day, withdrawn_at=None, withdrawn_because="")
    found = coverage(asking, actor, day, look.now)
    state, under = _asked(request, actor)
    lines = covering.filtered(found, state, path_on(under, day) if under else "")
    units = Unit.objects.visible_to(actor).filter(pk__in=[line.unit_id for line in lines]).order_by("path", "id")
    title = _("Quán triệt %(paper)s") % {"paper": asking.paper}
    if file := as_file(
        request,
        ", ".join([title, *look.told]),
        covering.COLUMNS,
        units,
        lambda taken: covering.shown(found, taken),
        about=asking,
    ):
        return file
    listing = bounded(request, units)
    if look.past:
        named_on(day, asking)
    context = {
        "asking": asking, "found": found, "drawn": covering.drawn(found, look),
        "branches": covering.branches(found, look), "listing": listing, "rows": covering.shown(found, listing.rows),
        "state": state, "state_said": _said(state), "under": under, "title": title,
        "paper": Paper.objects.visible_to(actor).filter(pk=asking.paper_id).first(),
        "offers": [] if look.past else _offers(asking, actor), "own": _own(asking, actor, look),
        "story": told("studying.asking", asking.pk, look.past, look.known), "again": look.held(day),
    }  # fmt: skip
    return page(request, "studying/asking.html", context)


def _asked(request: HttpRequest, actor: Actor) -> tuple[str, Unit | None]:
    """The count that was opened: which standing, of which branch."""
    state = request.GET.get("state", "")
    under = Unit.objects.visible_to(actor).filter(public_id=request.GET.get("under", "")).first()
    return (state if state in (*Standing.values, covering.LATE) else ""), under


def _said(state: str) -> str:
    """The count that was opened, in words."""
    return _("muộn") if state == covering.LATE else str(Standing(state).label) if state else ""


def _own(asking: Asking, actor: Actor, look: Look) -> Decision | None:
    """What the unit one acts for has decided, where it is asked."""
    unit = acting_unit(actor)
    if unit is None or look.past:
        return None
    rows = Decision.objects.visible_to(actor).filter(unit=unit, paper=asking.paper_id, replaced_at__isnull=True)
    return rows.select_related("unit").first()


def _offers(asking: Asking, actor: Actor) -> list[tuple[str, str, bool]]:
    """What may be done: of who is asked first its one line; of who asks, the withdrawal."""
    if asking.withdrawn_at is not None:
        return []
    unit, shown = acting_unit(actor), list[tuple[str, str, bool]]()
    waits = (
        unit is not None
        and waiting(Asking.objects.visible_to(actor).asked_of(unit), unit).filter(pk=asking.pk).exists()
    )
    held = _below(actor, "studying.hold_session", asking).exists()
    if held:
        shown.append((_("Báo đã quán triệt"), reverse("report_study", args=[asking.public_id]), waits))
        more = reverse("hold_study") + f"?paper={asking.paper.public_id}"
        shown.append((_("Ghi buổi quán triệt"), more, False))
    if _below(actor, "studying.decide_study", asking).exists():
        shown.append((_("Quyết định"), reverse("decide_study", args=[asking.paper.public_id]), False))
    if may(actor, "studying.withdraw_asking", asking.unit):
        shown.append((_("Rút yêu cầu"), reverse("withdraw_asking", args=[asking.public_id]), False))
    return shown


def _below(actor: Actor, act: str, asking: Asking) -> models.QuerySet[Unit]:
    """The units asked for which one may do it."""
    return Unit.objects.granted(actor, act).working().below(asking.unit).exclude(pk=asking.unit_id)


@require_http_methods(["GET", "POST"])
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Yêu cầu quán triệt — of a paper in the register; the day its own obligation gives is proposed."""
    actor = actor_of(request)
    paper = Paper.objects.visible_to(actor).filter(public_id=request.GET.get("paper", "")).first()
    due_on, source = proposed_due(paper, actor) if paper else (None, "")
    first = {"paper": paper.so_ky_hieu or paper.public_id, "due_on": due_on, "due_source": source} if paper else {}
    form = AskForm(request.POST or None, actor=actor, initial=first)

    def run(said: dict[str, Any]) -> str:
        entry = entry_of(said.pop("paper"), actor)
        if entry is None:
            raise Refused(_("Văn bản này không còn dòng nào trong sổ mà đồng chí xem được."))
        row = asking_acts.ask(entry=entry, by=actor, at=now_of(request), **said)
        return reverse("study", args=[row.public_id])

    back = reverse("paper", args=[paper.public_id]) if paper else reverse("studying")
    return act_page(request, form, run, act=asking_acts.ASK, back=back)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút yêu cầu."""
    asking, actor = the_asking(request, code), actor_of(request)

    def run(said: dict[str, Any]) -> None:
        asking_acts.withdraw_asking(asking=asking, reason=said["reason"], by=actor, at=now_of(request))

    return act_page(request, ReasonForm(request.POST or None), run, act="studying.withdraw_asking", where=asking.unit,
                    about=asking, back=reverse("study", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Báo đã quán triệt — one line: the day and n/m."""
    asking, actor = the_asking(request, code), actor_of(request)
    units = _below(actor, "studying.hold_session", asking)
    form = ReportForm(request.POST or None, actor=actor, units=units)

    def run(said: dict[str, Any]) -> None:
        at = now_of(request)
        holding.hold_session(
            unit=said["unit"], papers=[asking.paper], held=form.held(), way=said["way"], by=actor, at=at
        )

    where = form.only or (None if units.exists() else asking.unit)
    return act_page(request, form, run, act="studying.hold_session", where=where, about=asking.paper, thing=asking,
                    back=reverse("study", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Quyết định — quán triệt, phổ biến, or no action with a reason."""
    paper, actor = the_studied(request, code), actor_of(request)
    units = Unit.objects.granted(actor, "studying.decide_study").working()
    form = DecideForm(request.POST or None, actor=actor, units=units)

    def run(said: dict[str, Any]) -> None:
        deciding.decide_study(paper=paper, by=actor, at=now_of(request), **said)

    asked = Asking.objects.visible_to(actor).standing().filter(paper=paper).order_by("id").first()
    back = reverse("study", args=[asked.public_id]) if asked else reverse("paper", args=[code])
    where = form.only or (None if units.exists() else acting_unit(actor))
    return act_page(request, form, run, act="studying.decide_study", where=where, about=paper, thing=asked, back=back)
