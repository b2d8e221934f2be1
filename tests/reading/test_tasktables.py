"""Bảng phân công — rows under heads in any words, tables that go on, cells that repeat or are empty."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.reading import read
from dondoc.reading.model import Obligation, Value
from tests.reading.making import a_docx, p, table


def rows(*parts: str) -> list[tuple[str, list[str], list[str], str | None, str | None]]:
    head = p("Số 12-KH/ĐU") + p("KẾ HOẠCH") + p("phân công nhiệm vụ")
    found = read(a_docx(head + "".join(parts)), name="bang.docx").obligations
    return [(d.text, _names(d.actors), _names(d.partners), _until(d), d.product) for d in found]


def _names(bodies: Sequence[Value]) -> list[str]:
    return [b.value for b in bodies]


def _until(duty: Obligation) -> str | None:
    return duty.due.until if duty.due else None


HEADS = ("TT", "Nhiệm vụ quá hạn", "Đơn vị thực hiện", "Hạn mới", "Kết quả đầu ra")


def test_a_row_is_read_under_heads_that_say_more_than_the_common_words() -> None:
    assert rows(table(HEADS, ("1", "Rà soát cam kết", "Văn phòng Đảng ủy", "20/11/2026", "Báo cáo"))) == [
        ("Rà soát cam kết", ["Văn phòng Đảng ủy"], [], None, "Báo cáo"),
    ]


def test_an_empty_cell_for_who_answers_is_merged_with_the_one_above() -> None:
    found = rows(
        table(
            ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"),
            ("1", "Dự thảo báo cáo", "Ban Tổ chức", "Văn phòng Đảng ủy", "20/11/2026"),
            ("2", "Lấy ý kiến", "", "", "30/11/2026"),
            ("3", "In tài liệu", "Văn phòng Đảng ủy", "", "05/12/2026"),
        )
    )
    assert [(actors, partners) for _deed, actors, partners, _due, _product in found] == [
        (["Ban Tổ chức"], ["Văn phòng Đảng ủy"]),
        (["Ban Tổ chức"], ["Văn phòng Đảng ủy"]),
        (["Văn phòng Đảng ủy"], []),
    ]


def test_money_is_no_deadline() -> None:
    assert rows(table(("TT", "Nội dung", "Số tiền (đồng)"), ("1", "Hội trường, trang thiết bị", "272.000.000"))) == []


def test_a_table_cut_in_two_goes_on_under_the_heads_before() -> None:
    first = table(HEADS, ("1", "Rà soát cam kết", "Văn phòng Đảng ủy", "trước 20/11/2026", ""))
    second = table(("2", "Lập danh mục", "Ban Tổ chức Đảng ủy", "trước 25/11/2026", ""))
    assert [(r[0], r[1], r[3]) for r in rows(first, p(""), second)] == [
        ("Rà soát cam kết", ["Văn phòng Đảng ủy"], "2026-11-20"),
        ("Lập danh mục", ["Ban Tổ chức Đảng ủy"], "2026-11-25"),
    ]
    other = table(("Họ tên", "Chức vụ"), ("Lò Thị Ín", "Chuyên viên"))
    assert len(rows(first, other)) == 1, "another table is none of it"


def test_a_group_row_is_no_task_and_a_repeated_cell_is_the_one_above() -> None:
    found = rows(table(
        HEADS, ("I", "Hoàn thiện thể chế", "-", "-", "-"), ("1", "Sửa quy chế", "Văn phòng Đảng ủy", "trước 20/11/2026", ""),
        ("2", "Sửa quy định", "-nt-", "-nt-", ""),
    ))  # fmt: skip
    assert [(r[0], r[1], r[3]) for r in found] == [
        ("Sửa quy chế", ["Văn phòng Đảng ủy"], "2026-11-20"), ("Sửa quy định", ["Văn phòng Đảng ủy"], "2026-11-20"),
    ]  # fmt: skip


def test_partners_may_stand_in_the_cell_of_who_leads() -> None:
    (row,) = rows(
        table(
            HEADS, ("1", "Cấp tài khoản", "Văn phòng Đảng ủy (phối hợp: Ban Tổ chức Đảng ủy)", "trước 20/11/2026", "")
        )
    )
    assert row[1:3] == (["Văn phòng Đảng ủy"], ["Ban Tổ chức Đảng ủy"])


def test_a_table_of_money_is_no_table_of_tasks() -> None:
    assert rows(table(("Nội dung", "Đơn vị tính", "Thành tiền"), ("Hội trường", "buổi", "2.000.000"))) == []


def test_a_time_merged_over_the_column_of_deadlines_is_one() -> None:
    found = rows(table(
        ("Tháng", "Thời gian", "Nhiệm vụ", "Chủ trì"),
        ("Tháng 12/2026", "", "Rà soát cam kết", "Văn phòng Đảng ủy"), ("", "trước 15/12/2026", "Lập danh mục", "Ban Tổ chức Đảng ủy"),
    ))  # fmt: skip
    assert [row[3] for row in found] == ["2026-12-31", "2026-12-15"]
    bare = rows(
        table(
            ("TT", "Nhiệm vụ", "Chủ trì", "Xong"),
            ("1", "Rà soát", "Văn phòng Đảng ủy", "Tháng 12/2026"),
            ("2", "Lập danh mục", "Văn phòng Đảng ủy", "Quý I/2027"),
        )
    )
    assert [row[3] for row in bare] == ["2026-12-31", "2027-03-31"], "a column of times, whatever its head"
