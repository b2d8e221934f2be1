"""Trang HTML của một bản đọc — in a real browser, from a file: it reads well at both widths, light and dark, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.accuracy.marks import GOLD, paper
from dondoc.reading import read
from dondoc.reading.htmlpage import html_page
from tests.browser.conftest import Site
from tests.reading.making import HEAD

LONGEST = max((GOLD / "tuned").glob("*.txt"), key=lambda path: path.stat().st_size).with_suffix(".toml")
Opener = Callable[[str, int], Site]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opener]:
    """A page opened from a file; what it asks for outside, and any error in it, fails the test."""
    sites: list[Site] = []

    def open_(made: str, width: int) -> Site:
        (tmp_path / "trang.html").write_text(made, "utf-8")
        sites.append(Site(chromium, (tmp_path / "trang.html").as_uri(), width))
        sites[-1].page.goto(sites[-1].base)
        return sites[-1]

    yield open_
    for site in sites:
        site.close()


def _long() -> str:
    return html_page(paper(LONGEST, "tuned").reading)


def _is_seen(page: Page, name: str) -> bool:
    """Whether the mark stands inside the window and inside the pane of the paper."""
    return bool(page.evaluate(
        "name => { const m = document.getElementById(name).getBoundingClientRect();"
        " const p = document.querySelector('.paper').getBoundingClientRect();"
        " return m.top >= Math.max(0, p.top) && m.bottom <= Math.min(innerHeight, p.bottom); }", name,
    ))  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_long_paper_reads_well(opened: Opener, width: int, scheme: str) -> None:
    site = opened(_long(), width)
    site.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    site.looks_well(f"ban-doc-{width}-{scheme}")


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_field_shows_its_words_and_the_words_show_their_field(opened: Opener, width: int) -> None:
    page = opened(_long(), width).page
    links = page.locator("article a.n")
    link = links.nth(links.count() - 1)
    number, name = link.inner_text(), (link.get_attribute("href") or "")[1:]
    link.click()
    assert _is_seen(page, name)
    page.locator(f"#{name} > a.n", has_text=number).first.click()
    assert page.evaluate("document.querySelector(':target').id") == number


def test_a_mark_lights_under_the_hand(opened: Opener) -> None:
    page = opened(_long(), 1440).page
    page.hover("#N1 p")
    assert page.locator("mark.lit").count() >= 1
    page.hover("h1")
    expect(page.locator(".lit")).to_have_count(0)


def test_on_paper_nothing_is_cut(opened: Opener) -> None:
    page = opened(_long(), 1440).page
    page.emulate_media(media="print")
    assert page.evaluate("(p => p.scrollHeight - p.clientHeight)(document.querySelector('.paper'))") <= 0
    assert page.locator("nav").is_hidden()


def test_hostile_words_do_nothing(opened: Opener) -> None:
    hostile = "<script>document.title='hỏng'</script><img src='https://example.org/x' onerror='document.title=1'>"
    text = f"{HEAD}1. Các chi bộ rà soát {hostile} trước ngày 15/12/2026.\n"
    page = opened(html_page(read(text.encode(), name=f"{hostile}.txt")), 1440).page
    assert page.title() == "Kết luận 21-KL/ĐUK"
    assert hostile in page.locator(".paper").inner_text()
