"""Tệp có mật khẩu — said so by name, whichever the cipher; a paper that may only be read is read."""

from __future__ import annotations

import pytest

from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.reading import read
from dondoc.reading.model import Unreadable
from tests.papers import directive, locked_docx, locked_pdf


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (locked_pdf(render_pdf(directive())), "Tệp PDF có mật khẩu"),
        (locked_pdf(render_pdf(directive()), cipher="RC4-128"), "Tệp PDF có mật khẩu"),
        (locked_docx(render_docx(directive())), "Tệp Word hoặc Excel có mật khẩu"),
    ],
    ids=["pdf, aes", "pdf, rc4", "docx"],
)
def test_a_locked_file_is_told_with_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told) as said:
        read(data)
    assert said.value.code == "ENCRYPTED"
    assert said.value.message.endswith("rồi gửi.") or said.value.message.endswith("rồi gửi lại.")


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    found = read(locked_pdf(render_pdf(directive()), password="")).header.so_ky_hieu
    assert found and found.value == "21-KL/ĐUK"
