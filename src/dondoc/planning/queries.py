"""Tra kế hoạch — obligations that reach a unit, hints, versions and what changed, days from receipt to issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from dondoc.access.models import Grant
from dondoc.documents.lifecycle import EntryState
from dondoc.documents.models import Entry, EntryStep, Paper
from dondoc.obligations.actions.confirming import is_highest
from dondoc.obligations.lifecycle import OPEN, WORKING, ObligationState, State
from dondoc.obligations.models import Assignment, AssignmentQuerySet, Obligation, ObligationQuerySet
from dondoc.planning import rules
from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Item, Plan, PlanQuerySet, PlanStep, Said, Version, VersionItem
from dondoc.planning.rules import Change, Hint, Line
from dondoc.shared.actor import Actor
from dondoc.shared.lifecycle import state_on
from dondoc.units.dated import Passed
from dondoc.units.inheriting import whose_then
from dondoc.units.models import Holding, Unit
from dondoc.units.queries import giver_of

FIELDS = ("text", "owner_id", "owner_words", "partners", "due_on", "due_precision", "product")
MOST = 1000  # passages of other plans looked at, of each way: half a second for a plan of sixty items


def reaching(paper: Paper, unit: Unit) -> ObligationQuerySet:
    """Nhiệm vụ của văn bản đến với đơn vị — confirmed by it, or given to it and neither taken nor handed back."""
    given = Assignment.objects.filter(obligation=models.OuterRef("pk"), unit=unit)
    given = given.exclude(state__in=[State.WITHDRAWN, State.HANDED_BACK])
    rows = Obligation.objects.filter(models.Q(unit=unit) | models.Q(models.Exists(given)))
    return rows.filter(paper=paper, state=ObligationState.CONFIRMED).order_by("start", "id")


def copied(duties: Sequence[Obligation], unit: Unit) -> list[dict[str, Any]]:
    """Chép xuống — as the paper says it; the day is the one the unit was given. Who leads is the one unit it gave it to."""
    rows = list(Assignment.objects.filter(obligation__in=[duty.pk for duty in duties]).exclude(
        state__in=[State.WITHDRAWN, State.HANDED_BACK]).order_by("id"))  # fmt: skip
    return [_copied(duty, [row for row in rows if row.obligation_id == duty.pk], unit) for duty in duties]


def _copied(duty: Obligation, rows: Sequence[Assignment], unit: Unit) -> dict[str, Any]:
    mine = next((row for row in rows if row.unit_id == unit.pk), None)
    below = [row.unit_id for row in rows if row.giver_id == unit.pk and row.unit_id != unit.pk]
    due_on = mine.due_on if mine else duty.due_on
    exact = "" if due_on is None else duty.due_precision if due_on == duty.due_on else "day"
    return {
        "obligation": duty, "text": duty.text, "partners": duty.partners, "product": duty.product, "due_on": due_on,
        "due_precision": exact, "owner_id": below[0] if len(below) == 1 else None,
    }  # fmt: skip


def standing_items(plan: Plan) -> list[Item]:
    """Các mục đang soạn — in their order."""
    return list(plan.items.standing().select_related("owner", "obligation").order_by("number"))


def hints_of(plan: Plan, items: Sequence[Item]) -> tuple[list[Hint], dict[int, Obligation], dict[int, Plan]]:
    """Gợi ý cho người soạn — with the obligations and the other plans they name. Five queries."""
    duties = {row.pk: row for row in reaching(plan.source, plan.unit)}
    lines = [_line(row) for row in items]
    found = rules.hints(lines, duties, _others(plan, lines))
    own = f"{plan.opening}\n{plan.closing}"
    found += rules.same_words(own, _words_of_others(plan)) if own.strip() else []
    others = {hint.other for hint in found if hint.other}
    return found, duties, Plan.objects.filter(pk__in=others).for_list().in_bulk()


def _line(row: Item) -> Line:
    given = row.obligation.text if row.obligation else ""
    return Line(row.pk, row.text, row.obligation_id, bool(row.owned), row.due_on, row.product, given)


def _others(plan: Plan, lines: Sequence[Line]) -> dict[int, list[str]]:
    """Passages of other units' issued plans: first those anywhere with the same words, then those of the same paper."""
    rows = VersionItem.objects.filter(version__until_on__isnull=True, version__plan__state=PlanState.ISSUED)
    rows = rows.exclude(version__plan__unit=plan.unit_id).order_by("-version__plan", "number")
    same = rows.filter(key__in={rules.key_of(row.text) for row in lines})
    texts: dict[int, list[str]] = {}
    for found in (same, rows.filter(version__plan__source=plan.source_id)):
        for pk, text in found.values_list("version__plan", "text")[:MOST]:
            texts.setdefault(pk, []).append(text)
    return texts


