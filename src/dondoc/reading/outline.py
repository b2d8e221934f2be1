"""Bố cục — phần, chương, mục, điều, khoản, điểm; and the Party's older I-, 1-, a), -."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dondoc.reading.model import Header, Provision
from dondoc.reading.paragraphs import Paragraph

# (level, pattern): the outer levels first; how deep one stands is learnt from the paper itself.
_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phần", re.compile(r"(?:PHẦN|Phần)\s+(?P<n>(?:THỨ|thứ)\s+\w+|[IVX]+|\d+|[A-E])\b[.:]?\s*")),
    ("chương", re.compile(r"(?:CHƯƠNG|Chương)\s+(?P<n>[IVXL]+|\d+)\b[.:]?\s*")),
    ("mục", re.compile(r"(?:MỤC|Mục)\s+(?P<n>\d+|[IVX]+)\b[.:]?\s*")),
    ("tiểu mục", re.compile(r"(?:TIỂU MỤC|Tiểu mục)\s+(?P<n>\d+)\b[.:]?\s*")),
    ("điều", re.compile(r"Điều\s+(?P<n>\d+[a-zđ]?)\b[.:]?\s*")),
    ("mục", re.compile(r"(?P<n>[IVXL]+)\s?[.\-–]\s+(?=\S)")),
    ("mục", re.compile(r"(?P<n>[A-E])\s?[.\-–]\s+(?=[A-ZĐÀ-Ỹ]{2})")),
    ("khoản", re.compile(r"(?P<n>\d{1,2})\s?[.\-–]\s*(?!\d)(?=\S)")),
    ("khoản", re.compile(r"(?P<n>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\s?[.\-–]?\s+(?=\S)")),
    ("khoản", re.compile(r"(?P<n>Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là\s*[:,]?\s*")),
    ("điểm", re.compile(r"(?P<n>[a-zđ])\)\s*")),
    ("gạch", re.compile(r"(?P<n>[-–+•])\s+(?=\S)")),
)
_RANK = {"phần": 0, "chương": 1, "mục": 2, "tiểu mục": 3, "điều": 4, "khoản": 5, "điểm": 7, "gạch": 8}
_ORDINALS = {
    w: str(n) for n, w in enumerate(("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"), 1)
}


@dataclass
class _Part:
    """Một phần đang dựng."""

    level: str
    rank: float
    number: str
    title: str
    start: int
    end: int
    label: str
    children: list[_Part] = field(default_factory=list)


def find_outline(text: str, paragraphs: Sequence[Paragraph], header: Header) -> tuple[Provision, ...]:
    """The parts of a paper, nested; a part ends where the next of its rank or above begins."""
    begin = max((v.end or 0 for v in (header.subject, header.issued_on, header.kind) if v), default=0)
    roots: list[_Part] = []
    open_parts: list[_Part] = []
    last = 0
    for paragraph in paragraphs:
        if paragraph.start < begin or paragraph.table is not None:
            continue
        last = paragraph.end
        part = _part(text, paragraph)
        if part is None:
            continue
        while open_parts and open_parts[-1].rank >= part.rank:
            open_parts.pop().end = part.start
        part.label = _label(open_parts, part)
        (open_parts[-1].children if open_parts else roots).append(part)
        open_parts.append(part)
    for part in open_parts:
        part.end = last
    return tuple(_frozen(text, part) for part in roots)


def _part(text: str, paragraph: Paragraph) -> _Part | None:
    line = text[paragraph.start : paragraph.end]
    for level, pattern in _LEVELS:
        match = pattern.match(line)
        if match:
            number = _ORDINALS.get(match["n"], match["n"])
            rank = _RANK[level] + (number.count(".") * 0.3 if level == "khoản" else 0)
            title = line[match.end() :].strip()
            return _Part(level, rank, number, title, paragraph.start, paragraph.end, "")
    return None


def _label(above: Sequence[_Part], part: _Part) -> str:
    """ "II.3", "Điều 5.2.a"; a dash bears the label of what it stands in."""
    if part.level == "gạch":
        return above[-1].label if above else "-"
    if part.level in ("phần", "chương", "điều", "tiểu mục"):
        return f"{part.level.capitalize()} {part.number}"
    if not above or above[-1].level in ("phần", "chương", "tiểu mục", "gạch"):
        return part.number
    if part.number.startswith(above[-1].number + "."):
        return ".".join([*above[-1].label.split(".")[:-1], part.number]).lstrip(".")
    return f"{above[-1].label}.{part.number}"


def _frozen(text: str, part: _Part) -> Provision:
    end = part.end
    while end > part.start and text[end - 1].isspace():
        end -= 1
    children = tuple(_frozen(text, child) for child in part.children)
    return Provision(part.level, part.label, part.title[:200], part.start, end, children, sure=part.level != "gạch")
