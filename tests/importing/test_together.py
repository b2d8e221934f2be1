"""Ghi nhiều dòng cùng lúc — what a sheet leaves when many rows are entered by one act is what it leaves row by row."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.access.models import Share
from dondoc.importing.actions import together, writing
from dondoc.importing.actions.writing import confirm
from dondoc.importing.models import Line
from dondoc.journal.models import Head
from dondoc.journal.queries import verify
from dondoc.obligations.models import Assignment, AssignmentStep, DueDay, Obligation, ObligationStep
from tests.cast import AT, Cast
from tests.importing.making import looked_at, work, workbook
from tests.ring import IS_LONG

pytestmark = [pytest.mark.acts, pytest.mark.wide]
UNITS = ("Ban Tổ chức Đảng ủy", "Chi bộ NN-A03", "Chi bộ Vụ Hành chính", "Chi bộ không có")

tasks = st.tuples(
    st.sampled_from(["Rà soát quy chế", "Gửi báo cáo", "Tổ chức học tập", "Kiểm tra"]),
    st.sampled_from(UNITS),
    st.sampled_from(["", "", UNITS[0], UNITS[2]]),
    st.sampled_from(["05/12/2026", "20/12/2026", "", "hằng tháng"]),
    st.sampled_from(["Báo cáo", "Kế hoạch", ""]),
    st.sampled_from([1, 2, 3]),
    st.sampled_from(["Đang thực hiện"] * 5 + ["Hoàn thành"]),
)


def _sheet(rows: list[Any]) -> bytes:
    return workbook(
        [str(n), text, unit, helper, due, product, f"{paper}-KL/ĐUK", f"0{paper}/03/2026", "Đảng ủy Khối Thử nghiệm", state]
        for n, (text, unit, helper, due, product, paper, state) in enumerate(rows, 1)
    )  # fmt: skip


def _left(cast: Cast, sheets: list[bytes]) -> dict[str, Any]:
    """All that the sheets leave, told without keys; the database is put back."""
    with transaction.atomic():
        for data in sheets:
            row = looked_at(cast, data)
            if row.lines.filter(verdict__in=writing.WRITES).exists():
                confirm(sheet=row, by=cast.clerk, at=AT)
                work()
        told = _told()
        transaction.set_rollback(True)
    return told


def _told() -> dict[str, Any]:
    return {
        "lines": list(Line.objects.order_by("pk").values_list("place", "outcome", "obligation__text", "entry__paper__so_ky_hieu", "said")),
        "duties": sorted(map(str, Obligation.objects.values_list("text", "product", "actors", "due_on", "state", "is_given", "search", "entry__state"))),
        "numbers": sorted(Obligation.objects.values_list("number", flat=True)),
        "given": sorted(map(str, Assignment.objects.values_list("obligation__text", "unit__name", "giver__name", "due_on", "due_reason", "phase"))),
        "steps": (ObligationStep.objects.count(), AssignmentStep.objects.count(), DueDay.objects.count()),
        "helpers": sorted(Assignment.objects.exclude(partners=None).values_list("obligation__text", "partners__unit__name")),
        "shown": sorted(Share.objects.values_list("kind", "unit__name")),
        "journal": (sorted(Head.objects.values_list("chain", "seq")), verify().broken),
    }  # fmt: skip


@pytest.mark.table
@settings(
    max_examples=12 if IS_LONG else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(tasks, min_size=1, max_size=12), st.lists(tasks, max_size=6))
def test_many_at_once_or_one_by_one_leaves_the_same(cast: Cast, first: list[Any], then: list[Any]) -> None:
    sheets = [_sheet(first), _sheet(first + then)]
    many = _left(cast, sheets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "enter_together", lambda rows, **_said: not rows)
        patch.setattr(writing, "PART", 1)
        assert _left(cast, sheets) == many


def test_what_is_refused_whole_is_asked_row_by_row(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row that cannot stand among many leaves the others entered, and is told why it is not."""
    rows = [
        ("Việc chung", UNITS[0], "", "", "", 1, ""),
        *((f"Việc {n}", UNITS[n % 3], "", "", "", 1, "") for n in range(6)),
    ]
    sheet, real = looked_at(cast, _sheet(rows)), together.give_each

    def meets_one(*, gifts: Any, **told: Any) -> Any:
        """Somebody ends the unit's work meanwhile."""
        if any(gift.obligation.text == "Việc 3" for gift in gifts):
            raise together.Refused("Đơn vị này đã kết thúc hoạt động.")
        return real(gifts=gifts, **told)

    monkeypatch.setattr(together, "give_each", meets_one)
    monkeypatch.setattr(writing, "give_each", meets_one)
    confirm(sheet=sheet, by=cast.clerk, at=AT)
    work()
    assert Obligation.objects.count() == Assignment.objects.count() == 6
    left = sheet.lines.get(outcome="LEFT")
    told = [said for _what, said in left.said.values()]  # in what order is the database's own
    assert left.cells[1] == "Việc 3" and "Đơn vị này đã kết thúc hoạt động." in told
