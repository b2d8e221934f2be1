"""Ngày nghỉ nơi đóng — told for units abroad, on a ground, from a day; withdrawn, never erased."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.reading.text import one_line
from dondoc.regulations import rules
from dondoc.regulations.places import PlaceDay, PlaceWeek
from dondoc.regulations.queries import stands_since, week_row
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.units.models import Unit

Source = dict[str, Any]  # by which paper or whose word, and when it was entered


@act("regulations.set_place", gettext_lazy("Ghi ngày nghỉ nơi đóng"))
def set_place(
    *, units: Sequence[Unit], by: Actor, at: datetime, week: Collection[int] = (), from_on: date | None = None,
    off: Sequence[date] = (), worked: Sequence[date] = (), paper_number: str = "", paper_on: date | None = None,
    ground: str = "",
) -> list[PlaceWeek]:  # fmt: skip
    """Ghi ngày nghỉ nơi đóng — of units abroad at one place: the days off of a week from a day on, the feasts of a year."""
    rules.check_ground(paper_number, paper_on, ground, by.today)
    rules.check_week(week)
    if not (week or off or worked):
        raise Refused(_("Cần ghi ngày nghỉ hằng tuần, ngày lễ, hoặc cả hai."))
    source: Source = {
        "paper_number": one_line(paper_number),
        "paper_on": paper_on,
        "ground": one_line(ground),
        "at": at,
    }
    day, rows = from_on or by.today, []
    for unit in units:
        require(by, "regulations.set_place", unit)
        rules.check_place(unit.listed, unit.is_abroad)
        row = _new_week(unit, week, day, by.today, source) if week else _standing_week(unit, by.today)
        rules.check_place_days(off, worked, row.from_on)
        told = [_told(row, on, is_off, source) for days, is_off in ((off, True), (worked, False)) for on in set(days)]
        write("regulations.set_place", row, by=by, at=at, on=row.from_on, unit=unit, days=[one.pk for one in told])
        rows.append(row)
    return rows


@act("regulations.withdraw_place", gettext_lazy("Rút ngày nghỉ nơi đóng"))
def withdraw_place(*, row: PlaceWeek | PlaceDay, reason: str, by: Actor, at: datetime) -> None:
    """Rút ngày nghỉ nơi đóng — one day, or a week with all that hangs on it; what was there before holds again."""
    require(by, "regulations.withdraw_place", row.unit)
    check_reason(reason)
    rows = type(row)._default_manager.filter(pk=row.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=at, withdrawn_because=one_line(reason)[:300]):
        raise Refused(_("Dòng này đã được rút."))
    on = row.on if isinstance(row, PlaceDay) else row.from_on
    write("regulations.withdraw_place", row, by=by, at=at, on=on, unit=row.unit)


def _new_week(unit: Unit, week: Collection[int], day: date, today: date, source: Source) -> PlaceWeek:
    rules.check_since(unit.listed, day, stands_since(unit, max(day, today)))
    row = PlaceWeek(unit=unit, from_on=day, days="".join(map(str, sorted(set(week)))), **source)
    said = _("%(unit)s: ngày nghỉ hằng tuần đã được ghi từ đúng ngày %(day)s. Rút dòng ấy trước, hoặc chọn ngày khác.")
    with or_refuse(said % {"unit": unit.listed, "day": f"{day:%d/%m/%Y}"}):
        row.save(force_insert=True)
    return row


def _standing_week(unit: Unit, today: date) -> PlaceWeek:
    """Whose feasts these are: of the place where the unit stands today."""
    row = week_row(unit, today)
    if row is None:
        raise Refused(_("%(unit)s: ghi ngày nghỉ hằng tuần của nơi đóng trước.") % {"unit": unit.listed})
    return row


def _told(week: PlaceWeek, on: date, is_off: bool, source: Source) -> PlaceDay:
    row = PlaceDay(week=week, on=on, is_off=is_off, **source)
    said = _("%(unit)s: ngày %(day)s đã được ghi. Rút dòng ấy trước.")
    with or_refuse(said % {"unit": week.unit.listed, "day": f"{on:%d/%m/%Y}"}):
        row.save(force_insert=True)
    return row
