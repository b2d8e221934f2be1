"""Thời hạn — when a duty is due, as printed and as understood; a quarter stays a quarter.

A year not printed is the first that puts the day on or after the paper's own. Recurring deadlines
are RRULEs (RFC 5545), relative ones a clock: how many days, of which kind, from which event.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dondoc.reading.model import Clock, Due
from dondoc.reading.shadow import Shadow

_BY = (
    r"(?:(?:phải\s+)?(?:hoàn thành|xong|gửi|trình|báo cáo)?\s*(?:xong\s+)?(?:trước|chậm nhất(?:\s+là)?|muộn nhất(?:\s+là)?|không muộn hơn|hạn (?:cuối|chót|chậm nhất)(?:\s+là)?)"
    r"\s+(?:vào\s+|trong\s+|đến\s+)?(?:hết\s+|cuối\s+)?(?:\d{1,2}\s*(?:giờ|h)\s*\d{0,2}\s*,?\s*)?)"
)
_AT = r"(?:(?:hoàn thành\s+)?(?:trong|(?<!đoàn )vào|đến|hết|từ|xong|cuối|kể từ)\s+(?:hết\s+|cuối\s+|đầu\s+)?(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d{2}(?:\s*phút)?)?\s+(?=ngày))?)"
_LEAD = rf"(?P<by>{_BY})?(?:{_AT})?"
_YEAR = r"(?:\s*(?:[/-]|\.(?=\d))\s*(?P<y>\d{4})(?!\d)|\s+năm\s+(?P<y2>\d{4})(?!\d))?"
_EVERY = r"(?:hằng|hàng|mỗi|từng)"
_MONTHS = r"(?P<n>\d{1,2}|ba|sáu|một|hai)"
_COUNTED = r"(?:ít nhất\s+|tối thiểu\s+)?(?:\d{1,2}|một|hai|ba)\s+lần"
_UNITS = re.compile(r"ngày|tháng|quý|năm|tuần|kỳ|giờ|đoạn", re.IGNORECASE)
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "sáu": 6}
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAYS = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA"}
_STARTS = (
    (
        "receipt",
        re.compile(r"(?:ngày\s+|khi\s+|lúc\s+)?(?:nhận(?! (?:việc|công tác|nhiệm vụ|chức|bàn giao)(?!\w))|tiếp nhận)"),
    ),
    (
        "signing",
        re.compile(r"(?:ngày\s+|thời điểm\s+)?(?:ký(?!\s+kết(?!\s+luận))|ban hành|phát hành)|(?:hôm nay|nay)(?!\w)"),
    ),
)
_OF_PAPER = re.compile(r"số\s+\S+\s*,?\s*$", re.IGNORECASE)  # "số 12-KL/ĐU ngày…": the paper's own day
# "kể từ ngày ban hành thông báo": another paper's day; "Kết luận này", "Kết luận thanh tra" is this one.
_OF_ANOTHER = re.compile(r"(?:ngày\s+|thời điểm\s+)?(?:ký|ban hành|phát hành)\s+(?!ban hành)[a-zà-ỹđ](?!.*này)")
_NOT_DUE = re.compile(
    r"(?<!\w)(?:(?<!kỳ )(?<!phiên )họp|ban hành|(?<!trình )ký|năm học|giai đoạn|từ|nhân(?: dịp)?(?: kỷ niệm)?(?: ngày)?|kỷ niệm(?: ngày)?)\s*$",
    re.IGNORECASE,
)
# "các văn bản ban hành trước ngày…": which papers, not by when.
_PAPERS_OF = re.compile(
    r"(?:văn bản|nghị quyết|quyết định|quy định|quy chế|kế hoạch|hồ sơ|thỏa thuận|hợp đồng|điều ước|đã|được|số\s+\S+)\s+(?:ký kết|ký|ban hành|họp)\s*$|(?<!\w)(?:từ|năm học|giai đoạn)\s*$", re.IGNORECASE,
)  # fmt: skip
_NAMED = re.compile(
    r"(?<!\w)(?:chương trình|kế hoạch|công tác|nhiệm vụ|trọng tâm|phương hướng|dự toán|ngân sách)\s*$", re.IGNORECASE,
)  # fmt: skip
# "số liệu tính từ 15/12/2025 đến 15/12/2026": over which time is counted.
_COUNTED_OVER = re.compile(
    r"(?<!\w)(?:số liệu|mốc thời gian|thời kỳ báo cáo|kỳ báo cáo)(?: \w+){0,3}\s*$", re.IGNORECASE
)
# "tránh dồn hồ sơ vào cuối năm", "chi tiết đến từng tháng": how, not by when.
_NOT_BY_THEN = re.compile(
    r"(?<!\w)(?:(?:dồn|để dồn|dồn việc)(?: \w+){0,3}|chi tiết(?: đến| tới)?|cụ thể(?: đến| tới)|đến|tới)\s*$",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:\d|sáu|tháng|quý|năm|cả năm)", re.IGNORECASE)  # no "trong", "hết" before it
_FIRST = re.compile(r"[,;]?\s*(?:kỳ đầu|lần đầu|bắt đầu|kỳ đầu tiên|lần đầu tiên|lần thứ nhất)\s+(?:tiên\s+)?")

_PRINTED = re.compile(r"\d{4}")  # a year
_ELL = re.compile(r"(?<=\d)l(?=/)|(?<=/)l(?=\d)|(?<=\d/)l(?=/)")  # "05/l0/2026": a scan's letter for a one
_DONE_IN = re.compile(
    r"(?:hoàn thành|xong)(?:\s+trong)?(?:\s+|$)", re.IGNORECASE
)  # no time of what is spoken of: by when
_AHEAD = re.compile(r"\W*(?:hoàn thành |xong |phải |gửi |trình )*trước\s+(?:tháng|quý|năm)(?!\w)", re.IGNORECASE)
_FROM = re.compile(r"[\s,]*(?:kể\s+)?từ\s")

Reader = Callable[[re.Match[str], str | None], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Một cách nói thời hạn đã thấy."""

    start: int
    end: int
    rank: int  # 0 a deadline by its own words, 1 a period that comes back, 2 a date that may be one
    facts: dict[str, Any]
    printed: bool = True  # with its year


