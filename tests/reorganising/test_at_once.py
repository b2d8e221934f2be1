"""Hai người cùng lúc — on both databases: the tree stays whole, and no work is given to what has just ended."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import connections

from dondoc.journal.queries import verify
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.models import Assignment, Obligation
from dondoc.reorganising.actions.merging import merge
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.models import Unit
from tests.cast import AT, BEGAN, TODAY, Cast, the_house
from tests.making import an_entry, an_obligation
from tests.reorganising.town import BY, WAYS, Deed, do, holds
from tests.ring import stories

pytestmark = [pytest.mark.acts, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = the_house()
    entry = an_entry(cast)
    for n in range(4):
        an_obligation(cast, entry, text=f"Việc {n}")
    return cast


def together(*runs: Callable[[], Any]) -> list[str]:
    """Each in a thread of its own, begun at one moment; what each said."""
    said, gate = [""] * len(runs), threading.Barrier(len(runs))

    def one(place: int) -> None:
        gate.wait()
        try:
            runs[place]()
            said[place] = "done"
        except Refused as refused:
            said[place] = str(refused)
        finally:
            connections.close_all()

    pool = [threading.Thread(target=one, args=(place,)) for place in range(len(runs))]
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join(60)
    return said


def again(pk: int) -> Unit:
    return Unit.objects.get(pk=pk)


def test_two_units_put_under_each_other_one_succeeds(cast: Cast) -> None:
    def put(one: Unit, two: Unit) -> Callable[[], Any]:
        return lambda: units.move(unit=again(one.pk), parent=again(two.pk), by=cast.setup, at=AT, on=TODAY)

    said = together(put(cast.board, cast.home), put(cast.home, cast.board))
    assert said.count("done") == 1
    holds(cast)


def test_children_established_at_once_stand_each_on_a_path_of_its_own(cast: Cast) -> None:
    def put(n: int) -> Callable[[], Any]:
        return lambda: units.establish(
            name=f"Tổ {n}", kind="CHI_BO", parent=again(cast.cell.pk), by=cast.setup, at=AT, on=BEGAN
        )

    assert together(*map(put, range(5))) == ["done"] * 5
    holds(cast)


@pytest.mark.parametrize("turn", range(6))
def test_work_given_while_the_unit_is_merged_arrives_or_is_refused(cast: Cast, turn: int) -> None:
    """The giver's page was opened before: what is given lands with the heir, or the giver is told."""
    duties = list(Obligation.objects.order_by("id"))
    stale = again(cast.cell.pk)

    def give(n: int) -> Callable[[], Any]:
        return lambda: assign(obligation=duties[n], unit=stale, due_on=date(2026, 12, 10), by=cast.leader, at=AT)

    def end() -> None:
        merge(units=[again(cast.cell.pk)], into=again(cast.home.pk), on=TODAY, decision=BY, by=cast.admin, at=AT)

    runs: Sequence[Callable[[], Any]] = [give(0), give(1), end, give(2), give(3)]
    said = together(*runs)
    assert said[2] == "done"
    given = sum(word == "done" for place, word in enumerate(said) if place != 2)
    assert Assignment.objects.filter(unit=cast.home).count() == given == Assignment.objects.count()
    holds(cast)
    assert verify().broken is None


def test_a_unit_merged_into_one_that_is_merged_itself(cast: Cast) -> None:
    def join(one: Unit, two: Unit) -> Callable[[], Any]:
        return lambda: merge(units=[again(one.pk)], into=again(two.pk), on=TODAY, decision=BY, by=cast.admin, at=AT)

    said = together(join(cast.cell, cast.home), join(cast.home, cast.board))
    assert "done" in said
    holds(cast)


@pytest.mark.wide
@pytest.mark.parametrize("seed", stories(6))
def test_any_two_acts_at_once(cast: Cast, seed: int) -> None:
    """Two people, each with acts of his own, at the same time; no deadlock, and everything holds after."""
    for one, two in zip(_drawn(seed * 2), _drawn(seed * 2 + 1), strict=True):
        together(partial(do, cast, one), partial(do, cast, two))
    holds(cast)


def _drawn(seed: int) -> list[Deed]:
    chance = Random(seed)
    return [
        Deed(chance.choice(list(WAYS)), chance.randrange(60), chance.randrange(60), chance.choice([0, 0, 1, 40]))
        for _turn in range(8)
    ]
