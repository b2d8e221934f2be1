"""Cổng đăng nhập chung — against a real OpenID Connect server of its own process: it says who one is, it opens no account."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from dondoc.access.actions.linking import link_identity
from dondoc.access.models import LinkedIdentity, Session, User
from dondoc.config import environment
from dondoc.journal.queries import story
from tests.cast import AT, PASSWORD, Cast

pytestmark = [pytest.mark.acts, pytest.mark.table]

START = "from tests import clock; clock.start(); from runpy import run_module; run_module('oidc_provider_mock', run_name='__main__')"
SUBJECT, NAME = "nv-0417", "Cổng Thử nghiệm"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The server, told of one person with more claims than anybody should keep."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    claims = f'{{"sub": "{SUBJECT}", "email": "khong.luu@co-quan.test", "name": "Không Được Lưu"}}'
    run = [sys.executable, "-W", "ignore", "-c", START, "--port", str(port), "--user-claims", claims]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _wait(f"{address}/.well-known/openid-configuration")
        yield address
        process.terminate()


def _wait(address: str) -> None:
    for _turn in range(150):
        try:
            return requests.get(address, timeout=2).raise_for_status()
        except requests.RequestException:
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture
def portal(settings: Any, server: str) -> Any:
    return told(settings, server)


def told(settings: Any, address: str) -> Any:
    settings.DONDOC_OIDC_ISSUER, settings.DONDOC_OIDC_NAME = address, NAME
    settings.SOCIALACCOUNT_PROVIDERS = environment.portal(address, "don-doc", "bi-mat-thu", NAME)
    return settings


def through(client: Client, query: str = "", subject: str = SUBJECT) -> Any:
    """There, signing in as `subject` on the server's own page, and back."""
    away = client.post(f"/accounts/oidc/oidc/login/{query}")
    if away.status_code != 302:
        return away
    back = requests.post(away["Location"], data={"sub": subject}, allow_redirects=False, timeout=10)
    return client.get(back.headers["Location"].removeprefix("http://testserver"))


def test_off_by_default(cast: Cast) -> None:
    assert Client().post("/accounts/oidc/oidc/login/").status_code == 404
    assert "Đăng nhập bằng Cổng" not in Client().get("/accounts/login/").content.decode()


def test_nobody_is_signed_up_by_it(cast: Cast, portal: Any) -> None:
    people, client = User.objects.count(), Client()
    answer = through(client)
    assert answer.status_code == 403
    assert "Chưa tài khoản nào ở đây gắn với danh tính này" in answer.content.decode()
    assert User.objects.count() == people
    assert client.get("/me/").status_code == 302


def test_tied_by_its_owner_after_the_password_and_then_it_opens_the_account(cast: Cast, portal: Any) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "doer", "password": PASSWORD})
    asked = client.get("/me/identities/tie/")["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    client.post(asked, {"password": PASSWORD})
    assert NAME in client.get("/me/identities/tie/").content.decode()
    assert through(client, "?process=connect")["Location"] == "/me/"
    row = LinkedIdentity.objects.get()
    assert (row.account, row.source, row.subject) == (cast.user("doer"), "OIDC", SUBJECT)
    other = Client()
    assert NAME in other.get("/accounts/login/").content.decode()
    assert through(other, "?next=/obligations/")["Location"] == "/obligations/"
    assert other.get("/me/").status_code == 200
    line = story("access.user", cast.user("doer").pk)[0]
    assert (line.act, line.payload.body["how"]) == ("access.sign_in", "OIDC")
    assert Session.objects.order_by("-id")[0].how == "OIDC"
    assert not SocialAccount.objects.exists(), "what else the server told is kept nowhere"


def test_tying_asks_the_password_again_also_of_who_goes_round_the_page(cast: Cast, portal: Any) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "doer", "password": PASSWORD})
    assert through(client, "?process=connect")["Location"] == "/accounts/reauthenticate/"
    assert through(Client(), "?process=connect")["Location"].startswith("/accounts/login/")
    assert not LinkedIdentity.objects.exists()


def linked(cast: Cast) -> User:
    link_identity(user=cast.user("doer"), source="OIDC", subject=SUBJECT, unit=cast.root, by=cast.admin, at=AT)
    return cast.user("doer")


def test_tied_by_the_administrator_and_the_second_step_still_asked(cast: Cast, portal: Any) -> None:
    user = linked(cast)
    assert through(Client())["Location"] == "/"
    TOTP.activate(user, generate_totp_secret())
    assert through(Client())["Location"] == "/accounts/2fa/authenticate/"


def test_a_closed_account_stays_closed(cast: Cast, portal: Any) -> None:
    user = linked(cast)
    User.objects.filter(pk=user.pk).update(is_active=False)
    answer = through(Client())
    assert answer.status_code == 403
    assert "đang khóa" in answer.content.decode()


def test_anothers_name_opens_nothing(cast: Cast, portal: Any) -> None:
    linked(cast)
    assert through(Client(), subject="nv-0418").status_code == 403


def test_while_it_is_silent_the_page_says_so(cast: Cast, settings: Any) -> None:
    told(settings, "http://127.0.0.1:9")
    answer = Client().post("/accounts/oidc/oidc/login/")
    assert answer.status_code == 503
    assert f"{NAME} không trả lời" in answer.content.decode()


def test_an_answer_nobody_asked_for_is_refused(cast: Cast, portal: Any) -> None:
    linked(cast)
    assert Client().get("/accounts/oidc/oidc/login/callback/?code=x&state=y").status_code == 503
