"""Thống kê — what is counted is what the rows say, cases and the inspected apart; frozen, corrected by a version, never in silence."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from docx import Document as Word
from python_calamine import CalamineWorkbook

from dondoc.access.rights import NotAllowed
from dondoc.inspecting.actions.freezing import freeze_statistics
from dondoc.inspecting.counting import COUNTS, count
from dondoc.inspecting.kinds import kinds
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.statistics import StatisticsReport, forms, hash_of
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast, client_of
from tests.inspecting.making import WALK, a_case
from tests.inspecting.test_watching import a_reminder, a_watch

pytestmark = pytest.mark.acts
FROM = date(2026, 11, 1)
FORM = "ward_month"


def counted(cast: Cast, **over: Any) -> dict[str, int]:
    facts = {"unit": cast.root, "from_on": FROM, "until_on": TODAY} | over
    return {code: len(rows) for code, rows in count(forms()[FORM], **facts).items()}


def frozen(cast: Cast, **over: Any) -> StatisticsReport:
    typed = {field.code: 0 for field in forms()[FORM].typed}
    facts = {"unit": cast.root, "form": FORM, "from_on": FROM, "until_on": TODAY, "typed": typed, "declares_zero": True}
    return freeze_statistics(by=cast.leader, at=AT, **(facts | over))  # type: ignore[arg-type]


def test_one_case_of_two_units_is_one_case_and_two_units(cast: Cast) -> None:
    case = a_case(cast, State.NOTICE_SIGNED)
    before = counted(cast)
    assert (before["a_cuoc"], before["a_tcd_kt"], before["g_phai_theo_doi"]) == (0, 0, 0), "not announced yet"
    WALK[State.ANNOUNCED](cast, case)
    after = counted(cast)
    assert (after["a_cuoc"], after["a_tcd_kt"]) == (1, 2)
    assert (after["a_tot"], after["a_chua_tot"]) == (1, 1), "one has a defect, the other none"
    assert (after["g_phai_theo_doi"], after["g_hoan_thanh"]) == (1, 0)
    assert after["b_cuoc"] == after["c_cuoc"] == 0
    assert not any(counted(cast, unit=cast.board).values()), "of the body that commissions, and of no other"
    assert counted(cast, from_on=date(2026, 10, 1), until_on=date(2026, 10, 31))["a_cuoc"] == 0


def test_what_was_put_right_leaves_what_is_owed(cast: Cast) -> None:
    a_case(cast, State.VERIFIED)
    now = counted(cast)
    assert (now["g_phai_theo_doi"], now["g_hoan_thanh"]) == (0, 1)
    earlier = counted(cast, from_on=date(2026, 1, 1), until_on=TODAY - timedelta(days=1))
    assert earlier["g_hoan_thanh"] == 0


def test_notes_and_reminders_are_counted_apart(cast: Cast) -> None:
    watch = a_watch(cast)
    a_reminder(cast, watch)
    a_reminder(cast, watch, is_reminder=False)
    a_reminder(cast, watch, is_reminder=False, text="Lần nữa")
    now = counted(cast)
    assert (now["d_ghi_nhan"], now["d_nhac"]) == (2, 1)


def test_what_cannot_be_counted_is_typed_and_zero_is_said(cast: Cast) -> None:
    with pytest.raises(Refused, match="Ghi đủ"):
        frozen(cast, typed={})
    with pytest.raises(Refused, match="Ghi đủ"):
        frozen(cast, typed={field.code: -1 for field in forms()[FORM].typed})
    with pytest.raises(Refused, match="bằng 0"):
        frozen(cast, declares_zero=False)
    with pytest.raises(Refused):
        frozen(cast, until_on=TODAY + timedelta(days=1))
    with pytest.raises(NotAllowed):
        freeze_statistics(unit=cast.root, form=FORM, from_on=FROM, until_on=TODAY, typed={}, by=cast.doer, at=AT)
    assert not StatisticsReport.objects.exists()


def test_what_happens_later_changes_no_frozen_figure_and_a_correction_is_a_version(cast: Cast) -> None:
    case = a_case(cast, State.NOTICE_SIGNED)
    first = frozen(cast)
    assert first.figures["a_cuoc"] == 0
    with pytest.raises(Refused):
        frozen(cast)
    with pytest.raises(Refused, match="không khác"):
        frozen(cast, because="Xem lại")
    WALK[State.ANNOUNCED](cast, case)
    first.refresh_from_db()
    assert first.figures["a_cuoc"] == 0 and first.hash == hash_of(first.figures, first.behind)
    second = frozen(cast, because="Công bố trong kỳ, ghi chậm")
    assert (second.number, second.figures["a_cuoc"]) == (2, 1)
    assert [row.pk for row in StatisticsReport.objects.last_of_each()] == [second.pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        StatisticsReport.objects.filter(pk=second.pk).update(because="")


def test_each_counted_figure_is_as_many_as_the_rows_behind_it(cast: Cast) -> None:
    a_case(cast, State.ANNOUNCED)
    row = frozen(cast)
    for field in row.sort.fields:
        if field.is_counted:
            assert row.figures[field.code] == len(row.behind[field.code]), field.code


def test_the_pages_count_freeze_and_show(cast: Cast) -> None:
    case = a_case(cast, State.ANNOUNCED)
    leader, path = client_of(cast, "leader"), reverse("freeze_statistics")
    period = {"form": FORM, "unit": cast.root.public_id, "from_on": "01/11/2026", "until_on": f"{TODAY:%d/%m/%Y}"}
    asked = f"{path}?{'&'.join(f'{key}={value}' for key, value in period.items())}"
    shown = leader.get(asked).content.decode()
    assert str(case) in shown and "Đếm được từ dữ liệu" in shown and "chưa đối chiếu" in shown
    said = {field.code: "2" if field.code == "e_to_cao" else "0" for field in forms()[FORM].typed}
    assert leader.post(asked, said | {"e_to_cao": ""}).status_code == 422, "left empty is not zero"
    answer = leader.post(asked, said | {"declares_zero": "on"})
    assert answer.status_code == 302
    row = StatisticsReport.objects.get()
    assert (row.figures["e_to_cao"], row.figures["a_tcd_kt"]) == (2, 2)
    page = reverse("inspection_report", args=[row.public_id])
    assert "Chi bộ NN-A03" in leader.get(page).content.decode()
    assert "Sửa bằng bản mới" in leader.get(page).content.decode()
    assert client_of(cast, "doer").get(page).status_code == 404
    assert row.sort.title in leader.get(reverse("inspection_statistics")).content.decode()
    words = "\n".join(c.text for t in Word(io.BytesIO(leader.get(page, {"as": "docx"}).content)).tables for r in t.rows for c in r.cells)  # fmt: skip
    assert "Lượt tổ chức đảng được kiểm tra" in words and "A. KIỂM TRA THEO ĐIỀU 30" in words
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(leader.get(page, {"as": "xlsx"}).content)).get_sheet_by_index(0)
    assert ["Tố cáo", 2] in [line[1:3] for line in sheet.to_python()]
    assert leader.get(page, {"as": "pdf"}).content[:4] == b"%PDF"


def test_a_form_names_only_what_the_house_counts() -> None:
    for form in forms().values():
        for field in form.fields:
            assert not field.is_counted or field.count["what"] in COUNTS
            assert set(field.count.get("kinds", ())) <= set(kinds())
