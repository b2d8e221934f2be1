"""Người làm việc nền — goes on where a moment went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from dondoc.jobs import worker


def test_a_lane_outlives_a_database_that_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    closed: list[int] = []

    def once(_now: Callable[[], datetime], is_long: bool) -> bool:
        asked.append(is_long)
        if len(asked) == 1:
            raise OperationalError("database is locked")
        return True

    monkeypatch.setattr(worker, "work_once", once)
    monkeypatch.setattr(worker, "AWAY", 0)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "connections", SimpleNamespace(close_all=lambda: closed.append(len(asked))))
    worker.work(lambda: datetime.now(UTC), lambda: len(asked) == 3, is_long=True)
    assert (asked, closed) == ([True, True, True], [1])
