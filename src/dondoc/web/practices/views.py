"""Cách làm hay — the library with its search, one practice with who uses it, proposing, deciding, using."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.documents.models import Paper
from dondoc.inspecting.models import Case
from dondoc.obligations.models import Obligation
from dondoc.practices.actions import deciding, proposing, using
from dondoc.practices.lifecycle import State
from dondoc.practices.models import Practice, Reuse
from dondoc.practices.queries import found, of_paper, of_passage, to_decide
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import above, acting_unit
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.implementation.forms import NothingForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.practices.forms import PracticeForm, UseForm, of_practice
from dondoc.web.proving import offered, shown
from dondoc.web.story import told

COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Tên cách làm"), 40, lambda row: row.name),
    Column(gettext_lazy("Đơn vị"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Văn bản"), 20, lambda row: str(row.paper or "")),
    Column(gettext_lazy("Vấn đề"), 50, lambda row: row.problem),
    Column(gettext_lazy("Đã làm gì"), 60, lambda row: row.done),
    Column(gettext_lazy("Kết quả"), 50, lambda row: row.result),
    Column(gettext_lazy("Tình trạng"), 24, lambda row: str(row.get_state_display())),
    Column(gettext_lazy("Đơn vị vận dụng"), 12, lambda row: row.used),
)

REUSES: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Đơn vị"), 40, lambda row: row.unit.listed),
    Column(gettext_lazy("Từ ngày"), 12, lambda row: row.on),
    Column(gettext_lazy("Ghi chú"), 60, lambda row: row.note),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Thư viện — what is confirmed, the newest first; or my unit's own; or what waits for a word from above."""
    actor, unit = actor_of(request), acting_unit(actor_of(request))
    rows, waits = Practice.objects.visible_to(actor), to_decide(actor)
    kinds = {"": rows.confirmed(), "mine": rows.filter(unit=unit) if unit else rows.none(), "waiting": waits}
    asked = request.GET.get("state", "") if request.GET.get("state") in kinds else ""
    words, (shown, about) = request.GET.get("q", "").strip()[:120], _about(kinds[asked], request, actor)
    shown = found(shown, words).for_list().order_by("-on", "-id")
    if file := as_file(request, _("Cách làm hay"), COLUMNS, shown):
        return file
    context = {
        "listing": bounded(request, shown), "asked": asked, "words": words, "about": about,
        "groups": [("", _("Thư viện"), None), ("mine", _("Của đơn vị tôi"), None), ("waiting", _("Chờ xác nhận"), waits.order_by()[:1001].count())],
        "may_propose": bool(reaches(actor, proposing.PROPOSE)), "query": request.GET.get("paper", ""), "passage": request.GET.get("obligation", ""),
    }  # fmt: skip
    return page(request, "practices/list.html", context)


def _about(rows: Any, request: HttpRequest, actor: Actor) -> tuple[Any, Paper | Obligation | None]:
    """Narrowed to the paper or the passage that the address names."""
    duty, paper = _named(request, actor)
    if duty is not None:
        return of_passage(rows, duty), duty
    return (of_paper(rows, paper), paper) if paper is not None else (rows, None)


