"""Tiến trình con — papers in, rows out, within limits of processor, clock and memory that it sets on itself.

It bounds itself, so that it ends even where its parent was killed and it hangs. It answers in Arrow, which cannot
run anything in the parent, whatever a file has done to this process.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection

from dondoc.reading.corpus.papers import Paper, Problem
from dondoc.reading.corpus.rows import Reader, failed, packed, read_row
from dondoc.reading.corpus.sandbox import SLOW, How


def main() -> None:
    """Serve the connection given by number until it closes or memory has grown."""
    pipe = Connection(int(sys.argv[1]))
    how: How = pipe.recv()
    reader = _reader(how)
    _limit(resource.RLIMIT_AS, how.memory * 2**20)
    _limit(resource.RLIMIT_CORE, 0)  # a crash leaves no copy of a paper on the disk
    pipe.send_bytes(b"ready")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    while _serve_one(pipe, reader, how):
        pass


def _reader(how: How) -> Reader:
    import_module("dondoc.reading.whole")  # loaded on nobody's clock
    module, _colon, name = how.reader.partition(":")
    return partial(getattr(import_module(module), name), catalogue=how.catalogue)


def _serve_one(pipe: Connection, reader: Reader, how: How) -> bool:
    try:
        paper = pipe.recv()
    except EOFError:
        return False
    _clock(how.seconds)
    row, whole = _row(paper, reader, how.memory)
    signal.alarm(0)
    pipe.send_bytes(row)
    return whole and _resident() < how.memory // 2


def _row(paper: Paper, reader: Reader, memory: int) -> tuple[bytes, bool]:
    """The row, and whether this process may go on: after want of memory a fresh one is safer."""
    try:
        return packed(read_row(paper, reader)), True
    except MemoryError:
        return packed(failed(paper, _too_much(memory))), False
    except Exception:
        return packed(failed(paper, _UNREADABLE)), True


def _resident() -> int:
    """MB held now, 0 where the system does not tell (getrusage would count the parent's before the child began)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[1]) * resource.getpagesize() // 2**20
    except OSError:
        return 0


def _clock(seconds: int) -> None:
    """From now on so many seconds of the processor, and a few times as many of the clock."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)
    signal.alarm(seconds * SLOW)


def _limit(what: int, value: int) -> None:
    _soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _too_much(memory: int) -> Problem:
    return Problem("MEMORY", f"Đọc tệp này cần hơn {memory} MB bộ nhớ nên đã dừng. Chia nhỏ tệp rồi đọc lại.")


_UNREADABLE = Problem("UNREADABLE", "Không đọc được tệp này. Mở ra kiểm tra, lưu lại thành .docx rồi gửi.")

if __name__ == "__main__":
    main()
