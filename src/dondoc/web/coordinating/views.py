"""Phối hợp — what was asked of whom and how each stands; one request; the regulations and the matrix of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import SEE, may, reaches, sees
from dondoc.coordinating.lifecycle import WAITING, ReplyState
from dondoc.coordinating.models import Answer, Reply, ReplyQuerySet, Request
from dondoc.coordinating.queries import speaks_for
from dondoc.coordinating.words import UNSAID, Standing
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import owners_then
from dondoc.units.queries import acting_unit, named_on
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.coordinating.loading import line_asked, stood, the_request, unit_asked
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of
from dondoc.web.obligations.filters import Choice, Filter
from dondoc.web.pages import page
from dondoc.web.story import told

SIGNS = {
    Standing.ON_TIME: "xong", Standing.LATE: "xong_muon", Standing.ANSWERED: "xong_khong_han", Standing.SILENT: "qua_han",
    Standing.WAITING: "da_giao", Standing.OPEN: "",
}  # fmt: skip
SIDES = {
    "": gettext_lazy("mọi đề nghị"),
    "in": gettext_lazy("gửi đơn vị tôi"),
    "out": gettext_lazy("đơn vị tôi đề nghị"),
}
UNSAID_KEY = "UNSAID"
COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Nội dung"), 60, lambda row: row.request.text),
    Column(gettext_lazy("Đề nghị"), 18, lambda row: str(row.request.get_kind_display())),
    Column(gettext_lazy("Đơn vị đề nghị"), 32, lambda row: row.request.unit.listed),
    Column(gettext_lazy("Đơn vị phối hợp"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Ngày đề nghị"), 14, lambda row: row.request.on),
    Column(gettext_lazy("Hạn trả lời"), 14, lambda row: row.due_then),
    Column(gettext_lazy("Trả lời"), 26, lambda row: str(Standing(row.standing).label)),
    Column(
        gettext_lazy("Ngày trả lời"), 14, lambda row: row.answered_on if row.state_then == ReplyState.ANSWERED else None
    ),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Một đơn vị với một đề nghị, trên trang — how it stood, in a word and a sign."""

    row: Any
    standing: Standing

    @property
    def sign(self) -> str:
        return SIGNS[self.standing]

    @property
    def answered_on(self) -> Any:
        return self.row.answered_on if self.row.state_then == ReplyState.ANSWERED else None


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các đề nghị phối hợp — a row for each unit asked; every figure of the counts opens its rows here."""
    actor, look = actor_of(request), looking(request, by_entry=True)
    rows = asked_rows(request, actor, look).for_list().order_by("-request__on", "-request", "unit__path", "id")
    if file := as_file(request, _("Đề nghị phối hợp"), COLUMNS, rows, partial(requests_then, look=look)):
        return file
    listing = bounded(request, rows)
    shown = [Shown(row, Standing(row.standing)) for row in requests_then(listing.rows, look)]
    context = {
        "listing": listing, "shown": shown, "filters": _filters(request, actor), "kept": [*look.query, *_kept(request)],
        "unit": unit_asked(request, actor, "unit"), "line": line_asked(request, actor),
        "narrowed": any(request.GET.get(name) for name in ("side", "state", "unit", "line")),
        "may_ask": not look.past and bool(reaches(actor, "coordinating.ask")),
    }  # fmt: skip
    return page(request, "coordinating/list.html", context)


def requests_then(rows: Sequence[Any], look: Look) -> Sequence[Any]:
    """Các dòng, như vào ngày D — who then asked whom, by the names of then."""
    if look.past:
        owners_then(rows, look.past, look.known)
        owners_then([row.request for row in rows], look.past, look.known)
        named_on(look.past, rows)
    return rows


def asked_rows(request: HttpRequest, actor: Actor, look: Look) -> ReplyQuerySet:
    """What the address asks for, as it stood; also for the counts, which ask for no standing."""
    rows: Any = stood(Reply.objects.visible_to(actor), actor, look)
    unit, line, side = unit_asked(request, actor, "unit"), line_asked(request, actor), request.GET.get("side", "")
    own, asked = acting_unit(actor), request.GET.get("state", "")
    if request.GET.get("unit"):  # one that is not seen has no rows here
        rows = rows.filter(unit_then=unit.pk) if unit else rows.none()
    if request.GET.get("line"):
        rows = rows.filter(request__line=line) if line or request.GET["line"] == "none" else rows.none()
    if side in ("in", "out") and own is not None:
        rows = rows.filter(unit_then=own.pk) if side == "in" else rows.filter(asker_then=own.pk)
    wanted = UNSAID if asked == UNSAID_KEY else [asked] if asked in Standing.values else []
    return rows.filter(standing__in=wanted) if wanted else rows  # type: ignore[no-any-return]


def _filters(request: HttpRequest, actor: Actor) -> list[Filter]:
    side, state = request.GET.get("side", ""), request.GET.get("state", "")
    states = [("", _("mọi trạng thái")), (UNSAID_KEY, _("chưa trả lời")), *Standing.choices]
    found = [Filter(_("trạng thái"), "state", state if state in dict(states) else "", [Choice(k, str(v)) for k, v in states])]  # fmt: skip
    if acting_unit(actor) is not None:
        sides = [Choice(key, str(word)) for key, word in SIDES.items()]
        found.insert(0, Filter(_("Xem"), "side", side if side in SIDES else "", sides))
    return found


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, request.GET[name]) for name in ("unit", "line") if request.GET.get(name)]


@dataclass(frozen=True, slots=True)
class Part:
    """Một đơn vị được đề nghị, trên trang của đề nghị — what it said, and what one may do for it."""

    row: Reply
    standing: Standing | None  # None: withdrawn
    due_on: Any
    answers: Sequence[Answer]
    may_receive: bool = False
    may_answer: bool = False
    is_own: bool = False

    @property
    def sign(self) -> str:
        return "ket_thuc" if self.standing is None else SIGNS[self.standing]

    @property
    def word(self) -> str:
        return str(ReplyState.WITHDRAWN.label if self.standing is None else self.standing.label)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một đề nghị — who asked it by what, each unit one sees: due, received, what it answered."""
    actor, row, look = actor_of(request), the_request(request, code), looking(request, by_entry=True)
    day = look.past or actor.today
    if row.on > day:
        raise NotThen(_("Vào ngày %(day)s chưa có đề nghị này.") % {"day": f"{day:%d/%m/%Y}"}, row.on)
    parts = _parts(row, actor, look)
    if look.past:
        owners_then([row], look.past, look.known)
        requests_then([part.row for part in parts], look)
        named_on(look.past, row)
    waits = any(part.row.state in WAITING for part in parts)
    is_inside = may(actor, SEE, row.unit)
    context = {
        "asked": row, "parts": parts, "is_inside": is_inside,
        "sees_paper": row.paper is not None and sees(actor, row.paper),
        "sees_line": row.line is not None and sees(actor, row.line),
        "sees_work": row.assignment is not None and sees(actor, row.assignment),
        "may_withdraw": not look.past and waits and may(actor, "coordinating.withdraw", row.unit),
        "story": told("coordinating.request", row.pk, look.past, look.known) if is_inside else None,
    }  # fmt: skip
    return page(request, "coordinating/request.html", context)


