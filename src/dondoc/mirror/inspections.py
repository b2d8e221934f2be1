"""Công tác kiểm tra, giám sát — lines of the programme carried out, extensions, limits, dossiers; of the cases one sees from inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from dondoc.inspecting.findings import Document
from dondoc.inspecting.kinds import dossier
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case, Extension
from dondoc.inspecting.programmes import Line
from dondoc.inspecting.queries import clock, due_after
from dondoc.mirror import rules
from dondoc.mirror.remedies import reached
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import AFTER, Scope
from dondoc.mirror.shares import Rows, inside, quarter, yes
from dondoc.obligations.models import due_passed
from dondoc.regulations.counting import Counted
from dondoc.shared.actor import Actor


def planned(actor: Actor, scope: Scope) -> Rows:
    """Dòng chương trình — of the bodies of the scope, that stood on D; by the day it names, else the programme's last."""
    rows: Rows = Line.objects.visible_to(actor).filter(at__lte=scope.known_by, programme__from_on__lte=scope.day)
    rows = rows.exclude(withdrawn_at__lte=scope.moment).exclude(programme__withdrawn_at__lte=scope.moment)
    rows = rows.filter(programme__until_on__gte=scope.first) if scope.first else rows
    rows = rows.annotate(by_on=Coalesce("when_until", "programme__until_on"))
    seen = Case.objects.visible_to(actor).values("pk")
    steps = reached(scope, State.ANNOUNCED).filter(thing__in=seen)
    rows = rows.annotate(
        is_done=yes(Exists(steps.filter(thing__line=OuterRef("pk")))),
        is_due=yes(due_passed(scope.moment, "by_on", "programme__body")),
        q=quarter("by_on", scope.day, later=True),
    )
    rows = inside(rows, scope, "programme__body")
    return rows.none() if scope.paper else rows


def executed(actor: Actor, scope: Scope, rows: Rows) -> Found:
    """Dòng đã có kết luận — of those concluded or past their day; their cases that were extended, and over their limit."""
    held = list(rows.order_by().values_list("pk", "q", "is_done", "is_due"))
    counted = [(min(q, AFTER - 1), int(is_done), 1) for _pk, q, is_done, is_due in held if is_done or is_due]
    more = _limits(actor, scope, [pk for pk, *_rest in held])
    return rules.ratio("I19", counted, more=more)


def _limits(actor: Actor, scope: Scope, lines: Sequence[int]) -> dict[str, float]:
    """Gia hạn, quá hạn — a case whose limit is not known is told apart: neither in time nor over."""
    rows = Case.objects.visible_to(actor).inside_of(actor).filter(line__in=lines, signed_on__lte=scope.day)
    more = Extension.objects.filter(case=OuterRef("pk"), on__lte=scope.day, at__lte=scope.known_by)
    found = {"extended": float(rows.filter(Exists(more)).count()), "past_limit": 0.0, "no_limit": 0.0}
    for case in rows:
        due = clock(case, scope.day).due
        until = min(case.completed_on or scope.day, scope.day)
        found["no_limit"] += due is None
        found["past_limit"] += due is not None and due.day < until
    return found


def lines_listed(rows: Rows, side: str) -> Rows:
    """The lines behind the figure."""
    if side == "unknown":
        return rows.none()
    return rows.filter(is_done=True) if side == "hit" else rows.filter(is_done=False, is_due=True)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hồ sơ một cuộc — how many of its documents are there or said to be absent; whether it was handed in late (None: no figure)."""

    case: int
    quarter: int
    held: int
    of: int
    is_late: bool | None


def cases(actor: Actor, scope: Scope) -> Rows:
    """Các cuộc đã công bố kết luận — commissioned by bodies of the scope, in the period."""
    rows: Rows = Case.objects.visible_to(actor).inside_of(actor)
    rows = rows.filter(Exists(reached(scope, State.ANNOUNCED).filter(thing=OuterRef("pk"))))
    rows = rows.filter(scope__paper=scope.paper) if scope.paper else rows
    rows = rows.filter(announced_on__gte=scope.first) if scope.first else rows
    return inside(rows.annotate(q=quarter("announced_on", scope.day)), scope, "body")


def dossiers(rows: Rows, scope: Scope) -> dict[int, Dossier]:
    """By case, as on D. Two queries, and one for each day of signing that is told apart."""
    known = Document.objects.filter(case__in=rows.values("pk"), on__lte=scope.day, at__lte=scope.known_by)
    held: dict[int, set[str]] = {}
    for case, what in known.order_by().values_list("case", "what"):
        held.setdefault(case, set()).add(what)
    return {case.pk: _dossier(case, held.get(case.pk, set()), scope.day) for case in rows}


def _dossier(case: Case, held: set[str], day: date) -> Dossier:
    asked = set(dossier(case.sort))
    due = due_after(case, "inspection.archive", case.announced_on)
    done = case.archived_on if case.archived_on and case.archived_on <= day else None
    is_late = (done or day) > due.day if isinstance(due, Counted) else None
    return Dossier(case.pk, case.q, len(held & asked), len(asked), is_late)  # type: ignore[attr-defined]


def whole(found: dict[int, Dossier]) -> Found:
    """Tài liệu hồ sơ — there, or said to be absent, of those the dossier has to hold."""
    more = {
        "archived_late": float(sum(one.is_late is True for one in found.values())),
        "no_figure": float(sum(one.is_late is None for one in found.values())),
    }
    return rules.ratio("I20", [(one.quarter, one.held, one.of) for one in found.values()], more=more)


def cases_listed(rows: Rows, found: dict[int, Dossier], side: str) -> Rows:
    """The cases behind the figure: those that hold some, those that lack some."""
    asked = {"hit": lambda one: one.held > 0, "rest": lambda one: one.held < one.of}.get(side)
    return rows.filter(pk__in=[pk for pk, one in found.items() if asked and asked(one)])
