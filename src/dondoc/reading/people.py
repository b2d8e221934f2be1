"""Người — signers and bearers of a duty only; never joined across papers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.model import Header, Obligation, Person

_BEARER = re.compile(
    r"đồng chí (?P<name>(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?:,\s*(?P<post>[A-ZĐÀ-Ỹ][^,.;]{4,80}))?"
)


def find_people(text: str, header: Header, obligations: Sequence[Obligation]) -> tuple[Person, ...]:
    """Who signs, and who is named in a duty."""
    found = [Person(s.name, s.post, s.start, s.end, s.sure) for s in header.signers]
    for duty in obligations:
        for match in _BEARER.finditer(text, duty.start, duty.end):
            found.append(Person(match["name"], match["post"], match.start("name"), match.end("name")))
    return tuple(found)
