"""Thư mục của cơ quan — whether a password is right is asked of the office's LDAP server; nothing of it is kept."""

from __future__ import annotations

import ssl
from typing import Any

from django.conf import settings
from ldap3 import AUTO_BIND_NO_TLS, AUTO_BIND_TLS_BEFORE_BIND, NONE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPBindError, LDAPException, LDAPInvalidCredentialsResult
from ldap3.utils.conv import escape_filter_chars

PATIENCE = 5  # seconds a person at the sign-in page waits for it


class Silent(Exception):
    """Thư mục không trả lời — down, unreachable, or it refuses the name this software asks under."""


def is_right(name: str, password: str) -> bool:
    """The one entry of that name in the directory, and its own bind with the password. Raises Silent."""
    if not name or not password:
        return False  # an empty password would be an anonymous bind, which succeeds
    try:
        dn = _found(name)
        return bool(dn) and _binds(dn, password)
    except (LDAPException, OSError) as problem:
        raise Silent(str(problem)) from problem


def _server() -> Server:
    tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=settings.DONDOC_LDAP_CA or None)
    return Server(settings.DONDOC_LDAP_URL, tls=tls, connect_timeout=PATIENCE, get_info=NONE)


def _connection(dn: str | None, password: str | None) -> Any:
    way = AUTO_BIND_TLS_BEFORE_BIND if settings.DONDOC_LDAP_STARTTLS else AUTO_BIND_NO_TLS
    return Connection(_server(), dn or None, password or None, auto_bind=way, receive_timeout=PATIENCE,
                      read_only=True, auto_referrals=False)  # fmt: skip


def _found(name: str) -> str:
    """Its place in the directory, "" unless there is exactly one."""
    asked = settings.DONDOC_LDAP_FILTER.replace("%s", escape_filter_chars(name))
    with _connection(settings.DONDOC_LDAP_BIND_DN, settings.DONDOC_LDAP_BIND_PASSWORD) as one:
        one.search(settings.DONDOC_LDAP_BASE, asked, size_limit=2)
        rows = [row["dn"] for row in one.response or [] if row["type"] == "searchResEntry"]
    return rows[0] if len(rows) == 1 else ""


def _binds(dn: str, password: str) -> bool:
    try:
        _connection(dn, password).unbind()
    except (LDAPBindError, LDAPInvalidCredentialsResult):
        return False
    return True