def recurrence(words: str) -> str:
    """Định kỳ — what the words of a due say of coming again, as `from_first`; "" where they say nothing of it."""
    found = due_in(words, None)
    if (
        found and found.recurs == "FREQ=YEARLY"
    ):  # "trong tháng 3" is of every year: as of which it is read is all the same
        of_any = due_in(words, "2000-01-01")
        found = found if of_any is None or not of_any.recurs else replace(found, recurs=of_any.recurs)
    return from_first(found.recurs, found.on or found.until) if found else ""


def due_in(words: str, issued_on: str | None) -> Due | None:
    """Hạn trong vài chữ — the deadline of words that stand by themselves; None where they name none."""
    return find_due(Shadow(words), 0, len(words), issued_on=issued_on)


def from_first(recurs: str | None, first: str | None) -> str:
    """Định kỳ từ kỳ đầu — the RRULE (RFC 5545), counted from the day that a due with a rule names: its first, never its last."""
    return f"{recurs};DTSTART={first.replace('-', '')}" if recurs and first else recurs or ""


def find_due(
    shadow: Shadow, start: int, end: int, *, issued_on: str | None, taken: tuple[tuple[int, int], ...] = (),
    every_year: bool = False,
) -> Due | None:  # fmt: skip
    """The deadline of `text[start:end]`, outside `taken` spans (dates of cited papers).

    With `every_year` (a paper that sets rules) a day without its year comes back each year.

    A day that closes something ("trước ngày…") goes before a period, a period before a bare date.
    """
    first, last = shadow.here(start), shadow.here(end)
    words = _ELL.sub("1", shadow.text[first:last])
    seen = [s for s in _all(words, issued_on) if not _is_taken(shadow, first, s, taken)]
    if not seen:
        return None
    seen = list(_spanning(words, seen))
    best = min(seen, key=lambda s: (s.rank, s.start))
    first_told = min(seen, key=lambda s: s.start)
    if best.rank == 1 and first_told.start < 4 and first_told.printed and first_told.facts.get("until"):
        best = first_told  # "Từ ngày 05/4 đến ngày 31/5/2026, … được cấp nước mỗi ngày"
    best = _of_week(words, _of_year(_with_first(words, best, seen), seen))
    if (
        every_year
        and not best.printed
        and (best.facts.get("until") or best.facts.get("on"))
        and best.facts["precision"] in ("day", "month")
    ):
        best = _each_year(best, best)
    begin, stop = shadow.at(first + best.start), shadow.at(first + best.end)
    return Due(text=shadow.original[begin:stop], start=begin, end=stop, **best.facts)


def _is_taken(shadow: Shadow, first: int, seen: _Seen, taken: tuple[tuple[int, int], ...]) -> bool:
    begin, stop = shadow.at(first + seen.start), shadow.at(first + seen.end)
    if seen.facts.get("clock"):  # "kể từ ngày ký Quy chế này": the paper named is the event
        return any(a <= begin < b for a, b in taken)
    return any(a < stop and begin < b for a, b in taken)


def _all(words: str, issued_on: str | None) -> list[_Seen]:
    """Every way of telling time in the words; of two that overlap the longer stays, be it a deadline or not."""
    found: list[_Seen] = []
    units = {unit.lower() for unit in _UNITS.findall(words)} | {sign for sign in "/-." if sign in words}
    for rank, needs, pattern, reader in _PATTERNS:
        for match in pattern.finditer(words) if units & needs else ():
            facts = reader(match, issued_on)
            if facts is not None:
                found.append(_seen(words, match, rank, _due_of(words, match, reader, facts, issued_on)))
    kept: list[_Seen] = []
    for row in sorted(found, key=lambda s: s.start - s.end):
        if not any(row.start < other.end and other.start < row.end for other in kept):
            kept.append(row)
    return [row for row in kept if row.facts]


def _seen(words: str, match: re.Match[str], rank: int, facts: dict[str, Any]) -> _Seen:
    begin = match.start() + len(match[0]) - len(match[0].lstrip(" ,"))
    end = match.start() + len(match[0].rstrip(" ,"))
    done = _DONE_IN.match(words, begin) or _DONE_IN.search(words, max(0, begin - 12), begin)
    told = 0 if match.groupdict().get("by") or done else rank
    return _Seen(begin, end, told, facts, bool(_PRINTED.search(match[0])))


