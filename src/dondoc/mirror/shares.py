"""Các việc đã giao, như cuối ngày D — their class, quarters, product and proof as columns of one query; counted or listed.

From dated rows alone, by data entered until T: asked again next year with the same two days it gives the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from dondoc.access.rights import SEE, reaches
from dondoc.implementation.models import Note, Plan, Proving, Report
from dondoc.mirror import rules
from dondoc.mirror.rules import Shares, Sort
from dondoc.mirror.scope import AFTER, BEFORE, NONE, Scope, quarters
from dondoc.mirror.wording import HAS_PRODUCT, PRODUCTS, RECURS, amended, meant
from dondoc.obligations.lifecycle import PHASES, Phase, State
from dondoc.obligations.models import Assignment, AssignmentStep, DueDay, due_passed
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day
from dondoc.units.dated import Passed, UnitTrait
from dondoc.units.inheriting import whose_then
from dondoc.units.models import Placement, Unit
from dondoc.units.queries import within_on

Rows = Any  # a query with columns of its own, which no type of the model knows


def shares(actor: Actor, scope: Scope, *, is_today: bool = False) -> Rows:
    """Các việc — of the scope, seen by the actor, that stood on D and were neither withdrawn nor handed back.

    `is_today` where D is today and T is now: the row itself says then what its dated rows say.
    """
    if is_today and is_whole(actor, scope):
        return _today(Assignment.objects.filter(today(scope)))
    rows = Assignment.objects.all() if sees_all_then(actor, scope) else Assignment.objects.visible_to(actor)
    rows = rows.filter(obligation__paper=scope.paper) if scope.paper else rows
    return inside(alive(rows, scope, is_today=is_today), scope)


def is_whole(actor: Actor, scope: Scope) -> bool:
    """Thấy cả phạm vi — today: then no row need be asked."""
    sees = actor.is_setup or any(reach.below and reach.holds(scope.unit.path) for reach in reaches(actor, SEE))
    return sees and not Placement.objects.filter(from_on__gt=scope.day).exists()  # no unit is yet to move


def sees_all_then(actor: Actor, scope: Scope) -> bool:
    """Thấy cả phạm vi như vào ngày D — whose works have all stayed where they were: no row need be asked."""
    return scope.is_still and scope.is_kept and is_whole(actor, scope)


def today(scope: Scope, at: str = "") -> Q:
    """Trong phạm vi hôm nay — the standing shares, by the columns of the row and of its unit; `at` leads to the share."""
    asked_ = Q(**{f"{at}obligation__paper": scope.paper}) if scope.paper else Q()
    return asked_ & standing_in(scope, at) & ~Q(**{f"{at}state__in": PHASES[Phase.CLOSED]})


def standing_in(scope: Scope, at: str = "") -> Q:
    """Of units of the scope, where they stand today."""
    unit, kind = scope.unit, Q(**{f"{at}unit__kind": scope.level}) if scope.level else Q()
    if scope.part == "own":
        return kind & Q(**{f"{at}unit": unit.pk})
    below = ~Q(**{f"{at}unit": unit.pk}) if scope.part == "below" else Q()
    if scope.is_most:  # no index of units is taken: the rows are read in their order
        return kind & below & ~Q(**{f"{at}unit__in": _outside(unit)})
    return kind & below & Q(**{f"{at}unit__path__gte": unit.path, f"{at}unit__path__lt": unit.end})


def is_still(scope: Scope) -> bool:
    """Cây chưa đổi từ ngày D — no unit was established, moved, or became another kind since."""
    since = {"from_on__gt": scope.day}
    return not (Placement.objects.filter(**since).exists() or UnitTrait.objects.filter(**since).exists())


def is_kept(scope: Scope) -> bool:
    """Chưa chuyển giao gì từ ngày D — nor by an act entered after T."""
    return not Passed.objects.filter(Q(on__gt=scope.day) | Q(at__gt=scope.known_by)).exists()


def is_most(unit: Unit) -> bool:
    """Quá nửa số đơn vị đứng trong phạm vi."""
    within = Unit.objects.filter(path__gte=unit.path, path__lt=unit.end).count()
    return within * 2 > Unit.objects.count()


def alive(rows: Rows, scope: Scope, *, is_today: bool = False) -> Rows:
    """Those that stood on D, with the state, due day and unit of then."""
    rows = _today(rows) if is_today else _then(rows, scope)
    return rows.exclude(state_then__in=PHASES[Phase.CLOSED])


def _today(rows: Rows) -> Rows:
    return rows.annotate(state_then=F("state"), due_then=F("due_on"), unit_then=F("unit_id"))


def _then(rows: Rows, scope: Scope) -> Rows:
    last = _last("steps", AssignmentStep, "thing", scope) & _last("due_days", DueDay, "assignment", scope)
    rows = rows.filter(last)  # joined: asked once a row, however often it is named
    return rows.annotate(
        state_then=F("steps__to_state"), due_then=F("due_days__due_on"), unit_then=whose(Assignment, "unit", scope)
    )


def _last(rows_of: str, model: type[models.Model], key: str, scope: Scope) -> Q:
    """Dòng cuối đã biết của mỗi việc — asked of the work at hand; where most are asked, PostgreSQL, which reads a whole table
    sooner than a row of it a million times, is asked of all at once."""
    rows: Rows = model._default_manager.filter(on__lte=scope.day, at__lte=scope.known_by)
    if scope.is_most and connection.vendor == "postgresql":
        later = rows.filter(**{key: OuterRef(key)}, pk__gt=OuterRef("pk"))
        return Q(**{f"{rows_of}__in": rows.filter(~Exists(later)).values("pk")})
    return Q(**{f"{rows_of}__pk": Subquery(rows.filter(**{key: OuterRef("pk")}).order_by("-id").values("pk")[:1])})


def inside(rows: Rows, scope: Scope, unit: str = "unit_then", *, is_today: bool = False) -> Rows:
    """Trong phạm vi — by the unit of then, and what kind of unit it was then; today by where it stands (`unit` leads there)."""
    if is_today:
        return rows.filter(standing_in(scope, unit.removesuffix("unit")))
    if scope.level:
        rows = rows.filter(**{f"{unit}__in": of_kind(scope, scope.level)})
    if scope.part == "own":
        return rows.filter(**{unit: scope.unit.pk})
    if scope.is_most:
        rows = rows.exclude(**{f"{unit}__in": _outside(scope.unit)})
    else:
        rows = rows.filter(**{f"{unit}__in": stood(scope)})
    return rows.exclude(**{unit: scope.unit.pk}) if scope.part == "below" else rows


def stood(scope: Scope) -> Rows:
    """Những đơn vị đứng trong phạm vi vào ngày D — ids."""
    if scope.is_still:
        return Unit.objects.filter(path__gte=scope.unit.path, path__lt=scope.unit.end).values("pk")
    return within_on(scope.unit, scope.day)


def _outside(unit: Unit) -> Rows:
    return Unit.objects.exclude(path__gte=unit.path, path__lt=unit.end).values("pk")


def owner(scope: Scope) -> F | Coalesce:
    """Việc khi ấy của đơn vị nào, hỏi từ một dòng của việc — by the key of the work."""
    return whose(Assignment, "unit", scope, "assignment")


def whose(model: type[models.Model], role: str, scope: Scope, thing: str = "pk") -> F | Coalesce:
    """Của đơn vị nào vào ngày D — asked row by row only where something has passed on since."""
    if scope.is_kept:
        return F(f"{role}_id" if thing == "pk" else f"{thing}__{role}_id")
    return whose_then(model, role, scope.day, scope.known_by, thing)


def of_kind(scope: Scope, *kinds: str) -> Rows:
    """Đơn vị của một cấp, vào ngày D — ids; of one of several."""
    if scope.is_still:
        return Unit.objects.filter(kind__in=kinds).values("pk")
    then = UnitTrait.objects.filter(unit=OuterRef("pk"), from_on__lte=scope.day).order_by("-from_on", "-id")
    rows: Rows = Unit.objects.annotate(kind_then=Coalesce(Subquery(then.values("kind")[:1]), F("kind")))
    return rows.filter(kind_then__in=kinds).values("pk")


def classed(rows: Rows, scope: Scope) -> Rows:
    """Each with its class and the quarters in which it was given and due."""
    return rows.annotate(
        klass=_klass(scope), given_q=quarter("on", scope.day), due_q=quarter("due_then", scope.day, later=True)
    )


def _klass(scope: Scope) -> Case:
    """Loại — nothing follows DONE, so what was written when it came is what it was on any day since."""
    done = Q(state_then=State.DONE)
    said = ((done & Q(done_late=False), rules.IN_TIME), (done & Q(done_late=True), rules.DONE_LATE),
            (done, rules.DONE_UNDATED),
            (Q(state_then__in=(State.SUBMITTED, State.REPORTED, State.UNANSWERED)), rules.UNCONFIRMED),
            (Q(due_then__isnull=True) & meant(RECURS, amended(scope)), rules.RECURRING),
            (Q(due_then__isnull=True), rules.UNDATED), (_passed(scope), rules.OPEN_LATE))  # fmt: skip
    return Case(*(When(q, then=Value(word)) for q, word in said), default=Value(rules.IN_TERM))


def _passed(scope: Scope) -> Q:
    """Hạn đã qua — as `due_passed` says it; of what was due yesterday alone the unit is asked for its hour."""
    yesterday = hanoi_day(scope.moment) - timedelta(days=1)
    there = Assignment.objects.filter(pk=OuterRef("pk")).annotate(due=Value(yesterday))
    there = there.filter(due_passed(scope.moment, "due"))
    return Q(due_then__lt=yesterday) | (Q(due_then=yesterday) & Q(Exists(there)))


def quarter(name: str, day: date, *, later: bool = False) -> Case:
    """The number of the quarter a day falls in; what is after D apart, where it can be."""
    whens = [When(Q(**{f"{name}__isnull": True}), then=Value(NONE))]
    whens += [When(Q(**{f"{name}__gt": day}), then=Value(AFTER))] if later else []
    numbered = list(enumerate(quarters(day), 1))
    whens += [When(Q(**{f"{name}__gte": first}), then=Value(n)) for n, first in reversed(numbered)]
    return Case(*whens, default=Value(BEFORE), output_field=models.IntegerField())


def detailed(rows: Rows, scope: Scope) -> Rows:
    """And whether a product is named, what sort of product, and whether a proof is held."""
    changed = amended(scope)
    sorts = [When(meant(sense, changed), then=Value(product)) for product, sense in PRODUCTS.items()]
    return rows.annotate(
        has_product=yes(meant(HAS_PRODUCT, changed)), has_evidence=yes(Exists(standing(Proving, scope))),
        product=Case(*sorts, default=Value("")),
    )  # fmt: skip


def yes(condition: Q | Exists) -> Case:
    """A condition as a column."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=models.BooleanField())


