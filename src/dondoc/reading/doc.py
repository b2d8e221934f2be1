"""Đọc .doc — Word 97–2003's binary file: text by its pieces, tables, footnotes and automatic numbers.

[MS-DOC]: the FIB names where in the table stream the pieces (2.8.35), the paragraphs' properties
(2.8.6) and the lists (2.9.131) stand. antiword keeps no automatic number and breaks the cells of a
table into lines; catdoc keeps no table.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dondoc.reading.model import Unreadable
from dondoc.reading.numbering import LARGEST, Level, Numbering
from dondoc.reading.paragraphs import Builder, Source

_IDENT, _OLDEST = 0xA5EC, 0xC1  # the mark of a Word file; the first version with this layout (Word 97)
_CLX, _PAPX, _LISTS, _OVERRIDES, _DRAWINGS = 33, 13, 73, 74, 50  # places in the FIB's table of (offset, length)
_PARTS = ("text", "notes", "margins", "macros", "comments", "endnotes", "boxes", "margin boxes")
_FORMS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
          23: "bullet", 255: "none"}  # fmt: skip
_IN_TABLE, _ROW_END, _DEPTH, _LIST = 0x2416, 0x2417, 0x260A, 0x460B
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_SIGNS = {
    "\x0b": "\n",
    "\x1e": "-",
    "\x1f": "",
    "\xa0": " ",
    "\x01": "",
    "\x02": "",
    "\x05": "",
    "\x08": "",
    "\x0e": "",
}
_BROKEN = "Tệp Word kiểu cũ (.doc) bị hỏng hoặc quá cũ. Mở bằng Word, chọn Lưu thành .docx (hoặc PDF) rồi gửi lại."


@dataclass(frozen=True, slots=True)
class _Line:
    """Một đoạn — its words and the properties that matter here."""

    text: str
    part: str
    is_cell: bool
    ends_row: bool
    depth: int
    list_: int


def read_doc(data: bytes) -> Source:
    """The text of a .doc as it would be printed. Raises Unreadable by name."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as packed:
            return _Reader(packed).read()
    except Unreadable:
        raise
    except (OSError, struct.error, IndexError, ValueError, KeyError, AttributeError) as problem:
        raise Unreadable("UNREADABLE", _BROKEN) from problem