def _named(request: HttpRequest, actor: Actor) -> tuple[Obligation | None, Paper | None]:
    duty = (
        Obligation.objects.visible_to(actor)
        .filter(public_id=request.GET.get("obligation", ""))
        .select_related("paper")
        .first()
    )
    paper = Paper.objects.visible_to(actor).filter(public_id=request.GET.get("paper", "")).first()
    return duty, paper


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một cách làm hay — told, shown, used."""
    actor, row = actor_of(request), the_practice(request, code)
    reuses = row.reuses.select_related("unit").order_by("-on", "-id")
    if file := as_file(request, _("Đơn vị vận dụng: %(name)s") % {"name": row.name}, REUSES, reuses, about=row):
        return file
    context = {
        "row": row, "offers": _offers(row, actor), **shown(row.proofs.all(), actor),
        "listing": bounded(request, reuses),
        "paper": Paper.objects.visible_to(actor).filter(pk__in=[row.paper_id]).first(),
        "duty": Obligation.objects.visible_to(actor).filter(pk__in=[row.obligation_id]).first(),
        "case": Case.objects.visible_to(actor).filter(strengths__practice=row).first(),
        "story": told("practices.practice", row.pk, None),
    }  # fmt: skip
    return page(request, "practices/show.html", context)


def _offers(row: Practice, actor: Actor) -> list[tuple[str, str]]:
    """What may be done, the next step first."""
    proposed, state = State.PROPOSED, row.state
    ways = [
        (
            state == proposed and row.is_shown and to_decide(actor).filter(pk=row.pk).exists(),
            "confirm_practice",
            _("Xác nhận"),
        ),
        (
            state == proposed and may(actor, deciding.SEND_BACK, above(row.unit)),
            "send_back_practice",
            _("Yêu cầu bổ sung"),
        ),
        (state in (proposed, State.SENT_BACK) and may(actor, proposing.AMEND, row.unit), "amend_practice", _("Sửa")),
        (state == State.CONFIRMED and _users(actor, row).exists(), "use_practice", _("Đơn vị tôi vận dụng")),
        (state != State.WITHDRAWN and may(actor, deciding.WITHDRAW, row.unit), "withdraw_practice", _("Rút")),
    ]
    return [(words, reverse(name, args=[row.public_id])) for offered, name, words in ways if offered]


def _users(actor: Actor, row: Practice) -> Any:
    """The units for which one may say that they use it, and which have not said so."""
    said = Reuse.objects.visible_to(actor).filter(practice=row).values("unit")
    return Unit.objects.granted(actor, using.USE).working().exclude(pk=row.unit_id).exclude(pk__in=said)


def the_practice(request: HttpRequest, code: str) -> Practice:
    return one(Practice.objects.visible_to(actor_of(request)).for_list(), code)


@require_http_methods(["GET", "POST"])
@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """Đề xuất — for nothing in particular, for a paper, or for a duty that one was given."""
    actor, (duty, paper) = actor_of(request), _named(request, actor_of(request))
    units = Unit.objects.granted(actor, proposing.PROPOSE).working()
    first = {"paper": paper.so_ky_hieu or paper.public_id} if paper else {}
    form = PracticeForm(
        request.POST or None,
        actor=actor,
        units=units,
        evidence=offered(actor, units),
        has_source=duty is not None,
        initial=first,
    )

    def run(said: dict[str, Any]) -> str:
        row = proposing.propose(unit=said["unit"], told=form.told(said, duty), by=actor, at=now_of(request))
        return reverse("practice", args=[row.public_id])

    return act_page(
        request, form, run, act=proposing.PROPOSE, about=duty or paper, where=form.only, back=reverse("practices")
    )


@require_http_methods(["GET", "POST"])
@login_required
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Sửa và đề xuất lại."""
    actor, row = actor_of(request), the_practice(request, code)
    seen = Unit.objects.visible_to(actor)
    within = seen.filter(path__gte=row.unit.path, path__lt=row.unit.end)
    has_source = row.obligation is not None or row.is_praised
    form = PracticeForm(
        request.POST or None,
        actor=actor,
        units=seen.filter(pk=row.unit_id),
        evidence=offered(actor, within, row.proofs.values_list("evidence", flat=True)),
        has_source=has_source,
        initial=of_practice(row),
    )

    def run(said: dict[str, Any]) -> None:
        proposing.amend(practice=row, told=form.told(said, row.obligation, row.paper), by=actor, at=now_of(request))

    back = reverse("practice", args=[code])
    return act_page(request, form, run, act=proposing.AMEND, where=row.unit, about=row, back=back)


@require_http_methods(["GET", "POST"])
@login_required
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Xác nhận."""
    row = the_practice(request, code)
    return _act(
        request,
        row,
        NothingForm(request.POST or None, actor=actor_of(request)),
        deciding.confirm,
        deciding.CONFIRM,
        above(row.unit),
    )


@require_http_methods(["GET", "POST"])
@login_required
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Yêu cầu bổ sung."""
    row = the_practice(request, code)
    return _act(request, row, ReasonForm(request.POST or None), deciding.send_back, deciding.SEND_BACK, above(row.unit))


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút."""
    row = the_practice(request, code)
    return _act(request, row, ReasonForm(request.POST or None), deciding.withdraw, deciding.WITHDRAW)


@require_http_methods(["GET", "POST"])
@login_required
def use(request: HttpRequest, code: str) -> HttpResponse:
    """Đơn vị vận dụng."""
    actor, row = actor_of(request), the_practice(request, code)
    units = _users(actor, row)
    form = UseForm(request.POST or None, actor=actor, units=units)

    def run(said: dict[str, Any]) -> None:
        using.use(practice=row, by=actor, at=now_of(request), **said)

    return act_page(
        request,
        form,
        run,
        act=using.USE,
        where=form.only or (None if units.exists() else acting_unit(actor)),
        about=row,
        back=reverse("practice", args=[code]),
    )


def _act(
    request: HttpRequest, row: Practice, form: Any, deed: Callable[..., None], act: str, where: Unit | None = None
) -> HttpResponse:
    """One act on a practice, told what the form asked; back to its page."""

    def run(said: dict[str, Any]) -> None:
        deed(practice=row, by=actor_of(request), at=now_of(request), **said)

    back = reverse("practice", args=[row.public_id])
    return act_page(request, form, run, act=act, where=where or row.unit, about=row, back=back)
