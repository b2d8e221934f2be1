"""Văn bản in của một cuộc — who may print which paper when, and that what is printed is what the records say."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from docx import Document as Word

from dondoc.inspecting.actions import asking
from dondoc.inspecting.lifecycle import RAIL, State
from dondoc.inspecting.models import Case
from dondoc.inspecting.queries import stand
from dondoc.personal.models import Look
from dondoc.units.models import Holding
from dondoc.web.inspecting.sheets import PAPERS
from dondoc.web.inspecting.sheets.made import Asked, scope
from tests.cast import AT, TODAY, Cast, client_of
from tests.inspecting.making import WALK, a_case, a_proposal, explained, found

pytestmark = [pytest.mark.acts, pytest.mark.table]
INSIDE = set(PAPERS)
MINUTES = {"deployed", "worked", "verified", "heard", "announced"}


def offered(cast: Cast, case: Case, role: str) -> set[str]:
    """The papers named on the page of the case."""
    page = client_of(cast, role).get(reverse("inspection", args=[case.public_id]))
    return {key for key in INSIDE if f"/print/{key}/" in page.content.decode()} if page.status_code == 200 else set()


def words(cast: Cast, role: str, case: Case, what: str, **asked: str) -> str:
    """The text of a printed paper, tables too."""
    answer = client_of(cast, role).get(
        reverse("inspection_print", args=[case.public_id, what]), {"as": "docx", **asked}
    )
    assert answer.status_code == 200, answer.status_code
    paper = Word(io.BytesIO(answer.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


@pytest.mark.wide
def test_the_inspected_print_what_is_theirs_when_it_is_theirs(cast: Cast) -> None:
    case, seen = a_proposal(cast), {}
    for state in RAIL[1:]:
        WALK[state](cast, case)
        case.refresh_from_db()
        seen[str(state)] = offered(cast, case, "doer")
        assert offered(cast, case, "stranger") <= {"outline", "self-report", "remedy"}, state
    before = [state for state in seen if RAIL.index(State(state)) < RAIL.index(State.ANNOUNCED)]
    assert all(seen[state] <= {"outline", "self-report"} for state in before)
    assert seen["ANNOUNCED"] == {"self-report", "remedy"}
    assert {"notice", "team-report", "dossier", "decision", *MINUTES}.isdisjoint(set().union(*seen.values()))


@pytest.mark.parametrize(
    ("state", "there"),
    [
        (State.PREPARED, {"deployed"}),
        (State.VERIFYING, {"deployed", "worked", "verified"}),
        (State.HEARD, {"deployed", "worked", "verified", "heard"}),
        (State.NOTICE_SIGNED, {"announced"}),
    ],
)
def test_minutes_are_offered_when_there_is_something_to_meet_about(cast: Cast, state: State, there: set[str]) -> None:
    case = a_case(cast, state)
    assert offered(cast, case, "clerk") & MINUTES == there


def test_minutes_say_what_is_known_and_leave_room_for_the_rest(cast: Cast) -> None:
    case = a_case(cast, State.VERIFYING)
    part = case.bodies.get(unit=cast.cell)
    asked = asking.ask_documents(body=part, text="Sổ họp quý hai", due_on=TODAY, by=cast.clerk, at=AT)
    printed = words(cast, "clerk", case, "worked", of=part.public_id)
    head, secretary = str(cast.user("deputy").person), str(cast.user("clerk").person)
    for said in (
        asked.text,
        f"{TODAY:%d/%m/%Y}",
        part.unit.name,
        "BIÊN BẢN",
        "Ý KIẾN BẢO LƯU",
        "đọc lại cho mọi người cùng nghe",
    ):
        assert said in printed, said
    assert printed.count(head) >= 2 and printed.count(secretary) >= 2, "among those present, and where they sign"
    assert f"ĐẠI DIỆN {part.unit.name.upper()}" in printed
    assert asked.text not in words(cast, "clerk", case, "worked", of=case.bodies.get(unit=cast.home).public_id)


def test_the_minutes_of_the_conference_take_each_defect_with_what_was_said_of_it(cast: Cast) -> None:
    case = a_case(cast, State.HEARD)
    part = case.bodies.get(unit=cast.cell)
    one: Any = case.findings.get()
    assert one.text in words(cast, "clerk", case, "heard", of=part.public_id)
    explained(cast, case)
    assert "Chờ hướng dẫn" in words(cast, "clerk", case, "heard", of=part.public_id)
    assert (
        client_of(cast, "doer")
        .get(reverse("inspection_print", args=[case.public_id, "heard"]), {"of": part.public_id})
        .status_code
        == 404
    )


def test_nobody_outside_a_case_finds_its_papers_and_a_draft_report_is_its_writers(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    part = case.bodies.get(unit=cast.cell)
    path = reverse("inspection_print", args=[case.public_id, "plan"])
    assert client_of(cast, "admin").get(path).status_code == 404
    path = reverse("inspection_print", args=[case.public_id, "self-report"])
    assert client_of(cast, "doer").get(path, {"of": part.public_id}).status_code == 200
    assert client_of(cast, "clerk").get(path, {"of": part.public_id}).status_code == 404, "not sent yet"
    assert client_of(cast, "stranger").get(path, {"of": part.public_id}).status_code == 404, "another's"
    assert client_of(cast, "doer").get(reverse("inspection_print", args=[case.public_id, "no"])).status_code == 404


def test_the_notice_says_each_defect_and_what_is_asked_of_whom_by_when(cast: Cast) -> None:
    case = a_case(cast, State.NOTICE_DRAFTED)
    one, printed = case.findings.get(), words(cast, "head", case, "notice")
    assert one.owner is not None and one.due_on is not None
    for said in (one.text, one.ask, one.owner.name, f"{one.due_on:%d/%m/%Y}", one.product, case.decision.so_ky_hieu):  # type: ignore[union-attr]
        assert said in printed, said
    assert cast.root.name.upper() in printed and "THÔNG BÁO" in printed


def test_the_report_of_the_inspected_has_every_row_and_what_there_is_not(cast: Cast) -> None:
    case = a_case(cast, State.REPORTED)
    part = case.bodies.get(unit=cast.cell)
    printed = words(cast, "clerk", case, "self-report", of=part.public_id)
    for row in case.outline.all():
        assert f"{row.number}. {row.text}" in printed
    assert printed.count("Không có.") == case.outline.count()


def test_the_list_of_the_dossier_says_what_is_missing(cast: Cast) -> None:
    printed = words(cast, "clerk", a_case(cast, State.HEARD), "dossier")
    assert "Thông báo kết luận" in printed and "còn thiếu" in printed and "hai bên đã ký" in printed


def test_who_signs_is_chosen_and_what_may_stand_in_two_ways_is_asked(cast: Cast) -> None:
    case = a_case(cast, State.NOTICE_DRAFTED)
    chief = Holding.objects.get(pk=cast.leader.holding_id)
    path = reverse("inspection_print", args=[case.public_id, "notice"])
    refused = client_of(cast, "leader").get(path, {"as": "docx", "signer": chief.public_id})
    assert (refused.status_code, "Ghi thẩm quyền ký" in refused.content.decode()) == (400, True)
    printed = words(cast, "leader", case, "notice", signer=chief.public_id, authority="T/M BAN THƯỜNG VỤ")
    assert "T/M BAN THƯỜNG VỤ" in printed and str(chief.person) in printed


def test_a_member_who_may_not_see_the_bodys_people_still_chooses_who_signs_its_paper(cast: Cast) -> None:
    case = a_case(cast, State.DECIDED)
    chief = Holding.objects.get(pk=cast.leader.holding_id)
    inside = [role for role in cast.people if stand(case, cast.people[role]).is_inside]
    blind = [role for role in inside if not Holding.objects.visible_to(cast.people[role]).filter(pk=chief.pk).exists()]
    assert blind, "everybody inside sees the post: the test shows nothing"
    path = reverse("inspection_print", args=[case.public_id, "decision"])
    for role in blind:
        assert f'value="{chief.public_id}"' in client_of(cast, role).get(path).content.decode(), role


def test_the_teams_report_tells_of_each_defect_how_it_was_explained(cast: Cast) -> None:
    case = a_case(cast, State.DRAFTED)
    one: Any = found(cast, case)
    printed = words(cast, "clerk", case, "team-report")
    assert one.text in printed and f"ĐOÀN KIỂM TRA THEO {case.decision.kind.upper()}" in printed  # type: ignore[union-attr]


def test_of_a_paper_one_may_not_open_its_number_alone_is_printed(cast: Cast) -> None:
    case = a_case(cast, State.DECIDED)
    (paper,) = (one.paper for one in case.scope.select_related("paper"))
    for who, is_told in ((cast.clerk, True), (cast.stranger, False)):
        (line,) = scope(Asked(case, None, who, AT))
        assert paper.so_ky_hieu in line and (paper.title in line) is is_told


def test_whom_a_printed_decision_names_is_told_who_looked(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    before = Look.objects.count()
    printed = words(cast, "leader", case, "decision")
    head = case.team.seats.get(role="HEAD").holding.person  # type: ignore[union-attr]
    assert str(head) in printed
    assert Look.objects.count() > before
