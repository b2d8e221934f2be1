"""Sổ tay, quyết định — bold words of docs/vi are those the pages print; decisions are numbered once, links lead somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tools import messages

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "vi").glob("*.md"))
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_bold_word_is_printed_by_the_software(page: Path) -> None:
    printed = {one for m in messages.wanted() for one in ([m.id] if isinstance(m.id, str) else m.id)}
    bold = BOLD.findall(page.read_text("utf-8"))
    assert bold, "a handbook page names the buttons"
    assert [word for word in bold if word not in printed] == []


def test_there_is_a_page_for_each_job() -> None:
    assert {page.stem for page in PAGES} == {
        "bao-ve-du-lieu",
        "chi-uy-ngoai-nuoc",
        "dang-nhap",
        "du-lieu-ca-nhan",
        "lanh-dao",
        "quan-tri",
        "su-co",
        "van-thu",
    }


def test_every_dependency_has_its_line_in_the_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs/decisions/0009-dependencies.md").read_text("utf-8"), re.MULTILINE)
    named = {word.lower() for row in rows for word in re.findall(r"[\w-]+\w", row)}
    assert {re.split(r"[\[<>=;]", one)[0] for one in asked} <= named


def test_decisions_are_numbered_once_and_without_a_gap() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    assert [page.name for page in pages if not page.read_text("utf-8").startswith(f"# {page.name[:4]}. ")] == []


def test_every_link_of_the_docs_leads_to_a_file() -> None:
    pages = (ROOT / "docs").rglob("*.md")
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text("utf-8"))]
    assert links
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []
