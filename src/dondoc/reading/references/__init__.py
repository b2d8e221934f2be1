"""Viện dẫn — mentions of other papers, by identity and not by string.

Anchored at numbers and type words and looked at outward: the type word before, the date, issuer and
term after. The kind comes from the type word, never from the symbol alone (QĐ is Quyết định or Quy
định); the identity of a Party paper is its issuer, term, kind and number (Hướng dẫn 36-HD/VPTW, II.1).
"""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Header, Reference
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.references.aliases import defined, drafts, grouped, used
from dondoc.reading.references.grounds import find_bases
from dondoc.reading.references.named import grounds, named
from dondoc.reading.references.numbered import numbered
from dondoc.reading.references.page import Page

__all__ = ["find_bases", "find_references"]


_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")


def find_references(
    text: str, paragraphs: Sequence[Paragraph], header: Header, catalogue: Catalogue
) -> tuple[Reference, ...]:
    """All mentions, in the order of the text; the paper's own number at its head is none.

    A span that names several papers gives several references with the same start and end.
    """
    page = Page.of(text, paragraphs, header, catalogue)
    found = _merged(_apart([*numbered(page), *named(page)]), _apart([*grounds(page)]))
    page.learn(found)
    found = _merged(_apart([*defined(page, found)]), found)
    page.learn(found)
    found = _merged(found, _apart([*used(page, found)]))
    groups = page.groups()
    if groups:  # which papers "trên" means hangs on what is said of them
        found = list(page.related(found))
    found = _merged(found, _apart([*grouped(page, found, groups), *drafts(page)]))
    return tuple(page.related(found))


def _apart(rows: list[Reference]) -> list[Reference]:
    """Of mentions that overlap the earlier and longer stays; equal spans (several papers) stay together."""
    kept: list[Reference] = []
    for row in sorted(rows, key=lambda r: (r.start, -r.end)):
        last = kept[-1] if kept else None
        if (
            last is None
            or row.start >= last.end
            or (row.start, row.end) == (last.start, last.end)
            or _amended(row, last)
        ):
            kept.append(row)
    return kept


def _amended(row: Reference, last: Reference) -> bool:
    """A law named in the name of the law that amends it."""
    return row.kind == last.kind == "titled" and last.type in _LAWS and row.type in _LAWS and row.end <= last.end


def _merged(first: list[Reference], then: list[Reference]) -> list[Reference]:
    """All of the first, and of the others those that touch none of them."""
    free: list[Reference] = []
    place = 0
    for row in then:
        while place < len(first) and first[place].end <= row.start:
            place += 1
        if place == len(first) or first[place].start >= row.end:
            free.append(row)
    return sorted([*first, *free], key=lambda r: (r.start, r.end))
