"""Bộ nhớ qua một dòng dài — papers generated one by one, no two alike, from one Parquet file into Parquet; what this
process and its readers hold after so many of them. Each paper has numbers, dates and names of its own, so that
whatever remembers them grows.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from bench.corpus import GOLD
from bench.measure import table
from dondoc.reading.corpus import Local, Totals, read_corpus
from dondoc.reading.sources import decode

CHARS = 1000
_SOUNDS = [
    a + b
    for a in ["b", "c", "d", "đ", "g", "h", "kh", "l", "m", "ng", "nh", "ph", "t", "th", "tr", "v", "x"]
    for b in ["an", "ong", "ương", "iêm", "oa", "uyên", "ích", "ắt"]
]


def papers(count: int) -> Iterator[str]:
    """So many short papers: the tuned ones of `gold`, with other digits and a sentence of words that do not exist."""
    chance = Random(2026)
    texts = [decode(one.read_bytes())[:CHARS] for one in GOLD]
    for number in range(count):
        words = " ".join(chance.choices(_SOUNDS, k=12)).capitalize()
        text = re.sub(r"\d", lambda _digit: str(chance.randrange(10)), texts[number % len(texts)])
        yield f"{text}\nGiao {words} báo cáo trước ngày {chance.randint(1, 28)}/12/2026. {number}\n"


def run(count: int, workers: int) -> None:
    """Print the memory at each mark of the way."""
    with tempfile.TemporaryDirectory() as folder:
        source = _written(Path(folder) / "kho.parquet", count)
        marks = [mark for mark in (1_000, 3_000, 10_000, 30_000, 60_000, 100_000) if mark < count] + [count]
        rows: list[tuple[object, ...]] = []
        begin = time.perf_counter()

        def told(totals: Totals) -> None:
            while len(rows) < len(marks) and totals.papers >= marks[len(rows)]:
                readers = max(map(resident, _children()), default=0)
                speed = f"{totals.papers / (time.perf_counter() - begin):.0f}"
                rows.append((totals.papers, resident("self"), readers, speed))

        read_corpus(source, Path(folder) / "out", engine=Local(workers), told=told)
        heads = ("papers", "this process, MB", "largest reader, MB", "papers/s")
        table(f"Memory over {count} papers, {workers} worker(s)", heads, rows)


def _written(file: Path, count: int) -> Path:
    stream = papers(count)
    with pq.ParquetWriter(file, pa.schema([("text", pa.string())])) as out:
        for begin in range(0, count, 1000):
            out.write_table(pa.table({"text": [next(stream) for _paper in range(min(1000, count - begin))]}))
    return file


def _children() -> list[str]:
    return [pid for one in Path("/proc/self/task").glob("*/children") for pid in one.read_text().split()]


def resident(pid: str) -> int:
    """MB a process holds; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    except OSError:
        return 0


def main() -> None:
    """python -m bench.stream [--papers 100000] [--workers 2]"""
    asked = argparse.ArgumentParser()
    asked.add_argument("--papers", type=int, default=100_000)
    asked.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    options = asked.parse_args()
    run(options.papers, options.workers)


if __name__ == "__main__":
    main()
