"""Không văn bản nào làm bộ đọc chậm theo bình phương — `make fuzz`: what the fuzzer tried, and the worst it found."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from random import Random
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings, target
from hypothesis import strategies as st

from tests.reading.growing import PIECES, SMALL, Recipe, alone, bred, fresh

pytestmark = pytest.mark.wide  # minutes of work, from `.ci/run` on

SECONDS = float(os.environ.get("DONDOC_FUZZ_SECONDS", "60"))
LIMIT = 2.5  # a character in a paper eight times as long: noise stays below, a square goes to eight
PARENTS = 40
# What it has found, each with the length of the short paper at which it shows.
FOUND = [
    pytest.param(("đạt ít nhất 1% ",), SMALL, id="a clause of nothing but figures"),
    pytest.param(('". |\t',), SMALL, id="a line of nothing but columns"),
    pytest.param(("Giám đốc các sở; ",), SMALL, id="a list of bodies without an end"),
    pytest.param(("yêu cầu: ",), SMALL, id="a lead that leads to leads"),
    pytest.param(("; ",), SMALL, id="semicolons that part nothing"),
    pytest.param(("2026",), SMALL, id="one figure without an end"),
    pytest.param(("báo cáo kết quả; ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, "), SMALL, id="clauses of one sentence without a day"),
    pytest.param(("Giao Sở A được quyền quyết định; ", "phải x; "), SMALL, id="duties behind a power"),
    pytest.param(("1.234.567 đồng\n",), 32 * SMALL, id="lines that name nobody", marks=pytest.mark.long),
    pytest.param(("các cấp ủy và tổ chức đảng ở nước ngoài tiếp tục\n",), 32 * SMALL, id="a paragraph of short lines", marks=pytest.mark.long),
]  # fmt: skip


def _grows(recipe: Recipe, small: int = SMALL) -> float:
    """Its growth, believed when three turns agree."""
    first = recipe.growth(small)
    return first if first < LIMIT else median([first, recipe.growth(small), recipe.growth(small)])


@pytest.mark.parametrize(("run", "small"), FOUND)
def test_what_was_found_stays_mended(run: tuple[str, ...], small: int) -> None:
    assert _grows(Recipe("txt", (run,), numbered=True), small) < LIMIT


@pytest.mark.long
@pytest.mark.timeout(SECONDS * 10 + 1200)
def test_no_piece_alone_and_no_breed_of_them_costs_more_a_character_in_a_longer_paper(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seed = int(os.environ.get("DONDOC_FUZZ_SEED", time.time_ns() % 10**6))
    tried = [(_grows(recipe), recipe) for recipe in alone()]
    tried += _bred(tried, Random(seed))
    tried.sort(key=lambda one: -one[0])
    # What stands first only by a small share of a square shows it in a paper of 128,000 characters.
    finals = [(_grows(recipe, 4 * SMALL), recipe) for _growth, recipe in tried[:12]]
    slow = min(((1 / recipe.seconds(SMALL), recipe) for _growth, recipe in tried[:PARENTS]), key=lambda one: one[0])
    worst = max(finals, key=lambda one: one[0])
    with capsys.disabled():
        print(f"\nĐã thử {len(tried)} văn bản ghép (hạt {seed}), dài {SMALL} và {8 * SMALL} ký tự."
              f"\nMột ký tự trong văn bản dài gấp 8 tốn nhiều nhất {tried[0][0]:.2f} lần: {tried[0][1]}"
              f"\nTrong {32 * SMALL} ký tự, 12 văn bản đứng đầu: nhiều nhất {worst[0]:.2f} lần: {worst[1]}"
              f"\nChậm nhất trong {PARENTS} văn bản ấy: {slow[0]:.0f} byte/giây: {slow[1]}")  # fmt: skip
    assert max(tried[0][0], worst[0]) < LIMIT


def _bred(first: list[tuple[float, Recipe]], chance: Random) -> Iterator[tuple[float, Recipe]]:
    """Generations bred from those that grew most, with fresh blood, for so many seconds."""
    until, known = time.monotonic() + SECONDS, list(first)
    while time.monotonic() < until:
        known = sorted(known, key=lambda one: -one[0])[:PARENTS]
        young = []
        for _child in range(PARENTS):
            if time.monotonic() > until:  # a generation of the slow takes as long as they do
                break
            child = (
                bred(chance.choice(known)[1], chance.choice(known)[1], chance)
                if chance.random() < 0.7
                else fresh(chance)
            )
            young.append((_grows(child), child))
        known += young
        yield from young


_RUN = st.lists(st.sampled_from(PIECES["txt"]), min_size=1, max_size=4).map(tuple)


@pytest.mark.long
@pytest.mark.timeout(1200)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_RUN, min_size=1, max_size=3), st.booleans(), st.sampled_from(["\n", " ", ""]))
def test_hypothesis_finds_no_paper_that_does(runs: list[tuple[str, ...]], numbered: bool, end: str) -> None:
    growth = _grows(Recipe("txt", tuple(tuple(piece + end for piece in run) for run in runs), numbered))
    target(min(growth, 10.0))
    assert growth < LIMIT
