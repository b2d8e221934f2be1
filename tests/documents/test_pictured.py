"""Hình ảnh, mật khẩu — a file that may bear a mark unseen is registered only after a person has looked; nothing of it is kept before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from dondoc.documents.actions import registering, uploads
from dondoc.documents.intake import intake, read_now
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Copy, Entry, Reading, Upload
from dondoc.journal.models import Entry as Line
from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.shared import files
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.making import fields
from tests.papers import directive, directive_docx, locked_docx, locked_pdf, with_picture

pytestmark = pytest.mark.acts
TICK = "Tôi đã xem tệp gốc: không có dấu độ mật"
PICTURED = pytest.mark.parametrize("render", [render_docx, render_pdf], ids=["docx", "pdf"])


def _take(cast: Cast, data: bytes, name: str = "ket-luan.docx") -> Upload:
    return read_now(unit=cast.root, data=data, file_name=name, by=cast.clerk, at=AT)


def _client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.user("clerk"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _sent(cast: Cast, **over: str) -> dict[str, str]:
    return {"register": cast.incoming.public_id, "kind": "Kết luận", "so_ky_hieu": "21-KL/ĐUK", "title": "Một trích yếu đã sửa",
            "issuer": "Đảng ủy Khối Thử nghiệm", "issued_on": "10/11/2026", "on": "24/11/2026", **over}  # fmt: skip


def _said(act: str) -> int:
    return Line.objects.filter(act=act).count()


@PICTURED
def test_nothing_of_a_pictured_file_is_kept_before_a_person_has_looked(
    cast: Cast, render: Callable[..., bytes]
) -> None:
    row = _take(cast, with_picture(render, 20, 8))
    assert (row.state, row.problem_code, row.sha256, row.reading) == (UploadState.PICTURED, "PICTURES", "", None)
    assert Reading.objects.count() == 0
    found = [p for p in Path(settings.DONDOC_DATA).rglob("*") if p.is_file() and "quarantine" not in p.parts]
    assert not [p for p in found if p.parent.parent.name == "files"]
    with pytest.raises(Refused):
        registering.register(register=cast.incoming, issuer=cast.khoi, fields=fields("21"), by=cast.clerk, at=AT,
                             on=TODAY, upload=row)  # fmt: skip


@PICTURED
def test_no_mark_on_the_picture_and_the_reading_is_taken(
    cast: Cast, render: Callable[..., bytes], django_capture_on_commit_callbacks: Any
) -> None:
    row = _take(cast, with_picture(render, 20, 8))
    with django_capture_on_commit_callbacks(execute=True):
        uploads.say_unmarked(row=row, by=cast.clerk, at=AT)
    assert (row.state, row.reading is not None) == (UploadState.READ, True)
    assert not list((settings.DONDOC_DATA / "quarantine").iterdir())
    assert _said("documents.say_unmarked") == 1


def test_a_mark_on_the_picture_and_nothing_stays(cast: Cast) -> None:
    row = _take(cast, with_picture(render_docx, 20, 8))
    uploads.refuse_upload(row=row, by=cast.clerk, at=AT)
    assert (row.state, row.file_name, Reading.objects.count()) == (UploadState.REFUSED, "", 0)
    for name in (row.public_id, row.reading_key):
        with pytest.raises(Refused, match="không còn trong khu cách ly"):
            files.quarantined(name)


def test_the_register_page_asks_for_a_look_and_enters_only_after_it(cast: Cast) -> None:
    row, client = _take(cast, with_picture(render_docx, 20, 8)), _client(cast)
    path = client.get(f"/uploads/{row.public_id}/")["Location"]
    shown = client.get(path).content.decode()
    assert TICK in shown
    assert "21-KL/ĐUK" in shown
    refused = client.post(path, _sent(cast))
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "Mở tệp gốc xem rồi đánh dấu ô này" in said
    assert "Một trích yếu đã sửa" in said
    assert (Entry.objects.count(), _said("documents.say_unmarked")) == (0, 0)
    assert client.post(path, _sent(cast, unmarked="on")).status_code == 302
    assert (Entry.objects.count(), _said("documents.say_unmarked"), Copy.objects.get().reading is not None) == (
        1,
        1,
        True,
    )


def test_an_answer_once_given_is_not_asked_again_when_the_register_asks_something_else(cast: Cast) -> None:
    row, client = _take(cast, with_picture(render_docx, 20, 8)), _client(cast)
    path = f"/uploads/{row.public_id}/register/"
    assert client.post(path, _sent(cast, unmarked="on", issued_on="25/11/2026")).status_code == 409  # after it came
    assert _said("documents.say_unmarked") == 1
    assert TICK not in client.get(path).content.decode()
    assert client.post(path, _sent(cast)).status_code == 302


def test_a_paper_without_pictures_is_not_asked(cast: Cast) -> None:
    row, client = _take(cast, directive_docx()), _client(cast)
    path = f"/uploads/{row.public_id}/register/"
    assert TICK not in client.get(path).content.decode()
    assert client.post(path, _sent(cast)).status_code == 302
    assert _said("documents.say_unmarked") == 0


def test_from_the_command_line_a_pictured_file_is_refused_with_its_sentence(cast: Cast) -> None:
    with pytest.raises(Refused, match="hình ảnh"):
        intake(unit=cast.root, data=with_picture(render_docx, 20, 8), file_name="x.docx", by=cast.office, at=AT)


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (locked_pdf(render_pdf(directive())), "khoa.pdf", "Tệp PDF có mật khẩu"),
        (locked_docx(directive_docx()), "khoa.docx", "Tệp Word hoặc Excel có mật khẩu"),
    ],
    ids=["pdf", "docx"],
)
def test_a_locked_file_says_so_and_is_registered_after_a_person_has_looked(
    cast: Cast, data: bytes, name: str, told: str
) -> None:
    row, client = _take(cast, data, name), _client(cast)
    assert (row.state, row.problem_code) == (UploadState.NO_TEXT, "ENCRYPTED")
    assert told in client.get(f"/uploads/{row.public_id}/").content.decode()
    answered = client.post(f"/uploads/{row.public_id}/unmarked/", {"once": "mot-lan"})
    assert client.post(answered["Location"], _sent(cast)).status_code == 302
    copy = Copy.objects.get()
    assert (files.load(copy.sha256), copy.file_name, copy.reading) == (data, name, None)
