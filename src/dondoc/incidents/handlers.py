"""Việc nền của phòng sự cố — searching every table, removing step by step; each may be killed and asked again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dondoc.incidents.actions.opening import LOOK
from dondoc.incidents.actions.removing import AGAIN, JOB, carry_through
from dondoc.incidents.database import clean
from dondoc.incidents.lifecycle import State
from dondoc.incidents.looking import look
from dondoc.incidents.models import Incident, Stage
from dondoc.jobs.queue import Task, job


def _of(task: Task) -> Incident:
    return Incident.objects.select_related("unit").get(pk=task.payload["incident"])


@job(LOOK, is_long=True)
def look_job(task: Task) -> dict[str, Any]:
    """Dò chữ trùng."""
    incident = _of(task)
    if incident.state == State.HIDDEN:
        look(incident, at=task.at, tell=task.tell)
    return {"incident": incident.public_id}


def give_up(task: Task) -> None:
    """Bị ngắt nhiều lần — the page says so and offers to go on."""
    said = _("Việc xóa bị ngắt nhiều lần. Bấm Xóa tiếp; nếu vẫn ngắt, chạy lệnh dondoc incident remove trên máy chủ.")
    Incident.objects.filter(pk=task.payload["incident"], state=State.REMOVING).update(problem=said)


@job(JOB, otherwise=give_up, is_long=True)
def remove_job(task: Task) -> dict[str, Any]:
    """Xóa hẳn."""
    incident = _of(task)
    carry_through(incident, by=task.actor, at=task.at, tell=task.tell)
    return {"incident": incident.public_id}


@job(AGAIN, is_long=True)
def clean_job(task: Task) -> dict[str, Any]:
    """Dọn lại cơ sở dữ liệu."""
    incident = _of(task)
    done = clean(incident, task.tell)
    Stage.objects.filter(incident=incident, name="database").update(
        counts={"tables": done.tables}, notes=done.notes, at=task.at
    )
    return {"incident": incident.public_id}
