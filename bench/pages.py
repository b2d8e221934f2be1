"""Trang — the main lists with so many assignments, as root and as a user of one branch: milliseconds."""

from __future__ import annotations

import os
import tempfile
from datetime import date, timedelta
from typing import Any

from bench.measure import table, wall

PAGES = ("/", "/obligations/", "/obligations/?state=late", "/obligations/?state=all&page=2", "/units/", "/registers/")


def run(sizes: list[int]) -> None:
    """Build a house a size in a database of its own, and ask its pages."""
    os.environ["DONDOC_DATA"] = tempfile.mkdtemp()
    os.environ["DJANGO_SETTINGS_MODULE"] = "dondoc.config.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.cast import a_house

    cast, made, rows = a_house(), 0, []
    for size in sizes:
        fill(cast, made, size)
        made = size
        rows += [(f"{size:,}", role, page, asked(cast, role, page)) for role in ("leader", "doer") for page in PAGES]
    table("Pages (median of 15, one process)", ("assignments", "who", "page", "ms"), rows)


def asked(cast: Any, role: str, page: str) -> float:
    """Median milliseconds of one page (how many queries it asks: tests/web/test_queries.py)."""
    from django.test import Client

    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(page).status_code == 200
    return wall(lambda: client.get(page)) * 1000


def fill(cast: Any, first: int, last: int) -> None:
    """Rows of the shape the acts write, in bulk: half abroad, due days over two years, every state."""
    from dondoc.documents.models import Entry
    from dondoc.obligations.models import Assignment, Obligation
    from tests.cast import AT, TODAY
    from tests.making import an_entry

    entry = Entry.objects.first() or an_entry(cast)
    units = [cast.cell, cast.home, cast.board, cast.branch]
    states = ("ISSUED", "ACCEPTED", "ACCEPTED", "SUBMITTED", "DONE", "DONE")
    for begin in range(first, last, 5000):
        turns = range(begin, min(begin + 5000, last))
        duties = Obligation.objects.bulk_create(
            Obligation(paper=entry.paper, entry=entry, unit=cast.root, year=2026, number=n + 1, at=AT,
                       text=f"Nhiệm vụ {n}: rà soát, tổng hợp và báo cáo kết quả thực hiện theo phân công")
            for n in turns
        )  # fmt: skip
        Assignment.objects.bulk_create(
            _row(
                Assignment,
                duty,
                units[n % 4],
                cast.root,
                states[n % 6],
                TODAY + timedelta(days=n % 730 - 365),
                AT,
                TODAY,
            )
            for n, duty in zip(turns, duties, strict=True)
        )


def _row(model: Any, duty: Any, unit: Any, giver: Any, state: str, due: date, at: Any, today: date) -> Any:
    closed = state in ("SUBMITTED", "DONE")
    return model(obligation=duty, unit=unit, giver=giver, state=state, due_on=due, first_due_on=due, at=at,
                 on=today - timedelta(days=400), submitted_on=due if closed else None,
                 done_on=due if state == "DONE" else None, done_late=False if closed else None)  # fmt: skip
