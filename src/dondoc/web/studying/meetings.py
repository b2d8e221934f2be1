"""Đợt quán triệt — the list, recording one, its page, make-ups, corrections, reflections."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.documents.models import Paper
from dondoc.shared.actor import Actor
from dondoc.studying.actions import correcting, holding, reflecting
from dondoc.studying.counting import Tally, keeps_count, tallies
from dondoc.studying.models import ROLL, Asking, Meeting, Sitting
from dondoc.studying.queries import waiting
from dondoc.studying.words import CELL_KINDS
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.story import told
from dondoc.web.studying.coverage import too_few
from dondoc.web.studying.forms import HoldForm, ReflectionsForm, SessionForm
from dondoc.web.studying.loading import the_meeting, the_session
from dondoc.web.studying.rolls import called


class Shown(NamedTuple):
    """Một đợt trên trang — its numbers, and why they are not told to who reads it, where they are not."""

    meeting: Meeting
    tally: Tally
    withheld: str

    @property
    def secrecy(self) -> str:
        return self.meeting.secrecy

    @property
    def reflections(self) -> int | None:
        return self.tally.reflection.handed_in if self.tally.reflection else None


COLUMNS: tuple[Column[Shown], ...] = (
    Column(gettext_lazy("Ngày"), 12, lambda row: row.meeting.on),
    Column(gettext_lazy("Đơn vị"), 32, lambda row: row.meeting.unit.listed),
    Column(gettext_lazy("Văn bản"), 40, lambda row: "; ".join(str(one.paper) for one in row.meeting.papers.all())),
    Column(
        gettext_lazy("Hình thức"), 24, lambda row: str(row.tally.first.get_form_display()) if row.tally.first else ""
    ),
    Column(gettext_lazy("Buổi"), 8, lambda row: len(row.tally.sessions)),
    Column(gettext_lazy("Có mặt"), 10, lambda row: row.withheld or _cell(row, row.tally.present)),
    Column(gettext_lazy("Tổng số"), 10, lambda row: _cell(row, row.tally.total)),
    Column(gettext_lazy("Quần chúng cùng dự"), 12, lambda row: _cell(row, row.tally.others)),
    Column(gettext_lazy("Bài thu hoạch"), 12, lambda row: _cell(row, row.reflections)),
)
_OFFERED = (
    ("add_make_up", "add_make_up", gettext_lazy("Ghi buổi học bù")),
    ("record_reflections", "record_reflections", gettext_lazy("Ghi bài thu hoạch đã nộp")),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các đợt quán triệt — of one's units, the latest first."""
    actor = actor_of(request)
    rows = Meeting.objects.visible_to(actor).standing().for_list().order_by("-on", "-id")
    if file := as_file(request, _("Các đợt quán triệt"), COLUMNS, rows, lambda taken: _told(taken, actor)):
        return file
    listing = bounded(request, rows)
    context = {
        "listing": listing,
        "pairs": _told(listing.rows, actor),
        "may_hold": bool(reaches(actor, "studying.hold_session")),
    }
    return page(request, "studying/meetings.html", context)


def _told(rows: Any, actor: Actor) -> list[Shown]:
    found = tallies(rows)
    return [Shown(row, found[row.pk], _withheld(row, actor, is_few=found[row.pk].is_withheld)) for row in rows]


def _cell(row: Shown, number: int | None) -> Any:
    """Not told is empty, never nought; nor is what is not to be told."""
    return "" if row.withheld or number is None else number


