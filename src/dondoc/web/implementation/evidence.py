"""Minh chứng — the list of one's units, one evidence and what it proves, used again, taken off, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, sees
from dondoc.commending.models import Merit
from dondoc.commending.queries import merits_on
from dondoc.implementation.actions import proving
from dondoc.implementation.models import Evidence, Proving
from dondoc.implementation.queries import provable, proved_by, proving_counts
from dondoc.obligations.models import Assignment
from dondoc.practices.models import Practice
from dondoc.practices.queries import practices_on
from dondoc.programmes.queries import figures_by
from dondoc.shared.actor import Actor
from dondoc.studying.proving import meeting_of
from dondoc.web.documents.papers import file_of
from dondoc.web.doing import act_page
from dondoc.web.implementation import forms as boxes
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.story import told

WORKS = 100  # open works offered to be proved by an evidence
COLUMNS: tuple[Column[Evidence], ...] = (
    Column(gettext_lazy("Minh chứng"), 50, lambda row: row.text),
    Column(gettext_lazy("Loại"), 20, lambda row: str(row.get_kind_display())),
    Column(gettext_lazy("Đơn vị"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Ngày diễn ra"), 12, lambda row: row.on),
    Column(gettext_lazy("Ngày nhập"), 12, lambda row: row.was_entered_on),
    Column(gettext_lazy("Rút ngày"), 12, lambda row: row.withdrawn_on or ""),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Minh chứng — of one's units, the latest first; withdrawn ones stay and say so."""
    rows = Evidence.objects.visible_to(actor_of(request)).for_list().order_by("-on", "-id")
    if file := as_file(request, _("Minh chứng"), COLUMNS, rows):
        return file
    listing = bounded(request, rows)
    proves = proving_counts([row.pk for row in listing.rows])
    rows_ = [(row, proves.get(row.pk, 0)) for row in listing.rows]
    return page(request, "implementation/evidence_list.html", {"listing": listing, "rows": rows_})


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một minh chứng — what it is, when it happened and was entered, what it proves, what may be done with it."""
    actor, row = actor_of(request), _the_evidence(request, code)
    stands, meeting = row.withdrawn_on is None, meeting_of(row)
    context = {
        "evidence": row, **_leaning(row, actor), "meeting": meeting, "sees_meeting": meeting is not None and sees(actor, meeting),
        "sees_paper": row.paper is not None and sees(actor, row.paper),
        "may_reuse": stands and bool(_works(row, actor)),
        "may_withdraw": stands and may(actor, proving.WITHDRAW, row.unit), "story": told("implementation.evidence", row.pk, None),
    }  # fmt: skip
    return page(request, "implementation/evidence.html", context)


def _leaning(row: Evidence, actor: Actor) -> dict[str, Any]:
    """What leans on it: what one may see, and how many others."""
    (work, works), (values, figures) = proved_by(row, actor), figures_by(row, actor)
    told_by, elsewhere = _told_by(row, actor)
    hidden = works + figures + elsewhere - len(work) - len(values) - len(told_by)
    return {"work": work, "values": values, "told_by": told_by, "others": hidden}


def _told_by(row: Evidence, actor: Actor) -> tuple[list[tuple[str, str, str]], int]:
    """Good practices and commendations that rest on it: (words, address, whose), and how many there are in all."""
    told_for = Practice.objects.visible_to(actor).filter(proofs__evidence=row).select_related("unit")
    merits = Merit.objects.visible_to(actor).filter(proofs__evidence=row).for_list()
    shown = [(one.name, reverse("practice", args=[one.public_id]), one.unit.listed) for one in told_for.order_by("id")]
    shown += [(str(one), reverse("merit", args=[one.public_id]), one.whose) for one in merits.order_by("id")]
    return shown, practices_on(row) + merits_on(row)


@require_GET
@login_required
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Tệp minh chứng — as it is kept."""
    return file_of(_the_evidence(request, code))


@require_http_methods(["GET", "POST"])
@login_required
def reuse(request: HttpRequest, code: str) -> HttpResponse:
    """Dùng lại minh chứng — for another work of the unit."""
    actor, row = actor_of(request), _the_evidence(request, code)
    works = _works(row, actor)
    form = boxes.ReuseForm(request.POST or None, actor=actor, work=works)

    def run(said: dict[str, Any]) -> None:
        proving.reuse_evidence(assignment=works[said["work"]], evidence=row, by=actor, at=now_of(request))

    return act_page(request, form, run, act="implementation.reuse_evidence", right=proving.ADD, where=row.unit, about=row,
                    back=reverse("evidence", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút minh chứng — what depends on it is listed before; it stays in the record, with the reason."""
    actor, row = actor_of(request), _the_evidence(request, code)
    form = boxes.ReasonForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        proving.withdraw_evidence(evidence=row, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act=proving.WITHDRAW, where=row.unit, about=row, back=reverse("evidence", args=[code]),
                    template="implementation/withdraw.html", extra=_leaning(row, actor))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def take_off(request: HttpRequest, code: str) -> HttpResponse:
    """Gỡ minh chứng — from one work; what else it proves stays proved."""
    actor = actor_of(request)
    row = one(
        Proving.objects.visible_to(actor).select_related("assignment__unit", "assignment__obligation", "evidence"), code
    )
    form = boxes.ReasonForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        proving.take_off_evidence(proving=row, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="implementation.take_off_evidence", right=proving.WITHDRAW, where=row.assignment.unit,
                    about=row.assignment.obligation, thing=row.evidence, back=reverse("assignment", args=[row.assignment.public_id]))  # fmt: skip


def _the_evidence(request: HttpRequest, code: str) -> Evidence:
    return one(Evidence.objects.visible_to(actor_of(request)).for_list(), code)


def _works(row: Evidence, actor: Actor) -> dict[str, Assignment]:
    return {work.public_id: work for work in provable(row, actor, WORKS)}
