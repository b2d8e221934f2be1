"""Đường ra ngoài — a default route by any name is seen; an address is inside only where nobody outside has it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from dondoc.config.environment import mail_host, own_address
from dondoc.shared import network
from dondoc.shared.network import addresses, default_route, is_inside, networks, problems
from tests.alone import LAN, WAY_OUT, routes

HALF = "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n"  # 0.0.0.0/1, as a VPN lays it
DOWN = "eth0\t00000000\t010AA8C0\t0002\t0\t0\t0\t00000000\t0\t0\t0\n"
ZERO = "0" * 32
SIX_OUT = f"{ZERO} 00 {ZERO} 00 fd000000000000000000000000000001 00000400 00000003 00000000 00000003     eth0\n"
SIX_NONE = f"{ZERO} 00 {ZERO} 00 {ZERO} ffffffff 00000001 00000000 00200200       lo\n"
SIX_OUR = f"fd000000000000000000000000000000 40 {ZERO} 00 {ZERO} 00000100 00000001 00000000 00000001     eth0\n"


@pytest.mark.parametrize(
    ("lines", "six", "found"),
    [
        ((LAN,), "", ""),
        ((LAN,), SIX_NONE + SIX_OUR, ""),
        ((LAN, WAY_OUT), "", "eth0"),
        ((HALF,), "", "tun0"),
        ((DOWN,), "", ""),
        ((LAN,), SIX_OUT, "eth0"),
    ],
)
def test_a_way_out_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], six: str, found: str
) -> None:
    routes(tmp_path, monkeypatch, *lines, six=six)
    assert default_route() == found


def test_what_cannot_be_read_is_not_taken_for_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "V4", tmp_path / "nothing")
    assert default_route() is None
    assert "không biết máy có nối mạng" in problems("", _settings(), {})[0]


@pytest.mark.parametrize(
    ("host", "lan", "inside"),
    [
        ("", "", True), ("/run/postgresql", "", True), ("127.0.0.1", "", True), ("::1", "", True), ("[::1]", "", True),
        ("localhost", "", True), ("192.168.10.7", "192.168.10.0/24", True), ("192.168.11.7", "192.168.10.0/24", False),
        ("192.168.10.7", "", False), ("10.0.0.9", "", False), ("8.8.8.8", "192.168.10.0/24", False),
        ("khong-co.invalid", "192.168.10.0/24", False), ("fd00::5", "fd00::/64", True),
    ],
)  # fmt: skip
def test_which_address_is_inside(host: str, lan: str, inside: bool) -> None:
    assert is_inside(host, networks(lan)) is inside


def _settings(host: str = "", engine: str = "sqlite3", mail: str = "locmem.EmailBackend", server: str = "") -> Any:
    database = {"ENGINE": f"django.db.backends.{engine}", "HOST": host}
    return SimpleNamespace(DATABASES={"default": database}, EMAIL_BACKEND=mail, EMAIL_HOST=server)


def test_a_database_mail_or_sign_in_elsewhere_is_told() -> None:
    told = addresses(_settings("db.coquan.vn,127.0.0.1", "postgresql", "smtp.EmailBackend", "thu.coquan.vn"), {
        "DONDOC_OIDC_ISSUER": "https://sso.coquan.vn/realms/a", "DONDOC_LDAP_SERVER": "10.2.3.4:636",
        "DONDOC_DATABASE_URL": "postgres://u:p@xa.vn/d", "DONDOC_HOSTS": "dondoc.noi-bo", "DONDOC_ADDRESS": "https://dondoc.noi-bo", "PATH": "https://a.vn",
        "DONDOC_DATA": "/srv/data", "DONDOC_MAX_UPLOAD_MB": "100",
    })  # fmt: skip
    assert [host for _what, host in told] == ["db.coquan.vn", "127.0.0.1", "thu.coquan.vn", "sso.coquan.vn", "10.2.3.4"]


def test_what_libpq_would_use_is_told_too() -> None:
    assert list(addresses(_settings("", "postgresql"), {"PGHOST": "db.coquan.vn"})) == [
        ("Cơ sở dữ liệu default", "db.coquan.vn")
    ]
    assert [host for _what, host in addresses(_settings(), {"PGHOST": "db.coquan.vn"})] == [""]


@pytest.mark.parametrize(
    ("said", "is_taken"),
    [("", True), ("https://dondoc.vidu.vn/", True), ("http://[::1]:8000/dd", True), ("https://la.vn", False),
     ("dondoc.vidu.vn", False), ("javascript://dondoc.vidu.vn", False), ("https://u:p@dondoc.vidu.vn", False),
     ("https://dondoc.vidu.vn/?token=1", False)],
)  # fmt: skip
def test_the_address_written_in_letters_is_one_of_its_own_and_bare(said: str, is_taken: bool) -> None:
    hosts = ["dondoc.vidu.vn", "[::1]"]
    if is_taken:
        assert own_address(said, hosts) == said.rstrip("/")
    else:
        with pytest.raises(ImproperlyConfigured, match="DONDOC_HOSTS"):
            own_address(said, hosts)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("", ("", 25, "", False, False)),
        ("smtp://thu.coquan.vn:2525", ("thu.coquan.vn", 2525, "", False, False)),
        ("smtp://nhac%40coquan.vn@localhost", ("localhost", 25, "nhac@coquan.vn", False, False)),
        ("smtp+tls://nhac@thu.coquan.vn", ("thu.coquan.vn", 587, "nhac", True, False)),
        ("smtps://nhac@thu.coquan.vn", ("thu.coquan.vn", 465, "nhac", False, True)),
    ],
)
def test_a_mail_host_is_understood(address: str, found: tuple[Any, ...]) -> None:
    assert mail_host(address) == found


@pytest.mark.parametrize(
    "address", ["smtp://nhac@thu.coquan.vn", "thu.coquan.vn", "smtp+ssl://nhac@thu.coquan.vn", "smtps://"]
)
def test_no_password_leaves_in_clear_and_no_other_word_is_taken_for_plain(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DONDOC_MAIL_URL"):
        mail_host(address)
