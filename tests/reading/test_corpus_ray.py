"""Đọc cả kho bằng Ray — the same rows as local processes, nothing told to anybody, a worker lost is no paper lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from dondoc.reading.corpus import How, Local, NoSandbox, Ray, engines, read_corpus
from tests.papers import directive_docx
from tests.reading.processes import addresses, command, family, wait_for, what
from tests.reading.test_corpus import folder, packed, rows, text

pytestmark = [
    pytest.mark.long,
    pytest.mark.ray,
    pytest.mark.skipif(find_spec("ray") is None, reason="chưa có Ray (bash tools/ray.sh)"),
]


def test_ray_gives_the_same_rows_and_speaks_to_nobody_outside(tmp_path: Path) -> None:
    kho = folder(tmp_path / "kho", 40)
    (kho / "kin.txt").write_bytes("MẬT\n".encode() + text(9))
    (kho / "hong.zip").write_bytes(b"PK")
    packed(kho / "goi.zip", {"kl.docx": directive_docx()})
    read_corpus(kho, tmp_path / "local", engine=Local(2))
    running, met, open_ways = _begun(kho, tmp_path / "ray", "--workers", "2"), set[str](), set[str]()
    while running.poll() is None:
        now = family(running.pid)
        met |= addresses(now)
        open_ways |= {
            what(pid, "cmdline") for pid in now if "http_proxy=http://127.0.0.1:9" not in what(pid, "environ")
        }
        time.sleep(0.05)
    assert running.returncode == 0
    assert rows(tmp_path / "ray") == rows(tmp_path / "local") != []
    assert met == {"127.0.0.1"}, "a port open to the network, or a call to it"
    assert not [one for one in open_ways if "dashboard" in one], "it asks the network which cloud it is in"


def test_a_cluster_that_does_not_answer_is_told_at_once(tmp_path: Path) -> None:
    done = command(str(folder(tmp_path / "kho")), str(tmp_path / "ra"), "--engine", "ray", "--address", "127.0.0.1:9")
    assert done.returncode == 1
    assert "không nối được" in done.stderr.decode()


@pytest.mark.long
def test_what_a_sandbox_says_far_away_is_told_without_rays_account_of_it(tmp_path: Path) -> None:
    with pytest.raises(NoSandbox) as told:
        read_corpus(folder(tmp_path / "kho"), tmp_path / "ra", engine=Ray(1, How(reader="khong.co:gi")))
    assert str(told.value).startswith("Tiến trình đọc không khởi động được.")


@pytest.mark.long
def test_a_cluster_reads_by_its_address_and_a_worker_lost_is_no_paper_lost(
    tmp_path: Path, cluster: tuple[str, int]
) -> None:
    address, head = cluster
    kho = folder(tmp_path / "kho", 2000)
    running = _begun(kho, tmp_path / "ray", "--address", address)
    killed = None
    while running.poll() is None and killed is None:
        time.sleep(0.2)
        if len(list((tmp_path / "ray").glob("part-*"))):
            killed = next(pid for pid in family(head) if what(pid, "cmdline").startswith("ray::Sandbox"))
            os.kill(int(killed), signal.SIGKILL)
    assert running.wait() == 0
    assert killed, "it was over before a worker could be lost"
    found = [(row["path"], row["error"]) for row in rows(tmp_path / "ray")]
    assert found == sorted((f"kho/{path.name}", None) for path in kho.iterdir())


@pytest.fixture
def cluster() -> Iterator[tuple[str, int]]:
    """A cluster of one machine that asks for a key, begun as docs/corpus.md says; its address, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    key = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": os.urandom(24).hex()}
    with (
        tempfile.TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as place,
        pytest.MonkeyPatch.context() as environment,
    ):
        for name, value in {**key, **engines.ALONE}.items():
            environment.setenv(name, value)
        head = subprocess.Popen(
            [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--port", str(port), "--num-cpus",
             "2", "--node-ip-address", "127.0.0.1", "--include-dashboard=false", "--temp-dir", place],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(lambda: _answers(port))
            yield f"127.0.0.1:{port}", head.pid
        finally:
            for pid in family(head.pid):
                with suppress(OSError):
                    os.kill(int(pid), signal.SIGKILL)
            head.wait()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _begun(kho: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "dondoc.cli", "read-corpus", kho, out, "--engine", "ray", *more])
