"""Câu chữ của thể thức — the small rules of how a paper is worded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dondoc.printing.forms import form_named, form_on, forms
from dondoc.printing.model import Cell, Sheet
from dondoc.printing.wording import (
    addressee_lines,
    cell_text,
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
