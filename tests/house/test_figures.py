"""Số liệu của bộ đọc — docs/reading.md says what the last release's file holds, and says so where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.house.tracked import ROOT
from tools import figures

RELEASE = {
    "header.kind / held": {"f1": 1.0, "papers": {"a": [1, 0, 0], "b": [2, 0, 0]}},
    "header.kind / tuned": {"f1": 0.5, "papers": {"c": [1, 1, 1]}},
    "targets / held": {"f1": 0.4, "papers": {"a": [1, 2, 1]}},
    "decoys taken / held": {"f1": 0.0, "papers": {"a": [0, 0, 4]}},
    "seeds 1–2 / seeds": {"f1": 1.0, "papers": {"s.txt": [9, 0, 0]}},
    "something new / held": {"f1": 1.0, "papers": {"a": [3, 0, 0]}},
    "header.secrecy / held": {"f1": None, "papers": {}},
}


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(ROOT)
    (tmp_path / "release.json").write_text(json.dumps(RELEASE), "utf-8")
    monkeypatch.setattr(figures, "RELEASE", tmp_path / "release.json")
    return figures.page()


def test_each_field_has_its_row_summed_over_the_papers(told: str) -> None:
    assert "| Loại văn bản · kind | 1,000 | 1,000 | 1,000 | 3 | 0,500 | 0,500 | 0,500 | 2 |" in told
    assert "held (2)" in told
    assert "tuned (1)" in told


def test_what_is_not_known_is_neither_good_nor_bad(told: str) -> None:
    assert "| Độ mật · secrecy | — | — | — | 0 | — | — | — | 0 |" in told
    assert "| Nhầm cái không phải viện dẫn · decoys taken | — | — | — | nhầm 4 |" in told


def test_weak_fields_are_told_by_name(told: str) -> None:
    assert "do not lean on*: Chỉ tiêu, mọi phần · targets, all right 0,400." in told


def test_seeds_and_fields_without_a_name_have_their_rows_too(told: str) -> None:
    assert "| Bài gốc: viện dẫn có số · seeds, by number | 1,000 | 1,000 | 1,000 | 9 |" in told
    assert "| something new | 1,000 |" in told


def test_only_the_figures_change(told: str) -> None:
    before, _begin, rest = figures.PAGE.read_text("utf-8").partition(figures.BEGIN)
    assert told.startswith(before)
    assert told.endswith(rest.partition(figures.END)[2])
    assert "# The reader: what it can do" in rest


def test_without_a_release_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(figures, "RELEASE", tmp_path / "none.json")
    assert f"{figures.BEGIN}\n{figures.NONE}\n{figures.END}" in figures.page()


def test_the_page_is_not_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert figures.page() == figures.PAGE.read_text("utf-8"), "chạy tools/generate.py"
