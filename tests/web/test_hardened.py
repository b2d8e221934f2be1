"""Phòng thủ của trang — what docs/security.md says is met by the frame itself, tried as one who means harm would."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from dondoc.documents.models import Copy, Entry
from dondoc.shared import files
from tests.cast import AT, PASSWORD, Cast, client_of
from tests.making import an_entry, an_obligation

pytestmark = [pytest.mark.acts, pytest.mark.table]
NEW = "một mật khẩu dài hơn sáu mươi bốn chữ, có dấu cách và cả 🌾 để không ai đoán được"
HOSTILE = "<script>alert(1)</script> ' OR 1=1; -- {{ 7*7 }} %s \"><img src=x onerror=alert(2)>"


def _signed_in(cast: Cast, role: str, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    said = client.post("/accounts/login/", {"login": cast.user(role).username, "password": password})
    assert said.status_code == 302, said.content.decode()[-2000:]
    return client


def test_a_form_from_elsewhere_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user("admin"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("register_person"), {"full_name": "Lạ Văn Mặt"}).status_code == 403


def test_signing_in_changes_the_session_and_its_cookie_is_no_scripts(cast: Cast) -> None:
    client = Client()
    client.session["before"] = 1
    session = client.session
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    given = session.session_key
    _signed_in(cast, "doer", client=client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie.value != given
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert len(cookie.value) >= 32
    assert cookie.value not in client.get("/").content.decode()


def test_signing_out_ends_the_session_itself(cast: Cast) -> None:
    client = _signed_in(cast, "doer")
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert client.get("/obligations/").status_code == 302


def test_a_long_password_of_any_signs_is_taken_whole_and_ends_other_sessions(cast: Cast) -> None:
    here, there = _signed_in(cast, "doer"), _signed_in(cast, "doer")
    here.post("/accounts/reauthenticate/?next=/me/password/", {"password": PASSWORD})
    assert here.post(reverse("change_password"), {"password": "x" * 129}).status_code == 422
    assert here.post(reverse("change_password"), {"password": NEW}).status_code == 302
    assert here.get("/obligations/").status_code == 200
    assert there.get("/obligations/").status_code == 302
    user = cast.user("doer")
    assert user.check_password(NEW)
    assert not user.check_password(NEW[:72]), "nothing of it is cut off"
    assert NEW not in user.password


def test_passwords_are_kept_as_a_slow_salted_digest() -> None:
    from django.conf import global_settings
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    import dondoc.config.settings as ours

    assert not hasattr(ours, "PASSWORD_HASHERS"), "Django's own order"
    assert global_settings.PASSWORD_HASHERS[0].endswith("PBKDF2PasswordHasher")
    assert (PBKDF2PasswordHasher.iterations, PBKDF2PasswordHasher.algorithm) >= (310_000, "pbkdf2_sha256")


def test_hostile_words_are_found_and_shown_as_words(cast: Cast) -> None:
    entry = an_entry(cast)
    an_obligation(cast, entry, text=f"Báo cáo {HOSTILE}")
    client = _signed_in(cast, "clerk")
    paper = client.get(reverse("paper", args=[entry.paper.public_id])).content.decode()
    assert "{{ 7*7 }}" in paper
    for body in (paper, client.get("/obligations/?state=all").content.decode()):
        assert "<script>alert(1)" not in body
        assert "<img src=x" not in body
    for asked in ("/search/", "/obligations/", "/journal/", "/units/"):
        said = client.get(asked, {"q": HOSTILE, "unit": HOSTILE, "day": HOSTILE, "page": HOSTILE})
        assert said.status_code in (200, 404, 422), asked
        assert "<script>alert(1)" not in said.content.decode()


def test_an_address_with_a_sign_that_no_text_has_leads_nowhere(cast: Cast) -> None:
    client = client_of(cast, "leader")
    for address in ("/mirror/?unit=%00", "/reports/progress/?unit=a%00b", "/obligations/?words=%00", "/search/?%00=a"):
        said = client.get(address)
        assert (said.status_code, "Bàn làm việc" in said.content.decode()) == (404, True), address


def test_a_file_is_handed_out_for_the_disk_and_never_as_a_page(cast: Cast) -> None:
    entry = Entry.objects.get(pk=an_entry(cast).pk)
    page = b"<html><script>alert(1)</script></html>"
    copy = Copy.objects.create(paper=entry.paper, unit=cast.root, sha256=files.store(page), size=len(page), format="html",
                               file_name='a".html\r\nX-Bad: 1', at=AT)  # fmt: skip
    said = _signed_in(cast, "clerk").get(reverse("paper_copy", args=[entry.paper.public_id, copy.public_id]))
    assert said.content == page
    assert (said["Content-Type"], said["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert said["Content-Disposition"].startswith("attachment;")
    assert "X-Bad" not in said.headers


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_methods_nobody_uses_are_refused(cast: Cast, method: str) -> None:
    client = _signed_in(cast, "admin")
    assert getattr(client, method)(reverse("people")).status_code == 405


def test_a_fault_of_ours_says_a_code_and_nothing_of_itself(cast: Cast, monkeypatch: Any) -> None:
    client = _signed_in(cast, "admin")
    client.raise_request_exception = False
    monkeypatch.setattr("dondoc.web.access.views.bounded", lambda *_: 1 / 0)
    said = client.get(reverse("people"))
    assert said.status_code == 500
    for words in ("ZeroDivision", "Traceback", "bounded", "SECRET"):
        assert words not in said.content.decode()


def test_no_header_opens_the_house_to_other_sites_or_names_versions(cast: Cast) -> None:
    said = _signed_in(cast, "doer").get("/", headers={"origin": "https://ngoai.example"})
    assert "Access-Control-Allow-Origin" not in said.headers
    assert not {"Server", "X-Powered-By"} & set(said.headers)
    policy = said["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert said["Content-Type"] == "text/html; charset=utf-8"
