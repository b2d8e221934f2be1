"""Hai cuộc kiểm tra bằng trình duyệt — each side goes from its own desk to the case, and does the one thing that waits.

(a) of a committee's units on one conclusion and four other papers, by the clock of a central body: one extension, one
explanation taken and one not, a request that cites what lies outside the scope, papers asked for and supplied, a unit merged, the remedy closed by who follows it up;
(b) of a cell abroad, by correspondence, on a phone, where the limit of time is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from dondoc.documents.models import Paper
from dondoc.inspecting.models import Case
from dondoc.journal.queries import verify
from dondoc.obligations.actions.assigning import assign
from tests.cast import AT, TODAY, Cast
from tests.inspecting.making import a_line, a_paper, a_team
from tests.making import an_entry, an_obligation
from tests.web.story import clock, evening

pytestmark = [pytest.mark.walk, pytest.mark.timeout(600)]
SIGNED_PAPER = {"words": "Bản giấy có chữ ký", "keeper": "Thư ký đoàn"}
BOTH_SIGNED = SIGNED_PAPER | {"signed_by_both": True}
OUTLINE = ("Tình hình đơn vị", "Quán triệt, học tập", "Kế hoạch thực hiện", "Kiến nghị")


@dataclass
class Walk:
    """Một cuộc đang đi — who sits at which screen, and the case they meet at."""

    site: Any
    widths: dict[str, int]
    case: Case | None = None
    screens: dict[str, Any] = field(default_factory=dict)

    def at(self, role: str) -> Any:
        if role not in self.screens:
            self.screens[role] = self.site(role, self.widths.get(role, self.widths[""]))
        return self.screens[role]

    def page(self, role: str) -> Any:
        return self.at(role).page

    def opened(self, role: str) -> Any:
        """The case, as this side sees it."""
        assert self.case is not None
        page = self.page(role)
        page.goto(f"{self.at(role).base}/inspections/{self.case.public_id}/")
        return page

    def next(self, role: str, verb: str, /, **said: Any) -> None:
        """From the desk, where it waits, by the one button that leads on."""
        page = self.page(role)
        page.goto(self.at(role).base)

        page.locator("#inspections a", has_text=str(self.case)).first.click()
        lead = page.locator("main a.button.primary")
        assert lead.inner_text() == verb
        lead.click()
        self.say(page, **said)

    def other(self, role: str, verb: str, /, row: str = "", **said: Any) -> None:
        """One of the other things one may do, or one of a row of the page."""
        page = self.opened(role)
        where = page.locator("main li", has=page.locator(".title", has_text=row)) if row else page.locator("main")
        where.locator("a", has_text=verb).first.click()
        self.say(page, **said)

    def say(self, page: Any, **said: Any) -> None:
        """Fill the form and send it; what is refused stays where it is, with its sentence."""
        for name, value in said.items():
            _fill(page, name, value)
        with page.expect_navigation():  # else a busy machine still shows the form that was sent
            page.click("form.form button.primary")
        errors = page.locator(".error").all_inner_texts()
        assert not errors, (page.url, errors)

    def refused(self, role: str, words: str, sentence: str, **said: Any) -> None:
        page = self.opened(role)
        page.locator("main a", has_text=words).first.click()
        for name, value in said.items():
            _fill(page, name, value)
        with page.expect_navigation():
            page.click("form.form button.primary")
        assert sentence in page.locator("main").inner_text()


def _fill(page: Any, name: str, value: Any) -> None:
    box = page.locator(f"[name={name}]").first
    kind = box.evaluate("e => e.type || e.tagName")
    if kind == "checkbox" and value is True:
        box.check()
    elif kind in ("radio", "checkbox"):
        for one in [value] if isinstance(value, str) else value:
            page.locator(f"[name={name}][value='{one}']").check()
    elif kind == "select-one":
        box.select_option(value)
    else:
        box.fill(value)


def a_directive(house: Cast, number: str) -> Paper:
    """Of which the board that leads has a part itself, and so knows it."""
    entry = an_entry(house, number)
    assign(obligation=an_obligation(house, entry), unit=house.board, due_on=date(2026, 12, 15), due_reason="Theo kế hoạch", by=house.leader, at=AT)  # fmt: skip
    return entry.paper


def the_case(house: Cast, walk: Walk, line: Any, papers: list[Paper], objects: list[Any]) -> None:
    """Proposed from the line of the programme, with its outline, submitted, decided."""
    page = walk.page("head")
    page.goto(f"{walk.at('head').base}/inspections/programmes/{line.programme.public_id}/")
    page.locator("main a", has_text="Đề xuất").click()
    numbers = "\n".join(paper.so_ky_hieu for paper in papers)
    walk.say(page, objects=[unit.public_id for unit in objects], examined_from="01/01/2023", examined_until="30/06/2026", papers=numbers)  # fmt: skip
    walk.case = Case.objects.get()
    page.wait_for_url(f"**/inspections/{walk.case.public_id}/")
    walk.other("head", "đề cương", rows="\n".join(OUTLINE))
    walk.next("head", "Trình quyết định, kế hoạch")
    decision, plan, team = a_paper(house), a_paper(house, "Kế hoạch"), a_team(house)
    page = walk.page("leader")
    page.goto(walk.at("leader").base)
    page.locator("#inspections a", has_text=str(walk.case)).first.click()
    page.locator("main a.button.primary").click()
    walk.say(page, decision=decision.so_ky_hieu, plan=plan.so_ky_hieu, team=team.public_id, starts="DEPLOYMENT")
    walk.case.refresh_from_db()


def deployed(house: Cast, walk: Walk, mark: str) -> None:
    """The team prepares, tells the inspected, declares, deploys."""
    walk.next("clerk", "Khai xung đột lợi ích", said="NONE")
    walk.next("deputy", "Khai xung đột lợi ích", said="NONE")
    assert walk.case is not None
    for _body in walk.case.bodies.all():
        walk.next("clerk", "Gửi quyết định, kế hoạch cho đối tượng")
    walk.next("clerk", "Đoàn chuẩn bị xong", **SIGNED_PAPER)
    walk.opened("clerk")
    walk.at("clerk").looks_well(f"{mark}-1-truoc-trien-khai")
    walk.next("clerk", "Triển khai quyết định", **BOTH_SIGNED)


def reported(walk: Walk, role: str, answers: dict[str, str], mark: str) -> None:
    """First from the figures there are; the rest row by row; what there is not is said."""
    page = walk.page(role)
    page.goto(walk.at(role).base)
    page.locator("#inspections a", has_text=str(walk.case)).first.click()
    page.locator("main a.button.primary").click()
    page.wait_for_url("**/self-report/**")
    page.click("text=Soạn báo cáo từ số liệu đã có")
    walk.say(page)
    assert "không có yêu cầu quán triệt nào" in page.locator("main").inner_text()
    page.locator("main a.button.primary").click()
    while page.locator("[name=is_none]").count():
        text = answers.get(page.locator("main .soft").first.inner_text().split(". ", 1)[-1], "")
        walk.say(page, **({"text": text} if text else {"is_none": True}))
    walk.at(role).looks_well(f"{mark}-2-tu-bao-cao-{role}")
    walk.next(role, "Gửi báo cáo cho đoàn", **SIGNED_PAPER)


def concluded(house: Cast, walk: Walk) -> None:
    """The team's report, the session, the notice, announced."""
    walk.next("deputy", "Trưởng đoàn ký báo cáo", **SIGNED_PAPER)
    walk.next("leader", "Ghi họp xem xét, kết luận", **SIGNED_PAPER)


