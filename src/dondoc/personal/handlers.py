"""Việc nền của phòng dữ liệu cá nhân — erasing what is due, part by part."""

from __future__ import annotations

from typing import Any

from dondoc.jobs.queue import Task, job
from dondoc.personal.actions.retaining import JOB, carry_out
from dondoc.personal.holding import Erasure


@job(JOB, is_long=True)
def carry_out_job(task: Task) -> dict[str, Any]:
    """Xóa theo hạn — goes on where it stopped."""
    row = Erasure.objects.get(pk=task.payload["erasure"])
    if row.done_at is None:
        carry_out(row, by=task.actor, at=task.at, tell=task.tell)
    return {"erasure": row.public_id}
