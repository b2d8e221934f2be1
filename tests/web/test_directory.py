"""Thư mục của cơ quan — against a real slapd: the directory's password opens an account that exists and is tied, no other."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urldefrag

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from dondoc.access.actions.linking import link_identity, unlink_identity
from dondoc.access.models import Session, User
from dondoc.config import environment
from dondoc.journal.queries import story
from dondoc.shared.acts import Refused
from tests.cast import AT, PASSWORD, Cast

pytestmark = [pytest.mark.acts, pytest.mark.table]

SLAPD, CA = urldefrag(os.environ.get("DONDOC_SLAPD", ""))
THERE, THEIRS = "le.bach", "thu-muc-thu-2026"
real = pytest.mark.skipif(not SLAPD, reason="chưa có slapd (bash tools/slapd.sh)")


@pytest.fixture(autouse=True)
def directory(settings: Any) -> Any:
    settings.DONDOC_LDAP_URL = SLAPD or "ldap://127.0.0.1:9"
    settings.DONDOC_LDAP_STARTTLS = True
    settings.DONDOC_LDAP_CA = CA
    settings.DONDOC_LDAP_BASE = "dc=co-quan,dc=test"
    settings.DONDOC_LDAP_BIND_DN = "cn=tra-cuu,dc=co-quan,dc=test"
    settings.DONDOC_LDAP_BIND_PASSWORD = "tra-cuu-thu-2026"
    return settings


def tied(cast: Cast, name: str = THERE) -> User:
    link_identity(user=cast.user("doer"), source="LDAP", subject=name, unit=cast.root, by=cast.admin, at=AT)
    return cast.user("doer")


def enter(password: str, name: str = "doer") -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/accounts/login/", {"login": name, "password": password})


@real
def test_the_directorys_password_opens_the_account_tied_to_it_and_is_not_kept(cast: Cast) -> None:
    before = tied(cast).password
    client, answer = enter(THEIRS)
    assert answer["Location"] == "/"
    assert client.get("/obligations/").status_code == 200, "nothing asks for another password"
    line = story("access.user", cast.user("doer").pk)[0]
    assert (line.act, line.payload.body["how"]) == ("access.sign_in", "LDAP")
    assert Session.objects.get().how == "LDAP"
    assert cast.user("doer").password == before
    assert THERE not in str([line.payload.body for line in story("access.user", before and cast.user("doer").pk)])


@real
@pytest.mark.parametrize("password", ["sai-het-ca", "", " ", "*", "tra-cuu-thu-2026"])
def test_a_wrong_or_empty_password_does_not(cast: Cast, password: str) -> None:
    tied(cast)
    assert enter(password)[1].status_code == 200


@real
@pytest.mark.parametrize("name", ["*", "le.*", "le.bach)(uid=*", "khong-co"])
def test_a_name_is_never_a_pattern(cast: Cast, name: str) -> None:
    tied(cast, name)
    assert enter(THEIRS)[1].status_code == 200


@real
def test_nobody_is_signed_up_by_it(cast: Cast) -> None:
    people = User.objects.count()
    assert enter(THEIRS, THERE)[1].status_code == 200
    assert enter(THEIRS)[1].status_code == 200, "the account is there, and tied to nothing"
    assert User.objects.count() == people


@real
def test_ones_own_password_still_opens_beside_it(cast: Cast) -> None:
    tied(cast)
    assert enter(PASSWORD)[1].status_code == 302


@real
def test_a_closed_account_stays_closed(cast: Cast) -> None:
    tied(cast)
    User.objects.filter(username="doer").update(is_active=False)
    assert enter(THEIRS)[1].status_code == 200


@real
def test_a_certificate_nobody_vouches_for_gets_no_password(cast: Cast, directory: Any) -> None:
    tied(cast)
    directory.DONDOC_LDAP_CA = ""
    assert "không trả lời" in enter(THEIRS)[1].content.decode()


@real
def test_the_directorys_password_is_asked_again_before_a_sensitive_thing(cast: Cast) -> None:
    user = tied(cast)
    user.set_unusable_password()
    user.save()
    client, _answer = enter(THEIRS)
    asked = client.get("/me/password/")["Location"]
    assert client.post(asked, {"password": "sai-het-ca"}).status_code == 200
    assert client.post(asked, {"password": THEIRS})["Location"] == "/me/password/"


@real
def test_wrong_ones_are_counted_like_any_other(cast: Cast) -> None:
    tied(cast)
    for _turn in range(8):
        _client, last = enter("sai-het-ca")
    assert last.status_code == 429
    assert enter(THEIRS)[1].status_code == 429


def test_while_the_directory_is_silent_the_page_says_so_and_own_passwords_open(cast: Cast, directory: Any) -> None:
    tied(cast)
    directory.DONDOC_LDAP_URL = "ldap://127.0.0.1:9"
    assert "Thư mục của cơ quan không trả lời" in enter(THEIRS)[1].content.decode()
    assert enter(PASSWORD)[1].status_code == 302


def test_the_last_way_in_is_not_given_up_by_its_owner(cast: Cast) -> None:
    user = tied(cast)
    user.set_unusable_password()
    user.save()
    assert not is_password_usable(user.password)
    with pytest.raises(Refused, match="cách đăng nhập duy nhất"):
        unlink_identity(identity=user.identities.get(), by=cast.doer, at=AT)
    unlink_identity(identity=user.identities.get(), unit=cast.root, by=cast.admin, at=AT)
    assert not user.identities.exists()


def test_one_name_is_tied_to_one_account_and_only_by_who_may(cast: Cast) -> None:
    tied(cast)
    with pytest.raises(Refused, match="đã gắn với một tài khoản khác"):
        link_identity(user=cast.user("head"), source="LDAP", subject=" LE.BACH ", unit=cast.root, by=cast.admin, at=AT)
    for by, unit in ((cast.stranger, None), (cast.leader, cast.root)):
        with pytest.raises(Refused):
            link_identity(user=cast.user("head"), source="LDAP", subject="khac", unit=unit, by=by, at=AT)


def test_the_administrator_ties_it_on_a_page(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.user("admin"), backend="django.contrib.auth.backends.ModelBackend")
    path = f"/people/{cast.user('doer').person.public_id}/identities/"
    client.post(path, {"source": "LDAP", "subject": THERE, "once": "a"})
    assert THERE in client.get(path).content.decode()
    client.post(f"{path}LDAP/unlink/", {"once": "b"})
    assert not cast.user("doer").identities.exists()


@pytest.mark.parametrize(
    ("address", "turns", "good"),
    [("ldaps://thu-muc.test", False, True), ("ldap://thu-muc.test", False, False), ("ldap://thu-muc.test", True, True),
     ("http://cong.test", False, False), ("https://cong.test", False, True), ("http://localhost:9", False, True)],
)  # fmt: skip
def test_no_password_goes_over_a_bare_line(monkeypatch: Any, address: str, turns: bool, good: bool) -> None:
    monkeypatch.setenv("DONDOC_X", address)
    if good:
        assert environment.encrypted("DONDOC_X", turns) == address
    else:
        with pytest.raises(ImproperlyConfigured, match="không mã hóa"):
            environment.encrypted("DONDOC_X", turns)
