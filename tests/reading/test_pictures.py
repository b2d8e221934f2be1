"""Hình ảnh ở đầu văn bản — what may be a stamped secret mark is told; a rule, a bullet or a picture further down is not."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pypdfium2 as pdfium
import pytest
from docx.shared import Mm
from pypdfium2 import raw as pdf

from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.reading import read
from tests.papers import directive, png, with_picture
from tests.reading.making import a_docx, numbered, numbering, p

RENDERS = pytest.mark.parametrize("render", [render_docx, render_pdf], ids=["docx", "pdf"])
NAMES = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def _plain_pdf() -> pdfium.PdfDocument:
    return pdfium.PdfDocument(render_pdf(directive()))


def _told(data: bytes) -> bool:
    found = [w for w in read(data).warnings if w.code == "PICTURES"]
    assert all("Mở tệp gốc xem" in w.message for w in found)
    return len(found) == 1


@RENDERS
def test_a_picture_at_the_head_is_told_and_a_paper_without_one_is_not(render: Callable[..., bytes]) -> None:
    assert _told(with_picture(render, 20, 8))
    assert _told(with_picture(render, 14, 4)), "the letters of a stamp alone, cut out of their frame"
    assert not _told(render(directive()))


@RENDERS
@pytest.mark.parametrize(("width", "height"), [(60, 0.5), (2, 2), (1, 40)])
def test_a_rule_or_a_bullet_is_no_stamp(render: Callable[..., bytes], width: float, height: float) -> None:
    assert not _told(with_picture(render, width, height))


def test_a_picture_inside_a_group_of_a_pdf_is_told() -> None:
    inner, whole, saved = pdfium.PdfDocument(with_picture(render_pdf, 20, 8)), _plain_pdf(), io.BytesIO()
    page = whole[0]
    page.insert_obj(inner.page_as_xobject(0, whole).as_pageobject())
    page.gen_content()
    whole.save(saved)
    assert _told(saved.getvalue())


@pytest.mark.parametrize(("kind", "told"), [(pdf.FPDF_ANNOT_STAMP, True), (pdf.FPDF_ANNOT_SQUARE, False)])
def test_a_stamp_laid_over_the_first_page_is_told(kind: int, told: bool) -> None:
    whole, saved = _plain_pdf(), io.BytesIO()
    page = whole[0]
    note = pdf.FPDFPage_CreateAnnot(page.raw, kind)
    pdf.FPDFAnnot_SetRect(note, ctypes.byref(pdf.FS_RECTF(100, 722, 157, 700)))
    pdf.FPDFPage_CloseAnnot(note)
    whole.save(saved)
    assert _told(saved.getvalue()) is told


def test_a_picture_on_a_later_page_is_not_asked_about() -> None:
    whole, saved = _plain_pdf(), io.BytesIO()
    whole.import_pages(pdfium.PdfDocument(with_picture(render_pdf, 20, 8)))
    whole.save(saved)
    assert not _told(saved.getvalue())


def _word(change: Callable[[Any], None]) -> bytes:
    paper, packed = docx.Document(io.BytesIO(render_docx(directive()))), io.BytesIO()
    change(paper)
    paper.save(packed)
    return packed.getvalue()


def _draw(paragraph: Any) -> None:
    paragraph.add_run().add_picture(io.BytesIO(png()), Mm(20), Mm(8))


def test_word_is_looked_at_in_its_headers_and_before_the_first_article_only() -> None:
    assert _told(_word(lambda paper: _draw(paper.sections[0].header.paragraphs[0])))
    assert _told(_word(lambda paper: _draw(paper.tables[0].cell(0, 0).paragraphs[0])))
    assert not _told(_word(lambda paper: _draw(paper.paragraphs[-1])))


def test_a_word_file_without_articles_is_looked_at_whole() -> None:
    picture = f"<w:p><w:r><w:pict {NAMES}><v:shape style='width:57pt;height:23pt'><v:imagedata/></v:shape></w:pict></w:r></w:p>"
    assert _told(a_docx(p("Một đoạn") + picture))
    assert not _told(a_docx(numbered("Điều") + picture, **{"word__numbering.xml": numbering(("decimal", "Điều %1."))}))


@pytest.mark.parametrize(
    ("style", "told"),
    [("width:57pt;height:23pt", True), ("width:200mm;height:.5pt", False), ("width:1cm", True), ("", True), ("height:a", True)],
)  # fmt: skip
def test_an_old_picture_of_unknown_size_may_be_a_stamp(style: str, told: bool) -> None:
    picture = f"<w:p><w:r><w:pict {NAMES}><v:shape style='{style}'><v:imagedata/></v:shape></w:pict></w:r></w:p>"
    assert _told(a_docx(picture + p("Một đoạn"))) is told


def test_a_picture_that_was_deleted_is_not_printed() -> None:
    gone = f"<w:p><w:del><w:r><w:pict {NAMES}><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:del></w:p>"
    assert not _told(a_docx(gone + p("Một đoạn")))


FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("name", ["ket-luan.doc", "ket-luan.rtf", "ket-luan.odt"])
def test_an_old_file_without_pictures_is_not_asked_about(name: str) -> None:
    assert not _told((FILES / name).read_bytes())


def test_a_picture_in_the_line_of_an_old_word_file_is_told() -> None:
    data = (FILES / "ket-luan.doc").read_bytes()
    words = "KẾT LUẬN".encode("utf-16-le")
    assert data.count(words) == 1
    assert _told(data.replace(words, "\x01ẾT LUẬN".encode("utf-16-le")))


@pytest.mark.parametrize(
    ("size", "told"),
    [("\\picwgoal1134\\pichgoal453", True), ("\\picwgoal11340\\pichgoal20", False), ("", True)],
    ids=["stamp", "rule", "unknown"],
)
def test_a_picture_in_an_rtf_file_is_told(size: str, told: bool) -> None:
    body = f"{{\\rtf1\\ansi {{\\pict\\pngblip{size} 8950}}So 15\\par}}"
    assert _told(body.encode()) is told


@pytest.mark.parametrize(("size", "told"), [("20mm", True), ("0.5mm", False), ("", True)])
def test_a_picture_in_an_odt_file_is_told(size: str, told: bool) -> None:
    drawn = f"<draw:frame svg:width='20mm' svg:height='{size}'><draw:image/></draw:frame>".encode()
    names = (b' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
             b' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(FILES / "ket-luan.odt") as given, zipfile.ZipFile(packed, "w") as made:
        for part in given.namelist():
            body = given.read(part)
            if part == "content.xml":
                body = body.replace(
                    b"</office:text>", b"<text:p><x" + names + b">" + drawn + b"</x></text:p></office:text>"
                )
                assert drawn in body
            made.writestr(part, body)
    assert _told(packed.getvalue()) is told
