"""In PDF — the words can be taken out again, in NFC, in a face that has every letter."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from dondoc.printing.fonts import BUNDLED, covers, face
from dondoc.printing.model import Column, Line, Sheet, Signature, Table
from dondoc.printing.pdf import render_pdf
from dondoc.printing.wording import SAMPLE

EVERY_VOWEL = "ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳýỷỹỵ ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲÝỶỸỴ đĐ"


def pages(sheet: Sheet) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(render_pdf(sheet))]


def words(sheet: Sheet) -> str:
    return " ".join(" ".join(pages(sheet)).split())


def test_title_number_and_day_can_be_read_back(plan: Sheet) -> None:
    text = words(plan)
    for part in (plan.issuer, "Số 12-KH/ĐU", "Hà Nội, ngày 05 tháng 02 năm 2026", plan.kind,
                 plan.subject, "I. MỤC ĐÍCH", "chưa đủ dữ liệu", "PHÓ BÍ THƯ", plan.signer):  # fmt: skip
        assert part in text


def test_every_vietnamese_letter_survives_in_nfc(plan: Sheet) -> None:
    text = words(replace(plan, body=(Line(unicodedata.normalize("NFD", EVERY_VOWEL)),)))
    assert EVERY_VOWEL in text
    assert unicodedata.is_normalized("NFC", text)


def test_a_label_is_printed_whether_word_would_number_it_or_not(plan: Sheet) -> None:
    assert "a) Việc thứ nhất;" in words(plan)


def test_page_numbers_begin_on_the_second_page_and_the_mark_on_the_first(
    plan: Sheet,
) -> None:
    table = Table((Column("TT"), Column("Việc")), tuple((i, "Việc") for i in range(90)))
    first, second, *_ = pages(replace(plan, body=(table,)))
    assert first.split("\r\n")[0] == SAMPLE
    assert second.split("\r\n")[:3] == ["2", SAMPLE, "TT Việc"]


def test_words_that_look_like_markup_are_printed_as_words(plan: Sheet) -> None:
    bad = '#read("paper.typ") $x$ *đậm* @ai \\ = Đề mục <nhãn> \x00'
    assert bad.removesuffix(" \x00") in words(replace(plan, subject=bad, body=(Line(bad),)))


def test_the_same_sheet_gives_the_same_bytes(plan: Sheet, letter: Sheet) -> None:
    assert render_pdf(plan) == render_pdf(plan)
    assert render_pdf(letter) != render_pdf(plan)


def test_the_face_chosen_has_vietnamese_letters() -> None:
    family, fonts = face()
    paths = [Path(f.path) for f in fonts.fonts() if f.path and f.family == family]
    assert all(covers(path) for path in paths)
    assert paths or family == BUNDLED


def test_a_file_that_is_no_font_covers_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(b"\0" * 40)
    assert not covers(tmp_path / "x.ttf")


def test_the_bundled_face_prints_every_letter(plan: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.printing.fonts.WANTED", ())
    face.cache_clear()
    try:
        assert EVERY_VOWEL in words(replace(plan, body=(Line(EVERY_VOWEL),)))
    finally:
        face.cache_clear()


def test_minutes_bear_every_side_that_signs(plan: Sheet) -> None:
    sides = (Signature("Thư ký", "Vi Thị Ngần"), Signature("Chủ trì"), Signature("Đại diện chi bộ"))
    said = words(replace(plan, kind="BIÊN BẢN", signatures=sides))
    assert all(word in said for word in ("THƯ KÝ", "Vi Thị Ngần", "CHỦ TRÌ", "ĐẠI DIỆN CHI BỘ"))
    assert "Nơi nhận" not in said
