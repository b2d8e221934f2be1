"""Ngắt khi đọc, xem trước, nạp bảng — the worker is killed again and again in each of the three, and the sheet comes in whole, once."""

from __future__ import annotations

import re

import pytest

from tests.long.conftest import Run

ROWS = 3000
JOBS = ("đọc bảng", "xem từng dòng", "ghi")


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_worker_killed_again_and_again_loses_and_doubles_no_row(run: Run) -> None:
    run("dondoc.cli", "init")
    said = run("bench.importing", str(ROWS), "3")
    found = re.search(r"Nhiệm vụ (\d+), việc giao (\d+), .*đã ghi (\d+); nhật ký \d+ dòng, đúng", said)
    assert found, said
    assert {int(n) for n in found.groups()} == {ROWS}
    deaths = {
        job: int(line.split("|")[-2]) for line in said.splitlines() for job in JOBS if line.startswith(f"| {job}")
    }
    assert set(deaths) == set(JOBS)
    assert all(deaths.values()), f"was not killed at work: {deaths}"
