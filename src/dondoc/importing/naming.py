"""Loại văn bản theo ký hiệu — "15-KL/ĐU" is a Kết luận, "15/QĐ-BNV" a Quyết định."""

from __future__ import annotations

import re

from dondoc.documents.office import house_catalogue

_SYMBOL = re.compile(r"\d+[a-zA-Z]?\s*([-/])\s*([A-ZĐ]{1,5})(?![a-z])")
OTHERWISE = "Văn bản"


def kind_of(so_ky_hieu: str) -> str:
    """The first kind that bears the symbol; a plain “Văn bản” where none does."""
    found = _SYMBOL.match(so_ky_hieu.strip())
    if found is None:
        return OTHERWISE
    kinds = house_catalogue().kinds_of_symbol(found[2], "party" if found[1] == "-" else "state")
    return kinds[0].name if kinds else OTHERWISE
