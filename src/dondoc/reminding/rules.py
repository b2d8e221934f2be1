"""Kỳ của việc định kỳ — which days an RRULE of the reader names. Plain values only.

The reader names a period where the paper names no day: *hằng tháng* is due on the last day of the month, *hằng quý* of
the quarter, *hằng tuần* of the week. A day a month lacks is its last day. Where the paper names the first period
(DTSTART) the others are counted from it. What cannot be understood is None: unknown.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, time

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused

LAST = 28  # every month has so many days
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def days(recurs: str, since: date, first: date, last: date) -> list[date] | None:
    """Các ngày đến hạn — of a duty laid on `since`, between two days, both in it; None for a rule not understood."""
    found: set[date] = set()
    try:
        parts, begun = _parts(recurs)
        rules = [rule for one in _month_by_month(parts) for rule in _rules(one, since, begun)]
        for rule, start in rules:
            begin, end = datetime.combine(first, time()), datetime.combine(last, time())
            every = rrulestr(rule, dtstart=datetime.combine(start, time()))
            found |= {at.date() for at in every.between(begin, end, inc=True)}  # type: ignore[union-attr]
    except (KeyError, ValueError, TypeError):
        return None
    found |= {begun} if begun and first <= begun <= last else set()
    return sorted(day for day in found if day >= max(since, begun or since))


def _parts(recurs: str) -> tuple[dict[str, str], date | None]:
    """The parts of a rule, and the day of its first period where the paper names it."""
    parts = dict(part.partition("=")[::2] for part in recurs.removeprefix("RRULE:").upper().split(";") if part)
    begun = parts.pop("DTSTART", "")
    return parts, date.fromisoformat(begun) if begun else None


def _month_by_month(parts: dict[str, str]) -> list[dict[str, str]]:
    """A yearly rule of several months as one for each: BYSETPOS counts the days of a whole year as one set."""
    if parts["FREQ"] != "YEARLY" or "BYMONTH" not in parts:
        return [parts]
    return [parts | {"BYMONTH": month} for month in parts["BYMONTH"].split(",")]


def _rules(parts: dict[str, str], since: date, begun: date | None) -> list[tuple[str, date]]:
    """The rule with its days filled in, and the day it is counted from; one for each day of the month."""
    often, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    if interval < 1 or set(parts) - {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY"}:
        raise ValueError(parts)
    start, usual = begun or _start(often, interval, since), _usual(begun)
    rest = ";".join(f"{key}={parts[key]}" for key in ("FREQ", "INTERVAL", "BYMONTH", "BYDAY") if key in parts)
    if often == "DAILY" or "BYDAY" in parts:
        return [(rest, start)]
    if often == "WEEKLY":
        return [(f"{rest};BYDAY={usual['BYDAY']}", start)]
    if often == "YEARLY" and "BYMONTH" not in parts:
        rest += f";BYMONTH={usual['BYMONTH']}"
    return [(f"{rest};{_month_day(day)}", start) for day in parts.get("BYMONTHDAY", usual["BYMONTHDAY"]).split(",")]


def _usual(begun: date | None) -> dict[str, str]:
    """The day that the rule does not name: as that of the first period; else the last of the week, the month, the year.

    A first period that ends with its month ends with every month: after 30/6 comes 31/12.
    """
    if begun is None:
        return {"BYDAY": "SU", "BYMONTH": "12", "BYMONTHDAY": "-1"}
    is_end = begun.day == month_days(begun.year, begun.month)
    return {
        "BYDAY": WEEK[begun.weekday()],
        "BYMONTH": str(begun.month),
        "BYMONTHDAY": "-1" if is_end else str(begun.day),
    }


def _month_day(day: str) -> str:
    """A day of the month, or the last where the month is shorter."""
    number = int(day)
    if number <= LAST:
        return f"BYMONTHDAY={number}"
    return f"BYMONTHDAY={','.join(map(str, range(LAST, number + 1)))};BYSETPOS=-1"


def _start(often: str, interval: int, since: date) -> date:
    """Quarters end in March, halves in June: counted from the first period of the year, not from when the duty was laid."""
    if often == "MONTHLY" and interval > 1 and not 12 % interval:
        return date(since.year, interval, 1)
    if often == "WEEKLY" and interval > 1:
        return since
    return date(since.year, 1, 1)


def named(recurs: str, due_on: date) -> str:
    """Kỳ nào — by the month, quarter, half or year its due day lies in; of any other rule, by the day."""
    parts = dict(part.partition("=")[::2] for part in recurs.removeprefix("RRULE:").upper().split(";") if part)
    months = {"MONTHLY": 1, "YEARLY": 12}.get(parts.get("FREQ", ""), 0) * int(parts.get("INTERVAL", "1"))
    if "BYMONTH" in parts or ("BYMONTHDAY" in parts and "," in parts["BYMONTHDAY"]):
        months = 0
    said = {
        1: _("tháng %(month)s/%(year)s"), 3: _("quý %(quarter)s/%(year)s"), 6: _("nửa năm thứ %(half)s, %(year)s"),
        12: _("năm %(year)s"),
    }.get(months, _("kỳ %(day)s"))  # fmt: skip
    return said % {
        "month": due_on.month, "quarter": ("I", "II", "III", "IV")[(due_on.month - 1) // 3],
        "half": 1 + (due_on.month > 6), "year": due_on.year, "day": f"{due_on:%d/%m/%Y}",
    }  # fmt: skip


def month_days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def check_report(text: str, has_paper: bool) -> None:
    if not text.strip() and not has_paper:
        raise Refused(_("Cần ghi đã làm gì, hoặc chọn văn bản báo cáo đã vào sổ."))


def check_open(is_open: bool) -> None:
    if not is_open:
        raise Refused(_("Việc định kỳ này đã kết thúc."))


def check_email(email: str) -> None:
    """One plain address; where it leads is the person's own word."""
    name, at, host = email.partition("@")
    if not (name and at and "." in host) or any(c.isspace() or c in ",;<>\"'" for c in email):
        raise Refused(_("Địa chỉ thư chưa đúng. Ghi như ten@coquan.vn."))


def check_machine(is_machine: bool) -> None:
    if not is_machine:
        raise Refused(_("Việc này do phần mềm làm."))
