"""Tra đôn đốc — the office's terms on a day, each work's rung and what is proposed, whom the machine reminds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from dondoc.access.rights import reaches, units_in
from dondoc.obligations.lifecycle import WORKING
from dondoc.obligations.models import Assignment, due_passed, overdue_at
from dondoc.regulations.counting import Counted, count, latest_start
from dondoc.regulations.figures import Figure, Unknown, applied
from dondoc.regulations.queries import places, set_by_office, work_calendar
from dondoc.regulations.resting import Place
from dondoc.regulations.workdays import OutOfCalendar, WorkCalendar
from dondoc.reminding.lifecycle import OccurrenceState
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import is_late
from dondoc.shared.lifecycle import states_on
from dondoc.units.models import Tree, Unit
from dondoc.urging.models import Silence, SilenceQuerySet, Urged, UrgedQuerySet, UrgedStep
from dondoc.urging.rules import Proposal, Work, proposed
from dondoc.urging.rungs import AFTER, ANSWER, BEFORE, BY_PERSON, TERMS, Moment, Rung

ISSUE = "urging.issue"
NEVER = Q(pk__lt=0)  # no row; an empty list here would empty every count of the page (Django leaves the query out)


@dataclass(frozen=True, slots=True)
class Terms:
    """Thời hạn các nấc vào một ngày — counted back once for a whole list; None where the office has not set it."""

    day: date
    ripe: dict[Rung, date | None]
    before_until: date | None  # due by then: reminded before the day
    after_since: date | None  # due by then: reminded after the day
    answer: Figure | Unknown
    calendar: WorkCalendar
    figures: dict[str, Figure | Unknown]

    @property
    def unset(self) -> list[Unknown]:
        """What the office has still to set."""
        return [found for found in self.figures.values() if not found.is_known]

    def answer_on(self, on: date) -> Counted | None:
        """Hạn trả lời of a paper of that day, where it is known how long one has."""
        found = self.answer
        return count(found.amount, found.unit, on, self.calendar, found.id) if found.is_known else None


def terms(day: date) -> Terms:
    """Thời hạn áp dụng ngày ấy. Two queries."""
    office, calendar = set_by_office(), work_calendar()
    found = {key: applied(key, on=day, office=office) for key in (BEFORE, AFTER, *TERMS.values(), ANSWER)}
    ripe = {rung: _ripe(found[key], day, calendar) for rung, key in TERMS.items()}
    before, after = _until(found[BEFORE], day, calendar), _ripe(found[AFTER], day, calendar)
    return Terms(day, ripe, before, after, found[ANSWER], calendar, found)


def _ripe(found: Figure | Unknown, day: date, calendar: WorkCalendar) -> date | None:
    if not found.is_known:
        return None
    try:
        return latest_start(found.amount, found.unit, day, calendar)
    except OutOfCalendar:
        return None


def _until(found: Figure | Unknown, day: date, calendar: WorkCalendar) -> date | None:
    if not found.is_known:
        return None
    try:
        return count(found.amount, found.unit, day, calendar, found.id).day
    except OutOfCalendar:
        return None


def laddered(rows: models.QuerySet[Assignment], day: date) -> models.QuerySet[Any]:
    """Mỗi việc cùng nấc của nó — the last rung a person issued for the due day it has now: a new day, a new ladder."""
    same_day = Q(due_on=OuterRef("due_on")) | Q(due_on__isnull=True)
    lines = Urged.objects.filter(same_day, assignment=OuterRef("pk"), occurrence=None)
    return _climbed(rows, lines, Silence.objects.on(day).filter(assignment=OuterRef("pk")))


def laddered_periods(rows: models.QuerySet[Occurrence], day: date) -> models.QuerySet[Any]:
    """Mỗi kỳ cùng nấc của nó — it waits and is silenced with its duty."""
    found = rows.annotate(is_extending=models.F("assignment__is_extending"))
    quiet = Silence.objects.on(day).filter(assignment=OuterRef("assignment"))
    return _climbed(found, Urged.objects.filter(occurrence=OuterRef("pk")), quiet)


def _climbed(rows: models.QuerySet[Any], lines: UrgedQuerySet, quiet: SilenceQuerySet) -> models.QuerySet[Any]:
    last = lines.standing().exclude(urge__rung=Rung.REMIND).order_by("-id")
    found: models.QuerySet[Any] = rows.annotate(
        last_rung=Subquery(last.values("urge__rung")[:1]), last_on=Subquery(last.values("urge__on")[:1]),
        last_state=Subquery(last.values("state")[:1]), is_silenced=Exists(quiet),
    )  # fmt: skip
    return found


def share_of(row: Any) -> Assignment:
    """Việc — of a work itself, of a period the one it is of."""
    return row.assignment if isinstance(row, Occurrence) else row


def name_of(row: Any) -> str:
    """Số nhiệm vụ, kỳ nào."""
    number = share_of(row).obligation.nv
    return f"{number} {row.period}" if isinstance(row, Occurrence) else number


def work_facts(row: Any) -> dict[str, Any]:
    """What a line of an act keeps of it."""
    share = share_of(row)
    period = None if row is share else row
    return {"assignment": share, "occurrence": period, "unit": share.unit, "due_on": row.due_on}


def work_of(row: Any, moment: datetime) -> Work:
    """What the rules ask of a work or a period (annotated by `laddered`, `laddered_periods`; its unit joined)."""
    share = share_of(row)
    late = bool(is_late(row.due_on, moment, float(share.unit.hours_from_hanoi)))
    is_due = row is share or row.state == OccurrenceState.DUE
    return Work(
        share.state in WORKING and is_due,
        row.due_on,
        late,
        share.is_extending,
        row.is_silenced,
        row.last_rung,
        row.last_on,
    )


def proposal_of(row: Any, moment: datetime, known: Terms) -> Proposal:
    return proposed(work_of(row, moment), known.ripe)


def urgeable(actor: Actor) -> models.QuerySet[Any]:
    """Việc tôi được đôn đốc — still to be done, given by units where I may; not what came from outside or from itself."""
    given = Assignment.objects.filter(giver__in=units_in(reaches(actor, ISSUE)), state__in=WORKING)
    return given.exclude(giver__tree=Tree.OUTSIDE).exclude(giver=models.F("unit"))


def urgeable_periods(actor: Actor) -> models.QuerySet[Occurrence]:
    """Kỳ tôi được đôn đốc — not yet reported, of works that I may urge."""
    return Occurrence.objects.filter(state=OccurrenceState.DUE, assignment__in=urgeable(actor).values("pk"))


def period_late(moment: datetime) -> Q:
    """Kỳ đã quá hạn — the condition of `overdue_at` over periods."""
    return Q(state=OccurrenceState.DUE) & due_passed(moment, unit="assignment__unit")


def climbing(rung: Rung, late: Q, known: Terms) -> Q:
    """Đề nghị nấc ấy — `rules.proposed` inside a query over `laddered` rows, so that a count and its rows never differ."""
    by, below = known.ripe[rung], None if rung == Rung.URGE else BY_PERSON[BY_PERSON.index(rung) - 1]
    if by is None:
        return NEVER
    start = Q(last_rung__isnull=True, due_on__lte=by) if below is None else Q(last_rung=below, last_on__lte=by)
    return late & Q(is_extending=False, is_silenced=False) & start


def states(moment: datetime, known: Terms, soon: date, late: Q | None = None) -> dict[str, Q]:
    """Các nhóm của trang đôn đốc — each a condition over `laddered` rows; over periods with their `late`."""
    late = overdue_at(moment) if late is None else late
    rungs = {rung.value: climbing(rung, late, known) for rung in BY_PERSON}
    any_rung = NEVER
    for asked in rungs.values():
        any_rung |= asked
    still = Q(is_extending=False, is_silenced=False)
    return {
        "proposed": any_rung,
        **rungs,
        "late": late,
        "urged": Q(last_rung__isnull=False),
        "near": ~late & still & Q(due_on__gte=known.day, due_on__lte=soon),
        "extending": Q(is_extending=True),
        "silenced": Q(is_silenced=True),
    }


def rests(at: datetime) -> dict[date, set[int]]:
    """Đợt nghỉ ngay sau — its last day, and the units abroad it holds for; all others rest with the office. Five queries."""
    found, ends = places(), dict[date, set[int]]()
    for unit in Unit.objects.filter(pk__in=found.weeks, is_abroad=True):
        ends.setdefault(found.rest_until(unit, at), set()).add(unit.pk)
    return ends


def to_remind(moment: Moment, known: Terms, ends: Mapping[date, set[int]]) -> models.QuerySet[Assignment]:
    """Việc phần mềm nhắc — before and after the day where the office says how long; on the day without a figure. Once each.

    What would be told on a day off at the doer's place is told on the last day worked there before it.
    """
    rows = Assignment.objects.filter(_due(moment, known, ends, "unit"), state__in=WORKING, is_extending=False)
    told = Urged.objects.filter(assignment=OuterRef("pk"), occurrence=None, due_on=OuterRef("due_on"), moment=moment)
    quiet = Silence.objects.on(known.day).filter(assignment=OuterRef("pk"))
    found = rows.exclude(Exists(told)).exclude(Exists(quiet))
    return found.select_related("obligation", "unit", "giver").order_by("giver_id", "id")


def periods_to_remind(moment: Moment, known: Terms, ends: Mapping[date, set[int]]) -> models.QuerySet[Occurrence]:
    """Kỳ phần mềm nhắc — by the same figures, until it is reported."""
    rows = Occurrence.objects.filter(
        _due(moment, known, ends, "assignment__unit"), state=OccurrenceState.DUE, assignment__state__in=WORKING,
        assignment__is_extending=False,
    )  # fmt: skip
    told = Urged.objects.filter(occurrence=OuterRef("pk"), moment=moment)
    quiet = Silence.objects.on(known.day).filter(assignment=OuterRef("assignment"))
    found = rows.exclude(Exists(told)).exclude(Exists(quiet))
    joined = found.select_related("assignment__obligation", "assignment__unit", "assignment__giver")
    return joined.order_by("assignment__giver_id", "id")


def _due(moment: Moment, known: Terms, ends: Mapping[date, set[int]], unit: str) -> Q:
    apart = set[int]().union(*ends.values())
    due = ~Q(**{f"{unit}__in": apart}) & _comes(moment, known, Place(known.calendar).rest_until(known.day))
    for last, units in ends.items():
        due |= Q(**{f"{unit}__in": units}) & _comes(moment, known, last)
    return due


def _comes(moment: Moment, known: Terms, last: date) -> Q:
    """Đến lúc nhắc — by the last day of the rest that begins after today; today itself where none does."""
    after_since = _ripe(known.figures[AFTER], last, known.calendar) or known.after_since
    if moment == Moment.AFTER:
        return Q(due_on__lte=after_since) if after_since else NEVER
    if moment == Moment.ON:  # what is late so long already is told so, and not that it is due
        return Q(due_on__lte=last) & (Q(due_on__gt=after_since) if after_since else Q())
    before_until = _until(known.figures[BEFORE], last, known.calendar) or known.before_until
    return Q(due_on__gt=last, due_on__lte=before_until) if before_until else NEVER


def ladder(assignment: Assignment, actor: Actor) -> list[Urged]:
    """Thang của một việc — every rung issued for it, the first first, of what one sees."""
    return list(Urged.objects.visible_to(actor).filter(assignment=assignment).for_list().order_by("urge__on", "id"))


def stood_on(lines: Sequence[Urged], day: date) -> dict[int, str]:
    """Trạng thái vào ngày D — of each by its id."""
    return states_on(UrgedStep.objects.filter(thing__in=[line.pk for line in lines]), day)


def week_after(day: date) -> date:
    return day + timedelta(days=7)


def urging_unit(actor: Actor, acting: Unit | None, givers: list[Unit]) -> Unit | None:
    """Đơn vị đứng tên đôn đốc — the one acted for where it stands above all that gave; else the one that gave them all."""
    if acting is not None and all(giver.is_inside(acting) for giver in givers):
        return acting
    same = {giver.pk: giver for giver in givers}
    return next(iter(same.values())) if len(same) == 1 else None