def standing(model: type[models.Model], scope: Scope) -> models.QuerySet[Any]:
    """What was entered of the share at hand."""
    return entered(model, scope).filter(assignment=OuterRef("pk"))


def entered(model: type[models.Model], scope: Scope) -> models.QuerySet[Any]:
    """Đã ghi đến D và T; a proof withdrawn on the day of T still counts that day.

    A withdrawal has a day and no hour: so the figures of one T never change.
    """
    rows: models.QuerySet[Any] = model._default_manager.filter(on__lte=scope.day, at__lte=scope.known_by)
    if model is Proving:
        late = Q(withdrawn_on__gt=scope.day) | Q(withdrawn_on__gte=hanoi_day(scope.known_by))
        rows = rows.filter(Q(withdrawn_on__isnull=True) | late)
    return rows.filter(step__in=("submit", "report_up")) if model is Report else rows


ACTS = (Plan, Note, Proving, Report)


def acted(scope: Scope, *also: Q) -> Q:
    """Có hoạt động — a plan, a note, a proof or a report, with its day."""
    found = Q()
    for model in ACTS:
        found |= Q(Exists(standing(model, scope).filter(*also)))
    return found


LIKE = ("given", "due", "klass", "has_product", "has_evidence", "product")


def tallies(rows: Rows, firsts: Sequence[date]) -> list[Shares]:
    """Đếm — shares that are alike, together. One query."""
    keys = ("due_q", "klass", "has_product", "has_evidence", "product")
    counted = rows.order_by().values_list("on", *keys).annotate(n=models.Count("pk"))
    found: Counter[tuple[Any, ...]] = Counter()
    for on, *like, n in counted:
        found[rules.quarter_on(on, firsts), *like] += n
    return [Shares(**dict(zip(LIKE, like, strict=True)), n=n) for like, n in found.items()]


