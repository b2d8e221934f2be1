"""Lập kế hoạch, soạn các mục — copied down from the paper's obligations, completed by the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees
from dondoc.documents.models import Paper
from dondoc.journal.actions import write
from dondoc.obligations.models import Obligation
from dondoc.planning import rules
from dondoc.planning.lifecycle import PLAN, PlanState
from dondoc.planning.models import Item, Plan
from dondoc.planning.queries import copied, reaching
from dondoc.planning.words import Kind, Precision
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import check_stands


@dataclass(frozen=True, slots=True)
class Words:
    """Một mục — “5 rõ” as it is written."""

    text: str
    owner: Unit | None = None
    owner_words: str = ""
    partners: str = ""
    due_on: date | None = None
    due_precision: str = ""
    product: str = ""


@act("planning.draft", gettext_lazy("Lập kế hoạch"))
def draft(
    *, unit: Unit, paper: Paper, title: str, by: Actor, at: datetime, kind: str = Kind.PLAN, opening: str = "", closing: str = "",
) -> Plan:  # fmt: skip
    """Lập kế hoạch — each obligation of the paper that reaches the unit becomes an item to be completed."""
    require(by, "planning.draft", unit)
    rules.check_title(title)
    _check_paper(by, paper, unit)
    check_stands(unit)
    plan = Plan.objects.create(
        unit=unit, source=paper, kind=Kind(kind), title=title.strip(), opening=opening.strip(), closing=closing.strip(), on=hanoi_day(at), at=at,
        **by.who,
    )  # fmt: skip
    PLAN.start(plan, by=by, at=at, on=plan.on)
    made = _copy(plan, list(reaching(paper, unit)), at)
    write("planning.draft", plan, by=by, at=at, unit=unit, paper=paper.pk, items=len(made))
    return plan


@act("planning.change", gettext_lazy("Sửa phần lời kế hoạch"))
def change(*, plan: Plan, title: str, opening: str, kind: str, by: Actor, at: datetime, closing: str = "") -> None:
    """Sửa phần lời — the kind, the subject, what stands before the items and after them."""
    require(by, "planning.change", plan.unit)
    rules.check_title(title)
    check_written(plan)
    said = {"title": title.strip(), "opening": opening.strip(), "closing": closing.strip(), "kind": Kind(kind).value}
    names = [name for name, value in said.items() if getattr(plan, name) != value]
    Plan.objects.filter(pk=plan.pk).update(**said)
    write("planning.change", plan, by=by, at=at, unit=plan.unit, fields=names)


@act("planning.copy_duties", gettext_lazy("Thêm nhiệm vụ của văn bản"))
def copy_duties(*, plan: Plan, obligations: Sequence[Obligation], by: Actor, at: datetime) -> list[Item]:
    """Thêm nhiệm vụ của văn bản — those left out, or confirmed since; once each."""
    require(by, "planning.copy_duties", plan.unit)
    check_written(plan)
    held = set(plan.items.standing().values_list("obligation", flat=True))
    wanted = {row.pk for row in obligations} - held
    rows = list(reaching(plan.source, plan.unit).filter(pk__in=wanted))
    if not rows:
        raise Refused(_("Không còn nhiệm vụ nào như thế để thêm."))
    made = _copy(plan, rows, at)
    write("planning.copy_duties", plan, by=by, at=at, unit=plan.unit, obligations=[row.pk for row in rows])
    return made


@act("planning.add_item", gettext_lazy("Thêm mục"))
def add_item(*, plan: Plan, words: Words, by: Actor, at: datetime) -> Item:
    """Thêm mục — the unit's own, of no obligation."""
    require(by, "planning.add_item", plan.unit)
    check_written(plan)
    item = Item.objects.create(plan=plan, number=_next(plan), at=at, **_cleaned(words))
    write("planning.add_item", plan, by=by, at=at, unit=plan.unit, item=item.pk)
    return item


@act("planning.change_item", gettext_lazy("Sửa mục"))
def change_item(*, item: Item, words: Words, by: Actor, at: datetime) -> None:
    """Sửa mục — versions keep what was sent round; the item is what is written now."""
    require(by, "planning.change_item", item.plan.unit)
    check_written(item.plan)
    said = _cleaned(words)
    names = [name for name, value in said.items() if getattr(item, name) != value]
    if not Item.objects.standing().filter(pk=item.pk).update(**said):
        raise Refused(_("Mục này đã được bỏ."))
    write("planning.change_item", item.plan, by=by, at=at, unit=item.plan.unit, item=item.pk, fields=names)


@act("planning.drop_item", gettext_lazy("Bỏ mục"))
def drop_item(*, item: Item, by: Actor, at: datetime) -> None:
    """Bỏ mục — from what is written now; its number is not used again."""
    require(by, "planning.drop_item", item.plan.unit)
    check_written(item.plan)
    if not Item.objects.standing().filter(pk=item.pk).update(dropped_at=at):
        raise Refused(_("Mục này đã được bỏ."))
    write("planning.drop_item", item.plan, by=by, at=at, unit=item.plan.unit, item=item.pk)


def check_written(plan: Plan) -> None:
    """Raises Refused of a plan no longer written, or just now sent round; its row is held until the act is done."""
    state = Plan.objects.select_for_update().filter(pk=plan.pk).values_list("state", flat=True).get()
    if state == PlanState.ROUND:
        raise Refused(_("Bản dự thảo đang xin ý kiến. Kết thúc lấy ý kiến rồi sửa."))
    if state != PlanState.DRAFT:
        raise Refused(_("Kế hoạch này không còn đang soạn."))


def _check_paper(by: Actor, paper: Paper, unit: Unit) -> None:
    if paper.is_stub:
        raise Refused(_("Văn bản mật chỉ ghi số: không lập kế hoạch ở đây."))
    if not sees(by, paper):
        raise Refused(_("Không thấy văn bản này trong sổ. Vào sổ trước."))
    if unit.tree == Tree.OUTSIDE:
        raise Refused(_("Cơ quan bên ngoài không lập kế hoạch trong phần mềm."))


def _copy(plan: Plan, duties: list[Obligation], at: datetime) -> list[Item]:
    number = _next(plan)
    rows = [Item(plan=plan, number=number + n, at=at, **facts) for n, facts in enumerate(copied(duties, plan.unit))]
    return Item.objects.bulk_create(rows)


def _next(plan: Plan) -> int:
    return int(plan.items.aggregate(last=models.Max("number"))["last"] or 0) + 1


def _cleaned(words: Words) -> dict[str, Any]:
    rules.check_text(words.text)
    said = {name: value.strip() if isinstance(value, str) else value for name, value in _shallow(words).items()}
    said["due_precision"] = Precision(said["due_precision"] or Precision.DAY).value if said["due_on"] else ""
    return said


def _shallow(words: Words) -> dict[str, Any]:
    return {name: getattr(words, name) for name in Words.__dataclass_fields__}
