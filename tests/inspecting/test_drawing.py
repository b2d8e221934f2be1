"""Báo cáo soạn từ số liệu — every figure against a plain recount, its rows behind it, kept as it was when the report was sent."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dondoc.access.rights import NotAllowed
from dondoc.documents.models import Entry, Paper
from dondoc.implementation.models import Proving
from dondoc.inspecting.actions import preparing, proposing, reporting
from dondoc.inspecting.drawing import SOURCES, drawn, fitting, kept
from dondoc.inspecting.drawing.asked import Asked, Section
from dondoc.inspecting.findings import Answer
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Body
from dondoc.obligations.models import Assignment
from dondoc.planning.actions.issuing import issue as issue_plan
from dondoc.planning.models import Plan
from dondoc.pledging.actions.happening import hand_in
from dondoc.pledging.actions.listing import keep_list
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import done_late, end_of, is_late
from dondoc.studying.models import Asking
from dondoc.studying.queries import coverage
from dondoc.units.models import Unit
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.inspecting.making import BOTH, PLACE, WALK, a_case, a_proposal, in_scope, ready
from tests.making import an_assignment, an_obligation
from tests.mirror.making import a_year_of_work
from tests.mirror.test_counting import GIVEN, Longer, live
from tests.planning.making import a_paper as plan_paper
from tests.planning.making import a_plan
from tests.pledging.making import a_list, pledge_of
from tests.ring import IS_LONG
from tests.web.story import an_actor, evening

pytestmark = pytest.mark.acts
MANY = 20 if IS_LONG else 3
# GIVEN: the count by hand below knows of no paper that a unit issues itself
deeds = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, len(GIVEN) - 1), st.integers(0, 11)), min_size=20, max_size=60
)


def a_body(cast: Cast, unit: Unit, papers: list[Paper], until: date) -> Body:
    """Inspected on these papers until that day; of the committee itself, that stands highest here, the part alone is made."""
    if unit == cast.root:
        return Body.objects.create(case=a_body(cast, cast.branch, papers, until).case, unit=unit)
    case = a_proposal(cast, basis="Thường trực giao", kind="KT_CHAP_HANH", objects=[unit], papers=papers,
                      examined_from=BEGAN, examined_until=until)  # fmt: skip
    return case.bodies.get()


@pytest.mark.timeout(1800)  # many stories in the long ring, beside whatever else runs
@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(told=deeds)
def test_whatever_happened_is_counted_as_by_hand(cast: Cast, told: list[tuple[int, int, int]]) -> None:
    with transaction.atomic():
        story = Longer(cast)
        story.begin()
        live(story, told)
        papers = [entry.paper for entry in story.entries[::2]]
        for unit, role in ((cast.branch, "above"), (cast.cell, "doer")):
            for day in (story.day, story.day - timedelta(days=3)):
                body = a_body(cast, unit, papers, day)
                asked = Asked(body, an_actor(cast, role, story.day), evening(story.day))
                found = drawn(asked, SOURCES)
                slow = slowly(unit, {paper.pk for paper in papers}, day, evening(story.day))
                assert {key: found[key].figures for key in slow} == slow
                opens_its_rows(found)
        transaction.set_rollback(True)


def slowly(unit: Unit, papers: set[int], day: date, at: datetime) -> dict[str, dict[str, int | None]]:
    """By plain loops over every row, written without the room's queries."""
    inside = {one.pk for one in Unit.objects.all() if one.path.startswith(unit.path)}
    works = [
        row
        for row in Assignment.objects.select_related("unit", "obligation")
        if row.unit_id in inside and row.obligation.paper_id in papers
    ]
    facts = [fact for row in works if (fact := _fact(row, day, at)) is not None]
    states = Counter(fact["state"] for fact in facts)
    pairs = {(fact["row"].obligation.paper_id, fact["row"].unit_id) for fact in facts}
    planned = {(fact["row"].obligation.paper_id, fact["row"].unit_id) for fact in facts for one in fact["proofs"]
               if one.evidence.paper and one.evidence.paper.kind == "Kế hoạch" and one.evidence.paper.issued_on <= day}  # fmt: skip
    planned |= {
        (one.source_id, one.unit_id) for one in Plan.objects.filter(state="ISSUED", source__in=papers, unit__in=inside)
    }
    mine = [one for one in Entry.objects.filter(register__direction="IN") if one.unit_id == unit.pk and one.on <= day]
    return {
        "works": {
            "given": len(facts), "done": states["DONE"], "reported": states["REPORTED"] + states["UNANSWERED"],
            "open": states["ISSUED"] + states["ACCEPTED"] + states["SUBMITTED"], "late": sum(fact["late"] is True for fact in facts),
            "undated": sum(fact["due"] is None for fact in facts), "proved": sum(bool(fact["proofs"]) for fact in facts),
        },
        "plans": {"owed": len(pairs | planned), "issued": len(planned), "none": len(pairs - planned)},
        "studies": _studied(inside, papers, day, at),
        "papers": {"asked": len(papers), "received": len({one.paper_id for one in mine if one.paper_id in papers}) if unit.registers.exists() else None, "issued": 0},
    }  # fmt: skip


