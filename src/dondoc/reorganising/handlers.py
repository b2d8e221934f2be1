"""Việc nền của phòng sắp xếp — rows pass in parts; each part says what is left, so that it may be broken off anywhere."""

from __future__ import annotations

from typing import Any

from dondoc.jobs.queue import Task, job
from dondoc.reorganising.actions.carrying import JOB, carry_out
from dondoc.reorganising.models import Reorganisation
from dondoc.shared.acts import Refused


@job(JOB, is_long=True)
def carry_out_job(task: Task) -> dict[str, Any]:
    """Chuyển giao — a refusal before the tree changed ends it with its sentence; after, nothing may refuse."""
    row = Reorganisation.objects.get(pk=task.payload["reorganisation"])
    if row.done_at is not None or row.problem:
        return {}
    try:
        carry_out(row, by=task.actor, now=task.now, tell=task.tell)
    except Refused as refused:
        if not Reorganisation.objects.filter(pk=row.pk, began_at__isnull=True).update(problem=str(refused)[:500]):
            raise
    return {"reorganisation": row.public_id}
