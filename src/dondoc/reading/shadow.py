"""Bản chữ để so khớp — one form for matching, with the way back to the paper's own offsets.

NFC, Ð → Đ, every dash a hyphen, every space (no-break, line break) a space, tone marks in the
old place (hoá → hóa, uỷ → ủy), y where some write i (quí → quý, định kì → định kỳ). Only composing
moves letters; then a map leads back.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

# The capitals of Vietnamese, for a character class; a range À-Ỹ would take in small letters too, à-ỹ capitals.
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER.lower()
_SAME = {
    "Ð": "Đ", "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\t": " ", "\r": " ",
    "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "⁄": "/", "∕": "/",
}  # fmt: skip
_OA = re.compile(r"([oOuU])([àáảãạèéẻẽẹỳýỷỹỵ])(?!\w)")
_MOVED = {
    **{f"o{a}": b + "a" for a, b in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{f"o{a}": b + "e" for a, b in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{f"u{a}": b + "y" for a, b in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}
# "định kì", "quản lí", "quí": the i that some write for y.
_I_FOR_Y = tuple(
    (
        re.compile(rf"{i}(?!\w)(?:(?<=\b[klKL].)|(?<=\b[qQ]u.))"),
        y,
    )  # one letter is found many times as fast as any of three
    for i, y in zip("ìíĩ", "ỳýỹ", strict=True)
)


class Shadow:
    """Bản chữ để so khớp — `text` to match in; `at` leads an offset back to the original."""

    def __init__(self, original: str) -> None:
        composed = original if unicodedata.is_normalized("NFC", original) else None
        self._starts: list[int] | None = None
        if composed is None:
            composed, self._starts = compose(original)
        self.original = original
        self.length = len(original)
        for sign, same in _SAME.items():  # ten times as fast as str.translate on Vietnamese
            composed = composed.replace(sign, same)
        for written, y in _I_FOR_Y:
            composed = written.sub(y, composed)
        self.text = _OA.sub(_move, composed)

    def at(self, place: int) -> int:
        """The original offset of a place in the shadow (its end for the end)."""
        if self._starts is None:
            return place
        return self._starts[place] if place < len(self._starts) else self.length

    def here(self, offset: int) -> int:
        """The place in the shadow of an original offset."""
        return offset if self._starts is None else max(bisect_right(self._starts, offset) - 1, 0)


@lru_cache(maxsize=1)
def shadow_of(text: str) -> Shadow:
    """The shadow of the text being read: its stages ask for the same one in turn."""
    return Shadow(text)


def compose(original: str) -> tuple[str, list[int]]:
    """Compose cluster by cluster, remembering where each composed letter began."""
    out: list[str] = []
    starts: list[int] = []
    begin = 0
    for place in range(1, len(original) + 1):
        if place < len(original) and unicodedata.combining(original[place]):
            continue
        letters = unicodedata.normalize("NFC", original[begin:place])
        out.append(letters)
        starts += [begin] * len(letters)
        begin = place
    return "".join(out), starts


def _move(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    pair = found[0].lower()
    if pair not in _MOVED or (pair[0] == "u" and before in "qQ" and before):
        return found[0]
    moved = _MOVED[pair]
    return moved[0].upper() + moved[1] if found[0][0].isupper() else moved
