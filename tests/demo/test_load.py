"""Nạp cơ quan mẫu — through the acts, whatever day it is opened; its journal holds and its desk shows every state."""

from __future__ import annotations

from collections import Counter
from datetime import date
from unittest.mock import patch

import pytest
from django.db.models import Count

from dondoc.commending.models import Merit
from dondoc.coordinating.models import Reply
from dondoc.demo.load import load, moment
from dondoc.documents.models import Entry, Paper
from dondoc.implementation.models import Evidence
from dondoc.journal.queries import verify
from dondoc.mirror.queries import Mirror
from dondoc.mirror.scope import Scope
from dondoc.obligations.models import Assignment, Obligation, Partner
from dondoc.programmes.models import Programme
from dondoc.programmes.queries import score
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plates
from dondoc.units.models import HandOver, Unit
from dondoc.urging.actions.reminding import remind_due
from dondoc.urging.models import Urged
from tools.screens import DAY, unreached

pytestmark = pytest.mark.wide


def _shows_every_standing(unit: Unit, by: Actor, today: date) -> None:
    """Some figures are beyond the office's threshold and some within, some are grey, some cannot be said, of some none is set."""
    mirror = Mirror(by, Scope(unit, today, moment(today, 20)), is_today=True).read()
    found = mirror.indicators
    assert {mirror.is_over(one) for one in found} == {True, False, None}
    assert any(mirror.is_grey(one) and one.denominator for one in found)
    assert any(one.value is None and one.unknown for one in found)
    unset = [one for one in found if (limit := mirror.limits.get(one.key)) is not None and not limit.is_known]
    assert any(one.value is not None for one in unset)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "today",
    [
        date(2026, 11, 24),
        pytest.param(date(2026, 12, 30), marks=pytest.mark.long),
        pytest.param(date(2027, 6, 15), marks=pytest.mark.long),
    ],
)
def test_the_demo_loads_whatever_day_it_is(today: date) -> None:
    plates()
    house = load(today, lambda said: None)
    # 33 that were read or drawn up; a decision that commends, a working programme of the term, three urgings
    assert (len(house.units), Paper.objects.count()) == (45, 38)
    assert Entry.objects.count() == 38
    assert Obligation.objects.count() > 100
    states = set(Assignment.objects.values_list("state", flat=True))
    assert {"ISSUED", "ACCEPTED", "SUBMITTED", "REPORTED", "DONE"} <= states
    assert HandOver.objects.waiting().count() == 1
    assert Reply.objects.count() == 8, "its partner units are asked"
    assert set(Evidence.objects.values_list("kind", flat=True)) >= {"WORDS", "PAPER", "PHOTO", "SESSION"}
    twice = Evidence.objects.annotate(n=Count("provings")).filter(n__gt=1)
    assert twice.exists(), "one evidence proves two works"
    assert Partner.objects.exists(), "works are done with partners"
    assert Merit.objects.filter(state="GRANTED").count() == 1
    assert Counter(Urged.objects.values_list("state", flat=True)) == {"ANSWERED": 2, "SENT": 1}
    remind_due(moment(today))
    assert Urged.objects.filter(moment="AFTER").exists(), "what is late is reminded after its day"
    assert Obligation.objects.filter(product__istartswith="tin bài").exists(), "information is asked"
    told = Occurrence.objects.filter(due_on__lt=today)
    assert told.exclude(state="DUE").count() * 2 > told.count(), "most periods are reported"
    assert set(Programme.objects.values_list("kind", flat=True)) == {"TERM", "TERM_WORK", "YEAR_WORK"}
    over = Programme.objects.order_by("until_on").first()
    assert over is not None
    found = score(over, today, moment(today))
    assert (found.met, found.of) == (5, 6)
    assert verify().broken is None
    _shows_every_standing(house.units["du"], house.actors["bithu"], today)
    if (today - DAY).days < 2:  # the handbook is of this week
        with patch("django.utils.timezone.now", lambda: moment(today)):
            assert unreached() == [], "every page that the handbook shows answers its user"
