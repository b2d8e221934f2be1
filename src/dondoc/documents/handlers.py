"""Việc nền của văn bản — reading and recognising, in a child process with limits of memory and time."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from dondoc.documents.actions.uploads import take_failure, take_reading
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Upload
from dondoc.documents.office import catalogue_file, office_file
from dondoc.jobs.queue import Task, job
from dondoc.reading.waiting import Waiting
from dondoc.shared import files
from dondoc.shared.profile import LEVELS, may_hold

SECONDS = 120
SCAN_SECONDS = 3 * 3600  # some hundred pages on a slow machine
MEMORY = 2 * 2**30  # address space: pdfium and lxml map generously

UNREADABLE = "Không đọc được tệp này. Mở bằng Word hoặc trình đọc PDF, lưu lại rồi tải lên, hoặc vào sổ bằng tay."
_READER = Waiting()


def give_up(task: Task) -> None:
    """Không đọc được — the reading was broken off again and again, or by a fault of ours: a person looks at the file."""
    row = Upload.objects.select_related("unit").get(pk=task.payload["upload"])
    if row.state == UploadState.QUARANTINED:
        take_failure(row=row, code="UNREADABLE", message=UNREADABLE, by=task.actor, at=task.at)


@job("documents.read", otherwise=give_up)
def read_upload(task: Task) -> dict[str, Any]:
    """Đọc tệp tải lên — the child is `dondoc read --json`; whatever it does, the upload has an answer."""
    return _answered(task, read_in_child)


@job("documents.recognise", otherwise=give_up, is_long=True)
def recognise_upload(task: Task) -> dict[str, Any]:
    """Nhận dạng chữ của bản quét — page by page, telling how far it is."""
    return _answered(task, lambda data, name: scan_in_child(data, name, task.tell))


def _answered(task: Task, reads: Callable[[bytes, str], dict[str, Any]]) -> dict[str, Any]:
    row = Upload.objects.select_related("unit").get(pk=task.payload["upload"])
    if row.state != UploadState.QUARANTINED:  # a worker died after the answer was written
        return {"upload": row.public_id}
    body = reads(files.quarantined(row.public_id), row.file_name)
    if "error" in body:
        error = body["error"]
        take_failure(row=row, code=error["code"], message=error["message"], by=task.actor, at=task.now())
    else:
        take_reading(row=row, body=body, by=task.actor, at=task.now())
    return {"upload": row.public_id}


def read_in_child(data: bytes, name: str) -> dict[str, Any]:
    """The contract's JSON object for a content, or {"error": …}; never raises for a bad file."""
    return _child(data, name, SECONDS)


def scan_in_child(data: bytes, name: str, tell: Callable[[str], None]) -> dict[str, Any]:
    """The same of a scan, through Tesseract; `tell` hears “pages done/pages in all” in the caller's own thread."""
    heard, told = os.pipe()
    with ThreadPoolExecutor(1) as pool, os.fdopen(heard) as lines:
        reading = pool.submit(_scan, data, name, told)
        for line in lines:
            tell(line.strip())
        return reading.result()


def _scan(data: bytes, name: str, told: int) -> dict[str, Any]:
    try:
        return _child(data, name, SCAN_SECONDS, "--ocr", tell=told)
    finally:
        os.close(told)


def _held() -> list[str]:
    """The secret levels this installation may read on."""
    return [word for level in LEVELS if may_hold(level) for word in ("--hold", level)]


def _child(data: bytes, name: str, seconds: int, *more: str, tell: int | None = None) -> dict[str, Any]:
    asked = ["--name", name, "--seconds", str(seconds), "--memory", str(MEMORY), *more, *_held()]
    office, catalogue = office_file(), catalogue_file()
    asked += ["--office", office] if office else []
    asked += ["--catalogue", catalogue] if catalogue else []
    try:
        body: dict[str, Any] = json.loads(_READER.read(data, asked, seconds, tell))
    except ValueError:
        return {"error": {"code": "UNREADABLE", "message": UNREADABLE}}
    return body


def mark_of(data: bytes, name: str) -> str:
    """Dấu độ mật của một tệp — "" where none was read: a file that cannot be read is its giver's to answer for."""
    body = read_in_child(data, name)
    return str(((body.get("header") or {}).get("secrecy") or {}).get("value", ""))
