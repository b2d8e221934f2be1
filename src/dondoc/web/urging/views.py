"""Đôn đốc — what is late or near, by unit, with the rung proposed; what was sent, and one act of urging whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import may, reaches
from dondoc.obligations.queries import Standing, standing_of
from dondoc.printing.docx import render_docx
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.urging.lifecycle import WAITING, UrgedState
from dondoc.urging.models import Urge, Urged
from dondoc.urging.queries import ISSUE, Terms, laddered, proposal_of, states, terms, urgeable, week_after
from dondoc.urging.rules import Proposal
from dondoc.urging.rungs import BY_PERSON, Rung
from dondoc.urging.sheets import late_days, sheet
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, one
from dondoc.web.obligations.filters import Choice, Filter
from dondoc.web.pages import page
from dondoc.web.story import told
from dondoc.web.taking import taken


@dataclass(frozen=True, slots=True)
class Line:
    """Một việc trên trang đôn đốc — the work, how it stands, its last rung, what is proposed."""

    row: Any
    standing: Standing
    proposal: Proposal
    days: int | None

    @property
    def last(self) -> str:
        """The last rung and its day, "" where only the machine reminded."""
        row = self.row
        return f"{Rung(row.last_rung).label} {row.last_on:%d/%m/%Y}" if row.last_rung else ""

    @property
    def answer(self) -> str:
        return str(UrgedState(self.row.last_state).label) if self.row.last_state else ""

    @property
    def said(self) -> str:
        """What is proposed, or why nothing."""
        return str(
            self.proposal.rung.label if self.proposal.rung else self.proposal.why.label if self.proposal.why else ""
        )

    @property
    def secrecy(self) -> str:
        return str(self.row.secrecy)


COLUMNS: tuple[Column[Line], ...] = (
    Column(gettext_lazy("Đơn vị"), 32, lambda line: line.row.unit.listed),
    Column(gettext_lazy("Số nhiệm vụ"), 14, lambda line: line.row.obligation.nv),
    Column(gettext_lazy("Nội dung"), 60, lambda line: line.row.obligation.text),
    Column(gettext_lazy("Hạn"), 12, lambda line: line.row.due_on or _("chưa có hạn")),
    Column(gettext_lazy("Quá hạn (ngày)"), 12, lambda line: line.days or ""),
    Column(gettext_lazy("Đã đôn đốc"), 28, lambda line: line.last),
    Column(gettext_lazy("Trả lời"), 24, lambda line: line.answer),
    Column(gettext_lazy("Đề nghị"), 28, lambda line: line.said),
)
NAMES = {
    "": gettext_lazy("quá hạn hoặc đến hạn trong 7 ngày"), "proposed": gettext_lazy("có nấc được đề nghị"),
    **{rung.value: gettext_lazy("đề nghị: %(rung)s") % {"rung": rung.label} for rung in BY_PERSON},
    "late": gettext_lazy("quá hạn"), "near": gettext_lazy("đến hạn trong 7 ngày"), "urged": gettext_lazy("đã đôn đốc, chưa xong"),
    "extending": gettext_lazy("đang xin gia hạn"), "silenced": gettext_lazy("đang thôi đôn đốc"),
}  # fmt: skip


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Việc cần đôn đốc — grouped by unit; choose many, then one act."""
    actor, now = actor_of(request), request.now  # type: ignore[attr-defined]
    known = terms(actor.today)
    groups = states(now, known, week_after(actor.today))
    unit = Unit.objects.visible_to(actor).filter(public_id=request.GET.get("unit", "")).first()
    rows = laddered(urgeable(actor), actor.today)
    rows = rows.filter(unit__path__gte=unit.path, unit__path__lt=unit.end) if unit else rows
    asked = request.GET.get("state", "")
    asked = asked if asked in NAMES else ""
    shown = rows.filter(groups[asked] if asked else groups["late"] | groups["near"])
    shown = shown.select_related("obligation__paper", "unit", "giver").order_by("unit__path", "due_on", "id")
    title = _("Việc %(state)s") % {"state": NAMES[asked]}
    if file := as_file(request, title, COLUMNS, shown, lambda taken: lines(taken, now, known)):
        return file
    listing = bounded(request, shown)
    context = {
        "listing": listing, "groups": _by_unit(lines(listing.rows, now, known)), "title": title, "unit": unit,
        "counts": _counts(rows, groups, asked), "asked": asked, "unset": known.unset,
        "may_set": bool(reaches(actor, "regulations.set_figure")), "may_silence": bool(reaches(actor, "urging.silence")),
        "may_issue": bool(reaches(actor, ISSUE)),
    }  # fmt: skip
    return page(request, "urging/list.html", context)


