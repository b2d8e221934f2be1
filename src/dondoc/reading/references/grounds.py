"""Căn cứ ban hành — the papers a paper stands on: those its căn cứ name, not those inside their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.reading.model import Provision, Reference
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.references.page import GROUNDS

_CARRIED_OUT = re.compile(r"[-–]?\s*Thực hiện(?!\w)")
_SHORT = ("alias_def", "anaphor")


def find_bases(
    text: str, paragraphs: Sequence[Paragraph], outline: Sequence[Provision], references: Sequence[Reference]
) -> tuple[int, ...]:
    """Which references are its căn cứ: before its first part, named as one, or carried out in their midst."""
    first = next((part.start for part in outline if part.start > _first(references)), len(text))
    carried = list(_carried(text, paragraphs, first))
    return tuple(
        at
        for at, row in enumerate(references)
        if row.start < first and row.kind not in _SHORT
        and (row.relation == "based_on" or any(a <= row.start < b for a, b in carried))
    )  # fmt: skip


def _first(references: Sequence[Reference]) -> int:
    return next((row.start for row in references if row.relation == "based_on"), 0)


def _carried(text: str, paragraphs: Sequence[Paragraph], upto: int) -> Iterator[tuple[int, int]]:
    """ "Thực hiện Quyết định …;" among the căn cứ is one of them."""
    is_before = False
    for paragraph in paragraphs:
        if paragraph.start >= upto:
            return
        words = text[paragraph.start : paragraph.end]
        if is_before and _CARRIED_OUT.match(words) and words.rstrip().endswith((";", ",", ".")):
            yield paragraph.start, paragraph.end
        else:
            is_before = GROUNDS.match(words) is not None
