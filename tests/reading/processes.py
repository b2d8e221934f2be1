"""Tiến trình — a command run as a process, and what it and all below it do meanwhile."""

from __future__ import annotations

import ipaddress
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def command(*args: str, missing: str = "") -> subprocess.CompletedProcess[bytes]:
    """`dondoc read-corpus` where Django, and what else is `missing`, cannot be imported."""
    run = f"import sys; [sys.modules.__setitem__(m, None) for m in ['django', *'{missing}'.split()]]; from dondoc.cli import main; main(prog_name='dondoc')"
    return subprocess.run([sys.executable, "-c", run, "read-corpus", *args], capture_output=True, check=False)


def wait_for(so: Callable[[], object]) -> None:
    """Come back when it is so; fail after a minute."""
    until = time.monotonic() + 60
    while not so():
        assert time.monotonic() < until
        time.sleep(0.02)


def children(pid: int) -> list[str]:
    """The processes begun by this one."""
    found: list[str] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += task.read_text().split()
    return found


def lives(pid: str) -> bool:
    """Whether it still runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def family(pid: int) -> set[str]:
    """A process and all below it."""
    found, wave = set[str](), {str(pid)}
    while wave:
        found |= wave
        wave = {child for one in wave for child in children(int(one))}
    return found


def what(pid: str, told: str) -> str:
    """Its "cmdline" or "environ"; nothing where it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/{told}").read_text("utf-8", "replace")
    return ""


def addresses(pids: set[str]) -> set[str]:
    """Both ends of every TCP socket of these processes; nobody (0.0.0.0:0) left out."""
    inodes = {link for one in pids for link in _sockets(one)}
    lines = [line.split() for net in ("tcp", "tcp6") for line in Path(f"/proc/net/{net}").read_text().splitlines()[1:]]
    ends = [end.split(":") for line in lines if line[9] in inodes for end in line[1:3]]
    return {_readable(host) for host, port in ends if port != "0000"}


def _sockets(pid: str) -> set[str]:
    found = set()
    for place in Path(f"/proc/{pid}/fd").glob("*"):
        with suppress(OSError):
            found.add(str(place.readlink()).removeprefix("socket:[").rstrip("]"))
    return found


def _readable(host: str) -> str:
    """An address of /proc/net: words of four bytes, each turned round."""
    raw = b"".join(bytes.fromhex(host[i : i + 8])[::-1] for i in range(0, len(host), 8))
    address = ipaddress.ip_address(raw)
    mapped = getattr(address, "ipv4_mapped", None) or address
    return "127.0.0.1" if mapped.is_loopback else str(mapped)
