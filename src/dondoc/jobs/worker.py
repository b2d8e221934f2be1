"""Người làm việc nền — one loop: claim, run, finish. Killed at any point, nothing is lost."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import close_old_connections, connections

from dondoc.jobs import queue
from dondoc.jobs.models import Job
from dondoc.shared.acts import Refused

log = logging.getLogger("dondoc.jobs")
AWAY = 5.0  # seconds before a database that was away is asked again


def work_once(now: Callable[[], datetime], is_long: bool = False) -> bool:
    """Do one job of a lane; False when there was none. A refusal is an answer, another error a bug."""
    row = queue.claim(now(), is_long)
    if row is None:
        return False
    _do(row, now)
    return True


def do_here(kind: str, payload: dict[str, Any], now: Callable[[], datetime]) -> bool:
    """Làm ngay tại đây — what this process asked for, where no worker may be running; False where one took it first."""
    row = queue.take(kind, payload, now())
    if row is not None:
        _do(row, now)
    return row is not None


def _do(row: Job, now: Callable[[], datetime]) -> None:
    try:
        queue.finish(row, queue.handler_of(row.kind)(queue.Task(row, now(), now)))
    except Refused as refused:
        queue.fail(row, str(refused), now())
    except Exception:
        log.exception("job %s (%s) failed", row.public_id, row.kind)
        queue.fail(row, f"Có lỗi của phần mềm. Mã để tra: {row.public_id}", now())


def work(now: Callable[[], datetime], stop: Callable[[], bool], idle: float = 0.2, is_long: bool = False) -> None:
    """Work in one lane until told to stop, sleeping a little when there is nothing to do."""
    while not stop():
        close_old_connections()
        try:
            done = work_once(now, is_long)
        except Exception:  # the database was away: the lane goes on when it is back, and the job with it
            log.exception("a lane of the worker could not go on; it tries again")
            connections.close_all()
            time.sleep(AWAY)
            continue
        if not done:
            time.sleep(idle)
