"""Không áp dụng — a target that does not hold, for the whole programme or for one unit; by a paper, with a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.journal.actions import write
from dondoc.programmes.actions.adopting import check_decision, check_item_stands
from dondoc.programmes.models import Exemption, Item
from dondoc.programmes.words import ItemKind
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason, or_refuse
from dondoc.units.models import Unit


@act("programmes.set_not_applicable", gettext_lazy("Ghi không áp dụng"))
def set_not_applicable(
    *, item: Item, reason: str, paper: Paper, from_on: date, by: Actor, at: datetime, unit: Unit | None = None
) -> Exemption:
    """Ghi không áp dụng — the target is counted nowhere from that day; or a unit, in no denominator."""
    programme = item.programme
    require(by, "programmes.set_not_applicable", programme.unit)
    check_item_stands(item)
    check_reason(reason)
    check_come(from_on, at)
    check_decision(paper, programme)
    if item.kind != ItemKind.TARGET and unit is None:
        raise Refused(_("Chỉ chỉ tiêu mới ghi không áp dụng. Mục khác thì rút, có lý do."))
    if unit is not None and (unit.pk == programme.unit_id or not unit.is_inside(programme.unit)):
        raise Refused(_("Đơn vị này không ở bên dưới đơn vị của chương trình."))
    with or_refuse(_("Đã ghi không áp dụng.")):
        row = Exemption.objects.create(
            item=item, unit=unit, from_on=from_on, reason=reason.strip()[:500], paper=paper, at=at
        )
    write("programmes.set_not_applicable", item, by=by, at=at, on=from_on, unit=programme.unit, paper=paper.pk,
          of=unit.pk if unit else None)  # fmt: skip
    return row


@act("programmes.apply_again", gettext_lazy("Áp dụng trở lại"))
def apply_again(*, exemption: Exemption, from_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Áp dụng trở lại — from a day; until the day before, it did not apply."""
    programme = exemption.item.programme
    require(by, "programmes.apply_again", programme.unit)
    check_reason(reason)
    check_come(from_on, at)
    if from_on <= exemption.from_on:
        raise Refused(_("Ngày áp dụng trở lại phải sau ngày bắt đầu không áp dụng."))
    rows = Exemption.objects.filter(pk=exemption.pk, until_on__isnull=True)
    ended = {"until_on": from_on - timedelta(days=1), "ended_because": reason.strip()[:300], "ended_at": at}
    if not rows.update(**ended):
        raise Refused(_("Chỉ tiêu đã áp dụng trở lại."))
    write("programmes.apply_again", exemption.item, by=by, at=at, on=from_on, unit=programme.unit)