def _fact(row: Assignment, day: date, at: datetime) -> dict[str, Any] | None:
    steps = [step for step in row.steps.order_by("id") if step.on <= day]
    if not steps or steps[-1].to_state in ("WITHDRAWN", "HANDED_BACK"):
        return None
    dues = [one for one in row.due_days.order_by("id") if one.on <= day]
    state, due, hours = steps[-1].to_state, dues[-1].due_on if dues else None, float(row.unit.hours_from_hanoi)
    late = is_late(due, end_of(day, at), hours) if state in ("ISSUED", "ACCEPTED") else None
    if state == "DONE":
        said = [step for step in steps if step.to_state in ("SUBMITTED", "REPORTED")][-1]
        late = done_late(due, said.on, said.at, hours)
    proofs = [one for one in Proving.objects.filter(assignment=row, on__lte=day).select_related("evidence__paper")
              if one.withdrawn_on is None or one.withdrawn_on > day]  # fmt: skip
    return {"row": row, "state": state, "due": due, "late": late, "proofs": proofs}


def _studied(inside: set[int], papers: set[int], day: date, at: datetime) -> dict[str, int | None]:
    """By the lines the room of studying shows of each asking; the nearer asker's stands."""
    found = {}
    for row in sorted(Asking.objects.filter(paper__in=papers, on__lte=day), key=lambda one: (one.unit.path, one.pk)):
        for line in coverage(row, Actor.setup(day), day, at).lines:
            if line.unit_id in inside:
                found[row.paper_id, line.unit_id] = line
    told = list(found.values())
    came, must = (
        [one.present for one in told if one.present is not None and not one.is_withheld],
        [one.total for one in told if one.total is not None and not one.is_withheld],
    )
    return {
        "asked": len(told), "done": sum(one.standing in ("STUDIED", "SPREAD") for one in told), "late": sum(one.behind or 0 for one in told),
        "left": sum(one.standing == "NONE" for one in told), "sessions": sum(one.sittings for one in told),
        "present": sum(came) if came else None, "total": sum(must) if must else None,
    }  # fmt: skip


def opens_its_rows(found: dict[str, Section]) -> None:
    """Each figure is that of the rows shown with it."""
    works, plans, studies = (found[key] for key in ("works", "plans", "studies"))
    assert works.figures["given"] == len(works.rows)
    assert works.figures["late"] == sum(row["late"] is True for row in works.rows)
    assert works.figures["proved"] == sum(row["proofs"] > 0 for row in works.rows)
    assert plans.figures["owed"] == len(plans.rows) == len({(row["paper"], row["unit"]) for row in plans.rows})
    assert plans.figures["none"] == sum("issued" not in row for row in plans.rows)
    assert studies.figures["asked"] == len(studies.rows)
    assert found["papers"].figures["received"] in (None, sum(bool(row.get("received")) for row in found["papers"].rows))
    assert found["units"].figures == Counter(row["kind"] for row in found["units"].rows)


