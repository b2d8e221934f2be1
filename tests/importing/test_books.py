"""Nạp sổ văn bản — the lines of an old register keep their numbers, and the register goes on after them."""

from __future__ import annotations

import pytest

from dondoc.documents.actions.registering import issue
from dondoc.documents.lifecycle import EntryState
from dondoc.documents.models import Entry, NumberState, RegisterNumber
from dondoc.importing.actions.looking import say_columns
from dondoc.importing.actions.writing import confirm
from dondoc.importing.models import counts
from tests.cast import AT, TODAY, Cast
from tests.importing.making import looked_at, work
from tests.making import fields

pytestmark = pytest.mark.acts
IN = """Ngày đến;Số đến;Tác giả;Số, ký hiệu;Ngày tháng;Tên loại và trích yếu nội dung;Độ mật
05/01/2026;3;Đảng ủy Khối Thử nghiệm;7-CV/ĐUK;03/01/2026;Về việc báo cáo tháng;
04/01/2026;1;Huyện ủy Cầu Vồng;12-BC/HU;02/01/2026;Báo cáo năm;
06/01/2026;x;Đảng ủy Khối Thử nghiệm;9-CV/ĐUK;03/01/2026;Về việc khác;
06/01/2026;4;Đảng ủy Khối Thử nghiệm;10-CV/ĐUK;09/01/2026;Ngày ngược;Thường
"""


def test_an_old_register_is_entered_under_its_own_numbers(cast: Cast) -> None:
    sheet = looked_at(cast, IN.encode("utf-8-sig"), "INCOMING")
    say_columns(sheet=sheet, columns=sheet.field_at(), defaults={"filed": "x"}, by=cast.clerk, at=AT)
    work()
    assert counts(sheet) == {"NEW": 1, "CREATES": 1, "WRONG": 2}
    confirm(sheet=sheet, by=cast.clerk, at=AT)
    work()
    lines = Entry.objects.for_list().order_by("number__number")
    assert [(e.number.number, e.paper.so_ky_hieu, e.paper.kind, f"{e.on:%d/%m}") for e in lines] == [
        (1, "12-BC/HU", "Báo cáo", "04/01"), (3, "7-CV/ĐUK", "Công văn", "05/01"),
    ]  # fmt: skip
    assert {line.state for line in lines} == {EntryState.FILED}  # thousands of old lines do not wait on the desk
    gap = RegisterNumber.objects.get(register=cast.incoming, number=2)
    assert gap.state == NumberState.BEFORE and gap.reason  # every number is accounted for
    cast.incoming.refresh_from_db()
    assert cast.incoming.next_number == 4
    again = looked_at(cast, IN.replace("Báo cáo năm", "Báo cáo quý").encode(), "INCOMING")
    assert counts(again) == {"SAME": 1, "WRONG": 3}
    told = [said for line in again.lines.filter(place=3) for said in line.said.values()]
    assert told == [["error", "Sổ đang ghi: Báo cáo năm. Sửa ở trang văn bản; bảng không sửa dòng đã ghi."]]


def test_an_outgoing_register_goes_on_after_its_last_number(cast: Cast) -> None:
    book = (
        "Số,Ngày ban hành,Số ký hiệu,Trích yếu\n12,05/03/2026,12-KH/ĐU,Kế hoạch tháng 3\n11,04/03/2026,,Kế hoạch tuần\n"
    )
    sheet = looked_at(cast, book.encode(), "OUTGOING", register=cast.outgoing)
    confirm(sheet=sheet, by=cast.clerk, at=AT)
    work()
    assert sorted(Entry.objects.values_list("number__number", "paper__so_ky_hieu")) == [
        (11, "11-KH/ĐU"),
        (12, "12-KH/ĐU"),
    ]
    after = issue(register=cast.outgoing, fields=fields(kind="Kế hoạch", number=""), by=cast.clerk, at=AT, on=TODAY)
    assert after.number.number == 13
    assert counts(looked_at(cast, book.encode(), "OUTGOING", register=cast.outgoing)) == {"SAME": 2}


def test_the_usual_form_of_an_outgoing_register_has_its_number_in_the_symbol(cast: Cast) -> None:
    book = "Số, ký hiệu văn bản;Ngày, tháng văn bản;Tên loại và trích yếu nội dung\n07-KH/ĐU;05/03/2026;KẾ HOẠCH về công tác quý II\nKH/ĐU;06/03/2026;Kế hoạch khác\n"
    sheet = looked_at(cast, book.encode(), "OUTGOING", register=cast.outgoing)
    assert counts(sheet) == {"NEW": 1, "WRONG": 1}
    confirm(sheet=sheet, by=cast.clerk, at=AT)
    work()
    names = ("number__number", "paper__so_ky_hieu", "paper__kind", "paper__title")
    assert Entry.objects.values_list(*names).get() == (7, "07-KH/ĐU", "Kế hoạch", "về công tác quý II")
