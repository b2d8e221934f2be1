"""Trang HTML của một bản đọc — one file that asks for nothing, where every field leads to its words."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

import pytest
from lxml import html

from bench.accuracy.marks import GOLD, paper
from dondoc.reading import Reading, read
from dondoc.reading.htmlpage import html_page
from tests.reading.making import HEAD, OFFICE

TEXT = (
    HEAD
    + """I. NHIỆM VỤ
1. Giao Văn phòng Đảng ủy chủ trì, phối hợp với Ban Công tác Đảng ngoài nước thực hiện Quy định số 12-QĐ/ĐUK ngày 14/7/2026, báo cáo trước ngày 15/5/2027.
2. Các chi bộ rà soát danh sách.
"""
)
LONG = sorted((GOLD / "tuned").glob("*.toml"))[:12]
HOSTILE = "<!--<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;</mark></section>"


@cache
def _reading(text: str = TEXT, name: str = "ket-luan.txt") -> Reading:
    return read(text.encode(), name=name, catalogue=OFFICE)


def _tree(reading: Reading) -> html.HtmlElement:
    return html.document_fromstring(html_page(reading))


def _words_at(page: html.HtmlElement, href: str) -> str:
    """What a link leads to, without the numbers that stand in it."""
    (mark,) = page.xpath(f'//*[@id="{href[1:]}"]')
    found: str = mark.text_content()
    for number in mark.xpath('.//a[@class="n"]'):
        found = found.replace(number.text, "", 1)
    return found


def test_the_text_of_the_paper_is_whole() -> None:
    page = _tree(_reading())
    for number in page.xpath('//section[@class="paper"]//a'):
        number.drop_tree()
    lines = [line.text_content() for line in page.xpath('//section[@class="paper"]/p')]
    assert lines == TEXT.splitlines()


@pytest.mark.parametrize(
    ("label", "words"),
    [("Số, ký hiệu", "21-KL/ĐUK"), ("Ngày ban hành", "ngày 10 tháng 11 năm 2026"), ("Hạn", "trước ngày 15/5/2027"),
     ("Ai", "Văn phòng Đảng ủy"), ("Phối hợp", "Ban Công tác Đảng ngoài nước")],
)  # fmt: skip
def test_a_field_leads_to_its_words(label: str, words: str) -> None:
    page = _tree(_reading())
    (href, *_more) = page.xpath(f'//dt[.="{label}"]/following-sibling::dd[1]/a/@href')
    assert words in _words_at(page, href)


def test_a_number_in_the_text_leads_to_its_field_and_back() -> None:
    page = _tree(_reading())
    (field,) = page.xpath('//*[@id="N1"]')
    (mark,) = page.xpath(f'//*[@id="{field.xpath("./p/a/@href")[0][1:]}"]')
    assert mark.xpath("./a/@href") == ["#N1"]
    assert "chủ trì, phối hợp" in mark.text_content()


@pytest.mark.parametrize("path", LONG, ids=lambda path: path.stem)
def test_every_link_of_a_real_paper_leads_somewhere(path: object) -> None:
    page = _tree(paper(path, "tuned").reading)  # type: ignore[arg-type]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    hrefs = set(page.xpath("//@href"))
    assert hrefs
    assert {href[1:] for href in hrefs} <= set(ids)


def test_warnings_stand_on_top_and_name_their_fields() -> None:
    page = _tree(_reading())
    first = page.xpath("//body/*")[1]
    assert first.get("class") == "cautions"
    assert "Nhiệm vụ này không ghi thời hạn" in first.text_content()
    assert first.xpath('.//a[@class="go"]/text()') == ["N2"]


def test_it_is_one_file_that_asks_for_nothing() -> None:
    made = html_page(_reading())
    page = html.document_fromstring(made)
    assert (
        page.xpath("//link | //img | //iframe | //object | //form | //script[@src] | //@style | //@onclick | //@src")
        == []
    )
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert re.findall(r"https?:|url\(|@import", made) == []


def test_its_policy_lets_only_its_own_style_and_script_in() -> None:
    page = _tree(_reading())
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    for name, words in (("style", page.xpath("//style")[0].text), ("script", page.xpath("//script")[0].text)):
        digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_hostile_words_stay_words() -> None:
    """In the paper, in a deed, in the subject and in the file's name."""
    text = TEXT.replace("rà soát danh sách", f"rà soát {HOSTILE} danh sách").replace("ngoài nước\n-", f"{HOSTILE}\n-")
    page = _tree(read(text.encode(), name=f"{HOSTILE}.txt", catalogue=OFFICE))
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img | //@onerror | //comment()") == []
    for place in ('//section[@class="paper"]', '//*[@id="N2"]', '//*[@id="the-thuc"]', "//footer"):
        assert HOSTILE in page.xpath(place)[0].text_content(), place
    assert len(page.xpath("//main/*")) == 2


def test_signs_that_no_page_may_hold_are_left_out() -> None:
    text = TEXT.replace("Các chi bộ", "Các\x0c chi\x08 bộ\u202e\u2066")
    made = html_page(read(text.encode(), name="x\x01.txt", catalogue=OFFICE))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", made)


def test_a_marked_paper_shows_only_its_mark_and_what_to_do() -> None:
    made = html_page(read(("TỐI MẬT\n" + TEXT).encode(), name="ten-rieng.txt"))
    page = html.document_fromstring(made)
    assert page.xpath("//h1/text()") == ["Văn bản có dấu TỐI MẬT"]
    assert "báo người phụ trách bảo vệ bí mật" in page.text_content()
    assert [word for word in ("ten-rieng", "21-KL", "Văn phòng", "SHA") if word in made] == []
    assert page.xpath('//*[@class="paper"] | //*[@class="two"] | //mark') == []


def test_a_press_article_without_anything_read_is_still_a_page() -> None:
    page = _tree(read(b"Xin ch\xc3\xa0o.\n", name="x.txt"))
    assert page.xpath('//section[@class="paper"]/p/text()') == ["Xin chào."]
