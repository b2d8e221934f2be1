"""Mảnh văn bản ghép bất kỳ — whatever is put together is read, and every span holds words of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading import read
from dondoc.reading.model import Provision, Unreadable, Value

PIECES = st.sampled_from([
    "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 21-KL/TW", "Số: 15/QĐ-BNV", "Hà Nội, ngày 31 tháng 02 năm 2026", "KẾT LUẬN", "về việc",
    "T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "Nơi nhận:", "- Như trên,", "Nguyễn Văn Thử", "V/v thử", "V/v", "Kính gửi:", "HỎA TỐC",
    "I- MỤC", "1.1- x", "a) y", "Điều 1.", "Chương I", "Mục 1", "Tiểu mục 2", "Phần thứ nhất", "Một là,", "*", "-----",
    "Căn cứ Nghị quyết số 01-NQ/TW", "\x0c", "\u2028", "\u00a0", ". ",
])  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\t", "   ", " ", ""])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PIECES, ENDS), max_size=40), st.sampled_from(["NFC", "NFD"]))
def test_every_value_of_the_head_has_words_and_every_part_stands_in_its_own(
    parts: list[tuple[str, str]], form: str
) -> None:
    text = unicodedata.normalize(form, "".join(piece + end for piece, end in parts))  # type: ignore[arg-type]
    try:
        reading = read(text.encode(), name="x.txt")
    except Unreadable as problem:
        assert problem.code == "EMPTY"
        return
    assert reading.text == text
    for field in fields(reading.header):
        value = getattr(reading.header, field.name)
        if isinstance(value, Value) and value.start is not None:
            assert value.value, field.name
            assert text[value.start : value.end].strip(), field.name
    _check(reading.outline, 0, len(text))


def _check(parts: Sequence[Provision], begin: int, end: int) -> None:
    for part in parts:
        assert begin <= part.start <= part.end <= end
        _check(part.children, part.start, part.end)
