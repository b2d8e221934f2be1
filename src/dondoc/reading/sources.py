"""Nguồn — which kind of file this is, and its text. Every failure has a name and a sentence."""

from __future__ import annotations

import codecs
import io
import zipfile

from dondoc.reading.html import is_html, read_html
from dondoc.reading.legacy import SAVE_AS, decoded, turned
from dondoc.reading.model import Unreadable
from dondoc.reading.paragraphs import Source, lines_of

LARGEST = 100 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + b"\x22\0"  # its entry in the file's directory
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BEFORE = b"\x00\t\r\n \xef\xbb\xbf"  # what mail gateways leave before a PDF
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a"))


def read_source(data: bytes, name: str | None = None, largest: int = LARGEST) -> Source:
    """Bytes as text and paragraphs. Raises Unreadable."""
    return turned(_by_format(data, name, largest))


def _by_format(data: bytes, name: str | None, largest: int) -> Source:
    if not data:
        raise Unreadable("EMPTY", "Tệp rỗng (0 byte). Kiểm tra lại tệp trên máy rồi gửi lại.")
    if len(data) > largest:
        raise Unreadable("TOO_LARGE", f"Tệp lớn hơn {largest // 2**20} MB. Chia nhỏ rồi gửi lại.")
    if data[:1024].lstrip(_BEFORE).startswith(b"%PDF-"):
        from dondoc.reading.pdf import read_pdf

        return read_pdf(data)
    if data[:4] == b"PK\x03\x04":
        return _packed(data)
    if data[:8] == _OLE:
        return _old_office(data)
    if data[:5] == b"{\\rtf":
        from dondoc.reading.rtf import read_rtf

        return read_rtf(data)
    return _words(data, (name or "").lower())


def _packed(data: bytes) -> Source:
    """A ZIP: DOCX unless its parts say a spreadsheet or an OpenDocument."""
    from dondoc.reading.docx import read_docx

    names = _names_in(data)
    if any(name.startswith("xl/") for name in names):
        from dondoc.reading.sheets import read_sheets

        return read_sheets(data, "xlsx")
    if "content.xml" in names:
        return _open_document(data)
    return read_docx(data)


def _names_in(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return []


def _open_document(data: bytes) -> Source:
    if b"opendocument.spreadsheet" in data[:200]:
        from dondoc.reading.sheets import read_sheets

        return read_sheets(data, "ods")
    from dondoc.reading.odt import read_odt

    return read_odt(data)


def _old_office(data: bytes) -> Source:
    """An OLE file: a file of Office under a password, Word's or Excel's old format."""
    if _LOCKED in data:  # under a password Office packs the whole file into one stream
        raise Unreadable(
            "ENCRYPTED", "Tệp Word hoặc Excel có mật khẩu nên phần mềm không mở được. Bỏ mật khẩu rồi gửi lại."
        )
    if "WordDocument".encode("utf-16-le") in data:
        from dondoc.reading.doc import read_doc

        return read_doc(data)
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        from dondoc.reading.sheets import read_sheets

        return read_sheets(data, "xls")
    raise Unreadable("UNKNOWN_FORMAT", f"Đây không phải tệp Word hay Excel. {SAVE_AS}")


def _words(data: bytes, name: str) -> Source:
    text = decode(data)
    if is_html(text, name):
        return read_html(text)
    if not text.strip():
        raise Unreadable("EMPTY", "Tệp không có chữ nào. Kiểm tra lại tệp trên máy.")
    return Source("txt", text, lines_of(text))


def decode(data: bytes) -> str:
    """UTF-8 or UTF-16 text; a NUL in it, or another encoding, is not a text we know."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) // 4:
        even = data[:4000:2].count(0)
        if even in (0, zeros):  # one half of each letter is zero, never both halves
            return _strict(data, "utf-16-be" if even else "utf-16-le")
    return _strict(data, "utf-8")


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        if _is_binary(data):
            raise _unknown() from problem
        if (old := decoded(data)) is not None:
            return old
        raise Unreadable(
            "LEGACY_ENCODING_UNSURE", f"Không rõ bảng mã của tệp chữ này (không phải Unicode). {SAVE_AS}"
        ) from problem
    if "\x00" in text or (encoding == "utf-8" and _is_binary(data)):
        raise _unknown()
    return text


def _unknown() -> Unreadable:
    return Unreadable("UNKNOWN_FORMAT", f"Đây không phải tệp văn bản mà phần mềm đọc được. {SAVE_AS}")


def _is_binary(data: bytes) -> bool:
    """A picture, archive or program: control bytes, which no typed text holds more than a few of."""
    head = data[:4000]
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 50 + 2
