"""Tệp cũ và lạ — .doc, RTF, ODT, spreadsheets and old code pages read as the same paper would be in DOCX.

The files beside were saved by LibreOffice from a sample paper of ours.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dondoc.reading import read
from dondoc.reading.model import Unreadable
from tests.reading.making import W, a_docx, p

FILES = Path(__file__).parent / "files"
WORDS = ("ket-luan.doc", "ket-luan.odt", "ket-luan.rtf")
SHEETS = ("phan-cong.xlsx", "phan-cong.xls", "phan-cong.ods")


@pytest.mark.parametrize("name", WORDS)
def test_a_paper_in_an_old_format_keeps_its_header_numbers_tables_and_notes(name: str) -> None:
    reading = read((FILES / name).read_bytes(), name=name)
    header = reading.header
    values = [v.value if v else None for v in (header.so_ky_hieu, header.kind, header.issued_on, header.subject)]
    assert values == ["12-KL/ĐU", "Kết luận", "2026-03-05", "về công tác thử nghiệm"]
    lines = (reading.text or "").split("\n")
    assert "I. NHIỆM VỤ" in lines and "Chú thích ở chân trang." in lines
    assert next(line for line in lines if "Giao Văn phòng" in line).startswith("1. ")
    assert [o.text for o in reading.obligations][-1] == "Rà soát"
    assert reading.format == name.rpartition(".")[2]


@pytest.mark.parametrize("name", SHEETS)
def test_a_task_table_in_a_spreadsheet_is_read_row_by_row(name: str) -> None:
    first, second = read((FILES / name).read_bytes(), name=name).obligations
    assert (first.text, first.actors[0].value, first.due and first.due.text) == (
        "Xây dựng quy chế phối hợp", "Văn phòng Đảng ủy", "30/04/2026",
    )  # fmt: skip
    assert first.product == "Quy chế" and [v.value for v in first.partners] == ["Ban Tổ chức"]
    assert second.due and second.due.precision == "quarter" and not second.partners


@pytest.mark.parametrize("name", [*WORDS, *SHEETS])
def test_a_damaged_old_file_is_an_answer_and_never_another_error(name: str) -> None:
    data, chance = (FILES / name).read_bytes(), random.Random(11)
    for _turn in range(25):
        broken = bytearray(data[: chance.randrange(20, len(data))] if chance.random() < 0.3 else data)
        for _bite in range(chance.randrange(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read(bytes(broken), name=name)
        except Unreadable as problem:
            assert problem.message


def rtf(body: str, fonts: str = "{\\f0\\fcharset0 Times New Roman;}{\\f1\\fcharset0 .VnTime;}") -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl" + fonts + "}" + body + "}").encode("latin-1")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\pard H\u224?\u7897?i ngh\u7883?\par", "Hàội nghị"),
        (r"{\uc2\u272 ??}\u7843?ng\par", "Đảng"),
        (r"a{\*\unknown b}c{\pict 010203}\par{\v hidden}d\par", "ac\nd"),
        (r"\trowd\pard\intbl A\cell B\cell\row\pard C\par", "A\nB\nC"),
        (r"m\'e9l\par\{x\}\par", "mél\n{x}"),
        (r"Trang\~1\par\bin3 }}}sau\par", "Trang 1\nsau"),
    ],
)
def test_control_words_of_rtf(body: str, text: str) -> None:
    assert read(rtf(body)).text == text


def test_a_secret_mark_in_the_head_of_an_rtf_page_stops_the_reading() -> None:
    assert read(rtf(r"{\header\pard M\u7852?T\par}\pard N\u7897?i dung\par")).text is None


TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc. §¶ng uû th«ng b¸o kÕt luËn vÒ viÖc kiÓm tra."
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc. Ñaûng uûy thoâng baùo keát luaän."
SAID = "Cộng hoà xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Đảng uỷ thông báo kết luận về việc kiểm tra."


def run(text: str, font: str) -> str:
    return (
        f"<w:r><w:rPr><w:rFonts w:ascii='{font}' w:hAnsi='{font}'/></w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"
    )


def test_an_old_code_page_is_turned_whatever_the_file_and_said() -> None:
    for data in (TCVN3.encode(), TCVN3.encode("latin-1"), a_docx(p(TCVN3)), rtf(r"\pard\f1 " + TCVN3 + r"\par")):
        reading = read(data)
        assert reading.text == SAID
        assert "TCVN3" in next(w.message for w in reading.warnings if w.code == "LEGACY_ENCODING")
    vni = read(VNI.encode())
    assert (vni.text or "").startswith("Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập")


def test_windows_vietnamese_page_is_no_riddle() -> None:
    typed = "Đa\u0300o ta\u0323o ca\u0301n bô\u0323, đa\u0309ng viên ơ\u0309 nươ\u0301c ngoa\u0300i".encode("cp1258")
    assert read(typed, name="a.txt").text == "Đào tạo cán bộ, đảng viên ở nước ngoài"


def test_only_runs_in_an_old_font_are_turned_and_capitals_are_the_fonts() -> None:
    body = f"<w:p>{run('KÕt luËn vÒ c«ng t¸c ®¶ng ngoµi n-íc', '.VnTimeH')}</w:p><w:p>{run('Hội nghị đảng bộ', 'Arial')}</w:p>"
    lines = (read(a_docx(body)).text or "").split("\n")
    assert lines[0].startswith("KẾT LUẬN VỀ CÔNG TÁC ĐẢNG") and lines[1] == "Hội nghị đảng bộ"


def test_unicode_typed_in_an_old_font_stays_as_it_is() -> None:
    said = "Kết luận về công tác đảng ngoài nước"
    assert read(a_docx(f"<w:p>{run(said, '.VnTime')}</w:p>")).text == said


def test_the_default_font_of_a_paper_counts() -> None:
    styles = (
        f"<w:styles xmlns:w='{W}'><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='.VnTime'/></w:rPr>"
        "</w:rPrDefault></w:docDefaults></w:styles>"
    )
    assert (
        read(a_docx(p("KÕt luËn vÒ c«ng t¸c ®¶ng"), **{"word__styles.xml": styles})).text == "Kết luận về công tác đảng"
    )
