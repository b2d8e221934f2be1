"""Căn cứ ban hành — the papers a paper stands on: those its căn cứ name, not those inside their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.reading.model import Header, Provision, Reference
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.references.page import GROUNDS

_CARRIED_OUT = re.compile(r"[-–]?\s*Thực hiện(?!\w)")
_ALSO = re.compile(r"[;,]\s*(?:và\s+)?(?:thực hiện|triển khai)\s*$")
_SHORT = ("alias_def", "anaphor")


def find_bases(
    text: str,
    paragraphs: Sequence[Paragraph],
    header: Header,
    outline: Sequence[Provision],
    references: Sequence[Reference],
) -> tuple[int, ...]:
    """Which references are its căn cứ: named as one in its opening, or carried out in their midst."""
    block = list(_opening(text, paragraphs, header, outline, references))
    return tuple(
        at
        for at, row in enumerate(references)
        if row.kind not in _SHORT and any(a <= row.start < b and _is_base(text, row, a) for a, b in block)
    )


def _is_base(text: str, row: Reference, begin: int) -> bool:
    is_carried = _CARRIED_OUT.match(text, begin) or _ALSO.search(text, max(begin, row.start - 25), row.start)
    return row.relation == "based_on" or (row.relation == "implements" and is_carried is not None)


def _opening(
    text: str,
    paragraphs: Sequence[Paragraph],
    header: Header,
    outline: Sequence[Provision],
    references: Sequence[Reference],
) -> Iterator[tuple[int, int]]:
    """The căn cứ of its opening, or the sentence that names them; below the head and above the first part."""
    based = [row.start for row in references if row.relation == "based_on"]
    head = max((v.end or 0 for v in (header.subject, header.kind, header.issued_on) if v), default=0)
    first = next((part.start for part in outline if part.start > max(head, min(based, default=0))), len(text))
    is_in, is_closed, begin = False, True, head
    for paragraph in paragraphs:
        if not head <= paragraph.start < first:
            continue
        words = text[paragraph.start : paragraph.end]
        begin = paragraph.start if is_closed else begin  # where the sentence that a narrow page broke begins
        is_own = GROUNDS.match(words) or (is_in and _CARRIED_OUT.match(words))
        if is_own or (is_in and (not is_closed or words[0] in "-–+•")):
            yield begin, paragraph.end
            is_in = True
        elif is_in:
            return
        elif any(paragraph.start <= place < paragraph.end for place in based):
            yield begin, paragraph.end
            return
        is_closed = words.endswith((";", ".", ",", ":")) or not any(letter.isalpha() for letter in words)
