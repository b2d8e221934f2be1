"""Văn bản để thử — a directive in the official form, printed by our own printing; bodies that do not exist."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import docx
import pypdf
import pypdfium2 as pdfium
from docx.shared import Mm
from msoffcrypto.format.ooxml import OOXMLFile

from dondoc.printing.docx import render_docx
from dondoc.printing.model import Line, Sheet


def directive(number: str = "21") -> Sheet:
    """A conclusion of the outside superior that asks four things of the committee and its cells."""
    return Sheet(
        kind="KẾT LUẬN", subject="về tăng cường quản lý đảng viên đi công tác ở nước ngoài",
        issuer="ĐẢNG ỦY KHỐI THỬ NGHIỆM", number=f"{number}-KL/ĐUK", place="Hà Nội", issued_on="2026-11-10",
        authority="T/M BAN THƯỜNG VỤ", signer_post="Phó Bí thư", signer="Hoàng Mẫn Chi", sample=True,
        recipients=("Các đảng ủy trực thuộc", "Lưu Văn phòng Đảng ủy Khối"),
        body=(
            Line("Căn cứ Quy định số 12-QĐ/ĐUK ngày 14/7/2026 về chế độ thông tin, báo cáo;", "basis"),
            Line("I. NHIỆM VỤ", "heading"),
            Line("1. Giao Đảng ủy Cục Thử nghiệm chủ trì, phối hợp với Ban Tổ chức Đảng ủy Khối rà soát danh sách đảng "
                 "viên đang công tác ở nước ngoài, báo cáo Ban Thường vụ Đảng ủy Khối trước ngày 15/12/2026."),
            Line("2. Các chi bộ ngoài nước có trách nhiệm báo cáo tình hình đảng viên trước ngày 20 hằng tháng."),
            Line("3. Yêu cầu Đảng ủy bộ phận NN-A xây dựng kế hoạch tiếp nhận đảng viên trở về, hoàn thành trong quý I "
                 "năm 2027."),
            Line("4. Chi bộ NN-A03 lập danh sách đảng viên mới đến, gửi Văn phòng Đảng ủy trước ngày 10/12/2026."),
            Line("II. TỔ CHỨC THỰC HIỆN", "heading"),
            Line("Kết luận này thay thế Kết luận số 05-KL/ĐUK ngày 12/9/2022."),
        ),
    )  # fmt: skip


def directive_docx(number: str = "21") -> bytes:
    return render_docx(directive(number))


def with_picture(render: Callable[[Sheet], bytes], width: float, height: float, sheet: Sheet | None = None) -> bytes:
    """The paper with a picture of that size (millimetres) at its head, as a stamp of a secret mark may be."""
    data = render(sheet or directive())
    return (_in_pdf if data.startswith(b"%PDF") else _in_docx)(data, width, height)


def _in_docx(data: bytes, width: float, height: float) -> bytes:
    paper, packed = docx.Document(io.BytesIO(data)), io.BytesIO()
    paper.paragraphs[0].add_run().add_picture(io.BytesIO(png()), Mm(width), Mm(height))
    paper.save(packed)
    return packed.getvalue()


def _in_pdf(data: bytes, width: float, height: float) -> bytes:
    paper, saved = pdfium.PdfDocument(data), io.BytesIO()
    page, picture = paper[0], pdfium.PdfImage.new(paper)
    picture.set_bitmap(pdfium.PdfBitmap.new_native(8, 8, pdfium.raw.FPDFBitmap_BGR))
    picture.set_matrix(pdfium.PdfMatrix().scale(width / 25.4 * 72, height / 25.4 * 72).translate(100, 700))
    page.insert_obj(picture)
    page.gen_content()
    paper.save(saved)
    return saved.getvalue()


def locked_pdf(data: bytes, password: str = "mo-khoa", cipher: str = "AES-256") -> bytes:
    """A PDF that opens with a password; without one it only forbids changing."""
    writer, saved = pypdf.PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    writer.encrypt(password, "chu-so-huu", algorithm=cipher)
    writer.write(saved)
    return saved.getvalue()


def locked_docx(data: bytes) -> bytes:
    """A Word file under a password: Word packs it whole, encrypted, into an OLE file."""
    saved = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt("mo-khoa", saved)
    return saved.getvalue()


def png() -> bytes:
    """One red dot."""

    def part(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    size = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", size) + part(b"IDAT", dot) + part(b"IEND", b"")
