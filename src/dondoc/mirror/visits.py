"""Quanh một cuộc kiểm tra — whether work was recorded evenly before it, and the outline answered whole; of the cases one sees.

The windows of thirty and of 365 days are the catalogue's own (inspection facts §4.4, I7): a way of counting, no rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Substr, TruncDate

from dondoc.inspecting.findings import Answer, Document
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Body
from dondoc.inspecting.requests import DocumentRequest
from dondoc.inspecting.words import What
from dondoc.mirror import rules
from dondoc.mirror.remedies import reached
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import Scope
from dondoc.mirror.shares import ACTS, Rows, entered, inside, owner, quarter, sees_all_then, whose
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import HANOI, day_ends_at, is_late
from dondoc.units.models import STEP, Unit
from dondoc.units.queries import paths_within

JUST_BEFORE, YEAR = timedelta(days=30), timedelta(days=365)
CAMPAIGN, REPORTED, SUPPLIED = "I7", "I13", "I13.files"
KEYS = (CAMPAIGN, REPORTED, SUPPLIED)


@dataclass(frozen=True, slots=True)
class Visit:
    """Một đối tượng của một cuộc — so many of so many; None where it cannot be said."""

    body: int
    quarter: int
    hit: int
    of: int
    late: int | None = None  # days after the day for its report
    in_words: int = 0  # rows of the outline answered in words alone

    @property
    def is_told(self) -> bool:
        return self.of > 0


def bodies(actor: Actor, scope: Scope) -> Rows:
    """Đối tượng của các cuộc đã triển khai — in the scope, in the period; whose each then was."""
    steps = reached(scope, State.DEPLOYED).filter(thing=OuterRef("case"))
    rows: Rows = Body.objects.visible_to(actor).filter(Exists(steps))
    rows = rows.filter(case__deployed_on__lte=scope.day)
    rows = rows.filter(case__deployed_on__gte=scope.first) if scope.first else rows
    rows = rows.filter(case__scope__paper=scope.paper) if scope.paper else rows
    rows = rows.annotate(q=quarter("case__deployed_on", scope.day), unit_then=whose(Body, "unit", scope))
    return inside(rows.select_related("case", "unit"), scope)


def evenness(actor: Actor, scope: Scope, rows: Rows) -> dict[int, Visit]:
    """Nhịp hoạt động trước khi đoàn tới — acts that happened or were entered in the last thirty days, of the year before.

    Of the inspected and all that stood below it; as many queries for one inspected as for a hundred.
    """
    held = list(rows)
    if not held:
        return {}
    found: Counter[int] = Counter()
    whole: Counter[int] = Counter()
    stood = paths_within(scope.unit, scope.day)
    there: dict[str, list[Any]] = {}
    for row in held:
        there.setdefault(stood[row.unit_then], []).append(row)
    for unit, on, entered_on, n in _acts(actor, scope, held, there):
        path = stood.get(unit, "")
        for row in (one for long in range(STEP, len(path) + 1, STEP) for one in there.get(path[:long], ())):
            found[row.pk] += n * _fell(on, entered_on, row.case.deployed_on, JUST_BEFORE)
            whole[row.pk] += n * _fell(on, entered_on, row.case.deployed_on, YEAR)
    return {row.pk: Visit(row.pk, row.q, found[row.pk], whole[row.pk]) for row in held}


def _acts(
    actor: Actor, scope: Scope, held: Sequence[Any], there: Collection[str]
) -> Iterable[tuple[int, date, date, int]]:
    """The acts near any of these visits: whose work it was, the day of the act, the day of its entry, how many."""
    begun = [row.case.deployed_on for row in held]
    first, last = min(begun) - YEAR, max(begun) - timedelta(days=1)
    near = Q(on__gte=first, on__lte=last)
    near |= Q(at__gte=day_ends_at(first - timedelta(days=1)), at__lt=day_ends_at(last))
    near, own = near & _of_the_inspected(actor, scope, there), owner(scope)
    rows = [entered(model, scope).filter(near).order_by() for model in ACTS]
    dated = [
        row.annotate(owner=own, told=TruncDate("at", tzinfo=HANOI)).values_list("owner", "on", "told") for row in rows
    ]
    parts = [part.annotate(n=Count("pk")) for part in dated]
    return parts[0].union(*parts[1:], all=True).iterator()  # type: ignore[no-any-return]


def _of_the_inspected(actor: Actor, scope: Scope, there: Collection[str]) -> Q:
    """Works one sees; where nothing was moved or passed on since D, of the inspected and what stands below them alone."""
    if not sees_all_then(actor, scope):
        return Q(assignment__in=Assignment.objects.visible_to(actor).order_by().values("pk"))
    lengths: dict[int, list[str]] = {}
    for path in there:
        lengths.setdefault(len(path), []).append(path)
    heads = {f"head{n}": Substr("path", 1, n) for n in lengths}
    below = reduce(or_, (Q(**{f"head{n}__in": paths}) for n, paths in lengths.items()))
    return Q(assignment__unit__in=Unit.objects.alias(**heads).filter(below).values("pk"))


def _fell(on: date, entered_on: date, begin: date, span: timedelta) -> bool:
    """Happened, or was entered, in so many days before a day."""
    return begin - span <= on < begin or begin - span <= entered_on < begin


def answering(scope: Scope, rows: Rows) -> dict[int, Visit]:
    """Báo cáo theo đề cương — rows answered with something to show, of those asked; of who sent it, or whose day for it is over.

    By figures of the software, by a document the team was given for the row, or that there is none; words alone are told
    apart. By what was entered until then: an answer since it was first given, a report until the team sent it back.
    """
    answers = Answer.objects.filter(body__in=rows.values("pk"), first_at__lte=scope.moment).order_by()
    given = _supplied_by(scope, body=OuterRef("body"), row=OuterRef("row")).filter(document__isnull=False)
    shown = answers.filter(Q(shown_at__lte=scope.moment) | Exists(given))
    done, said = (dict(some.values_list("body").annotate(n=Count("pk"))) for some in (shown, answers))
    asked = dict(rows.order_by().values_list("pk").annotate(n=Count("case__outline", distinct=True)))
    sent = _sent(scope, rows)
    return {
        row.pk: _answered(
            row, (done.get(row.pk, 0), said.get(row.pk, 0)), asked.get(row.pk, 0), sent.get(row.pk), scope
        )
        for row in rows
    }


def _supplied_by(scope: Scope, **where: Any) -> Rows:
    """Yêu cầu tài liệu đã có trả lời đến D — by what was entered until T."""
    known = Q(settled_at__isnull=True) | Q(settled_at__lte=scope.known_by)
    return DocumentRequest.objects.filter(known, supplied_on__lte=scope.day, at__lte=scope.known_by, **where)


def _sent(scope: Scope, rows: Rows) -> dict[int, date]:
    """The day of the report that lay with the team, by body."""
    lying = Q(returned_at__isnull=True) | Q(returned_at__gt=scope.moment)
    told = Document.objects.filter(lying, what=What.SELF_REPORT, on__lte=scope.day, at__lte=scope.known_by)
    return dict(told.filter(body__in=rows.values("pk")).order_by("id").values_list("body", "on"))


def _answered(row: Body, found: tuple[int, int], asked: int, sent: date | None, scope: Scope) -> Visit:
    """`found`: rows with something to show, rows with an answer."""
    done, said = found
    due = row.case.report_due_on
    if sent is None and not is_late(due, scope.moment):
        return Visit(row.pk, row.q, 0, 0)  # type: ignore[attr-defined]
    late = max(((sent or scope.day) - due).days, 0) if due else None
    return Visit(row.pk, row.q, done, asked, late, said - done)  # type: ignore[attr-defined]


def supplying(scope: Scope, rows: Rows) -> dict[int, Visit]:
    """Tài liệu đoàn yêu cầu — supplied or said to be none, of those answered or whose day is over; the worst delay."""
    back = Q(withdrawn_on__lte=scope.day) & (Q(settled_at__isnull=True) | Q(settled_at__lte=scope.known_by))
    asked = DocumentRequest.objects.filter(
        body__in=rows.values("pk"), asked_on__lte=scope.day, at__lte=scope.known_by
    ).exclude(back)
    found: dict[int, list[tuple[date, date | None]]] = {}
    for body, due, on, at in asked.order_by().values_list("body", "due_on", "supplied_on", "settled_at"):
        done = on if on is not None and on <= scope.day and (at is None or at <= scope.known_by) else None
        if done is not None or is_late(due, scope.moment):
            found.setdefault(body, []).append((due, done))
    return {row.pk: _supplied(row, found.get(row.pk, []), scope.day) for row in rows}


def _supplied(row: Body, told: list[tuple[date, date | None]], day: date) -> Visit:
    late = max((((done or day) - due).days for due, done in told), default=0)
    hit = sum(done is not None for _due, done in told)
    return Visit(row.pk, row.q, hit, len(told), max(late, 0))  # type: ignore[attr-defined]


def counted(key: str, found: Mapping[int, Visit]) -> Found:
    """Cộng — the bodies of which nothing can be said are told apart."""
    told = [one for one in found.values() if one.is_told]
    late = [one.late for one in told if one.late]
    more = {"late": float(len(late)), "delay": sum(late) / len(late)} if late else {}
    more |= {"in_words": float(sum(one.in_words for one in told))} if key == REPORTED else {}
    rows = [(one.quarter, one.hit, one.of) for one in told]
    return rules.ratio(key, rows, len(found) - len(told), hit_is_good=key != CAMPAIGN, more=more)


SIDES: Mapping[str, Callable[[Visit], bool]] = {
    "hit": lambda one: one.hit > 0, "rest": lambda one: one.hit < one.of, "unknown": lambda one: not one.is_told,
    "all": lambda one: one.is_told, "late": lambda one: one.is_told and bool(one.late),
    "in_words": lambda one: one.is_told and one.in_words > 0,
}  # fmt: skip


def listed(rows: Rows, found: Mapping[int, Visit], side: str) -> Rows:
    return rows.filter(pk__in=[pk for pk, one in found.items() if SIDES[side](one)])
