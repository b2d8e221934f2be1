"""Đoạn văn bản — what every source gives: text, its paragraphs with offsets, and notes."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.reading.model import Warning


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Một đoạn — `text[start:end]`; `label` is the number Word would print, also in the text."""

    start: int
    end: int
    label: str = ""
    table: tuple[int, int, int] | None = None  # table, row, column
    style: str = ""
    bold: bool = False
    align: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Nguồn — one file as text: one paragraph a line, except TXT which is kept as it is."""

    format: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[Warning, ...] = ()
    margins: tuple[str, ...] = ()  # headers, footers, properties: looked at for secret marks only


def lines_of(text: str) -> tuple[Paragraph, ...]:
    """The lines of a text that hold something, as paragraphs."""
    found, start = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            begin = start + line.index(bare[0])
            found.append(Paragraph(begin, begin + len(bare)))
        start += len(line) + 1
    return tuple(found)


class Builder:
    """Ghép đoạn — puts paragraphs one a line and remembers where each stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.found: list[Paragraph] = []
        self.at = 0

    def add(self, text: str, **facts: object) -> None:
        """One paragraph; line breaks inside become spaces, empty ones are left out."""
        line = " ".join(text.split())
        if not line:
            return
        self.found.append(Paragraph(self.at, self.at + len(line), **facts))  # type: ignore[arg-type]
        self.parts.append(line)
        self.at += len(line) + 1

    def source(self, kind: str, **facts: object) -> Source:
        text = "\n".join(self.parts)
        return Source(kind, text, tuple(self.found), **facts)  # type: ignore[arg-type]
