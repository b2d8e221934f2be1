"""Kiểm tra cây — a whole tree has no trouble; each break, made behind the acts' back, is told by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dondoc.units import actions as units
from dondoc.units.checking import troubles
from dondoc.units.models import Placement, Unit, UnitName
from tests.cast import AT, BEGAN, TODAY, Cast

pytestmark = pytest.mark.acts


BREAKS: dict[str, Callable[[Cast], object]] = {
    "không nằm trong": lambda cast: Unit.objects.filter(pk=cast.cell.pk).update(parent=cast.home),
    "là gốc mà": lambda cast: Unit.objects.filter(pk=cast.cell.pk).update(parent=None),
    "dưới một đơn vị đã kết thúc": lambda cast: Unit.objects.filter(pk=cast.branch.pk).update(ended_on=TODAY),
    "không khớp với dòng vị trí": lambda cast: cast.cell.placements.update(path=cast.home.path),
    "còn dòng vị trí đang mở": lambda cast: Unit.objects.filter(pk=cast.home.pk).update(ended_on=TODAY),
    "hai vị trí cùng một ngày": lambda cast: Placement.objects.create(
        unit=cast.home, path=cast.home.path, from_on=BEGAN
    ),
    "không có đúng một tên": lambda cast: UnitName.objects.filter(unit=cast.home).update(until_on=TODAY),
    "không khớp với dòng đang mở": lambda cast: Unit.objects.filter(pk=cast.home.pk).update(code="X"),
    "không đơn vị nào ở trên": lambda cast: cast.branch.placements.update(from_on=date(2022, 1, 1)),
}


def test_a_whole_tree_has_no_trouble(cast: Cast) -> None:
    units.move(unit=cast.branch, parent=cast.board, by=cast.admin, at=AT, on=TODAY)
    units.rename(unit=cast.cell, name="Chi bộ NN-A03 mới", by=cast.admin, at=AT, on=TODAY)
    assert list(troubles()) == []


@pytest.mark.parametrize("words", BREAKS)
def test_each_break_is_told_by_name(cast: Cast, words: str) -> None:
    BREAKS[words](cast)
    assert any(words in said for said in troubles())
