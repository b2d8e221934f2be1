"""Sự cố — its page step by step: what is hidden, what else shares words, the removal, what hands must do, the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.incidents.actions import closing, finding, opening, removing
from dondoc.incidents.hands import WHAT
from dondoc.incidents.lifecycle import State
from dondoc.incidents.models import ByHand, Incident, Place, PlaceState
from dondoc.incidents.reach import is_within
from dondoc.incidents.reporting import columns_said, label_of, place_lines, sheet, who
from dondoc.incidents.stages import STAGES
from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label
from dondoc.web.doing import Run, act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.incidents.forms import DecideForm, LookForm, RemoveForm, TickForm
from dondoc.web.incidents.wording import worded
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.story import told
from dondoc.web.taking import taken

FILES = {"docx": render_docx, "pdf": render_pdf}
MOST = 200  # suspects decided on one page
PlaceLine = tuple[Place, str, str, str, str]
COLUMNS: tuple[Column[Incident], ...] = (
    Column(gettext_lazy("Sự cố"), 14, str),
    Column(gettext_lazy("Đơn vị"), 36, lambda row: row.unit.listed),
    Column(gettext_lazy("Mức"), 14, lambda row: row.get_level_display()),
    Column(gettext_lazy("Ngày phát hiện"), 14, lambda row: row.found_on),
    Column(gettext_lazy("Tình trạng"), 24, lambda row: row.get_state_display()),
)
PLACES: tuple[Column[PlaceLine], ...] = (
    Column(gettext_lazy("Bảng"), 28, lambda line: line[1]),
    Column(gettext_lazy("Về"), 40, lambda line: line[3]),
    Column(gettext_lazy("Cột"), 28, lambda line: line[2]),
    Column(gettext_lazy("Đã làm"), 36, lambda line: ", ".join(filter(None, (
        line[0].get_state_display(), _("chỉ cụm chữ") if line[0].is_cut else "", line[0].because)))),
)  # fmt: skip


def the_incident(request: HttpRequest, code: str) -> Incident:
    return one(Incident.objects.visible_to(actor_of(request)).select_related("unit__parent"), code)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các sự cố — newest first."""
    rows = Incident.objects.visible_to(actor_of(request)).select_related("unit").order_by("-id")
    if file := as_file(request, _("Sự cố lộ nội dung mật"), COLUMNS, rows):
        return file
    return page(request, "incidents/list.html", {"listing": bounded(request, rows)})


