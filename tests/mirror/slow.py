"""Tính chậm mà rõ — the same figures by plain loops over every row, written without the room's queries.

A figure is (value, numerator, denominator, unknown, eight quarters, what is told beside it). For who sees the house.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import mean, median
from typing import Any

from dondoc.implementation.models import Proving, Report
from dondoc.mirror.scope import Scope
from dondoc.obligations.models import Assignment, Obligation
from dondoc.planning.models import Plan as Made
from dondoc.shared.calendar import HANOI, done_late, end_of, is_late
from dondoc.studying.models import Asking, Meeting
from dondoc.units.models import STEP
from tests.mirror.rows import House

CELLS = ("CHI_BO", "CHI_BO_TRUC_THUOC")
REPORTING = ("SUBMITTED", "REPORTED")
NEWS = ("thông tin", "bản tin", "tin bài", "thông cáo", "điểm báo")
PLANS = ("kế hoạch", "chương trình")
MAKE = ("xây dựng kế hoạch", "ban hành kế hoạch", "xây dựng chương trình", "ban hành chương trình")
Figure = tuple[float | None, int, int, int, list[tuple[int, int, float | None]], dict[str, float]]


@dataclass
class Work:
    """Một việc, như cuối ngày D."""

    row: Assignment
    unit: int
    given: date
    due: date | None
    klass: str
    acts: list[Any]
    proofs: list[Any]
    done_on: date | None

    @property
    def duty(self) -> Obligation:
        return self.row.obligation

    @property
    def pair(self) -> tuple[int, int]:
        return self.duty.paper_id, self.unit


def figures(scope: Scope, house: House | None = None) -> dict[str, Any]:
    """Classes, and each indicator."""
    house = house or House()
    works = _works(house, scope)
    given = [w for w in works if _since(scope, w.given)]
    done = [w for w in given if w.klass in ("in_time", "done_late", "done_undated", "unconfirmed")]
    dated = [w for w in works if w.due and w.due <= scope.day and _since(scope, w.due)]
    judged = [w for w in dated if w.klass in ("in_time", "done_late", "in_term", "open_late")]
    vague = [w for w in dated if w.klass == "unconfirmed"] + [w for w in given if not w.due and w.klass != "recurring"]
    own = _own_items(house, scope, works)
    silent, passages = _silent(works, given)
    return {
        "classes": {name: sum(w.klass == name for w in given) for name in {w.klass for w in given}},
        "I21.due": _share(scope, [(w.given, bool(w.due) or w.klass == "recurring", 1) for w in given]),
        "I21.owner": _share(scope, _owned(house, scope)),
        "I21.product": _share(scope, [(w.given, bool(house.words(w.duty, "product", scope)), 1) for w in given]),
        "I21.evidence": _share(scope, [(w.given, bool(w.proofs), 1) for w in done]),
        **_plans(house, scope, given),
        "I2": _share(scope, [(w.due, w.klass in ("done_late", "open_late"), 1) for w in judged], len(vague), _late_items(own, scope)),
        "I3": _cascade(scope, given),
        "I4": _share(scope, [(w.given, bool(w.proofs), 1) for w in given], 0, {"silent": silent, "passages": passages}),
        "I5": _units(scope, works, given),
        "I6": _months(scope, works, own),
        "I11": _told(house, scope, judged, vague),
        "I11.periods": _news_coming(house, scope, works, given),
        "I12": _periods(house, scope, works, given),
        "I12.once": _handed_up(house, scope, judged, vague),
        "I17": _share(scope, [(w.given, w.klass == "unconfirmed", 1) for w in done]),
        **_studied(house, scope),
        "Q3": _came(house, scope),
        "D1": _answered(house, scope),
        **dict.fromkeys(("I8", "I8.review"), (None, 0, 0, 0 if scope.paper else _cells(house, scope), [], {"late": 0})),  # none told
    }  # fmt: skip


def silent(scope: Scope) -> int:
    """Passages given in the period of which no share has any act."""
    works = _works(House(), scope)
    return _silent(works, [w for w in works if _since(scope, w.given)])[0]


def _silent(works: list[Work], given: list[Work]) -> tuple[int, int]:
    passages = {w.row.obligation_id for w in given}
    return len(passages - {w.row.obligation_id for w in works if w.acts}), len(passages)


# how figures add up


def _quarters(scope: Scope) -> list[tuple[int, int]]:
    """(year, quarter), the eighth being that of the day looked at."""
    year, quarter = scope.day.year, (scope.day.month - 1) // 3 + 1
    found = []
    for _n in range(8):
        found.append((year, quarter))
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return found[::-1]


def _of_quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1


Row = tuple[Any, Any, int]  # the day it counts on, how many hit, of how many


def _share(scope: Scope, rows: Sequence[Row], unknown: int = 0, more: Mapping[str, float] | None = None) -> Figure:
    def add(some: Sequence[Row]) -> tuple[int, int, float | None]:
        hit, of = sum(int(one[1]) for one in some), sum(one[2] for one in some)
        return hit, of, 100 * hit / of if of else None

    trend = [add([row for row in rows if _of_quarter(row[0]) == quarter]) for quarter in _quarters(scope)]
    hit, of, value = add(rows)
    return value, hit, of, unknown, trend, dict(more or {})


def _middle(scope: Scope, rows: Sequence[Row], unknown: int, more: Mapping[str, float]) -> Figure:
    """Rows of (day, whether it hits, days it took)."""

    def add(some: Sequence[Row]) -> tuple[int, int, float | None]:
        return sum(bool(one[1]) for one in some), len(some), median(one[2] for one in some) if some else None

    trend = [add([row for row in rows if _of_quarter(row[0]) == quarter]) for quarter in _quarters(scope)]
    hit, of, value = add(rows)
    return value, hit, of, unknown, trend, dict(more)


def _since(scope: Scope, day: date) -> bool:
    first = {"": date.min, "year": date(scope.day.year, 1, 1),
             "quarter": date(scope.day.year, (scope.day.month - 1) // 3 * 3 + 1, 1)}[scope.period]  # fmt: skip
    return first <= day <= scope.day


def _known(rows: Iterable[Any], scope: Scope) -> list[Any]:
    return [row for row in rows if row.on <= scope.day and row.at <= scope.known_by]


# works


def _works(house: House, scope: Scope) -> list[Work]:
    found = [
        _work(house, row, scope) for row in house.shares if not scope.paper or row.obligation.paper_id == scope.paper
    ]
    return [w for w in found if w is not None and house.is_in(w.unit, scope)]


def _work(house: House, row: Assignment, scope: Scope) -> Work | None:
    steps, dues = _known(house.steps[row.pk], scope), _known(house.dues[row.pk], scope)
    if not steps or steps[-1].to_state in ("WITHDRAWN", "HANDED_BACK"):
        return None
    acts = [
        one for one in _known(house.acts[row.pk], scope)
        if (not isinstance(one, Report) or one.step in ("submit", "report_up")) and (not isinstance(one, Proving) or _stands(one, scope))
    ]  # fmt: skip
    told = [step for step in steps if step.to_state in REPORTING]
    return Work(
        row, house.owner(row, scope), row.on, dues[-1].due_on, _klass(steps, dues, house.hours(row.unit_id), scope, house.words(row.obligation, "recurs", scope)), acts,
        [one for one in acts if isinstance(one, Proving)], told[-1].on if steps[-1].to_state == "DONE" else None,
    )  # fmt: skip


def _stands(one: Proving, scope: Scope) -> bool:
    gone = one.withdrawn_on
    return gone is None or gone > scope.day or gone >= scope.known_by.astimezone(HANOI).date()


def _klass(steps: list[Any], dues: list[Any], hours: float, scope: Scope, recurs: str) -> str:
    state = steps[-1].to_state
    if state == "DONE":
        said = [step for step in steps if step.to_state in REPORTING][-1]
        then = [one.due_on for one in dues if one.at <= said.at][-1]
        return {None: "done_undated", True: "done_late", False: "in_time"}[done_late(then, said.on, said.at, hours)]
    if state in (*REPORTING, "UNANSWERED"):
        return "unconfirmed"
    late = is_late(dues[-1].due_on, end_of(scope.day, scope.known_by), hours)
    return {
        None: "recurring" if recurs.startswith("FREQ=") and "HOURLY" not in recurs else "undated",
        True: "open_late",
        False: "in_term",
    }[late]


def _owned(house: House, scope: Scope) -> list[Row]:
    given = {row.obligation_id for row in house.shares if _work(house, row, scope)}
    found: list[Row] = []
    for duty in house.duties:
        steps = _known(house.confirmed[duty.pk], scope)
        is_asked = house.is_in(house.owner(duty, scope), scope) and scope.paper in (None, duty.paper_id)
        if steps and is_asked and _since(scope, steps[0].on):
            found.append((steps[0].on, duty.pk in given, 1))
    return found


def _cascade(scope: Scope, given: list[Work]) -> Figure:
    took = [
        (w.given, w.given - (w.row.parent.on if w.row.parent else w.duty.entry.on), w.given - w.duty.entry.on)
        for w in given
    ]
    known = [(on, days.days, whole.days) for on, days, whole in took if days.days >= 0]
    more = (
        {"most": max(days for _on, days, _w in known), "path": max(whole for _on, _d, whole in known)} if known else {}
    )
    return _middle(scope, [(on, True, days) for on, days, _whole in known], len(took) - len(known), more)


def _told(house: House, scope: Scope, judged: list[Work], vague: list[Work]) -> Figure:
    over = [w for w in judged if _is_news(house, scope, w) and w.klass != "in_term"]
    took = [(w.done_on - w.given).days for w in over if w.klass in ("in_time", "done_late") and w.done_on]
    more = {"out": median(took)} if took else {}
    return _share(
        scope, [(w.due, w.klass == "in_time", 1) for w in over], sum(_is_news(house, scope, w) for w in vague), more
    )


def _handed_up(house: House, scope: Scope, judged: list[Work], vague: list[Work]) -> Figure:
    def is_report(work: Work) -> bool:
        return house.words(work.duty, "product", scope).lower().startswith("báo cáo")

    over = [w for w in judged if is_report(w) and w.klass != "in_term"]
    return _share(scope, [(w.due, w.klass == "in_time", 1) for w in over], sum(map(is_report, vague)))


def _units(scope: Scope, works: list[Work], given: list[Work]) -> Figure:
    """A unit once in the whole, once in each quarter in which it was given work."""
    busy, units = {w.unit for w in works if w.acts}, {w.unit for w in given}
    by_quarter = {(w.unit, _of_quarter(w.given)): (w.given, w.unit in busy, 1) for w in given}
    trend = _share(scope, list(by_quarter.values()))[4]
    return 100 * len(units & busy) / len(units) if units else None, len(units & busy), len(units), 0, trend, {}


def _months(scope: Scope, works: list[Work], own: list[Any]) -> Figure:
    """Every month of every unit, day by day."""
    acted = {one.on for w in works for one in w.acts}
    named, all_kept = {due.replace(day=1) for due, _is_done in own}, {day.replace(day=1) for day in acted}
    more = {"plan": len(named & all_kept), "plan_of": len(named)} if named else {}
    rows, gaps, spans = [], 0, []
    for unit in {w.unit for w in works}:
        held = [w for w in works if w.unit == unit]
        begun, ended = min(w.given for w in held), max(w.done_on or scope.day for w in held)
        days = [day for day in _each_day(begun, ended) if _since(scope, day)]
        months = {day.replace(day=1) for day in days}
        kept = months & {one.on.replace(day=1) for w in held for one in w.acts}
        rows += [(month, month in kept, 1) for month in months]
        gaps += months != kept
        spans += [days] if days else []
    if not spans:
        return None, 0, 0, 0, [], more
    waited = gap = 0
    for day in _each_day(min(days[0] for days in spans), max(days[-1] for days in spans))[1:]:
        waited += 1
        gap, waited = max(gap, waited), 0 if day in acted else waited
    more = {"gap": gap, **more, **({"gaps": gaps} if len(spans) > 1 else {})}
    return _share(scope, rows, 0, more)


def _each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _is_news(house: House, scope: Scope, work: Work) -> bool:
    return house.words(work.duty, "product", scope).lower().startswith(NEWS)


def _news_coming(house: House, scope: Scope, works: list[Work], given: list[Work]) -> Figure:
    """The same of works whose product is information."""
    return _periods(house, scope, *([w for w in some if _is_news(house, scope, w)] for some in (works, given)))


def _periods(house: House, scope: Scope, works: list[Work], given: list[Work]) -> Figure:
    rows, late = [], []
    units = {w.row.pk: w.row.unit_id for w in works}
    for one in house.occurrences:
        steps = _known(house.periods[one.pk], scope)
        if one.assignment_id not in units or not steps or one.at > scope.known_by or not _since(scope, one.due_on):
            continue
        hours = house.hours(units[one.assignment_id])
        told = [step for step in steps if step.step == "report"]
        if steps[-1].to_state == "DUE":
            if is_late(one.due_on, end_of(scope.day, scope.known_by), hours):
                rows.append((one.due_on, False, 1))
        else:
            there = house.hours(units[one.assignment_id], told[-1].on)
            is_bad = bool(done_late(one.due_on, told[-1].on, told[-1].at, there))
            rows.append((one.due_on, not is_bad, 1))
            late += [(told[-1].on - one.due_on).days] if is_bad else []
    opened = {one.assignment_id for one in house.occurrences if one.at <= scope.known_by}
    unopened = [w for w in given if house.words(w.duty, "recurs", scope) and w.row.pk not in opened]
    return _share(scope, rows, len(unopened), {"delay": mean(late)} if late else {})


# plans


def _asks(text: str, product: str) -> bool:
    return product.lower().startswith(PLANS) or any(words in text.lower() for words in MAKE)


def _issued(house: House, plan: Made, scope: Scope) -> bool:
    steps = _known(house.plan_steps[plan.pk], scope)
    is_struck = plan.entry_id is not None and _known(house.struck[plan.entry_id], scope)
    return bool(steps) and steps[-1].to_state == "ISSUED" and not is_struck


def _set_above(house: House, scope: Scope) -> dict[tuple[int, int], date | None]:
    """What issued plans give to units they are not of."""
    found: dict[tuple[int, int], date | None] = {}
    for plan in house.plans:
        for item in house.items[plan.pk] if _issued(house, plan, scope) else ():
            pair = plan.source_id, item.owner_id
            if item.owner_id and item.owner_id != plan.unit_id and _asks(item.text, item.product):
                days = [day for day in (item.due_on, found.get(pair)) if day]
                found[pair] = min(days) if days else None
    return found


def _plans(house: House, scope: Scope, given: list[Work]) -> dict[str, Figure]:
    """Of each paper at each unit: what asks for a plan, by when; what was issued."""
    above, limit = _set_above(house, scope), house.limit(scope)
    plans: dict[tuple[int, int], list[Made]] = defaultdict(list)
    for plan in house.plans:
        steps = _known(house.plan_steps[plan.pk], scope)
        if steps and steps[-1].to_state != "WITHDRAWN":
            plans[plan.source_id, house.owner(plan, scope)].append(plan)
    lags, late, counts = [], [], dict.fromkeys(("fallback", "unasked", "issued_late", "not_issued", "by_office"), 0)
    unknown = undated = 0
    for pair in {w.pair for w in given}:
        works = [w for w in given if w.pair == pair]
        asking = [w for w in works if _asks(house.words(w.duty, "text", scope), house.words(w.duty, "product", scope))]
        shown = [(w, one.evidence.paper) for w in works for one in w.proofs if one.evidence.paper_id and one.evidence.paper.kind.lower().startswith(PLANS)]  # fmt: skip
        why = works if plans[pair] or pair in above else asking + [w for w, _paper in shown]
        if not why:
            counts["unasked"] += 1
            continue
        days = [paper.issued_on for _w, paper in shown if paper.issued_on and paper.issued_on <= scope.day]
        days += [plan.issued_on for plan in plans[pair] if _issued(house, plan, scope) and plan.issued_on]
        got = [one.on for one in house.entries if (one.paper_id, one.unit_id) == pair and one.on <= scope.day
               and one.at <= scope.known_by and not _known(house.struck[one.pk], scope)]  # fmt: skip
        start = got[0] if got else min(w.given for w in why)
        dues = [w.due for w in asking if w.due] or [day for day in (above.get(pair),) if day]
        is_by_office = not dues and limit is not None
        due = min(dues) if dues else start + timedelta(days=limit) if limit is not None else None
        first, issued = min(w.given for w in why), min(days) if days else None
        if shown and not days:
            unknown, undated = unknown + 1, undated + 1
            continue
        lags.append((first, issued is not None, ((issued or scope.day) - start).days))
        counts["fallback"] += not got
        if due is None:
            undated += 1
        else:
            hours = house.hours(works[0].row.unit_id)
            is_bad = issued > due if issued else bool(is_late(due, scope.moment, hours))
            late.append((first, is_bad, 1))
            counts["issued_late" if issued else "not_issued"] += is_bad
            counts["by_office"] += is_bad and is_by_office
    more = {name: counts[name] for name in ("fallback", "unasked")}
    for name, is_issued in (("most", True), ("oldest", False)):
        some = [days for _on, is_out, days in lags if is_out is is_issued]
        more |= {name: max(some)} if some else {}
    ends = {name: counts[name] for name in ("issued_late", "not_issued", "by_office")}
    return {"I1": _middle(scope, lags, unknown, more), "I2.plan": _share(scope, late, undated, ends)}


def _own_items(house: House, scope: Scope, works: list[Work]) -> list[tuple[date, bool | None]]:
    """The items of the unit's own issued plans whose day came: (the day, whether its work was done by it)."""
    found: list[tuple[date, bool | None]] = []
    if scope.part == "below" or scope.level:
        return found
    for plan in house.plans:
        if (
            house.owner(plan, scope) != scope.unit.pk
            or scope.paper not in (None, plan.source_id)
            or not _issued(house, plan, scope)
        ):
            continue
        for item in house.items[plan.pk]:
            if item.due_on and _since(scope, item.due_on):
                own = [w for w in works if w.unit == scope.unit.pk and w.row.obligation_id == item.item.obligation_id]
                done = [_reported_in(house, w) for w in own if w.done_on]
                in_time = [not done_late(item.due_on, *said) for said in done]
                found.append((item.due_on, any(in_time) if own else None))
    return found


