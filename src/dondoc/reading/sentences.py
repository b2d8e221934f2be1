"""Câu — where sentences of a paragraph begin and end, without splitting numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.shadow import UPPER

# Both open with the sign they look for: many times as fast to find as a place behind it.
_END = re.compile(r"[.!?…][”\"’)]*\s+(?=[" + UPPER + r"“\"(\-]|\d{1,3}(?:,\d+)?\s?%|\d{1,4}/\d{1,4}\s+[a-zđ])")
_CLAUSE = re.compile(r";\s+")
_NOT_END = re.compile(r"(?:TP|T\.Ư|tr|Tr|PGS|TS|GS|St|v\.v|\b[A-ZĐ]|^\s*(?:\d{1,3}|[IVX]+))\.$")
INLINE = r"\((?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)\s+"  # "(i) rà soát…; (ii) báo cáo…"
LABEL = re.compile(
    rf"\s*(?:[A-EGH][.\-]\s+(?=[{UPPER}]{{2}})|"
    r"(?:Điều|Mục|Chương|Phần)\s+[\dIVXL]+[.:]?\s*|\d{1,3}(?:\.\d{1,3})*[.)\-](?!\d)\s*|\d{1,2}/\s+|[a-zđ]\)\s*|[IVXL]+[.\-]\s*|[-+•–*]\s+"
    rf"|{INLINE}(?=\w)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là\s*[:,]?\s*|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)\s*[:,]?\s*)+"
)
_RANKS = (
    (1, re.compile(r"\s*(?:[IVXL]+|[A-E])\s?[.\-]\s")), (2, re.compile(r"\s*(?:Điều|Mục|Chương|Phần)\s+[\dIVXL]+")),
    (4, re.compile(r"\s*\d{1,2}\.\d{1,2}")), (3, re.compile(r"\s*(?:\d{1,3}\s?[.)\-]|\d{1,2}/\s)")), (5, re.compile(r"\s*[a-zđ]\)")),
    (6, re.compile(r"\s*[-+•*]\s")), (3, re.compile(r"\s*(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là")),
    (5, re.compile(r"\s*(?:\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)\s*[,:])")),
)  # fmt: skip
PLAIN = 9  # a paragraph without a label stands under any heading


def rank(words: str, start: int, end: int) -> int:
    """How deep the label of a paragraph stands: 1 for "I.", 3 for "1.", 5 for "a)", 6 for a dash, PLAIN for none."""
    return next((deep for deep, label in _RANKS if label.match(words, start, end)), PLAIN)


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`."""
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.start() + 1
        if _NOT_END.search(text, max(begin, stop - 6), stop):
            continue
        if stop > begin:
            yield begin, stop
        begin = match.end()
    if begin < end:
        yield begin, end


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of what stands between semicolons."""
    begin = start
    for match in _CLAUSE.finditer(text, start, end):
        yield begin, match.start() + 1
        begin = match.end()
    if begin < end:
        yield begin, end


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the label before and the punctuation after."""
    label = LABEL.match(text, start, end)
    if label:
        start = label.end()
    while end > start and text[end - 1] in " .;,:/\u00a0":
        end -= 1
    return start, end
