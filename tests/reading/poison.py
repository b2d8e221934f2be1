"""Bộ đọc có độc — readers that sleep, spin, swallow memory or die at papers of some name; given to a corpus by path."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from dondoc import reading
from dondoc.reading import Catalogue, Reading


def poisoned(data: bytes, *, name: str, catalogue: Catalogue | None) -> Reading:
    """The usual reader, but for the names of poison."""
    if name == "ngu.txt":
        time.sleep(3600)
    if name == "quay.txt":
        while True:
            pass
    if name == "ngon.txt":
        bytearray(64 * 2**30)
    if name == "chet.txt":
        os.kill(os.getpid(), signal.SIGSEGV)
    if name == "loi.txt":
        raise RuntimeError("not a failure with a name")
    return reading.read(data, name=name, catalogue=catalogue)


def deaf(data: bytes, *, name: str, catalogue: Catalogue | None) -> Reading:
    """A reader that hangs and does not hear its alarm."""
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    time.sleep(3600)
    return reading.read(data, name=name, catalogue=catalogue)


def once(data: bytes, *, name: str, catalogue: Catalogue | None) -> Reading:
    """A reader killed from outside at one paper, the first time only."""
    told = Path(os.environ["DONDOC_TEST_LOG"])
    if name == "02.txt" and not told.exists():
        told.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.read(data, name=name, catalogue=catalogue)


def slow(data: bytes, *, name: str, catalogue: Catalogue | None) -> Reading:
    """A reader that takes its time and writes down whom it has read."""
    time.sleep(0.02)
    found = reading.read(data, name=name, catalogue=catalogue)
    with open(os.environ["DONDOC_TEST_LOG"], "a", encoding="utf-8") as log:
        log.write(f"{name}\n")
    return found
