"""Tải lên — quarantine, reading, and what to do with a file that bears a mark or has no text."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents import rules
from dondoc.documents.lifecycle import QUARANTINE, UPLOAD, UploadState
from dondoc.documents.models import Reading, Upload
from dondoc.jobs import queue
from dondoc.journal.actions import write
from dondoc.reading.scans import can_recognise
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.held import is_held, waiting_names
from dondoc.shared.profile import highest, may_hold
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands


@act("documents.upload", gettext_lazy("Tải văn bản lên"))
def upload(*, unit: Unit, data: bytes, file_name: str, by: Actor, at: datetime) -> Upload:
    """Tải lên — keep a file in quarantine under a one-time key and ask for its reading.

    Raises Refused for an empty or too large file. The name is kept without any folder.
    """
    require(by, "documents.upload", unit)
    check_size(data)
    row = Upload.objects.create(
        unit=unit, file_name=files.bare_name(file_name, "khong-ten"), size=len(data), account_id=by.account_id, at=at
    )
    check_stands(unit)
    files.quarantine(data, row.public_id)
    UPLOAD.start(row, by=by, at=at, on=hanoi_day(at))
    _ask(row, "documents.read", by=by, at=at)
    write("documents.upload", row, by=by, at=at, unit=unit)
    return row


def check_size(data: bytes) -> None:
    """Raises Refused for an empty or too large file."""
    if not data:
        raise Refused(_("Tệp rỗng (0 byte). Kiểm tra lại tệp trên máy rồi gửi lại."))
    if len(data) > settings.DONDOC_MAX_UPLOAD:
        raise Refused(too_large())


def _ask(row: Upload, kind: str, *, by: Actor, at: datetime) -> None:
    row.job_id = queue.ask(kind, {"upload": row.pk}, by=by, at=at).public_id
    row.save(update_fields=["job_id"])


def too_large() -> str:
    """The sentence for a file over the limit."""
    size = settings.DONDOC_MAX_UPLOAD // 2**20
    return _("Tệp lớn hơn %(size)s MB. Chia nhỏ hoặc vào sổ không kèm tệp (bản giấy).") % {"size": size}


def take_reading(*, row: Upload, body: dict[str, Any], by: Actor, at: datetime) -> None:
    """Nhận bản đọc — what the reader said of a quarantined file (called by the job).

    A picture at its head, or a scan, may bear a stamped mark: file and reading wait in quarantine until a person has looked.
    """
    with transaction.atomic():
        is_in = _answer(row, body, by=by, at=at)
    if is_in:
        _leave_quarantine(row)


def _answer(row: Upload, body: dict[str, Any], *, by: Actor, at: datetime) -> bool:
    """Marked, pictured or read: the step that says so; whether the file has left its quarantine."""
    level = ((body.get("header") or {}).get("secrecy") or {}).get("value", "")
    if not may_hold(level):
        UPLOAD.take(row, "mark", by=by, at=at, on=hanoi_day(at), file_name="", size=0)
        return False
    unseen = next((w for w in body["warnings"] if w["code"] in ("PICTURES", "OCR")), None)
    if unseen is not None:
        files.quarantine(json.dumps(body).encode(), row.reading_key)
        problem = _stamps_unseen() if unseen["code"] == "OCR" else unseen["message"]
        UPLOAD.take(row, "picture", by=by, at=at, on=hanoi_day(at), secrecy=level,
                    problem_code=unseen["code"], problem=problem)  # fmt: skip
        return False
    _let_in(row, "read", body, level, by=by, at=at)
    return True


def _stamps_unseen() -> str:
    return _(
        "Chữ do máy nhận dạng từ bản quét; dấu mật đóng trên giấy có thể không được nhận ra. Xem bản gốc, đối chiếu từng trường."
    )


def _let_in(row: Upload, step: str, body: dict[str, Any], level: str, *, by: Actor, at: datetime) -> None:
    """Out of quarantine into the store, with its reading."""
    sha256 = files.store(files.quarantined(row.public_id))
    reading = store_reading(sha256, body, at)
    UPLOAD.take(row, step, by=by, at=at, on=hanoi_day(at), sha256=sha256, reading=reading, secrecy=level)


def store_reading(sha256: str, body: dict[str, Any], at: datetime) -> Reading:
    """One row a content and reader version; the same again is the same row."""
    kept = {k: v for k, v in body.items() if k not in ("text", "source", "sha256")}
    row, _new = Reading.objects.get_or_create(
        sha256=sha256, reader=body["reader"], catalogue=body["catalogue"],
        defaults={"format": body["format"], "text": body["text"], "body": kept, "at": at},
    )  # fmt: skip
    return row


@transaction.atomic
def take_failure(*, row: Upload, code: str, message: str, by: Actor, at: datetime) -> None:
    """Không đọc được — a note beside the file, never a wall: it can still be registered."""
    step = "ask" if code in ("NO_TEXT_LAYER", "ENCRYPTED") else "fail"
    UPLOAD.take(row, step, by=by, at=at, on=hanoi_day(at), problem_code=code, problem=message[:500])


@act("documents.recognise", gettext_lazy("Nhận dạng chữ của bản quét"))
def recognise(*, row: Upload, by: Actor, at: datetime) -> None:
    """Nhận dạng chữ — a scan goes through Tesseract in the background; then a person answers for its stamps.

    Raises Refused where the machine cannot, or the file is no scan.
    """
    require(by, "documents.upload", row.unit)
    if not row.is_scan:
        raise Refused(_("Chỉ nhận dạng được chữ của bản quét PDF. Tệp này vào sổ bằng tay."))
    if not can_recognise():
        raise Refused(
            _("Máy chủ chưa cài bộ nhận dạng chữ (gói tesseract-ocr-vie). Vào sổ bằng tay, hoặc báo người quản trị.")
        )
    UPLOAD.take(row, "recognise", by=by, at=at, on=hanoi_day(at), problem_code="", problem="")
    _ask(row, "documents.recognise", by=by, at=at)
    write("documents.recognise", row, by=by, at=at, unit=row.unit)


@act("documents.say_unmarked", gettext_lazy("Xác nhận không có dấu độ mật"))
def say_unmarked(*, row: Upload, by: Actor, at: datetime) -> None:
    """Không có dấu độ mật — the uploader answers for a file without text, or for its picture; then it is kept."""
    require(by, "documents.upload", row.unit)
    if row.secrecy:
        raise Refused(
            _("Tệp này có dấu %(level)s. Xác nhận độ mật của tệp, hoặc từ chối tệp.") % {"level": row.secrecy}
        )
    _answer_for(row, "", by=by, at=at)
    write("documents.say_unmarked", row, by=by, at=at, unit=row.unit)


@act("documents.say_level", gettext_lazy("Xác nhận độ mật của tệp"))
def say_level(*, row: Upload, level: str, by: Actor, at: datetime) -> None:
    """Xác nhận độ mật — the uploader answers for what is stamped on it; only where that level may be held.

    Never lower than the mark that was read.
    """
    require(by, "documents.upload", row.unit)
    level = highest([level, row.secrecy])
    rules.check_secret(level)
    if not level or not may_hold(level):
        raise Refused(
            _("Bản cài đặt này không được giữ tệp ở độ mật ấy. Từ chối tệp, rồi ghi văn bản bằng số trong sổ.")
        )
    _answer_for(row, level, by=by, at=at)
    write("documents.say_level", row, by=by, at=at, unit=row.unit)


def _answer_for(row: Upload, level: str, *, by: Actor, at: datetime) -> None:
    """A picture, or a file without text, that a person has looked at: out of quarantine, with its level."""
    if row.state == UploadState.PICTURED:
        _let_in(row, "see", json.loads(files.quarantined(row.reading_key)), level, by=by, at=at)
        transaction.on_commit(lambda: _leave_quarantine(row))
    else:
        _keep(row, "answer", level, by=by, at=at)


@act("documents.release_mark", gettext_lazy("Gỡ dấu mật nhận nhầm"))
def release_mark(*, row: Upload, reason: str, by: Actor, at: datetime) -> None:
    """Gỡ dấu mật nhận nhầm — by a named post, with a reason; the text is still not read."""
    require(by, "documents.release_mark", row.unit)
    check_reason(reason)
    _keep(row, "release", "", by=by, at=at)
    write("documents.release_mark", row, by=by, at=at, unit=row.unit)


@act("documents.refuse_upload", gettext_lazy("Từ chối tệp"))
def refuse_upload(*, row: Upload, by: Actor, at: datetime) -> None:
    """Từ chối tệp — the key is forgotten; nothing of the file, its name included, is kept, unless another holds the same."""
    require(by, "documents.upload", row.unit)
    sha256, reading = row.sha256, row.reading
    unmark: dict[str, Any] = {"file_name": "", "sha256": "", "reading": None, "size": 0, "problem": "", "secrecy": ""}
    UPLOAD.take(row, "refuse", by=by, at=at, on=hanoi_day(at), **unmark)
    write("documents.refuse_upload", row, by=by, at=at, unit=row.unit)
    if reading is not None:
        with suppress(ProtectedError), transaction.atomic():  # another unit received the same file
            reading.delete()
    _forget(row)
    transaction.on_commit(lambda: _drop(sha256))


def _drop(sha256: str) -> None:
    if sha256 and not is_held(sha256):
        files.drop(sha256)


def _leave_quarantine(row: Upload) -> None:
    """Forget the key once the store has the file: where another refused the same content meanwhile, it is put back."""
    if not files.has(row.sha256):
        files.store(files.quarantined(row.public_id))
    _forget(row)


def _forget(row: Upload) -> None:
    files.forget(row.public_id)
    files.forget(row.reading_key)


def sweep(at: datetime) -> None:
    """Dọn khu cách ly — what a killed process left: keys of files nobody waits for, writing broken off. An hour old."""
    waiting = Upload.objects.filter(state__in=QUARANTINE)
    kept = {key for row in waiting.only("public_id") for key in (row.public_id, row.reading_key)}
    files.sweep(kept | waiting_names(), before=at.timestamp() - 3600)


def _keep(row: Upload, step: str, level: str, *, by: Actor, at: datetime) -> None:
    """Out of quarantine into the store, without a reading."""
    data = files.quarantined(row.public_id)
    sha256 = files.store(data)
    name = row.file_name or f"tep-{secrets.token_hex(3)}"
    UPLOAD.take(row, step, by=by, at=at, on=hanoi_day(at), sha256=sha256, file_name=name, size=len(data),
                secrecy=level)  # fmt: skip
    transaction.on_commit(lambda: _leave_quarantine(row))
