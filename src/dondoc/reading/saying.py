"""Nói bằng lời — what the contract writes in codes and rules, in the words an official would use.

The terminal, the exported page and the web say a reading alike. What has no words here keeps the
paper's own, and never shows as a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dondoc.reading.model import Clock, Due, Target
from dondoc.reading.text import nfc

GENRE = {"official": "văn bản hành chính, văn bản của Đảng", "press": "bài báo", "other": "loại khác"}
KIND = {
    "task": "có việc phải xong", "standing": "thường xuyên", "execution": "thi hành văn bản", "ban": "không được làm",
    "power": "được quyền",
}  # fmt: skip
CATEGORY = {
    "strength": "Ưu điểm, kết quả", "limitation": "Hạn chế, khuyết điểm", "cause": "Nguyên nhân",
    "request": "Yêu cầu, kiến nghị", "lesson": "Bài học kinh nghiệm",
}  # fmt: skip
RELATION = {
    "replaces": "thay thế", "repeals": "bãi bỏ", "amends": "sửa đổi, bổ sung", "implements": "thực hiện",
    "based_on": "căn cứ", "cites": "viện dẫn",
}  # fmt: skip
MENTION = {
    "full": "ghi đủ số, ký hiệu", "alias_def": "đặt tên gọi tắt", "alias_use": "dùng tên gọi tắt",
    "session": "nghị quyết của hội nghị", "congress": "nghị quyết của đại hội", "titled": "gọi bằng tên",
    "unnumbered": "không ghi số", "anaphor": "“văn bản này”, “văn bản trên”", "descriptive": "chỉ mô tả",
}  # fmt: skip
BY = {
    "text": "in trong văn bản", "antecedent": "theo chỗ nhắc trước", "catalogue": "theo danh mục",
    "rule": "máy suy ra", "ocr": "nhận dạng từ bản quét",
}  # fmt: skip
LEVEL = {  # already words: what the contract calls a part is what the paper calls it
    word: word for word in ("phần", "chương", "mục", "tiểu mục", "điều", "khoản", "điểm", "gạch")
}
PRECISION = {"day": "ngày", "month": "tháng", "quarter": "quý", "half": "nửa năm", "year": "năm", "term": "nhiệm kỳ"}
UNIT = {"calendar": "ngày", "working": "ngày làm việc"}
STARTS = {"signing": "ngày ký", "receipt": "ngày nhận", "event": "sự việc mà văn bản nêu"}
DIRECTION = {">=": "từ {} trở lên", "<=": "không quá {}", "=": "{}"}
NO_DUE = "không ghi"

_LEADS = (
    ("trước", r"trước"),
    ("chậm nhất", r"chậm nhất|muộn nhất|không muộn hơn"),
    ("đến hết", r"(?<!\w)(?:hết|đến)(?!\w)"),
)
_EVENT = re.compile(r"(?:kể từ|tính từ|từ (?:khi|ngày|lúc)|sau)\s.+", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})\s?(?:giờ|h)\s?(\d{2})?(?=\W)", re.IGNORECASE)
_EVERY = {"DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm"}
_SPANS = {("MONTHLY", 3): "hằng quý", ("MONTHLY", 12): "hằng năm"}
_RULE = frozenset(("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY"))
_WEEK = {"MO": "thứ Hai", "TU": "thứ Ba", "WE": "thứ Tư", "TH": "thứ Năm", "FR": "thứ Sáu", "SA": "thứ Bảy",
         "SU": "Chủ nhật"}  # fmt: skip
_NTH = {"": "", "1": " đầu tiên", "-1": " cuối cùng"}  # "1FR", "-1MO"
_OF_QUARTER: dict[tuple[int, ...], str] = {(3, 6, 9, 12): "tháng cuối mỗi quý", (1, 4, 7, 10): "tháng đầu mỗi quý"}
_QUARTERS = ("I", "II", "III", "IV")


def day(iso: str) -> str:
    """2026-05-15 → 15/05/2026; what is no date stays as it is."""
    return "/".join(reversed(iso.split("-")))


def when(due: Due | None) -> str:
    """Thời hạn bằng lời: "trước 15/05/2026", "ngày 20 hằng tháng", "30 ngày kể từ ngày ký"."""
    if due is None:
        return NO_DUE
    printed = " ".join(nfc(due.text).split())
    if due.recurs:
        often, first = every(due.recurs, due.precision), _limit(due, printed)
        if often is None:
            return printed
        is_day = often.startswith(("ngày", "quý"))  # "trước 6 tháng một lần" would say nothing
        return (_lead(printed, often) if is_day else often) + (f", kỳ đầu {first}" if first else "")
    return (clock(due.clock, printed) if due.clock else _limit(due, printed)) or printed


def clock(counted: Clock, printed: str = "") -> str:
    """Thời hạn tính từ một mốc; an event is told in the paper's own words, or told to be missing in them."""
    long = f"{counted.days} {UNIT[counted.unit]}"
    event = _EVENT.search(printed) if counted.starts == "event" else None
    if event is None and counted.starts == "event" and printed:
        return f"{long}, không ghi tính từ lúc nào"
    return f"{long} {event[0] if event else 'kể từ ' + STARTS[counted.starts]}"


def every(rule: str, precision: str | None = None) -> str | None:
    """Một RRULE bằng lời, với kỳ đầu nếu có; None for a rule there are no words for."""
    rule, _sign, first = rule.removeprefix("RRULE:").partition(";DTSTART=")
    often = _often(rule, precision)
    return f"{often}, kỳ đầu {first[6:]}/{first[4:6]}/{first[:4]}" if often and first else often


