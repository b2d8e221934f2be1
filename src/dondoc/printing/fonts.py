"""Phông chữ — finds on this machine a face the form allows that has every Vietnamese letter.

Debian has two packages of the family "Liberation Serif"; the older (1.x) lacks ạ, ư, ố and would
mix two faces in one word, so a family's name alone says nothing: its letters are looked up.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import typst

# Times New Roman is the form's own face; Liberation Serif 2 has its widths.
WANTED = ("Times New Roman", "Liberation Serif")
BUNDLED = "Libertinus Serif"  # inside typst, so a bare machine still prints
_PROBE = tuple(ord(letter) for letter in "ạưốựỹĐ")


@cache
def face() -> tuple[str, typst.Fonts]:
    """Phông để in — the family and the font set to print with."""
    for family in WANTED:
        paths = [
            Path(info.path)
            for info in typst.Fonts().fonts()
            if info.path and info.family == family and covers(Path(info.path))
        ]
        if paths:
            folder = [paths[0].parent]
            return family, typst.Fonts(include_system_fonts=False, font_paths=[*folder])
    return BUNDLED, typst.Fonts(include_system_fonts=False)


def covers(path: Path) -> bool:
    """Đủ chữ Việt — whether the font file maps every probe letter (cmap format 4)."""
    data = path.read_bytes()
    try:
        segments = _segments(data, _cmap_at(data))
    except (struct.error, StopIteration):
        return False
    return all(any(first <= letter <= last for first, last in segments) for letter in _PROBE)


def _cmap_at(data: bytes) -> int:
    """Where the format 4 table of the font begins (OpenType, table `cmap`)."""
    count = struct.unpack_from(">H", data, 4)[0]
    tables = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    cmap: int = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    parts = struct.unpack_from(">H", data, cmap + 2)[0]
    records = (struct.unpack_from(">HHI", data, cmap + 4 + 8 * i) for i in range(parts))
    offsets: list[int] = [cmap + offset for _, _, offset in records]
    return next(at for at in offsets if struct.unpack_from(">H", data, at)[0] == 4)


def _segments(data: bytes, at: int) -> list[tuple[int, int]]:
    double = struct.unpack_from(">H", data, at + 6)[0]
    lasts = struct.unpack_from(f">{double // 2}H", data, at + 14)
    firsts = struct.unpack_from(f">{double // 2}H", data, at + 16 + double)
    return list(zip(firsts, lasts, strict=True))
