"""Việc nền của phòng lịch — periods opened each day, letters of the day, alerts of urgent papers."""

from __future__ import annotations

from typing import Any

from dondoc.jobs.queue import Task, job
from dondoc.reminding.actions.occurring import open_due
from dondoc.reminding.actions.writing import ALERT, DAILY, alert_now, write_today


@job(DAILY)
def daily_job(task: Task) -> dict[str, Any]:
    """Mở kỳ rồi gửi thư của ngày."""
    opened = open_due(task.at)
    return {"opened": opened, "letters": write_today(task.at)}


@job(ALERT)
def alert_job(task: Task) -> dict[str, Any]:
    """Báo ngay văn bản khẩn."""
    return {"alerts": alert_now(task.at)}
