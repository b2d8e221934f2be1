"""Đường ra ngoài — what an isolated installation must not have: a way to other networks, an address outside its own.

Read from the system at the start and again by the worker. What cannot be read is not taken for absent.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

V4, V6 = Path("/proc/net/route"), Path("/proc/net/ipv6_route")
UP, REJECT = 0x1, 0x200  # linux/route.h
NARROWEST = 8  # bits: 0.0.0.0/1 beside 128.0.0.0/1, or 2000::/3, is a default route by another name
_REMOTE = re.compile(r"MAIL|SMTP|OIDC|LDAP|SAML|ISSUER|HOST$|SERVER$|URL$")
_OWN = (
    "DONDOC_DATABASE_URL",
    "DONDOC_HOSTS",
    "DONDOC_ADDRESS",
)  # asked by itself; names under which this server is known
Network = IPv4Network | IPv6Network


def problems(lan: str, settings: Any, environ: Mapping[str, str]) -> list[str]:
    """Những chỗ nối ra ngoài — one Vietnamese sentence each; none where the machine stands alone or in its own LAN."""
    found = []
    way = default_route()
    if way is None:
        found.append(_("Không đọc được bảng đường mạng của máy này nên không biết máy có nối mạng hay không."))
    elif way:
        found.append(_("Máy có đường mạng ra ngoài (default route) qua %(device)s.") % {"device": way})
    for what, host in addresses(settings, environ):
        if not is_inside(host, networks(lan)):
            said = _("%(what)s trỏ tới địa chỉ ngoài máy này và ngoài mạng LAN độc lập: %(host)s.")
            found.append(said % {"what": what, "host": host})
    return found


def default_route() -> str | None:
    """The device of a way out, "" for none, None where the system does not tell."""
    try:
        four = V4.read_text("ascii")
    except OSError:
        return None
    six = V6.read_text("ascii") if V6.exists() else ""
    return next(_out(four.splitlines()[1:], _v4), "") or next(_out(six.splitlines(), _v6), "")


def _out(lines: Iterable[str], read: Any) -> Iterator[str]:
    for columns in map(str.split, lines):
        device, bits, flags = read(columns)
        if bits < NARROWEST and flags & UP and not flags & REJECT and device != "lo":
            yield device


def _v4(columns: list[str]) -> tuple[str, int, int]:
    return columns[0], int(columns[7], 16).bit_count(), int(columns[3], 16)


def _v6(columns: list[str]) -> tuple[str, int, int]:
    return columns[9], int(columns[1], 16), int(columns[8], 16)


def networks(lan: str) -> list[Network]:
    """Dải địa chỉ đã khai — raises ValueError for what is none."""
    return [ip_network(part) for part in re.split(r"[,;\s]+", lan.strip()) if part]


def is_private(network: Network) -> bool:
    """A range nobody on the Internet has, and no wider than an office's."""
    return network.is_private and network.prefixlen >= NARROWEST


def is_inside(host: str, lan: Iterable[Network]) -> bool:
    """A socket, this machine, or an address of the declared LAN; a name by every address it stands for."""
    if not host or host.startswith(("/", "@")):
        return True
    found = _addresses_of(host)
    return bool(found) and all(a.is_loopback or any(a in network for network in lan) for a in found)


def _addresses_of(host: str) -> list[Any]:
    try:
        return [ip_address(host.strip("[]"))]
    except ValueError:
        pass
    try:
        return [ip_address(str(told[4][0]).split("%")[0]) for told in socket.getaddrinfo(host, None)]
    except OSError:
        return []


def addresses(settings: Any, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Địa chỉ đã cấu hình — (what, host) of databases, mail, sign-in elsewhere: whatever a setting points at."""
    for name, database in settings.DATABASES.items():
        told = database.get("HOST") or (_libpq(environ) if "postgresql" in database["ENGINE"] else "")
        yield from ((_("Cơ sở dữ liệu %(name)s") % {"name": name}, host.strip()) for host in told.split(","))
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield _("Máy chủ thư"), settings.EMAIL_HOST
    for name, value in environ.items():
        if name.startswith("DONDOC_") and name not in _OWN and value:
            yield from ((name, host) for host in _hosts(name, value))


def _libpq(environ: Mapping[str, str]) -> str:
    return ",".join(filter(None, (environ.get("PGHOST"), environ.get("PGHOSTADDR"))))


def _hosts(name: str, value: str) -> Iterator[str]:
    """Hosts a setting names: of addresses with a scheme whatever its name, bare ones by what it is called."""
    for part in re.split(r"[,;\s]+", value):
        if "://" in part:
            yield urlsplit(part).hostname or ""
        elif _REMOTE.search(name) and part and not part.isdecimal() and "/" not in part and "@" not in part:
            yield part.rsplit(":", 1)[0] if part.count(":") == 1 else part
