"""Dựng tệp mẫu — the words of a gold paper as the file its marks ask for: docx or html (txt is read as it lies)."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LISTS = {"a": ("lowerLetter", "%1)"), "1.": ("decimal", "%1."), "1)": ("decimal", "%1)"), "I.": ("upperRoman", "%1."),
          "-": ("bullet", "-")}  # fmt: skip
_ITEM = re.compile(r"\{(a|1\.|1\)|I\.|-)(\*?)\}\s*")
_NOTE = re.compile(r"\[\^([^\]]*)\]")
_CELL = " || "
_OFFICE = "http://schemas.openxmlformats.org"
_PARTS = ("document", "numbering", "footnotes")
_TYPES = (
    f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{part}{".main" if part == "document" else ""}+xml"/>'
        for part in _PARTS
    )
    + "</Types>"
)
_PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li><li><a href="/lien-he">Liên hệ</a></li></ul></nav>
<main><article><h1>{title}</h1><p class="date">Thứ hai, 09/03/2026 | 08:15</p>{body}</article></main>
<footer><p>Bản quyền thuộc Trang tin mẫu</p></footer></body></html>"""


def as_file(words: str, shape: str) -> tuple[bytes, str]:
    """The bytes of a paper of that shape (docx, html) and the name they are read under."""
    return (_docx(words), "mau.docx") if shape == "docx" else (_html(words), "mau.html")


def _html(words: str) -> bytes:
    title, *lines = [line for line in words.splitlines() if line.strip()]
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return _PAGE.format(title=html.escape(title), body=body).encode()


def _docx(words: str) -> bytes:
    made = _Word()
    body = "".join(made.blocks(words.splitlines()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _links("officeDocument:word/document.xml"))
        file.writestr("word/_rels/document.xml.rels", _links(*(f"{part}:{part}.xml" for part in _PARTS[1:])))
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        file.writestr("word/numbering.xml", made.numbering())
        file.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{"".join(made.notes)}</w:footnotes>')
    return packed.getvalue()


def _links(*targets: str) -> str:
    """Relationships of a part: "type:target"."""
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for at, (kind, _colon, target) in enumerate(t.partition(":") for t in targets)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{rows}</Relationships>'


class _Word:
    """Một tệp Word đang dựng — the lists and notes its paragraphs use."""

    def __init__(self) -> None:
        self.nums: list[str] = []  # which list each num is of
        self.current: dict[str, int] = {}
        self.notes: list[str] = []

    def blocks(self, lines: list[str]) -> Iterator[str]:
        for is_table, rows in groupby(lines, key=lambda line: _CELL in line):
            block = list(rows)
            yield self._table(block) if is_table else "".join(map(self._paragraph, block))

    def _table(self, rows: list[str]) -> str:
        cells = ("".join(f"<w:tc>{self._paragraphs(cell)}</w:tc>" for cell in row.split(_CELL)) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    def _paragraphs(self, cell: str) -> str:
        """A cell's lines as paragraphs of their own, as Word's own forms have them."""
        return "".join(self._paragraph(part) for part in cell.split("⏎"))

    def _paragraph(self, line: str) -> str:
        item = _ITEM.match(line)
        props = ""
        if item:
            line = line[item.end() :]
            props = (
                f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._num(item[1], item[2])}"/></w:numPr></w:pPr>'
            )
        return f"<w:p>{props}{''.join(self._runs(line))}</w:p>"

    def _num(self, form: str, again: str) -> int:
        if again or form not in self.current:
            self.nums.append(form)
            self.current[form] = len(self.nums)
        return self.current[form]

    def _runs(self, line: str) -> Iterator[str]:
        place = 0
        for note in _NOTE.finditer(line):
            yield _run(line[place : note.start()])
            self.notes.append(f'<w:footnote w:id="{len(self.notes) + 1}"><w:p>{_run(note[1])}</w:p></w:footnote>')
            yield f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
            place = note.end()
        yield _run(line[place:])

    def numbering(self) -> str:
        forms = list(_LISTS)
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
            for at, (form, text) in enumerate(_LISTS.values())
        )
        nums = "".join(
            f'<w:num w:numId="{at}"><w:abstractNumId w:val="{forms.index(form)}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for at, form in enumerate(self.nums, 1)
        )
        return f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'


def _run(text: str) -> str:
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{html.escape(part)}</w:t>' for part in text.split("⏎"))
    return f"<w:r>{pieces}</w:r>"
