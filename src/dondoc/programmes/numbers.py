"""Con số như viết trong văn bản — dots between thousands, a comma before the decimals."""

from __future__ import annotations

import re
from decimal import Decimal

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+")
_PLAIN = re.compile(r"-?\d{1,12}(\.\d{1,4})?")


def said(value: Decimal | None, word: str = "") -> str:
    """1.200,5 tỷ đồng; "" for none; at most two decimals are printed, the exact number is compared."""
    if value is None:
        return ""
    return _written(value, 2) + ("" if not word else word if word.startswith("%") else f" {word}")


def exact(value: Decimal | None) -> str:
    """1.200,3755 — every decimal that is kept, for a box whose number comes back; "" for none."""
    return "" if value is None else _written(value, 4)


def _written(value: Decimal, places: int) -> str:
    whole, _dot, part = f"{round(value, places):,.{places}f}".partition(".")
    return whole.replace(",", ".") + ("," + part.rstrip("0") if part.strip("0") else "")


def understood(words: str) -> Decimal | None:
    """A number as typed or read; None where it is none. “1.200” is twelve hundred, “99.16” and “99,16” the same."""
    plain = words.strip().replace(" ", "").removesuffix("%")
    if "," in plain or _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None
