"""Đọc trang mạng — title and main text of an article, without menus, notices and footers."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from dondoc.reading.model import Unreadable
from dondoc.reading.paragraphs import Builder, Source
from dondoc.reading.text import fold

_SAID = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_BLOCKS = "//p|//td|//th|//div[not(.//div|.//p|.//table)]|//h1|//h2|//h3|//center|//strong|//b|//span"
_OPENED = 3  # lines at the top of the main text where the page's title may stand already


def is_html(text: str, name: str) -> bool:
    """A page by its first words, or by its name where it says nothing."""
    return name.endswith((".html", ".htm", ".xhtml")) or _SAID.search(text[:2000]) is not None


def read_html(text: str) -> Source:
    """The article of a page. Raises Unreadable EMPTY where a page has none."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, with_metadata=True)
    lines = ((found.text if found else "") or "").split("\n")
    if not any(line.strip() for line in lines):
        raise Unreadable("EMPTY", "Trang này không có phần bài viết. Sao chép bài viết vào tệp Word rồi gửi.")
    out = Builder()
    title = " ".join((found.title or "").split())
    if title and fold(title) not in [fold(line) for line in lines[:_OPENED]]:
        out.add(title, style="title")
    for line in lines:
        out.add(line)
    return out.source("html", margins=_blocks(text))


def _blocks(text: str) -> tuple[str, ...]:
    """Short blocks of the whole page: a secret mark may stand where the main text does not reach."""
    try:
        page: Any = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text))
    except (etree.LxmlError, ValueError):
        return ()
    found = (" ".join(str(block.text_content()).split()) for block in page.xpath(_BLOCKS))
    return tuple(words for words in found if len(words) < 60 and (words.isupper() or "ật:" in words))
