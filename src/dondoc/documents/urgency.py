"""Độ khẩn — the degrees that a paper may bear; however they were spelled, one form is kept. Plain values only."""

from __future__ import annotations

from dondoc.reading.text import fold, one_line

# From the lowest up. Nghị định 30/2020/NĐ-CP: khẩn, thượng khẩn, hỏa tốc; papers of the Party: hỏa tốc hẹn giờ too.
DEGREES = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ")
_BY_WORDS = {fold(degree): degree for degree in DEGREES}


def degree_of(text: str) -> str:
    """The degree that was meant, "" where it is none: without regard to case, marks and where the tone stands."""
    return _BY_WORDS.get(fold(text), "")


def kept(text: str) -> str:
    """Như ghi vào sổ — the degree; what is no known one stays as it was written."""
    return degree_of(text) or one_line(text)


def height(text: str) -> int:
    """How urgent; 0 for what bears no known degree."""
    degree = degree_of(text)
    return DEGREES.index(degree) + 1 if degree else 0
