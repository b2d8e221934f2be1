"""Nạp bảng giao việc — what a person would miss: a row lost, doubled, half written, or entered without being seen first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dondoc.documents.models import Entry
from dondoc.importing.actions import looking, taking, together, writing
from dondoc.importing.actions.looking import say_columns
from dondoc.importing.actions.taking import drop
from dondoc.importing.actions.writing import confirm
from dondoc.importing.lifecycle import ImportState
from dondoc.importing.models import Import, Line, Remembered, counts
from dondoc.jobs.models import Job, State
from dondoc.jobs.queue import Task
from dondoc.journal.models import Entry as Told
from dondoc.obligations.actions.assigning import withdraw_assignment
from dondoc.obligations.models import Assignment, Obligation
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast
from tests.importing.making import DONE, HEADS, OPEN, UNITS, entered, looked_at, taken, task_rows, work, workbook
from tests.kept import all_rows

pytestmark = pytest.mark.acts


def test_a_sheet_with_errors_then_its_corrected_copy(cast: Cast) -> None:
    """Only what is right is entered, each row is accounted for; the same again changes nothing; the corrected adds the rest."""
    sheet = looked_at(cast, workbook(task_rows(30, 6)))
    assert (sheet.state, counts(sheet)) == (ImportState.READY, {"WRONG": 6, "CREATES": 24})
    assert not Obligation.objects.exists() and not Entry.objects.exists()
    confirm(sheet=sheet, by=cast.clerk, at=AT)
    work()
    sheet.refresh_from_db()
    assert sheet.state == ImportState.DONE
    assert (Obligation.objects.count(), Assignment.objects.count(), Entry.objects.count()) == (24, 24, 4)
    row = Assignment.objects.select_related("obligation__paper", "unit").get(
        obligation__text__startswith="Báo cáo chuyên đề số 4 "
    )
    assert (row.unit, row.obligation.paper.so_ky_hieu, row.obligation.paper.kind) == (cast.cell, "1-KL/ĐUK", "Kết luận")
    assert f"{row.due_on:%d/%m/%Y}" == "05/12/2026"
    assert (
        Line.objects.filter(sheet=sheet, outcome="WRITTEN", cells=[]).count() == 24
    )  # their words stand in the registers
    assert Line.objects.filter(sheet=sheet, outcome="").exclude(cells=[]).count() == 6
    again = looked_at(cast, workbook(task_rows(30, 6)))
    assert counts(again) == {"WRONG": 6, "SAME": 24}
    with pytest.raises(Refused, match="Không có dòng nào để ghi"):
        confirm(sheet=again, by=cast.clerk, at=AT)
    drop(sheet=again, reason="đã nạp", by=cast.clerk, at=AT)
    assert not Line.objects.filter(sheet=again).exists()
    assert (Obligation.objects.count(), Assignment.objects.count(), Entry.objects.count()) == (24, 24, 4)
    right = looked_at(cast, workbook(task_rows(30, 0)))
    assert counts(right) == {"NEW": 6, "SAME": 24}
    confirm(sheet=right, by=cast.clerk, at=AT)
    work()
    assert (Obligation.objects.count(), Assignment.objects.count()) == (30, 30)
    told = Told.objects.filter(act="importing.finish").order_by("-id").first()
    assert told is not None and told.payload.body["rows"] == {"written": 6, "left": 0, "NEW": 6, "SAME": 24}


class Killed(BaseException):
    """The machine went off."""


def _killing(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, at: int) -> None:
    """Let a function die when it is called for the n-th time, and be as it was after."""
    real, calls = getattr(owner, name), 0

    def dies(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at:
            monkeypatch.setattr(owner, name, real)
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, dies)


def test_killed_anywhere_it_goes_on_and_nothing_doubles(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the reading, the looking, between two rows and inside one: the next worker goes on where it was."""
    monkeypatch.setattr(taking, "PART", 5)
    monkeypatch.setattr(writing, "PART", 5)
    rows, moment = workbook(task_rows(17, 2)), AT
    _killing(monkeypatch, Task, "tell", 2)
    with pytest.raises(Killed):
        taken(cast, rows)
    sheet = Import.objects.get()
    assert (sheet.state, sheet.lines.count()) == (ImportState.READING, 10)
    work(moment := moment + timedelta(hours=1))
    sheet.refresh_from_db()
    assert (sheet.state, sheet.total, sheet.lines.count()) == (ImportState.COLUMNS, 17, 17)
    monkeypatch.setattr(looking, "PART", 5)
    looking.say_columns(sheet=sheet, columns=sheet.field_at(), by=cast.clerk, at=moment)
    _killing(monkeypatch, Task, "tell", 2)
    with pytest.raises(Killed):
        work(moment)
    assert sheet.lines.filter(verdict="UNSEEN").count() == 7
    work(moment := moment + timedelta(hours=1))
    sheet.refresh_from_db()
    assert counts(sheet) == {"WRONG": 2, "CREATES": 15}
    confirm(sheet=sheet, by=cast.clerk, at=moment)
    deaths = (("inside one", writing, "give_each"), ("between", Task, "tell"), ("inside many", together, "give_each"))
    for what, owner, name in deaths:
        _killing(monkeypatch, owner, name, 2)
        with pytest.raises(Killed):
            work(moment)
        whole = sheet.lines.filter(outcome="WRITTEN").count()
        assert Obligation.objects.count() == Assignment.objects.count() == whole, what  # no row is half
        moment += timedelta(hours=1)
    work(moment)
    sheet.refresh_from_db()
    assert (sheet.state, Obligation.objects.count(), Assignment.objects.count()) == (ImportState.DONE, 15, 15)