def _words_of_others(plan: Plan) -> dict[int, tuple[str, str]]:
    """What other units' issued plans for the same paper say before and after their items."""
    rows = Version.objects.filter(until_on__isnull=True, plan__state=PlanState.ISSUED, plan__source=plan.source_id)
    rows = rows.exclude(plan__unit=plan.unit_id).exclude(opening="", closing="").order_by("-plan")
    return {pk: (opening, closing) for pk, opening, closing in rows.values_list("plan", "opening", "closing")[:MOST]}


@dataclass(frozen=True, slots=True)
class ToGive:
    """Mục chưa giao — to which unit; and the unit's own share of its obligation, below which it is given: None where it lays it."""

    item: Item
    holder: Unit
    parent: Assignment | None
    number: int  # as the plan is printed


def to_give(plan: Plan) -> list[ToGive]:
    """Các mục giao được mà chưa giao — led by a unit below, or by the unit itself, its posts and parts: that is its own work.

    A share that went to another since was given; what units below have is not the unit's own. Six queries.

    Of a paper's obligation that has not ended, where the unit lays it itself or holds a share of it that is still open;
    the unit's own, where the plan's paper is its to lay.
    """
    lays_own = plan.entry is not None and plan.entry.state != EntryState.WITHDRAWN and is_highest(plan.entry)
    written = standing_items(plan)
    numbers = {item.pk: n for n, item in enumerate(written, 1)}
    items = [(item, holder) for item in written if _stands(item) and (holder := _holder(item, plan))]
    shares = Assignment.objects.filter(obligation__in={item.obligation_id for item, _to in items if item.obligation_id})
    held = list(shares.exclude(state__in=(State.WITHDRAWN, State.HANDED_BACK)).select_related("unit"))
    own = {row.obligation_id: row for row in held if row.unit_id == plan.unit_id and row.state in WORKING}
    given = {(row.obligation_id, row.unit_id) for row in held} | _were_given(held)
    laid = {duty for duty, _unit in given}
    left = [
        (item, to)
        for item, to in items
        if (item.obligation_id not in laid if to.pk == plan.unit_id else (item.obligation_id, to.pk) not in given)
    ]
    found = [
        ToGive(item, to, own.get(item.obligation_id or 0), numbers[item.pk])
        for item, to in left
        if item.obligation or lays_own
    ]
    return [
        one for one in found if one.parent or one.item.obligation is None or one.item.obligation.unit_id == plan.unit_id
    ]


def _were_given(held: Sequence[Assignment]) -> set[tuple[int, int]]:
    """Of the shares that passed on to another unit, to whom they were given."""
    duties = {row.pk: row.obligation_id for row in held}
    rows = Passed.objects.filter(kind=Assignment._meta.label_lower, role="unit", thing_id__in=duties)
    first: dict[int, int] = {}
    for thing, unit in rows.order_by("on", "id").values_list("thing_id", "from_unit"):
        first.setdefault(thing, unit)
    return {(duties[thing], unit) for thing, unit in first.items()}


def given_works(plan: Plan) -> AssignmentQuerySet:
    """Việc đơn vị đã giao về các nhiệm vụ nêu trong kế hoạch — those still open, by the plan or before it."""
    duties = plan.items.standing().filter(obligation__isnull=False).values("obligation")
    return Assignment.objects.filter(obligation__in=duties, giver=plan.unit, state__in=OPEN)


def partners_of(plan: Plan, said: Sequence[str]) -> dict[str, list[Unit]]:
    """Đơn vị phối hợp nêu đích danh — by the words of each item, the units below that one of its names is the only one of.

    One query. Other words stay words: "các chi bộ", a body outside.
    """
    parts = {words: [part.strip() for part in re.split("[,;\n]", words) if part.strip()] for words in said}
    every = {name for found in parts.values() for part in found for name in (part, *part.split(" và "))}
    named: dict[str, list[Unit]] = {}
    rows = Unit.objects.below(plan.unit).working().exclude(pk=plan.unit_id)
    for unit in rows.filter(models.Q(name__in=every) | models.Q(short__in=every)).order_by("path", "id"):
        for name in {unit.name, unit.short} & every:
            named.setdefault(name, []).append(unit)

    def units(part: str) -> Iterator[Unit]:
        for name in [part] if part in named else part.split(" và "):
            yield from named.get(name, []) if len(named.get(name, [])) == 1 else []

    return {words: [unit for part in found for unit in units(part)] for words, found in parts.items()}


def _stands(item: Item) -> bool:
    return item.obligation is None or item.obligation.state == ObligationState.CONFIRMED


def _holder(item: Item, plan: Plan) -> Unit | None:
    """Whose work it is; None where nobody is said to lead it, or a unit that is not below."""
    if item.owner is None:
        return plan.unit if item.owner_words else None
    return item.owner if item.owner.is_inside(plan.unit) and item.owner.ended_on is None else None


