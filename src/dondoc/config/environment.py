"""Biến môi trường — typed readers, and the database's address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port, validate_host


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """1, true, yes, on (any case) are true."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in ("1", "true", "yes", "on")


def line_of(path: str) -> str:
    """The first line of a file that keeps a secret; "" where none is named."""
    return Path(path).read_text("utf-8").splitlines()[0].strip() if path else ""


_MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail_host(address: str) -> tuple[str, int, str, bool, bool]:
    """Host, port, user, whether TLS is begun (`smtp+tls://…`) or there from the first word (`smtps://…`); no host where none
    is named. Who signs in does so over TLS, or on this machine."""
    parts = urlsplit(address)
    if address and (parts.scheme not in _MAIL_PORTS or not parts.hostname):
        raise ImproperlyConfigured(
            "DONDOC_MAIL_URL: ghi như smtp+tls://người@máy:587, smtps://người@máy:465 hoặc smtp://máy:25."
        )
    if parts.username and parts.scheme == "smtp" and not _is_here(parts.hostname or ""):
        raise ImproperlyConfigured(
            "DONDOC_MAIL_URL: mật khẩu không gửi qua mạng không mã hóa, dùng smtp+tls:// hoặc smtps://."
        )
    port = parts.port or _MAIL_PORTS.get(parts.scheme, 25)
    is_begun, is_whole = (parts.scheme == scheme for scheme in ("smtp+tls", "smtps"))
    return parts.hostname or "", port, unquote(parts.username or ""), is_begun, is_whole


def own_address(said: str, hosts: list[str]) -> str:
    """Where people open the software, without its last slash; one of its own names, and nothing but an address. "" where
    none is said."""
    address = said.strip().rstrip("/")
    parts = urlsplit(address)
    is_plain = parts.scheme in ("https", "http") and not (parts.query or parts.fragment or "@" in parts.netloc)
    if address and not (is_plain and validate_host(split_domain_port(parts.netloc)[0], hosts)):
        raise ImproperlyConfigured("DONDOC_ADDRESS: ghi như https://dondoc.coquan.vn, tên máy có trong DONDOC_HOSTS.")
    return address


def number(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


def encrypted(name: str, turns: bool = False) -> str:
    """An address passwords are sent to: over TLS from the first word or, where it `turns`, before any; or to this machine."""
    address = text(name)
    parts = urlsplit(address)
    if address and not turns and parts.scheme not in ("https", "ldaps") and not _is_here(parts.hostname or ""):
        raise ImproperlyConfigured(f"{name}: mật khẩu không gửi qua mạng không mã hóa, dùng https:// hoặc ldaps://.")
    return address


def _is_here(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")


def portal(issuer: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """allauth's settings of one OpenID Connect server: only who it is is asked, of the signed token alone."""
    app = {"provider_id": "oidc", "name": name, "client_id": client, "secret": secret,
           "settings": {"server_url": issuer, "fetch_userinfo": False, "oauth_pkce_enabled": True}}  # fmt: skip
    return {"openid_connect": {"APPS": [app] if issuer else [], "SCOPE": ["openid"], "OAUTH_PKCE_ENABLED": True}}


def origin(address: str) -> list[str]:
    """Scheme, host and port, as a content policy names them."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if address else []


def database(address: str, data: Path) -> dict[str, Any]:
    """Django's settings for `sqlite:///path` or `postgres://user:secret@host:port/name`.

    Without an address: SQLite in the data folder, WAL, IMMEDIATE, synchronous FULL for official
    records; `secure_delete` so that what is erased is erased.
    """
    if address.startswith(("postgres://", "postgresql://")):
        return _postgres(address)
    path = Path(address.removeprefix("sqlite:///")) if address else data / "dondoc.sqlite3"
    pragmas = "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": data / "test.sqlite3"},  # a file: a live server's threads share it
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
    }


def _postgres(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": query.get("port", str(parts.port or "")),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": "-c jit=off"},  # a page's query is over before it would be compiled
    }


def secret(data: Path) -> str:
    """The signing key: from the environment, else made once and kept in the data folder."""
    given = text("DONDOC_SECRET_KEY")
    if given:
        return given
    path = data / "secret.key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(get_random_secret_key())
    return path.read_text()
