"""Dấu và chữ trong hình — one sign a state, and how wide words are, so that they can be cut or wrapped."""

from __future__ import annotations

import unicodedata
from html import escape

from django.utils.safestring import SafeString, mark_safe

# One sign a state, 14 × 14, told apart without colour. "" is the unknown: hatched, and a square.
SIGNS = {
    "chua_giao": '<circle cx="7" cy="7" r="5.4"/>',
    "da_giao": '<circle cx="7" cy="7" r="5.4" stroke-dasharray="2.4 2.2"/>',
    "dang_lam": '<circle cx="7" cy="7" r="5.4"/><path class="fill" d="M7 1.6A5.4 5.4 0 0 0 7 12.4Z"/>',
    "cho_xac_nhan": '<circle cx="7" cy="7" r="5.4"/><path class="fill" d="M7 1.6A5.4 5.4 0 0 1 7 12.4Z"/>',
    "xong": '<circle class="fill" cx="7" cy="7" r="6"/>',
    "xong_khong_han": '<circle cx="7" cy="7" r="5.4"/><path d="M4 7.2l2.2 2.2L10 5"/>',
    "xong_muon": '<circle cx="7" cy="7" r="5.4"/><path class="thin" d="M4.6 2.4v9.2M7 1.6v10.8M9.4 2.4v9.2"/>',
    "qua_han": '<path class="fill" d="M7 1 13.4 12.6H.6Z"/>',
    "da_bao_cao": '<path d="M1.6 3.4h10.8v7.6H1.6ZM1.6 3.8 7 8l5.4-4.2"/>',
    "ket_thuc": '<path d="M3 3l8 8M11 3l-8 8"/>',
    # how a target stands: a lozenge, filled as far as it is reached
    "MET": '<path class="fill" d="M7 .6 13.4 7 7 13.4.6 7Z"/>',
    "ON_TRACK": '<path d="M7 1.2 12.8 7 7 12.8 1.2 7Z"/><path class="fill" d="M7 1.2 1.2 7 7 12.8Z"/>',
    "BEHIND": '<path d="M7 1.2 12.8 7 7 12.8 1.2 7Z"/>',
    "MISSED": '<path d="M7 1.2 12.8 7 7 12.8 1.2 7Z"/><path d="M4.4 4.4l5.2 5.2M9.6 4.4 4.4 9.6"/>',
    "NOT_APPLICABLE": '<path d="M2 7h10"/>',
    "": '<rect class="thin" x="1" y="1" width="12" height="12"/><path class="thin" d="M1 5 5 1M1 9 9 1M1 13 13 1M5 13l8-8M9 13l4-4"/>',
}

# How far the font's letters advance at 13 px, marks set aside: half of them 7 to 8.
_ADVANCES = {
    letter: advance
    for advance, letters in (
        (3.0, "ijl"), (3.6, "I .,:·;'|"), (4.8, "t/()[]fr"), (5.8, '1“”-"'), (7.6, "ksxzacehnuvyFJL57–"),
        (8.6, "BKPRST4&AVXY"), (9.6, "CDGHU"), (10.5, "NOQw"), (11.5, "mM…"), (13.0, "W%"),
    )
    for letter in letters
}  # fmt: skip
_USUAL = 8.0


def sign(standing: str) -> SafeString:
    """Dấu của một tình trạng — an unheard-of state has the sign of the unknown."""
    return mark_safe(f'<svg class="sign" viewBox="0 0 14 14" aria-hidden="true">{shape(standing)}</svg>')  # noqa: S308 - our own shapes


def shape(standing: str) -> str:
    """The sign's own drawing, to be set within a picture."""
    return SIGNS.get(standing, SIGNS[""])


def width(text: str, size: int = 13) -> float:
    """How many pixels a line of text takes, slightly overestimated."""
    return sum(_ADVANCES.get(_base(letter), _USUAL) for letter in text) * size / 13


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def cut(text: str, room: float, size: int = 13) -> str:
    """One line within the room, a cut shown by "…"; the whole belongs in the mark's title."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip(" ,;:·") + "…"


def wrap(text: str, room: float, most: int, size: int = 13) -> list[str]:
    """At most so many lines, broken between words; the last is cut where words are left over."""
    lines, words = [""], text.split()
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > room:
            if len(lines) == most:
                lines[-1] = cut(" ".join([lines[-1], *words[place:]]), room, size)
                return lines
            lines.append(word)
        else:
            lines[-1] = longer
    return [cut(line, room, size) for line in lines]


def text(x: float, y: float, words: str, css: str = "", anchor: str = "") -> str:
    """A line of text, escaped."""
    kind = (f' class="{css}"' if css else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text{kind} x="{x:.0f}" y="{y:.0f}">{escape(words)}</text>'


def mark(url: str, title: str, body: str, css: str = "") -> str:
    """A mark that says itself whole and opens its rows; without an address it only says."""
    kind = f' class="{escape(css)}"' if css else ""
    inside = f"<title>{escape(title)}</title>{body}"
    return f'<a href="{escape(url)}"{kind}>{inside}</a>' if url else f"<g{kind}>{inside}</g>"


def picture(wide: float, high: float, title: str, body: str) -> SafeString:
    """The whole drawing under its finding; every text in `body` went through escape()."""
    return mark_safe(  # noqa: S308
        f'<svg class="picture" role="group" aria-label="{escape(title)}" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'width="{wide:.0f}" height="{high:.0f}">{body}</svg>'
    )