def test_a_long_sheet_may_be_broken_off_often_while_it_comes_further(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attempts that end where the last one did are counted: a night's work goes on after each power cut, a poison does not."""
    monkeypatch.setattr(writing, "PART", 2)
    sheet, moment = looked_at(cast, workbook(task_rows(17, 0))), AT
    confirm(sheet=sheet, by=cast.clerk, at=moment)
    for _night in range(6):
        _killing(monkeypatch, Task, "tell", 2)
        with pytest.raises(Killed):
            work(moment := moment + timedelta(hours=1))
    assert sheet.lines.filter(outcome="WRITTEN").count() == 12
    for _time in range(3):
        _killing(monkeypatch, writing, "_take_part", 1)
        with pytest.raises(Killed):
            work(moment := moment + timedelta(hours=1))
    work(moment := moment + timedelta(hours=1))
    assert Job.objects.get(public_id=sheet.job_id).state == State.FAILED
    confirm(sheet=sheet, by=cast.clerk, at=moment)
    work(moment)
    assert sheet.lines.filter(outcome="WRITTEN").count() == Assignment.objects.count() == 17


def test_what_bears_a_mark_leaves_no_word(cast: Cast, settings: Any) -> None:
    """A row with a mark is known by its place alone; a sheet with a mark beside its rows is not taken at all."""
    rows = task_rows(4, 0)
    rows[1][1], rows[2][1], rows[2][5] = (
        "Viec khong mat",
        "Kim tu thap nghieng",
        "MẬT",
    )  # without dấu: JSON escapes them
    sheet = taken(cast, workbook(rows))
    secret = sheet.lines.get(verdict="SECRET")
    assert (secret.place, secret.cells, secret.said) == (5, [], {})
    kept = str(all_rows().__dict__)
    assert "Kim tu thap" not in kept and "Viec khong mat" in kept
    assert not list((settings.DONDOC_DATA / "quarantine").glob("*"))
    refused = taken(cast, workbook(task_rows(2, 0), above=("BẢNG GIAO VIỆC", "TỐI MẬT")))
    assert (refused.state, refused.file_name, refused.digest, refused.lines.count()) == (ImportState.REFUSED, "", "", 0)
    assert "mật" in refused.problem


def test_columns_in_any_order_are_remembered_for_the_unit(cast: Cast) -> None:
    """Heads without dấu, in another order, confirmed by a person; the next sheet of the same heads has them as said."""
    heads = ["Don vi chu tri", "Viec can lam", "Han", "So ky hieu"]
    rows = [["Chi bộ NN-A03", "Gửi báo cáo", "Quý IV/2026", ""], ["I. Công tác tổ chức", "", "", ""]]
    sheet = taken(cast, workbook(rows, heads=heads, before="Hướng dẫn điền"))
    assert "1 trang tính khác" in sheet.problem  # told, not lost in silence
    assert sheet.field_at() == {0: "unit", 2: "due", 3: "so_ky_hieu"}
    with pytest.raises(Refused, match="Nội dung nhiệm vụ"):
        say_columns(sheet=sheet, columns=sheet.field_at(), by=cast.clerk, at=AT)
    defaults = {"so_ky_hieu": "8-CT/ĐUK", "issued_on": "02/01/2026", "issuer": "Đảng ủy Khối Thử nghiệm"}
    say_columns(sheet=sheet, columns={**sheet.field_at(), 1: "text"}, defaults=defaults, by=cast.clerk, at=AT)
    work()
    assert counts(sheet) == {"CREATES": 1, "HEADING": 1}
    assert Remembered.objects.get().heads["viec can lam"] == "text"
    after = taken(
        cast, workbook(rows, heads=[*heads[:2], "Lỗi: Viec can lam", *heads[2:]])
    )  # our copy of it, corrected
    assert after.field_at() == {0: "unit", 1: "text", 3: "due", 4: "so_ky_hieu"}


def test_who_may_not_enter_a_row_may_not_bring_a_sheet(cast: Cast) -> None:
    with pytest.raises(Refused):
        taken(cast, workbook(task_rows(2, 0)), by=cast.doer)
    with pytest.raises(Refused, match="sổ đúng chiều"):
        taken(cast, workbook(task_rows(2, 0)), register=cast.outgoing)
    unknown = taken(cast, workbook([["a", "b"]], heads=["Cột", "Khác"], above=()))
    assert unknown.state == ImportState.REFUSED and "tiêu đề" in unknown.problem


def test_what_was_done_before_keeps_the_day_of_its_sheet(cast: Cast) -> None:
    """In the reason it ended: no evidence is here, so it is neither done nor late."""
    heads = [*HEADS[:9], "Ngày hoàn thành"]
    rows = [[*row[:9], day] for row, day in zip(task_rows(2, 0), ("12/05/2026", ""), strict=True)]
    sheet = taken(cast, workbook(rows, heads), by=cast.office)
    assert {"due", "done_on"} <= set(sheet.columns.values())
    say_columns(sheet=sheet, columns=sheet.field_at(), by=cast.office, at=AT)
    work()
    sheet.refresh_from_db()
    confirm(sheet=sheet, by=cast.office, at=AT)
    work()
    done = Obligation.objects.exclude(ended_because="")
    assert [row.ended_because for row in done] == [
        "Đã xong ngày 12/05/2026, trước khi nạp, theo bảng; không có minh chứng ở đây."
    ]
    assert Assignment.objects.count() == 1


def _of_units(*rows: tuple[str, str, str]) -> bytes:
    """One duty of one paper, a row a unit: who, its product, how it stands."""
    told = enumerate(rows)
    return workbook(
        [str(n), "Rà soát quy chế", unit, "", "05/12/2026", product, "1-KL/ĐUK", "01/03/2026", "Đảng ủy Khối Thử nghiệm", state]
        for n, (unit, product, state) in told
    )  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0), (1, 2, 0)])
