"""Vận dụng — another unit says that it uses a confirmed practice."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.practices import rules
from dondoc.practices.lifecycle import State
from dondoc.practices.models import Practice, Reuse
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands, is_for_other

USE = "practices.use"


@act(USE, gettext_lazy("Ghi đơn vị vận dụng cách làm hay"))
def use(*, practice: Practice, unit: Unit, by: Actor, at: datetime, on: date | None = None, note: str = "") -> Reuse:
    """Vận dụng — once a unit, from a day that has come."""
    require(by, USE, unit)
    day = on or hanoi_day(at)
    rules.check_other(unit.pk, practice.unit_id)
    rules.check_day(day, hanoi_day(at))
    if Practice.objects.values_list("state", flat=True).get(pk=practice.pk) != State.CONFIRMED:
        raise Refused(_("Cách làm này chưa được xác nhận, hoặc đã rút khỏi thư viện."))
    row = _once(practice, unit, day, note, by, at)
    check_stands(unit)
    write(USE, row, by=by, at=at, on=day, unit=unit, practice=practice.pk)
    return row


def _once(practice: Practice, unit: Unit, day: date, note: str, by: Actor, at: datetime) -> Reuse:
    with or_refuse(_("Đơn vị đã ghi vận dụng cách làm này.")):
        return Reuse.objects.create(
            practice=practice, unit=unit, on=day, at=at, note=note.strip()[:500], **by.who, for_other=is_for_other(by, unit.pk),
        )  # fmt: skip
