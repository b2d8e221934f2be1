"""Phục vụ — the real server on loopback: eight people asking one list for ten seconds, and what its processes weigh."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

PEOPLE, SECONDS = 8, 10


def serve(cast: Any, path: str, size: int) -> None:
    """Start `dondoc serve`, ask, tell, stop."""
    from django.test import Client

    client = Client()
    client.force_login(cast.user("leader"), backend="django.contrib.auth.backends.ModelBackend")
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    port = _free_port()
    server = subprocess.Popen([sys.executable, "-m", "dondoc.cli", "serve", "--port", str(port)], env=os.environ)
    try:
        _wait(port)
        took = _ask(port, path, cookie)
        heavy = [_peak(pid) for pid in _below(server.pid)]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    said = f"{len(took) / SECONDS:.0f} trang/giây, trung vị {statistics.median(took) * 1000:.0f} ms"
    slow = statistics.quantiles(took, n=20)[-1] * 1000
    print(f"\nMáy chủ thật, {size:,} nhiệm vụ, {PEOPLE} người cùng lúc: {said}, 95% dưới {slow:.0f} ms; "
          f"tiến trình nặng nhất {max(heavy)} MiB")  # fmt: skip


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _wait(port: int) -> None:
    for _turn in range(100):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("Máy chủ không trả lời.")


def _ask(port: int, path: str, cookie: str) -> list[float]:
    took: list[float] = []
    until = time.monotonic() + SECONDS

    def one() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < until:
            begin = time.perf_counter()
            link.request("GET", path, headers={"Cookie": cookie})
            answer = link.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            took.append(time.perf_counter() - begin)

    people = [Thread(target=one) for _person in range(PEOPLE)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return took


def _below(pid: int) -> list[int]:
    """The processes that came from one, itself left out."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found: list[int] = []
    for child in sorted(parents):
        if parents[child] == pid or parents[child] in found:
            found.append(child)
    return found


def _peak(pid: int) -> int:
    held = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(held[1]) // 1024 if held else 0
