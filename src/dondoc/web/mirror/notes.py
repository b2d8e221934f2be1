"""Lời bên một con số — what is told beside it, each with the rows it opens; days are measures and count no rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.mirror.rules import Found
from dondoc.mirror.words import BAD, DAYS, IN_DAYS, IN_MONTHS, PARTS, VAGUE
from dondoc.web.asof import Look
from dondoc.web.mirror.asking import Asked
from dondoc.web.templatetags.words import so


@dataclass(frozen=True, slots=True)
class Note:
    """Một lời — its text, the rows it opens ("" for a measure alone), how it stands."""

    text: str
    url: str
    kind: str  # "late", "unknown" or "soft"
    is_measure: bool


def notes(found: Found, said: Asked, look: Look) -> Sequence[Note]:
    """Lists first, in the order of the words; then days alone."""
    parts = [
        _part(found, part, said, look)
        for part in PARTS.get(found.key, {})
        if found.more.get(part) or found.more.get(f"{part}_of")
    ]
    days = [
        Note(str(words) % {"n": _days(found.more[name])}, "", "soft", True)
        for name, words in DAYS.items()
        if found.more.get(name)
    ]
    return [*parts, *days]


def _days(n: float) -> str:
    """Half a day is not none."""
    return _("chưa đến 1") if 0 < n < 1 else so(round(n))


def _part(found: Found, part: str, said: Asked, look: Look) -> Note:
    kind = (
        "late"
        if part in BAD or (part == "late" and found.key.startswith("I13"))
        else "unknown"
        if part in VAGUE
        else "soft"
    )
    text = str(PARTS[found.key][part]) % {
        "n": so(round(found.more[part])),
        "of": so(round(found.more.get(f"{part}_of", 0))),
    }
    return Note(text, said.url(look, of=found.key, side=part), kind, part in IN_DAYS + IN_MONTHS)
