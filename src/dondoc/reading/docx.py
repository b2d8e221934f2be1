"""Đọc DOCX — lxml over the parts, with Word's own numbering, tables, notes and text boxes.

python-docx drops automatic numbers, docx2python those of styles; so the parts are read here.
Deleted text (tracked changes) is left out; a text box is read once, not again in its fallback.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from dondoc.reading import pictures
from dondoc.reading.legacy import Legacy, Piece, decide, joined, table_of
from dondoc.reading.model import Unreadable
from dondoc.reading.numbering import Numbering, W, attribute, counted
from dondoc.reading.paragraphs import COLUMNS, Builder, Source, columns_of
from dondoc.reading.secrecy import find_mark

LARGEST_PART = 64 * 2**20
LARGEST_ALL = 256 * 2**20
RATIO = 300
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADS = ("word/header", "word/footer", "docProps/")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # "Strict Open XML": the same words, another namespace
_USUAL = W.strip("{}").encode()
_MAIN = "/officeDocument"  # how the type of the main part's relationship ends, strict or not
_WRAPS = (
    f"{W}ins",
    f"{W}moveTo",
    f"{W}customXml",
    f"{W}sdt",
    f"{W}sdtContent",
    f"{_MC}AlternateContent",
    f"{_MC}Choice",
)
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
PARSER: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}


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
        refuse(packed)
        self.main = self._main_part()
        if self.main not in self.names:
            raise Unreadable("UNKNOWN_FORMAT", "Đây không phải tệp Word (.docx). Lưu lại thành .docx hoặc PDF.")
        self.numbering = Numbering.read(self.part("word/numbering.xml"))
        styles = self.part("word/styles.xml")
        self.styles, self.capitals = _style_numbers(styles), _capital_styles(styles)
        self.fonts = _style_fonts(styles)
        self.legacy = self._legacy()
        self.out = Builder()
        self.parted: list[str] = []  # lines that a tab or a soft break parts inside a paragraph
        self.tables = 0
        self.pictures: list[int] = []

    def part(self, name: str) -> Any:
        """The root of a part, None where the file has none; a DTD is refused."""
        if name not in self.names:
            return None
        raw = bounded(self.packed, name)
        root = etree.fromstring(raw.replace(_STRICT, _USUAL), etree.XMLParser(**PARSER))
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable(
                "UNREADABLE", "Tệp Word có tham chiếu ra ngoài, không mở vì an toàn. Lưu lại bằng Word rồi gửi."
            )
        return root

    def _main_part(self) -> str:
        """The part that holds the text: named by the package's relationships, usually word/document.xml."""
        links = self.part("_rels/.rels")
        for link in links if links is not None else ():
            if (link.get("Type") or "").endswith(_MAIN):
                return posixpath.normpath((link.get("Target") or "").lstrip("/"))
        return "word/document.xml"

    def read(self) -> Source:
        body = self.part(self.main).find(f"{W}body")
        self._blocks(body if body is not None else ())
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            root = self.part(name)
            for note in root if root is not None else ():
                if note.get(f"{W}type") is None:
                    self._blocks(note)
        margins = (*self._margins(), *_watermarks(self.part(self.main)))
        said = (self.legacy.warning,) if self.legacy else ()
        source = self.out.source(
            "docx", warnings=said, margins=margins, lines=tuple(self.parted), pictures=tuple(self.pictures)
        )
        if not source.text and find_mark(source) is None:
            raise self._wordless()
        return source

    def _wordless(self) -> Unreadable:
        """A file without a word: pictures of a paper, or nothing."""
        if any(name.startswith("word/media/") for name in self.names):
            return Unreadable("NO_TEXT_LAYER", "Tệp Word này chỉ có ảnh, không có chữ. Vào sổ bằng tay, kèm tệp này.")
        return Unreadable("EMPTY", "Tệp Word không có chữ nào. Kiểm tra lại tệp trên máy.")

    def _blocks(self, parent: Any, table: tuple[int, int, int] | None = None) -> None:
        for block in parent:
            if block.tag == f"{W}p":
                self._paragraph(block, table)
            elif block.tag == f"{W}tbl":
                self._table(block)
            elif block.tag in _WRAPS:
                self._blocks(block, table)

    def _table(self, element: Any) -> None:
        number, self.tables = self.tables, self.tables + 1
        for row, line in enumerate(_inside(element, "tr")):
            column = 0
            for cell in _inside(line, "tc"):
                self._blocks(cell, (number, row, column))
                column += counted(attribute(cell, "w:tcPr/w:gridSpan", "1")) or 1

    def _paragraph(self, element: Any, table: tuple[int, int, int] | None) -> None:
        if pictures.in_part(element):
            self.pictures.append(self.out.at)
        style, align = attribute(element, "w:pPr/w:pStyle"), attribute(element, "w:pPr/w:jc")
        text = self._text(element, style)
        text = text.upper() if style in self.capitals else text
        is_gone = not text.strip() and element.find(f"{W}pPr/{W}rPr/{W}del") is not None
        label = "" if is_gone else self._label(element, style)
        facts = {"style": style, "table": table, "align": align, "bold": _is_bold(element)}
        for place, line in enumerate(self._lines(text, align, table is not None)):
            own = label if place == 0 else ""
            self.out.add(f"{own} {line}" if own else line, label=own, **facts)
        for box in _boxes(element):
            self._blocks(box, table)

    def _text(self, element: Any, style: str) -> str:
        if self.legacy is None:
            return _words(element)
        font = self.fonts.get(style) or self.fonts.get("", "")
        return "".join(map(self.legacy.unicode, joined(_pieces(element, font))))

    def _legacy(self) -> Legacy | None:
        """What the fonts of the paper say of its letters; most papers name no old font at all."""
        if not any(table_of(font) for font in (*self.fonts.values(), *_fonts_in(self.part(self.main)))):
            return None
        pieces = (
            piece for paragraph in self.part(self.main).iter(f"{W}p")
            for piece in _pieces(paragraph, self.fonts.get(attribute(paragraph, "w:pPr/w:pStyle")) or self.fonts.get("", ""))
        )  # fmt: skip
        return decide(list(pieces))

    def _lines(self, text: str, align: str, is_cell: bool) -> list[str]:
        """A paragraph as its lines: a soft break parts a heading or a cell, not running text."""
        lines = [line for line in text.split("\n") if line.strip()]
        self.parted += lines if len(lines) > 1 or COLUMNS.search(text) else []
        if len(lines) > 1 and align not in ("center", "right", "end"):
            if not (is_cell and all(len(line) < 60 for line in lines)):
                lines = [" ".join(lines)]
        return [column for line in lines for column in columns_of(line)]

    def _label(self, element: Any, style: str) -> str:
        """The number of a paragraph: its own, or its style's; numId 0 takes a style's away."""
        num, depth = self.styles.get(style, ("", None))
        own = element.find(f"{W}pPr/{W}numPr")
        if own is not None:
            num = attribute(own, "w:numId") or num
            level = attribute(own, "w:ilvl")
            depth = int(level) if level.isdecimal() else depth
        if depth is None:
            depth = self.numbering.depth_of(num, style)
        return self.numbering.label(num, depth)

    def _margins(self) -> Iterator[str]:
        """Headers, footers and properties: where a secret mark may stand."""
        for name in sorted(self.names):
            if name.startswith(_HEADS) and name.endswith(".xml"):
                root = self.part(name)
                if name.startswith("docProps/"):
                    yield from (said for e in root.iter() if e.text for said in _property(e))
                else:
                    if name.startswith("word/header") and pictures.in_part(root):
                        self.pictures.append(0)
                    for paragraph in root.iter(f"{W}p"):
                        yield from self._text(paragraph, attribute(paragraph, "w:pPr/w:pStyle")).split("\n")
                    yield from _watermarks(root)


