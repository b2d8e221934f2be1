"""Hành vi quy định — an office sets what a rule leaves open, and corrects the calendar; both are withdrawn, never erased."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.reading.text import one_line
from dondoc.regulations import rules
from dondoc.regulations.models import CalendarChange, OfficeFigure
from dondoc.regulations.queries import keeper, work_calendar
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse


@act("regulations.set_figure", gettext_lazy("Đặt con số quy định để mở"))
def set_figure(
    *, key: str, amount: int, unit: str, from_on: date, by: Actor, at: datetime, level: str = "",
    cap: int | None = None, paper_number: str = "", paper_on: date | None = None, ground: str = "",
) -> OfficeFigure:  # fmt: skip
    """Đặt con số quy định để mở — from a day, on a ground, for as long as the rule in force on that day holds."""
    house = keeper()
    require(by, "regulations.set_figure", house)
    given = rules.left_open(key, level or None, from_on)
    rules.check_amount(given, amount, unit, cap)
    rules.check_ground(paper_number, paper_on, ground, by.today)
    row = OfficeFigure(key=key, level=level, given=given.id, amount=amount, unit=unit, cap=cap, from_on=from_on,
                       paper_number=one_line(paper_number), paper_on=paper_on, ground=one_line(ground), at=at)  # fmt: skip
    with or_refuse(_("Điều này đã được đặt từ đúng ngày ấy. Rút con số cũ trước, hoặc chọn ngày khác.")):
        row.save(force_insert=True)
    write("regulations.set_figure", row, by=by, at=at, on=from_on, unit=house, key=key, level=level)
    return row


@act("regulations.withdraw_figure", gettext_lazy("Rút con số đã đặt"))
def withdraw_figure(*, setting: OfficeFigure, from_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Rút con số đã đặt — from a day on it no longer holds; what was computed by it keeps its id and can be shown."""
    house = keeper()
    require(by, "regulations.withdraw_figure", house)
    check_reason(reason)
    if from_on < setting.from_on:
        raise Refused(_("Con số này chỉ có từ ngày %(day)s. Rút từ ngày ấy hoặc sau đó.") % _days(setting.from_on))
    changed = OfficeFigure.objects.filter(pk=setting.pk, withdrawn_at__isnull=True).update(
        withdrawn_from=from_on, withdrawn_at=at, withdrawn_because=one_line(reason)[:300]
    )
    if not changed:
        raise Refused(_("Con số này đã được rút."))
    write("regulations.withdraw_figure", setting, by=by, at=at, on=from_on, unit=house, key=setting.key)


@act("regulations.correct_calendar", gettext_lazy("Sửa lịch làm việc"))
def correct_calendar(
    *, by: Actor, at: datetime, off_on: date | None = None, work_on: date | None = None,
    paper_number: str = "", paper_on: date | None = None, ground: str = "", is_notice: bool = False,
) -> list[CalendarChange]:  # fmt: skip
    """Sửa lịch làm việc — a day made off, a day made working, or both: a day moved (hoán đổi).

    `is_notice`: the paper is the notice of the year's days off; from then on the year's days are no longer provisional.
    """
    house = keeper()
    require(by, "regulations.correct_calendar", house)
    rules.check_ground(paper_number, paper_on, ground, by.today)
    asked = [(day, is_off) for day, is_off in ((off_on, True), (work_on, False)) if day is not None]
    if not asked:
        raise Refused(_("Cần ghi ngày nghỉ, ngày làm việc, hoặc cả hai khi hoán đổi."))
    rows, calendar = [], work_calendar()
    for day, is_off in asked:
        rules.check_correction(day, is_off, calendar)
        row = CalendarChange(on=day, is_off=is_off, paper_number=one_line(paper_number), paper_on=paper_on,
                             ground=one_line(ground), at=at, is_notice=is_notice and day == asked[0][0])  # fmt: skip
        with or_refuse(_("Ngày %(day)s đã được sửa. Rút lần sửa ấy trước.") % _days(day)):
            row.save(force_insert=True)
        write("regulations.correct_calendar", row, by=by, at=at, on=day, unit=house)
        rows.append(row)
    return rows


@act("regulations.withdraw_correction", gettext_lazy("Rút lần sửa lịch"))
def withdraw_correction(*, change: CalendarChange, reason: str, by: Actor, at: datetime) -> None:
    """Rút lần sửa lịch — the day is again what the nation's calendar says; days counted before keep their calendar's id."""
    house = keeper()
    require(by, "regulations.withdraw_correction", house)
    check_reason(reason)
    rows = CalendarChange.objects.filter(pk=change.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=at, withdrawn_because=one_line(reason)[:300]):
        raise Refused(_("Lần sửa này đã được rút."))
    write("regulations.withdraw_correction", change, by=by, at=at, on=change.on, unit=house)


def _days(day: date) -> dict[str, str]:
    return {"day": f"{day:%d/%m/%Y}"}
