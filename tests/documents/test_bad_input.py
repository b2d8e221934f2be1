"""Đầu vào xấu — each ends in one clear sentence, nothing lost, nothing half done, nothing of a secret kept."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from dondoc.documents.actions import uploads
from dondoc.documents.intake import intake, read_now
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Copy, Reading, Upload
from dondoc.jobs.models import Job
from dondoc.jobs.queue import claim
from dondoc.journal.models import Payload
from dondoc.printing.scan import render_scan
from dondoc.shared import files
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast
from tests.papers import directive, directive_docx

pytestmark = pytest.mark.acts
SECRET = ("MẬT\n" + "ĐẢNG ỦY KHỐI THỬ NGHIỆM\nSố 99-KL/ĐUK\nĐiều kín đáo không ai được biết").encode()


def _take(cast: Cast, data: bytes, name: str = "a.docx") -> Upload:
    return read_now(unit=cast.root, data=data, file_name=name, by=cast.clerk, at=AT)


def test_a_paper_is_read_and_waits_to_be_registered(cast: Cast) -> None:
    row = _take(cast, directive_docx())
    assert (row.state, row.reading is not None) == (UploadState.READ, True)
    assert not list((settings.DONDOC_DATA / "quarantine").iterdir())


def test_the_same_paper_again_is_recognised_not_doubled(cast: Cast) -> None:
    def enter() -> Any:
        return intake(unit=cast.root, data=directive_docx(), file_name="x.docx", by=cast.office, at=AT)

    enter()
    with pytest.raises(Refused, match="đã có trong sổ"):
        enter()
    assert (Copy.objects.count(), Reading.objects.count()) == (1, 1)


def test_a_marked_paper_waits_in_quarantine_and_leaves_nothing_when_refused(cast: Cast) -> None:
    row = _take(cast, SECRET, "ten-rat-kin.txt")
    assert (row.state, row.file_name, row.sha256, row.reading) == (UploadState.MARKED, "", "", None)
    uploads.refuse_upload(row=row, by=cast.clerk, at=AT)
    assert row.state == UploadState.REFUSED
    with pytest.raises(Refused, match="không còn trong khu cách ly"):
        files.quarantined(row.public_id)
    for words in ("ten-rat-kin", "kín đáo", "99-KL/ĐUK"):
        _nothing_of(words.encode())


def _nothing_of(words: bytes) -> None:
    """No file, row, payload or job of the installation holds the words."""
    for path in Path(settings.DONDOC_DATA).rglob("*"):
        assert not (path.is_file() and words in path.read_bytes()), path
    rows = [*Upload.objects.values_list("file_name", "problem"), *Job.objects.values_list("payload", "result", "error"),
            *Payload.objects.values_list("body")]  # fmt: skip
    assert words.decode() not in str(rows)


def test_a_mark_taken_wrongly_is_released_by_a_named_post_with_a_reason(cast: Cast) -> None:
    row = _take(cast, SECRET)
    with pytest.raises(Refused, match="Chánh Văn phòng"):
        uploads.release_mark(row=row, reason="Tên đề án, không phải dấu", by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="lý do"):
        uploads.release_mark(row=row, reason=" ", by=cast.office, at=AT)
    uploads.release_mark(row=row, reason="Tên đề án, không phải dấu", by=cast.office, at=AT)
    assert (row.state, row.reading) == (UploadState.KEPT, None)
    assert files.load(row.sha256) == SECRET


def test_a_scan_asks_whether_it_bears_a_mark(cast: Cast) -> None:
    row = _take(cast, render_scan(directive()), "quet.pdf")
    assert (row.state, row.problem_code) == (UploadState.NO_TEXT, "NO_TEXT_LAYER")
    uploads.say_unmarked(row=row, by=cast.clerk, at=AT)
    assert row.state == UploadState.KEPT


@pytest.mark.parametrize(
    ("data", "code"), [(b"PK\x03\x04hong", "UNREADABLE"), (b"%PDF-1.4", "UNREADABLE"), (b"\x00\x01\x02" * 50, "UNKNOWN_FORMAT")]
)  # fmt: skip
def test_reading_never_stands_in_the_way(cast: Cast, data: bytes, code: str) -> None:
    row = _take(cast, data)
    assert (row.state, row.problem_code) == (UploadState.UNREAD, code)
    uploads.say_unmarked(row=row, by=cast.clerk, at=AT)
    assert row.state == UploadState.KEPT


def test_an_empty_file_and_one_over_the_limit_are_told(cast: Cast, settings: Any) -> None:
    with pytest.raises(Refused, match="0 byte"):
        _take(cast, b"")
    settings.DONDOC_MAX_UPLOAD = 2**20
    with pytest.raises(Refused, match="lớn hơn 1 MB"):
        _take(cast, b"x" * (2**20 + 1))
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x.docx", "/etc/shadow", "a\x00b.docx", "", "."])
def test_a_name_never_leaves_its_folder(cast: Cast, name: str) -> None:
    row = uploads.upload(unit=cast.root, data=b"chu", file_name=name, by=cast.clerk, at=AT)
    assert "/" not in row.file_name
    assert "\\" not in row.file_name
    assert ".." not in row.file_name
    assert row.file_name


def test_a_full_disk_keeps_nothing_half_written(cast: Cast, monkeypatch: Any) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Refused, match="hết chỗ trống"):
        uploads.upload(unit=cast.root, data=b"chu", file_name="a.txt", by=cast.clerk, at=AT)
    assert Upload.objects.count() == 0
    assert not [p for p in Path(settings.DONDOC_DATA).rglob("*") if p.is_file()]


def test_an_original_changed_on_the_disk_is_not_handed_out(cast: Cast) -> None:
    row = _take(cast, directive_docx())
    files.path_of(row.sha256).write_bytes(b"da doi")
    with pytest.raises(Refused, match="không khớp mã băm"):
        files.load(row.sha256)


def test_a_worker_killed_while_reading_loses_nothing(cast: Cast) -> None:
    """The job's lease runs out and another takes it; the upload has one answer."""
    from datetime import timedelta

    from dondoc.jobs.worker import work_once

    row = uploads.upload(unit=cast.root, data=directive_docx(), file_name="a.docx", by=cast.clerk, at=AT)
    assert claim(AT) is not None  # and the worker dies here
    assert not work_once(lambda: AT)
    assert work_once(lambda: AT + timedelta(minutes=5))
    row.refresh_from_db()
    assert (row.state, Reading.objects.count()) == (UploadState.READ, 1)