def refuse(packed: zipfile.ZipFile) -> None:
    """Macros, and what unpacks beyond the limits (declared sizes; `bounded` checks the real ones)."""
    names = packed.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names) or _is_macro_enabled(packed):
        raise Unreadable("MACROS", "Tệp Word có macro. Mở bằng Word, lưu thành .docx (không macro) rồi gửi lại.")
    if any(info.flag_bits & 1 for info in packed.infolist()):
        raise Unreadable("ENCRYPTED", "Tệp nén có mật khẩu. Bỏ mật khẩu rồi gửi lại.")
    total = sum(info.file_size for info in packed.infolist())
    packed_size = max(sum(info.compress_size for info in packed.infolist()), 1)
    if total > LARGEST_ALL or len(names) > 5000 or (total > 2**23 and total / packed_size > RATIO):
        raise _bomb()


def _is_macro_enabled(packed: zipfile.ZipFile) -> bool:
    """A .docm by its content type, whatever its name and even without a project."""
    types = "[Content_Types].xml"
    return types in packed.namelist() and b"macroEnabled" in bounded(packed, types)


def bounded(packed: zipfile.ZipFile, name: str) -> bytes:
    """A part, whole; a bomb is refused."""
    with packed.open(name) as part:
        raw = part.read(LARGEST_PART + 1)
    if len(raw) > LARGEST_PART:
        raise _bomb()
    return raw


