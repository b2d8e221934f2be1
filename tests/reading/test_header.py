"""Thể thức — the head and foot of papers of the Party and the State, from tables and from flattened text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import dondoc.demo
from dondoc.demo.papers import load_paper
from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.reading import read
from dondoc.reading.model import Header, Reading
from dondoc.reading.text import fold

PAPERS = sorted((Path(dondoc.demo.__file__).parent / "papers").glob("*.toml"))
COLUMNS = """TỈNH ỦY CAO LÂM                    ĐẢNG CỘNG SẢN VIỆT NAM
BAN ĐỐI NGOẠI
*                                   Cao Lâm, ngày 05 tháng 3 năm 2026
Số 12-HD/BĐN
HỎA TỐC
HƯỚNG DẪN
về việc tổ chức đoàn đi công tác
nước ngoài của cán bộ
-----
Căn cứ Quy định số 399-QĐ/TW ngày 09/01/2026 của Ban Bí thư,
I- MỤC ĐÍCH
Nâng cao nhận thức theo Kết luận số 21-KL/TW ngày 25/10/2021.

Nơi nhận:                           T/M BAN THƯỜNG VỤ
- Như trên,                         K/T TRƯỞNG BAN
- Lưu.                              PHÓ TRƯỞNG BAN

                                    Trần Văn Thử
"""
LETTER = """BỘ THỬ NGHIỆM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
CỤC MẪU\tĐộc lập - Tự do - Hạnh phúc
Số: 123/CM-VP\tHà Nội, ngày 5 tháng 11 năm 2026
V/v đôn đốc thực hiện
kế hoạch đối ngoại năm 2026
Kính gửi: Các đơn vị thuộc Bộ

Đề nghị các đơn vị báo cáo.

Nơi nhận:
- Như trên;
- Lưu: VT, VP.
TL. BỘ TRƯỞNG
CHÁNH VĂN PHÒNG
Nguyễn Thị Mẫu
"""
DECREE = """CHÍNH PHỦ
-------
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 30/2020/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2020