class _Reader:
    """Một tệp .doc đang đọc."""

    def __init__(self, packed: Any) -> None:
        self.packed = packed
        self.main: bytes = packed.openstream("WordDocument").read()
        ident, version = struct.unpack_from("<HH", self.main, 0)
        flags = struct.unpack_from("<H", self.main, 0x0A)[0]
        if ident != _IDENT or version < _OLDEST:
            raise Unreadable("UNREADABLE", _BROKEN)
        if flags & 0x0100:
            raise Unreadable("ENCRYPTED", "Tệp Word có mật khẩu. Bỏ mật khẩu rồi gửi lại.")
        self.table: bytes = packed.openstream("1Table" if flags & 0x0200 else "0Table").read()
        self.numbering = _numbering(*(self._at(place) for place in (_LISTS, _OVERRIDES)))
        self.begins, self.properties = self._paragraph_properties()
        self.pictured = b"\x07\xf0" in self._at(_DRAWINGS)[: self._length(_DRAWINGS)]  # a picture that floats

    def _at(self, place: int) -> bytes:
        """What the FIB's table names, from its offset on (lists go on beyond their stated length)."""
        offset, length = struct.unpack_from("<II", self.main, 0x9A + 8 * place)
        return self.table[offset:] if length else b""

    def _length(self, place: int) -> int:
        return int(struct.unpack_from("<I", self.main, 0x9A + 8 * place + 4)[0])

    def read(self) -> Source:
        if any(name[0] == "Macros" for name in self.packed.listdir()):
            raise Unreadable("MACROS", "Tệp Word có macro. Mở bằng Word, lưu thành .docx (không macro) rồi gửi lại.")
        out, margins = Builder(), list(self._facts())
        cell, was_cell = (0, 0, 0), False
        later: list[str] = []
        for line in self._lines():
            if line.part in ("margins", "margin boxes"):
                margins += [piece for piece in line.text.split("\n") if piece.strip()]
            elif line.part != "text":
                later += [line.text] if line.part in ("notes", "endnotes", "boxes") else []
            else:
                if was_cell and not line.is_cell:
                    cell = (cell[0] + 1, 0, 0)
                was_cell = line.is_cell
                cell = self._add(out, line, cell)
        for text in later:
            out.add(text)
        source = out.source("doc", margins=tuple(margins), pictures=(0,) if self.pictured else ())
        if not source.text:
            raise Unreadable("EMPTY", "Tệp Word không có chữ nào. Kiểm tra lại tệp trên máy.")
        return source

    def _add(self, out: Builder, line: _Line, cell: tuple[int, int, int]) -> tuple[int, int, int]:
        """Put a paragraph down; where the next one stands."""
        if line.ends_row:
            return (cell[0], cell[1] + 1, 0)
        ends_cell = line.text.endswith("\x07")
        text = line.text.rstrip("\x07")
        label = self.numbering.label(str(line.list_), line.depth) if line.list_ and text.strip() else ""
        for place, part in enumerate(text.split("\n") if line.is_cell else [text]):
            own = label if place == 0 else ""
            out.add(f"{own} {part}" if own else part, label=own, table=cell if line.is_cell else None)
        return (cell[0], cell[1], cell[2] + 1) if ends_cell else cell

    def _facts(self) -> Iterator[str]:
        """Properties of the file: a secret mark may stand there."""
        facts = self.packed.get_metadata()
        for value in (facts.title, facts.subject, facts.keywords, facts.comments, facts.category):
            if isinstance(value, bytes) and value:
                yield value.decode("utf-8", "replace")

    def _lines(self) -> Iterator[_Line]:
        """Paragraphs of every part of the file; fields give their result."""
        counts = struct.unpack_from("<8I", self.main, 0x4C)
        ends, total = [], 0
        for count in counts:
            total += count
            ends.append(total)
        words: list[str] = []
        hidden: list[bool] = []  # inside a field's code, one a field that is open
        for place, (letter, offset) in enumerate(self._letters()):
            if letter == "\x13":
                hidden.append(True)
            elif letter == "\x14" and hidden:
                hidden[-1] = False
            elif letter == "\x15" and hidden:
                hidden.pop()
            elif letter in "\r\x07\x0c":
                part = _PARTS[min(bisect_right(ends, place), len(_PARTS) - 1)]
                yield self._line("".join(words) + ("\x07" if letter == "\x07" else ""), part, offset)
                words = []
            elif not any(hidden):
                self.pictured = self.pictured or letter == "\x01"  # one that stands in the line
                words.append(_SIGNS.get(letter, letter))

    def _line(self, text: str, part: str, offset: int) -> _Line:
        place = bisect_right(self.begins, offset) - 1
        found = self.properties[place] if place >= 0 else {}
        return _Line(
            text, part, bool(found.get(_IN_TABLE)), bool(found.get(_ROW_END)), found.get(_DEPTH, 0), found.get(_LIST, 0)
        )

    def _letters(self) -> Iterator[tuple[str, int]]:
        """Every character with its offset in the file, piece by piece."""
        for count, offset, is_narrow in self._pieces():
            size = 1 if is_narrow else 2
            raw = self.main[offset : offset + count * size]
            text = raw.decode("cp1252", "replace") if is_narrow else raw.decode("utf-16-le", "replace")
            for place, letter in enumerate(text):
                yield letter, offset + place * size

    def _pieces(self) -> Iterator[tuple[int, int, bool]]:
        """(characters, offset, one byte each) of the pieces the text is made of."""
        clx, at = self._at(_CLX), 0
        while clx[at] == 1:  # properties of changed pieces: none of ours
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        length = struct.unpack_from("<I", clx, at + 1)[0]
        plc = clx[at + 5 : at + 5 + length]
        count = (len(plc) - 4) // 12
        bounds = struct.unpack_from(f"<{count + 1}I", plc, 0)
        for place in range(count):
            where = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * place + 2)[0]
            is_narrow = bool(where & 0x40000000)
            where &= 0x3FFFFFFF
            yield bounds[place + 1] - bounds[place], where // 2 if is_narrow else where, is_narrow

    def _paragraph_properties(self) -> tuple[list[int], list[dict[int, int]]]:
        """Where each paragraph begins in the file, and its properties, from the pages that hold them."""
        offset, length = struct.unpack_from("<II", self.main, 0x9A + 8 * _PAPX)
        plc = self.table[offset : offset + length]
        count = (len(plc) - 4) // 8
        begins: list[int] = []
        found: list[dict[int, int]] = []
        for page in struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ():
            block = self.main[(page & 0x3FFFFF) * 512 : (page & 0x3FFFFF) * 512 + 512]
            runs = block[511]
            starts = struct.unpack_from(f"<{runs}I", block, 0)
            for run in range(runs):
                begins.append(starts[run])
                found.append(_properties(block, block[4 * (runs + 1) + 13 * run] * 2))
        ordered = sorted(range(len(begins)), key=begins.__getitem__)
        return [begins[n] for n in ordered], [found[n] for n in ordered]


