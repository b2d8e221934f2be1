"""Dấu của bộ mẫu — a gold paper, its marks, and where the quoted words stand in what was read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.accuracy.files import as_file
from dondoc.reading import read
from dondoc.reading.model import Reading
from dondoc.reading.shadow import Shadow

GOLD = Path(__file__).parents[2] / "gold"
HALVES = ("tuned", "held")


class Unmarked(Exception):
    """Dấu không khớp — a quote that does not stand in the paper: the gold is wrong, not the reader."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Văn bản mẫu — its half, name, words and marks; `reading` is what the reader made of its file."""

    half: str
    name: str
    marks: dict[str, Any]
    reading: Reading
    shadow: Shadow
    flat: tuple[str, list[int]]

    def spans(self, mark: dict[str, Any]) -> list[tuple[int, int]]:
        """Where a mark's quote stands: its first place, or those `nth` names. Raises Unmarked."""
        nth = mark.get("nth", 1)
        found = self.places(mark["quote"])
        whole = self.places(mark["full"]) if mark.get("full", "").startswith(mark["quote"]) else []
        if len(whole) == 1 and not isinstance(nth, list):  # with its day and issuer the mention stands once
            return [next(place for place in found if place[0] == whole[0][0])]
        wanted = nth if isinstance(nth, list) else [nth]
        if not found or max(wanted) > len(found):
            raise Unmarked(f"{self.half}/{self.name}: {len(found)} × “{mark['quote'][:80]}”, cần lần {nth}")
        return [found[n - 1] for n in wanted]

    def places(self, quote: str) -> list[tuple[int, int]]:
        """Every place of a quote as it is written; else blind to line ends, composition and tone marks' place."""
        text = self.reading.text or ""
        found = [(at, at + len(quote)) for at in _all(text, quote)]
        if found:
            return found
        words, (flat, back) = " ".join(Shadow(quote).text.split()), self.flat
        return [(self.shadow.at(back[at]), self.shadow.at(back[at + len(words) - 1] + 1)) for at in _all(flat, words)]


def _all(text: str, words: str) -> Iterator[int]:
    place = -1
    while (place := text.find(words, place + 1)) >= 0:
        yield place


def flattened(text: str) -> tuple[str, list[int]]:
    """A text with one space for every run of blanks, and where each of its letters stood."""
    letters, back, blank = [], [], True
    for place, letter in enumerate(text):
        is_space = letter.isspace()
        if not (is_space and blank):
            letters.append(" " if is_space else letter)
            back.append(place)
        blank = is_space
    return "".join(letters), back


def papers(folder: Path = GOLD) -> Iterator[Paper]:
    """Every gold paper of both halves, read by the reader as it stands."""
    for half in HALVES:
        for path in sorted((folder / half).glob("*.toml")):
            yield paper(path, half)


def paper(path: Path, half: str) -> Paper:
    """One gold paper and its reading."""
    marks = tomllib.loads(path.read_text("utf-8"))
    raw, shape = path.with_suffix(".txt").read_bytes(), marks.get("shape", "txt")
    data, name = (raw, "mau.txt") if shape == "txt" else as_file(raw.decode(), shape)
    reading = read(data, name=name)
    shadow = Shadow(reading.text or "")
    return Paper(half, path.stem, marks, reading, shadow, flattened(shadow.text))