def _parts(row: Request, actor: Actor, look: Look) -> list[Part]:
    """Each unit one sees, in the order of the tree; my own first of what is to be done."""
    seen, day = Reply.objects.visible_to(actor).filter(request=row), look.past or actor.today
    then = stood(seen, actor, look)
    found = {pk: told for pk, *told in then.values_list("pk", "standing", "due_then", "state_then")}
    said: dict[int, list[Answer]] = {}
    answers = Answer.objects.visible_to(actor).filter(reply__request=row, on__lte=day, at__lte=look.now)
    for one in answers.select_related("paper").order_by("id"):
        said.setdefault(one.reply_id, []).append(one)
    rows = seen.select_related("unit", "request__unit", "request__line").order_by("unit__path", "id")
    return [_part(one, found.get(one.pk), said.get(one.pk, []), actor, look) for one in rows]


def _part(row: Reply, found: Any, answers: Sequence[Answer], actor: Actor, look: Look) -> Part:
    standing, due_on, state = (Standing(found[0]), found[1], found[2]) if found else (None, None, None)
    if look.past:
        row.as_it_stood(look.past, received_on=None if state == ReplyState.SENT else row.received_on)
        return Part(row, standing, due_on, answers)
    where, waits = speaks_for(row), row.state in WAITING
    return Part(
        row, standing, due_on, answers, row.state == ReplyState.SENT and may(actor, "coordinating.receive", where),
        (waits or row.state == ReplyState.ANSWERED) and may(actor, "coordinating.answer", where),
        waits and row.unit == acting_unit(actor),
    )  # fmt: skip
