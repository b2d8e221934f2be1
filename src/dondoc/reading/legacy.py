"""Bảng mã cũ — TCVN3 (phông .Vn…) and VNI texts told and turned into Unicode, a document at a time.

A run in an old font is turned where the runs of that font together are no Unicode; a text without
fonts where its letters as a whole are those of an old table. Never a short string by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dondoc.reading.model import Warning
from dondoc.reading.paragraphs import Builder, Source
from dondoc.reading.text import nfc

_NAMES = {"tcvn3": "TCVN3", "vni": "VNI"}
_SUBSET = re.compile(r"^[A-Z]{6}\+")  # how a PDF names a font of which it holds a part
_LATIN = re.compile("[\u00a1-\u00ff]")
_OWN = re.compile("[ĂăĐđƠơƯưẠ-ỹ]")
_ENOUGH = 12  # letters of an old font below which nothing is decided
_MUCH = 20_000
SAVE_AS = "Mở bằng Word, chọn Lưu thành .docx (hoặc PDF) rồi gửi lại."


@dataclass(frozen=True, slots=True)
class Piece:
    """Một mẩu chữ cùng phông — words and the name of the font they are set in ("" unknown)."""

    text: str
    font: str = ""


@dataclass(frozen=True, slots=True)
class Legacy:
    """Bảng mã của một tệp — which tables its fonts bear, or the one all its letters are of."""

    of_fonts: frozenset[str] = frozenset()
    of_all: str | None = None

    def unicode(self, piece: Piece) -> str:
        """The words of a piece in Unicode; those of other fonts as they are."""
        table = self.of_all or table_of(piece.font)
        if table is None or (self.of_all is None and table not in self.of_fonts):
            return piece.text
        words = _turned(piece.text, table)
        return words.upper() if _is_capital(piece) else words

    @property
    def warning(self) -> Warning:
        names = " và ".join(sorted(_NAMES[t] for t in self.of_fonts or {self.of_all or ""}))
        said = f"Chữ bảng mã cũ {names} đã được đổi sang Unicode khi đọc. Đối chiếu số, tên riêng với bản gốc."
        return Warning("LEGACY_ENCODING", said)


@dataclass(frozen=True, slots=True)
class Converted:
    """Các đoạn đã đổi."""

    lines: tuple[str, ...]
    warnings: tuple[Warning, ...] = ()


def table_of(font: str) -> str | None:
    """The table a font's name tells: ".VnTime" TCVN3, "VNI-Times" VNI."""
    name = _SUBSET.sub("", font).lower()
    return "tcvn3" if name.startswith(".vn") else "vni" if name.startswith("vni") else None


def decide(pieces: Sequence[Piece]) -> Legacy | None:
    """What a document's fonts, or else its letters, say; None for Unicode."""
    by_table: dict[str | None, list[str]] = {}
    for piece in pieces:
        by_table.setdefault(table_of(piece.font), []).append(piece.text)
    fonts = {table for table, texts in by_table.items() if table is not None and _is_old(" ".join(texts))}
    if fonts:
        return Legacy(of_fonts=frozenset(t for t in fonts if t))
    table = table_by_letters(" ".join(piece.text for piece in pieces))
    return Legacy(of_all=table) if table else None


def converted(lines: Sequence[Sequence[Piece]]) -> Converted:
    """Paragraphs of pieces as text, old tables turned."""
    legacy = decide([piece for line in lines for piece in line])
    if legacy is None:
        return Converted(tuple("".join(p.text for p in line) for line in lines))
    return Converted(tuple("".join(map(legacy.unicode, joined(line))) for line in lines), (legacy.warning,))


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one font as one piece: a VNI letter and its mark may stand in two runs."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].font == piece.font:
            found[-1] = Piece(found[-1].text + piece.text, piece.font)
        else:
            found.append(piece)
    return found


def turned(source: Source) -> Source:
    """A source without fonts whose letters are of an old table, in Unicode; any other as it is."""
    text = source.text
    if not _looks_old(text[:_MUCH]):
        return source
    table = table_by_letters(text)
    if table is None:
        return replace(source, warnings=(*source.warnings, _unsure()))
    out, legacy = Builder(), Legacy(of_all=table)
    for p in source.paragraphs:
        out.add(legacy.unicode(Piece(text[p.start : p.end])), label=p.label, table=p.table, style=p.style,
                bold=p.bold, align=p.align, page=p.page)  # fmt: skip
    margins = tuple(legacy.unicode(Piece(m)) for m in source.margins)
    lines = tuple(legacy.unicode(Piece(line)) for line in source.lines)
    return out.source(source.format, warnings=(*source.warnings, legacy.warning), margins=margins, lines=lines)


def decoded(data: bytes) -> str | None:
    """Bytes that are no UTF-8 as text: Windows' Vietnamese page, or an old table's letters as cp1252 shows them."""
    windows = nfc(data.decode("cp1258", "replace"))
    if len(_OWN.findall(windows)) > len(windows) // 15 and "\ufffd" not in windows:
        return windows
    latin = data.decode("latin-1")
    return latin if _looks_old(latin[:_MUCH]) and table_by_letters(latin) else None


def table_by_letters(text: str) -> str | None:
    """The old table whose letters a text is made of; None for Unicode, another language, or no certainty."""
    if not _looks_old(text[:_MUCH]):
        return None
    from viparse.normalize.detector import detect_encoding_by_content
    from viparse.normalize.encodings import CHARMAPS

    found = detect_encoding_by_content(text[:_MUCH], {name: CHARMAPS[name] for name in _NAMES})
    encoding: str | None = found.encoding
    return encoding


def _turned(text: str, table: str) -> str:
    from viparse.normalize.encodings import CHARMAPS
    from viparse.normalize.tables import convert

    words: str = convert(text, CHARMAPS[table])
    return words


def _is_capital(piece: Piece) -> bool:
    """Set in a font of capitals (.VnTimeH), or typed in capitals that TCVN3 has no marks for."""
    if table_of(piece.font) == "tcvn3" and _SUBSET.sub("", piece.font).rstrip("0123456789 ").endswith("H"):
        return True
    letters = [c for c in piece.text if c.isascii() and c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _is_old(text: str) -> bool:
    """Letters of an old font that are not Unicode after all (a template's font over typed Unicode)."""
    letters = sum(c.isalpha() for c in text)
    return letters >= _ENOUGH and len(_OWN.findall(nfc(text))) * 20 < letters and bool(_LATIN.search(text))


def _looks_old(text: str) -> bool:
    """A text that is clearly TCVN3 or VNI shown as Latin letters ("Céng hoµ x· héi", "Ñoäc laäp").

    Vietnamese has a letter of its own (ă đ ơ ư, or with a mark under or over another) in every
    ten; a text with hardly any, and far more signs of Latin-1 than French has, is no Unicode.
    """
    enough = len(text) // 20 + 1  # so many are more than a twentieth of any letters
    own = sum(1 for _letter in islice(_OWN.finditer(nfc(text)), enough))
    latin = len(_LATIN.findall(text)) if own < enough else 0
    return latin >= 10 and own * 20 <= latin and latin >= 0.18 * sum(not c.isspace() for c in text)


def _unsure() -> Warning:
    said = f"Chữ dùng bảng mã cũ không nhận ra được nên đọc sẽ sai. Đổi sang Unicode. {SAVE_AS}"
    return Warning("LEGACY_ENCODING", said)
