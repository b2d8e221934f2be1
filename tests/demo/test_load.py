"""Nạp cơ quan mẫu — through the acts, whatever day it is opened; its journal holds and its desk shows every state."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest

from dondoc.coordinating.models import Reply
from dondoc.demo.load import load, moment
from dondoc.documents.models import Entry, Paper
from dondoc.journal.queries import verify
from dondoc.obligations.models import Assignment, Obligation
from dondoc.programmes.models import Programme
from dondoc.programmes.queries import score
from dondoc.shared.acts import plates
from dondoc.units.models import HandOver
from tools.screens import DAY, unreached

pytestmark = pytest.mark.wide


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
    assert (len(house.units), Paper.objects.count()) == (45, 33)
    assert Entry.objects.count() == 33
    assert Obligation.objects.count() > 100
    states = set(Assignment.objects.values_list("state", flat=True))
    assert {"ISSUED", "ACCEPTED", "SUBMITTED", "REPORTED", "DONE"} <= states
    assert HandOver.objects.waiting().count() == 1
    assert Reply.objects.count() == 8, "its partner units are asked"
    over = Programme.objects.order_by("until_on").first()
    assert over is not None
    found = score(over, today, moment(today))
    assert (found.met, found.of) == (5, 6)
    assert verify().broken is None
    if (today - DAY).days < 2:  # the handbook is of this week
        with patch("django.utils.timezone.now", lambda: moment(today)):
            assert unreached() == [], "every page that the handbook shows answers its user"
