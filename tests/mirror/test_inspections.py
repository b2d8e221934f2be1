"""Soi kiểm tra, giám sát và cam kết — counted by who sees the case, as on a day; equal to a plain recount of random rows."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from dondoc.implementation.actions.doing import note
from dondoc.inspecting.actions import reporting
from dondoc.inspecting.actions.asking import ask_documents, say_none, supply, take_back_request
from dondoc.inspecting.findings import Document, Finding, FindingPaper
from dondoc.inspecting.kinds import dossier
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case, CaseStep
from dondoc.mirror import aims, remedies
from dondoc.mirror.queries import Mirror
from dondoc.mirror.rules import Found
from dondoc.mirror.scope import Scope
from dondoc.pledging.actions.counting import count
from dondoc.pledging.actions.happening import Text, hand_in
from dondoc.pledging.words import Stage
from dondoc.regulations.actions import set_figure
from dondoc.studying.actions.holding import Held
from dondoc.units.models import Unit
from tests.cast import AT, TODAY, Cast
from tests.inspecting.making import PLACE, WALK, a_case, a_line, answered, archived, in_scope
from tests.making import an_assignment, an_entry
from tests.pledging.making import a_list
from tests.programmes.making import five_of_six
from tests.ring import stories
from tests.studying.making import a_meeting, an_asking
from tests.web.story import clock, evening

pytestmark = pytest.mark.acts


def said(cast: Cast, role: str, key: str, unit: Unit | None = None, day: date = TODAY, **more: Any) -> Found:
    scope = Scope(unit or cast.root, day, more.pop("known_by", evening(day)), **more)
    by = replace(cast.people[role], today=day, memo={})
    mirror = Mirror(by, scope)
    found = [mirror.aimed] if key == "C1" else mirror.members if key.startswith("I8") else mirror.inspected
    return next(one for one in found if one.key == key)


def figure(*told: Any, **more: Any) -> tuple[int, int, int]:
    found = said(*told, **more)
    return found.numerator, found.denominator, found.unknown


def test_what_was_found_is_counted_for_who_sees_the_case_and_as_it_was_known(cast: Cast) -> None:
    case = a_case(cast, State.ANNOUNCED)
    for role, seen in (("leader", 1), ("head", 1), ("clerk", 1), ("above", 0), ("stranger", 0)):
        assert figure(cast, role, "I16") == (0, seen, 0), role
    assert figure(cast, "doer", "I16", cast.cell) == (0, 1, 0), "the inspected see their own once it is announced"
    for state in (State.REMEDY_PLANNED, State.REMEDYING, State.REMEDY_REPORTED):
        WALK[state](cast, case)
        case.refresh_from_db()
    later, entered = TODAY + timedelta(days=40), AT + timedelta(days=50)
    Finding.objects.update(closed_on=later, closed_at=entered, verifier=cast.board)
    assert figure(cast, "leader", "I16", day=later - timedelta(days=1)) == (0, 1, 0)
    assert figure(cast, "leader", "I16", day=later) == (0, 1, 0), "confirmed for that day, and entered ten days later"
    assert figure(cast, "leader", "I16", day=later, known_by=entered) == (1, 1, 0)
    open_ = said(cast, "leader", "I16", day=TODAY + timedelta(days=31)).more
    assert (open_["overdue"], open_["oldest"], open_["middle"]) == (1, 31, 31)


def test_a_finding_of_an_earlier_notice_is_told_again_of_the_unit_it_became(cast: Cast) -> None:
    first = a_case(cast, State.ANNOUNCED)
    CaseStep.objects.filter(thing=first, to_state=State.ANNOUNCED).update(on=TODAY - timedelta(days=90))
    Case.objects.filter(pk=first.pk).update(announced_on=TODAY - timedelta(days=90))
    second = a_case(cast, State.ANNOUNCED)
    assert figure(cast, "leader", "I18") == (1, 2, 0)
    assert said(cast, "leader", "I18").more == {"untyped": 2}, "nothing says of which sort: the paper is the same"
    Finding.objects.filter(case=first).update(sort="PLAN")
    for sort, again, untyped in (("RHYTHM", 0, 0), ("PLAN", 1, 0), ("", 1, 1)):
        Finding.objects.filter(case=second).update(sort=sort)
        assert figure(cast, "leader", "I18") == (again, 2, 0), sort
        assert said(cast, "leader", "I18").more == {"untyped": untyped}
    Finding.objects.filter(case=first).update(sort="")
    Finding.objects.filter(case=second).update(sort="PLAN")
    assert figure(cast, "leader", "I18") == (1, 2, 0)
    assert said(cast, "leader", "I18").more == {"untyped": 2}, "by the paper alone: of the first nobody said which"
    FindingPaper.objects.filter(finding__case=second).delete()
    assert figure(cast, "leader", "I18") == (0, 1, 1), "no paper, nothing to compare: unknown"
    assert figure(cast, "stranger", "I18") == (0, 0, 0)


def test_a_line_past_its_time_without_a_conclusion_is_told_and_one_in_time_is_not(cast: Cast) -> None:
    line = a_line(cast, when_until=TODAY - timedelta(days=1))
    assert figure(cast, "leader", "I19") == (0, 1, 0)
    assert figure(cast, "leader", "I19", day=TODAY - timedelta(days=1)) == (0, 0, 0)
    a_case(cast, State.ANNOUNCED, line=line)
    found = said(cast, "leader", "I19")
    assert (found.numerator, found.denominator, found.more["no_limit"]) == (1, 1, 0)
    assert figure(cast, "doer", "I19") == (0, 0, 0), "the programme was told to nobody yet"


def test_a_dossier_is_counted_by_what_it_holds_or_says_it_has_not(cast: Cast) -> None:
    case = a_case(cast, State.ANNOUNCED)
    held, of, _unknown = figure(cast, "leader", "I20")
    assert 0 < held < of == len(dossier(case.sort))
    archived(cast, case)
    assert figure(cast, "leader", "I20") == (of, of, 0)
    assert figure(cast, "doer", "I20") == (0, 0, 0), "the dossier is the team's"


def test_a_dossier_handed_in_late_says_by_how_many_working_days(cast: Cast) -> None:
    """By the office's own figure: fifteen after Tuesday 24/11 end on 15/12; three more were worked by the weekend."""
    case = a_case(cast, State.ANNOUNCED)
    set_figure(key="inspection.archive", level=case.level, amount=15, unit="working_day", from_on=date(2026, 1, 1),
               ground="Quy chế", by=cast.leader, at=AT)  # fmt: skip
    in_time = said(cast, "leader", "I20", day=date(2026, 12, 15)).more
    assert (in_time["archived_late"], in_time.get("worked")) == (0, None)
    late = said(cast, "leader", "I20", day=date(2026, 12, 18)).more
    assert (late["archived_late"], late["worked"]) == (1, 3)
    assert said(cast, "leader", "I20", day=date(2026, 12, 20)).more["worked"] == 3


