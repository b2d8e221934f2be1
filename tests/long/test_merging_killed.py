"""Ngắt khi đang chuyển giao — the real worker is killed in the middle of a merger, again and again; it ends whole, once."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.long.conftest import ROOT, Run
from tests.long.merging import DEBTS
from tests.long.serving import House

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]


def _meeting(place: dict[str, str]) -> subprocess.Popen[str]:
    """Says a line once a part more has passed: a sleep of any length meets a fast mover before or after its work."""
    command = [sys.executable, "-m", "tests.long.merging", "meet"]
    return subprocess.Popen(command, env=place, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_merger_killed_in_the_middle_loses_nothing_and_ends_once(place: dict[str, str], run: Run) -> None:
    def now(verb: str) -> Any:
        return json.loads(run("tests.long.merging", verb).splitlines()[-1])

    chance = random.Random(seed := random.randrange(10**6))
    Path(place["DONDOC_DATA"]).mkdir()
    assert now("ask") == {"is_long": True}
    house, halves = House(place), list[int]()
    for _kill in range(20):
        with _meeting(place) as meeting:
            house.start(wait=False)
            assert meeting.stdout is not None
            meeting.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            house.kill(chance)
        seen = now("look")
        assert (seen["troubles"], seen["broken"], seen["all"]) == ([], None, DEBTS)
        now("free")
        if seen["done"] or len(halves) == 3:
            break
        halves += [seen["passed"]] * (0 < seen["passed"] < DEBTS)
    house.start()
    for _turn in range(120):
        if (seen := now("look"))["done"]:
            break
        time.sleep(1)
    house.stop()
    print(f"seed {seed}, dở dang ở {halves} trong {DEBTS}")
    assert halves, "it was never killed in the middle: the test saw nothing"
    assert seen == {"done": True, "passed": DEBTS, "all": DEBTS, "listed": seen["total"], "total": seen["total"],
                    "whole": True, "troubles": [], "broken": None, "finished": 1}  # fmt: skip