def test_a_job_that_kills_its_worker_again_and_again_is_given_up(cast: Cast) -> None:
    from datetime import timedelta

    row = uploads.upload(unit=cast.root, data=b"chu", file_name="a.txt", by=cast.clerk, at=AT)
    moments = [AT + timedelta(minutes=5 * turn) for turn in range(5)]
    claimed = [claim(moment) is not None for moment in moments]
    assert claimed == [True, True, True, False, False]
    assert Job.objects.get().state == "FAILED"
    row.refresh_from_db()
    assert row.state == UploadState.UNREAD, "a person is asked, the page no longer says it is being read"


def test_a_reading_that_meets_a_fault_of_ours_still_answers(cast: Cast, monkeypatch: Any) -> None:
    from dondoc.jobs.worker import work_once

    row = uploads.upload(unit=cast.root, data=b"chu", file_name="a.txt", by=cast.clerk, at=AT)
    monkeypatch.setattr("dondoc.documents.handlers.read_in_child", lambda *_: 1 / 0)
    assert work_once(lambda: AT)
    row.refresh_from_db()
    assert (row.state, Job.objects.get().state) == (UploadState.UNREAD, "FAILED")
    assert [step.step for step in row.steps.order_by("id")] == ["start", "fail"]


def test_what_a_killed_process_left_in_quarantine_is_forgotten_and_what_waits_is_not(cast: Cast) -> None:
    """A key whose file nobody waits for is a paper somebody could still read."""
    waiting = uploads.upload(unit=cast.root, data=SECRET, file_name="a.txt", by=cast.clerk, at=AT)
    read = _take(cast, directive_docx())
    files.quarantine(b"con lai", read.public_id)  # killed after the answer, before the key was forgotten
    half = files.path_of(read.sha256).with_name("tmpdodang")
    half.write_bytes(b"do dang")
    now = datetime.fromtimestamp(half.stat().st_mtime, UTC)  # files bear the machine's own clock
    uploads.sweep(now)
    assert half.exists(), "what is being written now is left alone"
    uploads.sweep(now + timedelta(hours=2))
    left = {path.name for path in (settings.DONDOC_DATA / "quarantine").iterdir()}
    assert left == {f"{waiting.public_id}.key", f"{waiting.public_id}.bin"}
    assert not half.exists()
    assert files.quarantined(waiting.public_id) == SECRET
    assert files.load(read.sha256)


def test_a_double_click_does_its_act_once(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.user("clerk"), backend="django.contrib.auth.backends.ModelBackend")
    form = {"once": "mot-lan-thoi", "kind": "Kết luận", "title": "Về việc thử", "issuer": "Đảng ủy Khối Thử nghiệm",
            "so_ky_hieu": "31-KL/ĐUK", "issued_on": "01/11/2026", "on": "10/11/2026"}  # fmt: skip
    path = f"/registers/{cast.incoming.public_id}/by-hand/"
    first, second = client.post(path, form), client.post(path, form)
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert cast.incoming.entries.count() == 1


def test_what_was_typed_is_not_lost_when_refused(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.user("clerk"), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(
        f"/registers/{cast.incoming.public_id}/by-hand/", {"title": "Một trích yếu rất dài đã gõ", "issued_on": "32/13"}
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Một trích yếu rất dài đã gõ" in said
    assert "32/13" in said
    assert "Không hiểu ngày này" in said


def test_erased_means_erased_on_sqlite(cast: Cast) -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1
    assert sqlite3.sqlite_version_info >= (3, 51, 3)
