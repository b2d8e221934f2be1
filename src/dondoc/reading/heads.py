"""Tiêu đề cột — which column of a table holds what, by its head with and without dấu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dondoc.reading.text import fold

_OURS = "loi "  # "Lỗi: …": the columns our own copy of a sheet has beside theirs
_SHORT = 5  # letters of a head that says too little to be the beginning of another


def is_ours(title: str) -> bool:
    """Whether a column is one that our copy of a sheet added."""
    return f"{fold(title)} ".startswith(_OURS)


def claim(titles: Mapping[int, str], known: Mapping[str, tuple[str, ...]], *, whole: bool = False) -> dict[int, str]:
    """Column → field: heads that are said exactly so first, then those that begin so; the first of two that claim one.

    `known` is folded head → the fields it may mean, the likeliest first; a head that may mean two waits for the others.
    `whole` where what only begins so is none.
    """
    found: dict[int, str] = {}
    folded = {n: fold(title) for n, title in titles.items() if title.strip() and not is_ours(title)}
    for n, head in sorted(folded.items(), key=lambda item: len(known.get(item[1], ()))):
        _take(found, n, known.get(head, ()))
    longest = sorted((said for said in known if len(said) > _SHORT), key=len, reverse=True)
    for n, head in folded.items():
        if n not in found and not whole:
            _take(found, n, next((known[said] for said in longest if head.startswith(f"{said} ")), ()))
    return dict(sorted(found.items()))


def _take(found: dict[int, str], n: int, fields: Iterable[str]) -> None:
    field = next((field for field in fields if field not in found.values()), None)
    if field is not None:
        found[n] = field
