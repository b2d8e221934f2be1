"""Chữ mở đầu của tập thể, danh hiệu — from data/words.toml: by them a row is a unit's or a collective's, never a person's."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dondoc.reading.text import fold, nfc


@dataclass(frozen=True, slots=True)
class Words:
    """Danh mục — which words a collective and an honour begin with (folded); which speak of one person (with their marks)."""

    collective: tuple[str, ...]
    honour: tuple[str, ...]
    person: tuple[str, ...]


@cache
def catalogue() -> Words:
    rows = tomllib.loads((files("dondoc.commending") / "data" / "words.toml").read_text("utf-8"))
    collective, honour = (tuple(map(fold, rows[name])) for name in ("collective", "honour"))
    return Words(collective, honour, tuple(rows["person"]))


def begins(text: str, words: tuple[str, ...]) -> bool:
    """Whole words only: “tổng” is no “tổ”."""
    said = fold(text)
    return any(said == word or said.startswith(f"{word} ") for word in words)


def speaks_of_one(text: str) -> bool:
    """Nói về một người — by a word that is said of a person alone."""
    said = nfc(text).lower()
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in catalogue().person)
