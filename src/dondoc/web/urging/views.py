"""Đôn đốc — what is late or near, by unit, with the rung proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import reaches
from dondoc.obligations.models import Assignment
from dondoc.obligations.queries import Standing, standing
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.urging.lifecycle import UrgedState
from dondoc.urging.models import matter
from dondoc.urging.queries import (
    ISSUE,
    Terms,
    laddered,
    laddered_periods,
    period_late,
    proposal_of,
    share_of,
    states,
    terms,
    urgeable,
    urgeable_periods,
    week_after,
)
from dondoc.urging.rules import Proposal
from dondoc.urging.rungs import BY_PERSON, Rung
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page


@dataclass(frozen=True, slots=True)
class Line:
    """Một việc, một kỳ trên trang đôn đốc — its row, the work it is of, how it stands, its last rung, what is proposed."""

    row: Any
    share: Assignment
    standing: Standing
    proposal: Proposal
    days: int | None

    @property
    def text(self) -> str:
        """Nội dung, kỳ nào."""
        return matter(self.share.obligation.text, None if self.row is self.share else self.row)

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
    Column(gettext_lazy("Đơn vị"), 32, lambda line: line.share.unit.listed),
    Column(gettext_lazy("Số nhiệm vụ"), 14, lambda line: line.share.obligation.nv),
    Column(gettext_lazy("Nội dung"), 60, lambda line: line.text),
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
    "periods": gettext_lazy("định kỳ: kỳ quá hạn hoặc đến hạn trong 7 ngày"), "periods_proposed": gettext_lazy("định kỳ: kỳ có nấc được đề nghị"),
}  # fmt: skip


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Việc cần đôn đốc — grouped by unit; choose many, then one act."""
    actor, now = actor_of(request), now_of(request)
    known = terms(actor.today)
    unit = Unit.objects.visible_to(actor).filter(public_id=request.GET.get("unit", "")).first()
    works, periods = _rows(actor, unit)
    groups, asked = _groups(now, known), request.GET.get("state", "")
    asked = asked if asked in NAMES else ""
    shown = (periods if asked in PERIODS else works).filter(groups[asked])
    title = _("Việc %(state)s") % {"state": NAMES[asked]}
    if file := as_file(request, title, COLUMNS, shown, lambda taken: lines(taken, now, known)):
        return file
    listing = bounded(request, shown)
    context = {
        "listing": listing, "groups": _by_unit(lines(listing.rows, now, known)), "title": title, "unit": unit,
        "counts": _counts(works, periods, groups, asked), "asked": asked, "unset": known.unset,
        "may_set": bool(reaches(actor, "regulations.set_figure")), "may_silence": bool(reaches(actor, "urging.silence")),
        "may_issue": bool(reaches(actor, ISSUE)),
    }  # fmt: skip
    return page(request, "urging/list.html", context)


PERIODS = ("periods", "periods_proposed")
JOINED = ("assignment__obligation__paper", "assignment__unit", "assignment__giver", "paper")  # of a period


def _rows(actor: Actor, unit: Unit | None) -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
    """Works, and periods of recurring ones, that I may urge; of one unit and those below it where it is named."""
    works, periods = laddered(urgeable(actor), actor.today), laddered_periods(urgeable_periods(actor), actor.today)
    if unit is not None:
        works = works.filter(unit__path__gte=unit.path, unit__path__lt=unit.end)
        periods = periods.filter(assignment__unit__path__gte=unit.path, assignment__unit__path__lt=unit.end)
    works = works.select_related("obligation__paper", "unit", "giver").order_by("unit__path", "due_on", "id")
    return works, periods.select_related(*JOINED).order_by("assignment__unit__path", "due_on", "id")


def _groups(moment: datetime, known: Terms) -> dict[str, Q]:
    """Each group as a condition over its rows; "" what is late or near."""
    soon = week_after(known.day)
    works, periods = states(moment, known, soon), states(moment, known, soon, period_late(moment))
    return {
        "": works["late"] | works["near"], **works,
        "periods": periods["late"] | periods["near"], "periods_proposed": periods["proposed"],
    }  # fmt: skip


def lines(rows: Sequence[Any], moment: Any, known: Terms) -> list[Line]:
    return [
        Line(row, share_of(row), standing_at(row, moment), proposal_of(row, moment, known), _days(row, known))
        for row in rows
    ]


def standing_at(row: Any, moment: datetime) -> Standing:
    """Of a work, or of a period that is still to be reported."""
    share = share_of(row)
    return standing(
        share.state,
        due_on=row.due_on,
        done_late=share.done_late,
        moment=moment,
        hours=float(share.unit.hours_from_hanoi),
    )


def _days(row: Any, known: Terms) -> int | None:
    return (known.day - row.due_on).days if row.due_on and row.due_on < known.day else None


def _by_unit(found: Sequence[Line]) -> list[tuple[Unit, list[Line]]]:
    groups: dict[int, tuple[Unit, list[Line]]] = {}
    for line in found:
        groups.setdefault(line.share.unit_id, (line.share.unit, []))[1].append(line)
    return list(groups.values())


def _counts(works: Any, periods: Any, groups: dict[str, Q], asked: str) -> list[tuple[str, str, int, bool]]:
    """Each group with how many are in it, and its address; two queries. What holds nothing is left out, save what is asked."""
    found: dict[str, int] = {}
    for rows, of_periods in ((works, False), (periods, True)):
        counted = {
            f"n_{key}": Count("pk", filter=where) for key, where in groups.items() if (key in PERIODS) == of_periods
        }
        found |= rows.order_by().aggregate(**counted)
    return [
        (key, capfirst(str(name)), found[f"n_{key}"], key == asked)
        for key, name in NAMES.items() if found[f"n_{key}"] or key in ("", asked)
    ]  # fmt: skip
