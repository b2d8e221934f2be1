"""Tiến trình đọc chờ sẵn — asked to read a file; started when first asked (`forking` is what runs there).

No file meets another: each is read in a child of its own, within that child's limits. What waits ends with whoever
started it, or when nobody has asked for a while.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Pipe
from threading import Lock

GRACE = 10  # seconds after which a child that did not end itself is left


class Waiting:
    """Phía người gọi — starts the one that waits when it is first asked, and again when it has ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._link: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        atexit.register(self.end)

    def read(self, data: bytes, arguments: Sequence[str], seconds: int, tell: int | None = None) -> bytes:
        """What a child says of the file; nothing where it ended without an answer, or came too late."""
        ours, theirs = Pipe()
        with ours:
            with theirs:
                self._ask(arguments, [theirs.fileno(), *([] if tell is None else [tell])])
            with suppress(OSError):  # a child may answer, and end, before it has read the file
                ours.send_bytes(data)
            with suppress(EOFError, OSError):
                if ours.poll(seconds + GRACE):
                    return ours.recv_bytes()
        return b""

    def end(self) -> None:
        """Let it go; a process forked from the one that started it only forgets it."""
        link, process, self._link, self._process = self._link, self._process, None, None
        if link is not None:
            link.close()
        if process is not None and self._owner == os.getpid():
            process.wait()

    def _ask(self, arguments: Sequence[str], handles: list[int]) -> None:
        """Asked a second time where it had ended, idle, as it was asked."""
        asked = json.dumps(arguments).encode() + b"\n"
        with self._lock:
            for _turn in range(2):
                link = self._linked()
                with suppress(OSError):
                    socket.send_fds(link, [asked], handles)
                    if link.recv(1):
                        return
                self.end()
        raise ChildProcessError("the reader does not start")

    def _linked(self) -> socket.socket:
        if self._link is None or self._owner != os.getpid():
            self.end()
            self._link, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "dondoc.reading.forking", str(theirs.fileno())],
                    pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    start_new_session=True,
                )  # fmt: skip
            self._owner = os.getpid()
        return self._link