def _reported_in(house: House, work: Work) -> tuple[date, datetime, float]:
    """Of which day it was reported done, entered when, so many hours from Hà Nội."""
    said = [step for step in house.steps[work.row.pk] if step.to_state in REPORTING and step.on == work.done_on][-1]
    return said.on, said.at, house.hours(work.row.unit_id, said.on)


def _late_items(own: list[tuple[date, bool | None]], scope: Scope) -> dict[str, float]:
    told = [(due, is_done) for due, is_done in own if is_done is not None]
    hours = float(scope.unit.hours_from_hanoi)
    late = [due for due, is_done in told if not is_done and is_late(due, scope.moment, hours)]
    return {"plan_due": len(told), "plan_late": len(late)} if told else {}


# studying, urging


def _sittings(house: House, meeting: Meeting, scope: Scope) -> list[Any]:
    return [
        row
        for row in _known(house.sittings[meeting.pk], scope)
        if row.replaced_at is None or row.replaced_at > scope.known_by
    ]


def _asked(house: House, row: Asking, asker: int, unit: int, day: date) -> bool:
    """Below the unit that asks, standing, of those it asks."""
    top, path = house.path(asker, day) or house.units[asker].path, house.path(unit, day)
    last = [one for one in house.placements[unit] if one.from_on <= day][-1:]
    if not last or (last[0].until_on and last[0].until_on < day) or unit == asker or not path.startswith(top):
        return False
    is_cell = house.kind(unit, day) in CELLS
    return {"ALL": True, "CHILDREN": len(path) == len(top) + STEP, "CELLS": is_cell}[row.across]