def _bomb() -> Unreadable:
    return Unreadable("BOMB", "Tệp này giải nén ra quá lớn, không mở vì an toàn. Kiểm tra lại tệp gốc.")


def _style_numbers(root: Any) -> dict[str, tuple[str, int | None]]:
    """Styles that number their paragraphs, through those they are based on; None: the list says how deep."""
    found: dict[str, tuple[str, int | None]] = {}
    base: dict[str, str] = {}
    for style in root.findall(f"{W}style") if root is not None else ():
        key = style.get(f"{W}styleId") or ""
        base[key] = attribute(style, "w:basedOn")
        num, level = attribute(style, "w:pPr/w:numPr/w:numId"), attribute(style, "w:pPr/w:numPr/w:ilvl")
        if num:
            found[key] = (num, int(level) if level.isdecimal() else None)
    for key in base:
        above, steps = base[key], 0
        while key not in found and above and steps < 20:
            if above in found:
                found[key] = (found[above][0], found[above][1] or 0)
            above, steps = base.get(above, ""), steps + 1
    return found


def _capital_styles(root: Any) -> set[str]:
    """Styles that print their words in capitals (w:caps), however they were typed."""
    styles = root.findall(f"{W}style") if root is not None else ()
    return {style.get(f"{W}styleId") or "" for style in styles if _is_on(style.find(f"{W}rPr/{W}caps"))}


def _style_fonts(root: Any) -> dict[str, str]:
    """Fonts of paragraph styles, through those they are based on; "" is the default of the paper."""
    found: dict[str, str] = {}
    if root is None:
        return found
    found[""] = _font(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts"))
    base = {}
    for style in root.findall(f"{W}style"):
        key = style.get(f"{W}styleId") or ""
        base[key] = attribute(style, "w:basedOn")
        found[key] = _font(style.find(f"{W}rPr/{W}rFonts"))
        if style.get(f"{W}default") in ("1", "true") and style.get(f"{W}type") == "paragraph":
            found[""] = found[key] or found[""]
    for key in base:
        above, steps = base[key], 0
        while not found[key] and above and steps < 20:
            found[key], above, steps = found.get(above, ""), base.get(above, ""), steps + 1
    return found


def _fonts_in(root: Any) -> Iterator[str]:
    yield from (_font(element) for element in root.iter(f"{W}rFonts"))


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through content controls and tracked insertions."""
    for child in element:
        if child.tag == f"{W}{name}":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in _WRAPS:
            yield from _inside(child, name)


def _words(element: Any) -> str:
    """The words of a paragraph as they stand in the file."""
    return "".join(piece.text for piece in _pieces(element, ""))


def _pieces(element: Any, font: str) -> Iterator[Piece]:
    """The words of a paragraph by font: no deleted text, no fallback, no text box (read apart)."""
    for child in element:
        if child.tag in (f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}txbxContent", f"{W}pPr"):
            continue
        if child.tag == f"{W}t":
            words = child.text or ""
            yield Piece(words.upper() if _is_on(element.find(f"{W}rPr/{W}caps")) else words, font)
        elif child.tag in _SIGNS:
            yield Piece(_SIGNS[child.tag], font)
        elif isinstance(child.tag, str):
            yield from _pieces(child, _font(child.find(f"{W}rPr/{W}rFonts")) or font)


def _font(element: Any) -> str:
    """The font a run or style names for Latin letters; "" where it names none."""
    if element is None:
        return ""
    return element.get(f"{W}ascii") or element.get(f"{W}hAnsi") or ""


def _boxes(element: Any) -> Iterator[Any]:
    """Text boxes of a paragraph, once: not those of a fallback, nor those inside another box."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in (f"{_MC}Fallback", f"{W}del", f"{W}moveFrom"):
            yield from _boxes(child)


def _is_bold(element: Any) -> bool:
    runs = [r for r in element.iter(f"{W}r") if r.find(f"{W}t") is not None]
    return bool(runs) and all(_is_on(r.find(f"{W}rPr/{W}b")) for r in runs)


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "off")


def _property(element: Any) -> tuple[str, ...]:
    """A property's words, and behind the name a person gave it: "Độ mật: C"."""
    above = element.getparent()
    name = above.get("name") if above is not None else None
    return (element.text, f"{name}: {element.text}") if name else (element.text,)


def _watermarks(root: Any) -> Iterator[str]:
    """Words drawn as a picture (WordArt): VML's and DrawingML's."""
    yield from ("".join(shape.itertext(f"{_DRAWN}t")) for shape in root.iter(f"{_DRAWN}p"))
    yield from (path.get("string") or "" for path in root.iter("{urn:schemas-microsoft-com:vml}textpath"))
