"""Quán triệt — what was asked of the units of the scope by itself and those above it: how many held it, late or not, n/m.

Counted in the database, by paper; the units of one asking are the lines of its own page (`studying.queries.coverage`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from dondoc.mirror import rules
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows, inside, quarter, whose, yes
from dondoc.obligations.models import due_passed
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import done_late, is_late
from dondoc.studying.models import Asking, Decision, MeetingPaper, Sitting
from dondoc.studying.queries import Line, asked, coverage
from dondoc.studying.words import DONE, Standing, Way
from dondoc.units.inheriting import owners_then
from dondoc.units.models import Unit
from dondoc.units.queries import above_on, hours_on


@dataclass(slots=True)
class Study:
    """Một yêu cầu quán triệt, trong phạm vi — units asked, done, left with a reason; judged by the paper's day, late."""

    asking: Asking
    quarter: int
    is_passed: bool | None  # the paper's day; None where it gives none
    of: int = 0
    done: int = 0
    in_time: int = 0
    left: int = 0
    waits: int = 0  # decided, not held, the day over

    @property
    def asked(self) -> int:
        """Those that have to: without those that decided otherwise, with a reason."""
        return self.of - self.left

    @property
    def judged(self) -> int:
        return 0 if self.is_passed is None else self.done + self.waits

    @property
    def late(self) -> int:
        return 0 if self.is_passed is None else self.done - self.in_time + self.waits

    @property
    def unknown(self) -> int:
        """Of no day, or of which nothing was told after it."""
        return 0 if self.is_passed is False else self.of - self.left - self.judged


@dataclass(slots=True)
class Group:
    """Các yêu cầu cùng một nơi hỏi, cùng những đơn vị — counted together."""

    units: Rows
    of: int
    found: dict[int, Study] = field(default_factory=dict)  # by paper

    @property
    def due(self) -> Case:
        whens = [
            When(paper=paper, then=Value(one.asking.due_on)) for paper, one in self.found.items() if one.asking.due_on
        ]
        return Case(*whens, default=Value(None, output_field=models.DateField()), output_field=models.DateField())


def askings(actor: Actor, scope: Scope) -> models.QuerySet[Asking]:
    """Các yêu cầu — of the unit and of those above it, that stood on D, asked in the period."""
    return asked_by(actor, scope, [unit.pk for unit in above_on(scope.unit, scope.day)] + [scope.unit.pk])


def asked_by(actor: Actor, scope: Scope, units: Any) -> models.QuerySet[Asking]:
    """Của những đơn vị ấy, vào ngày D."""
    stood = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=scope.moment)
    rows = Asking.objects.visible_to(actor).annotate(unit_then=whose(Asking, "unit", scope))
    rows = rows.filter(stood, unit_then__in=units, on__lte=scope.day, at__lte=scope.known_by)
    rows = rows.filter(on__gte=scope.first) if scope.first else rows
    rows = rows.filter(paper=scope.paper) if scope.paper else rows
    return rows.for_list().order_by("-on", "-id")


def studies(actor: Actor, scope: Scope, *, is_whole: bool = False) -> list[Study]:
    """Mỗi yêu cầu, đếm trong phạm vi — some queries for each unit that asks, whatever the number of units asked."""
    held = groups(askings(actor, scope), actor, scope, is_whole=is_whole)
    for group in held.values():
        _held(group, scope)
        _decided(group, scope)
    found = [one for group in held.values() for one in group.found.values() if one.of]
    return sorted(found, key=lambda one: (one.asking.on, one.asking.pk), reverse=True)


def groups(
    rows: models.QuerySet[Asking], actor: Actor, scope: Scope, *, is_whole: bool
) -> dict[tuple[int, str], Group]:
    """By the unit that then asked, and of whom. A query for each."""
    found: dict[tuple[int, str], Group] = {}
    told = list(rows.annotate(q=quarter("on", scope.day)))
    if not scope.is_kept:
        owners_then(told, scope.day, scope.known_by)
    for row in told:
        key = row.unit_id, row.across
        if key not in found:
            units = places(row, actor, scope, is_whole=is_whole)
            found[key] = Group(units, units.count())
        passed = is_late(row.due_on, scope.moment)
        found[key].found[row.paper_id] = Study(row, row.q, passed, found[key].of)
    return found


def places(asking: Asking, actor: Actor, scope: Scope, *, is_whole: bool = False) -> Rows:
    """Đơn vị được hỏi trong phạm vi — ids; `is_whole` where all of the scope is seen, today."""
    rows = asked(asking, scope.day)
    rows = rows if is_whole else rows.filter(unit__in=Unit.objects.visible_to(actor).values("pk"))
    return inside(rows, scope, "unit", is_today=is_whole).order_by().values("unit")


def firsts(scope: Scope) -> models.QuerySet[Sitting]:
    """Các buổi đầu đã biết."""
    return Sitting.objects.known_by(scope.known_by).filter(makes_up=False, on__lte=scope.day)


def _held(group: Group, scope: Scope) -> None:
    """Đã tổ chức, và kịp ngày của văn bản."""
    first = firsts(scope).filter(meeting=OuterRef("meeting"))
    rows = MeetingPaper.objects.filter(paper__in=list(group.found), meeting__unit__in=group.units)
    rows = rows.annotate(due=group.due).filter(Exists(first))
    unit = Count("meeting__unit", distinct=True)
    for paper, n in rows.order_by().values_list("paper").annotate(n=unit):
        group.found[paper].done = n
    for paper, n in rows.filter(Exists(first.filter(on__lte=OuterRef("due")))).values_list("paper").annotate(n=unit):
        group.found[paper].in_time = n
    for paper, _unit in in_time_there(group, scope):
        group.found[paper].in_time += 1


