"""Cụm năm chữ — what of a text is looked for elsewhere: runs of five words, folded, so that marks and case hide nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from dondoc.reading.text import fold

LENGTH = 5
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


def runs_of(text: str) -> set[str]:
    """Every run of five words of a text; of a shorter one none."""
    words = fold(text).split()
    return {" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1)}


def phrase_runs(text: str) -> set[str]:
    """The same of a phrase that a person gave: a line under five words is looked for as it is, from two words on."""
    found: set[str] = set()
    for line in text.splitlines():
        words = fold(line).split()
        found |= runs_of(line) if len(words) >= LENGTH else {" ".join(words)} if len(words) > 1 else set()
    return found


def texts_in(value: Any) -> Iterator[str]:
    """The words of a column: a text, or every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(key)
            yield from texts_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts_in(inner)


def shared_runs(value: Any, wanted: set[str], short: Iterable[str] = ()) -> set[str]:
    """Which of the wanted runs stand in a value."""
    found: set[str] = set()
    for text in texts_in(value):
        found |= runs_of(text) & wanted
        folded = f" {fold(text)} " if short else ""
        found |= {run for run in short if f" {run} " in folded}
    return found


def cut(value: Any, wanted: set[str]) -> Any:
    """Bỏ cụm chữ — blocks stand where the words stood, letter for letter, so that places in the text still hold."""
    if isinstance(value, str):
        return _cut(value, wanted)
    if isinstance(value, dict):
        return {_cut(key, wanted): cut(inner, wanted) for key, inner in value.items()}
    return [cut(inner, wanted) for inner in value] if isinstance(value, list) else value


def _cut(text: str, wanted: set[str]) -> str:
    tokens = [(match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(text)]
    words = [folded for _start, _end, folded in tokens]
    gone: set[int] = set()
    for size in {len(run.split()) for run in wanted}:
        for at in range(len(words) - size + 1):
            if " ".join(words[at : at + size]) in wanted:
                gone |= set(range(at, at + size))
    for at in sorted(gone, reverse=True):
        start, end, _folded = tokens[at]
        text = text[:start] + "█" * (end - start) + text[end:]
    return text
