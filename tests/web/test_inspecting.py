"""Trang kiểm tra, giám sát — a case walked through its pages; each sees what is theirs, when it is theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dondoc.inspecting.actions import preparing, proposing
from dondoc.inspecting.actions.deciding import decide
from dondoc.inspecting.lifecycle import CASE, RAIL, State
from dondoc.inspecting.models import Case
from dondoc.inspecting.programmes import InspectionProgramme
from dondoc.inspecting.teams import Seat
from dondoc.shared.acts import plates
from dondoc.shared.calendar import hanoi_day
from dondoc.units import actions as units
from dondoc.units.models import PostKind
from dondoc.web.inspecting.verbs import CASE_VERBS, PART_VERBS
from tests.cast import AT, BEGAN, TODAY, Cast, client_of
from tests.inspecting.making import BOTH, SIGNED, WALK, a_case, a_line, a_paper, a_proposal, a_team, a_told_case
from tests.making import an_assignment, an_entry, an_obligation

DAY = f"{hanoi_day(datetime.now(UTC)):%d/%m/%Y}"  # pages are of the real day
DOC = {"words": "Bản giấy", "keeper": "Thư ký đoàn", "on": DAY}
MINUTES = DOC | {"signed_by_both": "on"}
# by whose side an act is: stranger (inspected, not told), doer (inspected, told), leader (commissions), clerk (in the team),
# head (leads, follows up)
BY_SIDE = {
    "lead": (404, 403, 403, 403, 200), "body": (404, 403, 200, 403, 403), "team": (404, 403, 403, 200, 403),
    "head": (404, 403, 403, 403, 403), "side": (404, 403, 403, 200, 200), "monitor": (404, 403, 200, 403, 403),
    "object": (404, 200, 403, 403, 403), "either": (404, 200, 403, 200, 403),
    "any": (404, 200, 200, 200, 200),
}  # fmt: skip
ROLES = ("stranger", "doer", "leader", "clerk", "head")


@pytest.mark.wide
@pytest.mark.table
def test_whose_each_act_is(cast: Cast) -> None:
    """Every verb of a case and of its parts, by every side; the inspected find nothing of what they were not told."""
    case = a_told_case(cast)
    said = preparing.declare(case=case, said="NONE", by=cast.clerk, at=AT)
    found = case.findings.create(body=case.bodies.get(unit=cast.cell), text="Chậm", at=AT)
    body = case.bodies.get(unit=cast.cell)
    strength = case.strengths.create(body=body, text="Đều", at=AT)
    asked = case.requests.create(body=body, text="Sổ", asked_on=TODAY, due_on=TODAY, at=AT)
    things = {"request": asked, "body": body, "finding": found, "declaration": said, "strength": strength}
    for place, role in enumerate(ROLES):
        client = client_of(cast, role)
        for name, verb in CASE_VERBS.items():
            path = reverse("inspection_act", args=[case.public_id, name])
            assert client.get(path).status_code == BY_SIDE[verb.side][place], (role, name)
        for name, verb in PART_VERBS.items():
            path = reverse("inspection_part", args=[case.public_id, name, things[verb.of].public_id])
            hidden = role == "doer" and verb.of not in (
                "body",
                "request",
            )  # a finding not yet heard, a declaration ever
            assert client.get(path).status_code == (404 if hidden else BY_SIDE[verb.side][place]), (role, name)
    assert client_of(cast, "leader").get(reverse("inspection_act", args=[case.public_id, "no"])).status_code == 404


# the one action that leads each page of a case, of who has any: nobody is shown two, nobody whose turn it is none
LEADS: dict[str, dict[str, str]] = {
    "SUBMITTED": {"leader": "Ghi quyết định, kế hoạch"},
    "DECIDED": {"head": "Gửi quyết định, kế hoạch cho đối tượng", "clerk": "Khai xung đột lợi ích"},
    "PREPARED": {"head": "Gửi quyết định, kế hoạch cho đối tượng", "clerk": "Khai xung đột lợi ích"},
    "DEPLOYED": {"doer": "Trả lời đề cương"},
    "REPORTED": {"clerk": "Bắt đầu thẩm tra, xác minh"},
    "VERIFYING": {"clerk": "Ghi dự thảo báo cáo"},
    "DRAFTED": {"clerk": "Ghi hội nghị thông qua dự thảo"},
    "HEARD": {"doer": "Giải trình"},
    "COMPLETED": {"leader": "Ghi họp xem xét, kết luận"},
    "CONSIDERED": {"head": "Ghi yêu cầu khắc phục"},
    "NOTICE_DRAFTED": {"leader": "Ghi thông báo kết luận"},
    "NOTICE_SIGNED": {"head": "Công bố kết luận", "clerk": "Công bố kết luận"},
    "ANNOUNCED": {"leader": "Giao yêu cầu thành nhiệm vụ", "doer": "Ghi biện pháp khắc phục"},
    "REMEDY_PLANNED": {"leader": "Giao yêu cầu thành nhiệm vụ", "head": "Nhận kế hoạch khắc phục"},
    "REMEDYING": {"leader": "Giao yêu cầu thành nhiệm vụ", "doer": "Báo cáo khắc phục một khuyết điểm"},
    "REMEDY_REPORTED": {"leader": "Giao yêu cầu thành nhiệm vụ", "head": "Xác nhận đã khắc phục"},
    "VERIFIED": {"head": "Nộp lưu hồ sơ", "clerk": "Nộp lưu hồ sơ"},
    "CLOSED": {},
}  # fmt: skip


def test_a_page_of_more_declarations_asks_no_more(cast: Cast) -> None:
    """Whether a member held a post at the inspected is asked once of the whole team."""
    case, leader, asked = a_case(cast, State.PREPARED), client_of(cast, "leader"), []
    leader.get(reverse("inspection", args=[case.public_id]))  # what is asked once a process
    for who in (cast.deputy, cast.clerk):
        preparing.declare(case=case, said="NONE", by=who, at=AT)
        with CaptureQueriesContext(connection) as queries:
            assert leader.get(reverse("inspection", args=[case.public_id])).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.wide
@pytest.mark.table
def test_the_page_of_a_case_at_every_step_and_what_the_inspected_are_not_told(cast: Cast) -> None:
    post = units.create_post(unit=cast.cell, kind=PostKind.objects.get(pk="CAP_UY_VIEN"), by=cast.setup, at=AT)
    units.fill_post(post=post, person=cast.user("clerk").person, from_on=BEGAN, by=cast.setup, at=AT)  # type: ignore[arg-type]
    case = a_proposal(cast)
    page = reverse("inspection", args=[case.public_id])
    inside, doer = [client_of(cast, role) for role in ("leader", "head", "clerk")], client_of(cast, "doer")
    leads: dict[str, dict[str, str]] = {}
    for state in RAIL[1:]:
        if state == State.DEPLOYED:
            for body in case.bodies.all():
                preparing.tell_object(body=body, on=SIGNED, by=cast.clerk, at=AT)
            row = preparing.declare(case=case, said="KIN", note="Em ruột ở chi bộ", by=cast.deputy, at=AT)
            mine = preparing.declare(case=case, said="NONE", by=cast.clerk, at=AT)
            shown = client_of(cast, "leader").get(page).content.decode()
            assert "Em ruột ở chi bộ" in shown
            assert "Hồ sơ chức danh" in shown  # the clerk's post at the inspected cell: a fact
            assert "Em ruột" not in client_of(cast, "head").get(page).content.decode()
            for one in (row, mine):
                preparing.rule_conflict(declaration=one, ruling="KEEP", ground="Thường trực", by=cast.leader, at=AT)
            preparing.deploy(case=case, doc=BOTH, on=TODAY, by=cast.clerk, at=AT)
        else:
            WALK[state](cast, case)
        case.refresh_from_db()
        seen, told = [c.get(page) for c in inside], doer.get(page)
        assert [one_.status_code for one_ in seen] == [200, 200, 200 if case.team_id else 404], state
        leads[str(state)] = _leads(zip(("leader", "head", "clerk", "doer"), (*seen, told), strict=True))
        assert told.status_code == (200 if RAIL.index(state) >= RAIL.index(State.DEPLOYED) else 404), state
        if told.status_code == 200:
            words = told.content.decode()
            assert "Em ruột" not in words
            assert "Vi Thị Ngần" not in words  # who sits in the team
            assert ("Ban hành kế hoạch chậm" in words) == (RAIL.index(state) >= RAIL.index(State.HEARD)), state
            assert "đã xem xét, kết luận" not in words
    assert leads == LEADS
    assert [stage.is_now for phase in doer.get(page).context["phases"] for stage in phase.stages][-1]
    assert "KT-" in doer.get(reverse("inspections") + "?state=over").content.decode()
    assert not client_of(cast, "above").get(reverse("inspections") + "?state=over").context["lines"]
    assert client_of(cast, "leader").get(reverse("inspections") + "?state=over&as=xlsx").content[:2] == b"PK"


def _leads(shown: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {
        role: page.context["offers"][0][0] for role, page in shown if page.status_code == 200 and page.context["offers"]
    }


def test_every_step_has_its_page() -> None:
    acts = {verb.act for verb in (*CASE_VERBS.values(), *PART_VERBS.values())}
    assert {step.act for step in CASE.steps} - acts == {
        "inspecting.decide"
    }  # which opens several at once, on a page of its own


def test_a_list_of_many_cases_asks_no_more_than_one_of_one(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client, first = client_of(cast, "leader"), a_case(cast, State.DEPLOYED)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("inspections"))
    for _n in range(3):
        a_proposal(cast, line=first.line)
    with django_assert_max_num_queries(len(asked)):
        assert len(client.get(reverse("inspections")).context["lines"]) == 4


def test_nothing_of_it_is_found_by_who_has_no_part_in_it(cast: Cast) -> None:
    case = a_case(cast, State.DECIDED)
    acts = {plate.label for name, plate in plates().items() if name.startswith("inspecting.")}
    assert acts & {one.what for one in client_of(cast, "leader").get(reverse("journal")).context["story"]}
    for role in ("above", "office", "admin", "stranger", "doer"):
        client = client_of(cast, role)
        assert not acts & {one.what for one in client.get(reverse("journal")).context["story"]}, role
        for name, query in (
            ("search", {"q": "nghi quyet"}),
            ("desk", {}),
            ("journal", {}),
            ("inspections", {}),
            ("inspection_programmes", {}),
            ("schedule", {}),
        ):
            said = client.get(reverse(name), query).content.decode()
            assert case.public_id not in said, (role, name)
            assert case.content not in said, (role, name)
            assert str(case) not in said, (role, name)


def test_a_case_is_proposed_decided_and_reported_on_through_its_pages(cast: Cast) -> None:
    leader, head, doer = (client_of(cast, role) for role in ("leader", "head", "doer"))
    paper = a_paper(cast, "Chương trình")
    adopted = leader.post(reverse("adopt_inspections"), {
        "unit": cast.root.public_id, "paper": paper.so_ky_hieu, "name": "Chương trình 2026", "level": "above_base",
        "from_on": "01/01/2026", "until_on": "31/12/2026", "once": "a"})["Location"]  # fmt: skip
    code = InspectionProgramme.objects.get().public_id
    leader.post(reverse("add_inspection_line", args=[code]), {
        "kind": "KT_NV_CHUYEN_MON", "content": "Công tác cán bộ", "objects": [cast.cell.public_id], "lead": cast.board.public_id, "once": "b"})  # fmt: skip
    line = InspectionProgramme.objects.get().lines.get()
    assert "Công tác cán bộ" in leader.get(adopted).content.decode()
    assert leader.get(adopted + "?as=xlsx").content[:2] == b"PK"
    assert doer.get(adopted).status_code == 404
    leader.post(reverse("tell_inspections", args=[code]), {"on": DAY, "once": "c"})
    assert "Công tác cán bộ" in doer.get(adopted).content.decode()
    where = head.post(reverse("propose_inspection") + f"?line={line.public_id}", {
        "objects": [cast.cell.public_id], "content": "Công tác cán bộ", "examined_from": "01/01/2023", "examined_until": "30/06/2026", "once": "d"})["Location"]  # fmt: skip
    case = Case.objects.get()

    def act(who: str, verb: str, said: dict[str, object], part: str = "") -> int:
        name, args = (
            ("inspection_part", [case.public_id, verb, part]) if part else ("inspection_act", [case.public_id, verb])
        )
        return (
            client_of(cast, who)
            .post(reverse(name, args=args), {**said, "once": f"{verb}{part}{len(said)}"})
            .status_code
        )

    assert act("head", "submit", {}) == 409  # no outline yet
    assert act("head", "outline", {"rows": "Tình hình\nKết quả"}) == 302
    assert act("head", "submit", {}) == 302
    team = a_team(cast)
    leader.post(reverse("decide_inspections"), {
        "cases": [case.public_id], "decision": a_paper(cast).so_ky_hieu, "plan": a_paper(cast, "Kế hoạch").so_ky_hieu, "team": team.public_id,
        "starts": "DEPLOYMENT", "once": "e"})  # fmt: skip
    body = case.bodies.get().public_id
    assert act("clerk", "prepare", DOC) == 302
    assert act("clerk", "tell", {"on": DAY}, body) == 302
    assert act("clerk", "deploy", MINUTES) == 409  # nobody declared
    for who in ("clerk", "deputy"):
        assert act(who, "declare", {"said": "NONE"}) == 302
    assert act("clerk", "deploy", DOC) == 409  # one side signed
    assert act("clerk", "deploy", MINUTES) == 302
    assert [need.have for need in doer.get(where).context["needs"]] == [0, 0]
    report = reverse("inspection_self_report", args=[case.public_id, body])
    assert doer.post(report + "?row=1", {"text": "Có 9 đảng viên", "once": "f"})["Location"].endswith("?row=2")
    assert doer.post(report + "?row=2", {"is_none": "on", "once": "g"})["Location"] == report
    assert doer.get(report).context["answered"] == 2
    early = client_of(cast, "clerk").get(report)
    assert "Có 9 đảng viên" not in early.content.decode(), "what is not sent yet is not the team's to read"
    assert "chưa gửi báo cáo" in early.content.decode()
    assert client_of(cast, "clerk").get(report + "?row=1").status_code == 403
    assert act("doer", "send-report", DOC, body) == 302
    assert "Có 9 đảng viên" in client_of(cast, "clerk").get(report).content.decode()
    assert act("clerk", "accept-report", {"on": DAY}, body) == 302
    shown = leader.get(where)
    assert shown.context["time"].left == 20
    assert "còn 20 ngày" in shown.content.decode()
    assert client_of(cast, "leader").get(reverse("inspection_kinds") + "?level=central").status_code == 200
    assert leader.get(reverse("inspection_team", args=[team.public_id])).status_code == 200
    chosen = {
        "person": cast.user("head").person.public_id,
        "role": "MEMBER",
        "paper": team.paper.so_ky_hieu,
        "from_on": DAY,
    }  # type: ignore[union-attr]
    assert (
        leader.post(
            reverse("inspection_seat", args=[team.public_id]), chosen | {"unit": cast.home.public_id, "once": "i"}
        ).status_code
        == 422
    )
    assert leader.post(reverse("inspection_seat", args=[team.public_id]), chosen | {"once": "j"}).status_code == 302
    seat = Seat.objects.get(team=team, role="SECRETARY")
    leader.post(
        reverse("inspection_unseat", args=[seat.public_id]),
        {"paper": a_paper(cast).so_ky_hieu, "until_on": "23/11/2026", "reason": "Chuyển", "once": "h"},
    )
    assert client_of(cast, "clerk").get(where).status_code == 404


def test_a_newer_version_of_the_rules_is_told_and_moves_nothing(cast: Cast) -> None:
    case, day = a_case(cast, State.SUBMITTED, kind="GS_CHUYEN_DE", level="base"), date(2026, 3, 2)
    team = a_team(cast, paper=a_paper(cast, on=day), from_on=day)
    decide(cases=[case], decision=team.paper, plan=a_paper(cast, "Kế hoạch", day), team=team, by=cast.leader, at=AT)
    case.refresh_from_db()
    assert case.rule == "qd-296-tw-2025"
    said = client_of(cast, "leader").get(reverse("inspection", args=[case.public_id])).content.decode()
    assert "Từ 11/04/2026 có 21-QĐ/TW. Cuộc này vẫn theo 296-QĐ/TW" in said
    assert "chưa đủ dữ liệu" in said  # no figure was confirmed on that day: nothing is counted


def test_old_debts_are_on_the_page_and_confirmed_as_seen(cast: Cast) -> None:
    a_case(cast, State.ANNOUNCED)
    case = a_proposal(cast, line=a_line(cast, kind="KT_CHAP_HANH"), objects=[cast.cell], papers=())
    proposing.set_outline(case=case, rows=["a"], by=cast.head, at=AT)
    head = client_of(cast, "head")
    assert "Ban hành kế hoạch chậm" in head.get(reverse("inspection", args=[case.public_id])).content.decode()
    path = reverse("inspection_act", args=[case.public_id, "submit"])
    assert head.post(path, {"once": "a"}).status_code == 422
    assert head.post(path, {"seen": "on", "once": "b"}).status_code == 302


def test_the_inspected_draft_from_figures_whose_rows_open(cast: Cast) -> None:
    an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "71")))
    case, doer = a_case(cast, State.DEPLOYED, examined_until=TODAY), client_of(cast, "doer")
    body = case.bodies.get(unit=cast.cell)
    args = [case.public_id, body.public_id]
    page, draft = reverse("inspection_self_report", args=args), reverse("inspection_from_records", args=args)
    assert [words for words, _url in doer.get(page).context["ways"]] == [
        "Soạn báo cáo từ số liệu đã có",
        "Trả lời đề cương",
    ]
    assert doer.post(draft, {"once": "draft-1"})["Location"] == page
    assert doer.post(draft, {"once": "draft-2"}).status_code == 409
    (block,) = next(blocks for row, _said, blocks in doer.get(page).context["lines"] if row.number == 2)
    assert block.sentence.startswith("1 việc được giao: 0 đã hoàn thành")
    (cells,) = block.rows
    assert cells[0].words.startswith("NV-1/2026") and "/assignments/" in cells[0].url
    form = doer.get(page + "?row=2").content.decode()
    assert form.count('name="takes"') == 9 and form.count("checked") == 1
    assert doer.post(page + "?row=2", {"takes": ["works"], "is_none": "on", "once": "draft-3"}).status_code == 409
    assert doer.post(page + "?row=1", {"is_none": "on", "once": "draft-4"}).status_code == 302
    doer.post(
        reverse("inspection_part", args=[case.public_id, "send-report", body.public_id]), DOC | {"once": "draft-5"}
    )
    sent = client_of(cast, "clerk").get(page)
    assert "1 việc được giao" in sent.content.decode()
    assert "/assignments/" in sent.content.decode(), "the clerk of the committee may open it too"