def announced(house: Cast, walk: Walk, mark: str) -> None:
    walk.next("head", "Ghi dự thảo thông báo")
    notice = a_paper(house, "Thông báo", TODAY)
    walk.opened("leader")
    assert "Trước khi ký thông báo" in walk.page("leader").locator("main").inner_text()
    walk.next("leader", "Ghi thông báo kết luận", paper=notice.so_ky_hieu, monitor=house.board.public_id, remedy_report_on="15/01/2027")  # fmt: skip
    walk.next("clerk", "Công bố kết luận", **BOTH_SIGNED)
    walk.opened("clerk")
    walk.at("clerk").looks_well(f"{mark}-5-da-cong-bo")


def remedied(walk: Walk, role: str, mark: str) -> None:
    """Planned, taken, carried out, reported, confirmed by who follows it up."""
    walk.next(role, "Ghi biện pháp khắc phục", measure="Ban hành kế hoạch trong tháng, giao phó bí thư theo dõi")
    walk.next(role, "Gửi kế hoạch khắc phục")
    walk.next("head", "Nhận kế hoạch khắc phục")
    walk.next(role, "Báo cáo khắc phục một khuyết điểm", evidence="Kế hoạch số 12 đã ban hành")
    walk.next(role, "Báo cáo khắc phục")
    walk.opened(role)
    walk.at(role).looks_well(f"{mark}-6-da-bao-cao-khac-phuc")
    walk.next("head", "Xác nhận đã khắc phục", opinion="Kế hoạch đủ việc, đủ hạn")
    walk.next("head", "Xác nhận khắc phục")


