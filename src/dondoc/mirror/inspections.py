"""Công tác kiểm tra, giám sát — lines of the programme carried out, extensions, limits, dossiers; of the cases one sees from inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from statistics import mean

from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from dondoc.inspecting.findings import Document
from dondoc.inspecting.kinds import dossier
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case, CaseStep, Extension
from dondoc.inspecting.programmes import InspectionProgramme, Line
from dondoc.inspecting.words import Start
from dondoc.mirror import rules
from dondoc.mirror.remedies import reached
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import AFTER, Scope
from dondoc.mirror.shares import Rows, inside, quarter, whose, yes
from dondoc.obligations.models import due_passed
from dondoc.regulations.counting import Counted
from dondoc.regulations.figures import Figure, Unknown, applied
from dondoc.regulations.queries import by_id, due, set_by_office, work_calendar
from dondoc.regulations.workdays import WorkCalendar
from dondoc.shared.actor import Actor

ARCHIVE = "inspection.archive"  # the figure of days to hand a dossier in


def planned(actor: Actor, scope: Scope) -> Rows:
    """Dòng chương trình — of the bodies of the scope, that stood on D; by the day it names, else the programme's last."""
    rows: Rows = Line.objects.visible_to(actor).filter(at__lte=scope.known_by, programme__from_on__lte=scope.day)
    rows = rows.exclude(withdrawn_at__lte=scope.moment).exclude(programme__withdrawn_at__lte=scope.moment)
    rows = rows.filter(programme__until_on__gte=scope.first) if scope.first else rows
    rows = rows.annotate(
        by_on=Coalesce("when_until", "programme__until_on"),
        unit_then=whose(InspectionProgramme, "body", scope, "programme"),
    )
    seen = Case.objects.visible_to(actor).values("pk")
    steps = reached(scope, State.ANNOUNCED).filter(thing__in=seen)
    rows = rows.annotate(
        is_done=yes(Exists(steps.filter(thing__line=OuterRef("pk")))),
        is_due=yes(due_passed(scope.moment, "by_on", "programme__body")),
        q=quarter("by_on", scope.day, later=True),
    )
    rows = inside(rows, scope)
    return rows.none() if scope.paper else rows


def executed(rows: Rows, times: Mapping[int, Time]) -> Found:
    """Dòng đã có kết luận — of those concluded or past their day; their cases that were extended, and over their limit."""
    held = rows.order_by().values_list("pk", "q", "is_done", "is_due")  # a line once
    counted = [(min(q, AFTER - 1), int(is_done), 1) for _pk, q, is_done, is_due in held if is_done or is_due]
    return rules.ratio("I19", counted, more={part: float(len(timed(times, part))) for part in LIMITS})


@dataclass(frozen=True, slots=True)
class Time:
    """Thời hạn một cuộc như cuối ngày D — days it was extended by, its last day, whether it is over; None where not known."""

    more: int
    due: date | None
    is_past: bool | None


LIMITS: Mapping[str, Callable[[Time], bool]] = {
    "extended": lambda one: one.more > 0, "past_limit": lambda one: one.is_past is True, "no_limit": lambda one: one.is_past is None,
}  # fmt: skip


def timed(times: Mapping[int, Time], part: str) -> list[int]:
    """The cases of one part."""
    return [pk for pk, one in times.items() if LIMITS[part](one)]


def running(actor: Actor, lines: Rows) -> Rows:
    """Các cuộc của những dòng ấy — decided by D; the others have no clock."""
    return Case.objects.visible_to(actor).inside_of(actor).filter(line__in=lines.order_by().values("pk"))


def limits(rows: Rows, scope: Scope) -> dict[int, Time]:
    """Thời hạn từng cuộc — by what was entered until T: a limit not known is neither in time nor over. Four queries."""
    known = {"case__in": rows.values("pk"), "on__lte": scope.day, "at__lte": scope.known_by}
    more = dict(Extension.objects.filter(**known).order_by().values_list("case").annotate(n=Sum("more")))
    steps: dict[int, dict[str, date]] = {}
    taken = CaseStep.objects.filter(thing__in=rows.values("pk"), on__lte=scope.day, at__lte=scope.known_by)
    for case, step, on in taken.order_by("id").values_list("thing", "step", "on"):
        _stepped(steps.setdefault(case, {}), step, on)
    found = cache(by_id)
    calendar = work_calendar(scope.known_by)
    return {
        case.pk: _time(case, more.get(case.pk, 0), steps[case.pk], found, calendar, scope.day)
        for case in rows
        if "decide" in steps.get(case.pk, {})
    }


def _stepped(taken: dict[str, date], step: str, on: date) -> None:
    """The first day of each step; where the team's report is given back, it is not there."""
    if step == "return_to_team":
        taken.pop("complete", None)
    taken.setdefault(step, on)


# by where the clock begins, the step that says so
BEGINS: Mapping[str, str] = {Start.SIGNING: "decide", Start.DEPLOYMENT: "deploy", Start.REPORT: "accept_report"}


