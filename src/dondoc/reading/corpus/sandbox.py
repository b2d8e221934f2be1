"""Tiến trình con có giới hạn — reads one paper at a time; a paper that ends it becomes a row with `error`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.corpus.papers import Paper, Problem
from dondoc.reading.corpus.rows import failed, packed

SLOW = 3  # a busy machine may take so many seconds for one of the processor
GRACE = 10  # seconds after which the parent ends what did not end itself
START = 60
TIMES_UP = (-signal.SIGXCPU, -signal.SIGALRM)


@dataclass(frozen=True, slots=True)
class How:
    """Cách đọc một văn bản — at most so many processor seconds and MB; with whose catalogue (None: ours)."""

    seconds: int = 120
    memory: int = 2048
    catalogue: Catalogue | None = None
    reader: str = "dondoc.reading:read"  # who reads, by import path


class NoSandbox(Exception):
    """Tiến trình đọc không khởi động được — the installation's fault, never a paper's."""


class Sandbox:
    """Nơi đọc — one child at a time, a fresh one when the last has ended."""

    def __init__(self, how: How) -> None:
        self._how = how
        self._child: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._stopped = False

    def read(self, papers: list[Paper]) -> list[bytes]:
        """The rows of these papers, packed, in their order."""
        return [self._row(paper) for paper in papers]

    def stop(self) -> None:
        """End the child, whatever it is doing; nothing is read here afterwards. Any thread may call."""
        self._stopped = True
        if child := self._child:
            child.kill()
            child.wait()

    def _row(self, paper: Paper) -> bytes:
        """A child's death is believed at the second time: the first may have come from outside."""
        if paper.problem:
            return packed(failed(paper, paper.problem))
        for _turn in range(2):
            try:
                return self._ask(paper)
            except TimeoutError:
                self._end(now=True)
                return packed(failed(paper, self._late()))
            except (EOFError, OSError):
                if self._end() in TIMES_UP:
                    return packed(failed(paper, self._late()))
        return packed(failed(paper, _CRASHED))

    def _ask(self, paper: Paper) -> bytes:
        if self._stopped:
            raise NoSandbox("Đã dừng.")
        pipe = self._pipe or self._start()
        pipe.send(paper)
        if not pipe.poll(self._how.seconds * SLOW + GRACE):
            raise TimeoutError
        return pipe.recv_bytes()

    def _start(self) -> Connection:
        """A session of its own: a Ctrl-C at the terminal is the parent's to answer."""
        ours, theirs = Pipe()
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "dondoc.reading.corpus.child", str(theirs.fileno())],
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                 "ARROW_DEFAULT_MEMORY_POOL": "system"},
        )  # fmt: skip
        theirs.close()
        self._pipe = ours
        try:
            ours.send(self._how)
            if ours.poll(START) and ours.recv_bytes() == b"ready":
                return ours
        except (EOFError, OSError):
            pass
        self._end(now=True)
        raise NoSandbox("Tiến trình đọc không khởi động được. Kiểm tra cài đặt, hoặc tăng --memory.")

    def _end(self, *, now: bool = False) -> int | None:
        """Close, wait, and tell how the child ended: the number of its signal, negative."""
        child, self._child = self._child, None
        pipe, self._pipe = self._pipe, None
        if pipe:
            pipe.close()
        if child is None:
            return None
        if now:
            child.kill()
        try:
            return child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()

    def _late(self) -> Problem:
        return Problem("TIMEOUT", f"Đọc tệp này quá {self._how.seconds} giây nên đã dừng. Mở ra kiểm tra, lưu lại "
                                  "thành .docx rồi đọc lại.")  # fmt: skip


_CRASHED = Problem(
    "CRASHED", "Tệp này làm tiến trình đọc dừng đột ngột. Mở ra kiểm tra, lưu lại thành .docx rồi đọc lại."
)
