"""Đồng hồ của kiểm thử — one for a run and for what it starts."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

from django.utils import timezone

from dondoc.shared.calendar import hanoi_day

SAY = "from tests import clock; clock.start(); import time; print(time.time())"


def test_the_days_of_the_tests_stand_and_a_child_that_asks_goes_by_them() -> None:
    child = subprocess.run([sys.executable, "-c", SAY], capture_output=True, text=True, check=True)
    assert abs(float(child.stdout) - datetime.now(UTC).timestamp()) < 60
    assert hanoi_day(timezone.now()) == date(2026, 11, 26)
