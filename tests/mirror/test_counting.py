"""Soi — the figures against a slow, obvious computation on random stories; asked again later they are the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from dondoc.documents.actions.registering import register
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Paper, Register
from dondoc.implementation.actions import closing, doing, proving
from dondoc.inspecting.lifecycle import State
from dondoc.mirror import rules, studies
from dondoc.mirror.queries import Mirror
from dondoc.mirror.scope import PARTS as WHOSE
from dondoc.mirror.scope import PERIODS, Scope
from dondoc.mirror.words import IN_DAYS, PARTS
from dondoc.obligations.actions import confirming
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.rules import Due
from dondoc.planning.actions.drafting import change_item, draft
from dondoc.planning.actions.issuing import issue as issue_plan
from dondoc.regulations.actions import set_figure
from dondoc.reminding.actions import occurring
from dondoc.reminding.models import Occurrence
from dondoc.reorganising.actions.merging import merge
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import HANOI
from dondoc.studying.actions import asking, deciding, holding
from dondoc.studying.models import Asking, Meeting
from dondoc.units.actions import change, establish, move
from dondoc.units.models import Unit
from dondoc.units.rules import Decision
from dondoc.urging.actions import answering, issuing
from dondoc.urging.models import Urged
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.inspecting.making import a_case
from tests.making import an_entry, an_obligation, fields
from tests.mirror import slow
from tests.mirror.rows import House
from tests.planning.making import a_book, a_paper, a_plan, completed
from tests.ring import IS_LONG, stories
from tests.urging.making import letters
from tests.web.story import DEEDS, FIRST, Story, an_actor, evening

pytestmark = pytest.mark.acts
MANY = 35 if IS_LONG else 12  # deeds by chance, beside one of each sort


@dataclass
class Longer(Story):
    """Chuyện có việc định kỳ và kế hoạch — every other day at an hour when it is still yesterday abroad."""

    def at(self) -> datetime:
        return datetime.combine(self.day, time(3 if self.day.day % 2 else 10), HANOI)

    cells: list[Unit] = field(default_factory=list)

    def begin(self) -> None:
        self.register(0)
        for n in range(6):
            parent = self.cast.branch if n % 2 else self.cast.root
            self.cells.append(
                establish(name=f"Chi bộ số {n}", kind="CHI_BO", parent=parent, by=self.cast.setup, at=AT, on=BEGAN)
            )
        for recurs, product in (
            ("FREQ=WEEKLY;BYDAY=MO,TH", "Báo cáo"), ("FREQ=HOURLY", "Báo cáo"), ("FREQ=WEEKLY;BYDAY=TU", "Bản tin")
        ):  # fmt: skip
            duty = confirming.confirm(
                entry=self.entries[0], text=f"{product} {recurs}", product=product, kind="standing",
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

    def _doer(self, share: Assignment) -> dict[str, Any]:
        """Of the cells beside the cast nobody has an account."""
        own = share.unit_id in (self.cast.cell.pk, self.cast.branch.pk, self.cast.board.pk)
        return super()._doer(share) if own else {"by": self.cast.setup, "at": self.at()}

    def spread(self, turn: int) -> None:
        """Given to most cells at once, each with a day of its own."""
        duty = self._pick(Obligation.objects, turn)
        for n, cell in enumerate([*self.cells, self.cast.home]):
            due = None if (turn + n) % 5 == 4 else self.day + timedelta(days=(turn + n) % 6)
            with suppress(Refused):
                assign(obligation=duty, unit=cell, due_on=due, due_reason="Theo yêu cầu", **self.by("leader"))

    def give_branch(self, turn: int) -> None:
        for duty in Obligation.objects.order_by("id"):
            with suppress(Refused):
                assign(obligation=duty, unit=self.cast.branch, due_on=None, due_reason="Chưa rõ", **self.by("leader"))

    def hand_down(self, turn: int) -> None:
        """What the branch has goes on to cells below it, one a day later than the other."""
        below = (self.cast.cell, Unit.objects.get(pk=self.cells[1].pk))
        for share in Assignment.objects.filter(unit=self.cast.branch).order_by("id")[turn % 2 :]:
            with suppress(Refused):
                assign(obligation=share.obligation, unit=below[turn % 2], parent=share, due_on=share.due_on, due_reason="Theo cấp trên",
                       **{**self.by("above"), "by": self.cast.setup})  # fmt: skip

    def stir(self, turn: int) -> None:
        """Those cells do something, or not."""
        for n, share in enumerate(Assignment.objects.filter(unit__in=[*self.cells, self.cast.home]).order_by("id")):
            said = {
                "assignment": share,
                "on": max(self.day - timedelta(days=(turn + n) % 6), share.on),
                **self._doer(share),
            }
            with suppress(Refused):
                if (turn + n) % 3 == 0:
                    proving.add_evidence(kind="WORDS", text=f"Báo cáo {turn}", keeper="Văn phòng", **said)
                elif (turn + n) % 3 == 1:
                    closing.submit(text="Đã xong", **said)
                else:
                    doing.note(text=f"Đang làm {turn}", **said)

    def reword(self, turn: int) -> None:
        said = ("Kế hoạch", "Bản tin tuần", "Báo cáo", "Chương trình hành động")[turn % 4]
        changed: dict[str, Any] = {"product": said} if turn % 3 else {"text": f"Xây dựng kế hoạch {turn}"}
        changed |= {} if turn % 2 else {"due_on": self.day + timedelta(days=turn)}
        confirming.amend(obligation=self._pick(Obligation.objects.filter(assignments__unit__in=self.cells).distinct(), turn), paper=self.entries[-1].paper,
                         from_on=self.day - timedelta(days=turn % 4), **changed, **self.by("leader"))  # fmt: skip

    def allow(self, turn: int) -> None:
        """The office says how many days a plan may take."""
        set_figure(key="mirror.plan_lag", amount=1 + turn, unit="calendar_day", from_on=self.day - timedelta(days=turn % 3),
                   ground="Quy chế", **self.by("leader"))  # fmt: skip

    def draw_up(self, turn: int) -> None:
        """A plan of the committee asks plans of those below, of the branch has days of its own; some are issued."""
        entry, unit, by = self.entries[turn % len(self.entries)], self.cast.root, "leader"
        if turn % 2:
            unit, by = self.cast.branch, "above"
        plan = draft(paper=entry.paper, unit=unit, title="Thực hiện", **self.by(by))
        for n, item in enumerate(plan.items.order_by("id")):
            owner = (self.cast.branch, self.cast.cell, self.cells[0], unit)[(turn + n) % 4]
            said = {"text": f"Xây dựng kế hoạch {n}"} if n % 2 == 0 else {}
            words = completed(
                item, owner=owner, owner_words="", due_on=self.day + timedelta(days=(turn + n) % 5), **said
            )
            change_item(item=item, words=words, **self.by(by))
        if turn % 3:
            book = Register.objects.filter(unit=unit, direction="OUT").first() or a_book(self.cast, unit)
            issue_plan(plan=plan, register=book, on=self.day, **{**self.by(by), "by": self.cast.setup})

    def shift(self, turn: int) -> None:
        cell = Unit.objects.get(pk=self.cells[turn % 6].pk)
        parent = self.cast.root if cell.parent_id == self.cast.branch.pk else self.cast.branch
        move(unit=cell, parent=Unit.objects.get(pk=parent.pk), on=self.day, by=self.cast.setup, at=self.at())

    def turn_into(self, turn: int) -> None:
        cell = Unit.objects.get(pk=self.cells[turn % 4].pk)
        kind = "CHI_BO" if cell.kind == "CHI_BO_TRUC_THUOC" else "CHI_BO_TRUC_THUOC"
        change(unit=cell, kind=kind, on=self.day, by=self.cast.setup, at=self.at())

    def set_clock(self, turn: int) -> None:
        """A cell's clock goes forward or back, as abroad in spring and autumn; or it moves to another side of the world."""
        cell = Unit.objects.get(pk=(self.cast.cell, *self.cells)[turn % 3].pk)
        hours = Decimal((-11, -12, -6, 0)[turn % 4])
        change(unit=cell, hours_from_hanoi=hours, on=self.day, by=self.cast.setup, at=self.at())

    def join(self, turn: int) -> None:
        """The last cell goes into another, with what it owes."""
        gone, heir = (Unit.objects.get(pk=self.cells[n].pk) for n in (5, turn % 5))
        merge(units=[gone], into=heir, on=self.day, decision=Decision("9-QĐ/ĐU"), by=self.cast.setup, at=self.at())

    def inform(self, turn: int) -> None:
        confirming.confirm(entry=self.entries[turn % len(self.entries)], text=f"Tin {turn}", product=("Bản tin tuần", "ĐIỂM BÁO", "Báo cáo nhanh")[turn % 3],
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

    def receive(self, turn: int) -> None:
        """The branch enters a paper in a register of its own."""
        branch, place = self.cast.branch, turn % len(self.entries)
        book = Register.objects.filter(unit=branch, direction="IN").first() or open_register(
            unit=branch, direction="IN", name="Sổ văn bản đến", series="2026", from_on=date(2026, 1, 1), by=self.cast.setup, at=AT)  # fmt: skip
        paper = self.entries[place].paper
        said = fields(str(20 + place), canonical=paper.canonical, issued_on=paper.issued_on)
        register(register=book, issuer=self.cast.khoi, fields=said, on=self.day, by=self.cast.setup, at=self.at())

    def tell_all(self, turn: int) -> None:
        for row in Occurrence.objects.filter(state="DUE").select_related("assignment__unit").order_by("id")[turn % 2 :]:
            with suppress(Refused):
                occurring.report(occurrence=row, text="Đã báo cáo", on=self.day, **self.by("doer"))

    def hold_all(self, turn: int) -> None:
        """Most cells held the session of a paper about its day."""
        row = self._pick(Asking.objects.standing().filter(due_on__isnull=False), turn)
        for n, cell in enumerate([self.cast.cell, self.cast.home, *self.cells][turn % 2 :]):
            day = min(self.day, row.due_on + timedelta(days=n % 3 - 1))
            held = holding.Held(day, present=4 + n, total=6 + n)
            with suppress(Refused):
                holding.hold_session(
                    unit=Unit.objects.get(pk=cell.pk), papers=[row.paper], held=held, by=self.cast.setup, at=self.at()
                )

    def urge_all(self, turn: int) -> None:
        for n, share in enumerate(Assignment.objects.filter(unit__in=self.cells).order_by("id")):
            with suppress(Refused):
                issuing.issue(assignments=[share], rung="URGE", unit=self.cast.root, register=letters(self.cast), on=self.day,
                              answer_on=self.day + timedelta(days=n % 4), **self.by("office"))  # fmt: skip

    def answer_all(self, turn: int) -> None:
        rows = Urged.objects.filter(state__in=["SENT", "RECEIVED"]).select_related("assignment__unit").order_by("id")
        for row in rows[turn % 2 :]:
            with suppress(Refused):
                answering.answer(lines=[row], text="Đang làm", **self._doer(row.assignment))


GIVEN = (*DEEDS, Longer.open, Longer.tell, Longer.agree, Longer.plan, Longer.open, Longer.tell, Longer.inform, Longer.ask,
         Longer.hold, Longer.make_up, Longer.decide, Longer.urge, Longer.reply, Longer.hold, Longer.ask)  # fmt: skip
MORE = (*GIVEN, Longer.spread, Longer.stir, Longer.spread, Longer.stir, Longer.stir, Longer.reword, Longer.allow, Longer.draw_up, Longer.draw_up,
        Longer.receive, Longer.tell_all, Longer.hold_all, Longer.urge_all, Longer.answer_all,
        Longer.shift, Longer.turn_into, Longer.set_clock, Longer.join, Longer.give_branch, Longer.hand_down)  # fmt: skip


def live(story: Longer, told: list[tuple[int, int, int]]) -> None:
    for wait, deed, turn in told:
        story.day += timedelta(days=wait)
        with suppress(Refused, ZeroDivisionError), transaction.atomic():
            MORE[deed](story, turn)  # type: ignore[arg-type]


FULL = (Longer.give_branch, Longer.spread, Longer.ask, Longer.spread, Longer.stir, Longer.urge, Longer.hold, Longer.draw_up, Longer.decide, Longer.inform,
        Longer.plan, Longer.assign, Longer.prove, Longer.reply, Longer.hand_down, Longer.reword, Longer.open, Longer.tell,
        Longer.hold, Longer.hand_down, Longer.urge_all, Longer.answer_all, Longer.hold_all, Longer.receive, Longer.tell_all)  # fmt: skip
LATER = (
    Longer.reword,
    Longer.shift,
    Longer.reword,
    Longer.turn_into,
    Longer.set_clock,
    Longer.join,
    Longer.stir,
    Longer.make_up,
    Longer.reword,
    Longer.reply,
)


def each(chance: random.Random, deeds: Sequence[Any]) -> list[tuple[int, int, int]]:
    """One after another, so that there is something of everything."""
    return [(chance.randint(0, 3), MORE.index(deed), chance.randint(0, 11)) for deed in deeds]


def chosen(chance: random.Random, many: int) -> list[tuple[int, int, int]]:
    """So many deeds, each so many days after the one before."""
    return [(chance.randint(0, 4), chance.randrange(len(MORE)), chance.randint(0, 11)) for _n in range(many)]


def a_scope(story: Longer, chance: random.Random, day: date) -> Scope:
    """A whole unit, or narrowed by part, level, paper, period; seldom by all."""
    unit = chance.choice([story.cast.root, story.cast.branch, story.cast.cell, story.cells[0]])
    part, period = chance.choice(("", "", *WHOSE)), chance.choice(PERIODS)
    level = chance.choice(("", "", "", "CHI_BO", "CHI_BO_TRUC_THUOC", "DANG_UY_BO_PHAN"))
    paper = chance.choice([None, None, *(entry.paper_id for entry in story.entries[:3])])
    unit = Unit.objects.get(pk=unit.pk)  # where it stands now
    return Scope(unit, day, evening(story.day), part, period, paper, level)


MOST = 73  # queries of a page, of ten works and two cases as of many
APART = ("C1", "I16", "I18", "I19", "I20", "I7", "I13", "I13.files")


def _said(mirror: Mirror) -> dict[str, Any]:
    """As the slow computation says it: the figures, their quarters, what is told beside them."""
    found: dict[str, Any] = {
        one.key: (one.value, one.numerator, one.denominator, one.unknown,
                  [(point.numerator, point.denominator, point.value) for point in one.trend], dict(one.more))
        for one in [*mirror.health, *mirror.indicators]
        if one.key not in APART  # no story of works holds them: test_pages, test_inspections
    }  # fmt: skip
    return found | {"classes": {name: n for name, n in mirror.classes.items() if n}}


def _agree(mirror: Mirror, house: House) -> None:
    """Figure by figure, and the middle of the level."""
    fast, plain = _said(mirror), slow.figures(mirror.scope, house)
    assert fast.keys() == plain.keys()
    for key, told in plain.items():
        assert fast[key] == told, (key, mirror.scope)
    middle = {key: (told.value, told.of) for key, told in mirror.level.items() if key not in APART}
    assert middle == slow.level(mirror.scope, house), mirror.scope


def _whole(mirror: Mirror) -> list[Any]:
    """Everything of it, trends and values with it."""
    return [mirror.classes, mirror.health, mirror.indicators, mirror.sentences]


@pytest.mark.wide
@pytest.mark.timeout(1800)  # many stories in the long ring, beside whatever else runs
@pytest.mark.parametrize("seed", stories(2, 30))
def test_any_story_is_counted_as_by_hand_and_ever_after(cast: Cast, seed: int) -> None:
    """Halfway through: today's columns, the dated rows and the plain loops agree, of that evening and of days before; at
    the end those are told the same, and by what is known then as by hand."""
    chance, story = random.Random(seed), Longer(cast)
    story.begin()
    live(story, each(chance, FULL) + chosen(chance, MANY))
    actor, house, kept = an_actor(cast, "leader", story.day), House(), []
    past = FIRST + timedelta(days=chance.randint(3, (story.day - FIRST).days))
    cell, days = Unit.objects.get(pk=story.cells[0].pk), (story.day, past)
    whole = [Scope(unit, day, evening(story.day)) for unit in (cast.root, cell) for day in days]
    for scope in [*whole, *(a_scope(story, chance, day) for day in (*days, past))]:
        then = Mirror(actor, scope)
        _agree(then, house)
        if scope.day == story.day:
            now = Mirror(actor, scope, is_today=True)
            _agree(now, house)
            assert _whole(now) == _whole(then)
            _opens_its_rows(then)
        kept.append((scope, _whole(then), then.level))
    story.day += timedelta(days=chance.randint(1, 30))
    live(story, each(chance, LATER) + chosen(chance, MANY))
    later, house = an_actor(cast, "leader", story.day), House()
    for scope, told, level in kept:
        again = Mirror(later, scope)
        assert (_whole(again), again.level) == (told, level)
        _agree(Mirror(later, replace(scope, known_by=evening(story.day))), house)


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
        if found.key in ("I1", "I2.plan", "I2", "I3", "I11", "I11.periods", "I12", "I12.once", "D1", "C1"):
            assert mirror.listed(found.key, "unknown").count() == found.unknown, found.key
    for name, n in mirror.classes.items():
        assert mirror.listed(name, "hit").count() == n, name
    cover = next(found for found in mirror.indicators if found.key == "I5")
    busy = {row.unit_then for row in mirror.listed("I5", "hit")}  # type: ignore[attr-defined]
    assert len(busy) == cover.numerator
    lazy = {row.unit_then for row in mirror.listed("I5", "rest")}  # type: ignore[attr-defined]
    assert (len(lazy), busy & lazy) == (cover.denominator - cover.numerator, set())
    months = {side: list(mirror.listed("I6", side)) for side in ("hit", "rest", "all", "gaps")}
    kept, of = (sum(mirror.months.units[unit.pk][n] for unit in months["all"]) for n in (0, 1))
    regular = next(found for found in mirror.indicators if found.key == "I6")
    assert (kept, of) == (regular.numerator, regular.denominator)
    assert {unit.pk for unit in months["all"]} == {unit.pk for side in ("hit", "rest") for unit in months[side]}
    assert len(months["gaps"]) == regular.more.get("gaps", len(months["gaps"]))
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
    for role, n in (("leader", 4), ("doer", 3), ("stranger", 0)):
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
    assert slow.figures(scope)["I1"][1:4] == (0, 1, 0), "it has begun one: still open"
    issue_plan(plan=plan, register=a_book(cast, cast.branch), on=TODAY, by=cast.office, at=AT)
    for is_today in (True, False):
        mirror = Mirror(cast.leader, scope, is_today=is_today)
        found = next(one for one in mirror.indicators if one.key == "I1")
        assert (found.numerator, found.denominator, found.unknown) == slow.figures(scope)["I1"][1:4] == (1, 1, 0)
        assert [row.unit_id for row in mirror.listed("I1", "hit")] == [cast.branch.pk]


def test_a_plan_is_due_by_the_paper_s_day_though_the_plan_above_gives_an_earlier(cast: Cast) -> None:
    """One work of the paper asks for a plan by a day, another asks nothing; the committee's plan asks for one sooner."""
    entry, _dated, _open = a_paper(cast)
    duty = an_obligation(cast, entry, text="Xây dựng kế hoạch thực hiện")
    assign(obligation=duty, unit=cast.branch, due_on=TODAY + timedelta(days=9), due_reason="Theo văn bản", by=cast.leader, at=AT)  # fmt: skip
    plan = a_plan(cast, entry)
    for item in plan.items.all():
        said = {"text": "Ban hành kế hoạch của đơn vị", "owner": cast.branch, "owner_words": "", "due_on": TODAY}
        change_item(item=item, words=completed(item, **said), by=cast.leader, at=AT)
    issue_plan(plan=plan, register=cast.outgoing, on=TODAY, by=cast.office, at=AT)
    for days, late in ((5, 0), (10, 1)):
        scope = Scope(cast.branch, TODAY + timedelta(days=days), evening(TODAY + timedelta(days=days)))
        mirror = Mirror(an_actor(cast, "leader", scope.day), scope)
        found = next(one for one in mirror.indicators if one.key == "I2.plan")
        assert (
            (found.numerator, found.denominator, found.unknown) == slow.figures(scope)["I2.plan"][1:4] == (late, 1, 0)
        )


def test_working_days_of_the_office_are_counted_by_its_calendar(cast: Cast) -> None:
    """Four after Tuesday 24/11 end on Monday, not on Saturday; the middle, in days of the calendar, is not held against them."""
    duty = an_obligation(cast, an_entry(cast, "72"), text="Xây dựng kế hoạch thực hiện")
    assign(obligation=duty, unit=cast.branch, due_on=None, due_reason="Chưa rõ", by=cast.leader, at=AT)
    figure = {
        "key": "mirror.plan_lag",
        "amount": 4,
        "unit": "working_day",
        "from_on": date(2026, 1, 1),
        "ground": "Quy chế",
    }
    set_figure(**figure, by=cast.leader, at=AT)
    for day, late in ((date(2026, 11, 30), 0), (date(2026, 12, 1), 1)):
        mirror = Mirror(an_actor(cast, "leader", day), Scope(cast.branch, day, evening(day)))
        found = {one.key: one for one in mirror.indicators}
        assert (found["I2.plan"].numerator, mirror.is_over(found["I1"])) == (late, None), day
