"""Quy tắc nạp — heads with and without dấu, cells as offices write them, rows against what is here. Plain values."""

from __future__ import annotations

from datetime import date
from unicodedata import normalize

import pytest

from dondoc.importing.book_rules import judge_book
from dondoc.importing.columns import find_heads, guess, signature
from dondoc.importing.naming import kind_of, split
from dondoc.importing.rules import Duty, Given, Known, Named, Source, Written
from dondoc.importing.task_rules import judge_task
from dondoc.importing.values import Cells

pytestmark = pytest.mark.library
TODAY = date(2026, 11, 24)
D = date(2026, 12, 15)


@pytest.mark.parametrize(
    ("kind", "heads", "found"),
    [
        ("TASKS", ["STT", "NỘI DUNG NHIỆM VỤ", "Chủ trì", "Hạn", "Số ký hiệu"], {1: "text", 2: "unit", 3: "due", 4: "so_ky_hieu"}),
        ("TASKS", ["noi dung cong viec", "Đơn vị chủ trì thực hiện", "don vi phoi hop"], {0: "text", 1: "unit", 2: "partners"}),
        ("TASKS", ["Nội dung", "Nhiệm vụ", "Lỗi: Chủ trì", "Chủ trì"], {0: "text", 3: "unit"}),
        ("INCOMING", ["Ngày đến", "Số đến", "Tác giả", "Trích yếu nội dung văn bản"], {0: "on", 1: "number", 2: "issuer", 3: "title"}),
        ("OUTGOING", ["Số", "Ngày ký", "Trích yếu"], {0: "number", 1: "on", 2: "title"}),
        ("OUTGOING", ["Ngày ký", "Ngày phát hành", "TÊN LOẠI VÀ TRÍCH YẾU"], {0: "issued_on", 1: "on", 2: "kind_title"}),
        ("INCOMING", ["Số", "Số đến", "Ngày đến", "Trích yếu"], {0: "so_ky_hieu", 1: "number", 2: "on", 3: "title"}),
        ("INCOMING", ["Ngày đến", "Số", "Số, ký hiệu", "Tên loại và trích yếu nội dung văn bản"], {0: "on", 1: "number", 2: "so_ky_hieu", 3: "kind_title"}),
        ("TASKS", ["A", "B"], {}),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_heads(kind: str, heads: list[str], found: dict[int, str]) -> None:
    assert guess(heads, kind) == found


def test_heads_are_found_below_a_title_and_known_again_whatever_our_copy_added() -> None:
    lines = [["BẢNG GIAO VIỆC", ""], [], ["TT", "Việc", "Chủ trì"], ["1", "Nhiệm vụ", "Chủ trì"]]
    assert find_heads(lines, "TASKS") == 2
    assert find_heads([["Nội dung", "x"]], "TASKS") is None
    assert signature(["Việc", "Chủ trì"], "TASKS") == signature(["VIEC", "Lỗi: Việc", "Chủ  trì"], "TASKS")
    assert signature(["Việc", "Chủ trì"], "TASKS") != signature(["Chủ trì", "Việc"], "TASKS")


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [("12-KH/ĐU", "Kế hoạch"), ("2-CTr/ĐU", "Chương trình"), ("05-QĐ/ĐU", "Quyết định"), ("12/SNV", "Văn bản"), ("", "Văn bản")],
)  # fmt: skip
def test_a_symbol_says_the_plainest_kind(symbol: str, kind: str) -> None:
    assert kind_of(symbol) == kind


@pytest.mark.parametrize(
    ("words", "symbol", "kind", "title"),
    [
        ("Kết luận về công tác cán bộ", "05-KL/ĐUK", "Kết luận", "về công tác cán bộ"),
        (normalize("NFD", "KẾT LUẬN Về công tác"), "", "Kết luận", normalize("NFD", "Về công tác")),
        ("Chương trình hành động: thực hiện Nghị quyết", "3-CTr/ĐU", "Chương trình hành động", "thực hiện Nghị quyết"),
        ("Kết luận thanh tra việc thu, chi", "7-KL/ĐU", "Kết luận", "thanh tra việc thu, chi"),  # a kind of the State's
        ("Báo cáo tình hình quý I", "12-CV/ĐU", "", "Báo cáo tình hình quý I"),  # the subject of a công văn
        ("Công văn Báo cáo tình hình", "12-CV/ĐU", "Công văn", "Báo cáo tình hình"),
        ("V/v góp ý dự thảo", "12/SNV", "", "V/v góp ý dự thảo"),
        ("Văn bản góp ý", "12/SNV", "Văn bản", "góp ý"),
        ("Thông báo", "2-TB/ĐU", "Thông báo", "Thông báo"),
    ],
)  # fmt: skip
def test_kind_and_subject_of_one_cell(words: str, symbol: str, kind: str, title: str) -> None:
    assert split(words, symbol) == (kind, title)


@pytest.mark.parametrize(
    ("words", "day", "recurs"),
    [
        ("15/12/2026", D, ""), ("15-12-26", D, ""), ("2026-12-15", D, ""), ("trước 15/12/2026", D, ""),
        ("12/2026", date(2026, 12, 31), ""), ("Quý IV/2026", date(2026, 12, 31), ""), ("Hằng tháng", None, "FREQ=MONTHLY"),
        ("Thường xuyên", None, ""), ("-", None, ""), ("chưa có hạn", None, ""),
    ],
)  # fmt: skip
def test_a_due_day_is_read_as_offices_write_it(words: str, day: date | None, recurs: str) -> None:
    cells = Cells({"due": words}, TODAY)
    due = cells.due("due", None)
    assert (due.on, due.recurs, cells.said) == (day, recurs, {})


@pytest.mark.parametrize(
    ("words", "day", "recurs"),
    [
        ("30/6", date(2025, 6, 30), ""), ("trước 05/01", date(2026, 1, 5), ""), ("Quý I", date(2025, 3, 31), ""),
        ("Quý I/2024", date(2024, 3, 31), ""), ("tháng 3 hằng năm", None, "FREQ=YEARLY;BYMONTH=3"),
        ("6 tháng một lần, lần đầu trước ngày 30/6", None, "FREQ=MONTHLY;INTERVAL=6;DTSTART=20250630"),
    ],
)  # fmt: skip
def test_a_due_without_its_year_is_counted_from_the_papers_day(words: str, day: date | None, recurs: str) -> None:
    """Whenever it is looked at; a year of its own stands, be it before the paper's."""
    for today in (TODAY, date(2027, 7, 1)):
        cells = Cells({"due": words}, today)
        due = cells.due("due", date(2025, 1, 10))
        assert (due.on, due.recurs, cells.said) == (day, recurs, {})


def test_where_no_paper_tells_the_year_the_cell_must() -> None:
    for words, told in (("30/6", "không ghi năm"), ("Quý I", "không ghi năm"), ("sớm", "Không hiểu hạn")):
        cells = Cells({"due": words}, TODAY)
        assert cells.due("due", None).on is None
        assert told in cells.said["due"][1]
    assert Cells({"due": "Quý I/2026"}, TODAY).due("due", None).on == date(2026, 3, 31)
    assert Cells({"due": "Hằng năm, trong tháng 3"}, TODAY).due("due", None).recurs == "FREQ=YEARLY;BYMONTH=3"


@pytest.mark.parametrize("numbered", [False, True])
def test_the_day_of_the_paper_is_known_here_where_the_sheet_does_not_tell_it(numbered: bool) -> None:
    row = ROW | {"due": "Quý I", "unit": "Ban B"} | ({"nv": "NV-7/2026"} if numbered else {})
    duty = Duty(
        7, "", None, False, text="Báo cáo", nv="NV-7/2026", paper="1-KL/ĐUB", entry=9, issued_on=date(2025, 1, 10)
    )
    source = Source(9, date(2025, 1, 10), True, {"Báo cáo": (duty,)})
    cells = Cells(row, TODAY)
    judged = judge_task(cells, _known(sources={"1 kl dub": [source]}, numbered={"nv 7 2026": (duty,)}))
    assert judged.task is not None and judged.task.due.on == date(2025, 3, 31)
    assert cells.said == {"due": ("read", "Hiểu là 31/03/2025.")}


@pytest.mark.parametrize("words", ["31/02/2026", "sớm", "#REF!", "13/25/2026"])
def test_what_is_no_day_is_an_error_of_its_cell(words: str) -> None:
    cells = Cells({"due": words}, TODAY)
    cells.due("due", None)
    assert cells.is_wrong


def _known(*duties: tuple[str, Duty], **over: object) -> Known:
    units = {"ban a": [Named(1, "Ban A", True)], "ban b": [Named(2, "Ban B", True)], "so c": [Named(3, "Sở C", False)],
             "hai": [Named(4, "Hai", True), Named(5, "Hai", True)], "ban a b": []}  # fmt: skip
    facts: dict[str, object] = {
        "units": lambda name: units.get(name.casefold().replace("sở", "so"), []), "near": lambda name: "Ban A" if "ban" in name.casefold() else "",
        "sources": {"1 kl dub": [Source(9, date(2026, 1, 2), True, {text: (duty,) for text, duty in duties})]}, "issuers": lambda name: name == "Cấp trên",
    }  # fmt: skip
    return Known(**{**facts, **over})  # type: ignore[arg-type]


ROW = {"text": "Báo cáo", "unit": "Ban A", "due": "15/12/2026", "so_ky_hieu": "1-KL/ĐUB"}
HERE = ("Báo cáo", Duty(7, "tờ trình", D, False, (Given(1, D),), is_held=True))
BARE = ("Báo cáo", Duty(7, "", D, False, (Given(1, D),)))
ENDED = ("Báo cáo", Duty(7, "", D, True))


@pytest.mark.parametrize(
    ("over", "duties", "verdict", "at"),
    [
        ({}, (), "NEW", []),
        ({}, (HERE,), "SAME", []),
        ({"product": "Báo cáo"}, (HERE,), "CHANGED", ["product"]),
        ({"due": "20/12/2026"}, (HERE,), "SAME", ["due"]),  # said, not changed: a due day has its own act
        ({"unit": "Ban B"}, (HERE,), "NEW", []),  # another unit of the same duty
        ({"unit": "Ban B", "due": "20/12/2026"}, (HERE,), "WRONG", ["due"]),
        ({"state": "Đã xong"}, (), "WARNED", ["state"]),
        ({"state": "Đã xong", "done_on": "12/05/2026"}, (), "WARNED", ["state"]),
        ({"state": "", "done_on": "12/05/2026"}, (), "WARNED", ["state"]),
        ({"state": "Đang làm", "done_on": "12/05/2026"}, (), "WARNED", ["done_on"]),
        ({"state": "", "done_on": "12/05/2031"}, (), "WRONG", ["done_on"]),
        ({"state": "Đã xong"}, (ENDED,), "SAME", []),
        ({"state": "Đã xong", "unit": "Ban B"}, (HERE,), "WARNED", ["state"]),  # its share; the duty stays open
        ({"product": "Báo cáo", "unit": "Ban B"}, (HERE,), "WRONG", ["product"]),  # the duty has another, of all its units
        ({"product": "Báo cáo", "unit": "Ban B"}, (BARE,), "NEW", ["product"]),
        ({"due": "30/6"}, (), "NEW", ["due"]),  # the year is the paper's: said beside it
        ({"due": "Quý IV/2026"}, (HERE,), "SAME", ["due"]),
        ({}, (ENDED,), "WRONG", ["text"]),
        ({"state": "treo"}, (), "WARNED", ["state"]),
        ({"state": "đã rút"}, (), "WRONG", ["state"]),
        ({"unit": "Ban X"}, (), "WRONG", ["unit"]),
        ({"unit": "Sở C"}, (), "WRONG", ["unit"]),  # not below the unit that assigns
        ({"unit": "Hai"}, (), "WRONG", ["unit"]),
        ({"text": "", "due": "sớm", "unit": ""}, (), "WRONG", ["due", "text", "unit"]),  # all errors at once
        ({"partners": "Ban B; Sở C"}, (), "NEW", []),
        ({"partners": "Ban B, Ban Z"}, (), "WRONG", ["partners"]),
        ({"so_ky_hieu": ""}, (), "WRONG", ["so_ky_hieu"]),
        ({"so_ky_hieu": "2-KL/ĐUB"}, (), "WRONG", ["so_ky_hieu"]),  # not here, and nobody says whose it is
        ({"so_ky_hieu": "2-KL/ĐUB", "issuer": "Cấp trên", "issued_on": "01/02/2026"}, (), "CREATES", ["so_ky_hieu"]),
        ({"so_ky_hieu": "2-KL/ĐUB", "issuer": "Mới", "issued_on": "01/02/2026"}, (), "CREATES", ["issuer", "so_ky_hieu"]),
        ({"issued_on": "03/01/2026"}, (), "WRONG", ["issued_on"]),  # the same number of the same year, another day
        ({"issued_on": "01/01/2027"}, (), "WRONG", ["issued_on", "so_ky_hieu"]),
    ],
)  # fmt: skip
def test_a_task_against_what_is_here(over: dict[str, str], duties: tuple, verdict: str, at: list[str]) -> None:
    cells = Cells({**ROW, **over}, TODAY)
    assert (judge_task(cells, _known(*duties)).verdict, sorted(cells.said)) == (verdict, at)


GIVEN, OVER = Given(1, D), Given(1, D, is_over=True)
TWIN = {"text": "Báo cáo", "paper": "1-KL/ĐUB", "entry": 9}
ONE, TWO = Duty(7, "", D, False, (), nv="NV-7/2026", **TWIN), Duty(8, "", D, False, (GIVEN,), nv="NV-8/2026", **TWIN)  # type: ignore[arg-type]
HIDDEN = Duty(
    9, "", D, False, (Given(30, D, "chi bo xa"),), nv="NV-7/2026", is_own=False, text="Việc xa", paper="2-CV/X"
)


@pytest.mark.parametrize(
    ("over", "verdict", "met", "at"),
    [
        ({}, "SAME", 8, []),  # two of the same words, one is given to this unit
        ({"unit": "Ban B"}, "WRONG", None, ["text"]),  # none is: which of the two?
        ({"product": "Kế hoạch"}, "CHANGED", 8, ["product"]),
        ({"unit": "Ban B", "nv": "NV-7/2026"}, "NEW", None, []),
        ({"nv": "NV-8/2026"}, "SAME", 8, []),
        ({"nv": "NV-7/2026"}, "NEW", None, []),  # the number goes before the words
        ({"nv": "NV-70/2026"}, "WRONG", None, ["nv"]),
        ({"nv": "12"}, "SAME", 8, []),  # an office's own count
        ({"nv": "NV-8/2026", "text": "Khác"}, "WRONG", None, ["text"]),
        ({"nv": "NV-8/2026", "so_ky_hieu": "9-KL/ĐUB"}, "WRONG", None, ["so_ky_hieu"]),
        ({"nv": "NV-7/2026", "text": "Việc xa", "unit": "Chi bộ xa", "so_ky_hieu": "2-CV/X"}, "SAME", 9, []),
        ({"nv": "NV-7/2026", "text": "Việc xa", "so_ky_hieu": "2-CV/X"}, "WRONG", None, ["unit"]),  # no right to lay it there
        ({"nv": "NV-7/2026", "text": "Việc xa", "unit": "Chi bộ xa", "product": "x", "so_ky_hieu": ""}, "WRONG", None, ["product"]),
    ],
)  # fmt: skip
def test_which_duty_a_row_means(over: dict[str, str], verdict: str, met: int | None, at: list[str]) -> None:
    cells = Cells({**ROW, **over}, TODAY)
    known = _known(
        numbered={"nv 7 2026": (ONE, HIDDEN), "nv 8 2026": (TWO,)},
        sources={"1 kl dub": [Source(9, date(2026, 1, 2), True, {"Báo cáo": (ONE, TWO)})]},
    )
    judged = judge_task(cells, known)
    assert (judged.verdict, judged.here, sorted(cells.said)) == (verdict, met, at)


@pytest.mark.parametrize(
    ("state", "given", "verdict", "at"),
    [
        ("đã rút hoặc trả lại", (OVER,), "SAME", []),
        ("đã rút hoặc trả lại", (OVER, GIVEN), "SAME", []),
        ("đã rút hoặc trả lại", (), "WRONG", ["state"]),
        ("đang làm", (OVER,), "WARNED", ["unit"]),  # laid again only where a person has seen it
        ("xong muộn", (GIVEN,), "SAME", []),
        ("đã xong", (OVER,), "SAME", []),  # came in done, beside others
    ],
)
def test_a_share_that_was_withdrawn(state: str, given: tuple[Given, ...], verdict: str, at: list[str]) -> None:
    cells = Cells({**ROW, "state": state}, TODAY)
    judged = judge_task(cells, _known(("Báo cáo", Duty(7, "", D, False, given))))
    assert (judged.verdict, sorted(cells.said)) == (verdict, at)


def test_a_task_that_is_done_needs_who_may_end_it() -> None:
    cells = Cells({**ROW, "state": "Xong"}, TODAY)
    assert judge_task(cells, _known(may_end=False)).verdict == "WRONG"
    beside = Cells({**ROW, "state": "Xong", "unit": "Ban B"}, TODAY)
    assert judge_task(beside, _known(HERE, may_end=False)).verdict == "WRONG"


LINE = {"number": "07", "on": "05/01/2026", "issuer": "Cấp trên", "so_ky_hieu": "3-CV/X", "issued_on": "04/01/2026", "title": "Về việc"}  # fmt: skip
THERE = Written("3-CV/X", date(2026, 1, 4), "Ve viec", "Cấp trên", date(2026, 1, 5), "Công văn")
STUB = Written("", None, "(không ghi trích yếu)", "Đảng ủy", date(2026, 1, 5), "Văn bản mật", is_stub=True)


@pytest.mark.parametrize(
    ("over", "there", "verdict", "at"),
    [
        ({}, {}, "NEW", []),
        ({}, {7: THERE}, "SAME", []),
        ({"title": "Khác"}, {7: THERE}, "WRONG", ["title"]),
        ({"title": "", "kind_title": "Công văn Về việc"}, {7: THERE}, "SAME", []),
        ({"title": "", "kind_title": "Về việc"}, {7: THERE}, "SAME", []),
        ({"title": "", "kind_title": "Kết luận Về việc"}, {7: THERE}, "WRONG", ["kind_title"]),
        ({"issuer": "", "so_ky_hieu": "", "issued_on": "", "title": "", "kind_title": "Văn bản mật (không ghi trích yếu)"}, {7: STUB}, "SAME", []),
        ({}, {7: Written(is_line=False)}, "WRONG", ["number"]),
        ({}, {7: Written(is_line=False, is_free=True)}, "NEW", []),
        ({"number": "0"}, {}, "WRONG", ["number"]),
        ({"number": "999999"}, {}, "WRONG", ["number"]),
        ({"issued_on": "06/01/2026"}, {}, "WRONG", ["issued_on"]),
        ({"on": "25/11/2026"}, {}, "WRONG", ["on"]),
        ({"secrecy": "rất mật"}, {}, "WRONG", ["secrecy"]),
        ({"secrecy": "Tối mật"}, {}, "WRONG", ["secrecy"]),
        ({"secrecy": "Thường", "issuer": "Mới"}, {}, "CREATES", ["issuer"]),
    ],
)  # fmt: skip
def test_a_line_against_the_register(
    over: dict[str, str], there: dict[int, Written], verdict: str, at: list[str]
) -> None:
    cells = Cells({**LINE, **over}, TODAY)
    judged = judge_book(cells, _known(lines=there), outgoing=False, own_issuer="")
    assert (judged.verdict, sorted(cells.said)) == (verdict, at)
