"""Việc nền của phòng lịch — periods opened each day, letters of the day, alerts of urgent papers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dondoc.jobs.queue import Task, job
from dondoc.reminding.actions.occurring import open_due
from dondoc.reminding.actions.writing import ALERT, DAILY, alert_now, write_today
from dondoc.shared.acts import Refused


@job(DAILY)
def daily_job(task: Task) -> dict[str, Any]:
    """Mở kỳ rồi gửi thư của ngày — not done whole while a letter is left: it is asked again within the day."""
    try:
        opened = open_due(task.at)
    finally:  # a duty that could not be opened keeps nobody's letter back
        told = write_today(task.at, task.tell)
    if told.left:
        said = _("Còn thư nhắc việc chưa gửi được: gửi được %(sent)s, còn %(left)s. Phần mềm sẽ gửi lại.")
        raise Refused(said % told._asdict())
    return {"opened": opened, "letters": told.sent}


@job(ALERT)
def alert_job(task: Task) -> dict[str, Any]:
    """Báo ngay văn bản khẩn — what the host did not take is looked for again by itself."""
    return {"alerts": alert_now(task.at, task.tell).sent}
