"""Đo thời gian — CPU and wall time of a call, the median of some turns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def cpu(run: Callable[[], object], turns: int = 5) -> float:
    """Median CPU seconds of a call, after one that is not counted."""
    run()
    return statistics.median(_one(run, time.process_time) for _turn in range(turns))


def busy(run: Callable[[], object], beside: Iterable[int], turns: int = 15) -> float:
    """Median CPU seconds of a call, here and in the processes that work for it: the same on a machine others use too."""
    stats = [Path(f"/proc/{pid}/schedstat") for pid in beside]

    def clock() -> float:
        return time.process_time() + sum(int(stat.read_text().split()[0]) for stat in stats) / 1e9

    run()
    return statistics.median(_one(run, clock) for _turn in range(turns))


def wall(run: Callable[[], object], turns: int = 15) -> float:
    """Median wall seconds of a call, after one that is not counted."""
    run()
    return statistics.median(_one(run, time.perf_counter) for _turn in range(turns))


def _one(run: Callable[[], object], clock: Callable[[], float]) -> float:
    begin = clock()
    run()
    return clock() - begin


def table(title: str, heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Print a Markdown table."""
    print(f"\n### {title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print("| " + " | ".join(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row) + " |")
