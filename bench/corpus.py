"""Đọc cả kho — each engine's speed per worker over one corpus, in turns, every measurement in a process of its own. An
engine that is not installed is told.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.measure import table
from dondoc.reading.corpus import Engine, How, Local, Paper, Ray, Totals, read_corpus
from dondoc.reading.corpus.engines import Rows
from dondoc.reading.corpus.sandbox import Sandbox
from dondoc.reading.sources import decode

GOLD = sorted((Path(__file__).parents[1] / "gold" / "tuned").glob("*.txt"))
ENGINES: dict[str, Callable[[int], Engine]] = {
    "local": lambda workers: Local(workers), "ray": lambda workers: Ray(workers), "dask": lambda workers: Dask(workers),
}  # fmt: skip


class Dask:
    """Đối chứng — the same Sandbox, one in each worker of a local Dask cluster."""

    how = How()

    def __init__(self, workers: int) -> None:
        import distributed

        self._dask, self._workers = distributed, workers

    def run(self, batches: Iterator[list[Paper]]) -> Rows:
        """The rows of every batch."""
        options = {"n_workers": self._workers, "threads_per_worker": 1, "dashboard_address": None}
        with self._dask.LocalCluster(**options) as cluster, self._dask.Client(cluster) as client:
            waiting: set[Any] = set()
            for batch in batches:
                waiting.add(client.submit(_read_here, batch, pure=False))
                if len(waiting) > self._workers:
                    done, waiting = self._dask.wait(waiting, return_when="FIRST_COMPLETED")
                    yield from (one.result() for one in done)
            for one in self._dask.as_completed(waiting):
                yield one.result()


_here: list[Sandbox] = []


def _read_here(batch: list[Paper]) -> list[bytes]:
    if not _here:
        _here.append(Sandbox(How()))
    return _here[0].read(batch)


def corpus(file: Path, papers: int) -> Path:
    """A ZIP of so many different papers: the tuned ones of `gold`, each with a number of its own."""
    texts = [decode(one.read_bytes()) for one in GOLD]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for number in range(papers):
            packed.writestr(f"{number:07}.txt", f"{texts[number % len(texts)]}\n{number}\n")
    return file


def speeds(papers: int, workers: list[int], rounds: int) -> None:
    """Print each engine's speed and cost, and their ratios to the local processes."""
    with tempfile.TemporaryDirectory() as folder:
        source = str(corpus(Path(folder) / "kho.zip", papers))
        for count in workers:
            found: dict[str, list[list[float]]] = {name: [] for name in ENGINES}
            for number in range(rounds):
                for name, measured in found.items():
                    measured += _in_a_process(name, source, f"{folder}/{name}-{count}-{number}", count)
            _print(count, papers, found)


def _in_a_process(name: str, source: str, out: str, workers: int) -> list[list[float]]:
    command = [sys.executable, "-m", "bench.corpus", "--one", name, source, out, str(workers)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return [json.loads(done.stdout)] if done.stdout else []


def _print(workers: int, papers: int, found: dict[str, list[list[float]]]) -> None:
    speed, cost, _start = map(statistics.median, zip(*found["local"], strict=True))
    rows: list[tuple[object, ...]] = []
    for name, measured in found.items():
        if not measured:
            rows.append((name, "not run: not installed", *["—"] * 4))
            continue
        own, asked, start = map(statistics.median, zip(*measured, strict=True))
        rows.append((name, own / workers, f"{own / speed:.2f}", asked, f"{cost / asked:.2f}", start))
    heads = ("engine", "papers/s and worker, once begun", "against local", "processor s for 1,000 papers", "against local",
             "s to the first rows")  # fmt: skip
    table(f"Corpus of {papers} papers, {workers} worker(s)", heads, rows)


def one(name: str, source: str, out: str, workers: str) -> None:
    """Print one measurement, nothing where the engine is not installed."""
    try:
        engine = ENGINES[name](int(workers))
    except ImportError:
        return
    print(json.dumps(_measured(Path(source), Path(out), engine)))


def _measured(source: Path, out: Path, engine: Engine) -> tuple[float, float, float]:
    """From the first rows to the last: papers a second, processor seconds for 1,000; seconds until the first."""
    begin = time.perf_counter()
    seen: list[tuple[float, float, int]] = []

    def told(totals: Totals) -> None:
        if totals.papers:
            seen.append((time.perf_counter() - begin, _processor(), totals.papers))

    read_corpus(source, out, engine=engine, told=told)
    (first, used, early), (last, used_all, papers) = seen[0], seen[-1]
    return (papers - early) / (last - first), (used_all - used) / (papers - early) * 1000, first


def _processor() -> float:
    """Processor seconds of this process and all below it, also of those that have ended."""
    times: dict[str, tuple[str, float]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        times[place.parent.name] = fields[1], sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    ours, wave = 0.0, {str(os.getpid())}
    while wave:
        ours += sum(times[pid][1] for pid in wave)
        wave = {pid for pid, (parent, _time) in times.items() if parent in wave}
    return ours


def main() -> None:
    """python -m bench.corpus [--papers 2000] [--workers 1,2] [--rounds 3]"""
    asked = argparse.ArgumentParser()
    asked.add_argument("--papers", type=int, default=2000)
    asked.add_argument("--workers", default="1,2")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = asked.parse_args()
    workers = [int(number) for number in options.workers.split(",")]
    if options.one:
        from bench import corpus as named  # not __main__, whose functions Dask would send by value, a child a batch

        named.one(*options.one)
    else:
        speeds(options.papers, workers, options.rounds)


if __name__ == "__main__":
    main()