def in_time_there(group: Group, scope: Scope) -> list[tuple[int, int]]:
    """Held a day later here, yet before the day was over at the unit's place."""
    dues = {paper: one.asking.due_on for paper, one in group.found.items() if one.asking.due_on}
    rows = firsts(scope).annotate(hours=hours_on("meeting__unit", "on"))
    rows = rows.filter(meeting__unit__in=group.units, meeting__papers__paper__in=list(dues), hours__lt=0)
    rows = rows.filter(on__lte=max(dues.values(), default=date.min) + timedelta(days=1)) if dues else rows.none()
    names = ("meeting__papers__paper", "meeting__unit", "on", "at", "hours")
    first: dict[tuple[int, int], tuple[date, Any, float]] = {}
    for paper, unit, on, at, hours in rows.order_by("on", "id").values_list(*names):
        first.setdefault((paper, unit), (on, at, float(hours)))
    return [
        pair for pair, (on, at, hours) in first.items()
        if on > dues[pair[0]] and done_late(dues[pair[0]], on, at, hours) is False
    ]  # fmt: skip


def decided(group: Group, scope: Scope) -> Rows:
    """Quyết định sau cùng của đơn vị chưa tổ chức — and whether the paper's day is over."""
    known = Decision.objects.filter(on__lte=scope.day, at__lte=scope.known_by)
    newer = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    last = ~Exists(known.filter(newer, paper=OuterRef("paper"), unit=OuterRef("unit")))
    held = firsts(scope).filter(meeting__unit=OuterRef("unit"), meeting__papers__paper=OuterRef("paper"))
    rows: Rows = known.filter(last, ~Exists(held), paper__in=list(group.found), unit__in=group.units)
    return rows.annotate(due=group.due).annotate(over=yes(due_passed(scope.moment, "due"))).order_by()


def _decided(group: Group, scope: Scope) -> None:
    """What is left with a reason, and what was to be held and was not by the paper's day."""
    for row in decided(group, scope).values("paper", "way", "over").annotate(n=Count("pk")):
        one = group.found[row["paper"]]
        if row["way"] == Way.NONE:
            one.left += row["n"]
        elif row["over"]:
            one.waits += row["n"]


def done(found: Sequence[Study]) -> Found:
    """Đã quán triệt — of the units asked; those that left it, with a reason, are told apart."""
    more = {"left": float(sum(one.left for one in found))}
    return rules.ratio("Q1", [(one.quarter, one.done, one.asked) for one in found], more=more)


def late(found: Sequence[Study]) -> Found:
    """Muộn — against the paper's own day."""
    rows = [(one.quarter, one.late, one.judged) for one in found]
    return rules.ratio("Q2", rows, sum(one.unknown for one in found), hit_is_good=False)


def counts(one: Study, key: str, side: str) -> int:
    """How many units of an asking a figure counts on a side."""
    is_all = key == "Q1"
    hit, whole, unknown, left = (one.done, one.asked, 0, one.left) if is_all else (one.late, one.judged, one.unknown, 0)
    return {"hit": hit, "rest": whole - hit, "all": whole, "unknown": unknown, "left": left}[side]


def lines(asking: Asking, actor: Actor, scope: Scope, key: str, side: str) -> list[Line]:
    """Các đơn vị của một yêu cầu — the lines its own page shows, on that side of the figure."""
    held = set(places(asking, actor, scope).values_list("unit", flat=True))
    passed = is_late(asking.due_on, scope.moment)
    found = coverage(asking, actor, scope.day, scope.known_by).lines
    sides = ("hit", "rest") if side == "all" else (side,)
    return [line for line in found if line.unit_id in held and _side(line, key, passed) in sides]


def _side(line: Line, key: str, passed: bool | None) -> str:
    if key == "Q1":
        return "hit" if line.standing in DONE else "left" if line.standing == Standing.NONE else "rest"
    if passed is not None and line.behind and line.standing != Standing.UNDECIDED:
        return "hit"
    if passed is not None and line.standing in DONE:
        return "rest"
    return "" if passed is False or line.standing == Standing.NONE else "unknown"


def sessions(actor: Actor, scope: Scope, *, is_whole: bool = False) -> Rows:
    """Các buổi đầu của phạm vi, trong kỳ — with those who made up for them."""
    rows: Rows = (
        firsts(scope) if is_whole else Sitting.objects.visible_to(actor).filter(pk__in=firsts(scope).values("pk"))
    )
    rows = rows.filter(meeting__papers__paper=scope.paper) if scope.paper else rows
    rows = rows.filter(on__gte=scope.first) if scope.first else rows
    later = Sitting.objects.known_by(scope.known_by).filter(
        makes_up=True, on__lte=scope.day, meeting=OuterRef("meeting")
    )
    more = later.order_by().values("meeting").annotate(n=Sum("present")).values("n")
    rows = rows.annotate(q=quarter("on", scope.day), came=F("present") + Coalesce(Subquery(more), 0))
    return inside(rows, scope, "meeting__unit", is_today=is_whole)


TOLD = Q(present__isnull=False, total__gte=rules.FEW)  # of fewer members no count is shown


def attendance(rows: Rows) -> Found:
    """Đảng viên dự — of those who had to come, with what was made up; a unit of few members is told of nowhere."""
    counted = rows.filter(TOLD).order_by().values_list("q").annotate(came=Sum("came"), of=Sum("total"))
    return rules.ratio("Q3", list(counted), rows.exclude(TOLD).count())


def sessions_listed(rows: Rows, side: str) -> Rows:
    return rows.exclude(TOLD) if side == "unknown" else rows.filter(TOLD)
