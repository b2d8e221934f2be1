"""Phần tử của trang — elements whose words are always escaped, and the marks that fields and paper share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml.html import HtmlElement
from lxml.html.builder import E

from dondoc.reading.gathering import Span

Node: TypeAlias = HtmlElement | str
_NOT_WORDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def el(tag: str, *parts: Node | None, **attributes: str | None) -> HtmlElement:
    """An element of words and elements; control signs and signs that turn the direction of writing are left out."""
    named = {("class" if k == "cls" else k.replace("_", "-")): clean(v) for k, v in attributes.items() if v is not None}
    return E(tag, named, *(clean(part) if isinstance(part, str) else part for part in parts if part is not None))


def clean(words: str) -> str:
    """Words without what no page may hold."""
    return _NOT_WORDS.sub(" ", words)


@dataclass
class Marks:
    """Các dấu của một trang — which kind stands where, and the numbers of the fields it proves."""

    length: int
    kinds: dict[Span, str] = field(default_factory=dict)
    numbers: dict[Span, list[str]] = field(default_factory=dict)

    def add(self, place: Span | None, kind: str, number: str = "") -> str | None:
        """The name of a mark; None for a value that is not printed."""
        if place is None or not 0 <= place[0] < place[1] <= self.length:
            return None
        self.kinds.setdefault(place, kind)
        if number:
            self.numbers.setdefault(place, []).append(number)
        return mark_id(place)

    def link(self, words: str, place: Span | None, kind: str, number: str = "", cls: str = "v") -> Node:
        """Words that lead to where they are printed; bare words where they are not."""
        name = self.add(place, kind, number)
        return words if name is None else el("a", words, cls=cls, href=f"#{name}")


def mark_id(place: Span) -> str:
    return f"w{place[0]}-{place[1]}"
