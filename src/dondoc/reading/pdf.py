"""Đọc PDF có lớp chữ — lines joined into paragraphs by where they stand; running heads left out."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw as pdf

from dondoc.reading import pictures
from dondoc.reading.model import Unreadable, Warning
from dondoc.reading.paragraphs import Builder, Source
from dondoc.reading.secrecy import LONGEST, find_mark, may_mark
from dondoc.reading.text import nfc

MOST_PAGES = 2000
_PAGE = re.compile(r"[-–\s]*(?:[Tt]rang )?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*")
# What opens a paragraph even when the line above is full: labels, căn cứ, headings, table words.
_OPENS = re.compile(
    r"(?:[-+•–*]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ]\)\s|[IVXLC]+[.\-]\s|Điều \d+[a-z]?\.|Chương [IVX\d]|Mục [IVX\d]|Phần |"
    r"Căn cứ|Theo đề nghị|Nơi nhận|Kính gửi|Số[ :]|V/v|T/M|TM\.|K/T|KT\.|T/L|TL\.)"
)
_CLOSES = (".", ";", ":", "!", "?", "”", '"', "./.")
# Shares of the widest line: one that ends its paragraph, one that may go on, where a right column begins.
_SHORT, _FULL, _COLUMN = 0.72, 0.93, 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng in: its words, and how far across its page it begins and ends (0 to 1 of the widest)."""

    text: str
    left: float
    right: float
    pieces: tuple[str, ...] = ()  # what stands apart on one line with a word a secret mark has


