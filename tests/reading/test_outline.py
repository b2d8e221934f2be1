"""Bố cục — how parts nest and what they are called, in the State's form and both of the Party's."""

from __future__ import annotations

import pytest

from dondoc.reading.model import Provision
from tests.reading.making import HEAD, read_text


def _labels(text: str, head: str = HEAD) -> list[str]:
    def flat(parts: tuple[Provision, ...], depth: int = 0) -> list[str]:
        return [row for part in parts for row in ("  " * depth + part.label, *flat(part.children, depth + 1))]

    return flat(read_text(text, head).outline)


def test_the_partys_older_form_nests() -> None:
    text = "I- MỤC ĐÍCH\n1- Nâng cao nhận thức\n1.1- Việc một\na) Điểm thứ nhất\n- Gạch đầu dòng\n+ Gạch cộng\n1.2- Việc hai\n2- Bảo đảm tiến độ\nII- TỔ CHỨC THỰC HIỆN\n1- Giao Văn phòng"
    assert _labels(text) == [
        "I", "  I.1", "    I.1.1", "      I.1.1.a", "        I.1.1.a.-", "          I.1.1.a.-.+", "    I.1.2", "  I.2", "II", "  II.1",
    ]  # fmt: skip


def test_the_states_form_nests() -> None:
    text = "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Khoản một.\na) Điểm a.\nb) Điểm b.\n2. Khoản hai.\nĐiều 2. Đối tượng\nChương II\nSOẠN THẢO\nMục 1\nTHỂ THỨC\nĐiều 3. Thể thức\nMục 2\nKÝ VĂN BẢN\nĐiều 4. Ký"
    assert _labels(text) == [
        "Chương I", "  Điều 1", "    Điều 1.1", "      Điều 1.1.a", "      Điều 1.1.b", "    Điều 1.2", "  Điều 2",
        "Chương II", "  Mục 1", "    Điều 3", "  Mục 2", "    Điều 4",
    ]  # fmt: skip


def test_a_part_bears_the_name_printed_below_it() -> None:
    first = read_text(
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\nQuy định này áp dụng cho các chi bộ.", HEAD
    ).outline[0]
    assert (first.title, first.children[0].title) == ("QUY ĐỊNH CHUNG", "Phạm vi điều chỉnh")


def test_lettered_parts_hold_roman_ones() -> None:
    assert _labels("A. ĐÁNH GIÁ\nI. Ưu điểm\nII. Hạn chế\nB. NHIỆM VỤ\nI. Nhiệm vụ chung") == [
        "A",
        "  A.I",
        "  A.II",
        "B",
        "  B.I",
    ]


@pytest.mark.parametrize("first", ["Một là, ", "Thứ nhất, "])
def test_a_counted_list_stands_in_the_item_it_follows(first: str) -> None:
    second = {"Một là, ": "Hai là, ", "Thứ nhất, ": "Thứ hai, "}[first]
    text = f"1. Nhiệm vụ\n{first}rà soát đảng viên.\n{second}báo cáo kết quả.\n2. Giải pháp"
    said = [line.strip(" ,") for line in (first, second)]
    assert _labels(text) == ["1", f"  1.{said[0]}", f"  1.{said[1]}", "2"]


@pytest.mark.parametrize(
    "line",
    [
        "10-NQ/TW là nghị quyết được nhắc lại nhiều lần.", "2026 là năm đầu nhiệm kỳ.", "15/11/2026 là hạn cuối.",
        "Điều 5 của Quy định này được sửa đổi.", "I-ran và các nước trong khu vực.", "3,5 triệu người tham dự.", "Thứ hai,  08/08/2022",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert _labels(f"Mở đầu của kết luận này.\n{line}") == []


def test_recipients_and_the_signature_are_no_part() -> None:
    text = "1. Rà soát.\n2. Báo cáo.\nNơi nhận:\n- Như trên,\n- Lưu Văn phòng.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nTrần Văn Thử"
    assert _labels(text) == ["1", "2"]


def test_parts_lie_inside_one_another_and_cover_their_words() -> None:
    reading = read_text("I. MỘT\n1. Rà soát việc một.\nCâu tiếp theo của việc một.\n2. Việc hai\nII. HAI\nHết.", HEAD)
    text = reading.text or ""
    one, two = reading.outline
    assert text[one.children[0].start : one.children[0].end] == "1. Rà soát việc một.\nCâu tiếp theo của việc một."
    assert one.start < one.children[0].start < one.children[1].end <= one.end < two.start
