"""Chữ Việt — normal forms, folding for search, and the order of names. No offsets here."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
# Signs that stand for another letter in scans and old fonts: Ð (U+00D0) for Đ (U+0110).
_SAME = ("Ð", "d"), ("ð", "d"), ("đ", "d"), ("Đ", "d")


def nfc(text: str) -> str:
    """Composed form, with Ð read as Đ: what is stored of anything a person types."""
    return unicodedata.normalize("NFC", text).replace("Ð", "Đ")


def one_line(text: str) -> str:
    """Composed, and all white space one space: what a field of one line stores."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Letters without marks, lower case, one space between words: "Đảng ủy" → "dang uy".

    The same for NFC and NFD, `oà` and `òa`, `đ` and `d`: both a query and what it is
    matched against pass through here.
    """
    for sign, same in _SAME:
        text = text.replace(sign, same)
    bare = unicodedata.normalize("NFD", text)
    letters = bare if bare.isascii() else "".join(c for c in bare if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", letters.lower()).strip()