@dataclass(frozen=True, slots=True)
class StageLine:
    """Một bước xóa trên trang — done with its counts, or not yet."""

    label: Label
    done: Any
    count: int | str


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một sự cố — how it stands and the one next step; as DOCX or PDF its report."""
    actor, row = actor_of(request), the_incident(request, code)
    if request.GET.get("as") in FILES:
        return _report(request, row, request.GET["as"])
    waiting = row.places.filter(state=PlaceState.SUSPECT).count()
    context = {
        "row": row, "lines": place_lines(row), "waiting": waiting, "contents": list(row.contents.order_by("id")),
        "stages": _stages(row), "hands": [(item, WHAT[item.what], who(item.holding_id) if item.done_on else "")
                                          for item in ByHand.objects.visible_to(actor).filter(incident=row).order_by("id")],
        "notes": [note for stage in row.stages.order_by("id") for note in stage.notes],
        "ways": _ways(row, actor, waiting), "may_tick": row.state == State.REMOVED and is_within(actor, "incidents.close", row),
        "may_leave": row.state == State.HIDDEN and is_within(actor, "incidents.remove", row),
        "is_looking": row.state == State.HIDDEN and row.looked_at is None,
        "is_moving": row.state == State.REMOVING and not row.problem,
        "story": told("incidents.incident", row.pk),
    }  # fmt: skip
    return page(request, "incidents/show.html", context)


def _report(request: HttpRequest, row: Incident, form: str) -> HttpResponse:
    made = sheet(row, sample=settings.DONDOC_IS_DEMO)
    return taken(request, FILES[form](made), f"bien-ban-su-co-{row.pk}.{form}", rows=made.lines, about=row)


def _stages(row: Incident) -> list[StageLine]:
    done = {stage.name: stage for stage in row.stages.all()}
    if not done and row.state in (State.HIDDEN, State.LIFTED):
        return []
    return [
        StageLine(label, done[name].at if name in done else None, next(iter(done[name].counts.values()), "") if name in done else "")
        for name, (label, _do) in STAGES.items()
    ]  # fmt: skip


def _ways(row: Incident, actor: Actor, waiting: int) -> list[tuple[str, str]]:
    """The page's buttons (address, words), the next step first."""
    may_remove, state = is_within(actor, "incidents.remove", row), row.state
    left = row.by_hand.filter(done_on__isnull=True).exists()
    ranked = [
        (state == State.HIDDEN and waiting and may_remove, "incident_decide", _("Xem chỗ có chữ trùng")),
        (state == State.HIDDEN and not waiting and row.looked_at and may_remove, "incident_remove", _("Xóa hẳn")),
        (state == State.REMOVING and row.problem and may_remove, "incident_resume", _("Xóa tiếp")),
        (
            state == State.REMOVED and not left and is_within(actor, "incidents.close", row),
            "incident_close",
            _("Đóng sự cố"),
        ),
        (
            state == State.REMOVED and may_remove and any(stage.notes for stage in row.stages.all()),
            "incident_clean",
            _("Dọn lại cơ sở dữ liệu"),
        ),
        (state == State.HIDDEN and may(actor, "incidents.open", row.unit), "incident_look", _("Tìm thêm chỗ")),
        (state == State.HIDDEN and is_within(actor, "incidents.lift", row), "incident_lift", _("Gỡ ẩn")),
    ]
    return [(address, words) for offered, address, words in ranked if offered]


@require_GET
@login_required
def places(request: HttpRequest, code: str) -> HttpResponse:
    """Từng chỗ — each row that was hidden, removed or left, with its page where one may see it."""
    actor, row = actor_of(request), the_incident(request, code)
    rows = row.places.order_by("state", "kind", "thing_id")
    if file := as_file(request, str(row), PLACES, rows, lambda taken: _lines(taken, actor), about=row):
        return file
    listing = bounded(request, rows)
    may_leave = row.state == State.HIDDEN and is_within(actor, "incidents.remove", row)
    context = {"row": row, "listing": listing, "lines": _lines(listing.rows, actor), "may_leave": may_leave}
    return page(request, "incidents/places.html", context)


def _lines(taken: Sequence[Place], actor: Actor) -> list[PlaceLine]:
    """Each with its table and columns, and its words and page where one may see it."""
    found = worded(taken, actor)
    return [
        (place, label_of(place.kind), columns_said(place.columns), *found.get((place.kind, place.thing_id), ("", "")))
        for place in taken
    ]


