"""Dấu chỉ mức độ mật — the mark, not the words in running text (Luật 117/2025/QH15, Điều về dấu mật)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from dondoc.reading.model import Value
from dondoc.reading.paragraphs import Source

_LEVELS = {"MẬT": "MẬT", "TỐI MẬT": "TỐI MẬT", "TUYỆT MẬT": "TUYỆT MẬT"}
_SPACED = re.compile(r"(?<=\b\w)\s+(?=\w\b)")
_FRAME = "[](){}<>*_-–—=|.:;!•·“”\"' \t\u00a0"
_LABEL = re.compile(r"(?:ĐỘ MẬT|MỨC ĐỘ MẬT|DẤU ĐỘ MẬT|DẤU CHỈ MỨC ĐỘ MẬT)\s*[:\-–]?\s*(.*)", re.DOTALL)
_WITH_COPY = re.compile(r"(.*?)\s*[-–,;]?\s*(?:BẢN SỐ|SỐ BẢN)\b.*", re.DOTALL)


def find_mark(source: Source) -> Value | None:
    """The first mark on a line, cell, text box, header, footer, watermark or property of its own."""
    for paragraph in source.paragraphs:
        level = level_of(source.text[paragraph.start : paragraph.end])
        if level:
            return Value(level, paragraph.start, paragraph.end, sure=True)
    level = next((found for found in map(level_of, _pieces(source.margins)) if found), None)
    return Value(level, by="text", sure=True) if level else None


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
