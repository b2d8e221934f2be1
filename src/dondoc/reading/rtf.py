"""Đọc RTF — paragraphs, tables, printed list numbers and the fonts that tell an old encoding.

Rich Text Format 1.9.1: groups in braces, control words, `\\'hh` in the code page of the font,
`\\uN` with `\\ucN` signs to leave out after it. striprtf keeps neither tables nor fonts.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from dondoc.reading import pictures
from dondoc.reading.legacy import Piece
from dondoc.reading.paragraphs import Builder, Source

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z\r\n])|([{}])|([^\\{}\r\n]+)|\\?[\r\n]+"
)
_SIGNS = {b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
          b"rdblquote": "”", b"tab": "\t", b"line": "\n", b"~": "\u00a0", b"_": "-", b"emspace": " ", b"enspace": " ",
          b"qmspace": " "}  # fmt: skip
_PAGES = {0: "cp1252", 163: "cp1258", 238: "cp1250", 204: "cp1251", 128: "cp932", 134: "gbk"}
_SKIPPED = {b"colortbl", b"stylesheet", b"pict", b"object", b"themedata", b"datastore", b"listtable", b"generator",
            b"listoverridetable", b"rsidtbl", b"xmlnstbl", b"fldinst", b"latentstyles", b"revtbl", b"nonshppict",
            b"bkmkstart", b"bkmkend", b"userprops", b"pgptbl", b"filetbl", b"mmathPr", b"atnid", b"annotation"}  # fmt: skip
_MARGINS = {b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"info"}
_APART = {b"footnote"}
_STARRED = {b"shpinst", b"listtext", b"pntext", b"footnote"}  # of what an old reader may leave out, these are words
_DEEPEST = 500


@dataclass(slots=True)
class _Group:
    """Một nhóm — what a pair of braces keeps to itself."""

    to: str = "text"  # text | margin | note | fonts | skip
    font: int = 0
    skip: int = 1  # signs to leave out after \u
    hidden: bool = False
    capitals: bool = False


@dataclass(slots=True)
class _Font:
    name: str = ""
    encoding: str = "cp1252"


@dataclass(slots=True)
class _State:
    """Đang đọc tới đâu."""

    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    fonts: dict[int, _Font] = field(default_factory=dict)
    encoding: str = "cp1252"
    left_out: int = 0
    in_table: bool = False
    cell: tuple[int, int, int] = (0, 0, 0)
    was_table: bool = False
    starred: bool = False


def read_rtf(data: bytes) -> Source:
    """The text of an RTF file. A damaged one gives what stands before the damage."""
    return _Reader(data).read()


class _Reader:
    """Một tệp RTF đang đọc."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.state = _State()
        self.pieces: list[Piece] = []
        self.lines: list[tuple[list[Piece], tuple[int, int, int] | None]] = []
        self.margins: list[str] = [""]
        self.notes: list[Piece] = []

    def read(self) -> Source:
        place = 0
        while match := _TOKEN.match(self.data, place):
            place = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if brace:
                self._brace(brace)
            elif word:
                place += self._word(word, int(number) if number else None)
            elif code:
                self._bytes(bytes.fromhex(code.decode()))
            elif sign:
                self._sign(sign)
            elif plain:
                self._bytes(plain)
        self._paragraph()
        if self.notes:
            self.pieces = self.notes
            self._paragraph()
        return self._built()

    @property
    def group(self) -> _Group:
        return self.state.groups[-1]

    def _brace(self, brace: bytes) -> None:
        if brace == b"{" and len(self.state.groups) < _DEEPEST:
            self.state.groups.append(replace(self.group))
        elif brace == b"}" and len(self.state.groups) > 1:
            if self.state.groups.pop().to == "margin" and self.group.to != "margin":
                self.margins.append("")

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.state.starred = True
        elif sign in _SIGNS:
            self._add(_SIGNS[sign])
        elif sign in b"\\{}":
            self._add(sign.decode())

    def _word(self, word: bytes, number: int | None) -> int:
        """One control word; how many bytes of binary data follow it."""
        state, group, starred = self.state, self.group, self.state.starred
        state.starred = False
        if word in _SKIPPED or (starred and word not in _STARRED):
            group.to = "skip"
        elif word in _MARGINS:
            group.to = "margin" if group.to != "skip" else "skip"
        elif word in _APART:
            group.to = "note"
        elif word == b"fonttbl":
            group.to = "fonts"
        elif word == b"f":
            group.font = number or 0
            if group.to == "fonts":
                state.fonts[group.font] = _Font(encoding=state.encoding)
        elif word == b"fcharset" and group.to == "fonts" and group.font in state.fonts:
            state.fonts[group.font].encoding = _PAGES.get(number or 0, state.encoding)
        elif word == b"ansicpg":
            state.encoding = _known(f"cp{number}") or "cp1252"
        elif word == b"u" and number is not None:
            self._add(chr(number % 65536))
            state.left_out = group.skip
        elif word == b"uc":
            group.skip = number or 0
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word == b"bin":
            return number or 0
        else:
            self._layout(word, number)
        return 0

    def _layout(self, word: bytes, number: int | None) -> None:
        state = self.state
        if self.group.to not in ("text", "note"):
            if word in (b"par", b"line", b"cell", b"title", b"subject", b"keywords", b"category", b"doccomm"):
                self._add("\n")
        elif word in (b"par", b"sect", b"page"):
            self._paragraph()
        elif word == b"pard":
            state.in_table = False
        elif word == b"intbl":
            state.in_table = True
        elif word in (b"cell", b"nestcell"):
            state.in_table = True
            self._paragraph()
            state.cell = (state.cell[0], state.cell[1], state.cell[2] + 1)
        elif word in (b"row", b"nestrow"):
            state.cell = (state.cell[0], state.cell[1] + 1, 0)
        elif word == b"v":
            self.group.hidden = number != 0
        elif word == b"caps":
            self.group.capitals = number != 0
        elif word == b"plain":
            self.group.hidden = self.group.capitals = False

    def _bytes(self, raw: bytes) -> None:
        """Plain bytes in the code page of the font; those after a \\u are its stand-ins."""
        gone = min(self.state.left_out, len(raw))
        self.state.left_out -= gone
        font = self.state.fonts.get(self.group.font)
        if self.group.to == "fonts":
            if font is not None:
                font.name += raw.decode("latin-1").strip(";")
            return
        self._add(raw[gone:].decode(font.encoding if font else self.state.encoding, "replace"))

    def _add(self, text: str) -> None:
        group = self.group
        if group.to == "skip" or group.hidden or not text:
            return
        if group.to == "margin":
            self.margins[-1] += text
            return
        font = self.state.fonts.get(group.font)
        piece = Piece(text.upper() if group.capitals else text, font.name if font else "")
        (self.notes if group.to == "note" else self.pieces).append(piece)

    def _paragraph(self) -> None:
        state = self.state
        if not state.in_table and state.was_table:
            state.cell = (state.cell[0] + 1, 0, 0)
        state.was_table = state.in_table
        self.lines.append((self.pieces, state.cell if state.in_table else None))
        self.pieces = []

    def _built(self) -> Source:
        from dondoc.reading.legacy import converted

        out, found = Builder(), converted([pieces for pieces, _cell in self.lines])
        for text, (_pieces, cell) in zip(found.lines, self.lines, strict=True):
            for line in text.split("\n") if cell else [text]:
                out.add(line, table=cell)
        margins = tuple(line for margin in self.margins for line in margin.split("\n") if line.strip())
        seen = (0,) if pictures.in_rtf(self.data) else ()
        return out.source("rtf", warnings=found.warnings, margins=margins, pictures=seen)


def _known(page: str) -> str | None:
    try:
        return codecs.lookup(page).name
    except LookupError:
        return None
