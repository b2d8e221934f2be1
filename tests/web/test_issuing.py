"""Phát hành — a paper of our own with its signed file: the number told before it is taken, a draft's other number too."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from dondoc.documents.actions import registering
from dondoc.documents.intake import read_now
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Copy, Entry, Upload
from dondoc.documents.rules import Fields
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.web.story import clock, evening

pytestmark = pytest.mark.acts
PLAN = """ĐẢNG ỦY CỤC THỬ NGHIỆM
*
Số 01-KH/ĐU
Hà Nội, ngày 20 tháng 11 năm 2026
KẾ HOẠCH
kiểm tra việc quản lý đảng viên ở ngoài nước
-----
1. Giao Chi bộ NN-A03 báo cáo danh sách trước ngày 15/12/2026.
"""


def _client(cast: Cast, role: str = "clerk") -> Client:
    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _upload(cast: Cast, text: str = PLAN) -> Upload:
    return read_now(unit=cast.root, data=text.encode(), file_name="ke-hoach.txt", by=cast.clerk, at=AT)


def test_a_file_of_our_own_is_issued_with_the_next_number(cast: Cast) -> None:
    client, row = _client(cast), _upload(cast)
    with clock(evening(TODAY)):
        page = html.fromstring(client.get(reverse("upload_register", args=[row.public_id])).content.decode())
        way = page.xpath("//details[@class='out']//a/@href")[0]
        form = client.get(way).content.decode()
        assert "Số sẽ cấp: 01-KH/ĐU." in form
        assert "Tệp ghi số" not in form
        assert 'value="Kế hoạch"' in form
        said = {"kind": "Kế hoạch", "title": "kiểm tra việc quản lý", "issued_on": "20/11/2026", "on": "24/11/2026"}
        answer = client.post(way, said)
    entry = Entry.objects.get()
    assert answer["Location"] == reverse("paper", args=[entry.paper.public_id])
    assert (entry.paper.so_ky_hieu, entry.is_paper_only) == ("01-KH/ĐU", False)
    assert Copy.objects.get(paper=entry.paper).file_name == "ke-hoach.txt"


def test_a_draft_that_bears_another_number_is_told(cast: Cast) -> None:
    row = _upload(cast, PLAN.replace("01-KH", "07-KH"))
    way = reverse("issue", args=[cast.outgoing.public_id]) + f"?upload={row.public_id}"
    assert "Tệp ghi số 07-KH/ĐU" in _client(cast).get(way).content.decode()


def test_a_marked_file_is_issued_by_no_address(cast: Cast) -> None:
    row = _upload(cast, "MẬT\n" + PLAN)
    way = reverse("issue", args=[cast.outgoing.public_id]) + f"?upload={row.public_id}"
    answer = _client(cast).post(way, {"kind": "Kế hoạch", "title": "x", "on": "24/11/2026"})
    assert answer.status_code == 409
    assert not Entry.objects.exists()


def test_who_may_not_issue_is_not_led_there(cast: Cast) -> None:
    row = _upload(cast)
    assert _client(cast, "leader").get(reverse("upload_register", args=[row.public_id])).status_code == 403
    way = reverse("issue", args=[cast.outgoing.public_id]) + f"?upload={row.public_id}"
    assert _client(cast, "stranger").get(way).status_code == 404


def test_a_file_another_unit_received_is_not_taken_into_our_book(cast: Cast) -> None:
    row = _upload(cast)
    Upload.objects.filter(pk=row.pk).update(unit=cast.branch)
    row.refresh_from_db()
    with pytest.raises(Refused, match="đơn vị khác"):
        registering.issue(register=cast.outgoing, fields=Fields(kind="Kế hoạch", title="x"), upload=row,
                          on=TODAY, by=cast.clerk, at=AT)  # fmt: skip
    row.refresh_from_db()
    assert row.state == UploadState.READ