def _due_of(
    words: str, match: re.Match[str], reader: Reader, facts: dict[str, Any], issued_on: str | None
) -> dict[str, Any]:
    """What the time says of when a deed is due: nothing where it is another's day or lies before the paper's own."""
    if _names_a_thing(match, reader, words[max(0, match.start() - 30) : match.start()]):
        return {}
    if _is_how(match, words[max(0, match.start() - 30) : match.start()]):
        return {}
    if reader in (_range, _months_range) and _COUNTED_OVER.search(words[max(0, match.start() - 30) : match.start()]):
        return {}
    if _is_other(reader, facts, words[max(0, match.start() - 30) : match.start()], match.groupdict().get("by")):
        return {}
    facts = _before(match[0], facts)
    if _FROM.match(match[0]) and reader not in (_range, _months_range):
        facts = {"from_": facts.get("from_") or facts.get("on"), "precision": facts["precision"]}
        return {} if issued_on and (facts["from_"] or issued_on) < issued_on[:7] else facts
    last = facts.get("until") or facts.get("on")
    is_past = issued_on is not None and last is not None and "recurs" not in facts and last < issued_on
    return {} if is_past else facts  # "đã ký trong giai đoạn 2021 - 2025" tells of the past


def _names_a_thing(match: re.Match[str], reader: Reader, before: str) -> bool:
    """ "chương trình công tác 6 tháng cuối năm", "dự toán năm 2027": which programme it is, not by when something is done."""
    bare = reader in (_half, _quarter, _month, _whole_year, _this_year) and _BARE.match(match[0].lstrip(" ,"))
    return bool(bare) and not match[0].startswith(",") and _NAMED.search(before) is not None


def _is_how(match: re.Match[str], before: str) -> bool:
    """ "chi tiết đến từng tháng", "tránh dồn việc vào cuối năm": how the deed is to be done."""
    said = match[0].lstrip(" ,").lower()
    return said.startswith(("từng ", "vào cuối", "cuối")) and _NOT_BY_THEN.search(before) is not None


def _is_other(reader: Reader, facts: dict[str, Any], before: str, by: str | None) -> bool:
    """A day that is no deadline: of a meeting, of a paper's signing."""
    if "recurs" in facts or "clock" in facts:
        return False
    if by and not _PAPERS_OF.search(before):
        return False  # "trình ban hành trước ngày 15/01": by when it is to be issued
    if reader is not _day and not before.rstrip().endswith((" từ", " họp")):
        return False  # "ban hành trong tháng 5"
    return _NOT_DUE.search(before) is not None or (reader is _day and _OF_PAPER.search(before) is not None)


def _before(said: str, facts: dict[str, Any]) -> dict[str, Any]:
    """ "trước tháng 9", "trước quý IV": until the day before that time begins."""
    if not facts.get("from_") or facts["precision"] not in ("month", "quarter", "year") or not _AHEAD.match(said):
        return facts
    last = date.fromisoformat(facts["from_"]) - timedelta(days=1)
    return {"until": last.isoformat(), "precision": facts["precision"]}


_OPENS_AT = re.compile(r"(?:bắt đầu\s+|kể\s+)?từ\s", re.IGNORECASE)
_UP_TO = re.compile(r"\s*,?\s*(?:cho\s+)?(?P<to>(?:đến|tới)\s+(?:hết\s+|cuối\s+)?)?", re.IGNORECASE)


def _spanning(words: str, seen: list[_Seen]) -> Iterator[_Seen]:
    """ "từ tháng 5/2026 đến hết năm 2027", "từ ngày 15 tháng 5 đến hết ngày 15 tháng 6": two times are one period."""
    rows = sorted(seen, key=lambda s: s.start)
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        begun, last = (
            row.facts.get("from_") or row.facts.get("on"),
            after and (after.facts.get("until") or after.facts.get("on")),
        )
        opens = after is not None and begun and last and begun < last and _OPENS_AT.match(words, row.start)
        between = _UP_TO.fullmatch(words, row.end, after.start) if opens and after else None
        is_to = between and (between["to"] or words.startswith(("đến", "tới"), after.start if after else 0))
        if after is not None and is_to:
            facts = {"from_": begun, "until": last, "precision": after.facts["precision"]}
            yield _Seen(row.start, after.end, 2, facts)
        yield row


def _with_first(words: str, best: _Seen, seen: list[_Seen]) -> _Seen:
    """ "6 tháng một lần, lần đầu trước ngày 30/6/2026": a period and its first day are one deadline."""
    for period in (s for s in seen if s.facts.get("recurs")):
        first = _FIRST.match(words, period.end)
        day = next((s for s in seen if first and 0 <= s.start - first.start() <= 30 and s is not period), None)
        if day is not None and best in (period, day):
            facts = {**day.facts, **period.facts}
            facts.pop("from_", None)
            return _Seen(period.start, day.end, 0, facts)
    return best


def _of_year(best: _Seen, seen: list[_Seen]) -> _Seen:
    """ "Mỗi năm… trong tháng 3": the month or day without a year is the one of every year."""
    if best.facts.get("recurs") != "FREQ=YEARLY":
        return best
    near = next(
        (s for s in seen if s.facts.get("until") and s.facts["precision"] in ("day", "month") and not s.printed), None
    )
    if near is None:
        return best
    return _each_year(best, near)


_WEEKDAY = re.compile(r"thứ\s+(hai|ba|tư|năm|sáu|bảy)(?!\w)", re.IGNORECASE)


def _of_week(words: str, best: _Seen) -> _Seen:
    """ "hằng tuần, nộp phiếu vào chiều thứ Sáu": the day of the week said elsewhere."""
    recurs = best.facts.get("recurs") or ""
    day = _WEEKDAY.search(words) if recurs.startswith("FREQ=WEEKLY") and "BYDAY" not in recurs else None
    return replace(best, facts={**best.facts, "recurs": f"{recurs};BYDAY={_DAYS[day[1].lower()]}"}) if day else best


