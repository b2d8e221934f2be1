"""Xuất số liệu — no figure without a size of group, no small figure, no name; codes only as long as their key is kept."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from dondoc.access.models import Person
from dondoc.access.rights import NotAllowed
from dondoc.journal.queries import story
from dondoc.personal.actions import exporting as acts
from dondoc.personal.coding import HIDDEN, Coded, code_of, masked
from dondoc.personal.exports import Export
from dondoc.regulations.actions import set_figure
from dondoc.shared import files
from dondoc.shared.acts import Refused
from dondoc.units.actions import create_post, fill_post
from dondoc.units.models import PostKind
from tests.cast import AT, TODAY, Cast, a_person


def least(cast: Cast, amount: int) -> None:
    set_figure(key="personal_data.small_group", amount=amount, unit="count", from_on=date(2026, 1, 1), ground="Đảng ủy quyết định",
               by=cast.leader, at=AT)  # fmt: skip


def export(cast: Cast, **over: Any) -> Export:
    asked = {
        "form": "COUNTS",
        "across": ("kind", "post"),
        "why": "Báo cáo thống kê",
        "paper_number": "15-CV/ĐU",
        **over,
    }
    return acts.export_people(by=cast.office, at=AT, **asked)


def cells(row: Export) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(files.load(row.sha256))).get_sheet_by_index(0).to_python()


@pytest.mark.acts
def test_without_a_size_of_group_nothing_leaves(cast: Cast) -> None:
    with pytest.raises(Refused, match="Chưa đặt nhóm"):
        export(cast)
    assert not Export.objects.exists()


@pytest.mark.acts
def test_small_groups_are_hidden_and_the_whole_is_told(cast: Cast) -> None:
    least(cast, 3)
    for n in range(4):
        a_person(cast, f"them{n}", f"Người Thêm {n}", cast.root, "CHUYEN_VIEN")
    row = export(cast)
    told = [line for line in cells(row) if any(line)]
    figures = {cell for line in told for cell in line if isinstance(cell, int | float)}
    assert not {1, 2} & figures
    assert row.hidden > 0
    assert any("ẩn" in line for line in told)
    assert all(name not in str(told) for name in Person.objects.values_list("full_name", flat=True))
    line = story("personal.export", row.pk).get()
    assert line.payload.body["file"] == row.sha256
    assert "Báo cáo" not in str(line.payload.body)


@pytest.mark.acts
def test_rows_bear_codes_months_and_no_names(cast: Cast) -> None:
    least(cast, 1)
    row = export(cast, form="ROWS", keeps_key=True)
    told = str(cells(row))
    assert all(name not in told for name in Person.objects.values_list("full_name", flat=True))
    assert cast.cell.name not in told
    assert "01/2020" in told
    assert "01/01/2020" not in told
    assert row.rows + row.hidden == 9


@pytest.mark.acts
def test_codes_are_opened_only_while_the_key_is_kept(cast: Cast) -> None:
    least(cast, 1)
    row = export(cast, form="ROWS", keeps_key=True)
    codes = [line[0] for line in cells(row) if len(str(line[0])) == 20]
    assert len(set(codes)) == 9
    found = acts.open_codes(export=row, codes=codes[:2], reason="Công an yêu cầu", by=cast.office, at=AT)
    assert set(found) == set(codes[:2])
    acts.drop_key(export=row, by=cast.office, at=AT)
    with pytest.raises(Refused, match="đã hủy"):
        acts.open_codes(export=row, codes=codes, reason="Lại", by=cast.office, at=AT)
    with pytest.raises(Refused):
        acts.drop_key(export=row, by=cast.office, at=AT)
    assert export(cast, form="ROWS").sealed_key == ""


@pytest.mark.acts
@pytest.mark.parametrize(
    "over", [{"why": " "}, {"paper_number": ""}, {"across": ("kind", "kind")}, {"across": ("kind",)}, {"form": "X"}]
)
def test_why_a_paper_and_two_dimensions_are_asked(cast: Cast, over: dict[str, Any]) -> None:
    least(cast, 2)
    with pytest.raises(Refused):
        export(cast, **over)


@pytest.mark.acts
def test_a_person_restricted_is_in_no_export_and_only_who_may_exports(cast: Cast) -> None:
    least(cast, 1)
    Person.objects.filter(pk=cast.doer.person_id).update(restricted_on=TODAY)
    assert export(cast, form="ROWS").rows == 8
    with pytest.raises(NotAllowed):
        acts.export_people(form="COUNTS", across=("kind", "post"), why="x", paper_number="1", by=cast.clerk, at=AT)


@pytest.mark.acts
def test_the_rows_of_one_person_are_not_tied_together(cast: Cast) -> None:
    """Two persons have each line in common, and only one of them both: no code says that it is one person."""
    least(cast, 2)
    for n, posts in enumerate((("CHUYEN_VIEN", "VAN_THU"), ("CHUYEN_VIEN",), ("VAN_THU",))):
        actor = a_person(cast, f"them{n}", f"Người Thêm {n}", cast.root, posts[0])
        for kind in posts[1:]:
            seat = create_post(unit=cast.root, kind=PostKind.objects.get(pk=kind), by=cast.setup, at=AT)
            whom = Person.objects.get(pk=actor.person_id)
            fill_post(post=seat, person=whom, by=cast.setup, at=AT, from_on=date(2020, 1, 1), is_concurrent=True)
    row = export(cast, form="ROWS", keeps_key=True)
    codes = [line[0] for line in cells(row) if len(str(line[0])) == 20]
    assert len(codes) == len(set(codes)) == row.rows > 3
    found = acts.open_codes(export=row, codes=codes, reason="Công an yêu cầu", by=cast.office, at=AT)
    assert set(found) == set(codes) and len({p.pk for p in found.values()}) < len(codes)


ROWS = st.lists(
    st.builds(Coded, st.uuids().map(str), st.tuples(*[st.sampled_from("xyz")] * 3), st.integers(1, 8)), max_size=40
)


@given(ROWS, st.integers(1, 5))
def test_no_row_says_more_than_k_persons_have_in_common(rows: list[Coded], k: int) -> None:
    kept = masked(rows, k)
    for row in kept:
        assert len({other.whose for other in kept if other.values == row.values}) >= k
    assert len(kept) <= len(rows)
    assert {row.code for row in kept} <= {row.code for row in rows}


def test_the_most_telling_is_hidden_first() -> None:
    rows = [Coded("a", ("1", "x"), 1), Coded("b", ("2", "x"), 2)]
    assert [row.values for row in masked(rows, 2)] == [(HIDDEN, "x")] * 2


def test_a_code_is_of_its_key_alone() -> None:
    assert code_of(b"a" * 32, 7) != code_of(b"b" * 32, 7)
    assert code_of(b"a" * 32, 7) == code_of(b"a" * 32, 7)
