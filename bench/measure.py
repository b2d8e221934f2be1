"""Đo thời gian — CPU time of a call, best and median of some turns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def cpu(run: Callable[[], object], turns: int = 5) -> float:
    """Median CPU seconds of a call, after one that is not counted."""
    run()
    return statistics.median(_one(run, time.process_time) for _turn in range(turns))


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
