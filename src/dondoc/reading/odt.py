"""Đọc ODT — OpenDocument text: paragraphs, tables, notes and the numbers its list styles print.

OpenDocument 1.3, part 3: a list's labels exist only in its style (19.880 text:list-level-style-number).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from dondoc.reading import pictures
from dondoc.reading.docx import PARSER, bounded, refuse
from dondoc.reading.model import Unreadable
from dondoc.reading.numbering import counted, number_text
from dondoc.reading.paragraphs import Builder, Source

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FORMS = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter", "": "none"}
_LEFT_OUT = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation")


@dataclass(frozen=True, slots=True)
class _Level:
    """Một cấp của danh sách."""

    form: str
    before: str
    after: str
    start: int
    shown: int  # how many levels the label shows
    bullet: str = ""


@dataclass(slots=True)
class _List:
    """Danh sách đang mở — its style and how far each level has counted."""

    style: str
    counts: list[int] = field(default_factory=list)


def read_odt(data: bytes) -> Source:
    """The text of an ODT as it would be printed. Raises Unreadable by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            refuse(packed)
            return _Reader(packed).read()
    except Unreadable:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, etree.LxmlError, RuntimeError) as problem:
        raise Unreadable(
            "UNREADABLE", "Tệp ODT bị hỏng. Mở bằng Word hoặc LibreOffice, lưu thành .docx rồi gửi lại."
        ) from problem


