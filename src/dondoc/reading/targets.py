"""Chỉ tiêu — a measure, its direction, value and unit, by when; "đạt 5/6 chỉ tiêu"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Target
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import bare, clauses, split
from dondoc.reading.shadow import Shadow

_MET = re.compile(r"(?<![\d/])(?P<met>\d{1,3}/\d{1,3})\s+(?:chỉ tiêu|mục tiêu)")
_LEADS = (
    r"phấn đấu|bảo đảm|đảm bảo|đạt|có|tối thiểu|ít nhất|trên|không dưới|từ|dưới|không quá|tối đa|không vượt quá|duy trì"
)
_AIM = re.compile(
    rf"(?P<lead>(?:(?<!\w)(?:{_LEADS})\s+)*)(?<![\d/.,-])(?P<value>\d{{1,6}}(?:[.,]\d{{1,3}})*)(?![\d/]|\s*[-/.]\s*\d)\s?(?P<unit>%|đảng viên|chi bộ|đảng bộ|đảng ủy|đồng chí|cán bộ|tổ chức đảng|văn bản|[a-zà-ỹđ]+)"
)
_NOT_UNIT = re.compile(r"(?:năm|tháng|ngày|quý|giờ|khóa|của|và|đến|là|lần thứ|km|h)$")
_AIMS = re.compile(
    r"phấn đấu|chỉ tiêu|mục tiêu|tối thiểu|ít nhất|trở lên|không quá|không dưới|(?:bảo đảm|đảm bảo)[^.;]{0,60}\d+\s?%|trên \d+\s?%|dưới \d+\s?%|đạt từ \d",
    re.IGNORECASE,
)
_LESS = re.compile(r"(?<!\w)(?:dưới|không quá|tối đa|không vượt quá)(?!\w)", re.IGNORECASE)
_NOT_LESS = re.compile(r"không dưới", re.IGNORECASE)
_MORE = re.compile(r"tối thiểu|ít nhất|(?<!\w)trên(?!\w)|không dưới|trở lên|từ \d|phấn đấu|tăng", re.IGNORECASE)
_BY = re.compile(
    r"(?:đến|hết|trong|cuối|vào)\s+(?:hết\s+|cuối\s+)?năm\s+(\d{4})|((?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng))|(?:nhiệm kỳ|giai đoạn)\s+(\d{4}\s*-\s*\d{4})",
    re.IGNORECASE,
)
_SECTION = re.compile(r"chỉ tiêu|mục tiêu", re.IGNORECASE)
_LEAD_WORDS = re.compile(rf"(?:^|\s)(?:(?:{_LEADS})\s*)+$", re.IGNORECASE)
_RESULT = re.compile(r"(?<!\w)(?:đã|năm qua|bình quân đạt)(?!\w)", re.IGNORECASE)
_HEADING = 90


def find_targets(text: str, paragraphs: Sequence[Paragraph], catalogue: Catalogue) -> tuple[Target, ...]:
    """Clauses that set a target or say how many were reached; figures that only describe are left alone."""
    shadow = Shadow(text)
    return tuple(_walk(shadow, text, paragraphs))


def _walk(shadow: Shadow, text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Target]:
    among, by = False, None
    for paragraph in paragraphs:
        start, end = shadow.here(paragraph.start), shadow.here(paragraph.end)
        if end - start < _HEADING and shadow.text[end - 1] not in ".;" and not _AIM.search(shadow.text, start, end):
            among = _SECTION.search(shadow.text, start, end) is not None
            by = _when(shadow.text[start:end]) if among else None
            continue
        if among and end - start < _HEADING and _SECTION.search(shadow.text, start, start + 30):
            by = _when(shadow.text[start:end])
        for first, last in split(shadow.text, start, end):
            for begin, stop in clauses(shadow.text, first, last):
                target = _target(shadow, text, *bare(shadow.text, begin, stop), among, by)
                if target is not None:
                    yield target


def _target(shadow: Shadow, text: str, start: int, end: int, among: bool, by: str | None) -> Target | None:
    line = shadow.text[start:end]
    begin, stop = shadow.at(start), shadow.at(end)
    met = _MET.search(line)
    if met:
        return Target(begin, stop, text[begin:stop], "chỉ tiêu", "=", None, by=_when(line), met=met["met"])
    if not (among or _AIMS.search(line)) or _RESULT.search(line):
        return None
    aim = _aim(line)
    if aim is None:
        return None
    around = line[max(0, aim.start() - 20) : aim.end() + 12]
    return Target(
        begin, stop, text[begin:stop], _measure(line, aim), _direction(around), _plain(aim["value"]), aim["unit"],
        by=_when(line) or by,
    )  # fmt: skip


def _aim(line: str) -> re.Match[str] | None:
    """The figure aimed at: one with a leading word or a percent sign before any other."""
    found = [m for m in _AIM.finditer(line) if not _NOT_UNIT.fullmatch(m["unit"])]
    return next((m for m in found if m["unit"] == "%"), None) or next((m for m in found if m["lead"]), None)


def _direction(around: str) -> str:
    if _LESS.search(around) and not _NOT_LESS.search(around):
        return "<="
    return ">=" if _MORE.search(around) else "="


def _measure(line: str, aim: re.Match[str]) -> str:
    """What is measured: the words before the figure where they name something, else those after."""
    before = _LEAD_WORDS.sub("", line[: aim.start()]).strip(" ,:")
    after = re.sub(r"^(?:trở lên)?[\s,]*", "", line[aim.end() :]).strip(" ,")
    before = "" if _BY.fullmatch(before) else before
    whole = before if len(before) > 12 else f"{before} {after}".strip()
    return (whole or line)[:160]


def _plain(value: str) -> str:
    """ "04" → "4", "91,5" → "91.5", "1.200" → "1200"."""
    value = re.sub(r"\.(?=\d{3}(?:\D|$))", "", value).replace(",", ".")
    return value.lstrip("0") or "0"


def _when(line: str) -> str | None:
    found = _BY.search(line)
    return next((g for g in found.groups() if g), None) if found else None
