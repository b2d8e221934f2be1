"""Kiểm tra, giám sát ở cơ quan mẫu — a programme of the year, a team, one case waiting for its report, one heard in draft, one remedied."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from dondoc.documents.actions.registering import issue
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Paper, Register
from dondoc.documents.rules import Fields
from dondoc.inspecting.actions import (
    asking,
    concluding,
    deciding,
    finding,
    freezing,
    noting,
    preparing,
    programming,
    proposing,
    remedying,
    reporting,
    teaming,
    watching,
    working,
)
from dondoc.inspecting.models import Case
from dondoc.inspecting.programmes import InspectionProgramme
from dondoc.inspecting.queries import debts_of, missing
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.statistics import forms
from dondoc.inspecting.teams import Team
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

BEGAN, SIGNED, TOLD, DEPLOYED, HEARD = date(2026, 1, 15), 24, 22, 12, 2  # but the first: days ago
EARLIER = 90  # days: the round before, whose case waits to be closed
TEAM = (("HEAD", "phobithu"), ("MEMBER", "chuyenvien.bnn"), ("SECRETARY", "chuyenvien.ubkt"))
OUTLINE = (
    "Đặc điểm tình hình",
    "Lãnh đạo, chỉ đạo, quán triệt",
    "Kế hoạch đã ban hành, kết quả từng nội dung",
    "Kiến nghị",
)
KEPT = Doc(words="Bản có chữ ký", keeper="Thư ký đoàn")
BOTH = Doc(words="Biên bản có chữ ký hai bên", keeper="Thư ký đoàn", signed_by_both=True)


def load_inspections(house: House, today: date) -> None:
    """Nạp chương trình, đoàn và ba cuộc — one by a rule whose figure is known, one by a rule whose figure is not, one of the round before."""
    from dondoc.demo.load import moment

    leader, book = house.actors["bithu"], _book(house)
    programme = programming.adopt_programme(
        unit=house.units["du"], paper=_paper(house, book, "Chương trình", "Kiểm tra, giám sát năm 2026", BEGAN),
        name="Chương trình kiểm tra, giám sát", level="above_base", from_on=date(2026, 1, 1), until_on=date(2026, 12, 31), by=leader, at=moment(BEGAN),
    )  # fmt: skip
    _remedied(house, book, today - timedelta(days=EARLIER), programme)
    waiting = _case(
        house, today, programme, "KT_CHAP_HANH", "cb-a03", "Lãnh đạo thực hiện nghị quyết về công tác đảng ngoài nước"
    )
    heard = _case(house, today, programme, "KT_NV_CHUYEN_MON", "cb-khtc", "Quản lý, sử dụng kinh phí hoạt động đảng")
    programming.add_line(programme=programme, kind="GS_CHUYEN_DE", content="Việc giữ chế độ sinh hoạt chi bộ ngoài nước", objects=[house.units["cb-b02"], house.units["cb-b04"]],
                         lead=house.units["ubkt"], when_from=date(2026, 12, 1), when_until=date(2026, 12, 31), by=leader, at=moment(BEGAN))  # fmt: skip
    programming.tell_programme(programme=programme, on=BEGAN, by=leader, at=moment(BEGAN))
    _open(house, book, today, [waiting, heard])
    _report(house, waiting, "bithu.a03", today, whole=False)
    _report(house, heard, "bithu.khtc", today, whole=True)
    _ask(house, waiting, heard, today)
    _hear(house, heard, today)
    _watch(house, book, today)
    _freeze(house, today)


def _book(house: House) -> Register:
    from dondoc.demo.load import moment

    return open_register(unit=house.units["du"], direction="OUT", name="Sổ đi: kiểm tra, giám sát", series="2026", suffix="-KT/ĐU",
                         from_on=date(2026, 1, 1), by=Actor.setup(BEGAN), at=moment(date(2026, 1, 1)))  # fmt: skip


def _paper(house: House, book: Register, kind: str, title: str, on: date) -> Paper:
    from dondoc.demo.load import moment

    said = Fields(kind=kind, title=title, issued_on=on, series="2026")
    return issue(register=book, fields=said, by=house.actors["vanthu"], at=moment(on), on=on).paper


def _case(house: House, today: date, programme: InspectionProgramme, kind: str, unit: str, content: str) -> Case:
    from dondoc.demo.load import moment

    lead, by = house.units["ubkt"], house.actors["truongban.ubkt"]
    line = programming.add_line(programme=programme, kind=kind, content=content, objects=[house.units[unit]], lead=lead,
                                by=house.actors["bithu"], at=moment(BEGAN))  # fmt: skip
    at = moment(today - timedelta(days=SIGNED + 5))
    case = proposing.propose(
        body=programme.body, lead=lead, level="above_base", kind=kind, objects=[house.units[unit]], content=content,
        examined_from=date(2024, 1, 1), examined_until=at.date(), line=line, papers=_given(house.units[unit]), by=by, at=at,
    )  # fmt: skip
    proposing.set_outline(case=case, rows=OUTLINE, by=by, at=at)
    proposing.submit(case=case, by=by, at=at)
    return case


def _given(unit: Unit) -> list[Paper]:
    """The papers that gave this unit work: what its inspection looks at."""
    rows = Paper.objects.filter(obligations__assignments__unit=unit).order_by("issued_on", "id")
    return list(rows.distinct()[:4])


def _open(house: House, book: Register, today: date, cases: list[Case]) -> None:
    """One decision, one team, two cases: told, declared, deployed."""
    from dondoc.demo.load import moment

    signed, leader = today - timedelta(days=SIGNED), house.actors["bithu"]
    decision, plan = (
        _paper(house, book, kind, f"{kind} kiểm tra đợt 2 năm 2026", signed) for kind in ("Quyết định", "Kế hoạch")
    )
    team = _team(house, decision, signed)
    deciding.decide(
        cases=cases,
        decision=decision,
        plan=plan,
        team=team,
        starts="DEPLOYMENT",
        report_due_on=today + timedelta(days=3),
        by=leader,
        at=moment(signed),
    )
    clerk, deployed = house.actors["chuyenvien.ubkt"], today - timedelta(days=DEPLOYED)
    for case in cases:
        case.refresh_from_db()
        for body in case.bodies.all():
            preparing.tell_object(
                body=body, on=today - timedelta(days=TOLD), by=clerk, at=moment(today - timedelta(days=TOLD))
            )
        for _role, name in TEAM:
            preparing.declare(case=case, said="NONE", by=house.actors[name], at=moment(today - timedelta(days=TOLD)))
        preparing.prepare(case=case, doc=KEPT, by=clerk, at=moment(deployed - timedelta(days=2)))
        preparing.deploy(case=case, doc=BOTH, on=deployed, by=clerk, at=moment(deployed, 17))


def _team(house: House, decision: Paper, signed: date) -> Team:
    from dondoc.demo.load import moment

    leader, unit = house.actors["bithu"], house.units["du"]
    team = teaming.form_team(
        unit=unit, name=f"Đoàn {decision.number}", paper=decision, from_on=signed, by=leader, at=moment(signed)
    )
    for role, name in TEAM:
        held = Holding.objects.get(pk=house.actors[name].holding_id or 0)
        teaming.seat(team=team, holding=held, role=role, paper=decision, from_on=signed, by=leader, at=moment(signed))
    return team


def _report(house: House, case: Case, name: str, today: date, *, whole: bool) -> None:
    """The inspected answer the outline; one of them has not finished."""
    from dondoc.demo.load import moment

    body, by, at = case.bodies.get(), house.actors[name], moment(today - timedelta(days=6))
    if whole:
        reporting.draft_answers(body=body, by=by, at=at)
    left = case.outline.exclude(answers__body=body).order_by("number")
    for row in left[: None if whole else 2]:
        is_none = row.text == "Kiến nghị"
        reporting.answer_outline(
            body=body, row=row, text="" if is_none else "Như báo cáo kèm theo.", is_none=is_none, by=by, at=at
        )
    if whole:
        reporting.send_report(body=body, doc=KEPT, by=by, at=at)
        reporting.accept_report(body=body, by=house.actors["chuyenvien.ubkt"], at=moment(today - timedelta(days=5)))


def _ask(house: House, waiting: Case, heard: Case, today: date) -> None:
    """One paper asked for has come, another is still owed; the team keeps its book."""
    from dondoc.demo.load import moment

    clerk, day = house.actors["chuyenvien.ubkt"], today - timedelta(days=5)
    for case, text in ((waiting, "Sổ theo dõi đảng viên chuyển đến, chuyển đi năm 2026"), (heard, "Bảng kê thu, nộp đảng phí quý II năm 2026")):  # fmt: skip
        case.refresh_from_db()
        asking.ask_documents(body=case.bodies.get(), text=text, due_on=today + timedelta(days=2), by=clerk, at=moment(day, 17))  # fmt: skip
    asking.supply(request=heard.requests.get(), doc=KEPT, by=house.actors["bithu.khtc"], at=moment(today - timedelta(days=4), 7))  # fmt: skip
    for is_diary, text in ((True, "Nhận báo cáo của Chi bộ; thống nhất lịch đối chiếu sổ sách."), (False, "Cần hỏi thêm về chứng từ tháng 5.")):  # fmt: skip
        noting.write_entry(case=heard, text=text, on=day, is_diary=is_diary, by=clerk, at=moment(day, 18))


def _hear(house: House, case: Case, today: date) -> None:
    from dondoc.demo.load import moment

    clerk, day = house.actors["chuyenvien.ubkt"], today - timedelta(days=HEARD)
    case.refresh_from_db()
    working.verify(case=case, by=clerk, at=moment(today - timedelta(days=4)))
    finding.find(
        body=case.bodies.get(),
        text="Quyết toán kinh phí quý II lập chậm so với quy định của đơn vị.",
        sort="REPORTS",
        by=clerk,
        at=moment(today - timedelta(days=3)),
    )
    case.refresh_from_db()
    finding.praise(
        body=case.bodies.get(),
        text="Sổ sách thu, nộp đảng phí đầy đủ, đối chiếu hằng tháng.",
        by=clerk,
        at=moment(today - timedelta(days=3)),
    )
    working.draft(case=case, doc=KEPT, by=clerk, at=moment(today - timedelta(days=3), 16))
    working.hear(case=case, doc=BOTH, on=day, by=clerk, at=moment(day, 16))


def _remedied(house: House, book: Register, today: date, programme: InspectionProgramme) -> None:
    """The round before: concluded, remedied, looked at again; its dossier is filed, to close it is left."""
    case = _case(house, today, programme, "KT_NV_CHUYEN_MON", "cb-tccb", "Thu, nộp, quản lý và sử dụng đảng phí")
    _open(house, book, today, [case])
    _report(house, case, "bithu.tccb", today, whole=True)
    _hear(house, case, today)
    _conclude(house, book, case, today)
    _remedy(house, case, today + timedelta(days=9))


def _conclude(house: House, book: Register, case: Case, today: date) -> None:
    """The explanation is answered, the report final, the notice signed and announced."""
    from dondoc.demo.load import moment

    clerk, head, leader = (house.actors[name] for name in ("chuyenvien.ubkt", "truongban.ubkt", "bithu"))
    body, day = case.bodies.get(), today + timedelta(days=6)
    for one in case.findings.all():
        finding.explain(finding=one, text="Kế toán nghỉ thai sản, người thay chưa quen việc.", on=today, by=house.actors["bithu.tccb"], at=moment(today, 17))  # fmt: skip
        finding.answer_explanation(finding=one, answered="KEPT", answer="Chi ủy biết trước mà chưa phân công người thay.", by=clerk, at=moment(today, 18))  # fmt: skip
    working.complete(case=case, doc=KEPT, on=today + timedelta(days=2), by=house.actors["phobithu"], at=moment(today + timedelta(days=2)))  # fmt: skip
    concluding.consider(case=case, doc=KEPT, on=today + timedelta(days=4), by=leader, at=moment(today + timedelta(days=4)))  # fmt: skip
    case.refresh_from_db()
    concluding.draft_notice(case=case, by=head, at=moment(today + timedelta(days=5)))
    case.refresh_from_db()
    for one in case.findings.all():
        finding.lay_request(finding=one, ask="Lập và gửi quyết toán quý trong mười ngày đầu quý sau; phân công người thay khi kế toán vắng",
                            owner=body.unit, due_on=day + timedelta(days=30), product="Quyết toán quý II đã duyệt", by=head, at=moment(today + timedelta(days=5), 17))  # fmt: skip
    notice = _paper(house, book, "Thông báo", "Kết luận kiểm tra thu, nộp, quản lý và sử dụng đảng phí", day)
    concluding.sign_notice(case=case, paper=notice, monitor=house.units["ubkt"], debts=debts_of(case, leader).count(), remedy_report_on=day + timedelta(days=35), by=leader, at=moment(day))  # fmt: skip
    case.refresh_from_db()
    concluding.announce(case=case, doc=BOTH, on=day + timedelta(days=1), by=clerk, at=moment(day + timedelta(days=1)))


def _remedy(house: House, case: Case, day: date) -> None:
    """Planned, done, looked at by the board, filed."""
    from dondoc.demo.load import moment

    def on(days: int) -> datetime:
        return moment(day + timedelta(days=days))

    clerk, head, doer = (house.actors[name] for name in ("chuyenvien.ubkt", "truongban.ubkt", "bithu.tccb"))
    case.refresh_from_db()
    body, findings = case.bodies.get(), list(case.findings.all())
    for one in findings:
        remedying.plan_finding(finding=one, measure="Phân công phó bí thư kiêm kế toán; lập lại quyết toán quý II", by=doer, at=on(0))  # fmt: skip
    remedying.send_plan(body=body, by=doer, at=on(0))
    case.refresh_from_db()
    remedying.accept_plan(case=case, by=head, at=on(2))
    case.refresh_from_db()
    for one in findings:
        remedying.report_finding(finding=one, evidence="Quyết toán quý II đã được Văn phòng Đảng ủy duyệt; quyết định phân công kế toán", by=doer, at=on(20))  # fmt: skip
    remedying.report_remedy(body=body, by=doer, at=on(21))
    case.refresh_from_db()
    for one in findings:
        remedying.verify_finding(finding=one, opinion="Đã đối chiếu quyết toán và sổ quỹ, khớp.", by=head, at=on(26))
    case.refresh_from_db()
    remedying.verify_remedy(case=case, by=head, at=on(27))
    for what in missing(case):
        working.note_absent(case=case, what=what, reason="Không phát sinh", by=clerk, at=on(27))
    concluding.archive(case=case, on=day + timedelta(days=28), by=clerk, at=on(28))


def _watch(house: House, book: Register, today: date) -> None:
    """Two cells abroad are followed by a member of the board for work abroad; one was reminded and answered, one not yet."""
    from dondoc.demo.load import moment

    leader, by = house.actors["bithu"], house.actors["chuyenvien.bnn"]
    paper = _paper(house, book, "Quyết định", "Phân công theo dõi địa bàn", BEGAN)
    held = Holding.objects.get(pk=by.holding_id or 0)
    for unit, note, reminder in (
        ("cb-a03", "Sinh hoạt trực tuyến đủ kỳ; biên bản gửi chậm hai lần.", "Gửi biên bản sinh hoạt trong năm ngày sau mỗi kỳ."),
        ("cb-b02", "Hai đảng viên chuyển địa bàn, chưa làm thủ tục chuyển sinh hoạt.", "Hoàn thành thủ tục chuyển sinh hoạt cho đảng viên đã chuyển địa bàn."),
    ):  # fmt: skip
        watch = watching.assign_watch(body=house.units["du"], unit=house.units[unit], holding=held, paper=paper, from_on=BEGAN, by=leader, at=moment(BEGAN))  # fmt: skip
        day = today - timedelta(days=9)
        watching.remark(watch=watch, text=note, on=day, by=by, at=moment(day))
        told = watching.remark(watch=watch, text=reminder, on=day, is_reminder=True, due_on=today + timedelta(days=6), by=by, at=moment(day, 17))  # fmt: skip
        if unit == "cb-a03":
            watching.answer_reminder(remark=told, text="Chi bộ đã phân công người gửi, từ kỳ tháng này.", by=house.actors["bithu.a03"], at=moment(day + timedelta(days=2)))  # fmt: skip


def _freeze(house: House, today: date) -> None:
    """The month before: what is counted, nothing else to declare."""
    from dondoc.demo.load import moment

    last = today.replace(day=1) - timedelta(days=1)
    form = "ward_month"
    freezing.freeze_statistics(
        unit=house.units["du"], form=form, from_on=last.replace(day=1), until_on=last, declares_zero=True,
        typed={field.code: 2 if field.code == "j_van_ban" else 0 for field in forms()[form].typed},
        by=house.actors["bithu"], at=moment(today.replace(day=1)),
    )  # fmt: skip
