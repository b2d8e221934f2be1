"""Thời hạn — when a duty is due, as printed and as understood; a quarter stays a quarter."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

from dondoc.reading.model import Clock, Due
from dondoc.reading.shadow import Shadow

_LEAD = r"(?:(?:hoàn thành|báo cáo|gửi|trình)?\s*(?:xong\s+)?(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|trong|đến|vào|hết|xong trước)\s+(?:hết\s+|cuối\s+)?)?"
_YEAR = r"(?:\s*(?:/|năm\s+)\s*(?P<{0}>\d{{4}}))?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        ("clock", r"(?:trong (?:thời hạn |vòng )?|chậm nhất (?:là )?|không quá )?(?P<n>\d{1,3}) ngày(?P<w> làm việc)?,?\s+(?:kể từ|từ|sau)\s+(?:ngày\s+|khi\s+)?(?P<from>[^,.;]{2,60})"),
        ("monthly", r"(?:định kỳ\s+)?(?:trước\s+ngày\s+(?P<d>\d{1,2})\s+(?:hằng|hàng)\s+tháng|(?:hằng|hàng)\s+tháng(?:,?\s*trước\s+ngày\s+(?P<d2>\d{1,2}))?)"),
        ("quarterly", r"(?:định kỳ\s+)?(?:(?:hằng|hàng|mỗi)\s+quý|(?:ba|3)\s+tháng\s+một\s+lần)"),
        ("half", r"(?:định kỳ\s+)?(?:(?:sáu|6|06)\s+tháng\s+(?:một\s+lần|đầu năm và cả năm|và (?:cả|hằng) năm)|mỗi\s+(?:sáu|6)\s+tháng)"),
        ("yearly", r"(?:định kỳ\s+)?(?:trước\s+ngày\s+(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})\s+(?:hằng|hàng)\s+năm|(?:hằng|hàng)\s+năm)"),
        ("weekly", r"(?:hằng|hàng|mỗi)\s+tuần|(?:hai|2)\s+tuần\s+một\s+lần"),
        ("day", _LEAD + r"ngày\s+(?P<d>\d{1,2})(?:/|\s+tháng\s+|-)(?P<m>\d{1,2})" + _YEAR.format("y").replace("(?:/|năm", "(?:[/-]|năm")),
        ("day", r"(?:trước|chậm nhất(?: là)?|hết|đến)\s+(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?"),
        ("quarter", _LEAD + r"quý\s+(?P<q>IV|III|II|I|[1-4])" + _YEAR.format("y")),
        ("halfyear", _LEAD + r"(?:6|sáu)\s+tháng\s+(?P<h>đầu|cuối)\s+năm" + r"(?:\s+(?P<y>\d{4}))?"),
        ("month", _LEAD + r"tháng\s+(?P<m>\d{1,2})" + _YEAR.format("y")),
        ("year", r"(?:hoàn thành |xong |trước |trong |đến |hết |cuối )(?:cuối |hết |trong )?năm\s+(?P<y>\d{4})"),
        ("term", r"(?:trong |đến |hết |cả )?(?:hết |cuối )?nhiệm kỳ(?:\s+(?P<y1>\d{4})\s*-\s*(?P<y2>\d{4}))?"),
    )
)  # fmt: skip
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_EVERY = {"quarterly": "FREQ=MONTHLY;INTERVAL=3", "half": "FREQ=MONTHLY;INTERVAL=6", "weekly": "FREQ=WEEKLY"}
_PAST = re.compile(r"(?:số\s+\S+\s*,?\s*|họp\s+|ban hành\s+|ký\s+)$", re.IGNORECASE)


def find_due(
    shadow: Shadow, start: int, end: int, *, issued_on: str | None, taken: tuple[tuple[int, int], ...] = ()
) -> Due | None:
    """The first deadline in `text[start:end]`, outside `taken` spans (dates of cited papers)."""
    words = shadow.text[shadow.here(start) : shadow.here(end)]
    offset = shadow.here(start)
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(words):
            begin, stop = shadow.at(offset + match.start()), shadow.at(offset + match.end())
            inside = any(a < stop and begin < b for a, b in taken)
            if inside or _PAST.search(words[: match.start()]):
                continue
            due = _READERS.get(name, _every)(name, match, issued_on)
            if due is not None:
                text = match[0].strip()
                return Due(text=text, start=begin, end=begin + (stop - begin), **due)
    return None


def _every(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any]:
    return {"recurs": _EVERY[name], "precision": "day"}


def _monthly(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any]:
    day = match["d"] or match["d2"]
    return {"recurs": f"FREQ=MONTHLY;BYMONTHDAY={int(day)}" if day else "FREQ=MONTHLY", "precision": "day"}


def _yearly(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any]:
    by = f";BYMONTH={int(match['m'])};BYMONTHDAY={int(match['d'])}" if match["d"] else ""
    return {"recurs": f"FREQ=YEARLY{by}", "precision": "day" if by else "year"}


def _clock(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any]:
    said = match["from"].lower()
    starts = "signing" if re.match(r"(?:ký|ban hành|có hiệu lực)", said) else "event"
    if re.match(r"(?:nhận|tiếp nhận)", said):
        starts = "receipt"
    unit = "working" if match["w"] else "calendar"
    return {"clock": Clock(int(match["n"]), unit, starts), "precision": "day"}


def _day(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    year = _year(match["y"], issued_on, int(match["m"]), int(match["d"]))
    if year is None:
        return {"precision": "day"}
    try:
        return {"on": date(year, int(match["m"]), int(match["d"])).isoformat(), "precision": "day"}
    except ValueError:
        return None


def _month(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    return _period(_year(match["y"], issued_on, month), month, month, "month")


def _quarter(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any]:
    quarter = _QUARTERS[match["q"].upper()]
    return _period(_year(match["y"], issued_on, quarter * 3), quarter * 3 - 2, quarter * 3, "quarter")


def _halfyear(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any]:
    first = match["h"].lower() == "đầu"
    last = 6 if first else 12
    return _period(_year(match["y"], issued_on, last), last - 5, last, "half")


def _whole_year(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any]:
    return _period(int(match["y"]), 1, 12, "year")


def _term(name: str, match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    if not match["y1"]:
        return None
    return {"from_": f"{match['y1']}-01-01", "until": f"{match['y2']}-12-31", "precision": "term"}


def _period(year: int | None, first: int, last: int, precision: str) -> dict[str, Any]:
    if year is None:
        return {"precision": precision}
    end = calendar.monthrange(year, last)[1]
    return {"from_": f"{year}-{first:02d}-01", "until": f"{year}-{last:02d}-{end}", "precision": precision}


def _year(printed: str | None, issued_on: str | None, month: int, day: int = 28) -> int | None:
    """The printed year, else the first one that puts the day not before the paper's own."""
    if printed:
        return int(printed)
    if issued_on is None:
        return None
    year = int(issued_on[:4])
    return year if f"{year}-{month:02d}-{day:02d}" >= issued_on else year + 1


_READERS = {
    "monthly": _monthly, "yearly": _yearly, "clock": _clock, "day": _day, "month": _month,
    "quarter": _quarter, "halfyear": _halfyear, "year": _whole_year, "term": _term,
}  # fmt: skip
