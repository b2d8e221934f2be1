"""Chữ của mã dùng một lần — twelve signs that survive paper, a telephone and a Vietnamese keyboard."""

from __future__ import annotations

import secrets

# No vowel and no D, W: with Telex, VNI or VIQR switched on, none of these turns into another letter.
# No look-alike of another: 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, Q. Twelve of twenty: 20¹² = 52 bits.
ALPHABET = "23456789CFHJKMNPRTVX"
LENGTH, GROUP = 12, 4


def make() -> str:
    """A new code, in groups: XXXX-XXXX-XXXX."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def grouped(signs: str) -> str:
    """As it is printed."""
    return "-".join(signs[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def typed(words: str) -> str:
    """The code as printed, however it was typed (case, spaces, dashes); "" where it cannot be one."""
    signs = "".join(words.upper().split()).replace("-", "").replace("–", "")
    return grouped(signs) if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""
