"""Đọc PDF — paragraphs whole again, pages kept, what repeats on every page left out."""

from __future__ import annotations

import ctypes
import io
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
import typst
from pypdfium2 import raw as pdf

from dondoc.printing.docx import render_docx
from dondoc.printing.fonts import face
from dondoc.printing.model import Line
from dondoc.printing.pdf import render_pdf
from dondoc.printing.scan import render_scan
from dondoc.reading import read
from dondoc.reading.model import Unreadable
from dondoc.reading.sources import read_source
from tests.papers import directive

LONG = tuple(
    Line(f"{n}. Chi bộ số {n} rà soát danh sách đảng viên đang công tác, học tập ở ngoài nước, đối chiếu với {n * 7} hồ sơ quản lý và báo cáo kết quả với cấp ủy cấp trên trực tiếp theo quy định tại mục {n}.", "body")
    for n in range(1, 61)
)  # fmt: skip


def _paragraphs(data: bytes) -> list[str]:
    source = read_source(data)
    return [source.text[p.start : p.end] for p in source.paragraphs]


def test_lines_are_joined_into_the_paragraphs_the_word_file_has() -> None:
    sheet = replace(directive(), body=LONG)
    word, printed = _paragraphs(render_docx(sheet)), _paragraphs(render_pdf(sheet))
    assert [line for line in word if line[:1].isdecimal()] == [line for line in printed if line[:1].isdecimal()]


def test_pages_are_kept_and_their_numbers_and_running_heads_are_not_text() -> None:
    source = read_source(render_pdf(replace(directive(), body=LONG)))
    pages = [p.page for p in source.paragraphs]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert (pages[0], (pages[-1] or 0) > 2) == (1, True)
    assert not any(source.text[p.start : p.end].isdecimal() for p in source.paragraphs)
    assert "VĂN BẢN MẪU" not in source.text


def test_a_paper_partly_scanned_names_the_pages_without_text() -> None:
    whole = pdfium.PdfDocument(render_pdf(directive()))
    whole.new_page(595, 842)
    reading = read(_saved(whole), name="x.pdf")
    warning = next(w for w in reading.warnings if w.code == "NO_TEXT_LAYER")
    assert f"trang {len(whole)}" in warning.message


def test_a_scan_is_named() -> None:
    with pytest.raises(Unreadable) as told:
        read(render_scan(directive()))
    assert told.value.code == "NO_TEXT_LAYER"


def test_what_a_gateway_puts_before_a_pdf_does_not_matter() -> None:
    assert read(b"\r\n" + render_pdf(directive())).format == "pdf"


def test_a_secret_mark_that_repeats_on_every_page_is_seen() -> None:
    lines = tuple(line for turn in range(4) for line in (Line("MẬT", "centre"), *LONG[turn * 12 : turn * 12 + 12]))
    assert read(render_pdf(replace(directive(), body=lines))).text is None


def _typeset(words: str) -> bytes:
    family, fonts = face()
    source = f'#set text(font: "{family}", size: 13pt)\n{words}'
    return bytes(typst.Compiler(font_paths=fonts).compile(source.encode(), format="pdf"))  # type: ignore[arg-type]


def test_a_secret_mark_beside_the_number_is_seen_and_a_word_of_a_sentence_is_not() -> None:
    assert read(_typeset("Số 12-BC/ĐUK #h(3cm) TỐI MẬT #h(3cm) Hà Nội")).text is None
    assert read(_typeset("Công tác bảo vệ tài liệu MẬT của Đảng ủy trong năm.")).text is not None


def test_a_spaced_mark_between_columns_is_seen_and_levels_listed_or_a_heading_broken_are_not() -> None:
    assert read(_typeset("Số 12-BC/ĐUK #h(3cm) T Ố I M Ậ T #h(3cm) Hà Nội")).text is None
    assert read(_typeset("Tuyệt mật #h(3cm) Tối mật #h(3cm) Mật")).text is not None
    assert read(_typeset("Văn bản độ Tuyệt mật, Tối mật, Mật của ngành.")).text is not None
    assert read(_typeset("Lập danh mục văn bản Tối mật, Mật")).text is not None
    assert read(_typeset("VỀ CÔNG TÁC BẢO VỆ BÍ \\ MẬT")).text is not None


@pytest.mark.parametrize("kind", [pdf.FPDF_ANNOT_STAMP, pdf.FPDF_ANNOT_FREETEXT])
def test_a_mark_stamped_over_a_page_stops_the_reading(kind: int) -> None:
    document = pdfium.PdfDocument(render_pdf(directive()))
    page = document[0]  # kept: a page that is collected takes its notes with it
    stamp = pdf.FPDFPage_CreateAnnot(page.raw, kind)
    words = "TỐI MẬT\x00".encode("utf-16-le")
    pdf.FPDFAnnot_SetStringValue(stamp, b"Contents", (ctypes.c_ushort * (len(words) // 2)).from_buffer_copy(words))
    pdf.FPDFPage_CloseAnnot(stamp)
    mark = read(_saved(document)).header.secrecy
    assert mark and mark.value == "TỐI MẬT"


def _saved(document: pdfium.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