def lines(rows: Sequence[Any], moment: Any, known: Terms) -> list[Line]:
    return [Line(row, standing_of(row, moment), proposal_of(row, moment, known), _days(row, known)) for row in rows]


def _days(row: Any, known: Terms) -> int | None:
    return (known.day - row.due_on).days if row.due_on and row.due_on < known.day else None


def _by_unit(found: Sequence[Line]) -> list[tuple[Unit, list[Line]]]:
    groups: dict[int, tuple[Unit, list[Line]]] = {}
    for line in found:
        groups.setdefault(line.row.unit_id, (line.row.unit, []))[1].append(line)
    return list(groups.values())


def _counts(rows: models.QuerySet[Any], groups: dict[str, Q], asked: str) -> list[tuple[str, str, int, bool]]:
    """Each group with how many are in it, and its address; one query. What holds nothing is left out, save what is asked."""
    shown = {"": groups["late"] | groups["near"], **groups}
    found = rows.order_by().aggregate(**{f"n_{key}": Count("pk", filter=where) for key, where in shown.items()})
    return [
        (key, capfirst(str(name)), found[f"n_{key}"], key == asked)
        for key, name in NAMES.items() if found[f"n_{key}"] or key in ("", asked)
    ]  # fmt: skip


SENT = {
    "": gettext_lazy("mọi lần"), "unreceived": gettext_lazy("có việc chưa nhận"), "unanswered": gettext_lazy("có việc chưa trả lời"),
    "answered": gettext_lazy("đã trả lời hết"),
}  # fmt: skip
SENT_COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Ngày"), 12, lambda line: line[0].on),
    Column(gettext_lazy("Nấc"), 24, lambda line: str(line[0].get_rung_display())),
    Column(gettext_lazy("Văn bản"), 20, lambda line: str(line[0].paper)),
    Column(gettext_lazy("Đơn vị đôn đốc"), 32, lambda line: line[0].by_unit.listed),
    Column(gettext_lazy("Việc"), 8, lambda line: line[1]),
    Column(gettext_lazy("Đã nhận"), 10, lambda line: line[2]),
    Column(gettext_lazy("Đã trả lời"), 10, lambda line: line[3]),
)


@require_GET
@login_required
def sent(request: HttpRequest) -> HttpResponse:
    """Các lần đôn đốc — sent by mine and received by mine, newest first; how many works were received, answered."""
    actor, asked = actor_of(request), request.GET.get("state", "")
    rows = Urge.objects.visible_to(actor).by_person().for_list().order_by("-on", "-id")
    mine = Urged.objects.visible_to(actor).filter(urge=models.OuterRef("pk"))
    unanswered = models.Exists(mine.filter(state__in=WAITING))
    if asked == "unreceived":
        rows = rows.filter(models.Exists(mine.filter(state=UrgedState.SENT)))
    elif asked in ("unanswered", "answered"):
        rows = rows.filter(unanswered if asked == "unanswered" else ~unanswered)
    if file := as_file(request, _("Các lần đôn đốc"), SENT_COLUMNS, rows, lambda taken: _counted(taken, actor)):
        return file
    listing = bounded(request, rows)
    choices = [Choice(key, str(name)) for key, name in SENT.items()]
    context = {"listing": listing, "lines": _counted(listing.rows, actor),
               "filters": [Filter(_("Xem"), "state", asked if asked in SENT else "", choices)]}  # fmt: skip
    return page(request, "urging/sent.html", context)


