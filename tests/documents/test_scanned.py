"""Bản quét — recognised when asked, in a lane of its own; nothing is kept before a person has looked at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dondoc.documents.actions import uploads
from dondoc.documents.intake import read_now
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Reading, Upload
from dondoc.documents.queries import pages_of
from dondoc.jobs.models import Job
from dondoc.jobs.queue import Task, claim
from dondoc.jobs.worker import work_once
from dondoc.printing.docx import render_docx
from dondoc.printing.scan import render_scan
from dondoc.reading import scans
from dondoc.shared import files
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast
from tests.papers import directive, directive_docx, with_picture

pytestmark = [pytest.mark.acts, pytest.mark.wide]
recognises = pytest.mark.skipif(not scans.can_recognise(), reason="chưa có tesseract-ocr-vie")


def _scan(cast: Cast) -> Upload:
    return read_now(unit=cast.root, data=render_scan(directive()), file_name="quet.pdf", by=cast.clerk, at=AT)


def _work() -> None:
    assert work_once(lambda: AT, is_long=True)


@recognises
def test_a_scan_is_recognised_and_a_person_answers_for_its_stamps(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    row = _scan(cast)
    uploads.recognise(row=row, by=cast.clerk, at=AT)
    assert (row.state, pages_of(row)) == (UploadState.QUARANTINED, None)
    _work()
    row.refresh_from_db()
    assert (row.state, row.problem_code, row.sha256, Reading.objects.count()) == (UploadState.PICTURED, "OCR", "", 0)
    with django_capture_on_commit_callbacks(execute=True):
        uploads.say_unmarked(row=row, by=cast.clerk, at=AT)
    assert row.reading is not None
    assert (row.reading.body["header"]["so_ky_hieu"]["value"], row.reading.body["header"]["so_ky_hieu"]["by"]) == (
        "21-KL/ĐUK",
        "ocr",
    )
    assert not list((settings.DONDOC_DATA / "quarantine").iterdir())


@recognises
def test_a_mark_among_the_words_recognised_stops_it(cast: Cast) -> None:
    marked = render_scan(replace(directive(), parent_issuer="MẬT"))
    row = read_now(unit=cast.root, data=marked, file_name="quet.pdf", by=cast.clerk, at=AT)
    uploads.recognise(row=row, by=cast.clerk, at=AT)
    _work()
    row.refresh_from_db()
    assert (row.state, row.file_name) == (UploadState.MARKED, "")


def test_pages_are_counted_and_the_lease_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "can_recognise", lambda: True)
    row = _scan(cast)
    uploads.recognise(row=row, by=cast.clerk, at=AT)
    job = claim(AT, is_long=True)
    assert job is not None
    Task(job, AT, lambda: AT + timedelta(minutes=1)).tell("3/12")
    assert pages_of(row) == (3, 12)
    assert claim(AT + timedelta(minutes=2, seconds=30), is_long=True) is None
    client = Client()
    client.force_login(cast.user("clerk"), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("upload_page", args=[row.public_id]) + "?wait=1").content.decode()
    assert "xong 3/12 trang" in page and 'value="3" max="12"' in page


def test_an_upload_does_not_wait_behind_a_scan(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "can_recognise", lambda: True)
    uploads.recognise(row=_scan(cast), by=cast.clerk, at=AT)
    later = uploads.upload(unit=cast.root, data=directive_docx(), file_name="kl.docx", by=cast.clerk, at=AT)
    taken = claim(AT)
    assert taken is not None and taken.public_id == later.job_id
    assert claim(AT) is None and Job.objects.get(kind="documents.recognise").state == "WAITING"


def test_what_is_no_scan_or_cannot_be_recognised_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = _scan(cast)
    monkeypatch.setattr(uploads, "can_recognise", lambda: False)
    with pytest.raises(Refused, match="tesseract-ocr-vie"):
        uploads.recognise(row=row, by=cast.clerk, at=AT)
    monkeypatch.setattr(uploads, "can_recognise", lambda: True)
    broken = read_now(unit=cast.root, data=b"%PDF-1.4", file_name="hong.pdf", by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="bản quét PDF"):
        uploads.recognise(row=broken, by=cast.clerk, at=AT)


def test_a_file_refused_after_reading_leaves_nothing_unless_another_holds_it(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    first, second = (read_now(unit=unit, data=directive_docx(), file_name="kl.docx", by=cast.clerk, at=AT)
                     for unit in (cast.root, cast.root))  # fmt: skip
    name = first.sha256
    for row, left in ((first, True), (second, False)):
        with django_capture_on_commit_callbacks(execute=True):
            uploads.refuse_upload(row=row, by=cast.clerk, at=AT)
        assert (files.path_of(name).exists(), Reading.objects.filter(sha256=name).exists()) == (left, left)


def test_a_content_refused_elsewhere_while_it_was_looked_at_is_put_back(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    row = read_now(unit=cast.root, data=with_picture(render_docx, 20, 8), file_name="kl.docx", by=cast.clerk, at=AT)
    with django_capture_on_commit_callbacks() as after:
        uploads.say_unmarked(row=row, by=cast.clerk, at=AT)
    files.drop(row.sha256)
    for run in after:
        run()
    assert files.load(row.sha256)
