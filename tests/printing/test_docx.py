"""In DOCX — the file opens, and each part of the official form stands in its place."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as Doc

from dondoc.printing.docx import render_docx
from dondoc.printing.model import Column, Line, Sheet, Signature, Table
from dondoc.printing.wording import SAMPLE


def opened(sheet: Sheet) -> Doc:
    return Document(io.BytesIO(render_docx(sheet)))


def head_texts(doc: Doc) -> list[list[str]]:
    cells = doc.tables[0].rows[0].cells
    return [[p.text for p in cell.paragraphs if p.text] for cell in cells]


def paragraphs(doc: Doc) -> list[str]:
    return [p.text for p in doc.paragraphs if p.text]


def test_the_head_of_a_party_paper_has_two_columns(plan: Sheet) -> None:
    left, right = head_texts(opened(plan))
    assert left == [plan.parent_issuer, plan.issuer, "*", "Số 12-KH/ĐU", "KHẨN"]
    assert right == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Hà Nội, ngày 05 tháng 02 năm 2026"]


def test_the_head_of_a_state_letter_carries_its_subject_and_no_title(
    letter: Sheet,
) -> None:
    doc = opened(letter)
    left, right = head_texts(doc)
    assert left[2:] == ["Số: 45/TCPN-VP", "V/v đôn đốc báo cáo", "KHẨN"]
    assert right[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert paragraphs(doc)[:3] == ["Kính gửi:", "- Vụ Mẫu Một;", "- Vụ Mẫu Hai."]


def test_title_subject_and_five_hyphens_stand_above_the_body(plan: Sheet) -> None:
    assert paragraphs(opened(plan))[:4] == [
        "KẾ HOẠCH", plan.subject, "-----", "- Căn cứ Nghị quyết số 07-NQ/ĐUTĐ,",
    ]  # fmt: skip


def test_a_table_repeats_its_header_and_says_what_is_unknown(plan: Sheet) -> None:
    table = opened(plan).tables[1]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["TT", "Nhiệm vụ", "Số buổi"]
    assert texts[1:] == [
        ["1", "Tổ chức học tập", "1.200"],
        ["2", "Báo cáo kết quả", "chưa đủ dữ liệu"],
        ["", "Cộng", "1.200"],
    ]
    assert [len(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [
        1,
        0,
        0,
        0,
    ]


def test_recipients_and_signature_close_the_paper(plan: Sheet) -> None:
    left, right = opened(plan).tables[-1].rows[0].cells
    assert left.text.split("\n") == [
        "Nơi nhận:",
        "- Các chi bộ,",
        "- Lưu Văn phòng Đảng ủy.",
    ]
    assert right.text.split() == [
        "T/M",
        "BAN",
        "THƯỜNG",
        "VỤ",
        "PHÓ",
        "BÍ",
        "THƯ",
        "Lương",
        "Khắc",
        "Tịnh",
    ]


def test_the_sample_mark_and_the_page_number_stand_in_the_page_head(
    plan: Sheet,
) -> None:
    section = opened(plan).sections[0]
    assert section.first_page_header.paragraphs[0].text == SAMPLE
    assert [p.text for p in section.header.paragraphs] == ["", SAMPLE]
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_only_a_sample_bears_the_mark(plan: Sheet) -> None:
    section = opened(replace(plan, sample=False)).sections[0]
    assert SAMPLE not in section.header._element.xml + section.first_page_header._element.xml


def test_the_page_is_a4_with_the_margins_of_the_form(plan: Sheet) -> None:
    section = opened(plan).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.left_margin, section.right_margin, section.top_margin)
    assert [round(m.mm) for m in margins] == [30, 15, 20]


@pytest.mark.parametrize(
    ("label", "kind", "first"),
    [("3. ", "decimal", "3"), ("c) ", "lowerLetter", "3"), ("IV. ", "upperRoman", "4")],
)
def test_automatic_numbering_begins_where_the_label_does(plan: Sheet, label: str, kind: str, first: str) -> None:
    doc = opened(replace(plan, body=(Line(f"{label}Việc cần làm", "item", numbering=True),)))
    item = next(p for p in doc.paragraphs if p.text == "Việc cần làm")
    lists = doc.part.numbering_part.element
    number = item._p.pPr.numPr.numId.val
    assert lists.xpath(f"w:num[@w:numId={number}]//w:startOverride/@w:val") == [first]
    assert lists.xpath("w:abstractNum//w:numFmt/@w:val") == [kind]


def test_labels_that_count_up_are_one_list_and_a_restart_another(plan: Sheet) -> None:
    labels = ("a) Một", "b) Hai", "a) Ba", "đ) Bốn")
    body = tuple(Line(text, "item", numbering=True) for text in labels)
    items = [p for p in opened(replace(plan, body=body)).paragraphs if p.text.split(" ")[-1] in
             ("Một", "Hai", "Ba", "Bốn")]  # fmt: skip
    numbers = [p._p.pPr.numPr.numId.val if p._p.pPr.numPr is not None else None for p in items]
    assert numbers == [1, 1, 2, None]
    assert items[3].text == "đ) Bốn"


def test_control_signs_and_markup_are_harmless(plan: Sheet) -> None:
    bad = "Đảng\x00 ủy\x0b <w:p/> & \ud800\u202e“ngoặc”\r\nhai dòng"
    doc = opened(replace(plan, subject=bad, body=(Line(bad),)))
    assert "Đảng ủy <w:p/> & “ngoặc”\nhai dòng" in paragraphs(doc)


def test_words_typed_in_nfd_are_printed_in_nfc(plan: Sheet) -> None:
    typed = unicodedata.normalize("NFD", "Đảng ủy")
    assert typed != "Đảng ủy"
    assert "Đảng ủy" in paragraphs(opened(replace(plan, body=(Line(typed),))))


def test_the_same_sheet_gives_the_same_bytes(plan: Sheet) -> None:
    assert render_docx(plan) == render_docx(plan)


def test_an_empty_paper_still_prints(plan: Sheet) -> None:
    bare = Sheet(kind="BÁO CÁO", subject="", issuer="Viện Mẫu", number="-BC/ĐU")
    left, right = head_texts(opened(bare))
    assert left[-1] == "Số ……-BC/ĐU"
    assert right[-1] == "………, ngày … tháng … năm …"


def test_an_unknown_form_is_named(plan: Sheet) -> None:
    with pytest.raises(ValueError, match="Chưa có thể thức “99-HD”; các thể thức đã có: 05-HD/VP"):
        render_docx(replace(plan, form="99-HD"))


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="Bảng “Biểu 1” có 1 cột nhưng một hàng có 2 ô"):
        Table((Column("TT"),), (("một", "hai"),), "Biểu 1")


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="Không có vai đoạn “title”"):
        Line("Điều 1.", "title")


def test_minutes_are_signed_by_each_side_in_a_row_of_its_own(plan: Sheet) -> None:
    sides = (Signature("Thư ký", "Vi Thị Ngần"), Signature("Chủ trì", "Kiều Đình Thạc"), Signature("Đại diện chi bộ"))
    doc = opened(replace(plan, kind="BIÊN BẢN", signatures=sides))
    cells = [[p.text for p in cell.paragraphs if p.text] for cell in doc.tables[-1].rows[0].cells]
    assert cells == [["THƯ KÝ", "Vi Thị Ngần"], ["CHỦ TRÌ", "Kiều Đình Thạc"], ["ĐẠI DIỆN CHI BỘ"]]
    assert "Nơi nhận:" not in paragraphs(doc)
