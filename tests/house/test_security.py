"""Trang an toàn — each requirement once, with a state and what stands behind it; every file it names is there."""

from __future__ import annotations

import re
from collections import Counter

from tests.house.tracked import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(
    r"\b(?:tests|src|docs)/[\w./-]+\.(?:py|md|js)|\brequirements\.lock|\bpyproject\.toml|\bCONTRIBUTING\.md"
)
STATES = {"đạt", "một phần", "chưa", "không áp dụng"}
ROWS = [tuple(row) for row in ROW.findall(TEXT)]
# How many requirements of level 1 and 2 each chapter of ASVS 4.0.3 has.
LEVEL_2 = {1: 38, 2: 54, 3: 18, 4: 9, 5: 30, 6: 13, 7: 12, 8: 15, 9: 7, 10: 5, 11: 8, 12: 15, 13: 13, 14: 23}


def test_every_file_it_names_exists() -> None:
    named = set(NAMED.findall(TEXT))
    assert len([name for name in named if name.startswith("tests/")]) > 25
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_requirement_stands_once_in_order() -> None:
    numbers = [tuple(map(int, number.split("."))) for number, *_ in ROWS]
    assert numbers == sorted(set(numbers))
    assert dict(Counter(number[0] for number in numbers)) == LEVEL_2


def test_what_is_met_names_what_proves_it_and_what_is_not_says_why() -> None:
    assert {state for _n, _what, state, _why in ROWS} == STATES
    bare = [number for number, _what, state, why in ROWS if state == "đạt" and not NAMED.search(why)]
    assert bare == ["5.4.3"], "the language itself keeps it"
    assert not [number for number, _what, _state, why in ROWS if len(why) < 5]


def test_its_totals_are_those_of_its_rows() -> None:
    told = re.search(r"\*Đạt\* (\d+), \*một phần\* (\d+), \*chưa\* (\d+), \*không áp dụng\* (\d+)", TEXT)
    count = Counter(state for _n, _what, state, _why in ROWS)
    assert told
    assert [int(n) for n in told.groups()] == [count[state] for state in ("đạt", "một phần", "chưa", "không áp dụng")]