def _studied(house: House, scope: Scope) -> dict[str, Figure]:
    """Of each unit asked: held by the paper's day, after it, left with a reason, or nothing told."""
    done: list[Row] = []
    late: list[Row] = []
    unknown = left = 0
    own = house.path(scope.unit.pk, scope.day) or scope.unit.path
    for row in house.askings:
        gone = row.withdrawn_at is not None and row.withdrawn_at <= scope.moment
        asker = house.owner(row, scope)
        above = house.path(asker, scope.day)
        if gone or not _since(scope, row.on) or row.at > scope.known_by or not above or not own.startswith(above):
            continue
        if scope.paper not in (None, row.paper_id):
            continue
        for unit in house.units:
            if not _asked(house, row, asker, unit, scope.day) or not house.is_in(unit, scope):
                continue
            held = [one for meeting in house.meetings if meeting.unit_id == unit and row.paper_id in [m.paper_id for m in house.studied[meeting.pk]]
                    for one in _sittings(house, meeting, scope) if not one.makes_up]  # fmt: skip
            said = [
                one.way for one in _known(house.decisions, scope) if (one.unit_id, one.paper_id) == (unit, row.paper_id)
            ]
            is_left = not held and said[-1:] == ["NONE"]
            left += is_left
            done += [] if is_left else [(row.on, bool(held), 1)]
            if row.due_on and held:
                first = min(held, key=lambda one: (one.on, one.pk))
                late.append((row.on, done_late(row.due_on, first.on, first.at, house.hours(unit, first.on)), 1))
            elif row.due_on and said and not is_left and is_late(row.due_on, scope.moment, house.hours(unit)):
                late.append((row.on, True, 1))
            elif not is_left and is_late(row.due_on, scope.moment) is not False:
                unknown += 1
    return {"Q1": _share(scope, done, 0, {"left": left}), "Q2": _share(scope, late, unknown)}


