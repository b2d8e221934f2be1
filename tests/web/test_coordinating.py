"""Trang phối hợp — the matrix from the paper, asked and answered from the desk, counts that open their rows, who with whom, as of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dondoc.coordinating.actions import answering
from dondoc.coordinating.matrix import Line, Regulation
from dondoc.coordinating.models import Reply, Request
from dondoc.reorganising.actions.merging import merge
from dondoc.units.rules import Decision
from tests.cast import AT, TODAY, Cast, client_of
from tests.coordinating.making import CONTENT, a_line, a_regulation, a_request, reply_of
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)
SENT = date(2026, 11, 9)


def _trays(client: Client) -> dict[str, int]:
    trays = client.get(reverse("desk")).context["trays"]
    return {tray.key: tray.total for tray in trays if tray.key.startswith("coordinate")}


def test_the_pages_of_coordination(cast: Cast) -> None:
    office, head, above = client_of(cast, "office"), client_of(cast, "head"), client_of(cast, "above")
    row = _matrix(office, cast)
    line = Line.objects.get(number=1)
    page = reverse("coordination_regulation", args=[row.public_id])
    asked = _asked(head, cast, line, page)
    _answered(above, asked, cast)
    _figures(office, head, line)
    _as_of(head, page, asked)
    _who(client_of(cast, "leader"), cast)
    assert client_of(cast, "doer").get(page).status_code == 404, "whom no line names does not read it"
    assert "chưa áp dụng" in office.get(page + "?day=01/11/2026").content.decode()
    a_line(cast, row, from_on=TODAY)
    then = "?day=10/11/2026"
    (listed,) = office.get(reverse("coordination_regulations") + then).context["listing"].rows
    assert listed.n_lines == len(office.get(page + then).context["lines"]) == 2, "the list counts what the page shows"


def _matrix(office: Client, cast: Cast) -> Regulation:
    """From the registered paper, two lines: one with a time, one of which the paper names none."""
    paper = an_entry(cast, "81", kind="Quy chế", title="Quy chế phối hợp quản lý đảng viên").paper
    form = reverse("enter_coordination") + f"?paper={paper.public_id}"
    said = {"unit": cast.root.public_id, "paper": paper.so_ky_hieu, "from_on": "02/11/2026", "once": "a"}
    assert form in office.get(reverse("paper", args=[paper.public_id])).content.decode()
    assert office.get(form).context["form"].initial["paper"] == paper.so_ky_hieu
    page = office.post(form, said).url
    assert "Chưa có dòng nào" in office.get(page).content.decode()
    row = Regulation.objects.get()
    assert page in office.get(reverse("paper", args=[paper.public_id])).content.decode()
    add = reverse("add_coordination_line", args=[row.public_id])
    words = {
        "content": CONTENT, "level": "cấp cơ sở", "authority": cast.root.public_id, "responsible": cast.board.public_id,
        "partners": [cast.branch.public_id, cast.home.public_id], "amount": "5", "time_unit": "working_day",
        "counted_from": "RECEIVED", "provision": "", "from_on": "02/11/2026",
    }  # fmt: skip
    refused = office.post(add, {**words, "once": "b"})
    assert (refused.status_code, "điểm, khoản, điều" in refused.content.decode()) == (409, True), (
        "no time without its source"
    )
    office.post(add, {**words, "provision": "khoản 2 Điều 6", "once": "c"})
    open_ = {**words, "content": "Trao đổi thông tin", "amount": "", "time_unit": "", "once": "d"}
    office.post(add, open_)
    shown = office.get(page).content.decode()
    for word in (
        "5 ngày làm việc kể từ ngày nhận",
        "khoản 2 Điều 6",
        "văn bản không nêu",
        "cấp cơ sở",
        "Đảng ủy bộ phận NN-A; Chi bộ",
    ):
        assert word in shown, word
    change = reverse("replace_coordination_line", args=[Line.objects.get(number=2).public_id])
    assert office.get(change).context["form"].initial["content"] == "Trao đổi thông tin"
    assert office.post(change, {**open_, "content": "Trao đổi tình hình", "once": "e"}).status_code == 302
    shown = office.get(page).content.decode()
    assert "ghi nhầm" in shown, "replaced from its first day, the earlier never stood"
    end = reverse("end_coordination_line", args=[Line.objects.get(number=3).public_id])
    assert office.post(end, {"until_on": "24/11/2026", "reason": "", "once": "f"}).status_code == 422
    return row


def _asked(head: Client, cast: Cast, line: Line, page: str) -> Request:
    """By the line, from its page: the partners are ticked; on both desks until they answer."""
    form = reverse("ask_coordination") + f"?line={line.public_id}"
    assert form in head.get(page).content.decode()
    first = head.get(form).context["form"]
    assert set(first.initial["units"]) == {cast.branch.public_id, cast.home.public_id}
    assert cast.board.public_id not in dict(first.fields["units"].widget.choices), "nobody asks itself"
    assert "Để trống thì theo quy chế: 5 ngày làm việc" in str(first["due_on"].help_text)
    said = {"kind": "OPINION", "units": [cast.branch.public_id, cast.home.public_id], "text": "Cho ý kiến về danh sách",
            "on": "09/11/2026", "due_on": "", "due_reason": "", "paper": "", "once": "g"}  # fmt: skip
    assert head.post(form, {**said, "units": [], "once": "h"}).status_code == 422
    assert head.post(form, {**said, "due_on": "30/11/2026", "once": "i"}).status_code == 409, "by hand needs a reason"
    url = head.post(form, said).url
    assert "chưa nhận, nên chưa tính được hạn" in head.get(url).content.decode()
    assert (_trays(client_of(cast, "above")), _trays(client_of(cast, "stranger"))) == (
        {"coordinate": 1},
        {"coordinate": 1},
    )
    return Request.objects.get()


def _answered(above: Client, asked: Request, cast: Cast) -> None:
    """One answers and says when it got it; the other received and kept silent."""
    answering.receive(reply=reply_of(asked, cast.home), on=SENT, by=cast.stranger, at=AT)
    mine = reply_of(asked, cast.branch)
    url = reverse("answer_coordination", args=[mine.public_id])
    page = reverse("coordination_request", args=[asked.public_id])
    assert above.get(page).context["parts"][0].is_own
    assert "Chi bộ Vụ Hành chính" not in above.get(page).content.decode(), "who is asked sees its own part"
    assert (
        above.post(url, {"text": "Thống nhất danh sách", "on": "12/11/2026", "paper": "", "once": "j"}).status_code
        == 422
    )
    said = {"text": "Thống nhất danh sách", "on": "12/11/2026", "received_on": "10/11/2026", "paper": "", "once": "k"}
    assert above.post(url, said).url == page
    assert "Thống nhất danh sách" in above.get(page).content.decode()
    assert "Nhật ký</h2>" not in above.get(page).content.decode()
    assert _trays(above) == {}
    head = client_of(cast, "head")
    shown = head.get(page).content.decode()
    for word in (
        "trả lời đúng hạn",
        "chưa trả lời, đã quá hạn",
        "đếm từ",
        "Thống nhất danh sách",
        "Rút đề nghị phối hợp",
    ):
        assert word in shown, word
    assert _trays(head) == {"coordinate_silent": 1}
    assert "s-qua_han" in client_of(cast, "stranger").get(reverse("desk")).content.decode(), "its day is over"
    assert (
        above.post(
            reverse("receive_coordination", args=[mine.public_id]), {"on": "12/11/2026", "once": "l"}
        ).status_code
        == 409
    )


def _figures(office: Client, head: Client, line: Line) -> None:
    """Each figure leads to exactly the rows it counts."""
    for by in ("", "?by=line"):
        context = office.get(reverse("coordination_counts") + by).context
        for one in [*context["lines"], context["whole"]]:
            for figure in [one.asked, one.unsaid, *one.figures]:
                assert len(office.get(figure.url).context["listing"].rows) == figure.n, (one.name, figure)
    counts = head.get(reverse("coordination_counts")).content.decode()
    assert "2 lượt đề nghị, 1 chưa trả lời." in counts
    assert "Im lặng là chưa trả lời" in counts
    index = reverse("coordinating")
    found = {
        q: len(head.get(f"{index}?{q}").context["listing"].rows)
        for q in ("side=in", "side=out", "state=SILENT", "state=OPEN")
    }
    assert found == {"side=in": 0, "side=out": 2, "state=SILENT": 1, "state=OPEN": 0}
    for bogus in ("unit=abc", "line=abc"):
        assert not head.get(f"{index}?{bogus}").context["listing"].rows, "what is not seen is not everything"
    for form in ("xlsx", "print"):
        assert head.get(f"{index}?as={form}").status_code == 200
    assert line.requests.count() == 1


def _as_of(head: Client, page: str, asked: Request) -> None:
    """On the 10th nobody had answered, and of one no day was known."""
    then = head.get(reverse("coordination_counts") + "?day=10/11/2026").context["whole"]
    assert {one.standing: one.n for one in then.figures if one.n} == {"WAITING": 1, "OPEN": 1}
    shown = head.get(reverse("coordination_request", args=[asked.public_id]) + "?day=10/11/2026").content.decode()
    assert "Thống nhất danh sách" not in shown
    assert "Rút đề nghị" not in shown, "the past offers no acts"
    assert (
        "chưa có đề nghị này"
        in head.get(reverse("coordination_request", args=[asked.public_id]) + "?day=08/11/2026").content.decode()
    )
    assert "Trao đổi tình hình" in head.get(page + "?day=10/11/2026").content.decode()


def _who(leader: Client, cast: Cast) -> None:
    """Works with partners and lines: each cell of the grid opens what it counts; a work's page asks its partners."""
    url = reverse("coordination_map")
    assert leader.get(url).context["is_lines"], "no work is shared yet: the lines are opened"
    share = an_assignment(cast, upto="accepted", partners=[cast.home])
    grid = leader.get(url).context["grid"]
    cells = [cell for _unit, row in grid["rows"] for _partner, cell in row if cell]
    assert sum(cell.n for cell in cells) == 5
    assert grid["more"] == 0
    for cell in cells:
        assert sum(n for _word, n, _url, _now in leader.get(cell.url).context["ways"]) == cell.n
    assert CONTENT in leader.get(url + "?of=lines").content.decode()
    assert [n for _word, n, _url, _now in leader.get(url + "?with=abc").context["ways"]] == [0, 0]
    work = leader.get(reverse("assignment", args=[share.public_id])).content.decode()
    assert reverse("ask_coordination") + f"?assignment={share.public_id}" in work
    request = a_request(cast, cast.home, unit=cast.cell, assignment=share, by=cast.doer)
    withdraw = reverse("withdraw_coordination", args=[request.public_id])
    assert client_of(cast, "doer").post(withdraw, {"reason": "Gửi nhầm", "once": "m"}).status_code == 302
    assert Reply.objects.get(request=request).state == "WITHDRAWN"
    assert "đã rút" in leader.get(reverse("coordination_request", args=[request.public_id])).content.decode()
    outside = reverse("coordination_request", args=[a_request(cast, cast.khoi).public_id])
    (part,) = client_of(cast, "head").get(outside).context["parts"]
    assert (part.may_answer, part.is_own) == (True, False), "entered for a body outside, not one's own to answer"
    end = reverse("end_coordination", args=[Regulation.objects.get().public_id])
    assert leader.post(end, {"until_on": "24/11/2026", "reason": "Hết nhiệm kỳ", "once": "n"}).status_code == 302


