"""Đọc PDF có lớp chữ — lines joined into paragraphs; page numbers and running heads left out."""

from __future__ import annotations

import re
import unicodedata

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from dondoc.reading.model import Unreadable, Warning
from dondoc.reading.paragraphs import Builder, Source

_PAGE = re.compile(r"(?:[Tt]rang )?\d{1,4}(?:\s*/\s*\d{1,4})?")
# What opens a paragraph even when the line above is full: labels, căn cứ, headings, table words.
_OPENS = re.compile(
    r"(?:[-+•–*]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ]\)\s|[IVXLC]+[.\-]\s|Điều \d|Chương |Mục |Phần |Căn cứ|Theo đề nghị|Nơi nhận|Kính gửi"
    r"|Số[ :]|[A-ZĐÀ-Ỹ ]{8,}$|T/M|TM\.|K/T|KT\.|T/L|TL\.)"
)
_CLOSES = (".", ";", ":", "!", "?", "”", '"', "./.")


def read_pdf(data: bytes) -> Source:
    """The text of a PDF by paragraphs, the page of each kept. Raises Unreadable by name."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise _closed(str(problem)) from problem
    try:
        pages = [_lines(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as problem:
        raise _closed(str(problem)) from problem
    finally:
        document.close()
    empty = [number + 1 for number, lines in enumerate(pages) if not lines]
    if len(empty) == len(pages):
        raise Unreadable("NO_TEXT_LAYER", "Tệp PDF này là bản quét, không có lớp chữ. Vào sổ bằng tay, kèm tệp này.")
    return _join(_without_running_heads(pages)).source("pdf", warnings=_partly(empty))


def _closed(problem: str) -> Unreadable:
    if "password" in problem.lower():
        return Unreadable("ENCRYPTED", "Tệp PDF có mật khẩu. Bỏ mật khẩu rồi gửi lại.")
    return Unreadable("UNREADABLE", "Tệp PDF bị hỏng. Mở bằng trình đọc PDF, in lại thành PDF rồi gửi.")


def _lines(document: pdfium.PdfDocument, number: int) -> list[str]:
    page = document[number]
    text = page.get_textpage().get_text_range()
    page.close()
    joined = unicodedata.normalize("NFC", text).replace("\ufffe", "-").replace("\x02", "")
    return [" ".join(line.split()) for line in joined.splitlines() if line.strip()]


def _partly(empty: list[int]) -> tuple[Warning, ...]:
    if not empty:
        return ()
    said = "Không có lớp chữ ở trang " + ", ".join(map(str, empty[:20])) + ". Xem các trang ấy trên bản gốc."
    return (Warning("NO_TEXT_LAYER", said),)


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Page numbers, and a first or last line that repeats on most pages."""
    edges: dict[str, int] = {}
    for lines in pages:
        for line in {*lines[:2], *lines[-1:]}:
            edges[line] = edges.get(line, 0) + 1
    repeated = {line for line, count in edges.items() if count > 2 and count > len(pages) / 2}
    return [[line for line in lines if not _PAGE.fullmatch(line) and line not in repeated] for lines in pages]


def _join(pages: list[list[str]]) -> Builder:
    """A line goes on the one above unless that one closed, this one opens, or that one was short."""
    out, held, begun = Builder(), "", 1
    widest = max((len(line) for lines in pages for line in lines), default=0)
    last = ""
    for number, lines in enumerate(pages, 1):
        for line in lines:
            if held and not _breaks(last, line, widest):
                held, last = f"{held} {line}", line
                continue
            out.add(held, page=begun)
            held, last, begun = line, line, number
    out.add(held, page=begun)
    return out


def _breaks(above: str, line: str, widest: int) -> bool:
    if _OPENS.match(line) or above.isupper() != line.isupper():
        return True
    if line[:1].islower():
        return False
    return above.endswith(_CLOSES) or len(above) < widest * 0.6