def by_unit(rows: Rows) -> dict[int, list[Shares]]:
    """The same by unit, of rows with every detail. One query."""
    keys = ("unit_then", "given_q", "due_q", "klass", "has_product", "has_evidence", "product")
    found: dict[int, list[Shares]] = {}
    for unit, *like, n in rows.order_by().values_list(*keys).annotate(n=models.Count("pk")):
        found.setdefault(unit, []).append(Shares(**dict(zip(LIKE, like, strict=True)), n=n))
    return found


def listed(rows: Rows, sort: Sort, side: str, since: int) -> Rows:
    """Các dòng của một con số — `hit`, `rest` or `unknown` of a sort: the very condition it was counted by."""
    rows = rows.filter(_in_period(sort.by, since))
    if side == "unknown":
        return rows.filter(asked(sort.unknown)) if sort.unknown else rows.none()
    rows = rows.filter(asked(sort.counted))
    if side == "all":
        return rows
    return rows.filter(asked(sort.hit)) if side == "hit" else rows.exclude(asked(sort.hit))


def days_out(rows: Rows, scope: Scope) -> list[int]:
    """Bao nhiêu ngày từ khi giao đến khi có tin — of news due in the period, each that was confirmed; by the last report known."""
    told = AssignmentStep.objects.filter(
        thing=OuterRef("pk"), to_state__in=(State.SUBMITTED, State.REPORTED), on__lte=scope.day, at__lte=scope.known_by
    )
    done = rows.filter(state_then=State.DONE, done_late__isnull=False).filter(_in_period(rules.TOLD.by, scope.since))
    done = done.filter(meant(PRODUCTS[rules.NEWS], amended(scope))).order_by()
    done = done.annotate(told_on=Subquery(told.order_by("-id").values("on")[:1]))
    return [(told_on - on).days for on, told_on in done.values_list("on", "told_on")]


def asked(words: Mapping[str, Collection[Any]] | None) -> Q:
    return Q(**{f"{name}__in": list(values) for name, values in (words or {}).items()})


def _in_period(by: str, since: int) -> Q:
    given = Q(given_q__gte=since, given_q__lt=AFTER)
    if by == "given":
        return given
    return (Q(due_q=NONE) & given) | Q(due_q__gte=since, due_q__lt=AFTER) & ~Q(due_q=NONE)
