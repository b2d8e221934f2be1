"""Giám sát thường xuyên — who follows what, what was noted and reminded, answered by the unit; from here it may become a case."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.inspecting.actions import proposing, watching
from dondoc.inspecting.models import Case
from dondoc.inspecting.rights import SEE
from dondoc.inspecting.watching import Remark, Watch
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.inspecting.forms.watching import AnswerForm, EndForm, RemarkForm, WatchForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page, refusal
from dondoc.web.personal.looking import shown
from dondoc.web.story import told

COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Ngày"), 12, lambda row: row.on),
    Column(gettext_lazy("Địa bàn, đơn vị"), 32, lambda row: row.watch.unit.listed),
    Column(gettext_lazy("Nội dung"), 60, lambda row: row.text),
    Column(gettext_lazy("Nhắc nhở"), 10, lambda row: _("có") if row.is_reminder else ""),
    Column(gettext_lazy("Hạn trả lời"), 12, lambda row: row.due_on),
    Column(gettext_lazy("Ngày trả lời"), 12, lambda row: row.answered_on),
    Column(gettext_lazy("Trả lời"), 40, lambda row: row.answer),
)


def the_watch(request: HttpRequest, code: str) -> Watch:
    return one(Watch.objects.visible_to(actor_of(request)).for_list(), code)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Phân công theo dõi — those that stand, and what was noted of late."""
    actor = actor_of(request)
    remarks = Remark.objects.visible_to(actor).for_list().order_by("-on", "-id")
    if file := as_file(request, _("Giám sát thường xuyên"), COLUMNS, remarks):
        return file
    watches = list(Watch.objects.visible_to(actor).on(actor.today).for_list().order_by("unit__path", "id")[:300])
    listing = bounded(request, remarks)
    shown(request, "inspection.watches", [row.holding.person_id for row in watches])
    context = {
        "watches": watches, "listing": listing, "may_assign": _may_assign(actor), "today": actor.today,
        "answers": {row.pk for row in listing.rows if _may_answer(row, actor)},
    }  # fmt: skip
    return page(request, "inspecting/watches.html", context)


def _may_assign(actor: Any) -> bool:
    """Somewhere with units below it: nobody follows what is not there."""
    given = Unit.objects.granted(actor, watching.ASSIGN).working()
    return given.filter(children__isnull=False, children__ended_on__isnull=True).exists()


def _may_answer(row: Remark, actor: Any) -> bool:
    return row.is_reminder and row.answered_on is None and may(actor, watching.ANSWER, row.watch.unit)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một phân công — what was noted under it; the unit sees what it was reminded of."""
    actor, row = actor_of(request), the_watch(request, code)
    remarks = Remark.objects.visible_to(actor).filter(watch=row).for_list().order_by("-on", "-id")
    if file := as_file(
        request, _("Giám sát thường xuyên: %(unit)s") % {"unit": row.unit.listed}, COLUMNS, remarks, about=row
    ):
        return file
    listing = bounded(request, remarks)
    keeps = Watch.objects.kept_by(actor).filter(pk=row.pk).exists()
    is_inside = keeps or may(actor, SEE, row.body)
    shown(request, "inspection.watches", [row.holding.person_id])
    seen = Case.objects.visible_to(actor).filter(pk__in=[one_.case_id for one_ in listing.rows if one_.case_id])
    context = {
        "row": row, "listing": listing, "offers": _offers(row, actor, keeps=keeps), "cases": set(seen.values_list("pk", flat=True)),
        "may_propose": is_inside and bool(reaches(actor, proposing.PROPOSE)), "today": actor.today,
        "answers": {one_.pk for one_ in listing.rows if _may_answer(one_, actor)},
        "story": told("inspecting.watch", row.pk, None) if is_inside else [],
    }  # fmt: skip
    return page(request, "inspecting/watch.html", context)


def _offers(row: Watch, actor: Any, *, keeps: bool) -> list[tuple[str, str, bool]]:
    """Words, address, and whether it is what one comes here for."""
    ends = row.until_on is None and may(actor, watching.END, row.body)
    ways = [("remark_watched", _("Ghi nhận, nhắc nhở"), keeps), ("end_watch", _("Thôi phân công"), ends)]
    return [(words, reverse(name, args=[row.public_id]), name == "remark_watched") for name, words, now in ways if now]


@require_http_methods(["GET", "POST"])
@login_required
def assign(request: HttpRequest) -> HttpResponse:
    """Phân công theo dõi địa bàn."""
    actor = actor_of(request)
    form = WatchForm(request.POST or None, actor=actor, bodies=Unit.objects.granted(actor, watching.ASSIGN).working())

    def run(said: dict[str, Any]) -> str:
        row = watching.assign_watch(by=actor, at=now_of(request), **said)
        return reverse("inspection_watch", args=[row.public_id])

    return act_page(request, form, run, act=watching.ASSIGN, back=reverse("inspection_watches"))


@require_http_methods(["GET", "POST"])
@login_required
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Thôi phân công theo dõi địa bàn."""
    actor, row = actor_of(request), the_watch(request, code)

    def run(said: dict[str, Any]) -> None:
        watching.end_watch(watch=row, by=actor, at=now_of(request), **said)

    form = EndForm(request.POST or None, today=actor.today)
    back = reverse("inspection_watch", args=[code])
    return act_page(request, form, run, act=watching.END, where=row.body, about=row, back=back)


@require_http_methods(["GET", "POST"])
@login_required
def remark(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi nhận, nhắc nhở — by who watches."""
    actor, row = actor_of(request), the_watch(request, code)
    if not Watch.objects.kept_by(actor).filter(pk=row.pk).exists():
        return refusal(request, watching.NotWatching(), 403)

    def run(said: dict[str, Any]) -> None:
        watching.remark(watch=row, by=actor, at=now_of(request), **said)

    form = RemarkForm(request.POST or None, today=actor.today)
    return act_page(request, form, run, act=watching.REMARK, right="", about=row, back=reverse("inspection_watch", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Trả lời nhắc nhở — by the unit reminded."""
    actor = actor_of(request)
    row = one(Remark.objects.visible_to(actor).filter(is_reminder=True).for_list(), code)

    def run(said: dict[str, Any]) -> None:
        watching.answer_reminder(remark=row, by=actor, at=now_of(request), **said)

    back = reverse("inspection_watch", args=[row.watch.public_id])
    form = AnswerForm(request.POST or None)
    return act_page(request, form, run, act=watching.ANSWER, where=row.watch.unit, about=row, back=back)