def test_of_several_units_some_are_done_and_the_duty_goes_on(cast: Cast, order: tuple[int, ...]) -> None:
    """Whichever row stands first; the same sheet again changes nothing."""
    rows = [(UNITS[0], "", DONE), (UNITS[1], "", OPEN), (UNITS[2], "", DONE)]
    data = _of_units(*(rows[n] for n in order))
    sheet = entered(cast, data)
    assert sheet.lines.filter(outcome="WRITTEN").count() == 3
    assert Obligation.objects.get().state == "CONFIRMED"
    shares = {row.unit.name: row for row in Assignment.objects.select_related("unit")}
    assert {name: row.state for name, row in shares.items()} == {
        UNITS[0]: "WITHDRAWN", UNITS[1]: "ISSUED", UNITS[2]: "WITHDRAWN",
    }  # fmt: skip
    assert shares[UNITS[0]].closed_because.startswith("Đã xong trước khi nạp")
    assert counts(entered(cast, data)) == {"SAME": 3}
    assert Assignment.objects.count() == 3


def test_where_all_units_are_done_the_duty_is_ended(cast: Cast) -> None:
    data = _of_units((UNITS[0], "", DONE), (UNITS[1], "", DONE))
    assert entered(cast, data).lines.filter(outcome="WRITTEN").count() == 2
    assert Obligation.objects.get().state == "ENDED"
    assert counts(entered(cast, data)) == {"SAME": 2}


