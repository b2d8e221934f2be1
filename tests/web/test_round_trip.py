"""Ra rồi vào — what was taken along as a file and comes back unchanged lays nothing, and each of its rows is told where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from dondoc.documents.actions.registering import issue, register_stub, withdraw
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Entry, Register
from dondoc.importing.actions.writing import confirm
from dondoc.importing.models import Import, Line, counts
from dondoc.obligations.actions.assigning import withdraw_assignment
from dondoc.obligations.actions.confirming import end
from dondoc.obligations.models import Assignment
from tests.cast import AT, BEGAN, TODAY, Cast, a_person, client_of
from tests.importing.making import looked_at, work, workbook
from tests.making import an_assignment, an_entry, an_obligation, fields
from tests.web.sheets import send, table
from tests.web.story import clock

pytestmark = pytest.mark.acts
FORMS = ("xlsx", "csv")


def _differing(sheet: Import) -> dict[str, int]:
    """Rows by what would become of them, but those that only head a group or stand below the table."""
    return {verdict: n for verdict, n in counts(sheet).items() if verdict != "HEADING"}


def _much_work(cast: Cast) -> int:
    """Two duties of the same words in one paper; shares given on, done, withdrawn and given again, of an ended duty."""
    entry = an_entry(cast)
    twins = [an_obligation(cast, entry, text="Báo cáo kết quả\n– hằng quý"), an_obligation(cast, entry, text="Báo cáo kết quả\n– hằng quý")]  # fmt: skip
    an_assignment(cast, obligation=twins[0], unit=cast.board)
    top = an_assignment(cast, obligation=twins[1], unit=cast.branch, due_on=date(2026, 12, 9))
    an_assignment(cast, obligation=twins[1], parent=top, due_on=date(2026, 12, 8), by=cast.above)
    an_assignment(cast, obligation=an_obligation(cast, entry, text="Đã làm"), upto="done")
    again = an_obligation(cast, entry, text="Giao lại")
    withdraw_assignment(assignment=an_assignment(cast, obligation=again), reason="giao nhầm", by=cast.leader, at=AT)
    an_assignment(cast, obligation=again)
    over = an_obligation(cast, entry, text="Thôi làm")
    withdraw_assignment(assignment=an_assignment(cast, obligation=over), reason="thôi", by=cast.leader, at=AT)
    end(obligation=over, reason="đã thay", by=cast.leader, at=AT, on=TODAY)
    return Assignment.objects.count()


@pytest.mark.parametrize("form", FORMS)
def test_the_list_of_tasks_comes_back_and_lays_nothing(cast: Cast, form: str) -> None:
    given, client = _much_work(cast), client_of(cast, "clerk")
    with clock(AT):
        file = client.get(reverse("obligations"), {"as": form, "state": "all"}).content
        sheet = send(client, cast.incoming, file, f"nhiem-vu.{form}")
        assert _differing(sheet) == {"SAME": given} == {"SAME": 7}
        page = client.get(reverse("import", args=[sheet.public_id])).content.decode()
    assert not sheet.lines.exclude(verdict="HEADING").filter(obligation=None).exists()
    assert page.count('href="/obligations/') >= given  # each row leads to the duty that is there
    assert "Tải bảng có ghi lỗi" not in page


def test_work_of_a_unit_that_is_known_only_by_it_comes_back_too(cast: Cast) -> None:
    """A board's văn thư sees what another unit does with the board's help: here already, and still not his to give."""
    cast.people["board_clerk"] = a_person(cast, "board_clerk", "Vi Thị Ngà", cast.board, "VAN_THU")
    book = open_register(unit=cast.board, direction="IN", name="Sổ đến", series="2026", by=cast.setup, at=AT, from_on=BEGAN)  # fmt: skip
    an_assignment(cast, partners=[cast.board])
    client = client_of(cast, "board_clerk")
    with clock(AT):
        file = client.get(reverse("obligations"), {"as": "xlsx"}).content
        sheet = send(client, book, file)
        assert _differing(sheet) == {"SAME": 1}
        lines = table(file)
        head = next(n for n, line in enumerate(lines) if "Đơn vị" in line)
        lines[head + 1][lines[head].index("Đơn vị")] = cast.home.name
        sheet = send(client, book, workbook(lines[head + 1 :], heads=lines[head]))
        assert _differing(sheet) == {"WRONG": 1}
    assert Assignment.objects.count() == 1


def test_a_task_sheet_without_numbers_meets_twins_and_what_was_given_on(cast: Cast) -> None:
    """The office's own sheet: words that two duties bear are here where either was given, and asked about where none was."""
    entry = an_entry(cast)
    twins = [an_obligation(cast, entry, text="Báo cáo quý"), an_obligation(cast, entry, text="Báo cáo quý")]
    top = an_assignment(cast, obligation=twins[0], unit=cast.branch)
    an_assignment(cast, obligation=twins[0], parent=top, by=cast.above)
    heads = ["Nội dung", "Chủ trì", "Số ký hiệu"]
    rows = [["Báo cáo quý", unit.listed, "15-KL/ĐUK"] for unit in (cast.branch, cast.cell, cast.board)]
    sheet = looked_at(cast, workbook(rows, heads=heads))
    assert [line.verdict for line in sheet.lines.order_by("place")] == ["SAME", "SAME", "WRONG"]
    said = sheet.lines.get(verdict="WRONG").said
    assert list(said) == ["0"] and "Thêm cột số nhiệm vụ" in said["0"][1]
    rows[2].append(twins[1].nv)
    sheet = looked_at(cast, workbook([[*row, ""][:4] for row in rows], heads=[*heads, "Số nhiệm vụ"]))
    assert counts(sheet) == {"SAME": 2, "NEW": 1}
    confirm(sheet=sheet, by=cast.clerk, at=AT)
    work()
    assert Assignment.objects.get(unit=cast.board).obligation == twins[1]
    met = Line.objects.filter(sheet=sheet, verdict="SAME")
    assert {line.obligation_id for line in met} == {twins[0].pk} and not any(line.cells for line in met)


