"""Trang đọc trên máy — an official finds who does what by when, in words, at 80 columns and at 140."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from dondoc.reading import read
from dondoc.reading.model import Reading
from dondoc.reading.saying import CATEGORY, KIND, RELATION
from dondoc.reading.terminal import show
from tests.reading.making import HEAD, OFFICE

TEXT = (
    HEAD
    + """Căn cứ Quy định số 12-QĐ/ĐUK ngày 14/7/2026,
I. ĐÁNH GIÁ
1. Một số cấp ủy chưa kịp thời báo cáo theo Quy định số 12-QĐ/ĐUK.
II. NHIỆM VỤ
1. Giao Văn phòng Đảng ủy chủ trì, phối hợp với Ban Công tác Đảng ngoài nước rà soát danh sách trước ngày 15/5/2027.
2. Văn phòng Đảng ủy báo cáo trước ngày 20 hằng tháng.
3. Các chi bộ xây dựng kế hoạch trong thời hạn 30 ngày kể từ ngày ký Kết luận này.
4. Phấn đấu đến năm 2030 đạt trên 95% chi bộ sinh hoạt đều.
5. Không được tổ chức sinh hoạt ngoài kế hoạch.
III. TỔ CHỨC THỰC HIỆN
Kết luận này thay thế Kết luận số 05-KL/ĐUK ngày 12/9/2022.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Trần Văn Thử
"""
)


def _page(reading: Reading, width: int = 80) -> str:
    made = io.StringIO()
    show(reading, Console(file=made, width=width))
    return made.getvalue()


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(TEXT.encode(), name="ket-luan.txt", catalogue=OFFICE)


def _flat(page: str) -> str:
    return " ".join(page.split())


def test_the_header_stands_under_its_official_names(reading: Reading) -> None:
    lines = [" ".join(line.split()) for line in _page(reading).splitlines()]
    assert "Số, ký hiệu 21-KL/ĐUK" in lines
    assert "Ngày ban hành 10/11/2026" in lines
    assert "Người ký Trần Văn Thử, Bí thư (T/M)" in lines


def test_what_a_register_asks_for_and_the_paper_lacks_is_said() -> None:
    bare = read(TEXT.replace("Số 21-KL/ĐUK\n", "").encode(), name="x.txt")
    assert "Số, ký hiệu không thấy trong văn bản" in _flat(_page(bare))


@pytest.mark.parametrize("words", ["trước 15/05/2027", "trước ngày 20 hằng tháng", "30 ngày kể từ ngày ký"])
def test_deadlines_are_words(reading: Reading, words: str) -> None:
    assert words in _flat(_page(reading, 140))


def test_partners_stand_in_their_own_column_or_under_the_deed(reading: Reading) -> None:
    narrow, wide = _flat(_page(reading)), _flat(_page(reading, 140))
    assert "Phối hợp: Ban Công tác" in narrow
    assert "Mục Ai Việc Phối hợp Hạn" in wide
    assert "Phối hợp: " not in wide


def test_findings_targets_and_papers_are_told_in_words(reading: Reading) -> None:
    page = _flat(_page(reading))
    assert "Hạn chế, khuyết điểm (1)" in page
    assert "từ 95% trở lên năm 2030" in page
    assert "thay thế ĐUK" in page
    assert "Loại: không được làm" in page


def test_no_word_of_the_contract_reaches_the_page(reading: Reading) -> None:
    words = {*CATEGORY, *RELATION, *KIND, "FREQ", "NO_DUE", "AMBIGUOUS", "signing", "official"} - {"ban"}
    assert [word for word in words if word in _page(reading)] == []


def test_the_outline_is_a_tree_without_its_dashes() -> None:
    text = HEAD + "I. NHIỆM VỤ\n1. Các việc\n- Báo cáo kết quả;\n- Gửi danh sách.\nII. TỔ CHỨC THỰC HIỆN\n"
    page = _page(read(text.encode(), name="x.txt"))
    assert "├── I. NHIỆM VỤ" in page
    assert "│   └── I.1. Các việc (2 gạch đầu dòng)" in page


def test_a_part_under_a_dash_is_in_the_tree() -> None:
    text = HEAD + "- Về tổ chức thực hiện:\nMột là, rà soát danh sách.\nHai là, gửi báo cáo.\n"
    reading = read(text.encode(), name="x.txt")
    assert [part.level for part in reading.outline] == ["gạch"]
    assert "└── Hai là. gửi báo cáo" in _page(reading)


@pytest.mark.parametrize("width", [40, 80, 140])
def test_nothing_is_wider_than_the_terminal(reading: Reading, width: int) -> None:
    assert max(map(len, _page(reading, width).splitlines())) <= width


def test_a_warning_said_of_many_places_stands_once(reading: Reading) -> None:
    text = HEAD + "".join(f"{n}. Giao Văn phòng Đảng ủy rà soát danh sách {n}.\n" for n in range(1, 6))
    page = _page(read(text.encode(), name="x.txt", catalogue=OFFICE))
    assert page.count("Nhiệm vụ này không ghi thời hạn") == 1
    assert "5 chỗ" in page


def test_a_marked_paper_shows_its_mark_and_nothing_else() -> None:
    page = _page(read(("TUYỆT MẬT\n" + TEXT).encode(), name="ten-rieng.txt"))
    assert "TUYỆT MẬT" in page
    assert "ten-rieng" not in page
    assert "21-KL" not in page
    assert "Trần" not in page
    assert "báo người phụ trách bảo vệ bí mật" in _flat(page)


def test_words_of_a_paper_are_no_markup_and_no_control_signs() -> None:
    text = HEAD + "1. Giao Văn phòng Đảng ủy báo cáo [bold]gấp[/bold] \x1b[31m\u202e kết quả trước ngày 15/12/2026.\n"
    page = _page(read(text.encode(), name="[red]x.txt"))
    assert "[bold]gấp[/bold]" in page
    assert "[red]x.txt" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
