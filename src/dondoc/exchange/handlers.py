"""Việc nền của gói — its rows are entered one by one; what broke off is taken up where it was."""

from __future__ import annotations

import io
from typing import Any

from dondoc.exchange.actions import enter_rows, held_as
from dondoc.exchange.checking import checked
from dondoc.exchange.models import Outcome, Package
from dondoc.jobs.queue import Task, job
from dondoc.shared import files


@job("exchange.enter")
def enter(task: Task) -> dict[str, Any]:
    """Vào sổ từng dòng của gói — from the quarantine, checked again; then the package is forgotten."""
    row = Package.objects.select_related("unit", "register__unit").get(pk=task.payload["package"])
    assert row.register is not None
    name = held_as(row.digest, row.register)
    if row.rows.filter(outcome=Outcome.NEW).exists():
        source = io.BytesIO(files.quarantined(name))
        enter_rows(row, checked(source), source, by=task.actor, at=task.now())
    files.forget(name)
    return {"package": row.public_id}