def _often(rule: str, precision: str | None) -> str | None:
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    try:
        often = int(parts.get("INTERVAL", "1"))
        months, days = _numbers(parts.get("BYMONTH")), _numbers(parts.get("BYMONTHDAY"))
        week = [_WEEK[sign[-2:]] + _NTH[sign[:-2]] for sign in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
        unit = _EVERY[parts["FREQ"]]
    except (KeyError, ValueError):
        return None
    if not _RULE.issuperset(parts) or often < 1 or any(not 1 <= month <= 12 for month in months):
        return None
    span = _SPANS.get((parts["FREQ"], often)) or (f"hằng {unit}" if often == 1 else f"{often} {unit} một lần")
    if months:
        return _yearly(months, days, precision) if often == 1 and not week else None
    named = _and(week or [_month_day(n) for n in days])
    return f"{named}{' ' if often == 1 else ', '}{span}" if named else span


def level(target: Target) -> str:
    """Mức của chỉ tiêu: "từ 95% trở lên", "5/6"."""
    if target.met:
        return target.met
    if target.value is None:
        return "không ghi mức"
    unit = target.unit or ""
    return DIRECTION[target.direction].format(f"{figure(target.value)}{'' if unit in ('', '%') else ' '}{unit}")


def by_when(target: Target) -> str:
    """Thời điểm phải đạt: "năm 2030", "giai đoạn 2025 - 2030", "hằng năm"."""
    said = (target.by or "").lower()
    return f"năm {said}" if said.isdigit() else f"giai đoạn {said}" if said[:4].isdigit() else said


def numbered(label: str) -> str:
    """Số của phần: the label without the dashes it stands under or ends in."""
    return label.strip("-+.")


def place(label: str) -> str:
    """Chỗ trong bố cục: "II.1.-" → "II.1, gạch đầu dòng"."""
    dashes = "gạch đầu dòng" if label.endswith(("-", "+")) else ""
    return ", ".join(part for part in (numbered(label), dashes) if part)


def figure(value: str) -> str:
    """1200 → 1.200, 91.5 → 91,5."""
    whole, dot, rest = value.partition(".")
    return f"{int(whole):,}".replace(",", ".") + ("," + rest if dot else "") if whole.isdigit() else value


def _limit(due: Due, printed: str) -> str:
    """Days, months, quarters and years; "" where the paper gives none."""
    if due.precision not in (None, "day"):
        return _lead(printed, _period(due), "trong ") if due.from_ and due.until else _edge(due)
    if due.from_ and due.until:
        return f"từ {day(due.from_)} đến {day(due.until)}"
    if due.until:
        return _lead(printed, f"{_hour(printed)}{day(due.until)}", "chậm nhất ")
    return _lead(printed, f"ngày {day(due.on)}") if due.on else _edge(due)


def _hour(printed: str) -> str:
    """ "17 giờ ngày " where the paper gives the hour: the day alone would say another thing."""
    found = _HOUR.search(printed)
    return "" if found is None else f"{int(found[1])} giờ {f'{found[2]} ' if found[2] not in (None, '00') else ''}ngày "


def _lead(printed: str, said: str, otherwise: str = "") -> str:
    """The paper's own "trước", "chậm nhất", "đến hết" before what is said."""
    if said.startswith("từ "):
        return said
    lead = next((word for word, pattern in _LEADS if re.search(pattern, printed, re.IGNORECASE)), None)
    return f"{lead} {said}" if lead else otherwise + said


def _edge(due: Due) -> str:
    """A period of which one end is known."""
    edge = due.from_ or due.until or due.on
    return f"{'từ' if due.from_ else 'hết'} {_named(edge, due.precision)}" if edge else ""


def _period(due: Due) -> str:
    first, last = str(due.from_), str(due.until)
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    if due.precision == "term":
        return f"nhiệm kỳ {first[:4]} - {last[:4]}"
    if due.precision == "year" and months > 12:
        return f"giai đoạn {first[:4]} - {last[:4]}"
    if months == {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(str(due.precision)):
        return _named(last, due.precision)
    year = "" if first[:4] == last[:4] else f"/{first[:4]}"
    return f"từ tháng {int(first[5:7])}{year} đến tháng {int(last[5:7])}/{last[:4]}"


def _named(edge: str, precision: str | None) -> str:
    """The day, month, quarter, half or year that ends (or begins) there."""
    year, month = edge[:4], int(edge[5:7])
    return {
        "month": f"tháng {month}/{year}", "quarter": f"quý {_QUARTERS[(month - 1) // 3]}/{year}",
        "half": f"6 tháng {'đầu' if month <= 6 else 'cuối'} năm {year}", "year": f"năm {year}", "term": f"năm {year}",
    }.get(precision or "", day(edge))  # fmt: skip


def _yearly(months: list[int], days: list[int], precision: str | None) -> str:
    if not days:
        return f"{_and(f'tháng {month}' for month in months)} hằng năm"
    if tuple(months) in _OF_QUARTER and len(days) == 1:
        return f"{_month_day(days[0])} {_OF_QUARTER[tuple(months)]}"
    if precision == "quarter" and len(months) == 1:
        return f"quý {_QUARTERS[(months[0] - 1) // 3]} hằng năm"
    return f"{_and(f'ngày {n}/{month}' if n > 0 else f'ngày cuối tháng {month}' for month in months for n in days)} hằng năm"


def _month_day(number: int) -> str:
    return f"ngày {number}" if number > 0 else "ngày cuối cùng" if number == -1 else f"ngày thứ {-number} từ cuối tháng"


def _numbers(words: str | None) -> list[int]:
    return [int(word) for word in words.split(",")] if words else []


def _and(words: Iterable[str]) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} và {last}" if first else last
