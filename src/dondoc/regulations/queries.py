"""Tra quy định — “Which applied on that day, at that level?”, the office's calendar, and days counted by both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dondoc.regulations import rules
from dondoc.regulations.counting import Counted, count
from dondoc.regulations.figures import Figure, Office, Unknown, applied
from dondoc.regulations.models import CalendarChange, OfficeFigure
from dondoc.regulations.rulesets import Given, Subject, book
from dondoc.regulations.words import Certainty, Level, Unit
from dondoc.regulations.workdays import Change, WorkCalendar
from dondoc.shared.acts import Refused
from dondoc.units.models import Unit as Body
from dondoc.units.queries import roots


@dataclass(frozen=True, slots=True)
class Line:
    """Một con số ở một cấp — what holds on a day, and what the rule says."""

    subject: Subject
    level: Level | None
    found: Figure | Unknown

    @property
    def given(self) -> Given | None:
        return self.found.given

    @property
    def is_open(self) -> bool:
        """The office has to set it."""
        return not self.found.is_known and self.given is not None

    @property
    def may_be_set(self) -> bool:
        """The rule does not fix it beyond doubt: the office may speak."""
        return self.given is not None and self.given.certainty is not Certainty.CONFIRMED


def keeper() -> Body:
    """Nơi đặt — the committee at the root: what it sets binds the whole installation."""
    found = roots()
    if not found:
        raise Refused(_("Chưa có đơn vị gốc. Chạy `dondoc init` trước."))
    return found[0]


def figure(key: str, *, on: date, level: str | None = None) -> Figure | Unknown:
    """Con số áp dụng ngày ấy, ở cấp ấy — one query; keep it with what it decides, by its `id`. KeyError on no such key."""
    return applied(key, on=on, level=level, office=set_by_office(key))


def lines(on: date, key: str | None = None) -> list[Line]:
    """Every figure at every level on a day, in the order of the data; of one key those alone. One query."""
    office, known = set_by_office(key), book()
    return [
        Line(subject, level, applied(subject.key, on=on, level=level, office=office))
        for subject in known.subjects.values() if key in (None, subject.key)
        for level in known.levels(subject.key)
    ]  # fmt: skip


def by_id(id: str) -> Figure | None:
    """Con số đã dùng — the one whose id was stored, whatever has changed since."""
    given_id, _plus, own_id = id.partition("+")
    given = book().given(given_id)
    if given is None:
        return None
    if not own_id:
        return Figure(given, given.amount, given.unit, given.cap, given.certainty) if given.amount is not None else None
    row = OfficeFigure.objects.filter(public_id=own_id, given=given_id).first()
    return Figure(given, row.amount, Unit(row.unit), row.cap, Certainty.OFFICE, row.value) if row else None


def work_calendar() -> WorkCalendar:
    """Lịch làm việc của cơ quan — today's, with what was corrected. One query."""
    rows = CalendarChange.objects.filter(withdrawn_at__isnull=True)
    return WorkCalendar({row.on: Change(row.is_off, row.because, row.is_notice) for row in rows})


def due(found: Figure | Unknown, start: date | datetime, more: int = 0) -> Counted | Unknown:
    """Hạn theo một con số — the day, by which rule and calendar; `more` extends it, within its cap. Unknown stays so."""
    if not found.is_known:
        return found
    if more:
        rules.check_extension(found, more)
    amount = -found.amount if found.given.subject.before else found.amount + more
    return count(amount, found.unit, start, work_calendar(), found.id)


def set_by_office(key: str | None = None) -> list[Office]:
    """Số cơ quan đã đặt — of one subject or of all, the last entered first. One query."""
    rows = OfficeFigure.objects.order_by("-id")
    return [row.value for row in (rows.filter(key=key) if key else rows)]
