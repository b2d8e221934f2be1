"""Dấu chỉ mức độ mật — the mark, not the words in running text (Luật 117/2025/QH15, Điều về dấu mật)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from dondoc.reading.model import Value
from dondoc.reading.paragraphs import COLUMNS, Paragraph, Source

LONGEST = 200  # a line with two columns; a mark alone is far shorter
_LEVELS = {"MẬT": "MẬT", "TỐI MẬT": "TỐI MẬT", "TUYỆT MẬT": "TUYỆT MẬT"}
_SPACED = re.compile(r"(?<=\b\w)\s+(?=\w\b)")
_FRAME = "[](){}<>*_-–—=|.:;!•·“”\"' \t\u00a0"
_LABEL = re.compile(r"(?:ĐỘ MẬT|MỨC ĐỘ MẬT|DẤU ĐỘ MẬT|DẤU CHỈ MỨC ĐỘ MẬT)\s*[:\-–]?\s*(.*)", re.DOTALL)
_WITH_COPY = re.compile(r"(.*?)\s*[-–,;]?\s*(?:BẢN SỐ|SỐ BẢN)\b.*", re.DOTALL)


def find_mark(source: Source) -> Value | None:
    """The first mark on a line, cell, text box, header, footer, watermark or property of its own."""
    marked = [(p, level) for p in source.paragraphs for level in [_marked(source.text[p.start : p.end])] if level]
    heads = _column_heads(marked)
    for paragraph, level in marked:
        if paragraph.table is None or paragraph.table[:2] not in heads:
            return Value(level, paragraph.start, paragraph.end, sure=True)
    told = next((found for found in map(level_of, _pieces(source.margins)) if found), None)
    return Value(told, by="text", sure=True) if told else None


def _marked(line: str) -> str | None:
    """The mark a line is, or one of its columns; only a short line can bear one."""
    if len(line) > LONGEST:
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
    """The level a line marks, or None: a mark stands alone, in capitals or after its label."""
    text = unicodedata.normalize("NFC", line).replace("Ð", "Đ").strip(_FRAME)
    if not text or len(text) > 80:
        return None
    upper = " ".join(_closed_up(text).upper().split())
    labelled = _LABEL.fullmatch(upper)
    if labelled:
        return _LEVELS.get(labelled[1].strip(_FRAME))
    copied = _WITH_COPY.fullmatch(upper)
    bare = (copied[1] if copied else upper).strip(_FRAME)
    return _LEVELS.get(bare) if _is_capital(_closed_up(text)[: len(bare)]) else None


def _closed_up(text: str) -> str:
    """Letters set apart ("M Ậ T", "T Ố I  M Ậ T") closed up; two spaces part words."""
    words = re.split(r"\s{2,}", text)
    closed = [_SPACED.sub("", word) if re.fullmatch(r"(?:\w\s)+\w", word) else word for word in words]
    joined = " ".join(closed)
    return {"TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}.get(joined.upper(), joined)


def _is_capital(text: str) -> bool:
    """MẬT in capitals; "Mật" alone on its line is a mark typed by hand, "mật" in a list is not."""
    return text.isupper() or text in ("Mật", "Tối mật", "Tuyệt mật", "Tối Mật", "Tuyệt Mật")


def _pieces(margins: Iterable[str]) -> Iterable[str]:
    for text in margins:
        yield text
        yield from re.split(r"[;,\n\t]", text)
