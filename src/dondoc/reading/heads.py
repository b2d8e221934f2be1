"""Tiêu đề cột — which column of a table holds what, by its head with and without dấu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dondoc.reading.text import fold

_SHORT = 5  # letters of a head that says too little to be the beginning of another


def claim(titles: Mapping[int, str], known: Mapping[str, tuple[str, ...]]) -> dict[int, str]:
    """Column → field: heads that are said exactly so first, then those that begin so; the first of two that claim one.

    `known` is folded head → the fields it may mean, the likeliest first; a head that may mean two waits for the others.
    """
    found: dict[int, str] = {}
    folded = {n: fold(title) for n, title in titles.items() if title.strip()}
    for n, head in sorted(folded.items(), key=lambda item: len(known.get(item[1], ()))):
        _take(found, n, known.get(head, ()))
    longest = sorted((said for said in known if len(said) > _SHORT), key=len, reverse=True)
    for n, head in folded.items():
        if n not in found:
            _take(found, n, next((known[said] for said in longest if head.startswith(f"{said} ")), ()))
    return dict(sorted(found.items()))


def _take(found: dict[int, str], n: int, fields: Iterable[str]) -> None:
    field = next((field for field in fields if field not in found.values()), None)
    if field is not None:
        found[n] = field
