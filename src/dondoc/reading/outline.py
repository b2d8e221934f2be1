"""Bố cục — phần, chương, mục, điều, khoản, điểm; and the Party's older I-, 1-, 1.1-, a), -."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dondoc.reading.model import Header, Provision
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import split
from dondoc.reading.shadow import LOWER

_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NOT_SYMBOL = r"(?![A-ZĐ]{2,}\w*[-/])"  # "10-NQ/TW" opening a line is a paper, not item 10
# (level, style, rank, pattern): the outer first. Rank None: under whatever it follows.
_LEVELS: tuple[tuple[str, str, float | None, re.Pattern[str]], ...] = (
    ("phần", "phần", 0, re.compile(r"(?:PHẦN|Phần)\s+(?P<n>(?:THỨ|thứ)\s+\w+|[IVX]+|\d+|[A-E])(?!\w)[.:]?\s*")),
    ("chương", "chương", 1, re.compile(r"(?:CHƯƠNG|Chương)\s+(?P<n>[IVXL]+|\d+)(?!\w)[.:]?\s*")),
    ("mục", "Mục", 2, re.compile(r"(?:MỤC|Mục)\s+(?P<n>\d+|[IVX]+)(?!\w)[.:]?\s*")),
    ("tiểu mục", "tiểu mục", 3, re.compile(r"(?:TIỂU MỤC|Tiểu mục)\s+(?P<n>\d+)(?!\w)[.:]?\s*")),
    ("điều", "điều", 4, re.compile(r"Điều\s+(?P<n>\d+[a-zđ]?)(?:[.:]\s*|\s*$|\s+(?=[" + _UPPER + r"]))")),
    ("mục", "A", 1.5, re.compile(rf"(?P<n>[A-E])\s?[.\-–]\s*(?=[{_UPPER}]{{2}})(?!\w+[-/])")),
    ("mục", "I", 2.5, re.compile(rf"(?P<n>[IVXL]+)\s?(?:[.)]\s*(?=\S)|[-–]\s*(?=[{_UPPER}])){_NOT_SYMBOL}")),
    ("mục", "1.1", 5.5, re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?:\s?[.\-–)]\s*|\s+)(?=[^\W\d])")),
    ("mục", "1", 5, re.compile(rf"(?P<n>\d{{1,3}})\s?(?:[.)]\s*(?=[^\W\d]|[“\"(]|\d{{1,3}}%)|/\s+(?=[{_UPPER}])|[-–]\s*(?=[{_UPPER}])){_NOT_SYMBOL}")),
    ("mục", "một", None, re.compile(r"(?P<n>Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là\s*[:,]?\s*")),
    ("mục", "thứ", None, re.compile(r"Thứ (?P<n>nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)\s*[:,]\s*(?=[^\W\d])")),
    ("điểm", "a", 7, re.compile(r"(?P<n>[a-zđ])[)]\s*")),
    ("gạch", "-", None, re.compile(r"(?P<n>[-–•])\s*(?=[^\W\d_]|[“\"(\d])")),
    ("gạch", "+", None, re.compile(r"(?P<n>[+])\s*(?=\S)")),
)  # fmt: skip
_COUNTED = ("một", "thứ")  # "Một là", "Thứ nhất": their label is their words
_FOOT = re.compile(r"(?:Nơi nhận|(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.)\s)", re.IGNORECASE)
_GROUNDS = re.compile(r"[-–]?\s*(?:Căn\s?cứ|Xét|Theo đề nghị|Theo Tờ trình|Thực hiện)(?!\w)")  # a basis is no part
# What follows are the bases, or whom a letter or telegram is sent to, one a dash.
_LISTED = re.compile(r"(?:(?:Các\s+)?[Cc]ăn cứ(?:\s[^.;:]{0,60})?|Kính (?:gửi|trình)|[^.;:]{0,90}ĐIỆN):\s*$")
_ANNEX = re.compile(
    rf"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:[Ss]ố\s+)?[\dIVXA-E]+)?\s*:?\s*$|(?:PHỤ LỤC|ĐỀ CƯƠNG|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|"
    rf"PHƯƠNG ÁN|HƯỚNG DẪN|DANH MỤC|DANH SÁCH|BẢNG|BIỂU)(?!\w)[^{LOWER}]*$"
)
_NAMED = ("phần", "chương", "điều", "tiểu mục")


@dataclass
class _Part:
    """Một phần đang dựng."""

    level: str
    style: str
    rank: float | None
    number: str
    title: str
    start: int
    end: int
    label: str = ""
    children: list[_Part] = field(default_factory=list)


def find_outline(text: str, paragraphs: Sequence[Paragraph], header: Header) -> tuple[Provision, ...]:
    """The parts of a paper, nested; a part ends where the next of its rank or above begins.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5; Hướng dẫn 05-HD/VPTW for the Party's forms.
    """
    body = _body(text, paragraphs, header)
    roots: list[_Part] = []
    opened: list[_Part] = []
    is_listed = False  # among the items of "Căn cứ:"
    for place, paragraph in enumerate(body):
        part = _part(text, paragraph)
        is_listed = not roots and (_LISTED.match(text, paragraph.start, paragraph.end) is not None or is_listed)
        is_listed = is_listed and (part is None or part.level == "gạch")
        if part is None or is_listed or (not roots and _GROUNDS.match(text, paragraph.start, paragraph.end)):
            continue
        part.title = part.title or _title_below(text, body, place)
        _close(opened, part)
        if part.level == "mục" and part.style != "Mục" and any(above.level == "điều" for above in opened):
            part.level = "khoản"
        part.label = _label(opened, part)
        (opened[-1].children if opened else roots).append(part)
        opened.append(part)
    for part in opened:
        part.end = body[-1].end
    return tuple(_frozen(text, part) for part in roots)


def _body(text: str, paragraphs: Sequence[Paragraph], header: Header) -> list[Paragraph]:
    """Between the head (its last value) and the foot (nơi nhận, the signature); tables are left out."""
    begin = max((v.end or 0 for v in (header.subject, header.issued_on, header.kind) if v), default=0)
    kept = [p for p in paragraphs if p.start >= begin and p.table is None]
    foot = next((p.start for p in kept if _FOOT.match(text, p.start, p.end)), len(text) + 1)
    annex = annex_at(text, paragraphs)
    return [p for p in kept if p.start < foot or p.start >= annex]


def annex_at(text: str, paragraphs: Sequence[Paragraph]) -> int:
    """Where the first annex after the foot begins; past the end where there is none."""
    is_past = False
    for p in paragraphs:
        if is_past and p.table is None and _ANNEX.match(text, p.start, p.end):
            return p.start
        is_past = is_past or _FOOT.match(text, p.start, p.end) is not None
    return len(text) + 1


def _part(text: str, paragraph: Paragraph) -> _Part | None:
    line = text[paragraph.start : paragraph.end]
    for level, style, rank, pattern in _LEVELS:
        match = pattern.match(line)
        if match:
            number = match["n"] if style not in _COUNTED else line[: match.end()].strip(" ,:")
            deep = (rank or 0) + 0.1 * number.count(".") if style == "1.1" else rank
            shape = f"{style}{number.count('.')}" if style == "1.1" else style
            title = _first_sentence(text, paragraph.start + match.end(), paragraph.end)
            return _Part(level, shape, deep, number, title, paragraph.start, paragraph.end)
    return None


def _first_sentence(text: str, start: int, end: int) -> str:
    first = next(split(text, start, end), (start, start))
    return " ".join(text[slice(*first)].split()).rstrip(".;:,/ ")


def _title_below(text: str, body: Sequence[Paragraph], place: int) -> str:
    """The name of a part printed on the line below it: `Chương I` / `QUY ĐỊNH CHUNG`."""
    if place + 1 >= len(body) or _part(text, body[place + 1]):
        return ""
    below = " ".join(text[body[place + 1].start : body[place + 1].end].split())
    return below if len(below) < 200 and (below.isupper() or not below.endswith((".", ";", ":"))) else ""


def _close(opened: list[_Part], part: _Part) -> None:
    """End what this part does not stand in: its like and what is inside it, or all of its rank and below."""
    while part.rank is not None and opened and opened[-1].level == "gạch":
        opened.pop().end = part.start
    alike = next((at for at, above in enumerate(opened) if above.style == part.style), None)
    if part.rank is not None:
        inner = (at for at, above in enumerate(opened) if above.rank is not None and above.rank >= part.rank)
        at = next(inner, None)
        at = alike if at is None else at if alike is None else min(at, alike)
    else:
        at = alike
    while at is not None and len(opened) > at:
        opened.pop().end = part.start


def _label(above: Sequence[_Part], part: _Part) -> str:
    """ "II.3", "Điều 5.2.a", "II.3.-"; outside every other part a dash is "-"."""
    if part.level == "gạch":
        sign = "+" if part.style == "+" else "-"
        return f"{above[-1].label}.{sign}" if above else sign
    if part.level in _NAMED:
        return f"{part.level.capitalize()} {part.number}"
    if part.style == "Mục":
        return f"Mục {part.number}"
    if not above or above[-1].level in ("chương", "tiểu mục"):
        return part.number
    if part.number.startswith(above[-1].number + "."):
        return f"{above[-1].label[: -len(above[-1].number)]}{part.number}"
    return f"{above[-1].label}.{part.number}"


def _frozen(text: str, part: _Part) -> Provision:
    end = part.end
    while end > part.start and text[end - 1].isspace():
        end -= 1
    children = tuple(_frozen(text, child) for child in part.children)
    return Provision(part.level, part.label, part.title[:200], part.start, end, children, sure=part.level != "gạch")
