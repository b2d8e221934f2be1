"""Tài khoản — a first password is changed before anything else; wrong ones are throttled; English is chosen, never guessed."""

from __future__ import annotations

import pytest
from django.test import Client

from dondoc.access.actions import reset_password
from tests.cast import AT, PASSWORD, Cast

pytestmark = pytest.mark.acts


def test_a_given_password_is_changed_before_anything_else_is_seen(cast: Cast) -> None:
    reset_password(user=cast.user("doer"), password="mat-khau-tam-thoi-1", unit=cast.root, by=cast.admin, at=AT)
    client = Client()
    client.force_login(cast.user("doer"), backend="django.contrib.auth.backends.ModelBackend")
    for path in ("/", "/obligations/", "/units/"):
        assert client.get(path)["Location"] == "/me/password/"
    client.post("/me/password/", {"password": "cua-rieng-toi-2026", "once": "a"})
    assert client.get("/obligations/").status_code == 200


@pytest.mark.parametrize("password", ["ngan", "123456789012", "password1234", "doer"])
def test_a_weak_password_is_refused_with_a_sentence(cast: Cast, password: str) -> None:
    client = Client()
    client.force_login(cast.user("doer"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/me/password/", {"password": password}).status_code in (409, 422)


def test_wrong_passwords_are_throttled(cast: Cast) -> None:
    client = Client()
    for _turn in range(8):
        last = client.post("/accounts/login/", {"login": "doer", "password": "sai-het-ca"})
    assert last.status_code == 429
    assert "Đợi 15 phút" in last.content.decode()
    assert client.post("/accounts/login/", {"login": "doer", "password": PASSWORD}).status_code == 429


def test_vietnamese_unless_a_person_chose_otherwise(cast: Cast) -> None:
    client = Client(headers={"accept-language": "en-US,en"})
    assert "Đăng nhập" in client.get("/accounts/login/").content.decode()
    client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    assert "Sign in" in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("where", ["//ngoai.example", "https://ngoai.example/x", "javascript:alert(1)"])
def test_nothing_leads_outside(cast: Cast, where: str) -> None:
    assert Client().post("/language/", {"language": "vi", "next": where})["Location"] == "/"
