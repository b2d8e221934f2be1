"""Bàn làm việc — what waits for me, and under which post I act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from dondoc.access.rights import SEE, reaches
from dondoc.implementation.actions import closing
from dondoc.obligations.actions import assigning
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, plate_of
from dondoc.units.delegations import Delegation
from dondoc.web.asof import Look
from dondoc.web.desk.first_hour import first_hour
from dondoc.web.desk.queries import Kind, filled, kinds, late_below
from dondoc.web.desk.waiting import Item
from dondoc.web.lists import SIZE, Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.obligations.filters import Asked
from dondoc.web.obligations.periods import counted
from dondoc.web.pages import page
from dondoc.web.sending import do_once

COLUMNS: tuple[Column[Item], ...] = (
    Column(gettext_lazy("Việc"), 60, lambda item: item.title),
    Column(gettext_lazy("Về"), 60, lambda item: item.about),
    Column(gettext_lazy("Hạn"), 14, lambda item: item.due_on or ""),
)


@require_GET
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Bàn làm việc — trays with something in them, most pressing first; `?tray=` one of them whole."""
    actor, now = actor_of(request), now_of(request)
    all_kinds = kinds(actor, now)
    whole = next((kind for kind in all_kinds if kind.key == request.GET.get("tray")), None)
    if whole is not None:
        return _whole(request, whole)
    others = Asked(place="others")
    context = {"trays": filled(all_kinds), "late_below": late_below(actor, now), "many": MANY, "next": _next(actor),
               "late_periods_below": counted(actor, others, Look(None, now)),
               "delegations": _delegations(actor), "first_hour": first_hour(actor)}  # fmt: skip
    return page(request, "desk/desk.html", context)


def _delegations(actor: Actor) -> list[tuple[Delegation, str]]:
    """One line for each delegation in force: by which one acts, which one received, which one gave."""
    own = Delegation.objects.visible_to(actor).of_person(actor.person_id).on(actor.today)
    return [(row, _said(row, actor)) for row in own.for_list().order_by("until_on", "id")]


def _said(row: Delegation, actor: Actor) -> str:
    facts = {"post": row.giver.called, "person": row.person, "day": f"{row.until_on:%d/%m/%Y}"}
    if row.pk == actor.delegation_id:
        return _("Đang làm theo ủy quyền của %(post)s, đến hết %(day)s.") % facts
    if row.person_id == actor.person_id:
        return _("Được ủy quyền của %(post)s đến hết %(day)s: chọn ở đầu trang để làm theo ủy quyền.") % facts
    return _("%(post)s đang ủy quyền cho %(person)s đến hết %(day)s.") % facts


def _next(actor: Actor) -> tuple[str, str]:
    """Where one goes from an empty desk: what one's post is there for."""
    for right, name, label in (
        ("documents.upload", "upload", _("Tải văn bản lên")),
        ("access.register_person", "people", _("Ghi tên người, mở tài khoản")),
        (SEE, "obligations", _("Xem các nhiệm vụ")),
    ):  # fmt: skip
        if reaches(actor, right):
            return reverse(name), label
    return "", ""


def _whole(request: HttpRequest, kind: Kind) -> HttpResponse:
    if file := as_file(request, kind.title, COLUMNS, kind.rows, lambda taken: list(map(kind.item, taken))):
        return file
    listing = bounded(request, kind.rows)
    many = plate_of(MANY[kind.key].act).label if kind.key in MANY else ""
    context = {"kind": kind, "listing": listing, "items": list(map(kind.item, listing.rows)), "many": many}
    return page(request, "desk/tray.html", context)


@dataclass(frozen=True, slots=True)
class Many:
    """Hành vi làm được cho nhiều việc một lần — the act, and what does it to one."""

    act: str
    run: Callable[..., Any]


MANY = {
    "accept": Many("obligations.accept", assigning.accept),
    "confirm": Many("implementation.approve", closing.approve),
}


@require_POST
@login_required
def do_many(request: HttpRequest, key: str) -> HttpResponse:
    """Chọn nhiều, làm một lần — each by itself: what is refused is told by its name, the others are done."""
    if key not in MANY:
        raise Http404
    actor, many, where = actor_of(request), MANY[key], reverse("desk") + f"?tray={key}"
    rows = Assignment.objects.visible_to(actor).for_list().filter(public_id__in=request.POST.getlist("pick")[:SIZE])

    def each() -> str:
        done = [row for row in rows.order_by("id") if _done(request, many, row)]
        said = _("%(act)s: %(n)s việc.") if done else _("Chưa làm được việc nào: chọn ít nhất một việc.")
        messages.success(request, said % {"act": plate_of(many.act).label, "n": len(done)})
        return where

    return redirect(do_once(request, each))


def _done(request: HttpRequest, many: Many, row: Assignment) -> bool:
    try:
        many.run(assignment=row, by=actor_of(request), at=now_of(request))
    except Refused as refused:
        messages.warning(request, f"{row}: {refused}")
        return False
    return True


@require_POST
@login_required
def choose_post(request: HttpRequest) -> HttpResponse:
    """Chọn chức danh — the post one acts under, or by whose delegation; kept in the session."""
    chairs, code = actor_of(request).memo["chairs"], request.POST.get("holding", "")
    chosen = next((chair for chair in chairs if chair.public_id == code), None)
    request.session["delegation"] = chosen.delegation_id if chosen else None
    if chosen is None or chosen.delegation_id is None:
        request.session["holding"] = chosen.holding_id if chosen else None
    where = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure())
    return redirect(where if safe else reverse("desk"))