def _counted(rows: Sequence[Urge], actor: Actor) -> list[tuple[Urge, int, int, int]]:
    """Each with its works that one sees: all, received, answered. One query."""
    seen = Urged.objects.visible_to(actor).standing().filter(urge__in=[row.pk for row in rows]).order_by()
    got = Q(state__in=[UrgedState.RECEIVED, UrgedState.ANSWERED])
    found = {
        row["urge"]: (row["n"], row["got"], row["said"])
        for row in seen.values("urge").annotate(n=Count("pk"), got=Count("pk", filter=got), said=Count("pk", filter=Q(state=UrgedState.ANSWERED)))
    }  # fmt: skip
    return [(row, *found.get(row.pk, (0, 0, 0))) for row in rows]


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một lần đôn đốc — its paper, its works that one sees, each received and answered or not."""
    actor = actor_of(request)
    urge = one(Urge.objects.visible_to(actor).for_list().select_related("by_unit__parent", "signer__person"), code)
    rows = Urged.objects.visible_to(actor).filter(urge=urge).for_list()
    found = list(rows.select_related("unit").order_by("unit__path", "due_on", "id"))
    if request.GET.get("as") == "docx" and urge.paper is not None:
        whole = urge.lines.count() == len(found)
        made = sheet(urge, found, is_whole=whole, sample=settings.DONDOC_IS_DEMO)
        name = f"don-doc-{urge.on:%Y%m%d}-{urge.public_id}.docx"
        return taken(request, render_docx(made), name, rows=len(found), about=urge)
    mine = Urged.objects.granted(actor, "urging.answer").filter(urge=urge, state__in=WAITING)
    to_get = Urged.objects.granted(actor, "urging.receive").filter(urge=urge, state=UrgedState.SENT)
    context = {
        "urge": urge, "groups": _lines_by_unit(found),
        "offers": _offers(urge, actor, to_get.exists(), mine.exists(), found), "story": told("urging.urge", urge.pk),
    }  # fmt: skip
    return page(request, "urging/urge.html", context)


def _lines_by_unit(found: Sequence[Urged]) -> list[tuple[Unit, list[tuple[Urged, int | None]]]]:
    groups: dict[int, tuple[Unit, list[tuple[Urged, int | None]]]] = {}
    for line in found:
        groups.setdefault(line.unit_id, (line.unit, []))[1].append((line, late_days(line)))
    return list(groups.values())


def _offers(
    urge: Urge, actor: Actor, receives: bool, answers: bool, found: Sequence[Urged]
) -> list[tuple[str, str, bool]]:
    """What one may do with it: its word, its page, whether it is the first thing asked: of who was urged, never for another."""
    offered = [(_("Trả lời"), "answer_urge")] * (answers and urge.rung != Rung.REMIND)
    offered += [(_("Nhận đôn đốc") if urge.paper else _("Đã xem"), "receive_urge")] * receives
    own = any(line.asked_of == acting_unit(actor) for line in found)
    shown = [
        (word, reverse(name, args=[urge.public_id]), own and place == 0) for place, (word, name) in enumerate(offered)
    ]
    if urge.paper:
        shown.append((_("In DOCX"), "?as=docx", not own))
    open_ = any(line.state in WAITING for line in found)
    if urge.paper and open_ and may(actor, "urging.withdraw", urge.by_unit):
        shown.append((_("Rút đôn đốc"), reverse("withdraw_urge", args=[urge.public_id]), False))
    return sorted(shown, key=lambda offer: not offer[2])
