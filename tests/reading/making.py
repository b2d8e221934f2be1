"""Dựng văn bản để đọc — plain texts and raw DOCX parts; bodies that do not exist."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from dondoc.reading import catalogue, read
from dondoc.reading.model import Reading

OFFICE = catalogue.default().with_bodies([
    {"id": "unit:root", "name": "Đảng ủy Cục Thử nghiệm", "aliases": []},
    {"id": "unit:vp", "name": "Văn phòng Đảng ủy", "aliases": []},
    {"id": "unit:bnn", "name": "Ban Công tác Đảng ngoài nước", "aliases": []},
])  # fmt: skip
HEAD = """ĐẢNG ỦY KHỐI THỬ NGHIỆM
*
Số 21-KL/ĐUK
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 10 tháng 11 năm 2026

KẾT LUẬN
về tăng cường quản lý đảng viên ngoài nước
-----
"""


def read_text(text: str, head: str = "") -> Reading:
    """A reading of a plain text with the office's own units known."""
    return read((head + text).encode(), name="thu.txt", catalogue=OFFICE)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_docx(body: str, **parts: str) -> bytes:
    """A DOCX of raw parts: the body's inner XML, and other parts by name ("word/numbering.xml")."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return packed.getvalue()


def p(text: str, properties: str = "") -> str:
    """One paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def table(*rows: Sequence[str]) -> str:
    """A Word table, a row a sequence of its cells' words."""
    cells = ("".join(f"<w:tc>{p(words)}</w:tc>" for words in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def numbered(text: str, num: int = 1, level: int = 0) -> str:
    """A paragraph whose number exists only in Word's numbering."""
    return p(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{num}'/></w:numPr>")


def numbering(*levels: tuple[str, str], nums: str = "") -> str:
    """numbering.xml of one abstract list; `levels` are (format, text)."""
    inner = "".join(
        f"<w:lvl w:ilvl='{i}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for i, (form, text) in enumerate(levels)
    )
    nums = nums or "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    return f"<w:numbering xmlns:w='{W}'><w:abstractNum w:abstractNumId='0'>{inner}</w:abstractNum>{nums}</w:numbering>"
