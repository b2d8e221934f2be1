"""Sáp nhập dở dang — asked and looked over in processes of its own: python -m tests.long.merging ask | look | free | meet, prints JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
DEBTS = 1600  # several parts of the mover's size


def ask() -> dict[str, Any]:
    """A cell that owes more than one transaction may hold, and the merger asked of the worker."""
    from django.db import transaction

    from dondoc.cli.ready import prepare_place
    from dondoc.reorganising import rules
    from dondoc.reorganising.actions.merging import merge
    from dondoc.units.rules import Decision
    from tests.cast import AT, TODAY, a_house
    from tests.making import an_assignment, an_entry, an_obligation

    prepare_place()
    with transaction.atomic():
        cast = a_house()
        entry = an_entry(cast)
        for n in range(DEBTS):
            an_assignment(cast, obligation=an_obligation(cast, entry, text=f"Việc {n}"))
    rules.LIMIT = 100
    row = merge(units=[cast.cell], into=cast.home, on=TODAY, decision=Decision("47-QĐ/ĐU", TODAY), by=cast.admin, at=AT)
    return {"is_long": row.is_long}


def look() -> dict[str, Any]:
    """How far it has come, and what is wrong with what is there."""
    from dondoc.journal.queries import Line, verify
    from dondoc.obligations.models import Assignment
    from dondoc.reorganising.models import Reorganisation
    from dondoc.reorganising.queries import hash_of
    from dondoc.units.checking import troubles

    row = Reorganisation.objects.get()
    heir = row.units.exclude(pk__in=[part["from"] for part in row.parts]).get()
    return {
        "done": row.done_at is not None, "passed": Assignment.objects.filter(unit=heir).count(),
        "all": Assignment.objects.count(), "listed": row.passed().count(), "total": row.total,
        "whole": not row.done_at or row.hash == hash_of(row), "troubles": list(troubles()), "broken": verify().broken,
        "finished": Line.objects.filter(act="reorganising.finish").count(),
    }  # fmt: skip


def meet() -> int:
    """Wait until more of it has passed than had before, or all is done: the moment at which it is met at work."""
    from dondoc.obligations.models import Assignment
    from dondoc.reorganising.models import Reorganisation

    row = Reorganisation.objects.get()
    heir = row.units.exclude(pk__in=[part["from"] for part in row.parts]).get()
    rows, begin = Assignment.objects.filter(unit=heir), time.monotonic()
    before = rows.count()
    while rows.count() == before and before < DEBTS and time.monotonic() - begin < 60:
        time.sleep(0.005)
    return before


def free() -> int:
    """The lease of a killed worker has run out; tries are not counted here, they are another test's (tests/jobs)."""
    from django.utils import timezone

    from dondoc.jobs.models import Job

    return Job.objects.filter(state="RUNNING").update(lease_until=timezone.now(), attempts=0)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"ask": ask, "look": look, "free": free, "meet": meet}[sys.argv[1]]()), flush=True)
