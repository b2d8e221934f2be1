"""Ngắt khi đang chuyển giao — the real worker is killed in the middle of a merger, again and again; it ends whole, once."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.long.conftest import Run
from tests.long.merging import DEBTS
from tests.long.serving import House

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]


def test_a_merger_killed_in_the_middle_loses_nothing_and_ends_once(place: dict[str, str], run: Run) -> None:
    def now(verb: str) -> Any:
        return json.loads(run("tests.long.merging", verb).splitlines()[-1])

    chance = random.Random(seed := random.randrange(10**6))
    Path(place["DONDOC_DATA"]).mkdir()
    assert now("ask") == {"is_long": True}
    house, halves, wait = House(place), list[int](), 0.5
    for _kill in range(20):
        house.start(wait=False)
        time.sleep(wait + chance.uniform(0, 0.2))
        house.kill(chance)
        seen = now("look")
        assert (seen["troubles"], seen["broken"], seen["all"]) == ([], None, DEBTS)
        now("free")
        if seen["done"] or len(halves) == 3:
            break
        halves += [seen["passed"]] * (0 < seen["passed"] < DEBTS)
        wait += 0 if halves else 0.3  # until it is met at work
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