@require_http_methods(["GET", "POST"])
@login_required
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Xem chỗ có chữ trùng — take in whole, cut, or leave; several at once."""
    actor, row = actor_of(request), the_incident(request, code)
    waiting = list(row.places.filter(state=PlaceState.SUSPECT).order_by("-runs", "id")[:MOST])
    found = worded(waiting, actor)
    form = DecideForm(request.POST or None, places=[(str(place.pk), _worded(place, found)) for place in waiting])

    def run(said: dict[str, Any]) -> None:
        chosen = [place for place in waiting if str(place.pk) in said["places"]]
        how: dict[str, Any] = {"incident": row, "places": chosen, "by": actor, "at": now_of(request)}
        if said["how"] == "leave":
            finding.leave(**how, reason=said["reason"])
        else:
            finding.include(**how, is_cut=said["how"] == "cut")

    return act_page(request, form, run, act="incidents.include", right="incidents.remove", where=row.unit, about=row,
                    back=_back(row), extra={"places": [(place, *found.get((place.kind, place.thing_id), ("", ""))) for place in waiting]},
                    template="incidents/decide.html")  # fmt: skip


def _worded(place: Place, found: dict[tuple[str, int], tuple[str, str]]) -> str:
    words = found.get((place.kind, place.thing_id), ("", ""))[0]
    runs = _("%(n)s cụm chữ trùng") % {"n": place.runs} if place.runs else _("cùng tệp")
    return " · ".join(part for part in (label_of(place.kind), words, runs) if part)


@require_http_methods(["GET", "POST"])
@login_required
def leave(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """Để nguyên một chỗ đã ẩn — it says again what it said."""
    row = the_incident(request, code)
    found = row.places.filter(pk=place, state=PlaceState.HIDDEN).first()
    if found is None:
        return redirect(_back(row))

    def run(said: dict[str, Any]) -> None:
        finding.leave(incident=row, places=[found], by=actor_of(request), at=now_of(request), **said)

    return _act(request, row, ReasonForm(request.POST or None), run, "incidents.leave", right="incidents.remove")


@require_http_methods(["GET", "POST"])
@login_required
def look(request: HttpRequest, code: str) -> HttpResponse:
    """Tìm thêm chỗ."""
    row = the_incident(request, code)

    def run(said: dict[str, Any]) -> None:
        finding.ask_look(incident=row, by=actor_of(request), at=now_of(request), **said)

    return _act(request, row, LookForm(request.POST or None), run, "incidents.look", right="incidents.open")


@require_http_methods(["GET", "POST"])
@login_required
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Xóa hẳn."""
    row = the_incident(request, code)

    def run(said: dict[str, Any]) -> None:
        removing.remove(incident=row, decision=said["decision"], by=actor_of(request), at=now_of(request))

    return _act(request, row, RemoveForm(request.POST or None), run, "incidents.remove")


@require_http_methods(["GET", "POST"])
@login_required
def lift(request: HttpRequest, code: str) -> HttpResponse:
    """Gỡ ẩn."""
    row = the_incident(request, code)

    def run(said: dict[str, Any]) -> None:
        opening.lift(incident=row, by=actor_of(request), at=now_of(request), **said)

    return _act(request, row, ReasonForm(request.POST or None), run, "incidents.lift")


@require_http_methods(["GET", "POST"])
@login_required
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Xóa tiếp."""
    return _plain(request, code, removing.resume, "incidents.resume", "incidents.remove")


@require_http_methods(["GET", "POST"])
@login_required
def clean(request: HttpRequest, code: str) -> HttpResponse:
    """Dọn lại cơ sở dữ liệu."""
    return _plain(request, code, removing.clean_again, "incidents.clean_again", "incidents.remove")


@require_http_methods(["GET", "POST"])
@login_required
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Đóng sự cố."""
    return _plain(request, code, closing.close, "incidents.close", "incidents.close")


@require_http_methods(["GET", "POST"])
@login_required
def tick(request: HttpRequest, code: str) -> HttpResponse:
    """Đánh dấu việc làm bằng tay."""
    actor = actor_of(request)
    item = one(ByHand.objects.visible_to(actor).select_related("incident__unit"), code)

    def run(said: dict[str, Any]) -> None:
        closing.tick(item=item, by=actor, at=now_of(request), **said)

    what = " ".join(part for part in (str(WHAT[item.what]), item.name) if part)
    return _act(request, item.incident, TickForm(request.POST or None, actor=actor), run, "incidents.tick",
                right="incidents.close", about=what)  # fmt: skip


def _plain(request: HttpRequest, code: str, do: Any, act: str, right: str) -> HttpResponse:
    row = the_incident(request, code)

    def run(said: dict[str, Any]) -> None:
        do(incident=row, by=actor_of(request), at=now_of(request))

    return _act(request, row, forms.Form(request.POST or None), run, act, right=right)


def _act(
    request: HttpRequest,
    row: Incident,
    form: forms.Form,
    run: Run,
    act: str,
    *,
    right: str | None = None,
    about: Any = None,
) -> HttpResponse:
    return act_page(
        request, form, run, act=act, right=right, where=row.unit, about=about or row, thing=row, back=_back(row)
    )


def _back(row: Incident) -> str:
    return reverse("incident", args=[row.public_id])