def read_pdf(data: bytes) -> Source:
    """The text of a PDF by paragraphs, the page of each kept. Raises Unreadable by name."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise closed(str(problem)) from problem
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable("TOO_LARGE", f"Tệp PDF có hơn {MOST_PAGES} trang. Chia nhỏ rồi gửi lại.")
        pages = [_lines(document, number) for number in range(len(document))]
        facts = (*map(str, document.get_metadata_dict(skip_empty=True).values()), *_stamps(document))
        seen = (0,) if pictures.on_page(document[0]) else ()
    except pdfium.PdfiumError as problem:
        raise closed(str(problem)) from problem
    finally:
        document.close()
    empty = [number + 1 for number, lines in enumerate(pages) if not lines]
    if len(empty) == len(pages) and find_mark(Source("pdf", "", (), margins=facts)) is None:
        raise Unreadable("NO_TEXT_LAYER", "Tệp PDF này là bản quét, không có lớp chữ. Vào sổ bằng tay, kèm tệp này.")
    # A mark may be a running head, or stand beside the number on one line.
    every = tuple("\t".join(line.pieces) or line.text for lines in pages for line in lines)
    whole = joined_pages(pages)
    return whole.source("pdf", warnings=_partly(empty), margins=facts, lines=every, pictures=seen)


def closed(problem: str) -> Unreadable:
    """Why PDFium would not open a file, by name."""
    if "password" in problem.lower() or "security" in problem.lower():
        return Unreadable(
            "ENCRYPTED", "Tệp PDF có mật khẩu nên phần mềm không mở được. Lưu lại không có mật khẩu rồi gửi."
        )
    return Unreadable("UNREADABLE", "Tệp PDF bị hỏng. Mở bằng trình đọc PDF, in lại thành PDF rồi gửi.")


def _lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    """The lines of a page as they are drawn, with where each begins and ends."""
    page = document[number]
    layer = page.get_textpage()
    found: list[tuple[str, float, float, tuple[str, ...]]] = []
    at, count = 0, layer.count_chars()
    for raw in layer.get_text_range().split("\r\n"):
        begin, at = at, at + len(raw) + 2
        text = " ".join(nfc(raw).replace("\ufffe", "-").replace("\x02", "").replace("\x00", "").split())
        if text and begin < count:
            last = min(begin + len(raw.rstrip()), count) - 1
            apart = _apart(layer, raw, begin) if may_mark(text) else ()
            found.append((text, layer.get_charbox(begin)[0], layer.get_charbox(max(last, begin))[2], apart))
    layer.close()
    page.close()
    left = min((line[1] for line in found), default=0.0)
    width = max((line[2] for line in found), default=1.0) - left or 1.0
    return [Line(text, (start - left) / width, (end - left) / width, apart) for text, start, end, apart in found]


def _stamps(document: pdfium.PdfDocument) -> Iterator[str]:
    """The words of stamps and notes laid over the pages: no part of the text layer, yet printed."""
    for number in range(len(document)):
        page = document[number]
        for at in range(pdf.FPDFPage_GetAnnotCount(page.raw)):
            note = pdf.FPDFPage_GetAnnot(page.raw, at)
            if note:
                yield from (_told(note, key) for key in (b"Contents", b"Subj"))
                pdf.FPDFPage_CloseAnnot(note)
        page.close()


def _told(note: pdf.FPDF_ANNOTATION, key: bytes) -> str:
    length = pdf.FPDFAnnot_GetStringValue(note, key, None, 0)
    words = ctypes.create_string_buffer(length)
    pdf.FPDFAnnot_GetStringValue(note, key, ctypes.cast(words, ctypes.POINTER(pdf.FPDF_WCHAR)), length)
    return words.raw.decode("utf-16-le", "replace").rstrip("\x00")


def _apart(layer: pdfium.PdfTextPage, raw: str, begin: int) -> tuple[str, ...]:
    """A line cut where the space between two letters is wider than a letter is high, twice over."""
    pieces, edge = [""], None
    for place, letter in enumerate(raw[:LONGEST]):
        if not letter.isspace():
            left, bottom, right, top = layer.get_charbox(begin + place)
            if edge is not None and left - edge > 2 * (top - bottom):
                pieces.append("")
            edge = right
        pieces[-1] += letter
    return tuple(nfc(piece) for piece in pieces) if len(pieces) > 1 else ()


def joined_pages(pages: list[list[Line]]) -> Builder:
    """The lines of pages as paragraphs, running heads and page numbers left out."""
    return _join(_without_running_heads(pages))


def _partly(empty: list[int]) -> tuple[Warning, ...]:
    if not empty:
        return ()
    said = "Không có lớp chữ ở trang " + ", ".join(map(str, empty[:20])) + ". Xem các trang ấy trên bản gốc."
    return (Warning("NO_TEXT_LAYER", said),)


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Page numbers at the edges, and a first or last line that repeats on most pages."""
    edges = Counter(text for lines in pages for text in {line.text for line in (*lines[:2], *lines[-2:])})
    repeated = {text for text, count in edges.items() if count > 2 and count > len(pages) / 2}
    return [
        [
            line for place, line in enumerate(lines)
            if line.text not in repeated and not (_PAGE.fullmatch(line.text) and (place < 2 or place >= len(lines) - 2))
        ]
        for lines in pages
    ]  # fmt: skip


def _join(pages: list[list[Line]]) -> Builder:
    """A line goes on the one above unless that one closed, this one opens, or that one was short."""
    out, begun = Builder(), 1
    held: list[str] = []
    above: Line | None = None
    for number, lines in enumerate(pages, 1):
        for line in lines:
            if above is not None and _breaks(above, line):
                out.add(" ".join(held), page=begun)
                held = []
            begun = begun if held else number
            held.append(line.text)
            above = line
    out.add(" ".join(held), page=begun)
    return out


def _breaks(above: Line, line: Line) -> bool:
    if _OPENS.match(line.text) or above.text.isupper() != line.text.isupper() or above.right < _SHORT:
        return True
    if line.text[:1].islower():
        return False
    if above.text.endswith(_CLOSES) or above.left > _COLUMN or (_is_centred(above) and not _is_centred(line)):
        return True
    return line.left > above.left + 0.02 and (above.right < _FULL or above.left < 0.01)


def _is_centred(line: Line) -> bool:
    return line.left > 0.03 and abs(line.left - (1 - line.right)) < 0.02
