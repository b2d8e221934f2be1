"""Cùng lúc — many pressing one button: one succeeds; numbers run without gap or double, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from dondoc.access.drafts import keep
from dondoc.access.models import Draft
from dondoc.documents.actions import registering
from dondoc.implementation.actions import closing
from dondoc.journal.queries import verify
from dondoc.obligations.actions.settling import Decision, settle
from dondoc.obligations.models import Assignment, Obligation
from dondoc.shared.acts import Refused
from dondoc.units.actions.handing import hand_over
from dondoc.units.models import HandOver, Holding
from tests.cast import AT, TODAY, Cast, the_house
from tests.making import an_assignment, an_entry, an_obligation, fields
from tests.obligations.test_settling import a_replacement

pytestmark = [pytest.mark.acts, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return the_house()


def _together(run: Callable[[int], Any], threads: int = 6) -> list[str]:
    """Run in so many threads at once; what each said."""
    said: list[str] = []
    gate = threading.Barrier(threads)

    def one(place: int) -> None:
        gate.wait()
        try:
            run(place)
            said.append("done")
        except Refused as refused:
            said.append(type(refused).__name__)
        finally:
            connections.close_all()

    pool = [threading.Thread(target=one, args=(place,)) for place in range(threads)]
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join(60)
    return sorted(said)


def test_six_confirming_one_thing_one_succeeds(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    said = _together(lambda n: closing.approve(assignment=Assignment.objects.get(pk=share.pk), by=cast.leader, at=AT))
    assert said == ["StepRefused"] * 5 + ["done"]
    assert share.steps.filter(step="approve").count() == 1


def test_numbers_taken_at_once_run_without_gap_or_double(cast: Cast) -> None:
    an_entry(cast)
    _together(
        lambda n: registering.register(
            register=cast.incoming, issuer=cast.khoi, fields=fields(str(100 + n)), by=cast.clerk, at=AT, on=TODAY
        )
    )
    numbers = list(cast.incoming.numbers.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 8))
    assert verify().broken is None


def test_six_settling_one_duty_one_succeeds(cast: Cast) -> None:
    newer, (duty,) = a_replacement(cast, 1)
    said = _together(
        lambda n: settle(
            entry=newer, from_on=TODAY, by=cast.leader, at=AT,
            decisions=[Decision(duty, ("keep", "carry", "amend", "end")[n % 4], {"text": f"Việc sửa {n}"} if n % 4 == 2 else {}, "Hết")],
        )
    )  # fmt: skip
    assert said == ["Refused"] * 5 + ["done"]


def test_duties_confirmed_at_once_get_numbers_of_their_own(cast: Cast) -> None:
    entry = an_entry(cast)
    an_obligation(cast, entry)
    said = _together(
        lambda n: an_obligation(
            cast, type(entry).objects.select_related("unit", "paper").get(pk=entry.pk), text=f"Việc {n}"
        )
    )
    assert said == ["done"] * 6
    assert sorted(Obligation.objects.values_list("number", flat=True)) == list(range(1, 8))


def test_one_thing_handed_to_one_post_at_once_waits_there_once(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    post = Holding.objects.get(pk=cast.leader.holding_id).post
    said = _together(
        lambda n: hand_over(
            thing=share, asked="implementation.approve", unit=share.giver, post=post, label=share.obligation.nv,
            address=f"/assignments/{share.public_id}/approve/", by=cast.doer, at=AT,
        )
    )  # fmt: skip
    assert said == ["Refused"] * 5 + ["done"]
    assert HandOver.objects.count() == 1
    assert verify().broken is None


def test_tabs_that_keep_one_draft_at_once_leave_one(cast: Cast) -> None:
    said = _together(lambda n: keep(by=cast.doer, address="/a/", body={"text": [f"chữ {n}"]}, token="", at=AT))
    assert said == ["done"] * 6
    assert Draft.objects.count() == 1
