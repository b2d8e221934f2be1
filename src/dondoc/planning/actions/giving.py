"""Giao việc theo kế hoạch — what an issued plan says becomes work: each item to the unit that leads it, until the plan's day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Entry
from dondoc.journal.actions import write
from dondoc.obligations.actions.assigning import Gift, give_each
from dondoc.obligations.actions.confirming import Found, confirm_many
from dondoc.obligations.models import Assignment
from dondoc.obligations.rules import Due
from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Item, Plan
from dondoc.planning.queries import ToGive, to_give
from dondoc.planning.words import due_said, last_day
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act


@act("planning.give", gettext_lazy("Giao việc theo kế hoạch"))
def give(*, plan: Plan, items: Sequence[Item], by: Actor, at: datetime) -> list[Assignment]:
    """Giao việc theo kế hoạch — all or none; a share of the paper's obligation below the unit's own, of the unit's own item an
    obligation that the plan's paper lays."""
    require(by, "obligations.assign", plan.unit)
    if plan.state != PlanState.ISSUED or plan.entry is None:
        raise Refused(_("Kế hoạch chưa ban hành, hoặc đã rút: không giao việc theo kế hoạch này được."))
    left = {row.item.pk: row for row in to_give(plan)}
    if not items or any(item.pk not in left for item in items):
        raise Refused(_("Chọn mục có đơn vị chủ trì và chưa giao. Tải lại trang để xem các mục còn lại."))
    chosen = [left[item.pk] for item in items]
    _lay(plan, [row for row in chosen if row.item.obligation is None], by, at)
    gifts = [_gift(plan, row.item, row.parent) for row in chosen]
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


def _gift(plan: Plan, item: Item, parent: Assignment | None) -> Gift:
    assert item.obligation is not None
    assert item.owner is not None
    helped = _("Phối hợp: %(who)s") % {"who": item.partners} if item.partners else ""
    return Gift(item.obligation, item.owner, last_day(item.due_on, item.due_precision), parent, asked=helped,
                due_reason=_("Theo %(plan)s") % {"plan": plan})  # fmt: skip
