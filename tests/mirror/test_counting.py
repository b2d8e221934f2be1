"""Soi — the figures against a slow, obvious computation on random stories; asked again later they are the same."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dondoc.documents.actions.registering import register
from dondoc.documents.models import Paper
from dondoc.implementation.actions import proving
from dondoc.inspecting.lifecycle import State
from dondoc.mirror import rules, studies
from dondoc.mirror.queries import Mirror
from dondoc.mirror.scope import PARTS as WHOSE
from dondoc.mirror.scope import PERIODS, Scope
from dondoc.mirror.words import IN_DAYS, PARTS
from dondoc.obligations.actions import confirming
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.rules import Due
from dondoc.planning.actions.issuing import issue as issue_plan
from dondoc.reminding.actions import occurring
from dondoc.reminding.models import Occurrence
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import HANOI
from dondoc.studying.actions import asking, deciding, holding
from dondoc.studying.models import Asking, Meeting
from dondoc.urging.actions import answering, issuing
from dondoc.urging.models import Urged
from tests.cast import AT, TODAY, Cast
from tests.inspecting.making import a_case
from tests.making import fields
from tests.mirror import slow
from tests.planning.making import a_book, a_paper, a_plan
from tests.urging.making import letters
from tests.web.story import DEEDS, Story, an_actor, evening

pytestmark = pytest.mark.acts
MANY = 30 if os.environ.get("DONDOC_RING", "test") == "long" else 3


@dataclass
class Longer(Story):
    """Chuyện có việc định kỳ và kế hoạch — every other day at an hour when it is still yesterday abroad."""

    def at(self) -> datetime:
        return datetime.combine(self.day, time(3 if self.day.day % 2 else 10), HANOI)

    def begin(self) -> None:
        self.register(0)
        for recurs in ("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=HOURLY"):
            duty = confirming.confirm(
                entry=self.entries[0], text=f"Báo cáo {recurs}", product="Báo cáo", kind="standing",
                due=Due(None, "hằng tuần", "week", recurs), **self.by("clerk"),
            )  # fmt: skip
            assign(obligation=duty, unit=self.cast.cell, due_on=None, **self.by("leader"))
        self.confirm(3)
        self.assign(1)

    def open(self, turn: int) -> None:
        occurring.open_due(self.at())

    def tell(self, turn: int) -> None:
        row = self._pick(Occurrence.objects.filter(state="DUE").select_related("assignment__unit"), turn)
        occurring.report(occurrence=row, text="Đã báo cáo", on=self.day - timedelta(days=turn % 2), **self.by("doer"))

    def agree(self, turn: int) -> None:
        row = self._pick(Occurrence.objects.filter(state="REPORTED").select_related("assignment__unit"), turn)
        if turn % 2:
            occurring.confirm(occurrence=row, **self.by("leader"))
        else:
            occurring.give_back(occurrence=row, reason="Thiếu số liệu", **self.by("leader"))

    def plan(self, turn: int) -> None:
        number = str(300 + Paper.objects.count())
        said = fields(number, kind="Kế hoạch", so_ky_hieu=f"{number}-KH/ĐUK", issued_on=self.day)
        entry = register(
            register=self.cast.incoming, issuer=self.cast.khoi, fields=said, on=self.day, **self.by("clerk")
        )
        share, who = self._share(turn)
        proving.add_evidence(assignment=share, kind="PAPER", text="Kế hoạch", paper=entry.paper, **who)

    def inform(self, turn: int) -> None:
        confirming.confirm(entry=self.entries[turn % len(self.entries)], text=f"Tin {turn}", product="Bản tin tuần",
                           due=Due(self.day + timedelta(days=turn)), **self.by("clerk"))  # fmt: skip

    def ask(self, turn: int) -> None:
        due = (
            {"due_on": self.day + timedelta(days=turn % 4), "due_source": "mục 2"}
            if turn % 3
            else {"due_on": None, "due_source": ""}
        )
        across = ("CELLS", "ALL", "CHILDREN")[turn % 3]
        asking.ask(entry=self.entries[turn % len(self.entries)], across=across, **due, **self.by("leader"))

    def hold(self, turn: int) -> None:
        row = self._pick(Asking.objects.standing(), turn)
        unit, role = ((self.cast.cell, "doer"), (self.cast.home, "stranger"))[turn % 2]
        counts = {"present": 2 + turn % 2, "total": 4 + turn % 5} if turn % 4 else {}
        held = holding.Held(self.day - timedelta(days=turn % 3), **counts)  # type: ignore[arg-type]
        holding.hold_session(unit=unit, papers=[row.paper], held=held, **self.by(role))

    def make_up(self, turn: int) -> None:
        row = self._pick(Meeting.objects.standing(), turn)
        role = "doer" if row.unit_id == self.cast.cell.pk else "stranger"
        holding.add_make_up(meeting=row, held=holding.Held(self.day, present=1), **self.by(role))

    def decide(self, turn: int) -> None:
        row = self._pick(Asking.objects.standing(), turn)
        unit, role = ((self.cast.cell, "doer"), (self.cast.home, "stranger"))[turn % 2]
        deciding.decide_study(unit=unit, paper=row.paper, way=("STUDY", "NONE", "SPREAD")[turn % 3], reason="Theo kế hoạch",
                        **self.by(role))  # fmt: skip

    def urge(self, turn: int) -> None:
        share, _who = self._share(turn)
        answer_on = self.day + timedelta(days=turn % 4) if turn % 5 else None
        issuing.issue(assignments=[share], rung="URGE", unit=self.cast.root, register=letters(self.cast), on=self.day,
                      answer_on=answer_on, **self.by("office"))  # fmt: skip

    def reply(self, turn: int) -> None:
        row = self._pick(Urged.objects.filter(state__in=["SENT", "RECEIVED"]).select_related("assignment__unit"), turn)
        answering.answer(lines=[row], text="Đang làm", **self._doer(row.assignment))


MORE = (*DEEDS, Longer.open, Longer.tell, Longer.agree, Longer.plan, Longer.open, Longer.tell, Longer.inform, Longer.ask,
        Longer.hold, Longer.make_up, Longer.decide, Longer.urge, Longer.reply, Longer.hold, Longer.ask)  # fmt: skip
deeds = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, len(MORE) - 1), st.integers(0, 11)), min_size=20, max_size=60
)
scopes = st.tuples(st.sampled_from(["root", "branch", "cell"]), st.sampled_from(WHOSE), st.sampled_from(PERIODS))


def live(story: Longer, told: list[tuple[int, int, int]]) -> None:
    for wait, deed, turn in told:
        story.day += timedelta(days=wait)
        with suppress(Refused, ZeroDivisionError), transaction.atomic():
            MORE[deed](story, turn)  # type: ignore[arg-type]


MOST = 70  # queries of a page, of ten works and two cases as of many
APART = ("C1", "I8", "I8.review", "I16", "I18", "I19", "I20", "I7", "I13", "I13.files")


def _said(mirror: Mirror) -> dict[str, Any]:
    """As the slow computation says it."""
    found: dict[str, Any] = {
        one.key: (one.numerator, one.denominator, one.unknown)
        for one in [*mirror.health, *mirror.indicators]
        if one.key not in APART  # no story of works holds them: test_pages, test_inspections
    }
    return found | {"classes": {name: n for name, n in mirror.classes.items() if n}}


def _whole(mirror: Mirror) -> list[Any]:
    """Everything of it, trends and values with it."""
    return [mirror.classes, mirror.health, mirror.indicators, mirror.sentences]


@pytest.mark.timeout(1800)  # many stories in the long ring, beside whatever else runs
@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(told=deeds, back=st.integers(1, 40), asked=st.lists(scopes, min_size=2, max_size=4))
def test_any_story_is_counted_as_by_hand_and_ever_after(
    cast: Cast, told: list[tuple[int, int, int]], back: int, asked: list[tuple[str, str, str]]
) -> None:
    """Halfway through: today's columns, the dated rows and the plain loops agree; at the end that evening is told the same."""
    with transaction.atomic():
        story = Longer(cast)
        story.begin()
        live(story, told[: len(told) // 2])
        at, actor = evening(story.day), an_actor(cast, "leader", story.day)
        kept = []
        for name, part, period in asked:
            scope = Scope(getattr(cast, name), story.day, at, part, period)
            now, then = Mirror(actor, scope, is_today=True), Mirror(actor, scope)
            assert _said(now) == slow.figures(scope)
            assert _whole(now) == _whole(then)
            _opens_its_rows(then)
            kept.append((scope, _whole(now)))
        story.day += timedelta(days=back)
        live(story, told[len(told) // 2 :])
        later = an_actor(cast, "leader", story.day)
        for scope, whole in kept:
            assert _whole(Mirror(later, scope)) == whole
            past = Scope(scope.unit, scope.day, evening(story.day), scope.part, scope.period)
            assert _said(Mirror(later, past)) == slow.figures(past)
        transaction.set_rollback(True)


def _opens_its_rows(mirror: Mirror) -> None:
    """As many rows are listed as were counted; plans and units are counted by paper and unit."""
    for found in [*mirror.health, *mirror.indicators]:
        if found.key in ("I5", "I6", "Q3"):
            continue
        if found.key in ("Q1", "Q2"):
            _opens_its_units(mirror, found)
            continue
        listed = [mirror.listed(found.key, side).count() for side in ("hit", "rest", "all")]
        assert listed == [found.numerator, found.denominator - found.numerator, found.denominator], found.key
        for part in PARTS.get(found.key, {}):
            if part not in IN_DAYS and part != "unasked":
                assert mirror.listed(found.key, part).count() == found.more.get(part, 0), (found.key, part)
        if found.key in ("I1", "I2.plan", "I2", "I3", "I11", "I12", "D1", "C1"):
            assert mirror.listed(found.key, "unknown").count() == found.unknown, found.key
    for name, n in mirror.classes.items():
        assert mirror.listed(name, "hit").count() == n, name
    cover = next(found for found in mirror.indicators if found.key == "I5")
    busy = {row.unit_then for row in mirror.listed("I5", "hit")}  # type: ignore[attr-defined]
    assert len(busy) == cover.numerator
    lazy = {row.unit_then for row in mirror.listed("I5", "rest")}  # type: ignore[attr-defined]
    assert (len(lazy), busy & lazy) == (cover.denominator - cover.numerator, set())
    assert mirror.listed("I4", "silent").count() == slow.silent(mirror.scope)
    came = next(found for found in mirror.indicators if found.key == "Q3")
    told = mirror.listed("Q3", "hit")
    assert (sum(s.came for s in told), sum(s.total for s in told)) == (came.numerator, came.denominator)  # type: ignore[attr-defined]
    assert mirror.listed("Q3", "unknown").count() == came.unknown
    assert all(s.total >= rules.FEW for s in told), "of few members no count is shown"


def _opens_its_units(mirror: Mirror, found: rules.Found) -> None:
    """Each asking opens as many units as it was counted with."""
    sides = {
        "hit": found.numerator, "rest": found.denominator - found.numerator, "all": found.denominator, "unknown": found.unknown,
        "left": found.more.get("left", 0),
    }  # fmt: skip
    sides |= {"left": 0} if found.key == "Q2" else {}
    for side, n in sides.items():
        opened = {
            one.asking.pk: studies.lines(one.asking, mirror.actor, mirror.scope, found.key, side)
            for one in mirror.studies
        }
        assert {pk: len(lines) for pk, lines in opened.items()} == {
            one.asking.pk: studies.counts(one, found.key, side) for one in mirror.studies
        }
        assert sum(map(len, opened.values())) == n, (found.key, side)


def test_what_is_asked_does_not_grow_with_the_works_and_the_cases(cast: Cast) -> None:
    story, counts = Longer(cast), []
    story.begin()
    for _round in range(2):
        for turn in range(6):
            live(
                story, [(1, MORE.index(deed), turn) for deed in (Story.confirm, Story.assign, Story.accept, Story.note)]
            )
        for _more in range(_round + 1):
            a_case(cast, State.DEPLOYED)
            a_case(cast, State.ANNOUNCED)
        scope = Scope(cast.root, story.day, evening(story.day))
        with CaptureQueriesContext(connection) as asked:
            _whole(Mirror(an_actor(cast, "leader", story.day), scope, is_today=True))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST


def test_who_sees_a_branch_counts_that_branch_alone(cast: Cast) -> None:
    """A secretary of another cell sees none of it, whatever unit is asked."""
    story = Longer(cast)
    story.begin()
    for role, n in (("leader", 3), ("doer", 2), ("stranger", 0)):
        mirror = Mirror(an_actor(cast, role, story.day), Scope(cast.root, story.day, evening(story.day)), is_today=True)
        assert sum(mirror.classes.values()) == n, role


def test_few_units_of_a_level_are_not_told_in_the_middle(cast: Cast) -> None:
    assert rules.middle([1.0, 2.0, 3.0, None, 9.0]) is None
    assert rules.middle([1.0, 2.0, 3.0, 4.0, 9.0]) == 3.0


def test_a_plan_made_and_issued_here_is_a_plan(cast: Cast) -> None:
    """Though nobody shows its paper as evidence of the work; one that is only drafted is none."""
    entry, _dated, _open = a_paper(cast)
    plan = a_plan(cast, entry, unit=cast.branch, by=cast.above)
    scope = Scope(cast.root, TODAY, AT)
    drafted = slow.figures(scope)["I1"]
    assert drafted == (0, 1, 0), "it has begun one: still open"
    issue_plan(plan=plan, register=a_book(cast, cast.branch), on=TODAY, by=cast.office, at=AT)
    for is_today in (True, False):
        mirror = Mirror(cast.leader, scope, is_today=is_today)
        found = next(one for one in mirror.indicators if one.key == "I1")
        assert (found.numerator, found.denominator, found.unknown) == slow.figures(scope)["I1"] == (1, 1, 0)
        assert [row.unit_id for row in mirror.listed("I1", "hit")] == [cast.branch.pk]
