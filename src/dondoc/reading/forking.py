"""Tiến trình đọc chờ sẵn, bên trong — it has loaded the reader and reads nothing: each file is read in a child forked from it.

Loading the reader takes a second of the processor, a fork some milliseconds.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress
from multiprocessing.connection import Connection

from dondoc.reading.catalogue import default
from dondoc.reading.child import answer

IDLE = 300  # seconds after which its memory is given back


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
