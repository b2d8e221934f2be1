"""Chỉ tiêu — a measure, its direction, value and unit, by when; "đạt 5/6 chỉ tiêu"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Target
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import bare, split
from dondoc.reading.shadow import Shadow

_MET = re.compile(r"(?:đạt|hoàn thành)\s+(?:được\s+)?(?P<met>\d{1,3}/\d{1,3})\s+chỉ tiêu")
_AIM = re.compile(
    r"(?P<lead>(?:phấn đấu|bảo đảm|đảm bảo|đạt|có|tối thiểu|ít nhất|trên|không dưới|từ|dưới|không quá|tối đa)[^.;%\d]{0,60}?)"
    r"(?P<value>\d{1,3}(?:[.,]\d{1,3})*)\s?(?P<unit>%|lượt|đồng chí|chi bộ|đảng viên|cuộc|đoàn|lớp)",
    re.IGNORECASE,
)
_LIKE = re.compile(r"(?P<value>100)\s?(?P<unit>%)")
_LESS = re.compile(r"dưới|không quá|tối đa|giảm", re.IGNORECASE)
_MORE = re.compile(r"tối thiểu|ít nhất|trên|không dưới|trở lên|từ \d|phấn đấu", re.IGNORECASE)
_BY = re.compile(r"(?:đến|hết|trong|cuối)\s+(?:hết\s+)?năm\s+(\d{4})|(?:hằng|hàng) năm|nhiệm kỳ\s+(\d{4}\s*-\s*\d{4})")
_AIMS = re.compile(r"phấn đấu|chỉ tiêu|mục tiêu|bảo đảm|đảm bảo|tối thiểu|ít nhất|trở lên|không quá", re.IGNORECASE)


def find_targets(text: str, paragraphs: Sequence[Paragraph], catalogue: Catalogue) -> tuple[Target, ...]:
    """Sentences that set or report a target; percentages that only describe are left alone."""
    shadow = Shadow(text)
    found: list[Target] = []
    for paragraph in paragraphs:
        for start, end in split(shadow.text, shadow.here(paragraph.start), shadow.here(paragraph.end)):
            start, end = bare(shadow.text, start, end)
            target = _target(shadow, text, start, end)
            if target:
                found.append(target)
    return tuple(found)


def _target(shadow: Shadow, text: str, start: int, end: int) -> Target | None:
    line = shadow.text[start:end]
    begin, stop = shadow.at(start), shadow.at(end)
    met = _MET.search(line)
    if met:
        return Target(begin, stop, text[begin:stop], "chỉ tiêu", "=", None, by=None, met=met["met"])
    if not _AIMS.search(line):
        return None
    aim = _AIM.search(line) or _LIKE.search(line)
    if aim is None:
        return None
    year = _BY.search(line)
    around = line[max(0, aim.start() - 20) : aim.end() + 12]
    direction = "<=" if _LESS.search(around) else ">=" if _MORE.search(around) else "="
    return Target(
        begin, stop, text[begin:stop], line[aim.end() :].strip(" ,.;")[:160] or line[:160], direction,
        aim["value"].replace(",", "."), aim["unit"], by=(year[1] or year[2] or year[0]) if year else None,
    )  # fmt: skip
