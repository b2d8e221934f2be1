"""Nhiệm vụ — what a named body is told to do: sentence, list item, or the part after "Giao X:".

Reading contract, "Where things begin and end". The actor may stand in the item, in the heading or
lead above it, or in the sentence before. Task tables are read row by row.
"""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.duties.page import Page
from dondoc.reading.duties.prose import prose
from dondoc.reading.duties.rows import tables
from dondoc.reading.model import Header, Obligation, Provision, Reference
from dondoc.reading.paragraphs import Paragraph


def find_obligations(
    text: str, paragraphs: Sequence[Paragraph], outline: Sequence[Provision], header: Header,
    references: Sequence[Reference], catalogue: Catalogue,
) -> tuple[Obligation, ...]:  # fmt: skip
    """All obligations in the order of the text, with actors, partners, due and product."""
    page = Page(text, paragraphs, outline, header, references, catalogue)
    return tuple(sorted([*prose(page), *tables(page)], key=lambda o: o.start))