def test_a_file_of_a_past_day_names_who_then_was_asked_as_its_page_does(cast: Cast) -> None:
    a_request(cast, cast.home, by=cast.head)
    merge(units=[cast.home], into=cast.cell, on=TODAY + DAY, decision=Decision("12-QĐ/ĐU"), by=cast.admin, at=AT + DAY)
    leader, then = client_of(cast, "leader"), reverse("coordinating") + "?day=24/11/2026"
    for name, seen in ((cast.home.listed, True), (cast.cell.listed, False)):
        assert (name in leader.get(then).content.decode()) is seen
        assert (name in leader.get(then + "&as=csv").content.decode()) is seen


@pytest.mark.table
def test_the_pages_ask_as_much_at_many_rows_as_at_two(cast: Cast) -> None:
    """Requests by lines, for works and by themselves, with papers; lines of one matrix; works with partners."""
    head, row, entry = client_of(cast, "head"), a_regulation(cast), an_entry(cast, "83")
    pages = [
        reverse(name)
        for name in ("coordinating", "coordination_counts", "coordination_map", "coordination_regulations")
    ]
    pages += [reverse("coordination_counts") + "?by=line", reverse("coordination_map") + "?of=lines"]
    pages += [reverse("coordination_regulation", args=[row.public_id])]

    def more(times: int) -> dict[str, int]:
        for _n in range(times):
            line = a_line(cast, row)
            share = an_assignment(cast, obligation=an_obligation(cast, entry), unit=cast.board, partners=[cast.home])
            a_request(cast, cast.home, cast.branch, line=line, paper=entry.paper, by=cast.leader)
            a_request(cast, cast.home, assignment=share, by=cast.leader)
            a_request(cast, cast.khoi)
        found = {}
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                assert head.get(page).status_code == 200
            found[page] = len(asked)
        return found

    head.get("/")
    few = more(2)
    assert more(15) == few
    assert max(few.values()) <= 20, few
