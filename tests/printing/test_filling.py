"""Điền biểu mẫu Word — an office's own form takes what the records say, however Word cut it; what it cannot take is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.printing.filling import Known, NotAForm, check_form, fill_docx, open_form
from dondoc.printing.forms import form_named
from dondoc.printing.model import Column, Line, Table
from dondoc.printing.slots import Value, Values, fill

FORM = form_named("05-HD/VPTW")
TABLE = Table(
    (Column("TT", 6), Column("Việc", 30), Column("Hạn", 12)), ((1, "Nộp sổ họp", "01/12/2026"), (2, "Họp lại", None))
)
SAID: dict[str, Value] = {
    "đối tượng": "Chi bộ A", "ưu điểm": ("đoàn kết", "kịp thời"), "yêu cầu": TABLE, "gia hạn": None, "rỗng": (),
    "bảng rỗng": Table(TABLE.columns, ()), "phần": (Line("I. Một", "heading"), Line("Hai"), TABLE), "nhiều dòng": "một\nhai",
}  # fmt: skip
KNOWN = Known(
    {"đối tượng": "words", "ưu điểm": "several", "tồn tại": "several", "yêu cầu": "table", "phần": "part"},
    {"yêu cầu": frozenset({"tt", "việc", "hạn"})},
)


def values(said: Mapping[str, Value] = SAID) -> Values:
    return Values({name: (lambda value=value: value) for name, value in said.items()})  # type: ignore[misc]


def form(*lines: Any, header: str = "") -> bytes:
    """A Word file: a text is a line, a list of texts a line in as many runs, a tuple of rows a table."""
    doc = Document()
    for line in lines:
        if isinstance(line, tuple):
            table = doc.add_table(rows=0, cols=len(line[0]))
            for row in line:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            continue
        made = doc.add_paragraph()
        for run in line if isinstance(line, list) else [line]:
            made.add_run(run)
    if header:
        doc.sections[0].header.paragraphs[0].text = header
    made_file = io.BytesIO()
    doc.save(made_file)
    return made_file.getvalue()


def lines(data: bytes) -> list[str]:
    """Every line of it, in order; a break within one as a new line."""
    found = []
    for one in Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        found.append("".join("\n" if t.tag == qn("w:br") else t.text or "" for t in one.iter(qn("w:t"), qn("w:br"))))
    return found


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Kiểm tra «đối tượng».", ["Kiểm tra Chi bộ A."]),
        ("KIỂM TRA «ĐỐI TƯỢNG»", ["KIỂM TRA CHI BỘ A"]),
        ("Kiểm tra « Đối  tượng »", ["Kiểm tra Chi bộ A"]),
        ("Kiểm tra «đối tượng»", ["Kiểm tra Chi bộ A"]),  # the marks as signs of their own (NFD)
        ("1. «ưu điểm»;", ["1. đoàn kết;", "2. kịp thời;"]),
        ("- «đối tượng»: «ưu điểm»", ["- Chi bộ A: đoàn kết", "- Chi bộ A: kịp thời"]),
        ("Gia hạn «gia hạn».", []),
        ("1. «rỗng»", ["Không có."]),
        ("«bảng rỗng»", ["Không có."]),
        ("«nhiều dòng»", ["một\nhai"]),
        ("Ngoặc «» và « để lại", ["Ngoặc «» và « để lại"]),
        ("«phần»", ["I. Một", "Hai", "TT", "Việc", "Hạn", "1", "Nộp sổ họp", "01/12/2026", "2", "Họp lại", "chưa đủ dữ liệu", ""]),
    ],
)  # fmt: skip
def test_a_line_takes_what_its_slots_say(line: str, printed: list[str]) -> None:
    assert lines(fill_docx(form(line, "Cuối."), values(), FORM)) == [*printed, "Cuối."]


@pytest.mark.parametrize("line", ["Kiểm tra «đối tượng».", "1. «ưu điểm»;", "Gia hạn «gia hạn».", "1. «rỗng»", "KIỂM TRA «ĐỐI TƯỢNG»"])  # fmt: skip
def test_our_own_forms_and_word_ones_say_the_same(line: str) -> None:
    ours = [one.text for one in fill([Line(line)], values()) if isinstance(one, Line)]
    assert lines(fill_docx(form(line, "Cuối."), values(), FORM))[:-1] == ours


@given(st.lists(st.integers(0, 26), max_size=6))
@settings(max_examples=60, deadline=None)
def test_wherever_word_cut_the_line_it_reads_the_same(cuts: list[int]) -> None:
    text = "Đ/v «đối tượng» và «đối tượng»:"
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    runs = [text[a:b] for a, b in pairwise(edges)]
    assert lines(fill_docx(form(runs), values(), FORM)) == ["Đ/v Chi bộ A và Chi bộ A:"]


def test_what_stands_between_is_as_the_office_drew_it() -> None:
    doc = Document()
    line = doc.add_paragraph()
    line.add_run("Kiểm tra ")
    slot = line.add_run("«đối")
    slot.bold, slot.font.color.rgb = True, RGBColor(0xAA, 0, 0)
    line.add_run(" tượng»")
    made = io.BytesIO()
    doc.save(made)
    runs = Document(io.BytesIO(fill_docx(made.getvalue(), values(), FORM))).paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs if run.text] == [("Kiểm tra ", None), ("Chi bộ A", True)]
    assert runs[1].font.color.rgb == RGBColor(0xAA, 0, 0)


def test_a_row_of_slots_is_printed_for_each_row_in_the_columns_the_office_chose() -> None:
    drawn = (("Hạn", "Công việc"), ("«yêu cầu: Hạn»", "(«yêu cầu: tt») «yêu cầu: Việc»"))
    assert lines(fill_docx(form(drawn), values(), FORM)) == [
        "Hạn", "Công việc", "01/12/2026", "(1) Nộp sổ họp", "chưa đủ dữ liệu", "(2) Họp lại"
    ]  # fmt: skip
    none = {**SAID, "yêu cầu": Table(TABLE.columns, ())}
    assert lines(fill_docx(form(drawn), values(none), FORM)) == ["Hạn", "Công việc", "Không có.", "() "]


def test_in_a_row_a_value_is_never_read_as_a_slot_and_other_slots_stand_beside() -> None:
    said = {**SAID, "yêu cầu": Table(TABLE.columns, ((1, "Sửa «quy chế»", None),))}
    drawn = (("«yêu cầu: Việc»", "«đối tượng»: «ưu điểm»"),)
    assert lines(fill_docx(form(drawn), values(said), FORM)) == ["Sửa «quy chế»", "Chi bộ A: đoàn kết; kịp thời"]


def test_what_was_told_once_is_not_asked_for_again() -> None:
    told = []
    first = Values({"đối tượng": lambda: told.append(1) or "Chi bộ A", "việc": lambda: "kiểm tra"})  # type: ignore[func-returns-value]
    second = first.also({"số": "12"})
    assert (first["đối tượng"], second["Đối tượng"], second["số"], len(told)) == ("Chi bộ A", "Chi bộ A", "12", 1)
    assert second.asked() == {"đối tượng", "số"}


def test_a_head_of_the_page_is_filled_and_a_value_is_never_read_as_a_slot() -> None:
    said = {**SAID, "đối tượng": "Chi bộ «ưu điểm»"}
    filled = Document(io.BytesIO(fill_docx(form("«đối tượng»", header="Đ/v «đối tượng»"), values(said), FORM)))
    assert filled.paragraphs[0].text == "Chi bộ «ưu điểm»"
    assert filled.sections[0].header.paragraphs[0].text == "Đ/v Chi bộ «ưu điểm»"


def test_marks_stand_on_top_once() -> None:
    assert lines(fill_docx(form("Thân."), values(), FORM, ("MẬT",))) == ["MẬT", "Thân."]
    assert lines(fill_docx(form("[ MẬT ]", "Thân."), values(), FORM, ("MẬT",))) == ["[ MẬT ]", "Thân."]


def test_who_drew_the_form_is_not_told_with_the_paper() -> None:
    doc = Document()
    doc.core_properties.author = "Người vẽ mẫu"
    made = io.BytesIO()
    doc.save(made)
    filled = Document(io.BytesIO(fill_docx(made.getvalue(), values(), FORM))).core_properties
    assert (filled.author, filled.last_modified_by) == ("", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("«đối tuợng»", "Có lẽ là «đối tượng»"),
        ("«họ tên»", "không có ô «họ tên»"),
        ("Bảng: «yêu cầu»", "phải đứng một mình"),
        ("«yêu cầu: việc»", "phải nằm trong một hàng của bảng"),
        ((("«yêu cầu: Sản phẩm»",),), "các cột: hạn, tt, việc"),
        ("«ưu điểm», «tồn tại»", "chỉ dùng một danh sách"),
        ("«đối tượng: tên»", "không có ô"),
    ],
)
def test_what_cannot_be_filled_is_told_with_what_to_mend(line: Any, said: str) -> None:
    with pytest.raises(NotAForm, match=said):
        check_form(form(line), KNOWN)


def test_the_slots_a_form_uses_are_known() -> None:
    drawn = (("«yêu cầu: Việc»", "«yêu cầu: Hạn»"),)
    assert check_form(form("«ĐỐI TƯỢNG»", "1. «ưu điểm»", drawn, "«phần»"), KNOWN) == {"đối tượng", "ưu điểm", "yêu cầu", "phần"}  # fmt: skip


def changed(data: bytes, name: str, text: str) -> bytes:
    """The file with one of its parts in other words."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            new.writestr(one, text if one == name else old.read(one))
        if name not in old.namelist():
            new.writestr(name, text)
    return made.getvalue()


RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{to}" TargetMode="External"/></Relationships>'
)


def test_what_a_form_names_outside_is_cut_off_or_refused() -> None:
    template = changed(form("«đối tượng»"), "word/_rels/settings.xml.rels", RELS.format(kind="attachedTemplate", to="file:///C:/Mau.dotm"))  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(fill_docx(template, values(), FORM))) as printed:
        assert not [one for one in printed.namelist() if b"External" in printed.read(one)]
    with pytest.raises(NotAForm, match="liên kết từ ngoài"):
        open_form(_with_outside_picture())


def _with_outside_picture() -> bytes:
    doc = Document()
    doc.part.rels.get_or_add_ext_rel(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", "http://ngoai.example/anh.png"
    )
    made = io.BytesIO()
    doc.save(made)
    return made.getvalue()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_what_is_no_word_file_is_told(data: bytes) -> None:
    with pytest.raises(NotAForm, match="Word"):
        open_form(data)


def test_the_same_form_and_values_give_the_same_bytes() -> None:
    drawn = form("«đối tượng»")
    assert fill_docx(drawn, values(), FORM) == fill_docx(drawn, values(), FORM)