def _properties(block: bytes, at: int) -> dict[int, int]:
    """The single-value properties of one paragraph; the style's own are not looked up."""
    if at == 0:
        return {}
    size, begin = (2 * block[at] - 1, at + 1) if block[at] else (2 * block[at + 1], at + 2)
    raw, place = block[begin + 2 : begin + size], 0
    found: dict[int, int] = {}
    while place + 2 < len(raw):
        code = struct.unpack_from("<H", raw, place)[0]
        place += 2
        width = _SIZES.get(code >> 13)
        if width is None:
            place += 1 + (struct.unpack_from("<H", raw, place)[0] if code == 0xD608 else raw[place])
            continue
        found[code] = int.from_bytes(raw[place : place + width], "little")
        place += width
    return found


def _numbering(lists: bytes, overrides: bytes) -> Numbering:
    """The lists of the file, as those of a DOCX are kept."""
    found = Numbering()
    if not lists:
        return found
    count = struct.unpack_from("<H", lists, 0)[0]
    at = 2 + 28 * count
    for place in range(count):
        key, flags = struct.unpack_from("<i", lists, 2 + 28 * place)[0], lists[2 + 28 * place + 26]
        levels: dict[int, Level] = {}
        for depth in range(1 if flags & 1 else 9):
            levels[depth], at = _level(lists, at)
        found.levels[str(key)] = levels
    _override(found, overrides)
    return found


def _override(found: Numbering, raw: bytes) -> None:
    """Which list each number of a paragraph means, and the starts it has of its own."""
    count = struct.unpack_from("<I", raw, 0)[0] if raw else 0
    at = 4 + 16 * count
    for place in range(count):
        num, begin = str(place + 1), 4 + 16 * place
        found.abstract_of[num] = str(struct.unpack_from("<i", raw, begin)[0])
        at += 4
        for _own in range(raw[begin + 12]):
            start, flags = struct.unpack_from("<iI", raw, at)
            at += 8
            if flags & 0x10:
                found.starts[num, flags & 15] = min(max(start, 0), LARGEST)
            if flags & 0x20:
                found.shapes[num, flags & 15], at = _level(raw, at)


def _level(raw: bytes, at: int) -> tuple[Level, int]:
    """One level of a list, and where the next begins."""
    start, form, flags = struct.unpack_from("<iBB", raw, at)
    papx, chpx = raw[at + 25], raw[at + 24]
    at += 28 + papx + chpx
    length = struct.unpack_from("<H", raw, at)[0]
    text = raw[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    shown = "".join(f"%{ord(c) + 1}" if ord(c) < 9 else c for c in text)
    level = Level(_FORMS.get(form, "decimal"), min(max(start, 0), LARGEST), shown, is_legal=bool(flags & 4))
    return level, at + 2 + 2 * length
