"""Ai được làm gì — the answer is what `may` would say, on any day; who is told whose name; when nobody may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.access.models import Grant, Person
from dondoc.access.rights import may
from dondoc.shared.actor import Actor
from dondoc.units import actions as units
from dondoc.units.actions.placing import close_posts
from dondoc.units.bundles import grantable
from dondoc.units.entitled import Cover, along, asked, cover, covered, lines, people_asked
from dondoc.units.models import Holding, Unit
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)


def holding(cast: Cast, role: str) -> Holding:
    return Holding.objects.get(pk=cast.people[role].holding_id)


def may_there(cast: Cast, unit: Unit, act: str, day: date = TODAY) -> set[str]:
    return {str(line.grant.person) for line in lines(asked(cast.setup, day, unit=unit, act=act), cast.setup, day)}


def test_the_answer_is_what_the_rooms_would_say(cast: Cast) -> None:
    """Every act, every unit, every person of the house: the page and `may` agree."""
    for unit in Unit.objects.exclude(tree="outside"):
        told = {(g.person_id, g.act) for g in asked(cast.setup, TODAY, unit=unit)}
        allowed = {
            (actor.person_id, act) for actor in cast.people.values() for act in grantable() if may(actor, act, unit)
        }
        assert told == allowed, unit


def test_a_day_to_come_and_a_past_day_have_their_own_answer(cast: Cast) -> None:
    units.vacate_post(holding=holding(cast, "doer"), by=cast.admin, at=AT, until_on=TODAY + 10 * DAY)
    act = "obligations.accept"
    assert "Bạch Công Lễ" in may_there(cast, cast.cell, act, TODAY + 10 * DAY)
    assert "Bạch Công Lễ" not in may_there(cast, cast.cell, act, TODAY + 11 * DAY)
    assert may_there(cast, cast.cell, act, BEGAN - DAY) == set()


def test_a_past_day_asks_the_tree_of_then(cast: Cast) -> None:
    since = date(2026, 3, 1)
    units.move(unit=cast.home, parent=cast.branch, by=cast.admin, at=AT, on=since, decision=Decision("1-QĐ/ĐU"))
    cast.home.refresh_from_db()
    assert "Nghiêm Thị Sen" in may_there(cast, cast.home, "obligations.accept")
    assert "Nghiêm Thị Sen" not in may_there(cast, cast.home, "obligations.accept", since - DAY)


def test_who_sees_the_unit_is_told_of_the_line_it_stood_under(cast: Cast) -> None:
    """The cell left the branch; of the day before its secretary still reads that the branch then might."""
    since = date(2026, 3, 1)
    units.move(unit=cast.cell, parent=cast.board, by=cast.admin, at=AT, on=since, decision=Decision("1-QĐ/ĐU"))
    cast.cell.refresh_from_db()
    told = {
        line.why
        for line in lines(asked(cast.doer, since - DAY, unit=cast.cell, act="obligations.accept"), cast.doer, TODAY)
    }
    assert "giữ chức danh Bí thư, Đảng ủy bộ phận NN-A" in told


def test_why_names_the_post_and_how_it_is_held(cast: Cast) -> None:
    found = lines(asked(cast.setup, TODAY, person=Person.objects.get(pk=cast.doer.person_id)), cast.setup, TODAY)
    assert {line.why for line in found} == {"giữ chức danh Bí thư, Chi bộ NN-A03"}
    Holding.objects.filter(pk=cast.doer.holding_id).update(is_acting=True)
    grant = asked(cast.setup, TODAY, person=Person.objects.get(pk=cast.doer.person_id)).first()
    assert lines([grant] if grant else [], cast.setup, TODAY)[0].why == "giữ chức danh Quyền Bí thư, Chi bộ NN-A03"


def test_a_cell_reads_who_above_may_by_the_post_and_not_by_the_name(cast: Cast) -> None:
    """Names follow sight of posts; that somebody above may is told."""
    found = lines(asked(cast.doer, TODAY, unit=cast.cell, act="obligations.accept"), cast.doer, TODAY)
    assert [(line.who, line.why) for line in found] == [
        ("người giữ chức danh này", "giữ chức danh Bí thư, Đảng ủy Cục Thử nghiệm"),
        ("người giữ chức danh này", "giữ chức danh Phó Bí thư, Đảng ủy Cục Thử nghiệm"),
        ("người giữ chức danh này", "giữ chức danh Bí thư, Đảng ủy bộ phận NN-A"),
        ("Bạch Công Lễ", "giữ chức danh Bí thư, Chi bộ NN-A03"),
    ]
    assert all(line.code == "" for line in found[:3])


def test_a_stranger_is_told_nothing_of_another_branch(cast: Cast) -> None:
    assert not asked(cast.stranger, TODAY, person=Person.objects.get(pk=cast.doer.person_id)).exists()
    assert not people_asked(cast.stranger).filter(pk=cast.doer.person_id).exists()
    assert people_asked(cast.stranger).get().pk == cast.stranger.person_id
    assert people_asked(cast.admin).count() == Person.objects.count()


def test_ones_own_rights_are_always_seen(cast: Cast) -> None:
    """Also of a post one does not act in now, and where one sees no work."""
    other = Actor(cast.head.account_id, cast.head.person_id, cast.head.holding_id, None, "web", TODAY)
    post = units.create_post(unit=cast.home, kind=holding(cast, "stranger").post.kind, by=cast.setup, at=AT)
    units.fill_post(post=post, person=Person.objects.get(pk=other.person_id), by=cast.setup, at=AT, from_on=TODAY)
    found = asked(other, TODAY, person=Person.objects.get(pk=other.person_id))
    assert {grant.unit for grant in found} == {cast.board, cast.home}


def test_of_work_given_who_confirms_stands_at_the_giver(cast: Cast) -> None:
    places = along(TODAY, [cast.root, cast.branch, cast.cell], ["implementation.approve"])
    assert [unit for unit, _rows in places] == [cast.root, cast.branch, cast.cell]
    assert [{str(g.person) for g in rows} for _unit, rows in places] == [
        {"Kiều Đình Thạc", "Lương Khắc Tịnh", "Mạc Thị Nhuần"},
        {"Kiều Đình Thạc", "Lương Khắc Tịnh", "Mạc Thị Nhuần", "Nghiêm Thị Sen"},
        {"Kiều Đình Thạc", "Lương Khắc Tịnh", "Mạc Thị Nhuần", "Nghiêm Thị Sen", "Bạch Công Lễ"},
    ]


def test_when_nobody_may_is_said_with_the_day(cast: Cast) -> None:
    last = TODAY + 5 * DAY
    units.vacate_post(holding=holding(cast, "doer"), by=cast.admin, at=AT, until_on=last)
    assert cover("documents.direct", cast.cell, TODAY) == Cover(True, last + DAY)
    assert cover("documents.direct", cast.cell, last + DAY) == Cover(False, None)
    units.fill_post(post=holding(cast, "doer").post, person=Person.objects.get(pk=cast.stranger.person_id),
                    by=cast.admin, at=AT, from_on=last + 10 * DAY)  # fmt: skip
    assert cover("documents.direct", cast.cell, last + DAY) == Cover(False, last + 10 * DAY)
    assert cover("documents.direct", cast.cell, last + 10 * DAY) == Cover(True, None)


@pytest.mark.parametrize(
    ("spans", "answer"),
    [
        ([], Cover(False, None)),
        ([(-5, None)], Cover(True, None)),
        ([(-9, -1)], Cover(False, None)),
        ([(-9, 0)], Cover(True, 1)),
        ([(-9, 3), (4, 6)], Cover(True, 7)),
        ([(-9, 3), (5, 6)], Cover(True, 4)),
        ([(-9, 3), (-2, None)], Cover(True, None)),
        ([(2, 6)], Cover(False, 2)),
        ([(0, 0)], Cover(True, 1)),
        ([(-4, -2), (-1, 2), (1, 9)], Cover(True, 10)),
    ],
)
def test_spans_that_follow_each_other_cover_without_a_gap(spans: list[tuple[int, int | None]], answer: Cover) -> None:
    days = [(TODAY + a * DAY, None if b is None else TODAY + b * DAY) for a, b in spans]
    until = TODAY + answer.until * DAY if isinstance(answer.until, int) else None
    assert covered(days, TODAY) == Cover(answer.somebody, until)


def test_a_grant_closed_before_stays_closed_when_the_post_is_left(cast: Cast) -> None:
    """A right taken back in March is not had again until November because the post is left in November."""
    mine = Grant.objects.filter(because=cast.doer.holding_id)
    early = date(2026, 3, 1)
    mine.filter(act="obligations.accept").update(until_on=early)
    units.vacate_post(holding=holding(cast, "doer"), by=cast.admin, at=AT, until_on=TODAY)
    assert mine.get(act="obligations.accept").until_on == early
    assert set(mine.exclude(act="obligations.accept").values_list("until_on", flat=True)) == {TODAY}


def test_a_grant_closed_before_stays_closed_when_the_unit_ends(cast: Cast) -> None:
    mine = Grant.objects.filter(because=cast.doer.holding_id)
    early = date(2026, 3, 1)
    mine.filter(act="obligations.accept").update(until_on=early)
    close_posts(cast.cell, TODAY)
    assert mine.get(act="obligations.accept").until_on == early
    assert set(mine.exclude(act="obligations.accept").values_list("until_on", flat=True)) == {TODAY - DAY}