def test_commitments_are_counted_by_cell_and_a_small_cell_is_told_of_nowhere(cast: Cast) -> None:
    season = a_list(cast, 4)  # five with the secretary
    count(unit=cast.home, year=TODAY.year, total=4, counts={Stage.HANDED_IN: 4}, on=TODAY, by=cast.stranger, at=AT)
    assert figure(cast, "leader", "I8") == (0, 5, 1)
    for pledge in season.pledges.all()[:3]:
        hand_in(pledge=pledge, text=Text(keeper="Tủ chi bộ"), on=TODAY, by=cast.doer, at=AT)
    assert figure(cast, "leader", "I8") == (3, 5, 1), "the four of the small cell are in no figure"
    assert figure(cast, "leader", "I8", day=TODAY - timedelta(days=1)) == (0, 0, 2)
    assert figure(cast, "leader", "I8.review") == (0, 0, 2), "this year is not over, of the last nothing is known"


def test_a_commitment_handed_in_after_the_day_is_none_in_time(cast: Cast) -> None:
    """By the list which; by counts, what was told of that day, and nothing where a cell told only later."""
    due = date(TODAY.year, 11, 24)
    set_figure(key="pledging.hand_in", amount=(due - date(TODAY.year, 1, 1)).days, unit="calendar_day",
               from_on=date(2025, 1, 1), ground="Quy chế", by=cast.leader, at=AT)  # fmt: skip
    season = a_list(cast, 4)  # five with the secretary
    first, second, *_others = season.pledges.all()
    hand_in(pledge=first, text=Text(keeper="Tủ chi bộ"), on=due, by=cast.doer, at=AT)
    assert said(cast, "leader", "I8", day=due).is_open, "the day is not over"
    late = AT + timedelta(days=3)
    hand_in(pledge=second, text=Text(keeper="Tủ chi bộ"), on=due + timedelta(days=2), by=cast.doer, at=late)
    day = {"day": due + timedelta(days=5)}
    found = said(cast, "leader", "I8", **day)
    assert (found.numerator, found.denominator, found.more["late"], found.is_open) == (1, 5, 1, False)
    told = {"unit": cast.home, "year": TODAY.year, "by": cast.stranger}
    count(**told, total=9, counts={Stage.HANDED_IN: 8}, on=due + timedelta(days=3), at=late)
    assert figure(cast, "leader", "I8", **day) == (1, 5, 1), "told after the day: in time or not is not known"
    count(**told, total=9, counts={Stage.HANDED_IN: 6}, on=due, at=late)
    found = said(cast, "leader", "I8", **day)
    assert (found.numerator, found.denominator, found.unknown, found.more["late"]) == (7, 14, 0, 3)


