"""Việc nền của phòng nạp — read, look, write; each in a lane of its own, each goes on where it was broken off."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dondoc.importing.actions import looking, taking, writing
from dondoc.importing.lifecycle import IMPORT, ImportState
from dondoc.importing.models import Import
from dondoc.jobs.queue import Task, job
from dondoc.shared.calendar import hanoi_day


def _sheet(task: Task) -> Import:
    return Import.objects.select_related("unit", "register").get(pk=task.payload["sheet"])


def _broken() -> str:
    return _("Việc nền đã dừng giữa chừng nhiều lần. Chưa ghi gì. Gửi lại bảng, hoặc báo người quản trị.")


def unread(task: Task) -> None:
    """Không đọc được — nothing of the sheet stays."""
    row = _sheet(task)
    if row.state == ImportState.READING:
        taking.refuse(row, _broken(), by=task.actor, at=task.at)


def unchecked(task: Task) -> None:
    """Không xem được — back to its columns, with the sentence."""
    row = _sheet(task)
    if row.state == ImportState.CHECKING:
        IMPORT.take(row, "give_up", by=task.actor, at=task.at, on=hanoi_day(task.at), problem=_broken())


@job("importing.read", otherwise=unread, is_long=True)
def read_sheet(task: Task) -> dict[str, Any]:
    """Đọc bảng."""
    row = _sheet(task)
    if row.state == ImportState.READING:
        taking.read(row, by=task.actor, at=task.now(), tell=task.tell)
    return {"sheet": row.public_id}


@job("importing.check", otherwise=unchecked, is_long=True)
def check_sheet(task: Task) -> dict[str, Any]:
    """Xem từng dòng."""
    row = _sheet(task)
    if row.state == ImportState.CHECKING:
        looking.check(row, by=task.actor, at=task.now(), tell=task.tell)
    return {"sheet": row.public_id}


@job("importing.write", is_long=True)
def write_sheet(task: Task) -> dict[str, Any]:
    """Ghi từng dòng."""
    row = _sheet(task)
    if row.state == ImportState.WRITING:
        writing.write_rows(row, by=task.actor, now=task.now, tell=task.tell)
    return {"sheet": row.public_id}
