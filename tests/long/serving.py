"""Máy chủ thật — `dondoc serve` in processes of its own, killed and started again."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.long.crowd import Person


class House:
    """`dondoc serve`, started, killed and started again on one port."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            self.port = int(held.getsockname()[1])
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, wait: bool = True) -> None:
        command = [sys.executable, "-m", "dondoc.cli", "serve", "--port", str(self.port)]
        with (Path(self.env["DONDOC_DATA"]) / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log, start_new_session=True)
        for _turn in range(300 * wait):
            with contextlib.suppress(OSError, http.client.HTTPException):
                if Person(self.port, "").ask("GET", "/accounts/login/").status == 200:
                    return
            time.sleep(0.1)
        assert not wait, (Path(self.env["DONDOC_DATA"]) / "server.log").read_text()[-3000:]

    def kill(self, chance: random.Random) -> None:
        """All at once; or one of its processes first — the web, the worker, the child that reads — and the rest soon after."""
        assert self.process is not None
        group = self._group()
        if chance.random() < 0.5:
            os.kill(chance.choice(group), signal.SIGKILL)
            time.sleep(chance.uniform(0.1, 0.8))
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        while self._group():
            time.sleep(0.05)

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        assert self.process.wait(30) is not None

    def _group(self) -> list[int]:
        assert self.process is not None
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, _parent, group = stat.read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(group) == self.process.pid and state != "Z":
                found.append(int(stat.parent.name))
        return found
