"""Soi giữa lúc người khác đang ghi — every figure of one reading is of one moment; who writes waits for nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from dondoc.mirror.queries import Mirror
from dondoc.mirror.scope import Scope
from tests.cast import AT, TODAY, Cast, the_house
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = [pytest.mark.acts, pytest.mark.django_db(transaction=True)]


def _elsewhere(run: Callable[[], object]) -> None:
    """By another connection, to its end."""

    def work() -> None:
        run()
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)


def _figures(cast: Cast) -> list[Any]:
    mirror = Mirror(cast.leader, Scope(cast.root, TODAY, AT), is_today=True).read()
    return [
        mirror.classes,
        *[(one.key, one.numerator, one.denominator) for one in [*mirror.health, *mirror.indicators]],
    ]


def test_what_is_written_meanwhile_is_in_no_figure(transactional_db: None) -> None:
    cast = the_house()
    an_assignment(cast, upto="submitted")
    before, written = _figures(cast), False

    def write() -> None:
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "16")), upto="submitted")

    def between(execute: Any, sql: str, *call: Any) -> Any:
        nonlocal written
        found = execute(sql, *call)
        if "klass" in sql and not written:  # the classes are read, the others are not
            written = True
            _elsewhere(write)
        return found

    with connection.execute_wrapper(between):
        during = _figures(cast)
    assert written and during == before
    assert _figures(cast) != before
