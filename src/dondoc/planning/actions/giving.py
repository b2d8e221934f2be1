"""Giao việc theo kế hoạch — what an issued plan says becomes work: each item of the unit that leads it, until the plan's day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Entry
from dondoc.journal.actions import write
from dondoc.obligations.actions.assigning import Gift, check_gift, give_each
from dondoc.obligations.actions.confirming import Found, confirm_many
from dondoc.obligations.models import Assignment
from dondoc.obligations.rules import Due
from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Item, Plan
from dondoc.planning.queries import ToGive, partners_of, to_give
from dondoc.planning.words import due_said, last_day
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit


@act("planning.give", gettext_lazy("Giao việc theo kế hoạch"))
def give(*, plan: Plan, items: Sequence[Item], by: Actor, at: datetime) -> list[Assignment]:
    """Giao việc theo kế hoạch — all or none; a share of the paper's obligation below the unit's own, of the unit's own item an
    obligation that the plan's paper lays. Units named as partners join as in every other work."""
    require(by, "obligations.assign", plan.unit)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit", "entry", "paper").get(pk=plan.pk)
    if plan.state != PlanState.ISSUED or plan.entry is None:
        raise Refused(_("Kế hoạch chưa ban hành, hoặc đã rút: không giao việc theo kế hoạch này được."))
    left = {row.item.pk: row for row in to_give(plan)}
    if not items or any(item.pk not in left for item in items):
        raise Refused(_("Chọn mục có ghi ai chủ trì và chưa giao. Tải lại trang để xem các mục còn lại."))
    chosen = [left[item.pk] for item in items]
    _lay(plan, [row for row in chosen if row.item.obligation is None], by, at)
    partners = partners_of(plan, [row.item.partners for row in chosen])
    gifts = [_gift(plan, row, partners) for row in chosen]
    _check(chosen, gifts, at)
    made = give_each(gifts=gifts, by=by, at=at)
    write("planning.give", plan, by=by, at=at, unit=plan.unit, items=[row.number for row in chosen])
    return made


def _lay(plan: Plan, own: Sequence[ToGive], by: Actor, at: datetime) -> None:
    """Mục của đơn vị — each an obligation of the plan's own paper."""
    assert plan.entry is not None
    if not own:
        return
    found = [_found(plan.entry, row) for row in own]
    for row, duty in zip(own, confirm_many(found=found, by=by, at=at), strict=True):
        if not Item.objects.filter(pk=row.item.pk, obligation=None).update(obligation=duty):
            raise Refused(_("Mục này vừa được giao. Tải lại trang để xem các mục còn lại."))
        row.item.obligation = duty


def _found(entry: Entry, row: ToGive) -> Found:
    item = row.item
    due = Due(last_day(item.due_on, item.due_precision), due_said(item.due_on, item.due_precision), item.due_precision)
    place = _("mục %(n)s") % {"n": row.number}
    return Found(
        entry, item.text, due=due, actors=item.owned, partners=item.partners, product=item.product, provision=place
    )


def _gift(plan: Plan, row: ToGive, partners: Mapping[str, Sequence[Unit]]) -> Gift:
    item = row.item
    assert item.obligation is not None
    said = [_("Chủ trì: %(who)s") % {"who": item.owner_words}] if item.owner_words else []
    said += [_("Phối hợp: %(who)s") % {"who": item.partners}] if item.partners else []
    joined = [unit for unit in dict.fromkeys(partners[item.partners]) if unit != row.holder]
    return Gift(item.obligation, row.holder, last_day(item.due_on, item.due_precision), row.parent, partners=joined, asked=". ".join(said),
                due_reason=_("Theo %(plan)s") % {"plan": plan})  # fmt: skip


def _check(rows: Sequence[ToGive], gifts: Sequence[Gift], at: datetime) -> None:
    """Every item that keeps the rest back is named at once."""
    said = []
    for row, gift in zip(rows, gifts, strict=True):
        try:
            check_gift(gift, hanoi_day(at))
        except Refused as why:
            said.append(_("Mục %(n)s: %(why)s") % {"n": row.number, "why": why})
    if said:
        raise Refused(" ".join([*said, _("Bỏ đánh dấu các mục ấy để giao các mục còn lại.")]))