def _each_year(best: _Seen, near: _Seen) -> _Seen:
    last, precision = near.facts.get("until") or near.facts["on"], near.facts["precision"]
    day = f";BYMONTHDAY={int(last[8:])}" if precision == "day" else ""
    return replace(best, facts={"recurs": f"FREQ=YEARLY;BYMONTH={int(last[5:7])}{day}", "precision": precision})


def _day(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    month, day = int(match["m"]), int(match["d"])
    year = _year(match, issued_on, month, day)
    if year is None:
        return {"precision": "day"} if 1 <= month <= 12 and 1 <= day <= 31 else None
    found = _on(year, month, day)
    if found and match.groupdict().get("by"):  # "trước", "chậm nhất": the last day, not the day itself
        found["until"] = found.pop("on")
    return found


def _on(year: int, month: int, day: int) -> dict[str, Any] | None:
    try:
        return {"on": date(year, month, day).isoformat(), "precision": "day"}
    except ValueError:
        return None


def _range(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    until = _day(match, issued_on)
    if until is None or not until.get("on"):
        return until
    month, year = int(match["m0"] or match["m"]), match["y0"]
    first = _on(int(year or until["on"][:4]), month, int(match["d0"]))
    return first and {"from_": first["on"], "until": until["on"], "precision": "day"}


def _month(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    month = int(match["m"])
    return _period(_year(match, issued_on, month), month, month, "month") if 1 <= month <= 12 else None


def _months_range(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    first, last = int(match["m0"]), int(match["m"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    year = _year(match, issued_on, last)
    if year is None:
        return {"precision": "month"}
    begun = int(match["y0"]) if match["y0"] else year - (first > last)
    return {**_period(year, last, last, "month"), "from_": f"{begun}-{first:02d}-01"}


def _quarter(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    last = _QUARTERS[match["q"].upper()] * 3
    return _period(_year(match, issued_on, last), last - 2, last, "quarter")


def _half(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    last = 6 if match["h"].lower() == "đầu" else 12
    return _period(_year(match, issued_on, last), last - 5, last, "half")


def _whole_year(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    return _period(int(match["y"]), 1, 12, "year")


def _this_year(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    return _period(int(issued_on[:4]) if issued_on else None, 1, 12, "year")


def _years(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    precision = "term" if "nhiệm kỳ" in match[0].lower() else "year"
    return {"from_": f"{match['y']}-01-01", "until": f"{match['y2']}-12-31", "precision": precision}


def _term(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    return {"precision": "term"}


def _monthly(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    said = match["days"] or ""
    if "tuần" in said.lower():
        return {"recurs": "FREQ=MONTHLY", "precision": "month"}
    days = ["-1"] if "cuối" in said.lower() else [str(int(d)) for d in re.findall(r"\d{1,2}", said)]
    return {
        "recurs": "FREQ=MONTHLY" + (f";BYMONTHDAY={','.join(days)}" if days else ""),
        "precision": "day" if days else "month",
    }


def _counted_back(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    """ "chậm nhất 03 ngày trước ngày họp": its words alone, since a clock runs forward."""
    return {"precision": "day"}


def _month_of_year(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    month = int(match["m"])
    return {"recurs": f"FREQ=YEARLY;BYMONTH={month}", "precision": "month"} if 1 <= month <= 12 else None


def _many_years(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    count = _NUMBERS.get(match["n"].lower()) or int(match["n"])
    return {"recurs": "FREQ=YEARLY" + (f";INTERVAL={count}" if count > 1 else ""), "precision": "year"}


def _quarters_range(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    first, last = (_QUARTERS[match[name].upper()] * 3 for name in ("q0", "q"))
    return _period(_year(match, issued_on, last), first - 2, last, "quarter")


def _weekday(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    nth = 1 if match["nth"].lower().startswith("đầu") else -1
    return {"recurs": f"FREQ=MONTHLY;BYDAY={nth}{_DAYS[match['wd'].lower()]}", "precision": "day"}


def _of_quarter(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    month = {"cuối": "3,6,9,12", "đầu": "1,4,7,10"}[match["which"].lower()]
    return {"recurs": f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={int(match['d'])}", "precision": "day"}


def _in_quarter(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    """ "trong quý II hằng năm": by the last day of that quarter, every year."""
    month = _QUARTERS[match["q"].upper()] * 3
    return {"recurs": f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={30 if month in (6, 9) else 31}", "precision": "quarter"}


def _twice(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    """ "6 tháng trước ngày 15/6, hằng năm trước ngày 15/12": two days of the year, one rule where the days agree."""
    months, days = (match["m"], match["m2"]), (match["d"], match["d2"])
    if days[0] != days[1] or not all(1 <= int(m) <= 12 for m in months):
        return None
    return {
        "recurs": f"FREQ=YEARLY;BYMONTH={int(months[0])},{int(months[1])};BYMONTHDAY={int(days[0])}",
        "precision": "day",
    }


def _same_day(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    return {"clock": Clock(1, "working", "receipt"), "precision": "day"}


def _quarterly(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    return {"recurs": "FREQ=MONTHLY;INTERVAL=3", "precision": "quarter"}


def _months(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    count = _NUMBERS.get(match["n"].lower()) or int(match["n"])
    if not 1 <= count <= 60:
        return None
    precision = {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(count, "month")
    return {"recurs": "FREQ=MONTHLY" + (f";INTERVAL={count}" if count > 1 else ""), "precision": precision}


def _half_yearly(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    """ "mỗi nửa năm một lần"."""
    return {"recurs": "FREQ=MONTHLY;INTERVAL=6", "precision": "half"}


def _halves(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    """ "6 tháng, năm": when the first half of a year ends and when the year does."""
    return {"recurs": "FREQ=YEARLY;BYMONTH=6,12", "precision": "half"}


def _two_months(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    """ "mỗi năm hai lần, vào tháng 4 và tháng 10", "trước ngày 20/6 và ngày 20/12 hằng năm"."""
    months = [int(match["m"]), int(match["m2"])]
    days = {match.groupdict().get("d"), match.groupdict().get("d2")}
    if len(days) > 1 or not all(1 <= month <= 12 for month in months):
        return None
    day = f";BYMONTHDAY={int(next(iter(days)) or 0)}" if None not in days else ""
    return {"recurs": f"FREQ=YEARLY;BYMONTH={min(months)},{max(months)}{day}", "precision": "day" if day else "month"}


def _days_apart(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    return {"recurs": f"FREQ=DAILY;INTERVAL={int(match['n'])}", "precision": "day"}


def _yearly(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    facts = match.groupdict()
    by = f";BYMONTH={int(facts['m'])};BYMONTHDAY={int(facts['d'])}" if facts.get("d") else ""
    return {"recurs": f"FREQ=YEARLY{by}", "precision": "day" if by else "year"}


def _weekly(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    day = match.groupdict().get("wd")
    also = match.groupdict().get("wd2")
    days = ",".join(_DAYS[word.lower()] for word in (day, also) if word)
    return {"recurs": "FREQ=WEEKLY" + (f";BYDAY={days}" if days else ""), "precision": "day"}


def _week_of_year(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    """ "trong tuần 33": Monday to Sunday, as calendars number weeks (ISO 8601)."""
    year, week = match["y"] or match["y2"] or (issued_on or "")[:4], int(match["w"])
    if not 5 <= week <= 53:  # "tuần 2" is mostly of a month
        return None
    if not year:
        return {"precision": "day"}
    last = date(int(year), 12, 28).isocalendar().week  # 52, or 53 in a long year; a year without it has no such week
    if week > last:
        return {"precision": "day"}
    first = date.fromisocalendar(int(year), week, 1)
    return {"from_": first.isoformat(), "until": (first + timedelta(days=6)).isoformat(), "precision": "day"}


def _weeks(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    count = _NUMBERS.get(match["n"].lower()) or int(match["n"])
    return {"recurs": f"FREQ=WEEKLY;INTERVAL={count}", "precision": "day"}


def _daily(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    return {"recurs": "FREQ=DAILY", "precision": "day"}


def _clock(match: re.Match[str], issued_on: str | None) -> dict[str, Any] | None:
    said = match["from"].lower()
    starts = next((name for name, words in _STARTS if words.match(said)), "event")
    if starts == "signing" and _OF_ANOTHER.match(match["from"]):
        starts = "event"
    per = {"ngày": 1, "tuần": 7, "tháng": 30, "giờ": 1}[match["what"].lower()]
    count = int(match["n"]) * per
    if match["what"].lower() == "giờ":
        count = -(-int(match["n"]) // 24)
    return {"clock": Clock(count, "working" if match["w"] else "calendar", starts), "precision": "day"}


def _period(year: int | None, first: int, last: int, precision: str) -> dict[str, Any]:
    if year is None:
        return {"precision": precision}
    end = calendar.monthrange(year, last)[1]
    return {"from_": f"{year}-{first:02d}-01", "until": f"{year}-{last:02d}-{end}", "precision": precision}


def _year(match: re.Match[str], issued_on: str | None, month: int, day: int = 28) -> int | None:
    """The printed year, else the first one that puts the day not before the paper's own."""
    facts = match.groupdict()
    printed = facts.get("y") or facts.get("y2")
    if printed or issued_on is None:
        return int(printed) if printed else None
    year = int(issued_on[:4])
    return year if f"{year}-{month:02d}-{day:02d}" >= issued_on else year + 1


_NEEDS: dict[Reader, str] = {
    _half_yearly: "năm", _halves: "tháng", _two_months: "tháng năm", _days_apart: "ngày", _counted_back: "ngày tháng tuần giờ", _month_of_year: "tháng", _many_years: "năm", _quarters_range: "quý", _clock: "ngày tháng tuần giờ", _months_range: "tháng", _in_quarter: "quý", _twice: "ngày", _same_day: "ngày", _monthly: "tháng", _weekday: "tháng", _of_quarter: "quý", _yearly: "năm", _quarterly: "quý",
    _months: "tháng", _weekly: "tuần", _daily: "ngày", _weeks: "tuần", _week_of_year: "tuần", _range: "/ ngày", _day: "/ ngày - .", _quarter: "quý", _half: "năm",
    _month: "tháng", _whole_year: "năm", _this_year: "năm", _years: "kỳ đoạn - năm", _term: "kỳ",
}  # fmt: skip
_DAY = r"(?P<d>\d{1,2})\s?(?:/|\s+tháng\s+|-|\.)\s?(?P<m>\d{1,2})(?![\d%])"
_PATTERNS: tuple[tuple[int, frozenset[str], re.Pattern[str], Reader], ...] = tuple(
    (rank, frozenset(_NEEDS[reader].split()), re.compile(words, re.IGNORECASE), reader)
    for rank, words, reader in (
        (0, r"(?:trong\s+(?:thời hạn\s+|vòng\s+|thời gian\s+)?|chậm nhất\s+(?:là\s+)?(?:trong\s+|sau\s+)?|không quá\s+|sau\s+|tối đa\s+)?(?<![\d/])(?P<n>\d{1,3})\s+(?:\([^)]{2,20}\)\s+)?(?P<what>ngày|tuần|tháng|giờ)(?P<w>\s+làm việc)?(?:\s+liên tục)?,?\s+(?:kể từ|tính từ|từ khi|từ ngày|sau khi|sau ngày|từ lúc|sau)\s+(?P<from>[^,.;(]{2,70})", _clock),
        (2, r"(?:trong\s+(?:thời hạn|vòng|thời gian)|chậm nhất(?:\s+là)?(?:\s+trong)?|không quá|tối đa|trong(?=[^.;,]*$))\s+(?P<n>\d{1,3})\s+(?P<what>ngày|tuần|giờ)(?P<w>\s+làm việc)?(?P<from>)(?!\s+(?:làm việc\s+)?(?:trước|đầu|cuối|/|tới|liên tục))(?!\w)", _clock),
        (0, rf"(?:định kỳ\s+)?(?:(?P<by>trước|chậm nhất(?:\s+là)?|muộn nhất(?:\s+là)?|vào)\s+)?(?P<days>(?:các\s+)?ngày\s+\d{{1,2}}(?:(?:\s*,\s*|\s+và\s+)(?:ngày\s+)?\d{{1,2}})*)\s+(?:của\s+)?{_EVERY}\s+tháng", _monthly),
        (0, rf"{_EVERY}\s+tháng,?\s*(?:\(?\s*)(?:trước|chậm nhất(?:\s+là)?|vào)\s+(?P<days>ngày\s+\d{{1,2}})(?!\s*[/\d]|\s+tháng)", _monthly),
        (0, rf"(?:{_EVERY}\s+quý,?\s+|định kỳ\s+)?(?:(?P<by>trước|chậm nhất(?:\s+là)?|vào)\s+)?ngày\s+(?P<d>\d{{1,2}})\s+(?:của\s+)?tháng\s+(?P<which>cuối|đầu)\s+(?:của\s+)?(?:mỗi\s+|hằng\s+|hàng\s+)?quý", _of_quarter),
        (0, rf"(?:(?:định kỳ\s+)?(?:6|06|sáu)\s+tháng,?\s+)?trước\s+ngày\s+(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})\s*(?:,|và|;)\s*(?:{_EVERY}\s+năm\s+|báo cáo năm\s+|năm\s+)?(?:trước\s+)?(?:ngày\s+)?(?P<d2>\d{{1,2}})/(?P<m2>\d{{1,2}})(?!\d|/\d)(?:\s+{_EVERY}\s+năm)?", _twice),
        (0, rf"(?:6|06|sáu)\s+tháng\s+\(trước\s+(?:ngày\s+)?(?P<d>\d{{1,2}})(?:\s+tháng\s+|/)(?P<m>\d{{1,2}})\)\s*(?:,|và)\s*(?:{_EVERY}\s+)?năm\s+\(trước\s+(?:ngày\s+)?(?P<d2>\d{{1,2}})(?:\s+tháng\s+|/)(?P<m2>\d{{1,2}})\)", _twice),
        (1, r"(?:mỗi\s+)?(?P<n>\d{1,2}|hai|ba)\s+tuần\s*(?:/\s*lần|một\s+lần|/\s*01\s+lần)", _weeks),
        (0, rf"(?:vào\s+)?(?P<days>ngày cuối(?: cùng)?|tuần (?:đầu(?: tiên)?|cuối(?: cùng)?|thứ (?:nhất|hai|ba|tư)))\s+(?:của\s+)?(?:{_EVERY}\s+)?tháng(?!\s+\d|\s*/)", _monthly),
        (0, r"(?:(?P<by>trước|chậm nhất(?:\s+là)?|muộn nhất(?:\s+là)?|vào)\s+)(?P<days>ngày\s+\d{1,2})\s+(?:của\s+)?tháng\s+(?:sau|kế tiếp|tiếp theo|liền kề)", _monthly),
        (0, r"(?:chậm nhất\s+(?:là\s+)?|muộn nhất\s+|ít nhất\s+|tối thiểu\s+|trước\s+)?\d{1,3}\s+(?:ngày|tuần|tháng|giờ)(?:\s+làm việc)?\s+trước\s+(?:thời hạn(?!\w)|(?:khi\s+|ngày\s+|kỳ\s+|phiên\s+|giờ\s+|thời điểm\s+)[^\d\s,.;][^,.;]{1,60})", _counted_back),
        (0, r"trước\s+(?:ít nhất|tối thiểu)\s+\d{1,3}\s+(?:ngày|tuần|tháng|giờ)(?:\s+làm việc)?(?!\s+(?:kể|tính|từ|sau)|\s*[/\d])", _counted_back),
        (0, r"trước\s+(?:khi|ngày|kỳ|phiên|cuộc|buổi|thời điểm|thời hạn)\s+[^\d\s,.;][^,.;\d]{1,40}?\s+(?:ít nhất\s+|tối thiểu\s+|chậm nhất\s+(?:là\s+)?)?\d{1,3}\s+(?:ngày|tuần|tháng|giờ)(?:\s+làm việc)?(?!\s+(?:kể|tính|từ|sau|năm|/)|\s*[/\d])", _counted_back),
        (0, r"chậm nhất\s+(?:là\s+)?sau\s+\d{1,2}\s+giờ(?!\s+(?:kể|tính|từ|sau))", _counted_back),
        (0, rf"(?P<by>{_BY})?(?:trong\s+|vào\s+)?tháng\s+(?P<m>\d{{1,2}})\s+{_EVERY}\s+năm", _month_of_year),
        (1, r"(?:định kỳ\s+)?(?P<n>\d{1,2}|hai|ba|một)\s+năm\s+(?:một|hai|ba|\d{1,2})\s+lần", _many_years),
        (0, rf"(?:vào\s+)?thứ\s+(?P<wd>hai|ba|tư|năm|sáu|bảy)\s+(?P<nth>đầu tiên|cuối cùng|đầu|cuối)\s+(?:của\s+)?{_EVERY}\s+tháng", _weekday),
        (0, rf"(?P<by>{_BY})?(?:trong\s+)?quý\s+(?P<q>IV|III|II|I|[1-4])\s+{_EVERY}\s+năm(?:\s+của\s+nhiệm kỳ)?", _in_quarter),
        (0, r"(?:(?P<by>ngay\s+)trong\s+ngày(?:\s+làm việc)?|(?<!bia )trong\s+ngày(?:\s+làm việc)?)(?=\s*[,.;)]|\s*$)", _same_day),
        (0, rf"(?:định kỳ\s+)?{_BY}(?:ngày\s+)?{_DAY}\s+(?:{_EVERY}\s+năm|(?:của\s+)?năm\s+(?:trước|sau|kế tiếp)(?:\s+liền kề)?)", _yearly),
        (0, rf"{_EVERY}\s+năm,?\s*{_BY}ngày\s+{_DAY}(?!\s*[/-]\s*\d{{4}}|\s+năm\s+\d)", _yearly),
        (1, rf"(?:định kỳ\s+)?(?:{_COUNTED}\s+trong\s+)?{_EVERY}\s+tháng(?P<days>)", _monthly),
        (1, rf"(?:định kỳ\s+)?(?:(?:{_EVERY}|theo(?:\s+định kỳ)?)\s+quý(?!\s+[IVX\d])(?:,?\s*{_COUNTED})?|{_COUNTED}\s*/\s*quý|quý\s+một\s+lần)", _quarterly),
        (1, rf"(?:(?:định kỳ|mỗi)\s+)?{_MONTHS}\s+tháng(?:\s+{_COUNTED}|\s*/\s*(?:\d|một)?\s*lần)", _months),
        (1, rf"(?:định kỳ\s+|mỗi\s+)?(?:6|06|sáu)\s+tháng(?:\s+đầu năm)?(?:\s+và|,)\s+(?:một\s+|cả\s+|01\s+|cuối\s+|{_EVERY}\s+)?năm(?!\s+\d|\s+(?:trước|trên)|\s*[-/])", _halves),
        (0, rf"(?:{_EVERY}\s+năm(?:,?\s+{_COUNTED})?,?\s+|định kỳ\s+)(?:trước\s+|vào\s+|chậm nhất\s+)?(?:ngày\s+(?P<d>\d{{1,2}})(?:/|\s+tháng\s+)|tháng\s+)(?P<m>\d{{1,2}})(?:\s+và|,)\s+(?:trước\s+|vào\s+)?(?:(?:ngày\s+)?(?P<d2>\d{{1,2}})(?:/|\s+tháng\s+)|tháng\s+)(?P<m2>\d{{1,2}})(?![\d/])(?:\s+{_EVERY}\s+năm)?", _two_months),
        (0, rf"(?:trước\s+|vào\s+|chậm nhất\s+|trong\s+)?(?:ngày\s+(?P<d>\d{{1,2}})(?:/|\s+tháng\s+)|tháng\s+)(?P<m>\d{{1,2}})(?:\s+và|,)\s+(?:trước\s+|vào\s+)?(?:(?:ngày\s+)?(?P<d2>\d{{1,2}})(?:/|\s+tháng\s+)|tháng\s+)(?P<m2>\d{{1,2}})\s+{_EVERY}\s+năm", _two_months),
        (1, rf"(?:định kỳ\s+)?{_EVERY}\s+nửa\s+năm(?:\s+một\s+lần)?", _half_yearly),
        (1, r"(?:định kỳ\s+|cứ\s+|(?<![\d/.]))(?P<n>\d{1,2})\s+ngày\s*(?:/\s*(?:01\s+|một\s+)lần|một\s+lần|01\s+lần)", _days_apart),
        (1, rf"(?:định kỳ|mỗi)\s+{_MONTHS}\s+tháng(?!\s+\d|\s*/)", _months),
        (1, rf"(?:định kỳ\s+)?(?:{_EVERY}\s+năm(?:,?\s*{_COUNTED})?|(?<!quá )(?<!\d){_COUNTED}\s*(?:/|trong|một|mỗi)\s*năm)", _yearly),
        (1, rf"{_EVERY}\s+tuần,?\s+\(?(?:vào\s+|trước\s+)?(?:\d{{1,2}}\s*(?:giờ|h)\d*\s+)?(?:(?:sáng|chiều)\s+)?thứ\s+(?P<wd>hai|ba|tư|năm|sáu|bảy)", _weekly),
        (1, rf"(?:vào\s+)?(?:(?:sáng|chiều)\s+)?thứ\s+(?P<wd>hai|ba|tư|năm|sáu|bảy)(?:\s+và\s+(?:thứ\s+)?(?P<wd2>hai|ba|tư|năm|sáu|bảy))?\s+{_EVERY}\s+tuần|{_EVERY}\s+tuần", _weekly),
        (1, rf"(?<!công việc ){_EVERY}\s+ngày(?!\s+\d)", _daily),
        (2, r"(?:trong\s+)?(?:các\s+|hai\s+)?ngày\s+(?P<d0>\d{1,2})(?P<m0>)(?P<y0>)\s+và\s+(?:ngày\s+)?(?P<d>\d{1,2})/(?P<m>\d{1,2})" + _YEAR, _range),
        (2, rf"từ\s+(?:ngày\s+)?(?P<d0>\d{{1,2}})(?:/(?P<m0>\d{{1,2}})(?:/(?P<y0>\d{{4}}))?)?\s+đến\s+(?:hết\s+)?(?:ngày\s+)?{_DAY}{_YEAR}", _range),
        (2, rf"(?:trong\s+)?(?:(?:các|hai|02)\s+)?ngày\s+(?P<d0>\d{{1,2}})(?P<m0>)(?P<y0>)\s*(?:-|,)\s*(?:ngày\s+)?{_DAY}{_YEAR}", _range),
        (2, rf"^\s*(?P<d0>\d{{1,2}})(?:/(?P<m0>\d{{1,2}})(?:/(?P<y0>\d{{4}}))?)?\s*-\s*{_DAY}{_YEAR}\s*$", _range),
        (2, r"(?:trong\s+)?quý\s+(?P<q0>IV|III|II|I|[1-4])\s*(?:-|,|và|đến)\s*(?:quý\s+)?(?P<q>IV|III|II|I|[1-4])(?!\w)" + _YEAR, _quarters_range),
        (2, r"(?:từ\s+|trong\s+(?:các\s+)?)?tháng\s+(?P<m0>\d{1,2})(?:\s*/\s*(?P<y0>\d{4}))?\s*(?:-|đến|và tháng|,(?=\s*(?:tháng\s+)?\d{1,2}/))\s*(?:hết\s+)?(?:tháng\s+)?(?P<m>\d{1,2})(?:\s*/\s*(?P<y>\d{4})|\s+năm\s+(?P<y2>\d{4}))?(?![\d/])", _months_range),
        (2, rf"{_LEAD}ngày\s+{_DAY}{_YEAR}", _day),
        (0, rf"(?P<by>{_BY}){_DAY}{_YEAR}", _day),
        (2, r"(?:(?:kể\s+)?từ\s+)?(?<![\d/.-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])", _day),
        (2, r"^\s*(?P<d>\d{1,2})/(?P<m>\d{1,2})\s*$", _day),
        (2, rf"^\s*\d{{1,2}}\s*(?:giờ|h)\s*\d{{0,2}},?\s+(?:ngày\s+)?{_DAY}{_YEAR}\s*$", _day),
        (2, rf"{_LEAD}quý\s+(?P<q>IV|III|II|I|[1-4])(?![\w/]*\d{{5}}){_YEAR}(?!\w)", _quarter),
        (2, rf"{_LEAD}(?:(?:6|06|sáu)\s+tháng\s+|nửa\s+)(?P<h>đầu|cuối)\s+năm(?:\s+(?P<y>\d{{4}}))?", _half),
        (2, rf"{_LEAD}tháng\s+(?P<m>\d{{1,2}})(?!\s+(?:ngày|{_EVERY})){_YEAR}(?![\d/])", _month),
        (2, r"(?:(?P<by>(?:hoàn thành|xong|trước|chậm nhất)\s+(?:trong\s+|là\s+)?)|(?:trong|đến|hết|(?<!kỳ họp )cuối|(?<!đoàn )vào|từ)\s+|^\s*(?=năm\s+\d{4}\s*$))(?:cuối\s+|hết\s+|trong\s+)?năm\s+(?P<y>20\d{2})(?!\s*[-/]\s*\d)", _whole_year),
        (2, r"(?P<by>trước\s+|hoàn thành\s+)?(?:(?<!lần )trong|hết|(?<!đánh giá )(?<!tổng kết )(?<!kiểm điểm )(?<!xếp loại )(?<!báo cáo )(?<!kỳ họp )cuối|đến hết|đến cuối)\s+năm(?!\s+\d|\s+học|\s+\w+\s+\d{4})(?=\s*[,.;)]|\s*$)", _this_year),
        (2, r"(?:trong\s+|hết\s+)?tuần\s+(?:thứ\s+)?(?P<w>\d{1,2})(?:\s*/\s*(?P<y>20\d{2})|\s+năm\s+(?P<y2>20\d{2}))?(?!\w|\s*/|\s+(?:một|của|hằng|hàng))", _week_of_year),
        (2, r"^\s*(?:năm\s+)?(?P<y>20\d{2})\s*-\s*(?P<y2>20\d{2})\s*$", _years),
        (3, r"(?:trong\s+|đến\s+|hết\s+|cả\s+)?(?:giai đoạn|nhiệm kỳ)\s+(?P<y>20\d{2})\s*-\s*(?P<y2>20\d{2})", _years),
        (2, r"trong\s+(?:hai|ba|02|03)\s+năm\s+(?P<y>20\d{2})\s*-\s*(?P<y2>20\d{2})", _years),
        (2, r"(?:trong|đến|hết|cả|cuối|đến cuối)\s+(?:hết\s+|cuối\s+)?nhiệm kỳ(?!\s+\d)", _term),
    )
)  # fmt: skip
