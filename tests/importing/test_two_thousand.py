"""Bảng 2.000 dòng, 60 lỗi — an old task sheet is entered, its corrected copy after it: as many rows as an office has."""

from __future__ import annotations

import pytest

from dondoc.importing.actions.writing import confirm
from dondoc.importing.models import counts
from dondoc.obligations.models import Assignment, Obligation
from tests.cast import AT, Cast
from tests.importing.making import looked_at, task_rows, work, workbook

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


def test_two_thousand_rows_with_sixty_errors_then_corrected(cast: Cast) -> None:
    sheet = looked_at(cast, workbook(task_rows(2000, 60)))
    assert counts(sheet) == {"WRONG": 60, "CREATES": 1940}
    confirm(sheet=sheet, by=cast.clerk, at=AT)
    work()
    assert sheet.lines.filter(outcome="WRITTEN").count() == 1940
    assert counts(looked_at(cast, workbook(task_rows(2000, 60)))) == {"WRONG": 60, "SAME": 1940}
    right = looked_at(cast, workbook(task_rows(2000, 0)))
    assert counts(right) == {"NEW": 60, "SAME": 1940}
    confirm(sheet=right, by=cast.clerk, at=AT)
    work()
    assert (Obligation.objects.count(), Assignment.objects.count()) == (2000, 2000)