def test_a_plan_papers_targets_and_pledges_are_drawn(cast: Cast) -> None:
    paper = a_year_of_work(cast)
    a_list(cast)
    found = drawn(Asked(a_body(cast, cast.root, [paper], TODAY), cast.leader, AT + timedelta(days=2)), SOURCES)
    assert found["targets"].figures["of"] == len(found["targets"].rows) == 2
    assert found["papers"].figures == {"asked": 1, "received": 1, "issued": 0}
    assert found["papers"].rows[0]["days"] == (TODAY - date(2026, 11, 1)).days
    cell = next(row for row in found["pledges"].rows if row["unit"] == cast.cell.pk and row["year"] == TODAY.year)
    own = drawn(Asked(a_body(cast, cast.cell, [paper], TODAY), cast.doer, AT), ["pledges"])["pledges"]
    assert own.figures["total"] == 5
    assert own.figures["handed"] == 0 and own.figures["untold"] == len(own.rows) - 1, (
        "years of which nobody told are unknown"
    )
    assert cell["total"] == 5


def test_commitments_are_those_of_the_last_day_examined(cast: Cast) -> None:
    """Handed in afterwards, or too few to be shown to who keeps no list there: neither is a zero."""
    season = a_list(cast)
    hand_in(pledge=pledge_of(season, "Bạch Công Lễ"), on=TODAY, by=cast.doer, at=AT)
    handed = {}
    for until in (TODAY, TODAY - timedelta(days=1)):
        body = a_body(cast, cast.cell, [], until)
        handed[until] = drawn(Asked(body, cast.doer, AT), ["pledges"])["pledges"].figures["handed"]
    assert handed == {TODAY: 1, TODAY - timedelta(days=1): 0}
    few = keep_list(unit=cast.home, year=TODAY.year, people=[cast.user("stranger").person], by=cast.stranger, at=AT)
    assert few.pledges.count() == 1
    seen = drawn(Asked(a_body(cast, cast.root, [], TODAY), cast.leader, AT), ["pledges"])["pledges"]
    assert seen.figures["withheld"] == 1
    assert next(row for row in seen.rows if row["unit"] == cast.home.pk and row["year"] == TODAY.year)["total"] is None


def test_a_plan_of_the_unit_counts_from_its_receipt(cast: Cast) -> None:
    entry, _first, _second = plan_paper(cast)
    plan = a_plan(cast, entry)
    issue_plan(plan=plan, register=cast.outgoing, on=TODAY, by=cast.clerk, at=AT)
    found = drawn(Asked(a_body(cast, cast.root, [entry.paper], TODAY), cast.leader, AT), ["plans", "papers"])
    row = next(row for row in found["plans"].rows if row.get("plan") == plan.pk)
    assert (row["paper"], row["unit"], row["days"]) == (entry.paper_id, cast.root.pk, 0)
    assert found["papers"].figures["issued"] == 1, "the plan's own paper carries it out"


def test_former_findings_follow_the_unit(cast: Cast) -> None:
    a_case(cast, State.ANNOUNCED)
    body = a_body(cast, cast.cell, [in_scope(cast)], TODAY)
    found = drawn(Asked(body, cast.doer, AT), ["findings", "cases"])
    assert found["findings"].figures == {"all": 1, "closed": 0, "open": 1, "late": 0}
    assert found["cases"].figures == {"cases": 0, "bodies": 0}, "nobody counts as its own what others inspected"
    mine = drawn(Asked(a_body(cast, cast.branch, [], TODAY), cast.leader, AT), ["cases"])["cases"]
    assert mine.figures == {"cases": 0, "bodies": 0}


