"""Dấu độ mật — the mark stops the reading; the words in running text do not."""

from __future__ import annotations

import json
import unicodedata

import pytest

from dondoc.reading import read
from dondoc.reading.secrecy import level_of
from tests.reading.making import HEAD, W, a_docx, p


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("MẬT", "MẬT"), ("TỐI MẬT", "TỐI MẬT"), ("TUYỆT MẬT", "TUYỆT MẬT"), ("Mật", "MẬT"), ("[MẬT]", "MẬT"),
        ("* TỐI MẬT *", "TỐI MẬT"), ("M Ậ T", "MẬT"), ("T U Y Ệ T  M Ậ T", "TUYỆT MẬT"), ("Độ mật: Mật", "MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"), ("ĐỘ MẬT: TUYỆT MẬT", "TUYỆT MẬT"), (unicodedata.normalize("NFD", "MẬT"), "MẬT"),
        ("HỎA TỐC - MẬT", "MẬT"), ("TỐI-MẬT", "TỐI MẬT"), ("T.Ố.I M.Ậ.T", "TỐI MẬT"), ("M  Ậ  T", "MẬT"), ("TUYET MAT", "TUYỆT MẬT"),
        ("Bản số: 02 - MẬT", "MẬT"), ("MẬT (01 bản)", "MẬT"), ("Mức độ mật: Tối mật; số bản: 3", "TỐI MẬT"), ("Dấu: MẬT", "MẬT"),
        ("MẬT - Bản số 02", "MẬT"), ("MẬT, SỐ BẢN: 05", "MẬT"), ("\u00a0MẬT\u00a0", "MẬT"), ("(TỐI MẬT)", "TỐI MẬT"),
    ],
)  # fmt: skip
def test_a_mark_is_known(line: str, level: str) -> None:
    assert level_of(line) == level


@pytest.mark.parametrize(
    "line",
    [
        "QUY ĐỊNH VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC", "bảo mật", "BẢO MẬT", "Luật Bảo vệ bí mật nhà nước", "bí mật", "BÍ MẬT",
        "Danh mục bí mật nhà nước độ Tối mật được lập hằng năm.", "Tài liệu Mật phải được giữ trong tủ có khóa.", "mật",
        "Độ mật:", "Độ mật: không", "MẬT ONG", "an toàn, bảo mật thông tin", "Không được đưa nội dung mật lên mạng", "THÂN MẬT",
        "- Mật;", "b) Tối mật;", "“Mật”", "Độ mật: Mật, Tối mật", "Dấu mật", "CÁC ĐỘ MẬT", "MẮT", "MAT",
        "Đề án về công tác cơ yếu, bảo mật", "Công tác bảo vệ bí mật của Đảng",
    ],
)  # fmt: skip
def test_running_text_is_no_mark(line: str) -> None:
    assert level_of(line) is None


def test_a_marked_paper_leaves_nothing_behind() -> None:
    body = json.dumps(
        read(("MẬT\n" + HEAD + "Nội dung kín").encode(), name="ten-kin.txt").as_dict(), ensure_ascii=False
    )
    assert "SECRET_MARK" in body
    assert '"MẬT"' in body
    for trace in ("Nội dung kín", "ten-kin", "sha256", "21-KL", "ngoài nước"):
        assert trace not in body


@pytest.mark.parametrize("part", ["word__header1.xml", "word__footer1.xml"])
def test_a_mark_in_a_running_head_is_found(part: str) -> None:
    head = f"<w:hdr xmlns:w='{W}'>{p('TỐI MẬT')}</w:hdr>"
    assert read(a_docx(p("Nội dung"), **{part: head})).text is None


def test_a_mark_in_a_watermark_or_the_properties_is_found() -> None:
    mark = f"<w:hdr xmlns:w='{W}' xmlns:v='urn:schemas-microsoft-com:vml'><v:textpath string='MẬT'/></w:hdr>"
    assert read(a_docx(p("Nội dung"), word__header2xml="", **{"word__header1.xml": mark})).text is None
    keyword = "<a><k>họp; MẬT</k></a>"
    assert read(a_docx(p("Nội dung"), **{"docProps__core.xml": keyword})).text is None


def test_a_mark_broken_over_two_lines_keeps_its_level() -> None:
    mark = read(("TUYỆT\r\nMẬT\r\n" + HEAD).encode()).header.secrecy
    assert mark and mark.value == "TUYỆT MẬT"
    assert read(b"- M\xe1\xba\xadt;\n- T\xe1\xbb\x91i m\xe1\xba\xadt;\n").text is not None


@pytest.mark.parametrize("gap", ["\t", "\t\t", "          "])
def test_a_mark_in_a_column_of_a_line_is_found(gap: str) -> None:
    line = f"Số 12-BC/ĐUK{gap}MẬT{gap}Hà Nội, ngày 05 tháng 3 năm 2026"
    assert read(f"Mở đầu\n{line}\nNội dung".encode()).text is None
    assert (
        read(
            a_docx(
                f"<w:p><w:r><w:t xml:space='preserve'>{line.replace(chr(9), '</w:t><w:tab/><w:t>')}</w:t></w:r></w:p>"
            )
        ).text
        is None
    )
