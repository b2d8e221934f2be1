"""Quy tắc — what an office may set, and on what ground. Plain values only."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dondoc.regulations.figures import Figure
from dondoc.regulations.rulesets import Given, book
from dondoc.regulations.words import Certainty, Level, Unit
from dondoc.regulations.workdays import WorkCalendar
from dondoc.shared.acts import Refused

LARGEST = 100_000
DAYS = {Unit.WORKING_DAY, Unit.CALENDAR_DAY}


def left_open(key: str, level: str | None, on: date) -> Given:
    """Điều quy định để mở — what the rule in force on a day says of a subject, where an office may speak; else Refused."""
    rows = book().ours(key, Level(level) if level else None) if key in book().subjects else ()
    given = next((row for row in rows if row.holds(on)), None)
    if given is None:
        raise Refused(_("Ngày %(day)s chưa có quy định nào nói đến điều này. Chọn ngày khác.") % {"day": _day(on)})
    if given.certainty is Certainty.CONFIRMED:
        raise Refused(
            _("%(rule)s đã ghi: %(words)s. Chỉ đặt được điều quy định để mở.")
            % {"rule": given.rule.number, "words": given.words}
        )
    return given


def units_for(given: Given) -> tuple[Unit, ...]:
    """Đơn vị tính chọn được — where days are counted, working or calendar days; else the subject's own."""
    return (Unit.WORKING_DAY, Unit.CALENDAR_DAY) if given.subject.unit in DAYS else (given.subject.unit,)


def check_amount(given: Given, amount: int, unit: str, cap: int | None) -> None:
    """Con số, đơn vị tính, phần gia hạn có nghĩa."""
    if unit not in units_for(given):
        raise Refused(_("Điều này không tính bằng đơn vị ấy."))
    if not 0 < amount <= LARGEST or (cap is not None and not 0 < cap <= LARGEST):
        raise Refused(_("Con số phải từ 1 đến 100.000."))


def check_ground(paper_number: str, paper_on: date | None, ground: str, today: date) -> None:
    """Căn cứ — a paper with its number and day, or words that say who decided."""
    if not (paper_number.strip() and paper_on) and not ground.strip():
        raise Refused(_("Cần ghi căn cứ: số và ngày văn bản, hoặc ai quyết định, ở cuộc họp nào."))
    if paper_on is not None and paper_on > today:
        raise Refused(_("Ngày văn bản %(day)s chưa tới.") % {"day": _day(paper_on)})


def check_correction(day: date, is_off: bool, calendar: WorkCalendar) -> None:
    """Ngày được sửa — within the calendar, and not so already."""
    if not calendar.covers(day):
        raise Refused(_("Phần mềm chưa có lịch năm %(year)s.") % {"year": day.year})
    if calendar.is_working(day) != is_off:
        said = _("Ngày %(day)s đã là ngày nghỉ.") if is_off else _("Ngày %(day)s đã là ngày làm việc.")
        raise Refused(said % {"day": _day(day)})


def check_extension(found: Figure, more: int) -> None:
    """Gia hạn trong mức cho phép — no cap known, no extension."""
    if found.cap is None:
        raise Refused(_("%(rule)s không nói được gia hạn bao nhiêu.") % {"rule": found.rule.number})
    if more > found.cap:
        raise Refused(_("Chỉ được gia hạn nhiều nhất %(cap)s.") % {"cap": found.cap})


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