@pytest.mark.parametrize(("row", "keys"), [
    ("Đặc điểm tình hình, tổ chức bộ máy", ["units"]),
    ("Việc quán triệt, học tập nghị quyết", ["studies"]),
    ("Xây dựng chương trình, kế hoạch thực hiện", ["plans"]),
    ("Kết quả thực hiện từng nhiệm vụ được giao", ["works"]),
    ("Các văn bản đã ban hành", ["papers"]),
    ("Cam kết tu dưỡng, rèn luyện", ["pledges"]),
    ("Công tác kiểm tra, giám sát nội bộ", ["cases"]),
    ("Kết quả khắc phục kết luận kiểm tra trước", ["works", "cases", "findings"]),
    ("Nguyên nhân chủ quan", []),
])  # fmt: skip
def test_a_row_is_offered_what_its_words_ask_for(row: str, keys: list[str]) -> None:
    assert fitting(row) == keys


def deployed(cast: Cast, rows: list[str]) -> Body:
    """The cell abroad is asked to report by these rows."""
    case = a_proposal(
        cast, objects=[cast.cell], basis="Thường trực giao", papers=[in_scope(cast)], examined_until=TODAY
    )
    proposing.set_outline(case=case, rows=rows, by=cast.head, at=AT)
    proposing.submit(case=case, debts=0, by=cast.head, at=AT)
    for state in (State.DECIDED, State.PREPARED):
        case.refresh_from_db()
        WALK[state](cast, case)
    case.refresh_from_db()
    ready(cast, case)
    preparing.deploy(case=case, doc=BOTH, on=TODAY, by=cast.clerk, at=AT)
    body = case.bodies.get()
    body.case.refresh_from_db()
    return body


def test_the_whole_report_is_drafted_edited_and_kept_as_it_was_sent(cast: Cast) -> None:
    body = deployed(cast, ["Kết quả thực hiện nhiệm vụ", "Nguyên nhân"])
    with pytest.raises(NotAllowed):
        reporting.draft_answers(body=body, by=cast.stranger, at=AT)
    assert reporting.draft_answers(body=body, by=cast.doer, at=AT) == 1
    with pytest.raises(Refused, match="cần viết"):
        reporting.draft_answers(body=body, by=cast.doer, at=AT)
    first, second = body.case.outline.order_by("number")
    for wrong, why in (
        ({"is_none": True, "takes": ["works"]}, "bỏ lời và số liệu"),
        ({"takes": ["nothing"]}, "lấy số liệu"),
        ({}, "lấy số liệu"),
    ):
        with pytest.raises(Refused, match=why):
            reporting.answer_outline(body=body, row=second, by=cast.doer, at=AT, **wrong)
    reporting.answer_outline(body=body, row=first, text="Đã giao thêm việc.", takes=["works"], by=cast.doer, at=AT)
    reporting.answer_outline(body=body, row=second, is_none=True, by=cast.doer, at=AT)
    duty = an_obligation(cast, Entry.objects.get(paper=in_scope(cast)))
    an_assignment(cast, obligation=duty)
    reporting.send_report(body=body, doc=PLACE, by=cast.doer, at=AT)
    sent = Answer.objects.get(body=body, row=first)
    assert (sent.text, sent.drawn_on) == ("Đã giao thêm việc.", TODAY)
    assert kept(sent)["works"].figures["given"] == 1
    an_assignment(cast, obligation=an_obligation(cast, Entry.objects.get(paper=in_scope(cast)), text="Việc sau"))
    assert kept(Answer.objects.get(pk=sent.pk))["works"].figures["given"] == 1, "what was sent does not move"
    assert drawn(Asked(body, cast.doer, AT), ["works"])["works"].figures["given"] == 2
    assert Answer.objects.get(body=body, row=second).drawn == {}
