"""Dấu độ mật — the mark stops the reading; the words in running text do not."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from dondoc.reading import read
from dondoc.reading.secrecy import level_of
from tests.reading.making import HEAD, W, a_docx, p

FILES = Path(__file__).parent / "files"


# Marks as they are printed, typed and scanned; each group says what its lines have in common.
MARKS = {
    "the stamp alone": {
        "MẬT": [
            "MẬT", "Mật", "MẬT.",
        ],
        "TỐI MẬT": [
            "TỐI MẬT", "Tối mật", "Tối Mật", "TỐI   MẬT",
        ],
        "TUYỆT MẬT": [
            "TUYỆT MẬT", "Tuyệt mật", "Tuyệt Mật",
        ],
    },
    "framed: brackets, stars, boxes": {
        "MẬT": [
            "[MẬT]", "**MẬT**", "<MẬT>", "{MẬT}", "- MẬT -", "| MẬT |", "║ Mật ║", "[Mật]", "“MẬT”", "•MẬT•",
            "┌──┤ MẬT ├──┐",
        ],
        "TỐI MẬT": [
            "(TỐI MẬT)", "* TỐI MẬT *", "│ TỐI MẬT │", "(Tối mật)",
        ],
        "TUYỆT MẬT": [
            "=== TUYỆT MẬT ===", "┃ Tuyệt mật ┃",
        ],
    },
    "spaced, dotted, hyphenated": {
        "MẬT": [
            "M Ậ T", "M  Ậ  T", "M-Ậ-T", "M.Ậ.T.", "M_Ậ_T", "M / Ậ / T", "m ậ t", "M·Ậ·T",
        ],
        "TUYỆT MẬT": [
            "T U Y Ệ T  M Ậ T", "TUYỆT–MẬT", "TUYỆTMẬT",
        ],
        "TỐI MẬT": [
            "T.Ố.I M.Ậ.T", "TỐI-MẬT", "TỐI.MẬT", "T ố i  m ậ t",
        ],
    },
    "after its label": {
        "MẬT": [
            "Độ mật: Mật", "Độ mật: mật", "Mức độ mật: Mật", "Mức độ bảo mật: Mật", "Dấu độ mật: Mật", "Dấu: MẬT",
            "Độ mật: C.", "[Độ mật: Mật]", "Độ mật : MẬT", "Độ mật: Mật; Độ khẩn: Hỏa tốc",
            "Độ mật: Mật; độ khẩn: Thường", "Độ mật: ☐ Thường ☒ Mật ☐ Tối mật", "[x] Mật  [ ] Tối mật",
        ],
        "TỐI MẬT": [
            "Độ mật: Tối mật", "ĐỘ MẬT – TỐI MẬT", "Độ mật Tối mật", "Cấp độ mật: Tối mật", "Dấu mật: Tối mật",
            "Độ mật: “Tối mật”", "ĐỘ MẬT: B", "Độ mật: Tối mật (B)", "Mức độ mật: Tối mật; số bản: 3",
            "Độ khẩn: Hỏa tốc; Độ mật: Tối mật", "☑ Tối mật ☐ Tuyệt mật",
        ],
        "TUYỆT MẬT": [
            "ĐỘ MẬT: TUYỆT MẬT", "Dấu chỉ mức độ mật: Tuyệt mật", "Độ mật: A",
        ],
    },
    "with the urgency, the copy, how it is kept": {
        "MẬT": [
            "HỎA TỐC - MẬT", "MẬT - HỎA TỐC", "KHẨN, MẬT", "Mật - Khẩn", "Bản số: 02 - MẬT", "BẢN SỐ 03/05 – MẬT",
            "MẬT - Bản số 02", "MẬT, SỐ BẢN: 05", "MẬT (Bản số 3)", "MẬT (01 bản)", "Mật (bản số 3)", "MẬT (Bản thứ 2)",
            "MẬT – Dự thảo lần 2", "MẬT (C)", "MẬT - LƯU HÀNH NỘI BỘ", "TÀI LIỆU MẬT", "MẬT – CẤM SAO CHỤP",
            "MẬT – Trang 1/5", "MẬT | 3", "MẬT / SECRET", "MẬT MẬT",
        ],
        "TỐI MẬT": [
            "TỐI MẬT - THƯỢNG KHẨN", "Hỏa tốc, Tối mật", "DỰ THẢO – TỐI MẬT", "TÀI LIỆU TỐI MẬT", "TỐI MẬT (TOP SECRET)",
            "TỐI MẬT – TỐI MẬT – TỐI MẬT",
        ],
        "TUYỆT MẬT": [
            "TUYỆT MẬT (A)", "TUYỆT MẬT – CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ", "TUYỆT MẬT – TÀI LIỆU THU HỒI",
        ],
    },
    "beside the number or the day": {
        "MẬT": [
            "Số 12-BC/ĐUK MẬT Hà Nội, ngày 05 tháng 3 năm 2026", "Số:      /KH-ĐU [MẬT]",
            "MẬT Hà Nội, ngày 05 tháng 3 năm 2026",
        ],
        "TỐI MẬT": [
            "Số: 12/BC-UBND TỐI MẬT",
        ],
    },
    "a subject of a letter": {
        "MẬT": [
            "[MẬT] Về việc triển khai kế hoạch", "Subject: [MẬT] Báo cáo", "Chủ đề: Fwd: [Mật] Báo cáo",
        ],
        "TỐI MẬT": [
            "[Tối mật] Kế hoạch năm 2026",
        ],
        "TUYỆT MẬT": [
            "Re: [TUYỆT MẬT] Báo cáo",
        ],
    },
    "other signs for the same letters": {
        "MẬT": [
            "MA\u0323\u0302T", "MẬT", "M\u00adẬ\u00adT", "\u200bMẬT\ufeff", "\u00a0MẬT\u00a0", "Độ\u00a0mật:\u00a0Mật",
            "\u202aMẬT\u202c", "ÐỘ MẬT: MẬT", "\u200bMật\u00ad",
        ],
        "TỐI MẬT": [
            "To\u0302\u0301i ma\u0323\u0302t", "ＴỐＩ\u3000ＭẬＴ", "TỐI\u200b MẬT", "TỐI\u00a0MẬT",
            "T\u2060Ố\u2060I M\u2060ẬT", "Độ\u200b mật: Tối\u00ad mật",
        ],
        "TUYỆT MẬT": [
            "ĐO\u0323\u0302 MA\u0323\u0302T: TUYE\u0323\u0302T MA\u0323\u0302T",
        ],
    },
    "without dấu, or scanned": {
        "TỐI MẬT": [
            "TOI MAT", "Do mat: Toi mat", "TỐl MẬT", "TỐ1 MẬT", "T0I MAT", "TÓI MẬT", "TỐI MẠT",
        ],
        "TUYỆT MẬT": [
            "TUYET MAT", "TUYÊT MẬT", "TUYỆT MÂT", "TƯYỆT MẬT", "TUYỆ T MẬT",
        ],
        "MẬT": [
            "DO MAT: MAT", "MÂT", "MẠT", "MẬ T", "M ẬT", "'MẬT,", "MẬT 3", "~ MẬT ~",
        ],
    },
    "typed in the fonts of before": {
        "MẬT": [
            "MËT", "MAÄT",
        ],
        "TỐI MẬT": [
            "TèI MËT", "TOÁI MAÄT",
        ],
        "TUYỆT MẬT": [
            "TUYÖT MËT", "TUYEÄT MAÄT",
        ],
    },
}  # fmt: skip
# Lines that only speak of secrecy, or hold another word: an office's paper must not be refused for them.
WORDS = {
    "headings on keeping secrets": [
        "BẢO MẬT", "BÍ MẬT", "BÍ MẬT NHÀ NƯỚC", "QUY ĐỊNH VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC", "CÔNG TÁC BẢO MẬT",
        "AN TOÀN, BẢO MẬT", "BẢO MẬT THÔNG TIN", "CHÍNH SÁCH BẢO MẬT", "CAM KẾT BẢO MẬT", "GIẢI MẬT", "THỜI HẠN BẢO MẬT",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC", "MẬT NHÀ NƯỚC", "BÍ MẬT CÔNG TÁC", "BÍ MẬT KINH DOANH", "TÀI LIỆU BÍ MẬT",
        "B Ả O  M Ậ T", "B Í  M Ậ T", "CÁC ĐỘ MẬT", "DẤU MẬT", "ĐÓNG DẤU MẬT", "GIẢI MẬT TÀI LIỆU", "XÁC ĐỊNH ĐỘ MẬT",
        "QUẢN LÝ TÀI LIỆU MẬT", "HỘI NGHỊ TẬP HUẤN VỀ BẢO MẬT", "BAO MAT", "Công tác bảo vệ bí mật của Đảng",
        "Danh mục bí mật nhà nước độ Tối mật được lập hằng năm.", "BI MAT NHA NUOC", "BA\u0309O MA\u0323\u0302T",
        "BI\u0301 MA\u0323\u0302T NHA\u0300 NU\u031bO\u031b\u0301C",
    ],
    "other words with mật": [
        "MẬT ONG", "MẬT ĐỘ", "MẬT ĐỘ DÂN SỐ", "MẬT KHẨU", "MẬT MÃ", "MẬT DANH", "MẬT MÍA", "MẬT THƯ", "MẬT VỤ",
        "MẬT LỆNH", "THÂN MẬT", "CƠ MẬT", "CẨN MẬT", "TÚI MẬT", "SỎI MẬT", "RỈ MẬT", "GAN, MẬT", "MẬT GẤU", "TRĂNG MẬT",
        "CHẶT CHẼ, NGHIÊM MẬT", "CHÍNH MẬT", "Mật khẩu", "Mật độ: 120 người/km²", "Mật khẩu:", "MẬT TÔNG", "MẬT THIẾT",
    ],
    "letters near to it": [
        "MẮT", "MẶT", "MẤT", "MÁT", "MAT", "MẶT BẰNG", "VẮNG MẶT", "CÓ MẶT", "KHÁM MẮT", "TỐI", "TUYỆT", "TUYỆT ĐỐI",
        "MẶT TRẬN TỔ QUỐC", "MÁT XA", "FORMAT", "MAT-XCO-VA", "M.A.T", "AUTOMAT", "MẬP",
    ],
    "bodies, places, persons": [
        "PHÒNG MẬT MÃ", "BAN CƠ YẾU – MẬT MÃ", "HỌC VIỆN KỸ THUẬT MẬT MÃ", "CỤC QUẢN LÝ MẬT MÃ DÂN SỰ", "PHÒNG BẢO MẬT",
        "TỔ BẢO VỆ BÍ MẬT", "XÃ MẬT SƠN", "PHƯỜNG MẬT SƠN", "Nguyễn Văn Mật", "NGUYỄN THỊ MẬT", "Đ/c Mật",
        "BAN CƠ YẾU CHÍNH PHỦ",
    ],
    "titles of laws and papers": [
        "Luật Bảo vệ bí mật nhà nước", "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
        "Danh mục bí mật nhà nước độ Tối mật", "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ MẬT",
        "Quyết định về danh mục bí mật nhà nước độ Tuyệt mật của Đảng", "về việc quản lý văn bản mật",
        "Đề án về công tác cơ yếu, bảo mật", "QUY CHẾ QUẢN LÝ TÀI LIỆU TUYỆT MẬT, TỐI MẬT, MẬT",
    ],
    "running text": [
        "mật", "bí mật", "bảo mật", "an toàn, bảo mật thông tin", "Tài liệu Mật phải được giữ trong tủ có khóa.",
        "Không được đưa nội dung mật lên mạng", "không đóng dấu mật", "tài liệu mật", "Văn bản không có độ mật.",
        "tối mật.", "độ tuyệt mật", "giữ bí mật tài khoản", "qua đường điện mật;", 'thỏa thuận có dấu "Mật" theo chế độ',
        "tài liệu có dấu MẬT thì không đưa lên", "Tuyệt mật là cấp độ cao nhất", "Mật: 05 văn bản", "Tối mật: không có",
        "Mật và Tối mật", "Mật, Tối mật, Tuyệt mật", "MẬT, TỐI MẬT, TUYỆT MẬT", "Số 15 BẢO MẬT", "Số 12-BC/ĐUK bảo mật",
        "Số 12-BC/ĐUK MẬT ĐỘ", "[Bảo mật] Về việc đổi mật khẩu", "[MẬT KHẨU] Đổi ngay", "MẬT ĐỘ dân cư, ngày càng tăng",
        "đóng dấu Tối mật",
    ],
    "lists and forms not filled in": [
        "- Mật;", "- Tối mật;", "b) Tối mật;", "“Mật”", "1. MẬT", "2) TỐI MẬT", "3. Tuyệt mật", "Độ mật:", "Độ mật",
        "Độ mật: không", "Độ mật: Không có", "Độ mật: Thường", "Độ mật: ……", "Độ mật: A/B/C", "Độ mật: Mật, Tối mật",
        "Độ mật: Mật/Tối mật/Tuyệt mật", "Độ mật: ☐ Mật ☐ Tối mật ☐ Tuyệt mật", "☐ Mật", "☐ MẬT", "□ TỐI MẬT", "Dấu mật",
        "Mức độ mật (nếu có)", "Độ mật cao", "Độ mật; độ khẩn", "Độ khẩn: Hỏa tốc; Độ mật: không", "Độ bảo mật: cao",
        "SỐ VĂN BẢN MẬT", "[ ] Mật", "Độ mật: bình thường",
    ],
    "another language": [
        "SECRET", "TOP SECRET", "CONFIDENTIAL", "CHECKMATE", "MATERIAL", "DO MATERIALS",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "level"), [(line, level) for group in MARKS.values() for level, lines in group.items() for line in lines]
)
def test_a_mark_is_known(line: str, level: str) -> None:
    assert level_of(line) == level


@pytest.mark.parametrize("line", [line for lines in WORDS.values() for line in lines])
def test_running_text_is_no_mark(line: str) -> None:
    assert level_of(line) is None


def test_each_table_holds_a_hundred_lines_and_none_stands_in_both() -> None:
    marks = {line for group in MARKS.values() for lines in group.values() for line in lines}
    words = {line for lines in WORDS.values() for line in lines}
    assert len(marks) >= 100 and len(words) >= 100 and not marks & words


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


LEGACY = "<w:rPr><w:rFonts w:ascii='.VnTimeH' w:hAnsi='.VnTimeH'/></w:rPr>"
SHOWN = "<w:p><w:r>" + LEGACY + "<w:t>{}</w:t></w:r></w:p>"
META = "<a xmlns:d='d'><d:{0}>{1}</d:{0}></a>"
NAMED = "<Properties><property name='{}'><lpwstr>{}</lpwstr></property></Properties>"
HEADER = f"<w:hdr xmlns:w='{W}'>{{}}</w:hdr>"
BOX = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
ROW = "<w:tr>{}</w:tr>"
CELL = "<w:tc>{}</w:tc>"


def _table(*rows: tuple[str, ...]) -> str:
    """A table of Word; a cell is its lines."""
    cells = ("".join(CELL.format("".join(map(p, cell.split("\n")))) for cell in row) for row in rows)
    return "<w:tbl>" + "".join(map(ROW.format, cells)) + "</w:tbl>"


PAPERS = {
    "a cell beside the number": (_table(("Số 12-BC/ĐUK", "MẬT", "Hà Nội, ngày 05 tháng 3 năm 2026")), {}, "MẬT"),
    "a cell below the number": (_table(("ĐẢNG ỦY\nSố 12-BC/ĐUK\nTỐI MẬT", "ĐẢNG CỘNG SẢN VIỆT NAM")), {}, "TỐI MẬT"),
    "two lines of a cell": (_table(("TUYỆT\nMẬT", "Hà Nội")), {}, "TUYỆT MẬT"),
    "two cells": (_table(("TỐI", "MẬT")), {}, "TỐI MẬT"),
    "two paragraphs": (p("TỐI") + p("MẬT"), {}, "TỐI MẬT"),
    "a label and its value in two cells": (_table(("Độ mật", "Tối mật")), {}, "TỐI MẬT"),
    "a text box": (p("x") + BOX.format(p("TỐI MẬT")), {}, "TỐI MẬT"),
    "a body named BẢO above": (p("ĐẢNG ỦY XÃ VĨNH BẢO") + p("MẬT"), {}, "MẬT"),
    "a register of marked papers": (_table(("Độ mật",), ("Mật",), ("Tối mật",), ("Mật",)), {}, "MẬT"),
    "a header's columns": (p("x"), {"word/header1.xml": HEADER.format(p("Số 12</w:t><w:tab/><w:t>MẬT"))}, "MẬT"),
    "a footer with the page": (p("x"), {"word/footer2.xml": HEADER.format(p("MẬT – Trang 1/5"))}, "MẬT"),
    "a header in an old font": (SHOWN.format("céng hoµ x· héi chñ nghÜa viÖt nam"),
                                {"word/header1.xml": HEADER.format(SHOWN.format("tèi mËt"))}, "TỐI MẬT"),
    "the keywords": (p("x"), {"docProps/core.xml": META.format("keywords", "họp; Mật; 2026")}, "MẬT"),
    "the category": (p("x"), {"docProps/core.xml": META.format("category", "tối mật")}, "TỐI MẬT"),
    "the subject": (p("x"), {"docProps/core.xml": META.format("subject", "[TUYỆT MẬT] Kế hoạch")}, "TUYỆT MẬT"),
    "the comments": (p("x"), {"docProps/core.xml": META.format("description", "Độ mật: Mật")}, "MẬT"),
    "a property of one's own": (p("x"), {"docProps/custom.xml": NAMED.format("Độ mật", "C")}, "MẬT"),
    "a label of the office's programs": (p("x"), {"docProps/custom.xml": NAMED.format("MSIP_Name", "Tối mật")}, "TỐI MẬT"),
}  # fmt: skip


@pytest.mark.parametrize("place", PAPERS)
def test_a_mark_stops_the_reading_wherever_word_keeps_it(place: str) -> None:
    body, parts, level = PAPERS[place]
    mark = read(a_docx(body, **parts)).header.secrecy
    assert mark and mark.value == level


@pytest.mark.parametrize(
    "body",
    [
        _table(("Tuyệt mật", "Tối mật", "Mật")),
        _table(("Độ mật", "Thời hạn"), ("Tuyệt mật", "30 năm"), ("Tối mật", "20 năm"), ("Mật", "10 năm")),
        _table(("Độ mật", "Độ khẩn"), ("", "Khẩn")), _table(("BÍ\nMẬT", "Số")),
        p("Các mức độ:") + p("Tuyệt mật") + p("Tối mật") + p("Mật"),
        p("QUY ĐỊNH VỀ CÔNG TÁC BẢO VỆ BÍ") + p("MẬT"), p("VỀ AN TOÀN, BẢO") + p("MẬT"),
        p("Tuyệt mật</w:t><w:tab/><w:t>Tối mật</w:t><w:tab/><w:t>Mật"),
    ],
)  # fmt: skip
def test_levels_listed_and_headings_broken_are_no_mark(body: str) -> None:
    assert read(a_docx(body)).text is not None


@pytest.mark.parametrize(
    "said",
    [
        "Quản lý văn bản Tuyệt mật, Tối mật, Mật",
        "Bệnh gan, mật",
        "Sổ văn bản Tối mật, Mật",
        "Tối mật, Mật của ngành",
        "bảo mật; họp",
    ],
)
def test_a_title_that_speaks_of_levels_is_no_mark(said: str) -> None:
    assert read(a_docx(p("x"), **{"docProps/core.xml": META.format("title", said)})).text is not None


def test_a_mark_above_a_list_of_the_levels_still_counts() -> None:
    levels = p("Tuyệt mật") + p("Tối mật") + p("Mật")
    assert read(a_docx(p("MẬT") + levels)).text is None
    assert read(a_docx(p("MẬT") + p("x") + levels)).text is None


@pytest.mark.parametrize("info", ["{\\category Mật}", "{\\title Báo cáo}{\\category Mật}", "{\\keywords h; Mật}"])
def test_a_mark_in_the_properties_of_rtf_is_found(info: str) -> None:
    said = info.replace("Mật", "M\\u7853?t")
    assert read(("{\\rtf1\\ansi{\\info" + said + "}{\\pard Noi dung\\par}}").encode()).text is None


def _changed(name: str, part: str, old: str, new: str) -> bytes:
    """A sample file with words put into one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(FILES / name) as given, zipfile.ZipFile(out, "w") as packed:
        for entry in given.namelist():
            words = given.read(entry)
            packed.writestr(entry, words.replace(old.encode(), new.encode(), 1) if entry == part else words)
    return out.getvalue()