NGHỊ ĐỊNH
VỀ CÔNG TÁC VĂN THƯ
CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Điều 1. Phạm vi điều chỉnh
"""


def _read(text: str) -> Reading:
    return read(text.encode(), name="a.txt")


def _values(header: Header) -> dict[str, str | None]:
    names = (
        "parent_issuer",
        "issuer",
        "so_ky_hieu",
        "number",
        "symbol",
        "kind",
        "place",
        "issued_on",
        "subject",
        "urgency",
    )
    return {name: value.value if (value := getattr(header, name)) else None for name in names}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_two_columns_typed_with_spaces_are_read_apart(form: str) -> None:
    header = _read(unicodedata.normalize(form, COLUMNS)).header
    assert _values(header) == {
        "parent_issuer": "Tỉnh ủy Cao Lâm", "issuer": "Ban Đối ngoại", "so_ky_hieu": "12-HD/BĐN", "number": "12",
        "symbol": "HD/BĐN", "kind": "Hướng dẫn", "place": "Cao Lâm", "issued_on": "2026-03-05",
        "subject": "về việc tổ chức đoàn đi công tác nước ngoài của cán bộ", "urgency": "HỎA TỐC",
    }  # fmt: skip
    assert [row.value for row in header.recipients] == ["Như trên", "Lưu"]
    assert [(row.authority, row.post, row.name) for row in header.signers] == [
        ("T/M K/T", "Phó Trưởng ban", "Trần Văn Thử")
    ]


def test_a_letter_is_known_by_its_subject_over_several_lines() -> None:
    header = _read(LETTER).header
    values = _values(header)
    assert (values["kind"], values["subject"]) == ("Công văn", "đôn đốc thực hiện kế hoạch đối ngoại năm 2026")
    assert header.kind
    assert header.kind.by == "rule"
    assert (values["parent_issuer"], values["issuer"], values["so_ky_hieu"]) == (
        "Bộ Thử nghiệm",
        "Cục Mẫu",
        "123/CM-VP",
    )
    assert header.signers[0].authority == "TL."


def test_a_number_with_a_year_and_an_issuer_of_the_catalogue() -> None:
    header = _read(DECREE).header
    assert header.issuer
    assert (header.issuer.value, header.issuer.id, header.issuer.sure) == ("Chính phủ", "CP", True)
    values = _values(header)
    assert (values["so_ky_hieu"], values["number"], values["symbol"]) == ("30/2020/NĐ-CP", "30", "NĐ-CP")
    assert values["subject"] == "VỀ CÔNG TÁC VĂN THƯ"


@pytest.mark.parametrize("text", [COLUMNS, LETTER, DECREE, COLUMNS.replace("\n", "\r\n")])
def test_every_value_points_at_the_words_it_came_from(text: str) -> None:
    reading = _read(text)
    header, given = reading.header, reading.text or ""
    for name in ("issuer", "so_ky_hieu", "number", "symbol", "place", "subject"):
        value = getattr(header, name)
        assert fold(given[value.start : value.end]) == fold(value.value), name
    assert header.issued_on
    assert given[header.issued_on.start : header.issued_on.end].startswith("ngày")
    assert all(given[s.start : s.end] == s.name for s in header.signers)
    assert all(given[r.start : r.end] == r.value for r in header.recipients)


def test_bases_are_the_papers_the_opening_rests_on() -> None:
    reading = _read(COLUMNS)
    assert [reading.references[i].surface for i in reading.header.bases] == ["Quy định số 399-QĐ/TW"]
    assert len(reading.references) > 1


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("render", [render_docx, render_pdf])
def test_what_was_printed_is_read_back_from_word_and_pdf(path: Path, render: object) -> None:
    sheet = load_paper(path)[1]
    header = read(render(sheet), name="x").header  # type: ignore[operator]
    got = _values(header)
    signer = header.signers[0]
    assert got["so_ky_hieu"] == sheet.number
    assert (got["place"], got["issued_on"]) == (sheet.place, sheet.issued_on)
    assert fold(got["kind"] or "") == fold(sheet.kind or "Công văn")
    assert fold(got["subject"] or "").removeprefix("ve viec ") == fold(sheet.subject).removeprefix("ve viec ")
    assert (fold(got["issuer"] or ""), fold(got["parent_issuer"] or "")) == (
        fold(sheet.issuer),
        fold(sheet.parent_issuer),
    )
    assert (signer.name, fold(signer.post or "")) == (sheet.signer, fold(sheet.signer_post))
    assert (signer.authority or "").split()[:1] == sheet.authority.split()[:1]
    assert len(header.recipients) == len(sheet.recipients)


def test_joint_papers_have_a_signer_a_column() -> None:
    from tests.reading.making import a_docx, p

    cells = "".join(f"<w:tc>{p(a)}{p(b)}{p(c)}</w:tc>" for a, b, c in (
        ("TM. BAN THƯỜNG VỤ", "BÍ THƯ", "Trần Văn Thử"), ("TM. BAN LÃNH ĐẠO", "CHỦ NHIỆM", "Lê Thị Mẫu"),
    ))  # fmt: skip
    header = read(a_docx(f"{p('Nội dung phối hợp công tác.')}<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).header
    assert [(s.name, s.post) for s in header.signers] == [("Trần Văn Thử", "Bí thư"), ("Lê Thị Mẫu", "Chủ nhiệm")]


@pytest.mark.parametrize(
    "text",
    [
        "Chiều 4/9, tại Hà Nội, Đoàn kiểm tra làm việc với Đảng ủy theo Kết luận số 21-KL/TW.\nPhóng viên Trần Văn Thử",
        "THÔNG BÁO\nLIÊN HỆ\nĐoàn đã làm việc với Đảng ủy về Kết luận số 21-KL/TW.", "",
    ],
)  # fmt: skip
def test_what_a_paper_does_not_give_is_none(text: str) -> None:
    header = _read("Một bài không có thể thức.\n\nMở đầu.\n\nNội dung.\n" + text).header
    assert set(_values(header).values()) == {None}
    assert header.signers == ()
    assert header.recipients == ()


@pytest.mark.parametrize(
    "day",
    [
        "ngày 45 tháng 3 năm 2026",
        "ngày 30 tháng 02 năm 2026",
        "ngày 05 tháng 13 năm 2026",
        "ngày     tháng     năm 2026",
    ],
)
def test_a_day_that_is_none_is_not_read(day: str) -> None:
    assert _read(COLUMNS.replace("ngày 05 tháng 3 năm 2026", day)).header.issued_on is None


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (COLUMNS, "official"),
        (DECREE, "official"),
        ("Sáng nay, đoàn đã họp (Ảnh: Mẫu).", "press"),
        ("Thứ hai,  08/08/2022\nĐoàn đã họp.", "press"),
        ("Ghi chép.", "other"),
    ],
)
def test_genre(text: str, genre: str) -> None:
    assert _read(text).genre == genre


@pytest.mark.parametrize(
    ("printed", "value"),
    [("V/v\n", None), ("V/v đôn đốc báo cáo\n", "đôn đốc báo cáo"), ("V/v\nđôn đốc báo cáo\n", "đôn đốc báo cáo")],
)
def test_a_letter_that_is_about_nothing_has_no_subject(printed: str, value: str | None) -> None:
    text = f"CỤC MẪU\nSố: 12/CM-VP\n{printed}Hà Nội, ngày 5 tháng 11 năm 2026\nKính gửi: Các đơn vị\n"
    reading = read(text.encode(), name="x.txt")
    subject = reading.header.subject
    assert (subject.value if subject else None) == value
    if subject:
        assert reading.text is not None
        assert reading.text[subject.start : subject.end] == value


WEB = """ỦY BAN NHÂN
DÂN
TỈNH CAO LÂM
-------
|
CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
34/2026/QĐ-UBND
|
Cao
Lâm, ngày
11 tháng 3
năm 2026
|
QUYẾT ĐỊNH
BAN HÀNH QUY CHẾ QUẢN LÝ ĐOÀN RA
CỦA TỈNH CAO LÂM
ỦY BAN NHÂN DÂN TỈNH CAO LÂM
Căn cứ Luật Lưu trữ năm 2024;
"""


def test_a_head_copied_from_a_web_page_with_its_bars_and_broken_lines() -> None:
    header = read(WEB.encode(), name="x.txt").header
    assert (header.so_ky_hieu, header.issued_on, header.place) != (None, None, None)
    assert header.so_ky_hieu and header.so_ky_hieu.value == "34/2026/QĐ-UBND"
    assert header.issued_on and header.issued_on.value == "2026-03-11"
    assert header.place and header.place.value == "Cao Lâm"
    assert header.issuer and fold(header.issuer.value) == "uy ban nhan dan tinh cao lam"
    assert header.subject and header.subject.value == "BAN HÀNH QUY CHẾ QUẢN LÝ ĐOÀN RA CỦA TỈNH CAO LÂM"


_BELOW = "Số 12-KH/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nCao Lâm, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nthực hiện nhiệm vụ\n-----\n"


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        ("ĐẢNG UỶ\nHỘI HỮU NGHỊ MẪU\n*\n", None, "dang uy hoi huu nghi mau"),
        (
            "ĐẢNG BỘ CÁC CƠ QUAN\nBỘ THỬ NGHIỆM\nUỶ BAN KIỂM TRA\n*\n",
            "dang bo cac co quan bo thu nghiem",
            "uy ban kiem tra",
        ),
        ("TỈNH UỶ CAO LÂM\nBAN TỔ CHỨC -\nUỶ BAN KIỂM TRA\n*\n", "tinh uy cao lam", "ban to chuc uy ban kiem tra"),
        ("ĐẢNG BỘ TỈNH CAO LÂM\nHUYỆN UỶ NÀ PÀO\n*\n", "dang bo tinh cao lam", "huyen uy na pao"),
        (
            "HUYỆN UỶ NÀ PÀO\nBAN CHỈ ĐẠO THỰC HIỆN\nQUY CHẾ DÂN CHỦ\n*\n",
            "huyen uy na pao",
            "ban chi dao thuc hien quy che dan chu",
        ),
        (
            "ĐẢNG BỘ TỈNH CAO LÂM\nTIỂU BAN TỔ CHỨC PHỤC VỤ\nĐẠI HỘI LẦN THỨ II\n",
            "dang bo tinh cao lam",
            "tieu ban to chuc phuc vu dai hoi lan thu ii",
        ),
        (
            "VĂN PHÒNG\nUỶ BAN NHÂN DÂN TỈNH CAO LÂM\nTRUNG TÂM TIN HỌC\n",
            "van phong uy ban nhan dan tinh cao lam",
            "trung tam tin hoc",
        ),
        ("QUÂN ĐOÀN 41\nSƯ ĐOÀN 312\n", "quan doan 41", "su doan 312"),
        (
            "LIÊN HIỆP CÁC HỘI\nKHOA HỌC VÀ KỸ THUẬT MẪU\nHỘI TỰ ĐỘNG HOÁ\n",
            "lien hiep cac hoi khoa hoc va ky thuat mau",
            "hoi tu dong hoa",
        ),
        (
            "TÒA ÁN NHÂN DÂN MẪU\nTÒA ÁN NHÂN DÂN KHU VỰC 3 - CAO LÂM\n",
            "toa an nhan dan mau",
            "toa an nhan dan khu vuc 3 cao lam",
        ),
        ("BCH ĐOÀN TỈNH CAO LÂM          ĐOÀN TNCS HỒ CHÍ MINH\n***\n", None, "bch doan tinh cao lam"),
        ("BỘ MẪU\nTRƯỜNG ĐẠI HỌC\nCÔNG ĐOÀN MẪU\n", "bo mau", "truong dai hoc cong doan mau"),
        ("CỤC KIỂM LÂM MẪU\nBAN QUẢN LÝ\nVƯỜN QUỐC GIA MẪU\n", "cuc kiem lam mau", "ban quan ly vuon quoc gia mau"),
        ("TỔNG CÔNG TY MẪU\nCÔNG TY CỔ PHẦN\nTẬP ĐOÀN SỢI\n", "tong cong ty mau", "cong ty co phan tap doan soi"),
        (
            "ĐẢNG BỘ TỈNH MẪU\nĐẠI HỘI ĐẠI BIỂU\nĐẢNG BỘ XÃ MẪU\nLẦN THỨ I\n*\n",
            "dang bo tinh mau",
            "dai hoi dai bieu dang bo xa mau lan thu i",
        ),
        (
            "UBND TỈNH MẪU\nVĂN PHÒNG\nĐOÀN ĐẠI BIỂU QUỐC HỘI\nVÀ HĐND\n",
            "ubnd tinh mau",
            "van phong doan dai bieu quoc hoi va hdnd",
        ),
        ("HỘI NHÀ BÁO TỈNH MẪU\nCHI HỘI BÁO MẪU\n", "hoi nha bao tinh mau", "chi hoi bao mau"),
        (
            "SỞ TƯ PHÁP\nTỈNH CAO LÂM\nSố:       /TTr-STP     Cao Lâm, ngày     tháng 8 năm 2025\n",
            None,
            "so tu phap tinh cao lam",
        ),
    ],
)
def test_the_issuer_and_the_body_above_it_over_several_lines(lines: str, parent: str | None, issuer: str) -> None:
    header = read((lines + _BELOW).encode(), name="x.txt").header
    found = tuple(fold(v.value) if v else None for v in (header.parent_issuer, header.issuer))
    assert found == (parent, issuer)


@pytest.mark.parametrize(
    ("printed", "subject"),
    [
        ("CỦA BAN THƯỜNG VỤ\nkết luận kiểm tra công tác tiếp dân\n", "kết luận kiểm tra công tác tiếp dân"),
        ("về phân cấp quản lý cán bộ\n(Ban hành kèm theo Quyết định số 15-QĐ/TU)\n", "về phân cấp quản lý cán bộ"),
        ("V/v thành lập Tổ công tác\n", "thành lập Tổ công tác"),
        ("Sơ kết 01 năm\nThực hiện Nghị quyết số 57-NQ/TW\n", "Sơ kết 01 năm Thực hiện Nghị quyết số 57-NQ/TW"),
        ('phát động đợt thi đua\n"ĐOÀN KẾT - SÁNG TẠO"\nchào mừng Đại hội\n', 'phát động đợt thi đua "ĐOÀN KẾT - SÁNG TẠO" chào mừng Đại hội'),
    ],
)  # fmt: skip
def test_what_a_paper_is_about_in_the_lines_below_its_kind(printed: str, subject: str) -> None:
    text = f"TỈNH UỶ CAO LÂM\n*\n{_BELOW.split('thực')[0]}{printed}-----\nI. MỤC ĐÍCH\n"
    value = read(text.encode(), name="x.txt").header.subject
    assert value and value.value == subject


@pytest.mark.parametrize(
    ("printed", "subject"),
    [
        ("V/V RÀ SOÁT NHIỆM VỤ\nQUÁ HẠN QUÝ III\n", "RÀ SOÁT NHIỆM VỤ QUÁ HẠN QUÝ III"),
        ("(V/v góp ý Đề án\nđào tạo)\n", "góp ý Đề án đào tạo"),
        ("V/v đôn đốc\nThực hiện Chỉ thị số 32/CT-TTg\n", "đôn đốc Thực hiện Chỉ thị số 32/CT-TTg"),
    ],
)
def test_what_a_letter_is_about_as_offices_type_it(printed: str, subject: str) -> None:
    text = f"CỤC MẪU\nSố: 12/CM-VP\n{printed}\nHà Nội, ngày 5 tháng 11 năm 2026\nKính gửi: Các đơn vị\n"
    header = read(text.encode(), name="x.txt").header
    assert header.kind and header.kind.value == "Công văn"
    assert header.subject and header.subject.value == subject


_STATE = "UBND TỈNH MẪU{0}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ MẪU{0}Độc lập - Tự do - Hạnh phúc\n".format(" " * 20)


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("Hà Mẫu ngày 12 tháng 3 năm 2026", "Hà Mẫu"),
        ("Hà Mẫu, ngày 12-3-2026", "Hà Mẫu"),
        ("Hà Mẫu, ngày 12.3.2026", "Hà Mẫu"),
        ("Hà Mẫu, 12/3/2026", "Hà Mẫu"),
        ("TP. Hà Mẫu, ngày 12 tháng 3 năm 2026", "TP. Hà Mẫu"),
        ("Hà Mẫu, hồi 15 giờ 30 ngày 12 tháng 3 năm 2026", "Hà Mẫu"),
    ],
)
def test_the_place_and_day_as_offices_type_them(printed: str, place: str) -> None:
    header = read(f"{_STATE}Số: 12/SM-VP{' ' * 20}{printed}\nV/v báo cáo\n".encode(), name="x.txt").header
    assert (header.place and header.place.value, header.issued_on and header.issued_on.value) == (place, "2026-03-12")


@pytest.mark.parametrize(
    ("lines", "number", "subject"),
    [
        ("Số: 12/SM-QL&KT,TH          Hà Mẫu, ngày 12 tháng 3 năm 2026\nV/v báo cáo\nquý I\n", "12/SM-QL&KT,TH", "báo cáo quý I"),
        ("Số: 12/SM-VP\nV/v báo cáo           Hà Mẫu, ngày 12 tháng 3 năm 2026\nsố liệu quý I\n", "12/SM-VP", "báo cáo số liệu quý I"),
        ("Số: 12/SM-VP                Hà Mẫu, ngày 12 tháng 3 năm 2026\n", "12/SM-VP", None),
        ("Số:      /SM-VP             Hà Mẫu, ngày     tháng 3 năm 2026\nV/v góp ý dự thảo\n", None, "góp ý dự thảo"),
    ],
)  # fmt: skip
def test_a_letter_beside_its_day_without_a_subject_and_in_draft(
    lines: str, number: str | None, subject: str | None
) -> None:
    header = read(f"{_STATE}{lines}\nKính gửi: Các đơn vị.\nĐề nghị báo cáo.\n".encode(), name="x.txt").header
    assert [v.value if v else None for v in (header.so_ky_hieu, header.kind, header.subject, header.issuer)] == [
        number, "Công văn", subject, "Sở Mẫu",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opening", "bases"),
    [
        ("Căn cứ Luật Phòng vệ mẫu ngày 20 tháng 6 năm 2023; Quyết định số 7/QĐ-BNV ngày 3/7/2025;", ["Luật Phòng vệ mẫu", "Quyết định số 7/QĐ-BNV"]),
        ("Căn cứ Điều lệ Hội Chữ thập đỏ Việt Nam khoá XI; Chương trình kiểm tra, giám sát năm 2026 của Hội,", ["Điều lệ Hội Chữ thập đỏ Việt Nam", "Chương trình kiểm tra, giám sát năm 2026"]),
        ("Căn cứ Quy định số 296-QĐ/TW và theo đề nghị của Văn phòng tại Tờ trình số 18-TTr/VPTU, Tỉnh uỷ ban hành:", ["Quy định số 296-QĐ/TW", "Tờ trình số 18-TTr/VPTU"]),
        ("Thực hiện Chỉ thị số 51-CT/TW, căn cứ tình hình thực tế và Kế hoạch số 2-KH/TU, Tỉnh uỷ ban hành:", ["Chỉ thị số 51-CT/TW", "Kế hoạch số 2-KH/TU"]),
        ("Sau khi xem xét Tờ trình số 41-TTr/VPTU, Tỉnh uỷ ban hành:", []),
    ],
)  # fmt: skip
def test_bases_of_other_forms(opening: str, bases: list[str]) -> None:
    reading = read(f"TỈNH UỶ CAO LÂM\n*\n{_BELOW}{opening}\nI. MỤC ĐÍCH\n".encode(), name="x.txt")
    assert [reading.references[i].surface for i in reading.header.bases] == bases


def test_a_kind_and_its_subject_on_one_line() -> None:
    text = "VĂN PHÒNG MẪU\n*\nSố 11-HD/VPM\nĐẢNG CỘNG SẢN VIỆT NAM\nHÀ NỘI, ngày 28 tháng 5 năm 2026\nHƯỚNG DẪN VỀ THỂ THỨC VĂN BẢN CỦA ĐẢNG\nThi hành Điều 2, Văn phòng hướng dẫn:\n"
    header = read(text.encode(), name="x.txt").header
    assert header.kind and header.kind.value == "Hướng dẫn"
    assert header.subject and header.subject.value == "VỀ THỂ THỨC VĂN BẢN CỦA ĐẢNG"


_TO = "Nơi nhận:\n- Như trên,\n- Lưu.\n"


@pytest.mark.parametrize(
    ("foot", "signers"),
    [
        (_TO + "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n(Đã ký)\nTS. Trần Văn Thử", [("T/L", "Chánh văn phòng", "Trần Văn Thử")]),
        (_TO + "CỤC TRƯỞNG CỤC QUẢN LÝ\nXUẤT NHẬP CẢNH\nTrần Văn Thử", [(None, "Cục trưởng cục quản lý xuất nhập cảnh", "Trần Văn Thử")]),
        (_TO + "ĐẠI BIỆN LÂM THỜI\nTrần Văn Thử", [(None, "Đại biện lâm thời", "Trần Văn Thử")]),
        (_TO + "CHÁNH THANH TRA\nBàn Văn Thử", [(None, "Chánh thanh tra", "Bàn Văn Thử")]),
        (_TO + "T.M BAN THƯỜNG VỤ\nPhó Bí thư\nTRẦN VĂN THỬ", [("T.M", "Phó Bí thư", "TRẦN VĂN THỬ")]),
        (_TO + "KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Văn Thử", [("KT.", "Phó Giám đốc", "Trần Văn Thử")]),
        (_TO + "TUQ. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ HỢP TÁC\nQUỐC TẾ\nTrần Văn Thử", [("TUQ.", "Vụ trưởng vụ hợp tác quốc tế", "Trần Văn Thử")]),
        (_TO + "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nCHỦ TỊCH UBND TỈNH\nTrần Văn Thử", [("TM.", "Trưởng ban", "Trần Văn Thử")]),
        (
            "KT. BỘ TRƯỞNG BỘ THỬ NGHIỆM\nTHỨ TRƯỞNG\t\tKT. BỘ TRƯỞNG BỘ MẪU\n\t\t\tTHỨ TRƯỞNG\nTrần Văn Thử\t\tLê Thị Mẫu\n" + _TO,
            [("KT.", "Thứ trưởng", "Trần Văn Thử"), ("KT.", "Thứ trưởng", "Lê Thị Mẫu")],
        ),
        ("THƯ KÝ\t\t\t\tCHỦ TRÌ\n\nTrần Văn Thử\t\t\tLê Thị Mẫu", [(None, "Thư ký", "Trần Văn Thử"), (None, "Chủ trì", "Lê Thị Mẫu")]),
        (_TO + "GIÁM ĐỐC\nBSCKII. Nông Thị Phấn", [(None, "Giám đốc", "Nông Thị Phấn")]),
        (_TO + "TL. BỘ TRƯỞNG\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nÔng Thị Lệ (đã ký)", [("TL. KT.", "Phó Chánh văn phòng", "Ông Thị Lệ")]),
        ("Nơi nhận:                 CHỦ TỊCH\n- Như trên,\n- Lưu.\n                          TRÁNG A TỦA", [(None, "Chủ tịch", "TRÁNG A TỦA")]),
        (
            "NGƯỜI LẬP BIỂU            KẾ TOÁN TRƯỞNG            KT. GIÁM ĐỐC\n                                              PHÓ GIÁM ĐỐC\n\nTrần Văn Thử              Lê Thị Mẫu               Lý Văn Thử",
            [(None, "Người lập biểu", "Trần Văn Thử"), (None, "Kế toán trưởng", "Lê Thị Mẫu"), ("KT.", "Phó Giám đốc", "Lý Văn Thử")],
        ),
    ],
)  # fmt: skip
def test_who_signs_in_the_forms_that_feet_take(foot: str, signers: list[tuple[str | None, str, str]]) -> None:
    header = read((COLUMNS.split("Nơi nhận")[0] + foot + "\n").encode(), name="x.txt").header
    assert [(s.authority, s.post, s.name) for s in header.signers] == signers


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("Nơi nhận:\n- Các sở, ban, ngành,\nđoàn thể;\n- Lưu: VT.", ["Các sở, ban, ngành, đoàn thể", "Lưu: VT"]),
        ("Nơi nhận: - Như Điều 3;\n- Lưu: VT.", ["Như Điều 3", "Lưu: VT"]),
        ("Nơi nhận:\nNhư trên;\nLưu: VT.", ["Như trên", "Lưu: VT"]),
    ],
)
def test_recipients_over_lines_beside_the_words_and_without_dashes(printed: str, items: list[str]) -> None:
    header = read(
        (COLUMNS.split("Nơi nhận")[0] + printed + "\nTM. BAN\nCHỦ TỊCH\nTrần Văn Thử\n").encode(), name="x.txt"
    ).header
    assert [r.value for r in header.recipients] == items


def test_a_copy_has_a_foot_of_its_own_below_the_papers() -> None:
    copy = COLUMNS.replace(
        "Trần Văn Thử",
        "Trần Văn Thử\n\nĐẢNG UỶ MẪU\nSố 3-SY/ĐU\nSAO Y\nNơi nhận:\n- Chi bộ Một,\n- Lưu Đảng uỷ.\nT/L ĐẢNG UỶ\nCHÁNH VĂN PHÒNG\nLê Thị Mẫu",
    )
    filled = copy.replace(
        "Nâng cao nhận thức",
        "Nâng cao nhận thức.\n" + "\n".join(f"{n}. Việc thứ {n}." for n in range(2, 12)) + "\nNâng cao",
    )
    header = read(filled.encode(), name="x.txt").header
    assert [r.value for r in header.recipients] == ["Như trên", "Lưu"]
    assert [s.name for s in header.signers] == ["Trần Văn Thử", "Lê Thị Mẫu"]


@pytest.mark.parametrize(
    ("head", "issuer", "parent"),
    [
        ("ĐẢNG ỦY KHỐI THỬ NGHIỆM ĐẢNG CỘNG SẢN VIỆT NAM\n-\nHà Nội, ngày 10 tháng 11 năm 2026\nSố 33-KL/ĐUK\nKẾT LUẬN\nvề quản lý đảng viên",
         "Đảng ủy Khối thử nghiệm", None),
        ("BỘ NGOẠI VỤ MẪU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nVĂN PHÒNG Độc lập - Tự do - Hạnh phúc\nSố: 12/CV-VP Hà Nội, ngày 10 tháng 11 năm 2026\n"
         "V/v báo cáo quý", "Văn phòng", "Bộ Ngoại vụ mẫu"),
    ],
)  # fmt: skip
def test_two_columns_a_scan_ran_together_are_two(head: str, issuer: str, parent: str | None) -> None:
    found = read(f"{head}\n\n1. Giao Văn phòng báo cáo.".encode()).header
    assert found.issuer and found.issuer.value == issuer
    assert (found.parent_issuer.value if found.parent_issuer else None) == parent


def test_the_partys_name_in_a_bodys_own_name_stays() -> None:
    found = read(
        "BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-NQ/TW\nHà Nội, ngày 10 tháng 11 năm 2025\nNGHỊ QUYẾT\nvề đối ngoại".encode()
    ).header
    assert found.issuer and "trung ương" in found.issuer.value.lower()


PARTY = "ĐẢNG BỘ TỈNH MẪU\nBAN TỔ CHỨC TỈNH UỶ\n*\nSố 210-{kind}/BTCTU\n{about}ĐẢNG CỘNG SẢN VIỆT NAM\nMẫu Giang, ngày 12 tháng 3 năm 2026\n"


@pytest.mark.parametrize(
    ("kind", "about", "below", "subject"),
    [
        # the day of a cited paper is not the paper's own; a chapter's name is not "Chương trình"
        ("CV", "về việc đôn đốc thực hiện Quyết định\nsố 09-QĐ/TW, ngày 11/6/2025 của Ban Bí thư\n", "\nKính gửi: Các đảng uỷ\n",
         "đôn đốc thực hiện Quyết định số 09-QĐ/TW, ngày 11/6/2025 của Ban Bí thư"),
        ("CV", "về việc báo cáo kết quả thực hiện\nChương trình hành động số 05-CTr/TU\n", "\nKính gửi: Các đảng uỷ\n",
         "báo cáo kết quả thực hiện Chương trình hành động số 05-CTr/TU"),
        # "Thực hiện …" right below the kind, however long
        ("KH", "", "KẾ HOẠCH\nThực hiện Nghị quyết số 59-NQ/TW ngày 24/01/2025 của Bộ Chính trị về hội nhập quốc tế trong tình hình mới\n-----\n"
         "Căn cứ tình hình,\nI. NHIỆM VỤ\n",
         "Thực hiện Nghị quyết số 59-NQ/TW ngày 24/01/2025 của Bộ Chính trị về hội nhập quốc tế trong tình hình mới"),
        # the body takes up its title
        ("NQ", "", "NGHỊ QUYẾT\nĐại hội đại biểu Đảng bộ xã Mẫu Sơn lần thứ I, nhiệm kỳ 2025 - 2030\n"
         "Đại hội đại biểu Đảng bộ xã Mẫu Sơn lần thứ I họp từ ngày 28 đến ngày 29 tháng 7 năm 2025 tại Hội trường xã, có 148 đại biểu\n",
         "Đại hội đại biểu Đảng bộ xã Mẫu Sơn lần thứ I, nhiệm kỳ 2025 - 2030"),
    ],
)  # fmt: skip
def test_what_it_is_about_ends_where_its_words_do(kind: str, about: str, below: str, subject: str) -> None:
    found = read(f"{PARTY.format(kind=kind, about=about)}{below}1. Giao Văn phòng báo cáo.".encode()).header
    assert found.subject and found.subject.value == subject
    assert found.issued_on and found.issued_on.value == "2026-03-12"
