"""Việc nền của văn bản — reading, in a child process with limits of memory and time."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import Any

from dondoc.documents.actions.uploads import take_failure, take_reading
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Upload
from dondoc.documents.office import catalogue_file, office_file
from dondoc.jobs.queue import Task, job
from dondoc.shared import files

SECONDS = 120
MEMORY = 2 * 2**30  # address space: pdfium and lxml map generously

UNREADABLE = "Không đọc được tệp này. Mở bằng Word hoặc trình đọc PDF, lưu lại rồi tải lên, hoặc vào sổ bằng tay."


def give_up(task: Task) -> None:
    """Không đọc được — the reading was broken off again and again, or by a fault of ours: a person looks at the file."""
    row = Upload.objects.select_related("unit").get(pk=task.payload["upload"])
    if row.state == UploadState.QUARANTINED:
        take_failure(row=row, code="UNREADABLE", message=UNREADABLE, by=task.actor, at=task.at)


@job("documents.read", otherwise=give_up)
def read_upload(task: Task) -> dict[str, Any]:
    """Đọc tệp tải lên — the child is `dondoc read --json`; whatever it does, the upload has an answer."""
    row = Upload.objects.select_related("unit").get(pk=task.payload["upload"])
    if row.state != UploadState.QUARANTINED:  # a worker died after the answer was written
        return {"upload": row.public_id}
    body = read_in_child(files.quarantined(row.public_id), row.file_name)
    if "error" in body:
        error = body["error"]
        take_failure(row=row, code=error["code"], message=error["message"], by=task.actor, at=task.at)
    else:
        take_reading(row=row, body=body, by=task.actor, at=task.at)
    return {"upload": row.public_id}


def read_in_child(data: bytes, name: str) -> dict[str, Any]:
    """The contract's JSON object for a content, or {"error": …}; never raises for a bad file."""
    command = [sys.executable, "-m", "dondoc.reading.child", "--name", name]
    office, catalogue = office_file(), catalogue_file()
    try:
        done = subprocess.run(
            [*command, *(["--office", office] if office else []), *(["--catalogue", catalogue] if catalogue else [])],
            input=data, capture_output=True, timeout=SECONDS, check=False, preexec_fn=_limits,
        )  # fmt: skip
        body: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return {"error": {"code": "UNREADABLE", "message": UNREADABLE}}
    return body


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
