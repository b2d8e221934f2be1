"""Trang HTML của một bản đọc — one self-contained file: the paper at the left, what was read at the right.

It asks for nothing outside, and its own policy forbids that; every word of a paper goes through lxml, which
escapes it. Without a script each field leads to its words and each number in the text back to its field; the
little script only lights one while the hand is on the other.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from lxml.html import HtmlElement, tostring
from lxml.html.builder import E

from dondoc.reading.gathering import Span
from dondoc.reading.htmlpage.elements import Marks, Node, el, mark_id
from dondoc.reading.htmlpage.fields import read_fields, warned
from dondoc.reading.htmlpage.marking import Fragment, lines
from dondoc.reading.model import Reading

__all__ = ["html_page"]


def html_page(reading: Reading) -> str:
    """The page of a reading; of a paper stopped at a secret mark, the mark and what to do."""
    marks = Marks(len(reading.text or ""))
    fields = [] if reading.text is None else [*read_fields(reading, marks)]
    notes = warned(reading, marks)
    body = [_head(reading), *notes]
    if reading.text is not None:
        text = el("section", *_paper(reading.text, marks), cls="paper", tabindex="0", aria_label="Chữ của văn bản")
        body += [_contents(fields), el("main", text, el("div", *fields, cls="fields"), cls="two"), _foot(reading)]
    style, script = _file("page.css"), _file("page.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    page = el(
        "html",
        el("head", el("meta", charset="utf-8"), el("meta", name="viewport", content="width=device-width, initial-scale=1"),
           E.meta({"http-equiv": "Content-Security-Policy", "content": policy}),
           el("title", _title(reading)), E.style(style)),
        el("body", *body, E.script(script)), lang="vi",
    )  # fmt: skip
    made: str = tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")
    return made + "\n"


def _paper(text: str, marks: Marks) -> Iterator[HtmlElement]:
    """The lines of the paper with every mark in its place."""
    named: set[Span] = set()
    for line in lines(text, marks.kinds):
        yield el("p", *_parts(line, marks, named)) if line.parts else el("p", cls="gap")


def _parts(fragment: Fragment, marks: Marks, named: set[Span]) -> Iterator[Node]:
    for part in fragment.parts:
        if isinstance(part, str):
            yield part
            continue
        place = part.span
        assert place is not None
        numbers = [] if place in named else marks.numbers.get(place, [])
        leads = [el("a", n, cls="n", href=f"#{n}", aria_label=f"tới mục {n}") for n in numbers]
        own = None if place in named else mark_id(place)
        named.add(place)
        yield el("mark", *leads, *_parts(part, marks, named), cls=marks.kinds[place], id=own, data_w=mark_id(place))


def _title(reading: Reading) -> str:
    header = reading.header
    if reading.text is None and header.secrecy:
        return f"Văn bản có dấu {header.secrecy.value}"
    named = " ".join(v.value for v in (header.kind, header.so_ky_hieu) if v)
    return named or reading.source or "Văn bản"


def _head(reading: Reading) -> HtmlElement:
    about = reading.header.subject.value if reading.text is not None and reading.header.subject else None
    return el("header", el("p", "Đôn Đốc", cls="name"), el("h1", _title(reading)), el("p", about) if about else None)


def _foot(reading: Reading) -> HtmlElement:
    """What was read, by which reader: so that it can be read again and compared."""
    said = (reading.source or "", f"bộ đọc {reading.reader}", f"danh mục {reading.catalogue}",
            f"SHA-256 {reading.sha256}")  # fmt: skip
    return el("footer", el("p", "Máy chỉ đọc và đếm; điều đưa vào sổ do người quyết định."),
              el("p", " · ".join(part for part in said if part)))  # fmt: skip


def _contents(fields: Sequence[HtmlElement]) -> HtmlElement:
    titles = [" ".join(str(part.find("h2").text_content()).split()) for part in fields]
    links = [el("a", title, href=f"#{part.get('id')}") for title, part in zip(titles, fields, strict=True)]
    return el("nav", *links, aria_label="Các phần")


def _file(name: str) -> str:
    return (files(__name__) / name).read_text("utf-8")


def _hash(words: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}"