def test_a_unit_whose_row_is_wrong_finds_the_duty_open_when_it_comes_again(cast: Cast) -> None:
    entered(cast, _of_units((UNITS[0], "", DONE), ("Chi bộ không có", "", OPEN)))
    sheet = entered(cast, _of_units((UNITS[0], "", DONE), (UNITS[1], "", OPEN)))
    assert counts(sheet) == {"SAME": 1, "NEW": 1}
    assert Assignment.objects.get(unit=cast.cell).state == "ISSUED"


def test_a_duty_has_one_product_and_a_row_that_names_another_is_left(cast: Cast) -> None:
    """Said before anything is entered; an empty product is filled; the same sheet again settles."""
    data = _of_units((UNITS[0], "", OPEN), (UNITS[1], "Báo cáo", OPEN), (UNITS[2], "Kế hoạch", OPEN))
    sheet = entered(cast, data)
    assert counts(sheet) == {"CREATES": 2, "WRONG": 1}
    left = sheet.lines.get(verdict="WRONG")
    assert any("“Báo cáo”, chung cho các đơn vị" in sentence for _what, sentence in left.said.values())
    assert (Obligation.objects.get().product, Assignment.objects.count()) == ("Báo cáo", 2)
    assert counts(entered(cast, data)) == {"SAME": 2, "WRONG": 1}
    assert Obligation.objects.get().product == "Báo cáo"


def test_two_units_that_have_their_shares_do_not_change_the_product_to_and_fro(cast: Cast) -> None:
    entered(cast, _of_units((UNITS[0], "Báo cáo", OPEN), (UNITS[1], "", OPEN)))
    sheet = entered(cast, _of_units((UNITS[0], "Báo cáo", OPEN), (UNITS[1], "Kế hoạch", OPEN)))
    assert counts(sheet) == {"SAME": 1, "WRONG": 1}


def test_a_share_that_was_withdrawn_is_not_given_again_by_another_product(cast: Cast) -> None:
    entered(cast, _of_units((UNITS[0], "Báo cáo", OPEN), (UNITS[1], "Báo cáo", OPEN)))
    share = Assignment.objects.get(unit=cast.cell)
    withdraw_assignment(assignment=share, reason="Giao nhầm", by=cast.leader, at=AT)
    assert counts(entered(cast, _of_units((UNITS[1], "Kế hoạch", "đã rút")))) == {"CHANGED": 1}
    assert (Obligation.objects.get().product, Assignment.objects.filter(unit=cast.cell).count()) == ("Kế hoạch", 1)
