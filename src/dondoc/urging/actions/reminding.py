"""Nhắc việc — the first rung, which alone the machine issues: once before the due day, once on it, once after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby, islice
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy

from dondoc.implementation.queries import decider
from dondoc.jobs.queue import ask_once
from dondoc.journal.actions import write
from dondoc.obligations.models import Assignment
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.urging import rules
from dondoc.urging.lifecycle import URGED
from dondoc.urging.models import Urge, Urged
from dondoc.urging.queries import periods_to_remind, rests, share_of, terms, to_remind, work_facts
from dondoc.urging.rungs import Moment, Rung

JOB = "urging.remind"
AGAIN = timedelta(minutes=10)
PART = 50  # works of one act: some tens of milliseconds of SQLite's writer


@act("urging.remind", gettext_lazy("Nhắc việc"))
def remind(*, unit: Unit, assignments: Sequence[Assignment | Occurrence], moment: str, by: Actor, at: datetime) -> Urge:
    """Nhắc việc — of works and of periods, a row on the desk of each doer; for this due day and moment never again."""
    rules.check_machine(by.is_setup)
    urge = Urge.objects.create(rung=Rung.REMIND, by_unit=unit, on=hanoi_day(at), at=at)
    for row in assignments:
        line = Urged.objects.create(urge=urge, **work_facts(row), moment=moment, at=at)
        URGED.start(line, by=by, at=at, on=urge.on)
    works = [share_of(row).pk for row in assignments]
    write("urging.remind", urge, by=by, at=at, unit=unit, moment=moment, assignments=works)
    return urge


def remind_due(at: datetime) -> int:
    """Nhắc mọi việc đến lúc — part by part, each a transaction: killed at any point, the rest is reminded next time."""
    day, done = hanoi_day(at), 0
    known, by = terms(day), Actor.setup(day)
    ends = rests(at)
    for moment in (Moment.AFTER, Moment.ON, Moment.BEFORE):
        for rows in (to_remind(moment, known, ends), periods_to_remind(moment, known, ends)):
            for _giver, given in groupby(rows.iterator(), key=lambda row: share_of(row).giver_id):
                while part := list(islice(given, PART)):
                    done += _part(part, moment, by, at)
    return done


def _part(part: list[Any], moment: Moment, by: Actor, at: datetime) -> int:
    try:
        remind(unit=decider(share_of(part[0])), assignments=part, moment=moment, by=by, at=at)
    except IntegrityError:  # another worker reminded one of them meanwhile: it will do the others too, or the next run
        return 0
    return len(part)


def ask_today(at: datetime) -> None:
    """Xếp việc nhắc của hôm nay — once a day, however often the worker looks; again a while after it failed."""
    day = hanoi_day(at)
    ask_once(JOB, {"day": day.isoformat()}, by=Actor.setup(day), at=at, again=AGAIN)
