"""Quy tắc — what an office may set, and on what ground. Plain values only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from dondoc.regulations.figures import Figure
from dondoc.regulations.rulesets import Given, book
from dondoc.regulations.words import Certainty, Level, Unit
from dondoc.regulations.workdays import WorkCalendar
from dondoc.shared.acts import Refused

LARGEST = 100_000
DAYS = {Unit.WORKING_DAY, Unit.CALENDAR_DAY}
MOST_WEEKLY, MOST_DAYS = 6, 200  # what a form may hold, of no regulation


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


def check_place(name: str, is_abroad: bool) -> None:
    """Ngày nghỉ nơi đóng — only of units abroad: at home the office's calendar holds."""
    if not is_abroad:
        raise Refused(_("%(name)s ở trong nước: ngày nghỉ theo lịch của cơ quan.") % {"name": name})


def check_since(name: str, from_on: date, since: date | None) -> None:
    """Từ ngày nào — not before the unit came to the place: it would never apply."""
    if since is not None and from_on < since:
        raise Refused(
            _("%(name)s đóng ở nơi này từ ngày %(day)s. Chọn ngày ấy hoặc sau đó.") % {"name": name, "day": _day(since)}
        )


def check_week(week: Collection[int]) -> None:
    """Ngày nghỉ hằng tuần — some of the seven days, not all."""
    if not set(week) <= set(range(7)) or len(set(week)) > MOST_WEEKLY:
        raise Refused(_("Chọn từ một đến %(most)s ngày nghỉ hằng tuần.") % {"most": MOST_WEEKLY})


def check_place_days(off: Collection[date], worked: Collection[date], from_on: date) -> None:
    """Ngày lễ — each once, off or worked, none before the place's own first day."""
    both = sorted(set(off) & set(worked))
    if both:
        raise Refused(_("Ngày %(day)s vừa ghi nghỉ vừa ghi đi làm.") % {"day": _day(both[0])})
    early = sorted(day for day in (*off, *worked) if day < from_on)
    if early:
        raise Refused(
            _("Ngày %(day)s ở trước ngày đầu của lịch nơi đóng (%(first)s).")
            % {"day": _day(early[0]), "first": _day(from_on)}
        )
    if len(off) + len(worked) > MOST_DAYS:
        raise Refused(_("Mỗi lần ghi nhiều nhất %(most)s ngày.") % {"most": MOST_DAYS})
