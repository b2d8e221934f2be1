"""Loại văn bản — by its symbol: "15-KL/ĐU" is a Kết luận, "15/QĐ-BNV" a Quyết định; by the first words of a register's cell."""

from __future__ import annotations

import re

from dondoc.documents.office import house_catalogue
from dondoc.reading.text import fold

_SYMBOL = re.compile(r"\d+[a-zA-Z]?\s*([-/])\s*([A-ZĐ][A-ZĐa-z]{0,5})(?!\w)")
OTHERWISE = "Văn bản"
_LONGEST = 6  # words of the name of a kind


def kind_of(so_ky_hieu: str) -> str:
    """The plainest kind that bears the symbol: KH is a Kế hoạch, not a Kế hoạch liên tịch; “Văn bản” where none does."""
    return min(_of_symbol(so_ky_hieu), key=lambda name: len(name.split()), default=OTHERWISE)


def _of_symbol(so_ky_hieu: str) -> list[str]:
    found = _SYMBOL.match(so_ky_hieu.strip())
    if found is None:
        return []
    kinds = house_catalogue().kinds_of_symbol(found[2], "party" if found[1] == "-" else "state")
    return [kind.name for kind in kinds]


def split(words: str, so_ky_hieu: str) -> tuple[str, str]:
    """Kind and subject of a cell that holds both: “Kết luận về công tác cán bộ”; "" and the whole where no kind stands first.

    A symbol that says another kind goes before: “Báo cáo tình hình” of a công văn is its subject.
    """
    said, told = words.split(), _of_symbol(so_ky_hieu)
    for n in range(min(len(said), _LONGEST), 0, -1):
        name = _named(" ".join(said[:n]))
        if name and (not told or name in (*told, OTHERWISE)):
            return name, " ".join(said[n:]).lstrip(" :–-") or words
    return "", words


def _named(words: str) -> str:
    """The kind that these words name; also the plain one, which no catalogue has."""
    kind = house_catalogue().kind_named(words)
    return kind.name if kind else OTHERWISE * (fold(words) == fold(OTHERWISE))
