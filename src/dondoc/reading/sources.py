"""Nguồn — which kind of file this is, and its text. Every failure has a name and a sentence."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from dondoc.reading.html import is_html, read_html
from dondoc.reading.model import Unreadable, Warning
from dondoc.reading.paragraphs import Source, lines_of
from dondoc.reading.text import nfc

LARGEST = 100 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BEFORE = b"\x00\t\r\n \xef\xbb\xbf"  # what mail gateways leave before a PDF
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a"))
_LATIN = re.compile("[\u00a1-\u00ff]")
_OWN = re.compile("[ĂăĐđƠơƯưẠ-ỹ]")
SAVE_AS = "Mở bằng Word, chọn Lưu thành .docx (hoặc PDF) rồi gửi lại."


def read_source(data: bytes, name: str | None = None, largest: int = LARGEST) -> Source:
    """Bytes as text and paragraphs. Raises Unreadable."""
    source = _by_format(data, name, largest)
    return replace(source, warnings=(*source.warnings, *_legacy(source.text)))


def _by_format(data: bytes, name: str | None, largest: int) -> Source:
    if not data:
        raise Unreadable("EMPTY", "Tệp rỗng (0 byte). Kiểm tra lại tệp trên máy rồi gửi lại.")
    if len(data) > largest:
        raise Unreadable("TOO_LARGE", f"Tệp lớn hơn {largest // 2**20} MB. Chia nhỏ rồi gửi lại.")
    if data[:1024].lstrip(_BEFORE).startswith(b"%PDF-"):
        from dondoc.reading.pdf import read_pdf

        return read_pdf(data)
    if data[:4] == b"PK\x03\x04":
        from dondoc.reading.docx import read_docx

        return read_docx(data)
    if data[:8] == _OLE:
        raise _old_word(data)
    if data[:5] == b"{\\rtf":
        raise Unreadable("UNKNOWN_FORMAT", f"Chưa đọc được tệp RTF. {SAVE_AS}")
    return _words(data, (name or "").lower())


def _old_word(data: bytes) -> Unreadable:
    """An OLE file: a DOCX under a password, or Word's old format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable("ENCRYPTED", "Tệp Word có mật khẩu. Bỏ mật khẩu rồi gửi lại.")
    return Unreadable("UNKNOWN_FORMAT", f"Tệp Word kiểu cũ (.doc, .xls). {SAVE_AS}")


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


def _legacy(text: str) -> tuple[Warning, ...]:
    """A text that is clearly TCVN3 or VNI shown as Latin letters ("Céng hoµ x· héi", "Ñoäc laäp").

    Vietnamese has a letter of its own (ă đ ơ ư, or with a mark under or over another) in every
    ten; a text with hardly any, and far more signs of Latin-1 than French has, is no Unicode.
    """
    head = text[:20_000]
    latin, own = len(_LATIN.findall(head)), len(_OWN.findall(nfc(head)))
    if latin < 10 or own * 20 > latin or latin < 0.18 * sum(not c.isspace() for c in head):
        return ()
    said = f"Chữ dùng bảng mã cũ (TCVN3 hoặc VNI) nên đọc sẽ sai. Đổi sang Unicode. {SAVE_AS}"
    return (Warning("LEGACY_ENCODING", said),)