def items_of(version: Version) -> list[VersionItem]:
    """Các mục của một bản."""
    return list(version.items.select_related("owner", "item__obligation").order_by("number"))


def version_on(plan: Plan, day: date) -> Version | None:
    """Bản đã chốt đến ngày D — the last that was sent round or issued by then."""
    return plan.versions.filter(on__lte=day).order_by("-number").first()


def changed(version: Version, items: Sequence[VersionItem]) -> list[tuple[Change, VersionItem]]:
    """Bản này đổi gì so với bản trước — with the item as it is, or as it was where it was dropped."""
    before = version.plan.versions.filter(number=version.number - 1).first()
    if before is None:
        return []
    was, now = ({row.item_id: row for row in rows} for rows in (items_of(before), items))
    found = rules.changes(_fields(was), _fields(now))
    return [(change, now.get(change.item) or was[change.item]) for change in found]


def _fields(rows: Mapping[int, Said]) -> dict[int, dict[str, object]]:
    return {pk: {name: getattr(row, name) for name in FIELDS} for pk, row in rows.items()}


@dataclass(frozen=True, slots=True)
class Lag:
    """Từ khi nhận đến khi ban hành — of one plan; `received_on` and `days` are None where the unit entered no such paper."""

    plan_id: int
    unit_id: int  # whose it was on that day
    source_id: int
    received_on: date | None
    issued_on: date
    days: int | None


def lags(plans: PlanQuerySet, day: date, known_by: datetime) -> list[Lag]:
    """Độ trễ ban hành kế hoạch — of those of these plans that stood issued at the end of D, by what was entered until T.

    The caller names the plans it may count (`visible_to`, or those of a subtree); one query, the first receipt of
    the paper by the plan's unit counts. A plan withdrawn, or whose line was withdrawn from the register, is none.
    """
    rows = issued_by(plans, day, known_by).order_by("issued_on", "pk")
    names = ("pk", "unit_then", "source_id", "received_on", "issued_on")
    return [
        Lag(pk, unit, source, received, issued, rules.lag(received, issued))
        for pk, unit, source, received, issued in rows.values_list(*names)
    ]


def issued_by(plans: PlanQuerySet, day: date, known_by: datetime) -> PlanQuerySet:
    """Đã ban hành vào cuối ngày D — with `unit_then` and `received_on`, its first standing line of the paper by then."""
    steps = PlanStep.objects.filter(at__lte=known_by)
    state = steps.filter(thing=models.OuterRef("pk"), on__lte=day).order_by("-id").values("to_state")[:1]
    rows = plans.annotate(state_then=models.Subquery(state), unit_then=whose_then(Plan, "unit", day, known_by))
    rows = rows.filter(~struck(day, known_by, "entry"), state_then=PlanState.ISSUED)
    got = Entry.objects.filter(
        ~struck(day, known_by), unit=models.OuterRef("unit_then"), paper=models.OuterRef("source")
    )
    got = got.filter(on__lte=day, at__lte=known_by).order_by("on", "id")
    return rows.annotate(received_on=models.Subquery(got.values("on")[:1]))


def struck(day: date, known_by: datetime, entry: str = "pk") -> models.Exists:
    """Dòng sổ đã rút vào cuối ngày D — by what was entered until T."""
    gone = EntryStep.objects.filter(thing=models.OuterRef(entry), to_state=EntryState.WITHDRAWN)
    return models.Exists(gone.filter(on__lte=day, at__lte=known_by))


def state_of(plan: Plan, day: date) -> str:
    """Trạng thái cuối ngày D — "" where the plan was not there yet."""
    found = Plan.objects.filter(pk=plan.pk).annotate(state_then=state_on(PlanStep, day))
    return found.values_list("state_then", flat=True).get() or ""


def plans_of(paper: Paper, rows: PlanQuerySet) -> PlanQuerySet:
    """Kế hoạch thực hiện một văn bản — of the rows one sees, the latest first."""
    return rows.filter(source=paper).for_list().order_by("-id")


def acting_post(actor: Actor) -> int | None:
    """Chức danh đang dùng — that of the chosen holding, of the delegated one, or of the only one held."""
    given = giver_of(actor)
    if given is not None:
        return given.post_id
    rows = Holding.objects.on(actor.today).filter(person_id=actor.person_id or 0)
    if actor.holding_id is not None:
        rows = rows.filter(pk=actor.holding_id)
    held = list(rows.values_list("post", flat=True)[:2])
    return held[0] if len(held) == 1 else None


def who_may_comment(rows: models.QuerySet[Holding], day: date) -> models.QuerySet[Holding]:
    """Ai góp ý được — of these holders, those whose post is granted it."""
    granted = Grant.objects.on(day).filter(act="planning.comment", because=models.OuterRef("pk"))
    return rows.filter(models.Exists(granted))
