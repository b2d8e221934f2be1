"""Đọc DOCX — lxml over the parts, with Word's own numbering, tables, notes and text boxes.

python-docx drops automatic numbers, docx2python those of styles; so the parts are read here.
Deleted text (tracked changes) is left out; a text box is read once, not again in its fallback.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from dondoc.reading.model import Unreadable
from dondoc.reading.numbering import Numbering, W, attribute
from dondoc.reading.paragraphs import Builder, Source

LARGEST_PART = 64 * 2**20
LARGEST_ALL = 256 * 2**20
RATIO = 300
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARSER: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}


def read_docx(data: bytes) -> Source:
    """The text of a DOCX as it would be printed. Raises Unreadable by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _Reader(packed).read()
    except Unreadable:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, etree.LxmlError, NotImplementedError,
            RuntimeError, EOFError, zipfile.zlib.error) as problem:  # type: ignore[attr-defined]  # fmt: skip
        raise Unreadable("UNREADABLE", "Tệp Word bị hỏng. Mở bằng Word, chọn Lưu thành .docx rồi gửi lại.") from problem


class _Reader:
    """Một tệp DOCX đang đọc."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.names = set(packed.namelist())
        _refuse(packed)
        if "word/document.xml" not in self.names:
            raise Unreadable("UNKNOWN_FORMAT", "Đây không phải tệp Word (.docx). Lưu lại thành .docx hoặc PDF.")
        self.numbering = Numbering.read(self.part("word/numbering.xml"))
        self.styles = _style_numbers(self.part("word/styles.xml"))
        self.out = Builder()
        self.tables = 0

    def part(self, name: str) -> Any:
        """The root of a part, None where the file has none; a DTD is refused."""
        if name not in self.names:
            return None
        raw = _bounded(self.packed, name)
        if b"<!DOCTYPE" in raw[:2000] or b"<!ENTITY" in raw:
            raise Unreadable(
                "UNREADABLE", "Tệp Word có tham chiếu ra ngoài, không mở vì an toàn. Lưu lại bằng Word rồi gửi."
            )
        return etree.fromstring(raw, etree.XMLParser(**_PARSER))

    def read(self) -> Source:
        body = self.part("word/document.xml").find(f"{W}body")
        self._blocks(body)
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            root = self.part(name)
            for note in root if root is not None else ():
                if note.get(f"{W}type") is None:
                    self._blocks(note)
        return self.out.source("docx", margins=tuple(self._margins()))

    def _blocks(self, parent: Any, table: tuple[int, int, int] | None = None) -> None:
        for block in parent:
            if block.tag == f"{W}p":
                self._paragraph(block, table)
            elif block.tag == f"{W}tbl":
                self._table(block)
            elif block.tag == f"{W}sdt":
                inner = block.find(f"{W}sdtContent")
                self._blocks(inner if inner is not None else [], table)

    def _table(self, element: Any) -> None:
        number, self.tables = self.tables, self.tables + 1
        for row, line in enumerate(element.iter(f"{W}tr")):
            if line.getparent() is not element and _owner(line) is not element:
                continue
            for column, cell in enumerate(line.findall(f"{W}tc")):
                self._blocks(cell, (number, row, column))

    def _paragraph(self, element: Any, table: tuple[int, int, int] | None) -> None:
        style = attribute(element, "w:pPr/w:pStyle")
        label = self._label(element, style)
        text = "".join(_runs(element))
        facts = {"style": style, "table": table, "align": attribute(element, "w:pPr/w:jc"),
                 "bold": _is_bold(element)}  # fmt: skip
        if text.strip():
            self.out.add(f"{label} {text}" if label else text, label=label, **facts)
        for box in _boxes(element):
            self._blocks(box, table)

    def _label(self, element: Any, style: str) -> str:
        own = element.find(f"{W}pPr/{W}numPr")
        if own is not None:
            num, depth = attribute(own, "w:numId"), attribute(own, "w:ilvl", "0")
            return self.numbering.label(num, int(depth or 0))
        if style in self.styles:
            return self.numbering.label(*self.styles[style])
        return ""

    def _margins(self) -> Iterator[str]:
        """Headers, footers and properties: where a secret mark may stand."""
        for name in sorted(self.names):
            if name.startswith(("word/header", "word/footer", "docProps/")) and name.endswith(".xml"):
                root = self.part(name)
                if name.startswith("docProps/"):
                    yield from (str(e.text) for e in root.iter() if e.text)
                else:
                    for paragraph in root.iter(f"{W}p"):
                        yield "".join(_runs(paragraph))
                    yield from _watermarks(root)


def _refuse(packed: zipfile.ZipFile) -> None:
    """Macros, and what unpacks beyond the limits (declared sizes; `_bounded` checks the real ones)."""
    names = packed.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("MACROS", "Tệp Word có macro. Mở bằng Word, lưu thành .docx (không macro) rồi gửi lại.")
    total = sum(info.file_size for info in packed.infolist())
    packed_size = max(sum(info.compress_size for info in packed.infolist()), 1)
    if total > LARGEST_ALL or len(names) > 5000 or (total > 2**23 and total / packed_size > RATIO):
        raise _bomb()


def _bounded(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        raw = part.read(LARGEST_PART + 1)
    if len(raw) > LARGEST_PART:
        raise _bomb()
    return raw


def _bomb() -> Unreadable:
    return Unreadable("BOMB", "Tệp này giải nén ra quá lớn, không mở vì an toàn. Kiểm tra lại tệp gốc.")


def _style_numbers(root: Any) -> dict[str, tuple[str, int]]:
    """Styles that number their paragraphs, through the styles they are based on."""
    found: dict[str, tuple[str, int]] = {}
    if root is None:
        return found
    base = {}
    for style in root.findall(f"{W}style"):
        key = style.get(f"{W}styleId")
        base[key] = attribute(style, "w:basedOn")
        num = attribute(style, "w:pPr/w:numPr/w:numId")
        if num:
            found[key] = (num, int(attribute(style, "w:pPr/w:numPr/w:ilvl", "0") or 0))
    for key in base:
        above, steps = base[key], 0
        while key not in found and above and steps < 20:
            if above in found:
                found[key] = found[above]
            above, steps = base.get(above, ""), steps + 1
    return found


def _owner(line: Any) -> Any:
    """The table a row belongs to, through content controls."""
    parent = line.getparent()
    while parent is not None and parent.tag != f"{W}tbl":
        parent = parent.getparent()
    return parent


def _runs(element: Any) -> Iterator[str]:
    """The words of a paragraph: no deleted text, no fallback, no text box (read apart)."""
    for child in element:
        if child.tag in (f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}txbxContent", f"{W}pPr"):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"):
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str):
            yield from _runs(child)


def _boxes(element: Any) -> Iterator[Any]:
    """Text boxes of a paragraph, once: not those of a fallback."""
    for box in element.iter(f"{W}txbxContent"):
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
            yield box


def _is_bold(element: Any) -> bool:
    runs = [r for r in element.iter(f"{W}r") if r.find(f"{W}t") is not None]
    return bool(runs) and all(r.find(f"{W}rPr/{W}b") is not None for r in runs)


def _watermarks(root: Any) -> Iterator[str]:
    for path in root.iter("{urn:schemas-microsoft-com:vml}textpath"):
        yield path.get("string") or ""
