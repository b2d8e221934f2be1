"""Bàn làm việc — a tray whole, many chosen and done once, what happened to each; files taken each by itself; what was written is said."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from dondoc.access import actions as access
from dondoc.access.models import Person
from dondoc.documents.intake import read_now
from dondoc.documents.models import Entry, Upload
from dondoc.implementation.actions import doing, proving
from dondoc.implementation.models import Evidence
from dondoc.obligations.models import Assignment
from dondoc.shared.acts import plates
from dondoc.web.forms import PersonField
from dondoc.web.hints import HINTS
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_assignment, an_entry, an_obligation, evidence
from tests.web.story import clock, evening

pytestmark = pytest.mark.acts


def _get(client: Client, address: str) -> str:
    with clock(evening(TODAY)):
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _post(client: Client, address: str, said: dict[str, Any]) -> str:
    with clock(evening(TODAY)):
        return client.post(address, said, follow=True).content.decode()


def _many(cast: Cast, n: int, upto: str = "assigned") -> list[Assignment]:
    entry = an_entry(cast)
    return [an_assignment(cast, obligation=an_obligation(cast, entry, text=f"Việc {i}"), upto=upto) for i in range(n)]


def test_a_tray_says_how_many_it_holds_and_opens_whole(cast: Cast) -> None:
    _many(cast, 13)
    client = client_of(cast, "doer")
    desk = html.fromstring(_get(client, "/"))
    assert desk.xpath("string(//section[@id='accept']/h2/span[1])").strip() == "13"
    assert len(desk.xpath("//section[@id='accept']//li")) == 10
    link = desk.xpath("//section[@id='accept']//p[@class='pager']/a/@href")[0]
    assert len(html.fromstring(_get(client, "/" + link)).xpath("//ul[contains(@class,'items')]/li")) == 13


def test_many_are_accepted_at_once(cast: Cast) -> None:
    rows = _many(cast, 4)
    said = _post(
        client_of(cast, "doer"), "/many/accept/", {"pick": [row.public_id for row in rows[:3]], "once": "a" * 20}
    )
    assert "Tiếp nhận: 3 việc." in said
    assert list(Assignment.objects.order_by("id").values_list("state", flat=True)) == ["ACCEPTED"] * 3 + ["ISSUED"]


def test_what_cannot_be_done_of_many_says_why_and_the_others_are_done(cast: Cast) -> None:
    """The leader himself wrote a note on one of three: that one another must confirm."""
    rows = _many(cast, 3, upto="submitted")
    own = an_assignment(
        cast, obligation=an_obligation(cast, rows[0].obligation.entry, text="Việc có tay mình"), upto="accepted"
    )
    doing.note(assignment=own, text="Nhập hộ", by=cast.above, at=AT)
    evidence(cast, own)
    Assignment.objects.filter(pk=rows[2].pk).update(state="ACCEPTED", submitted_on=None)
    said = _post(client_of(cast, "leader"), "/many/confirm/", {"pick": [row.public_id for row in rows]})
    assert "Xác nhận hoàn thành: 2 việc." in said
    assert f"{rows[2]}: Việc này đã được xử lý ở bước khác." in said.replace("&gt;", ">")
    assert Assignment.objects.filter(state="DONE").count() == 2


def test_of_what_one_may_not_see_nothing_is_done_or_said(cast: Cast) -> None:
    rows = _many(cast, 2)
    said = _post(client_of(cast, "stranger"), "/many/accept/", {"pick": [row.public_id for row in rows]})
    assert "Chưa làm được việc nào" in said
    assert rows[0].obligation.nv not in said
    assert Assignment.objects.filter(state="ISSUED").count() == 2
    assert client_of(cast, "stranger").post("/many/withdraw/", {}).status_code == 404


def test_sent_twice_it_is_done_once(cast: Cast) -> None:
    rows, client = _many(cast, 2), client_of(cast, "doer")
    said = {"pick": [row.public_id for row in rows], "once": "b" * 20}
    _post(client, "/many/accept/", said)
    assert 'class="warning"' not in _post(client, "/many/accept/", said)
    assert Assignment.objects.filter(state="ACCEPTED").count() == 2


def test_of_many_files_the_bad_are_told_by_name_and_the_good_are_taken(cast: Cast) -> None:
    files = [SimpleUploadedFile("tot.txt", "Số 5-CV/ĐUK".encode()), SimpleUploadedFile("rong.docx", b""),
             SimpleUploadedFile("tot hai.txt", "Số 6-CV/ĐUK".encode())]  # fmt: skip
    said = _post(client_of(cast, "clerk"), reverse("upload"), {"files": files, "unit": cast.root.public_id})
    assert "rong.docx: Tệp rỗng (0 byte)" in said
    assert "Đã nhận 2 tệp." in said
    assert Upload.objects.count() == 2


def test_one_bad_file_alone_keeps_the_form(cast: Cast) -> None:
    bad = SimpleUploadedFile("rong.docx", b"")
    said = _post(client_of(cast, "clerk"), reverse("upload"), {"files": [bad], "unit": cast.root.public_id})
    assert "Tệp rỗng (0 byte)" in said
    assert 'name="files"' in said


def test_what_was_written_is_said_with_its_number(cast: Cast) -> None:
    client = client_of(cast, "clerk")
    facts = {"kind": "Công văn", "so_ky_hieu": "5-CV/ĐUK", "issuer": "Đảng ủy Khối Thử nghiệm", "title": "V/v tập huấn",
             "on": f"{TODAY:%d/%m/%Y}"}  # fmt: skip
    said = _post(client, reverse("register_by_hand", args=[cast.incoming.public_id]), facts)
    assert f"Đã vào sổ: số {Entry.objects.get().number}." in said
    share = an_assignment(cast)
    said = _post(client_of(cast, "doer"), f"/assignments/{share.public_id}/accept/", {"once": "c" * 20})
    assert "Đã ghi: Tiếp nhận." in said


def test_every_hint_is_of_an_act(cast: Cast) -> None:
    assert set(HINTS) <= set(plates())
    share = an_assignment(cast)
    assert str(HINTS["obligations.accept"]) in _get(client_of(cast, "doer"), f"/assignments/{share.public_id}/accept/")


def test_work_is_not_offered_to_be_given_on_where_there_is_nobody(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    assert "/assign/" not in _get(client_of(cast, "doer"), f"/assignments/{share.public_id}/")
    branch = an_assignment(cast, unit=cast.branch, obligation=share.obligation)
    assert "/assign/" in _get(client_of(cast, "above"), f"/assignments/{branch.public_id}/")


def test_what_is_given_already_is_not_ticked_again(cast: Cast) -> None:
    share = an_assignment(cast)
    new = an_obligation(cast, share.obligation.entry, text="Việc mới")
    page = html.fromstring(_get(client_of(cast, "leader"), f"/entries/{share.obligation.entry.public_id}/assign/"))
    assert page.xpath("//input[@name='obligations'][@checked]/@value") == [new.public_id]


@pytest.mark.django_db
def test_a_person_is_found_by_name_where_there_are_too_many_to_pick_from(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr("dondoc.web.forms.FEW", 3)
    for name in ("Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu Hai"):
        access.register_person(full_name=name, unit=cast.root, by=cast.admin, at=AT)
    field = PersonField(people=Person.objects.all())
    assert str(field.clean("nguyen van mau")) == "Nguyễn Văn Mẫu"
    assert str(field.clean("doer")) == str(cast.user("doer").person)
    for words, why in (("mau van", "Có nhiều người khớp"), ("khong ai", "Không thấy ai")):
        with pytest.raises(Exception, match=why):
            field.clean(words)
    assert not re.search("<select", str(field.widget.render("person", "")))


@pytest.mark.parametrize(
    ("role", "leads"), [("clerk", "/uploads/new/"), ("admin", "/people/"), ("doer", "/obligations/")]
)
def test_an_empty_desk_leads_to_what_ones_post_is_there_for(cast: Cast, role: str, leads: str) -> None:
    assert html.fromstring(_get(client_of(cast, role), "/")).xpath("//p[@class='empty']/a/@href") == [leads]


def test_a_file_without_a_register_says_what_to_do(cast: Cast) -> None:
    cast.incoming.delete()
    row = read_now(unit=cast.root, data="Số 5-CV/ĐUK".encode(), file_name="a.txt", by=cast.clerk, at=AT)
    said = _get(client_of(cast, "clerk"), reverse("upload_register", args=[row.public_id]))
    assert "Chưa có sổ văn bản đến. Mở sổ, rồi mở lại tệp này" in said


def test_after_a_code_a_password_of_ones_own_and_then_one_begins(cast: Cast) -> None:
    user = cast.user("doer")
    user.must_change_password = True
    user.save()
    client = client_of(cast, "doer")
    assert "Mã dùng một lần đã dùng xong" in _get(client, "/me/password/")
    with clock(evening(TODAY)):
        answer = client.post("/me/password/", {"password": "mat-khau-rieng-2026"})
    assert answer["Location"] == "/"


def test_who_confirmed_a_work_is_told_that_its_proof_is_gone_and_the_doer_may_give_another(cast: Cast) -> None:
    share = an_assignment(cast, upto="done")
    giver, doer = client_of(cast, "leader"), client_of(cast, "doer")
    assert not _rows(giver, "unproved")
    for proof in share.provings.all():
        proving.take_off_evidence(proving=proof, reason="Nhầm việc", by=cast.doer, at=AT)
    assert _rows(giver, "unproved") == _rows(doer, "prove_again") == [share.obligation.text]
    assert not _rows(doer, "unproved")
    assert not _rows(client_of(cast, "stranger"), "prove_again")
    evidence(cast, share)
    assert not _rows(giver, "unproved")
    assert not _rows(doer, "prove_again")


def test_a_proof_that_an_incident_removed_proves_no_more(cast: Cast) -> None:
    share = an_assignment(cast, upto="done")
    giver, doer = client_of(cast, "leader"), client_of(cast, "doer")
    kept = share.provings.get().evidence
    Evidence.objects.filter(pk=kept.pk).update(kind="FILE", sha256="-" + "0" * 20)  # as shared.erasing leaves it
    assert _rows(giver, "unproved") == _rows(doer, "prove_again") == [share.obligation.text]
    evidence(cast, share)
    assert not _rows(giver, "unproved")


def _rows(client: Client, tray: str) -> list[str]:
    desk = html.fromstring(_get(client, "/"))
    return [
        one.text_content().strip() for one in desk.xpath(f"//section[@id='{tray}']//li//*[contains(@class,'title')]")
    ]
