"""Tiến trình đọc chờ sẵn — it has loaded the reader and reads nothing itself: each file is read in a child forked from it.

Loading the reader takes a second of the processor, a fork some milliseconds. No file ever meets another: every child
bounds itself and ends with its answer. What waits ends with whoever started it, or when nobody has asked for a while.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from threading import Lock

from dondoc.reading.catalogue import default
from dondoc.reading.child import answer

IDLE = 300  # seconds after which its memory is given back
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
            with suppress(EOFError, OSError):
                ours.send_bytes(data)
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
                    [sys.executable, "-m", "dondoc.reading.waiting", str(theirs.fileno())],
                    pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    start_new_session=True,
                )  # fmt: skip
            self._owner = os.getpid()
        return self._link


def main() -> None:
    """Fork a child for each file asked for, until the other end closes or nobody asks."""
    link = socket.socket(fileno=int(sys.argv[1]))
    link.settimeout(IDLE)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a child that has ended leaves nothing
    default()
    gc.freeze()
    with suppress(OSError):
        while asked := _asked(link):
            if os.fork() == 0:
                link.close()
                _one(*asked)
            for handle in asked[1]:
                os.close(handle)
            link.sendall(b"+")


def _asked(link: socket.socket) -> tuple[list[str], list[int]] | None:
    """The child's arguments and what it speaks through."""
    words, handles, _flags, _address = socket.recv_fds(link, 2**16, 2)
    while words and not words.endswith(b"\n"):
        more = link.recv(2**16)
        words = words + more if more else b""
    return (json.loads(words), list(handles)) if words else None


def _one(arguments: list[str], handles: list[int]) -> None:
    """In the child: read one file, answer, end. What a library prints of a file goes nowhere."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        pipe, more = Connection(handles[0]), [word for handle in handles[1:] for word in ("--tell", str(handle))]
        pipe.send_bytes(json.dumps(answer([*arguments, *more], pipe.recv_bytes), ensure_ascii=False).encode())
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
