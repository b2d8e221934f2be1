"""Sổ tay, quyết định — bold words of docs/vi are those the pages print; decisions are numbered once, links lead somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tools import messages, screens

pytestmark = pytest.mark.wide

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "vi").glob("*.md"))
BOLD = re.compile(r"\*\*(.+?)\*\*")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
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
        "bi-thu",
        "chi-uy-ngoai-nuoc",
        "chuyen-vien",
        "dang-nhap",
        "doan-kiem-tra",
        "du-lieu-ca-nhan",
        "duoc-kiem-tra",
        "lanh-dao",
        "quan-tri",
        "su-co",
        "van-thu",
    }


def named() -> list[tuple[str, str]]:
    """(words, file) of every picture a handbook page shows."""
    return [found for page in PAGES for found in PICTURE.findall(page.read_text("utf-8"))]


def test_every_picture_is_shown_listed_and_there() -> None:
    shown, listed = [Path(file).name for _words, file in named()], [one.file for one in screens.screens()]
    assert sorted(shown) == sorted(set(listed)) == sorted(listed), "each once, and the same ones"
    assert sorted(path.name for path in screens.FOLDER.iterdir()) == sorted(listed), "make screens"
    assert {file for _words, file in named()} == {f"screens/{name}" for name in listed}
    assert [words for words, _file in named() if len(words) < 15] == [], "said in words for who does not see it"


def test_the_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in screens.FOLDER.iterdir()}
    assert {name: size for name, size in sizes.items() if size > screens.LARGEST} == {}
    assert sum(sizes.values()) <= screens.WHOLE


@pytest.mark.parametrize(
    ("words", "address"),
    [("Sổ văn bản đến", "/registers/a/?x=1&y=2"), ("Thêm minh", "/b/"), ("Không có", None), ("kinh phí", "/c/")],
)
def test_a_link_is_found_by_its_first_words(words: str, address: str | None) -> None:
    html = '<a class="x" href="/registers/a/?x=1&amp;y=2"><b>Sổ</b> văn\n bản đến</a><a href="/b/">Thêm minh chứng</a>'
    html += "<table><tr><td>Đảng phí</td></tr><tr><th><a href='x'></a><a href=\"/c/\">KT-2</a> Sử dụng kinh phí</th></tr></table>"
    assert screens.link(html, words) == address


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