def _came(house: House, scope: Scope) -> Figure:
    rows: list[Row] = []
    few = 0
    for one in house.meetings:
        sittings = _sittings(house, one, scope)
        first = next((s for s in sittings if not s.makes_up), None)
        is_on = scope.paper is None or scope.paper in [m.paper_id for m in house.studied[one.pk]]
        if first is None or not is_on or not house.is_in(one.unit_id, scope) or not _since(scope, first.on):
            continue
        if first.total is None or first.present is None or first.total < 5:
            few += 1
        else:
            rows.append((first.on, sum(s.present or 0 for s in sittings), first.total))
    return _share(scope, rows, few)


def _answered(house: House, scope: Scope) -> Figure:
    rows: list[Row] = []
    vague, ways = 0, {"late": 0, "never": 0}
    for one in house.urged:
        steps, by_on = _known(house.answers[one.pk], scope), one.urge.answer_on
        is_asked = one.urge.rung in ("URGE", "EXPLAIN") and scope.paper in (None, one.assignment.obligation.paper_id)
        if not is_asked or not steps or steps[-1].to_state == "WITHDRAWN" or not house.is_in(one.unit_id, scope):
            continue
        told, hours = [step for step in steps if step.step == "answer"], float(one.unit.hours_from_hanoi)
        if by_on is None:
            vague += _since(scope, one.urge.on)
        elif by_on <= scope.day and _since(scope, by_on) and (told or is_late(by_on, scope.moment, hours)):
            is_good = bool(told) and not done_late(
                by_on, told[-1].on, told[-1].at, house.hours(one.unit_id, told[-1].on)
            )
            ways["late" if told else "never"] += not is_good
            rows.append((by_on, is_good, 1))
    return _share(scope, rows, vague, ways)