def closed(walk: Walk) -> None:
    """What the dossier does not hold is said not to exist; then it is handed in, and the case ends."""
    page = walk.opened("clerk")
    while page.locator("#dossier p.under").count():
        left = page.locator("#dossier p.under").inner_text().removeprefix("Còn thiếu: ").split("; ")[0]
        page.locator("main a", has_text="Ghi tài liệu không có").first.click()
        page.locator("[name=what]").select_option(label=left)
        walk.say(page, reason="Không phát sinh")
        page = walk.opened("clerk")
    walk.next("clerk", "Nộp lưu hồ sơ")
    walk.next("head", "Kết thúc theo dõi", reason="Đã khắc phục xong")
    assert walk.case is not None
    walk.case.refresh_from_db()
    assert walk.case.state == "CLOSED"
    assert verify().broken is None


@pytest.mark.parametrize(
    "width", [pytest.param(1440, marks=pytest.mark.long), pytest.param(390, marks=pytest.mark.long)]
)
def test_a_conclusion_and_four_papers_are_inspected(site: Any, house: Cast, width: int) -> None:
    mark, walk = f"kiem-tra-{width}", Walk(site, {"": width})
    papers = [a_directive(house, number) for number in ("71", "72", "73", "74", "75")]
    with clock(AT):
        line = a_line(house, kind="KT_CHAP_HANH", level="central", lead=house.board)
        the_case(house, walk, line, papers, [house.cell, house.home])
        deployed(house, walk, mark)
        reported(walk, "doer", {"Tình hình đơn vị": "Chi bộ có 9 đảng viên"}, mark)
        reported(walk, "stranger", {"Kiến nghị": "Hướng dẫn sớm hơn"}, mark)
    with clock(evening(TODAY + timedelta(days=20))):
        _found_and_heard(house, walk, papers, mark)
        concluded(house, walk)
        _requested_within(house, walk)
        announced(house, walk, mark)
        walk.next("leader", "Giao yêu cầu thành nhiệm vụ")
        assert "Nhiệm vụ" in walk.opened("stranger").locator("#findings").inner_text()
        head = walk.opened("clerk").locator(".head").inner_text()
        assert house.home.listed in head and house.cell.listed not in head, "it is held by who still owes something"
        _merged(walk, house, width)
    with clock(evening(TODAY + timedelta(days=40))):
        remedied(walk, "doer", mark)
        closed(walk)


BOOK = "Sổ nghị quyết chi bộ năm 2026"
KEPT, TAKEN = "Ban hành kế hoạch chậm so với hạn của kết luận", "Chưa tổ chức quán triệt văn bản số 73"


def _found_and_heard(house: Cast, walk: Walk, papers: list[Paper], mark: str) -> None:
    assert walk.case is not None
    for _body in walk.case.bodies.all():
        walk.next("clerk", "Nhận báo cáo của đối tượng")
    walk.next("clerk", "Bắt đầu thẩm tra, xác minh")
    walk.other("clerk", "Ghi hạn chế, khuyết điểm", row=house.home.listed, text=KEPT, papers=[papers[0].public_id])
    walk.other("clerk", "Ghi hạn chế, khuyết điểm", row=house.cell.listed, text=TAKEN, papers=[papers[2].public_id])
    walk.other("clerk", "Yêu cầu cung cấp tài liệu", row=house.home.listed, text=BOOK, due_on="15/12/2026")
    walk.other("clerk", "Ghi sổ của đoàn", text="Làm việc với chi ủy, đã xem sổ nghị quyết")
    walk.next("stranger", "Cung cấp tài liệu", **SIGNED_PAPER)
    assert BOOK in walk.opened("clerk").locator("#requests").inner_text()
    assert KEPT not in walk.opened("stranger").locator("main").inner_text(), "a draft is not theirs before it is shared"
    walk.next("clerk", "Ghi dự thảo báo cáo", **SIGNED_PAPER)
    walk.other("leader", "Gia hạn", paper=a_paper(house).so_ky_hieu, more="30", reason="Chờ tài liệu của bên liên quan")
    assert "30" in walk.opened("clerk").locator("main").inner_text()
    walk.next("clerk", "Ghi hội nghị thông qua dự thảo", **BOTH_SIGNED)
    walk.next("stranger", "Giải trình", text="Chờ hướng dẫn của cấp trên")
    walk.next("doer", "Giải trình", text="Đã quán triệt ngày 12/11, biên bản kèm theo")
    walk.opened("doer")
    walk.at("doer").looks_well(f"{mark}-3-giai-trinh")
    walk.other("clerk", "Trả lời giải trình", row=KEPT, answered="KEPT", answer="Hướng dẫn đã có từ tháng 9")
    walk.other("clerk", "Trả lời giải trình", row=TAKEN, answered="ACCEPTED", answer="Biên bản cho thấy đã quán triệt")
    walk.opened("clerk")
    walk.at("clerk").looks_well(f"{mark}-4-da-tra-loi")


