"""Bản nháp, trên trang — nothing typed is lost: refused, invalid, left; and gone with the act."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from dondoc.access.models import Draft
from dondoc.implementation.models import Note
from dondoc.obligations.models import Assignment
from dondoc.units.models import Holding
from dondoc.web.urls import urlpatterns
from tests.cast import PASSWORD, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = [pytest.mark.acts, pytest.mark.table]
WORDS = 'Đã gửi 12 danh sách; còn "3 chi bộ" & <chờ>\r\nXuống dòng, chưa xong'


@pytest.fixture
def share(cast: Cast) -> Assignment:
    return an_assignment(cast, upto="accepted")


def signed_in(cast: Cast, role: str = "doer") -> Client:
    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def verb(share: Assignment, name: str) -> str:
    return reverse("assignment_act", args=[share.public_id, name])


def box(answer: HttpResponse, name: str) -> Any:
    """What stands in a box of the page."""
    return answer.context["form"][name].value()


def text(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def test_bad_input_is_kept_and_shown_again(cast: Cast, share: Assignment) -> None:
    client, path = signed_in(cast), verb(share, "note")
    answer = client.post(path, {"text": WORDS, "on": "32/13"})
    assert answer.status_code == 422
    assert "Đã giữ bản nháp lúc" in text(answer)
    again = client.get(path)
    assert (box(again, "text"), box(again, "on")) == (WORDS, "32/13")
    assert "3 chi bộ" in text(again)
    assert "Đã giữ bản nháp lúc" in text(again)
    assert "Không hiểu ngày này" not in text(again)  # nothing is judged before it is sent


def test_a_refusal_keeps_it_too(cast: Cast, share: Assignment) -> None:
    client, path = signed_in(cast), verb(share, "submit")
    assert client.post(path, {"text": WORDS, "on": "24/11/2026", "once": "a"}).status_code == 409  # no evidence yet
    assert box(client.get(path), "text") == WORDS


def test_what_the_page_filled_in_is_not_taken_for_typed(cast: Cast, share: Assignment) -> None:
    """Today's date, kept as if typed, would be wrong tomorrow."""
    client, path = signed_in(cast), verb(share, "note")
    today = box(client.get(path), "on")
    client.post(path, {"text": WORDS, "on": today, "draft": "auto"})
    assert Draft.objects.get().body == {"text": [WORDS]}
    client.post(path, {"text": "", "on": today})  # sent empty: nothing typed, nothing kept
    assert not Draft.objects.exists()


