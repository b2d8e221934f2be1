"""Đánh số tự động — turns a printed label ("1.", "a)", "-") into Word's own numbering.

Offices type half of their lists this way, so the label stands in no text run of the file.
"""

from __future__ import annotations

import re

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LABEL = re.compile(r"(?:(\d{1,3})|([a-z])|([IVX]+)|([-+•]))([.)]?)[ \u00a0]+")
_FORMATS = ("decimal", "lowerLetter", "upperRoman", "bullet")
_ROMAN = {"I": 1, "V": 5, "X": 10}


def _value(kind: str, label: str) -> int:
    if kind == "decimal":
        return int(label)
    if kind == "lowerLetter":
        return ord(label) - ord("a") + 1
    if kind == "bullet":
        return 1
    digits = [_ROMAN[sign] for sign in label]
    following = [*digits[1:], 0]
    return sum(-d if d < n else d for d, n in zip(digits, following, strict=True))


class Numbering:
    """Các danh sách của một văn bản — one Word list for each run of labels that count up."""

    def __init__(self, indent: int) -> None:
        """`indent` of the first line in twips: Word lets a list's indent win over its style's."""
        self._indent = indent
        self._shapes: dict[tuple[str, str], int] = {}
        self._lists: list[tuple[int, int]] = []  # (shape, first value)
        self._last: dict[int, tuple[int, int]] = {}  # shape -> (list, last value)

    def take(self, text: str) -> tuple[int, str]:
        """Tách nhãn — the list the paragraph belongs to (0: none) and its text without label.

        "đ)" has no place in Word's alphabet and stays as typed, as it does in any office.
        """
        found = _LABEL.match(text)
        if not found:
            return 0, text
        slot = next(i for i in range(4) if found[i + 1])
        kind, label, close = _FORMATS[slot], found[slot + 1], found[5]
        if (kind == "bullet") == bool(close):
            return 0, text
        words = label if kind == "bullet" else "%1" + close
        shape = self._shapes.setdefault((kind, words), len(self._shapes) + 1)
        return self._place(shape, _value(kind, label), kind == "bullet"), text[found.end() :]

    def _place(self, shape: int, value: int, bullet: bool) -> int:
        list_id, last = self._last.get(shape, (0, -1))
        if not list_id or not (bullet or value == last + 1):
            self._lists.append((shape, value))
            list_id = len(self._lists)
        self._last[shape] = (list_id, value)
        return list_id

    def elements(self) -> list[BaseOxmlElement]:
        """Phần numbering.xml — shapes first, then lists, as the schema orders them."""
        shapes = [_shape(number, *key, self._indent) for key, number in self._shapes.items()]
        lists = [_list(number, *made) for number, made in enumerate(self._lists, 1)]
        return [parse_xml(xml) for xml in shapes + lists]


def _shape(number: int, kind: str, words: str, indent: int) -> str:
    return (
        f'<w:abstractNum {W} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _list(number: int, shape: int, first: int) -> str:
    return (
        f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{shape}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
    )