class _Reader:
    """Một tệp ODT đang đọc."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        names = packed.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in bounded(packed, "META-INF/manifest.xml"):
            raise Unreadable("ENCRYPTED", "Tệp ODT có mật khẩu. Bỏ mật khẩu rồi gửi lại.")
        self.roots = [
            etree.fromstring(bounded(packed, name), etree.XMLParser(**PARSER))
            for name in ("content.xml", "styles.xml", "meta.xml") if name in names
        ]  # fmt: skip
        self.levels = {
            style.get(f"{_STYLE}name"): {counted(level.get(f"{_TEXT}level", "1")): _level(level) for level in style}
            for root in self.roots for style in root.iter(f"{_TEXT}list-style")
        }  # fmt: skip
        self.kept: dict[str, list[int]] = {}  # counts of lists that may be continued, by their id
        self.last: dict[str, list[int]] = {}
        self.out, self.tables, self.notes = Builder(), 0, list[Any]()

    def read(self) -> Source:
        body = self.roots[0].find(f"{_OFFICE}body/{_OFFICE}text")
        self._blocks(body if body is not None else (), None)
        for note in self.notes:
            self._blocks(note, None)
        margins = tuple(line for root in self.roots[1:] for line in _margins(root))
        seen = (0,) if any(map(pictures.in_odt, self.roots)) else ()
        source = self.out.source("odt", margins=margins, pictures=seen)
        if not source.text:
            raise Unreadable("EMPTY", "Tệp ODT không có chữ nào. Kiểm tra lại tệp trên máy.")
        return source

    def _blocks(self, parent: Any, cell: tuple[int, int, int] | None, label: str = "") -> None:
        for block in parent:
            if block.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(block, cell, label)
                label = ""
            elif block.tag == f"{_TEXT}list":
                self._list(block, cell, None)
            elif block.tag == f"{_TABLE}table":
                self._table(block)
            elif isinstance(block.tag, str) and block.tag not in _LEFT_OUT:
                self._blocks(block, cell)

    def _paragraph(self, block: Any, cell: tuple[int, int, int] | None, label: str) -> None:
        lines = "".join(self._words(block)).split("\n")
        for place, line in enumerate(lines if cell else [" ".join(lines)]):
            own = label if place == 0 else ""
            self.out.add(f"{own} {line}" if own else line, label=own, table=cell)

    def _words(self, element: Any) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == f"{_TEXT}note":
                self.notes += child.findall(f"{_TEXT}note-body")
            elif child.tag == f"{_TEXT}s":
                yield " " * min(counted(child.get(f"{_TEXT}c", "1")), 80)
            elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
                yield "\t" if child.tag.endswith("tab") else "\n"
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from self._words(child)
            yield child.tail or ""

    def _list(self, element: Any, cell: tuple[int, int, int] | None, above: _List | None) -> None:
        style = element.get(f"{_TEXT}style-name") or (above.style if above else "")
        opened = above or _List(style, self._continued(element, style))
        depth = 1 if above is None else len(opened.counts) + 1
        if above is not None:
            opened.counts.append(0)
        elif not opened.counts:
            opened.counts = [0]
        for item in element:
            if item.tag == f"{_TEXT}list-item":
                self._item(item, cell, opened, depth)
        if above is None:
            self.last[style] = opened.counts[:1]
            self.kept[element.get("{http://www.w3.org/XML/1998/namespace}id") or ""] = opened.counts[:1]
        else:
            opened.counts.pop()

    def _continued(self, element: Any, style: str) -> list[int]:
        """The counts a list goes on from: the one it names, or the last of its style."""
        named = self.kept.get(element.get(f"{_TEXT}continue-list") or "-")
        goes_on = element.get(f"{_TEXT}continue-numbering") == "true"
        return [*(named or (self.last.get(style, []) if goes_on else []))]

    def _item(self, item: Any, cell: tuple[int, int, int] | None, opened: _List, depth: int) -> None:
        level = self.levels.get(opened.style, {}).get(depth)
        own = item.find(f"{_TEXT}p") is not None or item.find(f"{_TEXT}h") is not None
        if own:
            start = item.get(f"{_TEXT}start-value")
            begun = opened.counts[depth - 1] or ((level.start - 1) if level else 0)
            opened.counts[depth - 1] = counted(start) if start else begun + 1
        label = _label(self.levels.get(opened.style, {}), opened.counts, depth) if own else ""
        for block in item:
            if block.tag == f"{_TEXT}list":
                self._list(block, cell, opened)
            elif block.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(block, cell, label)
                label = ""

    def _table(self, element: Any) -> None:
        number, self.tables = self.tables, self.tables + 1
        for row, line in enumerate(element.iter(f"{_TABLE}table-row")):
            column = 0
            for cell in line:
                if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                    self._blocks(cell, (number, row, column))
                    column += min(counted(cell.get(f"{_TABLE}number-columns-repeated", "1")), 200) or 1


def _level(element: Any) -> _Level:
    return _Level(
        _FORMS.get(element.get(f"{_STYLE}num-format", ""), "decimal"), element.get(f"{_STYLE}num-prefix", ""),
        element.get(f"{_STYLE}num-suffix", ""), counted(element.get(f"{_TEXT}start-value", "1")) or 1,
        counted(element.get(f"{_TEXT}display-levels", "1")) or 1,
        "-" if element.tag == f"{_TEXT}list-level-style-bullet" else "",
    )  # fmt: skip


def _label(levels: dict[int, _Level], counts: list[int], depth: int) -> str:
    level = levels.get(depth)
    if level is None or level.bullet or level.form == "none":
        return level.bullet if level else ""
    shown = range(max(1, depth - level.shown + 1), depth + 1)
    numbers = (number_text(max(counts[n - 1], 1), levels[n].form if n in levels else "decimal") for n in shown)
    return f"{level.before}{'.'.join(numbers)}{level.after}".strip()


def _margins(root: Any) -> Iterator[str]:
    """Headers, footers and properties: where a secret mark may stand."""
    for name in ("header", "footer"):
        for part in root.iter(*(f"{_STYLE}{name}{side}" for side in ("", "-left", "-first"))):
            yield from ("".join(p.itertext()) for p in part.iter(f"{_TEXT}p"))
    for fact in root.iter():
        if isinstance(fact.tag, str) and not len(fact) and fact.text and root.tag == f"{_OFFICE}document-meta":
            yield fact.text