def _books(cast: Cast) -> None:
    """Lines of many looks: kinds whose words go on in the subject, a secret one by number, one withdrawn, days that differ."""
    for n, over in enumerate(
        ({}, {"kind": "Công văn", "so_ky_hieu": "2-CV/ĐUK", "title": "Báo cáo năm, \"về việc\" khác"},
         {"title": "thanh tra việc thu, chi"}, {"kind": "Loại lạ", "so_ky_hieu": ""}, {"issued_on": None, "urgency": "Khẩn"}), 1
    ):  # fmt: skip
        an_entry(cast, str(n), **{"title": f"Về việc số {n}", **over})
    stub = {"register": cast.incoming, "level": "", "number": "9-CV", "by": cast.clerk, "at": AT, "on": TODAY}
    register_stub(**stub)  # type: ignore[arg-type]
    withdraw(entry=an_entry(cast, "8"), reason="vào nhầm", by=cast.office, at=AT)
    for n in ("1", "2"):
        told = fields(n, kind="Kế hoạch", so_ky_hieu="", title=f"phối hợp {n}", issued_on=date(2026, 11, 20))
        issue(register=cast.outgoing, fields=told, by=cast.clerk, at=AT, on=TODAY)


@pytest.mark.parametrize("form", FORMS)
def test_a_register_comes_back_and_each_of_its_lines_is_there(cast: Cast, form: str) -> None:
    _books(cast)
    client = client_of(cast, "clerk")
    with clock(AT):
        for book, lines in ((cast.incoming, 7), (cast.outgoing, 2)):
            file = client.get(reverse("register_page", args=[book.public_id]), {"as": form}).content
            sheet = send(client, book, file, f"so.{form}", "BOOK")
            assert _differing(sheet) == {"SAME": lines}, [line.said for line in sheet.lines.filter(verdict="WRONG")]
            assert sheet.lines.exclude(entry=None).count() == lines


def test_a_register_that_was_taken_out_fills_an_empty_one(cast: Cast) -> None:
    """Another installation, a register that was lost: numbers, days, kinds and subjects as they were, no kind told twice."""
    for n in ("1", "2"):
        told = fields(n, kind="Kế hoạch", so_ky_hieu="", title=f"Về công tác {n}", issued_on=date(2026, 11, 20))
        issue(register=cast.outgoing, fields=told, by=cast.clerk, at=AT, on=TODAY)
    client = client_of(cast, "clerk")
    empty = open_register(unit=cast.board, direction="OUT", name="Sổ đi", series="2026", by=cast.setup, at=AT, from_on=BEGAN)  # fmt: skip
    cast.people["board_clerk"] = a_person(cast, "board_clerk", "Vi Thị Ngà", cast.board, "VAN_THU")
    with clock(AT):
        file = client.get(reverse("register_page", args=[cast.outgoing.public_id]), {"as": "xlsx"}).content
        sheet = send(client_of(cast, "board_clerk"), empty, file, "so.xlsx", "BOOK")
        assert _differing(sheet) == {"NEW": 2}
        confirm(sheet=sheet, by=cast.people["board_clerk"], at=AT)
        work()

    def told_of(book: Register) -> list[object]:
        names = ("number__number", "on", "paper__issued_on", "paper__kind", "paper__title", "paper__so_ky_hieu")
        return list(Entry.objects.filter(register=book).order_by("number__number").values_list(*names))

    assert told_of(empty) == told_of(cast.outgoing)


def test_who_may_not_take_in_units_is_not_sent_there_and_an_old_year_s_register_is_opened_first(cast: Cast) -> None:
    clerk, admin = client_of(cast, "clerk"), client_of(cast, "admin")
    with clock(AT):
        listed = [client.get(reverse("imports")).content.decode() for client in (clerk, admin)]
        form = clerk.get(reverse("take_sheet")).content.decode()
    assert [reverse("units_import") in page for page in listed] == [False, True]
    assert "sổ của năm cũ thì mở sổ ấy trước" in form and f'href="{reverse("open_register")}"' in form
