"""Câu chữ của thể thức — the small rules of how a paper is worded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.printing.forms import form_named, form_on, forms
from dondoc.printing.model import Cell, Column, Sheet, Table
from dondoc.printing.wording import (
    addressee_lines,
    cell_text,
    column_widths,
    letter_subject,
    place_line,
)


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (None, "chưa đủ dữ liệu"), (0, "0"), (1234567, "1.234.567"), (1234.5, "1.234,5"),
        (date(2026, 3, 5), "05/03/2026"), ("một", "một"),
    ],
)  # fmt: skip
def test_a_cell_is_printed_the_vietnamese_way(cell: Cell, printed: str) -> None:
    assert cell_text(cell) == printed


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        ("2026-02-09", "ngày 09 tháng 02 năm 2026"),
        ("2026-03-10", "ngày 10 tháng 3 năm 2026"),
    ],
)
def test_only_low_days_and_months_one_and_two_take_a_zero(plan: Sheet, day: str, printed: str) -> None:
    assert place_line(replace(plan, issued_on=day)) == f"Hà Nội, {printed}"


def test_a_letter_names_its_matter_once(letter: Sheet) -> None:
    state, party = form_named("30/2020/NĐ-CP"), form_named("05-HD/VPTW")
    assert letter_subject(letter, state) == "V/v đôn đốc báo cáo"
    assert letter_subject(letter, party) == "về việc đôn đốc báo cáo"
    assert letter_subject(replace(letter, subject="về việc họp"), party) == "về việc họp"


def test_one_addressee_stands_on_the_line_of_the_word(plan: Sheet) -> None:
    form = form_named("05-HD/VPTW")
    one = replace(plan, addressees=("Đảng ủy Trên Mẫu,",))
    assert addressee_lines(one, form) == ["Kính gửi: Đảng ủy Trên Mẫu,"]
    assert addressee_lines(replace(one, kind="TỜ TRÌNH"), form) == ["Kính trình: Đảng ủy Trên Mẫu,"]
    assert addressee_lines(plan, form) == []


@pytest.mark.parametrize(
    ("system", "day", "name"),
    [
        ("party", date(2026, 5, 26), "36-HD/VPTW"), ("party", date(2026, 5, 27), "05-HD/VPTW"),
        ("party", date(2017, 1, 1), "36-HD/VPTW"), ("state", date(2026, 5, 27), "30/2020/NĐ-CP"),
    ],
)  # fmt: skip
def test_a_paper_takes_the_form_of_its_day(system: str, day: date, name: str) -> None:
    assert form_on(system, day)["id"] == name


def test_a_system_without_forms_is_named() -> None:
    with pytest.raises(ValueError, match="Chưa có thể thức của hệ “army”"):
        form_on("army", date(2026, 1, 1))


def test_every_form_names_its_source_and_the_same_measures() -> None:
    names = [form.keys() - {"until"} for form in forms()]
    assert all(form["source"] for form in forms())
    assert all(keys == names[0] for keys in names)


def test_a_day_stands_in_its_own_column() -> None:
    """Hạn, ngày xong chạy sang cột bên thì không đọc được."""
    columns = (
        ("Nhiệm vụ", 40),
        ("Đơn vị", 30),
        ("Tình trạng", 13),
        ("Hạn", 10),
        ("Xong", 10),
        ("Chậm", 8),
        ("Minh chứng", 10),
    )
    row = (
        "Rà soát tài sản công của các đơn vị",
        "Chi bộ Vụ Kế hoạch",
        "đã giao",
        date(2026, 6, 15),
        "15/03/2026",
        "chậm",
        0,
    )
    widths = column_widths(Table(tuple(Column(*one) for one in columns), (row,)), form_named("05-HD/VPTW"))
    assert sum(widths) == pytest.approx(165)
    assert min(widths[3:5]) >= 10 * 12 * 0.176 + 2 * 1.4, "ten figures and the edges of the cell, millimetres"
    assert widths[0] == max(widths)


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(1, 90), st.text(max_size=90)), min_size=1, max_size=30))
def test_the_columns_fill_the_leaf_and_none_is_lost(drawn: list[tuple[str, int, str]]) -> None:
    table = Table(tuple(Column(title, width) for title, width, _ in drawn), (tuple(cell for *_, cell in drawn),))
    widths = column_widths(table, form_named("05-HD/VPTW"))
    assert sum(widths) == pytest.approx(165)
    assert min(widths) > 0


def test_a_word_longer_than_a_column_may_be_takes_no_more_than_its_share() -> None:
    table = Table((Column("Việc", 60), Column("Mã băm", 20)), (("Rà soát tài sản công", "a" * 64),))
    left, right = column_widths(table, form_named("05-HD/VPTW"))
    assert left > right > 40