def test_done_it_is_gone_with_the_act_and_a_failed_act_leaves_it(
    cast: Cast, share: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path = signed_in(cast), verb(share, "note")
    client.post(path, {"text": WORDS, "draft": "auto"})
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("dondoc.shared.models.Once.save", _break)  # after the act and the draft's end, before the commit
        assert client.post(path, {"text": WORDS, "on": "24/11/2026", "once": "a"}).status_code == 500
    assert (Note.objects.count(), Draft.objects.count()) == (0, 1)
    assert client.post(path, {"text": WORDS, "on": "24/11/2026", "once": "b"}).status_code == 302
    assert (Note.objects.count(), Draft.objects.count()) == (1, 0)


def _break(self: Any, **kwargs: Any) -> None:
    if kwargs.get("update_fields"):
        raise RuntimeError("hỏng")
    super(type(self), self).save(**kwargs)


def test_the_quiet_button_keeps_and_the_line_drops(cast: Cast, share: Assignment) -> None:
    client, path = signed_in(cast), verb(share, "note")
    assert '<noscript><button class="quiet" name="draft" value="keep">' in client.get(path).content.decode()
    answer = client.post(path, {"text": WORDS, "draft": "keep"}, follow=True)
    assert (answer.redirect_chain, box(answer, "text")) == ([(path, 302)], WORDS)
    answer = client.post(path, {"draft": "drop"}, follow=True)
    assert not box(answer, "text")
    assert not Draft.objects.exists()
    assert Note.objects.count() == 0


def test_the_script_is_told_in_one_line(cast: Cast, share: Assignment) -> None:
    client, path = signed_in(cast), verb(share, "note")
    answer = client.post(path, {"text": WORDS, "draft": "auto"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith("Đã giữ bản nháp lúc")
    refused = client.post(path, {"text": "TUYỆT MẬT", "draft": "auto"})
    assert refused.status_code == 409
    assert "dấu chỉ mức độ mật" in refused.content.decode()
    assert not Draft.objects.exists()


def test_a_marked_draft_is_refused_in_words_and_the_page_keeps_them_on_screen(cast: Cast, share: Assignment) -> None:
    answer = signed_in(cast).post(verb(share, "note"), {"text": "MẬT\nnội dung", "draft": "keep"})
    assert answer.status_code == 409
    assert "Chưa giữ bản nháp: có dòng giống dấu chỉ mức độ mật" in text(answer)
    assert "MẬT\nnội dung" in text(answer).replace("\r", "")


def test_boxes_lists_and_ticks_come_back_as_they_were_left(cast: Cast) -> None:
    duty = an_obligation(cast)
    client, path = signed_in(cast, "leader"), reverse("assign", args=[duty.public_id])
    said = {"units": [cast.cell.public_id, cast.home.public_id], "due_on": "cuối quý", "partners": [cast.board.public_id],
            "asked": WORDS, "due_reason": "", "draft": "auto"}  # fmt: skip
    client.post(path, said)
    page = client.get(path)
    assert {name: box(page, name) for name in ("units", "due_on", "partners", "asked")} == {
        name: said[name] for name in ("units", "due_on", "partners", "asked")
    }
    for unit in (cast.cell, cast.home):
        assert f'value="{unit.public_id}" id="id_units_{_place(page, unit)}" checked' in page.content.decode()


def _place(page: HttpResponse, unit: Any) -> int:
    codes = [code for code, _label in page.context["form"].fields["units"].choices]
    return codes.index(unit.public_id)


def test_a_tick_taken_away_stays_away(cast: Cast) -> None:
    entry = an_entry(cast)
    duties = [an_obligation(cast, entry, text=f"Việc {n}") for n in range(3)]
    client, path = signed_in(cast, "leader"), reverse("assign_many", args=[entry.public_id])
    client.post(path, {"obligations": [duties[1].public_id], "draft": "auto"})
    assert box(client.get(path), "obligations") == [duties[1].public_id]


def test_a_choice_that_is_there_no_more_is_left_open(cast: Cast) -> None:
    duty = an_obligation(cast)
    client, path = signed_in(cast, "leader"), reverse("assign", args=[duty.public_id])
    client.post(path, {"units": ["khongcodau"], "direction": "khongcodau", "asked": "x", "draft": "auto"})
    assert client.get(path).status_code == 200


def test_a_password_and_a_file_are_never_kept(cast: Cast, share: Assignment) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = signed_in(cast)
    client.post("/me/password/", {"password": "ngan"})
    client.post("/me/password/", {"password": "mot-mat-khau-dai-2026", "draft": "auto"})
    assert not Draft.objects.exists()
    file = SimpleUploadedFile("bao-cao.txt", b"noi dung")
    answer = client.post(verb(share, "evidence"), {"text": "Báo cáo", "on": "32/13", "file": file})
    assert answer.status_code == 422
    assert "chọn lại khi gửi" in text(answer)
    assert Draft.objects.get().body == {"text": ["Báo cáo"], "on": ["32/13"]}


def test_a_form_that_asks_nothing_keeps_nothing_and_loads_no_script(cast: Cast) -> None:
    said = signed_in(cast).get(verb(an_assignment(cast), "accept")).content.decode()
    assert "draft.js" not in said
    assert "data-keep" not in said
    assert "Lưu nháp" not in said


def test_each_page_has_its_own_and_free_words_in_the_address_make_no_other(cast: Cast, share: Assignment) -> None:
    client, path = signed_in(cast), verb(share, "note")
    client.post(f"{path}?q=abc", {"text": WORDS, "draft": "auto"})
    assert Draft.objects.get().address == path
    assert box(client.get(path), "text") == WORDS
    assert not box(client.get(verb(share, "plan")), "text")


def test_nobody_else_is_shown_it(cast: Cast, share: Assignment) -> None:
    path = verb(share, "note")
    signed_in(cast).post(path, {"text": WORDS, "draft": "auto"})
    assert "3 chi bộ" not in text(signed_in(cast, "leader").get(path))
    assert signed_in(cast, "stranger").post(path, {"text": WORDS, "draft": "auto"}).status_code == 404
    assert Draft.objects.count() == 1


def test_who_lost_the_right_while_typing_finds_the_words_when_it_is_back(cast: Cast, share: Assignment) -> None:
    client, path = signed_in(cast), verb(share, "extend")
    holding = Holding.objects.get(pk=cast.doer.holding_id)
    rights = holding.grants.filter(act="implementation.ask_extension")
    rights.update(from_on=TODAY.replace(year=2999))
    assert client.post(path, {"reason": WORDS, "due_on": "30/12"}).status_code == 403
    rights.update(from_on=TODAY.replace(year=2020))
    assert box(client.get(path), "reason") == WORDS


def test_a_form_sent_after_the_session_ended_says_so_and_leads_back_to_the_draft(cast: Cast, share: Assignment) -> None:
    client, path = signed_in(cast), verb(share, "note")
    client.post(path, {"text": WORDS, "draft": "auto"})
    client.session.flush()
    answer = client.post(path, {"text": WORDS + "thêm", "on": "24/11/2026"}, follow=True)
    assert "việc vừa gửi chưa được ghi" in text(answer)
    assert "việc vừa gửi chưa được ghi" not in text(Client().get("/accounts/login/?next=/"))
    back = client.post("/accounts/login/", {"login": "doer", "password": PASSWORD, "next": path}, follow=True)
    assert back.redirect_chain == [(path, 302)]
    assert box(back, "text") == WORDS
    assert Note.objects.count() == 0


def test_it_is_no_page_of_its_own() -> None:
    """A draft is reached by its form only: there is no list of them for anybody."""
    assert not [p for p in urlpatterns if "draft" in str(p.pattern)]
