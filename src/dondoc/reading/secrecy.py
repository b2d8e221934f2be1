"""Dấu chỉ mức độ mật — the mark, not the words in running text (Luật 117/2025/QH15, Điều về dấu mật)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dondoc.reading.model import Value
from dondoc.reading.paragraphs import COLUMNS, Paragraph, Source
from dondoc.reading.text import fold, nfc

LONGEST = 200  # a line with two columns; a mark alone is far shorter
_LEVELS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}
_NO_MARKS = {"toimat": "TỐI MẬT", "tuyetmat": "TUYỆT MẬT"}  # typed without dấu, or scanned so
_MIXED = ("Mật", "Tối mật", "Tuyệt mật", "Tối Mật", "Tuyệt Mật")
_FRAME = "[](){}<>*_-–—=|.:;!•·“”\"' \t\u00a0"
_BRACKETS = "[](){}<>* \t\u00a0"
_MAYBE = re.compile(r"m\W*[aâạậ]\W*t", re.IGNORECASE)
_LABEL = re.compile(r"(?:DẤU\s*:|(?:DẤU )?(?:CHỈ )?(?:MỨC )?ĐỘ MẬT(?!\w))\s*[:\-–]?\s*(.*)", re.IGNORECASE)
# What may stand on the line of a mark: the urgency, the number of the copy.
_BESIDE = re.compile(
    r"HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|HẸN GIỜ|(?:BẢN SỐ|SỐ BẢN)[\W\d]*(?:BẢN)?|\d+ BẢN", re.IGNORECASE
)
_LETTERS = re.compile(r"[\W\d_]+")


def find_mark(source: Source) -> Value | None:
    """The first mark on a line, cell, text box, header, footer, watermark or property of its own."""
    marked = [(p, level) for p in source.paragraphs for level in [_marked(source.text[p.start : p.end])] if level]
    heads = _column_heads(marked)
    for paragraph, level in marked:
        if paragraph.table is None or paragraph.table[:2] not in heads:
            return _whole(source, paragraph, level)
    told = next((found for found in map(level_of, _pieces(source.margins)) if found), None)
    return Value(told, by="text", sure=True) if told else None


def _whole(source: Source, paragraph: Paragraph, level: str) -> Value:
    """The mark with its first word where a narrow column broke it: "TUYỆT", then "MẬT"."""
    before = source.text[: paragraph.start].rstrip()
    first = next((word for word in ("TỐI", "TUYỆT") if nfc(before[-12:]).endswith(word)), None)
    begin = before.rfind("\n") + 1
    if level != "MẬT" or first is None or nfc(before[begin:]).strip(_FRAME) != first:
        return Value(level, paragraph.start, paragraph.end, sure=True)
    return Value(f"{first} MẬT", begin, paragraph.end, sure=True)


def _marked(line: str) -> str | None:
    """The mark a line is, or one of its columns; only a short line can bear one."""
    if len(line) > LONGEST or not _MAYBE.search(line):
        return None
    return level_of(line) or next((level for level in map(level_of, COLUMNS.split(line)) if level), None)


def _column_heads(marked: Iterable[tuple[Paragraph, str]]) -> set[tuple[int, int]]:
    """Rows of a table that name several levels beside each other: heads of columns, not a mark."""
    rows: dict[tuple[int, int], set[str]] = {}
    for paragraph, level in marked:
        if paragraph.table is not None:
            rows.setdefault(paragraph.table[:2], set()).add(level)
    return {row for row, levels in rows.items() if len(levels) > 1}


def level_of(line: str) -> str | None:
    """The level a line marks, or None: a mark stands alone, in capitals or after its label.

    Only its letters count, so "M Ậ T", "T.Ố.I M.Ậ.T" and "[MẬT]" are marks. "Mật" is one where
    nothing but brackets stands beside it: "- Mật;" is an item of a list.
    """
    if len(line) > LONGEST or not _MAYBE.search(line):
        return None
    text = " ".join(nfc(line).split())
    labelled = _LABEL.fullmatch(text.strip(_FRAME))
    letters = _LETTERS.sub("", _BESIDE.sub(" ", labelled[1] if labelled else text))
    if labelled or letters.isupper():
        return _LEVELS.get(letters.upper()) or _NO_MARKS.get(fold(letters))
    return _LEVELS.get(letters.upper()) if text.strip(_BRACKETS) in _MIXED else None


def _pieces(margins: Iterable[str]) -> Iterable[str]:
    for text in margins:
        yield text
        yield from re.split(r"[;,\n\t]", text)
