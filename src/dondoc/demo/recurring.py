"""Việc định kỳ ở cơ quan mẫu — most periods reported in time and confirmed; now and then one late, the newest still open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.access.rights import may
from dondoc.reminding.actions.occurring import confirm, open_due, report
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House


def load_periods(house: House, today: date) -> None:
    """Nạp báo cáo các kỳ — each by who answers for the unit, or stands above it; of a unit where nobody has an account none."""
    from dondoc.demo.load import moment

    open_due(moment(today, 6))
    rows = Occurrence.objects.filter(due_on__lt=today).select_related(
        "assignment__obligation", "assignment__unit", "assignment__giver"
    )
    for turn, row in enumerate(rows.order_by("assignment_id", "due_on", "id")):
        late = turn % 6 == 4
        day = row.due_on + timedelta(days=5 if late else -2)
        if turn % 7 != 6 and day < today:
            _told(house, row, day)


def _told(house: House, row: Occurrence, day: date) -> None:
    from dondoc.demo.load import moment

    by = who_may(house, "reminding.report", row.assignment.unit)
    if by is None:
        return
    report(occurrence=row, text="Đã báo cáo đủ nội dung của kỳ.", on=day, by=by, at=moment(day))
    giver = house.actors["bithu"]
    if may(giver, "reminding.confirm", row.assignment.giver):
        confirm(occurrence=row, by=giver, at=moment(day + timedelta(days=2)))


def who_may(house: House, act: str, unit: Unit) -> Actor | None:
    """The first who may, but not the leader, who confirms; None where nobody has an account."""
    rest = (one for one in house.actors.values() if one is not house.actors["bithu"])
    return next((one for one in rest if may(one, act, unit)), None)