def _withheld(meeting: Meeting, actor: Actor, *, is_few: bool) -> str:
    """Why no count of members stands here: the same words as in the coverage."""
    return too_few() if is_few and not keeps_count(actor, meeting.unit) else ""


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một đợt quán triệt — its papers, sessions, the sum, what was told before a correction."""
    actor, meeting = actor_of(request), the_meeting(request, code)
    tally = tallies([meeting])[meeting.pk]
    gone = list(Sitting.objects.visible_to(actor).filter(meeting=meeting, replaced_at__isnull=False).order_by("id"))
    seen = set(
        Paper.objects.visible_to(actor)
        .filter(pk__in=[row.paper_id for row in meeting.papers.all()])
        .values_list("pk", flat=True)
    )
    open_ = meeting.withdrawn_at is None
    context = {
        "meeting": meeting, "tally": tally, "gone": gone, "papers": [(row.paper, row.paper_id in seen) for row in meeting.papers.all()],
        "offers": [(words, reverse(name, args=[code])) for act, name, words in _OFFERED
                   if open_ and may(actor, f"studying.{act}", meeting.unit)],
        "sessions": [(row, called(request, actor, row)) for row in tally.sessions],
        "may_call": open_ and meeting.unit.kind in CELL_KINDS and may(actor, ROLL, meeting.unit),
        "may_correct": open_ and may(actor, "studying.correct_session", meeting.unit),
        "may_withdraw": open_ and may(actor, "studying.withdraw_session", meeting.unit),
        "story": told("studying.meeting", meeting.pk),
        "withheld": _withheld(meeting, actor, is_few=tally.is_withheld),
        "withheld_before": _withheld(meeting, actor, is_few=tally.withholds(gone)),
    }  # fmt: skip
    return page(request, "studying/meeting.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def hold(request: HttpRequest) -> HttpResponse:
    """Ghi buổi quán triệt — many papers in one session; those that wait for my unit are offered."""
    actor = actor_of(request)
    offered, asked = _papers(actor), Paper.objects.visible_to(actor).filter(public_id__in=request.GET.getlist("paper"))
    papers = list({paper.pk: paper for paper in [*asked, *offered]}.values())
    form = HoldForm(request.POST or None, actor=actor, papers=papers, initial={"papers": [paper.public_id for paper in asked]},
                    units=Unit.objects.granted(actor, "studying.hold_session").working())  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        at = now_of(request)
        row = holding.hold_session(
            unit=said["unit"], papers=form.chosen(), held=form.held(), way=said["way"], by=actor, at=at
        )
        return reverse("study_meeting", args=[row.public_id])

    return act_page(request, form, run, act="studying.hold_session", back=reverse("study_meetings"))


def _papers(actor: Actor) -> list[Paper]:
    """Papers that wait for the unit one acts for."""
    unit = acting_unit(actor)
    if unit is None:
        return []
    rows = waiting(Asking.objects.visible_to(actor).standing().asked_of(unit), unit)
    return [row.paper for row in rows.for_list().order_by("due_on", "id")[:100]]


@require_http_methods(["GET", "POST"])
@login_required
def make_up(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi buổi học bù."""
    actor, meeting = actor_of(request), the_meeting(request, code)
    form = SessionForm(request.POST or None, actor=actor, makes_up=True, is_correction=False)

    def run(_said: dict[str, Any]) -> None:
        holding.add_make_up(meeting=meeting, held=form.held(), by=actor, at=now_of(request))

    return _of_meeting(request, meeting, form, run, "studying.add_make_up")


@require_http_methods(["GET", "POST"])
@login_required
def reflections(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi bài thu hoạch đã nộp — a count."""
    actor, meeting = actor_of(request), the_meeting(request, code)

    def run(said: dict[str, Any]) -> None:
        reflecting.record_reflections(meeting=meeting, by=actor, at=now_of(request), **said)

    form = ReflectionsForm(request.POST or None, actor=actor)
    return _of_meeting(request, meeting, form, run, "studying.record_reflections")


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Đính chính buổi — what was told before stays on the page."""
    actor, row = actor_of(request), the_session(request, code)
    withheld = _withheld(row.meeting, actor, is_few=tallies([row.meeting])[row.meeting_id].is_withheld)
    form = SessionForm(request.POST or None, actor=actor, makes_up=row.makes_up, is_correction=True,
                       corrected=row, withheld=withheld)  # fmt: skip

    def run(said: dict[str, Any]) -> None:
        correcting.correct_session(session=row, held=form.held(), reason=said["reason"], by=actor, at=now_of(request))

    return _of_meeting(request, row.meeting, form, run, "studying.correct_session")


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút buổi."""
    actor, row = actor_of(request), the_session(request, code)

    def run(said: dict[str, Any]) -> None:
        correcting.withdraw_session(session=row, reason=said["reason"], by=actor, at=now_of(request))

    return _of_meeting(request, row.meeting, ReasonForm(request.POST or None), run, "studying.withdraw_session")


def _of_meeting(request: HttpRequest, meeting: Meeting, form: Any, run: Any, act: str) -> HttpResponse:
    return act_page(request, form, run, act=act, where=meeting.unit, about=meeting,
                    back=reverse("study_meeting", args=[meeting.public_id]))  # fmt: skip
