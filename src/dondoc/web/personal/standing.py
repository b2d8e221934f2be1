"""Hạn của yêu cầu bằng chữ — in time and late, both said; a figure that is unset is said to be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.personal import rules
from dondoc.personal.clocks import Clock, applied
from dondoc.personal.models import Request


class Standing(models.TextChoices):
    """Đang ở đâu so với hạn — signs and colours are those of the obligations."""

    RUNNING = "dang_lam", gettext_lazy("còn hạn")
    IN_TIME = "xong", gettext_lazy("đúng hạn")
    LATE_DONE = "xong_muon", gettext_lazy("muộn")
    LATE = "qua_han", gettext_lazy("quá hạn")
    UNDATED = "xong_khong_han", gettext_lazy("xong, chưa đặt hạn")


@dataclass(frozen=True, slots=True)
class Due:
    """Một hạn trên trang — by when, done when, how it stands, by which rule and calendar."""

    label: str
    clock: Clock
    done_on: date | None
    standing: Standing | None  # None: no day is known and nothing was done


def standing_of(late: bool | None, done_on: date | None) -> Standing | None:
    if late is None:
        return Standing.UNDATED if done_on else None
    if done_on:
        return Standing.LATE_DONE if late else Standing.IN_TIME
    return Standing.LATE if late else Standing.RUNNING


def dues(row: Request, now: datetime) -> list[Due]:
    """Hạn trả lời, hạn thực hiện."""
    labels = {rules.REPLY: (_("Trả lời"), row.answered_on, row.replied_late(now))}
    found = []
    for clock in applied(row):
        label, on, late = labels.get(clock.key, (_("Thực hiện"), row.closed_on, row.done_late(now)))
        found.append(Due(label, clock, on, standing_of(late, on)))
    return found


def line(row: Request, now: datetime) -> dict[str, Any]:
    """Một dòng của danh sách — both standings, of the columns alone: no figure is asked."""
    return {
        "row": row, "reply": standing_of(row.replied_late(now), row.answered_on),
        "work": standing_of(row.done_late(now), row.closed_on),
    }  # fmt: skip