def _requested_within(house: Cast, walk: Walk) -> None:
    """What is asked of who was inspected; it may follow a directive that nobody looked at."""
    asked = {
        "ask": "Ban hành kế hoạch thực hiện kết luận",
        "due_on": "15/01/2027",
        "product": "Kế hoạch thực hiện kết luận",
        "cites": "35-NQ/TW ngày 22/10/2018",
    }
    walk.next("head", "Ghi yêu cầu khắc phục", owner=house.home.public_id, **asked)
    assert "35-NQ/TW" in walk.opened("head").locator("#findings").inner_text()


def _merged(walk: Walk, house: Cast, width: int) -> None:
    """The one that owes is merged into the other: what it owes goes with it."""
    office = walk.at("office")
    page = office.page
    page.goto(f"{office.base}/units/{house.home.public_id}/")
    page.locator(".head summary:has-text('Sắp xếp')").click()
    page.click("text=Sáp nhập, hợp nhất")
    for name, value in {"heir": house.cell.public_id, "number": "45-QĐ/ĐU", "decided_on": "20/11/2026", "issuer": house.root.name}.items():  # fmt: skip
        _fill(page, name, value)
    page.click("form.form button.primary")
    page.wait_for_selector("[name=seen]", state="attached")
    page.click(".bar button.primary")
    page.wait_for_url("**/reorganisations/**")


@pytest.mark.parametrize(
    "width", [pytest.param(1440, marks=pytest.mark.wide), pytest.param(390, marks=pytest.mark.long)]
)
def test_a_cell_abroad_is_inspected_by_correspondence(site: Any, house: Cast, width: int) -> None:
    mark, walk = f"kiem-tra-xa-{width}", Walk(site, {"": width, "doer": 390})
    paper = a_directive(house, "71")
    with clock(AT):
        line = a_line(house, kind="KT_CHAP_HANH", level="base", objects=[house.cell])
        the_case(house, walk, line, [paper], [house.cell])
        deployed(house, walk, mark)
        assert "chưa" in walk.opened("clerk").locator(".head").inner_text(), "no limit is known, and the page says so"
        reported(walk, "doer", {"Quán triệt, học tập": "8/9 đảng viên dự buổi học ngày 12/11"}, mark)
        walk.next("clerk", "Nhận báo cáo của đối tượng")
        walk.next("clerk", "Bắt đầu thẩm tra, xác minh")
        walk.other("clerk", "Yêu cầu cung cấp tài liệu", row=house.cell.listed, text=BOOK, due_on="15/12/2026")
        walk.opened("doer")
        walk.at("doer").looks_well(f"{mark}-2b-tai-lieu-duoc-yeu-cau")
        walk.other("doer", "Báo không có tài liệu", row=BOOK, reason="Chi bộ mới thành lập tháng 9/2026")
        walk.other("clerk", "Ghi hạn chế, khuyết điểm", row=house.cell.listed, text=KEPT, papers=[paper.public_id])
        walk.next("clerk", "Ghi dự thảo báo cáo", **SIGNED_PAPER)
        walk.next("clerk", "Ghi hội nghị thông qua dự thảo", **SIGNED_PAPER, unsigned_because="Họp trực tuyến, bản ký gửi sau")  # fmt: skip
        walk.next("doer", "Giải trình", declines=True)
        concluded(house, walk)
        walk.next(
            "head",
            "Ghi yêu cầu khắc phục",
            ask="Ban hành kế hoạch năm",
            owner=house.cell.public_id,
            due_on="15/01/2027",
            product="Kế hoạch",
        )
        announced(house, walk, mark)
        remedied(walk, "doer", mark)
        closed(walk)
