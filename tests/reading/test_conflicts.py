"""Cần xem lại — each warning has a case that raises it and one that does not."""

from __future__ import annotations

import pytest

from tests.reading.making import HEAD, read_text


def codes(text: str, head: str = HEAD) -> list[str]:
    return [w.code for w in read_text(text, head).warnings]


RAISED = [
    ("Quyết định số 44-KL/TW ngày 22/11/2022 của Bộ Chính trị", "TYPE_SYMBOL_MISMATCH"),
    ("Kết luận số 44-KL/TW ngày 22/11/2022 và Kết luận số 44-KL/TW ngày 23/11/2022", "DATE_CONFLICT"),
    ("Nghị quyết số 35-NQ/TW ngày 25/10/2018 của Bộ Chính trị", "DATE_CONFLICT"),
    ("Kết luận số 99-KL/ĐU ngày 25/12/2026", "CITED_AFTER_CITING"),
    ("Căn cứ Quy định số 24-QĐ/TW ngày 30/7/2021", "REPLACED_RULE"),
    ("Thực hiện Nghị quyết số 18-NQ/TW", "AMBIGUOUS"),
    ("1. Giao Văn phòng Đảng ủy rà soát quy chế.", "NO_DUE"),
    ("II. NHIỆM VỤ\n1. Rà soát quy chế làm việc của cấp ủy.", "NO_ACTOR"),
]


@pytest.mark.parametrize(("text", "code"), RAISED)
def test_what_a_person_should_look_at_is_said_with_what_to_do(text: str, code: str) -> None:
    found = [w for w in read_text(text, HEAD).warnings if w.code == code]
    assert len(found) == 1
    assert found[0].message.rstrip(".").count(".") + found[0].message.count(":") >= 1
    assert found[0].start is not None


QUIET = [
    "Kết luận số 44-KL/TW ngày 22/11/2022 của Bộ Chính trị",
    "Quy định số 08-QĐi/TW ngày 25/10/2018 và Quyết định số 45-QĐ/TW ngày 11/11/2021",
    "Nghị quyết số 35-NQ/TW ngày 22/10/2018",
    "thay thế Quy định số 24-QĐ/TW ngày 30/7/2021",
    "Giao Văn phòng Đảng ủy rà soát quy chế trước ngày 20/12/2026.",
]


@pytest.mark.parametrize("text", QUIET)
def test_a_paper_in_order_raises_nothing(text: str) -> None:
    assert codes(text) == []


def test_a_press_article_is_not_asked_for_deadlines() -> None:
    assert codes("Trưởng đoàn yêu cầu Văn phòng Đảng ủy chuẩn bị tài liệu. (Ảnh: TN)", "") == []


def test_the_papers_own_kind_and_symbol_must_agree() -> None:
    assert "TYPE_SYMBOL_MISMATCH" in codes("Nội dung.", HEAD.replace("KẾT LUẬN", "CHỈ THỊ"))