def _cells(house: House, scope: Scope) -> int:
    """The cells that stood."""
    stood = [pk for pk in house.units if house.stands(pk, scope.day)]
    return sum(house.kind(pk, scope.day) in CELLS and house.is_in(pk, scope) for pk in stood)


# the level

IN_DAYS = ("I1", "I3")  # a median of days has no median of the level


def level(scope: Scope, house: House) -> dict[str, tuple[float, int]]:
    """The middle of the units of the same kind in the tree, each looked at by itself; fewer than five tell nothing."""
    top = (house.path(scope.unit.pk, scope.day) or scope.unit.path)[:STEP]
    if scope.part or scope.level or top == house.path(scope.unit.pk, scope.day):
        return {}
    kind = house.kind(scope.unit.pk, scope.day)
    like = [unit for pk, unit in house.units.items() if house.kind(pk, scope.day) == kind and house.stands(pk, scope.day)
            and house.path(pk, scope.day).startswith(top) and house.path(pk, scope.day) != top]  # fmt: skip
    if len(like) < 5:
        return {}
    own = [figures(replace(scope, unit=unit), house) for unit in like]
    found = {}
    for key in own[0]:
        known = [one[key][0] for one in own if key != "classes" and one[key][0] is not None]
        if key not in IN_DAYS and len(known) >= 5:
            found[key] = median(known), len(known)
    return found
