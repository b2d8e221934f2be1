"""Tiến trình đọc chờ sẵn — a file of its own child each; what ends a child, or the one that waits, ends no other reading."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.reading import forking
from dondoc.reading.waiting import Waiting
from tests.reading.making import HEAD
from tests.reading.processes import children, lives, wait_for

pytestmark = pytest.mark.wide  # commands, each with a reader of its own

PAPER = f"{HEAD}1. Giao Văn phòng Đảng ủy báo cáo kết quả trước ngày 15/12/2026.\n".encode()


@pytest.fixture(scope="module")
def reader() -> Iterator[Waiting]:
    one = Waiting()
    yield one
    one.end()


def _read(reader: Waiting, data: bytes = PAPER, *more: str, seconds: int = 60) -> dict[str, object]:
    said = reader.read(data, ["--seconds", str(seconds), "--memory", str(2**31), *more], seconds)
    return json.loads(said) if said else {}  # type: ignore[no-any-return]


def test_many_ask_at_once_and_each_hears_of_its_own_file(reader: Waiting) -> None:
    heard: dict[int, object] = {}

    def ask(turn: int) -> None:
        body = _read(reader, PAPER + f"{turn}".encode(), "--name", f"{turn}.txt")
        heard[turn] = body["source"]

    threads = [threading.Thread(target=ask, args=(turn,)) for turn in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {turn: f"{turn}.txt" for turn in range(6)}


def test_a_child_ended_by_its_limits_answers_nothing_and_the_next_file_is_read(reader: Waiting) -> None:
    huge = b"a. " * 3 * 10**7
    assert reader.read(huge, ["--seconds", "1"], 1) == b"", "of time"
    assert reader.read(huge, ["--memory", str(2**20)], 60) == b"", "of memory"
    assert reader.read(PAPER, ["--no-such-word"], 60) == b""
    waits = reader._process
    assert _read(reader)["obligations"] and reader._process is waits


def test_an_answer_given_before_the_file_was_taken_is_heard(reader: Waiting, tmp_path: Path) -> None:
    broken = tmp_path / "co-quan.toml"
    broken.write_text("bodys = []", "utf-8")
    error = _read(reader, b"a" * 2**22, "--catalogue", str(broken))["error"]
    assert isinstance(error, dict) and error["code"] == "CATALOGUE"


def test_one_that_was_killed_or_went_for_want_of_work_is_started_again(reader: Waiting) -> None:
    assert _read(reader)["obligations"]
    first = reader._process
    assert first is not None
    first.kill()
    first.wait()
    assert _read(reader)["obligations"]
    assert reader._process is not None and reader._process.pid != first.pid


def test_it_ends_with_whoever_started_it_and_leaves_no_child(reader: Waiting) -> None:
    _read(reader)
    assert reader._process is not None
    pid = reader._process.pid
    wait_for(lambda: not children(pid))
    assert reader._link is not None
    reader._link.close()  # as the system does when a process dies
    assert reader._process.wait(10) == 0 and not lives(str(pid))


def test_nobody_asking_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(forking, "IDLE", 0.01)
    monkeypatch.setattr("sys.argv", ["", str(theirs.detach())])
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    forking.main()
    with ours:
        assert ours.recv(1) == b"", "it has closed, so whoever asks next starts another"


@pytest.mark.long
def test_a_forked_process_starts_its_own(reader: Waiting) -> None:
    _read(reader)
    heard, told = os.pipe()
    if os.fork() == 0:
        os.write(told, bytes([_read(reader) != {} and reader._owner == os.getpid()]))
        reader.end()
        os._exit(0)
    assert os.read(heard, 1) == b"\x01"
    os.wait()
    os.close(heard)
    os.close(told)
    assert _read(reader) != {}