def test_commitments_of_the_years_before_are_the_trend_of_this_one(cast: Cast) -> None:
    """By year, and a small cell is in none of them; a year nobody told of is left out."""
    for unit, by, year, total, n in (
        (cast.cell, cast.doer, 2026, 10, 9), (cast.cell, cast.doer, 2025, 8, 6), (cast.cell, cast.doer, 2023, 8, 2),
        (cast.home, cast.stranger, 2025, 4, 4), (cast.cell, cast.doer, 2022, 8, 8),
    ):  # fmt: skip
        count(unit=unit, year=year, total=total, counts={Stage.HANDED_IN: n}, on=TODAY, by=by, at=AT)
    found = said(cast, "leader", "I8")
    points = [(point.numerator, point.denominator) for point in found.trend]
    assert dict(zip(found.years, points, strict=True)) == {2023: (2, 8), 2025: (6, 8), 2026: (9, 10)}
    assert said(cast, "leader", "I8", day=TODAY - timedelta(days=1)).years == (), "nothing was told by then"


def test_targets_have_a_trend_of_how_they_stood_when_each_quarter_ended(cast: Cast) -> None:
    """The term ended with 2025: before, nothing was known; after, no programme ran."""
    five_of_six(cast)
    trend = said(cast, "leader", "C1").trend
    assert [(point.numerator, point.denominator) for point in trend] == [(0, 0)] * 3 + [(5, 6)] + [(0, 0)] * 4
    assert said(cast, "leader", "C1", cast.cell).trend == ()
    scope = Scope(cast.root, TODAY, evening(TODAY))
    with CaptureQueriesContext(connection) as one:
        aims.targets(cast.leader, scope)
    with CaptureQueriesContext(connection) as eight:
        aims.trend(cast.leader, scope)
    assert len(eight) == len(one), "asked once for the eight days"


def test_a_short_list_of_a_large_cell_is_counted_and_one_of_unknown_size_is_not(cast: Cast) -> None:
    """Fewer than five are members of the unit, not lines of a list; what nobody told is hidden, and not called few."""
    a_list(cast, 2)  # three with the secretary
    assert figure(cast, "leader", "I8") == (0, 0, 2)
    scope = Scope(cast.root, TODAY, evening(TODAY))
    cell = Mirror(cast.leader, scope).pledged("I8").cell(cast.cell.pk)
    assert (cell.is_unsized, cell.is_few) == (True, False)
    a_meeting(cast, an_asking(cast, an_entry(cast)), held=Held(TODAY, present=9, total=13))
    assert figure(cast, "leader", "I8") == (0, 3, 1)
    count(unit=cast.cell, year=2025, total=3, counts={Stage.HANDED_IN: 3}, on=TODAY, by=cast.doer, at=AT)
    assert said(cast, "leader", "I8").years == (2026,), "it has grown since: of the year it was small nothing is told"
    assert figure(cast, "leader", "I8", day=TODAY - timedelta(days=1), known_by=evening(TODAY)) == (0, 0, 2)


@pytest.mark.parametrize(
    ("then", "now", "years"),
    [(13, 13, (2025, 2026)), (3, 13, ()), (13, 3, ()), ((3, 13), 13, (2026,)), ((13, 3), 13, ())],
)
def test_of_a_year_in_which_a_cell_was_small_nothing_is_told_nor_of_one_small_now(
    cast: Cast, then: Any, now: int, years: tuple[int, ...]
) -> None:
    """By its sessions, whatever list it kept: a short one may be of a large cell."""
    asking = an_asking(cast, an_entry(cast))
    for n, total in enumerate(then if isinstance(then, tuple) else (then,)):
        a_meeting(cast, asking, held=Held(date(2025, 3 + n, 1), present=2, total=total))
    a_meeting(cast, asking, held=Held(TODAY, present=2, total=now))
    for year in (2025, 2026):
        count(unit=cast.cell, year=year, total=3, counts={Stage.HANDED_IN: 2}, on=TODAY, by=cast.doer, at=AT)
    assert said(cast, "leader", "I8").years == years


