"""Việc nền của phòng đôn đốc — the machine's reminders of a day."""

from __future__ import annotations

from typing import Any

from dondoc.jobs.queue import Task, job
from dondoc.urging.actions.reminding import JOB, remind_due


@job(JOB)
def remind_job(task: Task) -> dict[str, Any]:
    """Nhắc việc đến hạn — asked again it finds what is left."""
    return {"reminded": remind_due(task.at)}
