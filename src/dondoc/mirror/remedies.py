"""Sau kiểm tra — what was announced and remedied by D, how old the rest is, what was found again.

Of the cases one sees: from inside, or one's own part as the inspected (decision 0034). Who has no part in any counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q

from dondoc.inspecting.findings import Finding, FindingPaper
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Body, CaseStep
from dondoc.mirror import rules
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import Rows, inside, quarter, whose, yes
from dondoc.obligations.models import due_passed
from dondoc.shared.actor import Actor
from dondoc.units.queries import predecessors

ANY = "*"  # whatever sort a finding is said to be of
# Tuổi của khuyết điểm còn mở, ngày từ khi công bố: how the picture groups them; no threshold, and no rule names one.
AGES = {"30": (0, 30), "90": (31, 90), "180": (91, 180), "over": (181, 36500)}


def reached(scope: Scope, state: State) -> models.QuerySet[CaseStep]:
    """Các bước đến một nơi trên đường — by D, entered until T."""
    return CaseStep.objects.filter(to_state=state, on__lte=scope.day, at__lte=scope.known_by)


def announced(actor: Actor, scope: Scope) -> Rows:
    """Khuyết điểm đã công bố — of every unit one sees them of, with what was known of each on D."""
    seen = Body.objects.visible_to(actor).values("pk")
    rows: Rows = Finding.objects.standing().filter(
        Exists(reached(scope, State.ANNOUNCED).filter(thing=OuterRef("case"))), body__in=seen
    )
    entered = Q(closed_at__lte=scope.known_by) | Q(closed_at__isnull=True)  # closed before the hour was kept
    done = Q(closed_on__lte=scope.day) & entered
    rows = rows.annotate(
        told_then=F("case__announced_on"), is_closed=yes(done), q=quarter("case__announced_on", scope.day),
        unit_then=whose(Body, "unit", scope, "body"),
    )  # fmt: skip
    return rows.annotate(is_late=yes(~done & due_passed(scope.moment, "due_on", "owner")))


def found(actor: Actor, scope: Scope, *, is_whole: bool = False) -> Rows:
    """Trong phạm vi — of its units, on its paper, announced in its period."""
    rows = announced(actor, scope)
    if scope.paper:
        rows = rows.filter(Exists(FindingPaper.objects.filter(finding=OuterRef("pk"), paper=scope.paper)))
    rows = rows.filter(case__announced_on__gte=scope.first) if scope.first else rows
    return inside(rows, scope, "body__unit", is_today=True) if is_whole else inside(rows, scope)


def remedied(rows: Rows, day: date) -> Found:
    """Đã xác nhận khắc phục — of those announced; how many are past their day, how old the open ones are."""
    held = list(rows.order_by().values_list("q", "is_closed", "is_late", "told_then"))
    ages = [(day - on).days for _q, is_closed, _late, on in held if not is_closed]
    more = {"overdue": float(sum(is_late for _q, _closed, is_late, _on in held))}
    more |= {"oldest": float(max(ages)), "middle": float(median(ages))} if ages else {}
    return rules.ratio("I16", [(q, int(is_closed), 1) for q, is_closed, *_rest in held], more=more)


def ages(rows: Rows, day: date) -> dict[str, int]:
    """Bao nhiêu khuyết điểm còn mở ở mỗi lứa tuổi — by the key of `AGES`."""
    open_ = [(day - on).days for closed, on in rows.order_by().values_list("is_closed", "told_then") if not closed]
    return {key: sum(first <= age <= last for age in open_) for key, (first, last) in AGES.items()}


def aged(rows: Rows, day: date, key: str) -> Rows:
    """Những khuyết điểm còn mở ở một lứa tuổi."""
    first, last = AGES[key]
    told = {"told_then__lte": day - timedelta(days=first), "told_then__gte": day - timedelta(days=last)}
    return rows.filter(is_closed=False, **told)


class Again(NamedTuple):
    """Một khuyết điểm so với kết luận trước — `is_again` is None where it names no paper; `by_paper`: of which sort this one, or
    the one before, was is not said."""

    q: int
    is_again: bool | None
    by_paper: bool = False


Repeated = dict[int, Again]  # by finding
Like = tuple[int, int, str]  # unit, paper, sort


def repeated(actor: Actor, scope: Scope, rows: Rows) -> Repeated:
    """Lặp lại — whether its unit, or one that unit came from, had one of the same sort on the same paper in an earlier notice.

    Where either says no sort, the same paper is enough.
    """
    mine = list(rows.order_by().values_list("pk", "q", "unit_then", "told_then", "sort"))
    units = {unit for _pk, _q, unit, _on, _sort in mine}
    before = predecessors(units, scope.day)
    lines = {unit: {unit, *before.get(unit, ())} for unit in units}
    papers = _papers([pk for pk, *_rest in mine])
    first = _first_told(actor, scope, lines)
    said: Repeated = {}
    for pk, q, unit, on, sort in mine:
        of = [(one, paper) for one in lines[unit] for paper in papers.get(pk, ())]
        said[pk] = _again(first, of, q, on, sort) if of else Again(q, None)
    return said


def _again(first: Mapping[Like, date], of: Sequence[tuple[int, int]], q: int, on: date, sort: str) -> Again:
    def told(kind: str) -> bool:
        return any(first.get((unit, paper, kind), on) < on for unit, paper in of)

    same = bool(sort) and told(sort)
    again = same or told("" if sort else ANY)
    return Again(q, again, not sort or (again and not same))


def _papers(findings: Iterable[int]) -> dict[int, list[int]]:
    held: dict[int, list[int]] = {}
    for pk, paper in FindingPaper.objects.filter(finding__in=list(findings)).values_list("finding", "paper"):
        held.setdefault(pk, []).append(paper)
    return held


def _first_told(actor: Actor, scope: Scope, lines: dict[int, set[int]]) -> dict[Like, date]:
    """The first day on which such a finding was announced; under `ANY` of whatever sort."""
    units = set().union(*lines.values())
    rows = announced(actor, scope).filter(unit_then__in=units, papers__isnull=False)
    told = rows.order_by().values_list("unit_then", "papers__paper", "told_then", "sort")
    first: dict[Like, date] = {}
    for unit, paper, on, sort in told:
        for kind in (sort, ANY):
            first[unit, paper, kind] = min(on, first.get((unit, paper, kind), on))
    return first


def again(said: Repeated) -> Found:
    """Khuyết điểm lặp lại — of those that name a paper; how many are compared by the paper alone."""
    known = [one for one in said.values() if one.is_again is not None]
    more = {"untyped": float(sum(one.by_paper for one in known))}
    rows = [(one.q, int(bool(one.is_again)), 1) for one in known]
    return rules.ratio("I18", rows, len(said) - len(rows), hit_is_good=False, more=more)


def listed(rows: Rows, said: Repeated, key: str, side: str) -> Rows:
    """The findings behind a figure."""
    if key == "I16":
        return _remedied(rows, side)
    asked = {"hit": (True,), "rest": (False,), "unknown": (None,)}.get(side, (True, False))
    found = {pk: one for pk, one in said.items() if one.is_again in asked}
    return rows.filter(pk__in=[pk for pk, one in found.items() if side != "untyped" or one.by_paper])


def _remedied(rows: Rows, side: str) -> Rows:
    """`oldest`: the open ones announced first."""
    if side == "oldest":
        return rows.filter(is_closed=False, told_then=rows.filter(is_closed=False).aggregate(on=Min("told_then"))["on"])
    if side == "overdue":
        return rows.filter(is_late=True)
    if side == "unknown":
        return rows.none()
    return rows if side == "all" else rows.filter(is_closed=side == "hit")
