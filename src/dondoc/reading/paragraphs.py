"""Đoạn văn bản — what every source gives: text, its paragraphs with offsets, and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.reading.model import Warning
from dondoc.reading.text import nfc

EDGE = 45  # lines at the head and at the foot where two columns may stand on one line
COLUMNS = re.compile(r"\t\s*|\s{3,}")
_BARS = re.compile(r"\s*\|\s*|\t\s*|\s{3,}")  # a table copied from a web page keeps its bars
_GAPS = ("|", "\t", "  ", "\u00a0")  # without one of these a line is one column
_LABEL = re.compile(r"\W*(?:(?:Điều|Mục|Chương|Phần)\s)?(?:\w|[IVXL]{1,5}|\d{1,3}(?:\.\d{1,3})*)?[.):/\-–+•]*\s*")
_LINE = re.compile(r"[^\r\n]+")
_WRAPPED = 40  # characters of a line that may go on below
_FAR = 400  # so far back the last line of a paragraph is looked for
_LONGEST_LABEL = 40
_MANY, _NARROW, _WIDE, _RAGGED = 12, 60, 110, 14  # lines; characters of a page's width and of its ragged edge
_OPENS = re.compile(r"(?:[IVXL]+|[A-Z])\s?[.)\-]|(?:Điều|Chương|Mục|Phần|Phụ lục|Nơi nhận|Kính gửi|Căn cứ)(?!\w)")
_ITEM = re.compile(r"[a-zđ]\)|[-–+•*]")
_DATE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,4}\s?[-/]\s?[A-ZĐ][A-Za-zĐđ]*[/-]"
)  # "87-QĐ/TW"; "1- Tiếp tục" opens an item


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Một đoạn — `text[start:end]`; `label` is the number Word would print, also in the text."""

    start: int
    end: int
    label: str = ""
    table: tuple[int, int, int] | None = None  # table, row, column
    style: str = ""
    bold: bool = False
    align: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Nguồn — one file as text: one paragraph a line, except TXT which is kept as it is."""

    format: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[Warning, ...] = ()
    margins: tuple[str, ...] = ()  # headers, footers, properties: looked at for secret marks only
    lines: tuple[str, ...] = ()  # printed lines with their columns, looked at the same way
    pictures: tuple[int, ...] = ()  # where in the text a picture stands that could be a stamp; 0: on the page itself


def lines_of(text: str) -> tuple[Paragraph, ...]:
    """The lines of a text that hold something; the two columns of a head or foot apart."""
    found: list[Paragraph] = []
    for match in _LINE.finditer(text):
        bare = match[0].strip()
        if bare:
            begin = match.start() + match[0].index(bare[0])
            found.append(Paragraph(begin, begin + len(bare)))
    found = _celled(text, _unwrapped(text, found))
    ends = {*range(min(EDGE, len(found))), *range(max(0, len(found) - EDGE), len(found))}
    return tuple(
        part for place, line in enumerate(found)
        for part in (_columns(text, line) if place in ends else (line,))
    )  # fmt: skip


def _unwrapped(text: str, lines: list[Paragraph]) -> list[Paragraph]:
    """Lines that a narrow page broke in running text, as the paragraphs they are."""
    found: list[Paragraph] = []
    width = _width(lines)
    for line in lines:
        if found and _goes_on(text, found[-1], line, width):
            found[-1] = replace(found[-1], end=line.end)
        else:
            found.append(line)
    return found


def _width(lines: list[Paragraph]) -> int:
    """How wide a page broke its lines; 0 where lines are paragraphs of any length."""
    long = sorted(line.end - line.start for line in lines)
    width = long[-1 - len(long) // 20] if len(long) >= _MANY else 0
    filled = sum(width - _RAGGED <= length <= width for length in long)
    return width if _NARROW <= width <= _WIDE and filled * 3 >= len(long) else 0


def _goes_on(text: str, above: Paragraph, line: Paragraph, width: int) -> bool:
    """A long line that closed nothing, and one below it that opens nothing."""
    last = text[max(above.start, above.end - _FAR) : above.end].rpartition("\n")[2]
    first = text[line.start]
    if (
        len(last) < _WRAPPED
        or last[-1] in '.;:!?”"'
        or COLUMNS.search(last)
        or "\n\n" in text[above.end : line.start].replace("\r", "")
    ):
        return False
    if first.isupper() and width and _OPENS.match(text, line.start) is None:  # "… của Bộ⏎Chính trị": it had no room
        return len(last) + 1 + len(text[line.start : line.end].split(maxsplit=1)[0]) > width
    return (first.islower() and _ITEM.match(text, line.start) is None) or (
        first.isdigit() and _DATE.match(text, line.start) is not None
    )


def _columns(text: str, line: Paragraph) -> Iterator[Paragraph]:
    """Two columns typed on one line with a tab, spaces or a bar; a label and its words are one."""
    begin, words = line.start, text[line.start : line.end]
    if not any(sign in words for sign in _GAPS):
        yield line
        return
    for gap in _BARS.finditer(words):
        left = text[begin : line.start + gap.start()]
        if not left:
            begin = line.start + gap.end()
        elif len(left) > _LONGEST_LABEL or left.strip() == "*" or not _LABEL.fullmatch(left):
            yield replace(line, start=begin, end=line.start + gap.start())
            begin = line.start + gap.end()
    if begin < line.end:
        yield replace(line, start=begin)


def _celled(text: str, lines: list[Paragraph]) -> list[Paragraph]:
    """A head copied from a web page: what stands between lone bars is one cell of its two columns."""
    bars = [at for at, line in enumerate(lines[:EDGE]) if text[line.start : line.end] == "|"]
    if len(bars) < 2:
        return lines
    cell, found = 0, []
    for at, line in enumerate(lines):
        if at in bars:
            cell += 1
        else:
            found.append(replace(line, table=(-1, cell // 2, cell % 2)) if at < bars[-1] else line)
    return found


def columns_of(words: str) -> tuple[str, ...]:
    """The short columns of one line ("Số 21-KL/TW", "Hà Nội, ngày …"); the line where it is none."""
    parts = [part.strip() for part in COLUMNS.split(words) if part.strip()]
    if len(parts) < 2 or any(len(part) > 70 or _LABEL.fullmatch(part) for part in parts):
        return (words,)
    return tuple(parts)


class Builder:
    """Ghép đoạn — puts paragraphs one a line, composed (NFC), and remembers where each stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.found: list[Paragraph] = []
        self.at = 0

    def add(self, text: str, **facts: object) -> None:
        """One paragraph; line breaks inside become spaces, empty ones are left out."""
        line = " ".join(nfc(text).split())
        if not line:
            return
        self.found.append(Paragraph(self.at, self.at + len(line), **facts))  # type: ignore[arg-type]
        self.parts.append(line)
        self.at += len(line) + 1

    def source(self, kind: str, **facts: object) -> Source:
        text = "\n".join(self.parts)
        return Source(kind, text, tuple(self.found), **facts)  # type: ignore[arg-type]