def test_what_was_done_or_entered_just_before_the_team_came_is_told_apart(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    case = a_case(cast, State.DEPLOYED)
    Case.objects.filter(pk=case.pk).update(deployed_on=TODAY + timedelta(days=200))
    CaseStep.objects.filter(thing=case, to_state=State.DEPLOYED).update(on=TODAY + timedelta(days=200))
    day = TODAY + timedelta(days=250)
    assert figure(cast, "leader", "I7", day=day) == (0, 0, 2), "nothing in the year before: not even, not uneven"
    for on, at in ((10, 10), (100, 100), (20, 180), (195, 195), (205, 205)):  # the third was entered much later
        moment = {"on": TODAY + timedelta(days=on), "at": AT + timedelta(days=at)}
        note(
            assignment=share, text="Đã làm", by=replace(cast.doer, today=TODAY + timedelta(days=at), memo={}), **moment
        )
    assert figure(cast, "leader", "I7", day=day) == (2, 4, 1)
    assert figure(cast, "above", "I7", day=day) == (0, 0, 0)


def test_an_outline_is_counted_once_its_day_is_over_or_the_report_was_sent(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    assert figure(cast, "leader", "I13") == (0, 0, 2)
    answered(cast, case)
    body = case.bodies.get(unit=cast.cell)
    reporting.send_report(body=body, doc=PLACE, by=cast.doer, at=AT)
    assert figure(cast, "leader", "I13") == (2, 2, 1)
    Case.objects.filter(pk=case.pk).update(report_due_on=TODAY - timedelta(days=4))
    found = said(cast, "leader", "I13")
    assert (found.numerator, found.denominator, found.unknown, found.more["late"], found.more["delay"]) == (4, 4, 0, 2, 4)  # fmt: skip
    assert figure(cast, "doer", "I13", cast.cell) == (2, 2, 0)


def test_a_row_of_an_outline_answered_in_words_alone_is_told_apart(cast: Cast) -> None:
    """Shown by figures of the software, or by a document the team was given for it; what it was shown by once, it stays."""
    case = a_case(cast, State.DEPLOYED)
    Case.objects.filter(pk=case.pk).update(report_due_on=TODAY - timedelta(days=1))
    body, (first, second) = case.bodies.get(unit=cast.cell), case.outline.order_by("number")
    said_ = {"body": body, "by": cast.doer}
    for row in (first, second):
        reporting.answer_outline(row=row, text="Đã chỉ đạo sâu sát", at=AT, **said_)

    def shown(day: date = TODAY) -> tuple[int, int, float]:
        found = said(cast, "leader", "I13", cast.cell, day=day)
        return found.numerator, found.denominator, found.more["in_words"]

    assert shown() == (0, 2, 2)
    later = AT + timedelta(days=2)
    now = reporting.answer_stamp(first.answers.get(body=body))
    reporting.answer_outline(row=first, takes=["works"], was=now, at=later, **said_)
    request = ask_documents(body=body, row=second, text="Sổ", due_on=TODAY + timedelta(days=9), by=cast.clerk, at=AT)
    assert (shown(), shown(TODAY + timedelta(days=2))) == ((0, 2, 2), (1, 2, 1))
    supply(request=request, doc=PLACE, by=cast.doer, at=later + timedelta(days=1))
    assert (shown(TODAY + timedelta(days=2)), shown(TODAY + timedelta(days=3))) == ((1, 2, 1), (2, 2, 0))
    reporting.answer_outline(
        row=first, text="Bằng lời", was=reporting.answer_stamp(first.answers.get(body=body)), at=later, **said_
    )
    assert shown(TODAY + timedelta(days=3)) == (2, 2, 0)


def test_a_document_counts_once_it_was_answered_or_its_day_is_over(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    body = case.bodies.get(unit=cast.cell)
    first, second, third = (
        ask_documents(body=body, text=f"Sổ {n}", due_on=TODAY + timedelta(days=2), by=cast.clerk, at=AT)
        for n in range(3)
    )
    assert figure(cast, "leader", "I13.files") == (0, 0, 2), "asked, and not yet due"
    supply(request=first, doc=PLACE, by=cast.doer, at=AT)
    assert figure(cast, "leader", "I13.files") == (1, 1, 1)
    say_none(request=second, reason="Chưa mở sổ", by=cast.doer, at=AT)
    day = TODAY + timedelta(days=9)
    found = said(cast, "leader", "I13.files", day=day)
    assert (found.numerator, found.denominator, found.more["late"], found.more["delay"]) == (2, 3, 1, 7)
    take_back_request(request=third, reason="Thôi", by=cast.clerk, at=AT)
    assert figure(cast, "leader", "I13.files", day=day) == (2, 2, 1)


@pytest.mark.wide
@pytest.mark.parametrize("seed", stories(4))
def test_any_cases_are_counted_as_by_hand(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    papers = [in_scope(cast), an_entry(cast, "72").paper]
    cases = [a_case(cast, State.ANNOUNCED) for _n in range(3)]
    for case in cases:
        _shaken(case, papers, cast, chance)
    for _n in range(8):
        day = TODAY + timedelta(days=chance.randint(-120, 60))
        known = evening(day + timedelta(days=chance.choice((0, 0, 30, 200))))
        scope = Scope(chance.choice((cast.root, cast.branch, cast.cell)), day, known, chance.choice(("", "own", "below")), chance.choice(("", "year", "quarter")))  # fmt: skip
        by = replace(cast.leader, today=day, memo={})
        found = {one.key: (one.numerator, one.denominator, one.unknown) for one in Mirror(by, scope).inspected}
        assert {key: found[key] for key in ("I16", "I18", "I20")} == slowly(scope), scope


def _shaken(case: Case, papers: list[Any], cast: Cast, chance: random.Random) -> None:
    """Announced on some day, entered some days later; findings of either unit, some closed, some on no paper."""
    on = TODAY - timedelta(days=chance.randint(0, 200))
    at = evening(on + timedelta(days=chance.choice((0, 0, 15))))
    Case.objects.filter(pk=case.pk).update(announced_on=on)
    CaseStep.objects.filter(thing=case, to_state=State.ANNOUNCED).update(on=on, at=at)
    Document.objects.filter(case=case).update(on=on, at=at)
    for body in case.bodies.all():
        closed = chance.choice((None, on + timedelta(days=chance.randint(1, 90))))
        closing = (
            {"closed_on": closed, "closed_at": evening(closed + timedelta(days=chance.choice((0, 20))))}
            if closed
            else {}
        )
        one = Finding.objects.create(
            case=case, body=body, text="Chậm", at=AT, owner=body.unit, due_on=on + timedelta(days=30), product="Kế hoạch",
            evidence="Có", reported_on=on, verifier=cast.board, sort=chance.choice(("", "PLAN", "RHYTHM")), **closing,
        )  # fmt: skip
        for paper in chance.sample(papers, chance.randint(0, 2)):
            FindingPaper.objects.create(finding=one, paper=paper)


def slowly(scope: Scope) -> dict[str, tuple[int, int, int]]:
    """The same by plain loops over every row, of who sees them all."""
    told = {step.thing_id: step for step in CaseStep.objects.filter(to_state=State.ANNOUNCED) if step.on <= scope.day and step.at <= scope.known_by}  # fmt: skip
    every = [one for one in Finding.objects.select_related("case", "body__unit") if one.case_id in told and one.answered != "ACCEPTED"]  # fmt: skip
    mine = [one for one in every if _is_in(scope, one.body.unit) and _since(scope, one.case.announced_on)]
    closed = [one for one in mine if one.closed_on and one.closed_on <= scope.day and _by(one.closed_at, scope)]
    papers = {one.pk: {row.paper_id for row in one.papers.all()} for one in every}
    named = [one for one in mine if papers[one.pk]]
    again = [
        one for one in named
        if any(o.body.unit == one.body.unit and papers[o.pk] & papers[one.pk] and o.case.announced_on < one.case.announced_on
               and (not one.sort or not o.sort or one.sort == o.sort) for o in every)
    ]  # fmt: skip
    cases = [case for case in Case.objects.filter(pk__in=told) if _is_in(scope, case.body) and _since(scope, case.announced_on)]  # fmt: skip
    held = [{row.what for row in case.dossier.all() if row.on <= scope.day and row.at <= scope.known_by} & set(dossier(case.sort)) for case in cases]  # fmt: skip
    return {
        "I16": (len(closed), len(mine), 0),
        "I18": (len(again), len(named), len(mine) - len(named)),
        "I20": (sum(map(len, held)), sum(len(dossier(case.sort)) for case in cases), 0),
    }


def _by(at: datetime | None, scope: Scope) -> bool:
    return at is None or at <= scope.known_by


def _is_in(scope: Scope, unit: Any) -> bool:
    if scope.part == "own":
        return bool(unit == scope.unit)
    return bool(unit.is_inside(scope.unit)) and not (scope.part == "below" and unit == scope.unit)


def _since(scope: Scope, day: Any) -> bool:
    return day is not None and (scope.first is None or day >= scope.first)


@pytest.fixture
def client(cast: Cast) -> Client:
    found = Client()
    found.force_login(cast.user("leader"), backend="django.contrib.auth.backends.ModelBackend")
    return found


def test_who_sees_no_inspection_is_told_so_once(cast: Cast, client: Client) -> None:
    told = "chỉ tính trong những cuộc đồng chí được xem"
    tree = _page(client, reverse("mirror"))
    words = " ".join(tree.get_element_by_id("indicators").text_content().split())
    assert told in words
    assert "Khuyết điểm" not in words
    a_case(cast, State.ANNOUNCED)
    words = " ".join(_page(client, reverse("mirror")).get_element_by_id("indicators").text_content().split())
    assert told not in words
    assert "Khuyết điểm đã khắc phục" in words


def test_every_figure_opens_its_rows_and_says_whose_it_counts(cast: Cast, client: Client) -> None:
    a_case(cast, State.ANNOUNCED)
    a_list(cast, 4)
    for key, amount in (("mirror.remedied", 100), ("mirror.dossier", 100)):
        set_figure(key=key, amount=amount, unit="percent", from_on=date(2026, 1, 1), ground="Quy chế", by=cast.leader, at=AT)  # fmt: skip
    tree = _page(client, reverse("mirror"))
    words = " ".join(tree.get_element_by_id("indicators").text_content().split())
    assert "trong những cuộc đồng chí được xem" in words
    assert "còn mở: lâu nhất 31 ngày" in words
    three = " ".join(tree.get_element_by_id("three").text_content().split())
    assert "1 trong 1 khuyết điểm đã công bố chưa được xác nhận khắc phục" in three
    for key in ("I8", "I16", "I18", "I19", "I20", "I7", "I13", "I13.files"):
        links = [a.get("href") for a in tree.xpath(f"//*[@id='indicators']//a[contains(@href,'of={key}&') or contains(@href,'of={key}#')]")]  # fmt: skip
        for link in links:
            shown = _page(client, link)
            assert shown.xpath("//tbody/tr"), link
    row = _page(client, f"{reverse('mirror_rows')}?of=I16&side=rest").xpath("//tbody/tr")[0]
    assert "quá hạn khắc phục" in row.text_content()


@pytest.mark.parametrize(
    ("days", "key"), [(0, "30"), (30, "30"), (31, "90"), (90, "90"), (91, "180"), (180, "180"), (181, "over")]
)
def test_open_findings_are_drawn_by_their_age_and_each_part_opens_them(cast: Cast, days: int, key: str) -> None:
    a_case(cast, State.ANNOUNCED)
    day = TODAY + timedelta(days=days)
    rows = Mirror(cast.leader, Scope(cast.root, day, evening(day))).findings
    assert {age for age, n in remedies.ages(rows, day).items() if n} == {key}
    assert [age for age in remedies.AGES if remedies.aged(rows, day, age).exists()] == [key]


def test_the_picture_of_ages_opens_its_rows(cast: Cast, client: Client) -> None:
    assert not _page(client, reverse("mirror")).xpath("//*[@id='ages']"), "nothing found, nothing drawn"
    a_case(cast, State.ANNOUNCED)
    part = _page(client, reverse("mirror")).get_element_by_id("ages")
    (link,) = [a.get("href") for a in part.xpath(".//nav//a")]
    assert "1 31 đến 90 ngày" in " ".join(part.text_content().split())
    assert len(_page(client, link).xpath("//tbody/tr")) == 1


def _page(client: Client, address: str) -> html.HtmlElement:
    with clock(AT + timedelta(days=31)):
        answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)