@pytest.mark.parametrize("side", ["header", "header-first", "header-left", "footer-first"])
@pytest.mark.parametrize(("words", "is_read"), [("TỐI MẬT", False), ("BẢO MẬT", True)])
def test_a_mark_in_a_running_head_of_odt_is_found(side: str, words: str, is_read: bool) -> None:
    end = "</office:master-styles>"
    head = f"<style:{side}><text:p>{words}</text:p></style:{side}>{end}"
    assert (read(_changed("ket-luan.odt", "styles.xml", end, head)).text is not None) is is_read


@pytest.mark.parametrize(("words", "is_read"), [("TỐI MẬT", False), ("BẢO MẬT", True)])
@pytest.mark.parametrize(
    ("part", "end", "put"),
    [
        ("xl/worksheets/sheet1.xml", "</worksheet>",
         "<headerFooter><oddHeader>&amp;LSố 12&amp;C&amp;&quot;Times,Bold&quot;&amp;14{}&amp;R&amp;P</oddHeader></headerFooter>"),
        ("docProps/core.xml", "</cp:coreProperties>", "<cp:keywords>{}</cp:keywords>"),
    ],
)  # fmt: skip
def test_a_mark_beside_the_cells_of_a_workbook_is_found(
    part: str, end: str, put: str, words: str, is_read: bool
) -> None:
    data = _changed("phan-cong.xlsx", part, end, put.format(words) + end)
    assert (read(data).text is not None) is is_read


def test_a_mark_in_a_text_box_of_a_workbook_is_found() -> None:
    out = io.BytesIO((FILES / "phan-cong.xlsx").read_bytes())
    with zipfile.ZipFile(out, "a") as packed:
        drawn = "<x><a:p><a:r><a:t>TỐI </a:t></a:r><a:r><a:t>MẬT</a:t></a:r></a:p></x>"
        packed.writestr("xl/drawings/drawing1.xml", drawn)
    assert read(out.getvalue()).text is None
