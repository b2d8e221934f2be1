"""Thư viện — the examples programmers copy from docs/library.md run as printed."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

LIBRARY = Path(__file__).resolve().parents[2] / "docs" / "library.md"


def test_every_example_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    text = LIBRARY.read_text("utf-8").replace("```", "")
    examples = doctest.DocTestParser().get_doctest(text, {}, "library.md", str(LIBRARY), 0)
    found = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(examples)
    assert found.failed == 0, capsys.readouterr().out
    assert found.attempted >= 15