def _time(
    case: Case, more: int, steps: Mapping[str, date], found: Callable[[str], Figure | None], calendar: WorkCalendar, day: date
) -> Time:  # fmt: skip
    figure_ = found(case.period_rule) if case.period_rule else None
    has_begun = BEGINS.get(case.starts) in steps
    if figure_ is None or case.started_on is None or not has_begun:
        return Time(more, None, None)
    counted = due(figure_, case.started_on, more, calendar)
    if not isinstance(counted, Counted):
        return Time(more, None, None)
    return Time(more, counted.day, counted.day < steps.get("complete", day))


def lines_listed(rows: Rows, side: str) -> Rows:
    """The lines behind the figure."""
    if side == "unknown":
        return rows.none()
    if side == "all":
        return rows.filter(Q(is_done=True) | Q(is_due=True))
    return rows.filter(is_done=True) if side == "hit" else rows.filter(is_done=False, is_due=True)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hồ sơ một cuộc — how many of its documents are there or said to be absent; whether it was handed in late (None: no
    figure), by how many working days (None: the calendar does not reach so far)."""

    case: int
    quarter: int
    held: int
    of: int
    is_late: bool | None
    delay: int | None = None


def cases(actor: Actor, scope: Scope) -> Rows:
    """Các cuộc đã công bố kết luận — commissioned by bodies of the scope, in the period."""
    rows: Rows = Case.objects.visible_to(actor).inside_of(actor)
    rows = rows.filter(Exists(reached(scope, State.ANNOUNCED).filter(thing=OuterRef("pk"))))
    rows = rows.filter(scope__paper=scope.paper) if scope.paper else rows
    rows = rows.filter(announced_on__gte=scope.first) if scope.first else rows
    own = whose(Case, "body", scope)
    return inside(rows.annotate(q=quarter("announced_on", scope.day), unit_then=own), scope)


def dossiers(rows: Rows, scope: Scope) -> dict[int, Dossier]:
    """By case, as on D, by what was entered until T. Four queries."""
    known = Document.objects.filter(case__in=rows.values("pk"), on__lte=scope.day, at__lte=scope.known_by)
    held: dict[int, set[str]] = {}
    for case, what in known.order_by().values_list("case", "what"):
        held.setdefault(case, set()).add(what)
    office, calendar = set_by_office(ARCHIVE, scope.known_by), work_calendar(scope.known_by)

    def by(case: Case) -> Counted | Unknown | None:
        if case.signed_on is None or case.announced_on is None:
            return None
        found = applied(ARCHIVE, on=case.signed_on, level=case.level, office=office)
        return due(found, case.announced_on, calendar=calendar)

    return {case.pk: _dossier(case, held.get(case.pk, set()), by(case), calendar, scope) for case in rows}


def _dossier(case: Case, held: set[str], by: Counted | Unknown | None, calendar: WorkCalendar, scope: Scope) -> Dossier:
    asked = set(dossier(case.sort))
    is_known = case.archived_at is None or case.archived_at <= scope.known_by
    done = case.archived_on if case.archived_on and case.archived_on <= scope.day and is_known else scope.day
    limit = by.day if isinstance(by, Counted) else None
    is_late = None if limit is None else done > limit
    delay = _worked(calendar, limit, done) if limit and is_late else None
    return Dossier(case.pk, case.q, len(held & asked), len(asked), is_late, delay)  # type: ignore[attr-defined]


def _worked(calendar: WorkCalendar, after: date, until: date) -> int | None:
    """Số ngày làm việc — after one day, until another; None where the calendar does not reach."""
    if not calendar.covers(until):
        return None
    return sum(day.is_working for day in calendar.days(after + timedelta(days=1), until))


ARCHIVED = {"archived_late": True, "no_figure": None}


def whole(found: dict[int, Dossier]) -> Found:
    """Tài liệu hồ sơ — there, or said to be absent, of those the dossier has to hold."""
    more = {part: float(sum(one.is_late is is_late for one in found.values())) for part, is_late in ARCHIVED.items()}
    delays = [one.delay for one in found.values() if one.delay is not None]
    more |= {"worked": mean(delays)} if delays else {}
    return rules.ratio("I20", [(one.quarter, one.held, one.of) for one in found.values()], more=more)


def cases_listed(rows: Rows, found: dict[int, Dossier], side: str) -> Rows:
    """The cases behind the figure: those that hold some, those that lack some; those handed in late, or by no known day."""
    if side in ARCHIVED:
        return rows.filter(pk__in=[pk for pk, one in found.items() if one.is_late is ARCHIVED[side]])
    asked = {
        "hit": [pk for pk, one in found.items() if one.held], "rest": [pk for pk, one in found.items() if one.held < one.of],
        "all": list(found),
    }  # fmt: skip
    return rows.filter(pk__in=asked.get(side, []))
