"""Tính chậm mà rõ — the same figures by plain loops over every row, written without the room's queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dondoc.implementation.models import Note, Plan, Proving, Report
from dondoc.mirror.scope import Scope
from dondoc.obligations.models import Assignment, Obligation
from dondoc.planning.models import Plan as Made
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import HANOI, done_late, end_of, is_late
from dondoc.studying.models import Asking, Meeting
from dondoc.studying.queries import coverage
from dondoc.units.models import Unit
from dondoc.urging.models import Urged

REPORTING = ("SUBMITTED", "REPORTED")


def figures(scope: Scope) -> dict[str, Any]:
    """Classes and (numerator, denominator, unknown) by indicator, of everything: for who sees the house."""
    works = _works(scope)
    given = [w for w in works if _since(scope, w["given"])]
    classes = {name: sum(w["klass"] == name for w in given) for name in {w["klass"] for w in given}}
    done = [w for w in given if w["klass"] in ("in_time", "done_late", "done_undated", "unconfirmed")]
    dated = [w for w in works if w["due"] and w["due"] <= scope.day and _since(scope, w["due"])]
    judged = [w for w in dated if w["klass"] in ("in_time", "done_late", "in_term", "open_late")]
    vague = [w for w in dated if w["klass"] == "unconfirmed"] + [w for w in given if not w["due"]]
    acted = {w["unit"] for w in works if w["acts"]}
    units = {w["unit"] for w in given}
    return {
        "classes": classes,
        "I21.due": (sum(bool(w["due"]) for w in given), len(given), 0),
        "I21.product": (sum(bool(w["row"].obligation.product) for w in given), len(given), 0),
        "I21.evidence": (sum(w["proved"] for w in done), len(done), 0),
        "I21.owner": _owned(scope),
        "I2": (sum(w["klass"] in ("done_late", "open_late") for w in judged), len(judged), len(vague)),
        "I17": (sum(w["klass"] == "unconfirmed" for w in done), len(done), 0),
        "I5": (len(units & acted), len(units), 0),
        "I6": _months(scope, works),
        "I12": _periods(scope, works, given),
        **_plans(scope, given),
        "I3": _cascade(given),
        "I4": (sum(w["proved"] for w in given), len(given), 0),
        "I11": _told(judged, vague),
        **_studied(scope),
        "Q3": _came(scope),
        "D1": _answered(scope),
    }


def silent(scope: Scope) -> int:
    """Passages given in the period of which no share has any act."""
    works = _works(scope)
    acted = {w["row"].obligation_id for w in works if w["acts"]}
    return len({w["row"].obligation_id for w in works if _since(scope, w["given"])} - acted)


def _cascade(given: list[dict[str, Any]]) -> tuple[int, int, int]:
    held = [(w["row"].parent.on if w["row"].parent else w["row"].obligation.entry.on) <= w["given"] for w in given]
    return sum(held), sum(held), len(held) - sum(held)


def _told(judged: list[dict[str, Any]], vague: list[dict[str, Any]]) -> tuple[int, int, int]:
    def is_news(work: dict[str, Any]) -> bool:
        return bool(work["row"].obligation.product.lower().startswith(("thông tin", "bản tin", "tin bài", "thông cáo")))

    over = [w for w in judged if is_news(w) and w["klass"] != "in_term"]
    return sum(w["klass"] == "in_time" for w in over), len(over), sum(map(is_news, vague))


def _studied(scope: Scope) -> dict[str, tuple[int, int, int]]:
    """By the lines that the room of studying shows of each asking."""
    done = asked = late = judged = unknown = 0
    above = [unit.pk for unit in Unit.objects.all() if scope.unit.path.startswith(unit.path)]
    for row in Asking.objects.filter(unit__in=above).order_by("id"):
        gone = row.withdrawn_at is not None and row.withdrawn_at <= scope.moment
        if gone or not _since(scope, row.on) or row.at > scope.known_by:
            continue
        lines = coverage(row, Actor.setup(scope.day), scope.day, scope.known_by).lines
        for line in lines:
            if not _is_in(scope, Unit.objects.get(pk=line.unit_id)):
                continue
            asked, done = asked + (line.standing != "NONE"), done + (line.standing in ("STUDIED", "SPREAD"))
            over = is_late(row.due_on, scope.moment)
            if over is not None and line.behind is not None and (line.standing in ("STUDIED", "SPREAD") or line.behind):
                judged, late = judged + 1, late + line.behind
            elif over is not False and line.standing != "NONE":
                unknown += 1
    return {"Q1": (done, asked, 0), "Q2": (late, judged, unknown)}


def _came(scope: Scope) -> tuple[int, int, int]:
    came = whole = few = 0
    for one in Meeting.objects.select_related("unit"):
        rows = [s for s in one.sessions.order_by("id") if s.on <= scope.day and s.at <= scope.known_by
                and (s.replaced_at is None or s.replaced_at > scope.known_by)]  # fmt: skip
        first = next((s for s in rows if not s.makes_up), None)
        if first is None or not _is_in(scope, one.unit) or not _since(scope, first.on):
            continue
        if first.total is None or first.total < 5:
            few += 1
        else:
            came, whole = came + sum(s.present or 0 for s in rows), whole + first.total
    return came, whole, few


def _answered(scope: Scope) -> tuple[int, int, int]:
    good = counted = vague = 0
    for one in Urged.objects.select_related("urge", "unit").filter(urge__rung__in=["URGE", "EXPLAIN"]):
        steps, by = _known(one.steps, scope), one.urge.answer_on
        if not steps or steps[-1].to_state == "WITHDRAWN" or not _is_in(scope, one.unit):
            continue
        told, hours = [step for step in steps if step.step == "answer"], float(one.unit.hours_from_hanoi)
        if by is None:
            vague += _since(scope, one.urge.on)
        elif by <= scope.day and _since(scope, by) and (told or is_late(by, scope.moment, hours)):
            counted += 1
            good += bool(told) and not done_late(by, told[-1].on, told[-1].at, hours)
    return good, counted, vague


def _since(scope: Scope, day: date) -> bool:
    first = {"": date.min, "year": date(scope.day.year, 1, 1),
             "quarter": date(scope.day.year, (scope.day.month - 1) // 3 * 3 + 1, 1)}[scope.period]  # fmt: skip
    return first <= day <= scope.day


def _known(rows: Any, scope: Scope) -> list[Any]:
    return [row for row in rows.order_by("id") if row.on <= scope.day and row.at <= scope.known_by]


def _is_in(scope: Scope, unit: Any) -> bool:
    if scope.part == "own":
        return bool(unit == scope.unit)
    return unit.path.startswith(scope.unit.path) and not (scope.part == "below" and unit == scope.unit)


def _works(scope: Scope) -> list[dict[str, Any]]:
    rows = Assignment.objects.select_related("unit", "parent", "obligation__paper", "obligation__entry").order_by("id")
    return [found for row in rows if _is_in(scope, row.unit) and (found := _work(row, scope)) is not None]


def _work(row: Assignment, scope: Scope) -> dict[str, Any] | None:
    steps, dues = _known(row.steps, scope), _known(row.due_days, scope)
    if not steps or steps[-1].to_state in ("WITHDRAWN", "HANDED_BACK"):
        return None
    due, hours = dues[-1].due_on, float(row.unit.hours_from_hanoi)
    acts = [one for model in (Plan, Note, Proving, Report) for one in _known(model.objects.filter(assignment=row), scope)
            if not isinstance(one, Report) or one.step in ("submit", "report_up")]  # fmt: skip
    proofs = [one for one in acts if isinstance(one, Proving) and _stands(one, scope)]
    return {"row": row, "unit": row.unit_id, "given": row.on, "due": due, "proved": bool(proofs), "proofs": proofs,
            "klass": _klass(steps, dues, due, hours, scope),
            "acts": [one for one in acts if not isinstance(one, Proving) or one in proofs]}  # fmt: skip


def _stands(one: Proving, scope: Scope) -> bool:
    gone = one.withdrawn_on
    return gone is None or gone > scope.day or gone >= scope.known_by.astimezone(HANOI).date()


def _klass(steps: list[Any], dues: list[Any], due: date | None, hours: float, scope: Scope) -> str:
    state = steps[-1].to_state
    if state == "DONE":
        said = [step for step in steps if step.to_state in REPORTING][-1]
        then = [one.due_on for one in dues if one.at <= said.at][-1]
        return {None: "done_undated", True: "done_late", False: "in_time"}[done_late(then, said.on, said.at, hours)]
    if state in (*REPORTING, "UNANSWERED"):
        return "unconfirmed"
    late = is_late(due, end_of(scope.day, scope.known_by), hours)
    return {None: "undated", True: "open_late", False: "in_term"}[late]


def _owned(scope: Scope) -> tuple[int, int, int]:
    held = [duty for duty in Obligation.objects.select_related("unit") if _is_in(scope, duty.unit)]
    made = {duty.pk: steps[0].on for duty in held if (steps := _known(duty.steps, scope))}
    given = {row.obligation_id for row in Assignment.objects.select_related("unit", "obligation") if _work(row, scope)}
    counted = [pk for pk, on in made.items() if _since(scope, on)]
    return sum(pk in given for pk in counted), len(counted), 0


def _months(scope: Scope, works: list[dict[str, Any]]) -> tuple[int, int, int]:
    if not works:
        return 0, 0, 0
    begin = min(w["given"] for w in works)
    while not _since(scope, begin):
        begin += timedelta(days=1)
    days = [begin + timedelta(days=n) for n in range((scope.day - begin).days + 1)]
    kept = {(one.on.year, one.on.month) for w in works for one in w["acts"] if one.on in days}
    return len(kept), len({(day.year, day.month) for day in days}), 0


def _periods(scope: Scope, works: list[dict[str, Any]], given: list[dict[str, Any]]) -> tuple[int, int, int]:
    good = counted = 0
    for one in Occurrence.objects.filter(assignment__in=[w["row"].pk for w in works]).select_related(
        "assignment__unit"
    ):
        steps = _known(one.steps, scope)
        if not steps or not _since(scope, one.due_on):
            continue
        hours = float(one.assignment.unit.hours_from_hanoi)
        told = [step for step in steps if step.step == "report"]
        if steps[-1].to_state == "DUE":
            counted += bool(is_late(one.due_on, end_of(scope.day, scope.known_by), hours))
        else:
            counted += 1
            good += not done_late(one.due_on, told[-1].on, told[-1].at, hours)
    opened = {one.assignment_id for one in Occurrence.objects.all() if one.at <= scope.known_by}
    silent = [w for w in given if w["row"].obligation.recurs and w["row"].pk not in opened]
    return good, counted, len(silent)


def _plans(scope: Scope, given: list[dict[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """By (paper, unit): what asks for a plan, by when; what was issued; where no office has set a number of days."""
    must: set[tuple[int, int]] = set()
    issued: dict[tuple[int, int], date] = {}
    due: dict[tuple[int, int], date] = {}
    for w in given:
        duty = w["row"].obligation
        pair = duty.paper_id, w["unit"]
        if duty.product.lower().startswith(("kế hoạch", "chương trình")) or duty.text.startswith(
            ("Xây dựng kế hoạch", "Ban hành kế hoạch")
        ):
            must.add(pair)
            due |= {pair: min(w["due"], due.get(pair, w["due"]))} if w["due"] else {}
        for one in w["proofs"]:
            if one.evidence.paper and one.evidence.paper.kind == "Kế hoạch":
                issued[pair] = min(one.evidence.paper.issued_on, issued.get(pair, date.max))
    pairs = {(w["row"].obligation.paper_id, w["unit"]) for w in given}
    made = {(one.source_id, one.unit_id): one for one in Made.objects.exclude(state="WITHDRAWN")}
    must |= {pair for pair, one in made.items() if pair in pairs and _known(one.steps, scope)}
    for pair, one in made.items():
        if pair in pairs and one.issued_on and any(step.to_state == "ISSUED" for step in _known(one.steps, scope)):
            issued[pair] = min(one.issued_on, issued.get(pair, date.max))
    must |= set(issued)
    late = [pair for pair in must if pair in due and issued.get(pair, scope.day) > due[pair]]
    return {"I1": (len(issued), len(must), 0), "I2.plan": (len(late), len(due), len(must) - len(due))}
