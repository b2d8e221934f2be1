"""Nơi chạy — the same Sandbox in threads' hands on this machine, or in Ray's actors on one or many."""

from __future__ import annotations

import os
import socket
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, nullcontext
from queue import SimpleQueue
from typing import Any, Protocol

from dondoc.reading.corpus.papers import Paper
from dondoc.reading.corpus.sandbox import How, NoSandbox, Sandbox

AHEAD = 2  # batches an actor holds: the next is there when one is read, whatever this process is busy with
Rows = Generator[list[bytes], None, None]

NOWHERE = "http://127.0.0.1:9"
ALONE = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # on this machine's own address: no port open to the office's network
    "RAY_worker_niceness": "0",  # Ray's 15 leaves its workers behind every other process
    "RAY_USAGE_STATS_ENABLED": "0", "RAY_USAGE_STATS_REPORT_URL": NOWHERE,
    "http_proxy": NOWHERE, "https_proxy": NOWHERE,  # told not to report, Ray still asks the network which cloud it is in
}  # fmt: skip


class Engine(Protocol):
    """Batches of papers in, their packed rows out, in whatever order they come ready; few wait at a time."""

    how: How

    def run(self, batches: Iterator[list[Paper]]) -> Rows:
        """The rows of every batch."""


class Local:
    """Tiến trình trên máy này — a thread a worker, each with a child process of its own."""

    def __init__(self, workers: int, how: How = How()) -> None:
        self._workers = workers
        self.how = how

    def run(self, batches: Iterator[list[Paper]]) -> Rows:
        """The rows of every batch; whoever stops listening ends the children."""
        sandboxes = [Sandbox(self.how) for _worker in range(self._workers)]
        free: SimpleQueue[Sandbox] = SimpleQueue()
        for sandbox in sandboxes:
            free.put(sandbox)
        pool = ThreadPoolExecutor(self._workers)
        try:
            waiting: set[Future[list[bytes]]] = set()
            for batch in batches:
                waiting.add(pool.submit(_read, free, batch))
                if len(waiting) > self._workers:  # one more than is being read, so that no worker waits
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in done)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for sandbox in sandboxes:
                sandbox.stop()


def _read(free: SimpleQueue[Sandbox], batch: list[Paper]) -> list[bytes]:
    sandbox = free.get()
    try:
        return sandbox.read(batch)
    finally:
        free.put(sandbox)


class Ray:
    """Ray — actors on this machine, or on the cluster at `address`; papers travel with the task, no shared disk."""

    def __init__(self, workers: int | None = None, how: How = How(), address: str | None = None) -> None:
        with _alone() if address is None else nullcontext():
            import ray

        self._ray, self._workers, self.how, self._address = ray, workers, how, address

    def run(self, batches: Iterator[list[Paper]]) -> Rows:
        """The rows of every batch. An actor lost with its machine is made anew and its batch read again."""
        self._begin()
        try:
            make = self._ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=-1)(Sandbox)
            free = [make.remote(self.how) for _worker in range(self._processors())] * AHEAD
            busy: dict[Any, Any] = {}
            for batch in batches:
                if not free:
                    yield from self._ready(busy, free)
                actor = free.pop()
                busy[actor.read.remote(batch)] = actor
            while busy:
                yield from self._ready(busy, free)
        finally:
            self._ray.shutdown()

    def _ready(self, busy: dict[Any, Any], free: list[Any]) -> Rows:
        done, _left = self._ray.wait(list(busy))
        for one in done:
            free.append(busy.pop(one))
            try:
                rows = self._ray.get(one)
            except self._ray.exceptions.RayTaskError as problem:
                raise problem.cause from None  # what Sandbox raised, without Ray's account of it
            except self._ray.exceptions.RayError as problem:
                raise NoSandbox("Ray dừng giữa chừng. Xem mọi máy của cụm còn chạy và có cùng một bản dondoc[ray], rồi "
                                "chạy lại lệnh này để đọc tiếp.") from problem  # fmt: skip
            yield rows

    def _begin(self) -> None:
        """Ray of this machine, told how many workers; or the cluster, with the processors it has."""
        quiet = {"log_to_driver": False, "configure_logging": False}
        try:
            if self._address:
                _knock(self._address)
                self._ray.init(address=self._address, **quiet)
            else:
                with _alone():
                    self._ray.init(address="local", num_cpus=self._workers, include_dashboard=False, **quiet)
        except Exception as problem:  # its makers raise them all
            raise NoSandbox("Ray không khởi động được, hoặc không nối được tới cụm ở --address. Máy quá tải thì đợi rồi "
                            "chạy lại; hoặc dùng --engine local.") from problem  # fmt: skip

    def _processors(self) -> int:
        there = int(self._ray.cluster_resources().get("CPU", 1))
        return min(self._workers or there, there)


def _knock(address: str) -> None:
    """Raise where nothing answers at host:port; Ray itself would try for minutes."""
    host, _colon, port = address.rpartition("://")[2].rpartition(":")
    if port.isdigit():
        socket.create_connection((host, int(port)), 10).close()


@contextmanager
def _alone() -> Iterator[None]:
    """While Ray's processes begin: nothing of them leaves this machine, nothing from outside reaches them."""
    before = {name: os.environ.get(name) for name in ALONE}
    os.environ.update(ALONE)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
