"""Sổ tay — the bold words of docs/vi are those the pages really print; each library has its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tools import messages

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "vi").glob("*.md"))
BOLD = re.compile(r"\*\*(.+?)\*\*")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_bold_word_is_printed_by_the_software(page: Path) -> None:
    printed = {one for m in messages.wanted() for one in ([m.id] if isinstance(m.id, str) else m.id)}
    bold = BOLD.findall(page.read_text("utf-8"))
    assert bold, "a handbook page names the buttons"
    assert [word for word in bold if word not in printed] == []


def test_there_is_a_page_for_each_job() -> None:
    assert {page.stem for page in PAGES} == {"chi-uy-ngoai-nuoc", "lanh-dao", "quan-tri", "van-thu"}


def test_every_dependency_has_its_line_in_the_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["web"]]
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs/decisions/0009-dependencies.md").read_text("utf-8"), re.MULTILINE)
    named = {word.lower() for row in rows for word in re.findall(r"[\w-]+\w", row)}
    assert {re.split(r"[\[<>=;]", one)[0] for one in asked} <= named
