"""Đồng hồ của kiểm thử — goes on from one working morning, whatever day the tests are run: their papers and days stay where they were written.

What a test starts as another process is of the real day, but for those that import this.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

import time_machine

BEGINS = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)  # a Thursday, nine o'clock in Hanoi
BEHIND = "DONDOC_TESTS_BEHIND"  # seconds: the workers of a run and the children of a test go by one clock


def start() -> None:
    behind = float(os.environ.setdefault(BEHIND, str(time.time() - BEGINS.timestamp())))
    time_machine.travel(time.time() - behind, tick=True).start()
