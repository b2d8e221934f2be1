"""Đánh dấu trong văn bản — a text cut into lines, and each line into words under the marks that hold them.

Marks nest or cross as the values of a reading do; a mark that crosses another, or a line's end, goes on as a
further fragment. What comes out nests, so that it can be written as elements.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Span = tuple[int, int]
_LINE = re.compile(r"[^\n]*\n?")


@dataclass(slots=True)
class Fragment:
    """Một mảnh của dấu trên một dòng — plain words and fragments inside it, in order."""

    span: Span | None  # of the whole mark; None: the line itself
    start: int
    end: int
    parts: list[str | Fragment] = field(default_factory=list)


def lines(text: str, spans: Iterable[Span]) -> Iterator[Fragment]:
    """Each line of the text, without its end, as a tree of fragments."""
    bounds = [m.span() for m in _LINE.finditer(text) if m[0]]
    starts = [start for start, _end in bounds]
    waiting: dict[int, list[tuple[int, int, Span]]] = {}
    for span in sorted(set(spans)):
        start, end = max(span[0], 0), min(span[1], len(text))
        for place in range(bisect_right(starts, start) - 1, bisect_right(starts, end - 1)) if start < end else ():
            first, last = bounds[place]
            waiting.setdefault(place, []).append((max(start, first), min(end, last), span))
    for place, (start, end) in enumerate(bounds):
        stop = start + len(text[start:end].rstrip("\r\n"))
        yield _tree(text, start, stop, waiting.get(place, ()))


def _tree(text: str, start: int, end: int, wanted: Sequence[tuple[int, int, Span]]) -> Fragment:
    root = Fragment(None, start, end)
    opened, place = [root], start
    heap = [(first, -min(last, end), span) for first, last, span in wanted if first < min(last, end)]
    heapq.heapify(heap)

    def write_to(stop: int) -> None:
        """The words up to there, closing what ends before it."""
        nonlocal place
        while True:
            inner = opened[-1]
            until = min(stop, inner.end)
            if until > place:
                inner.parts.append(text[place:until])
                place = until
            if inner is root or inner.end > stop:
                return
            opened.pop()

    while heap:
        first, neg, span = heapq.heappop(heap)
        write_to(first)
        last = -neg
        if last > opened[-1].end:  # crosses what it begins in: the rest goes on after that
            heapq.heappush(heap, (opened[-1].end, -last, span))
            last = opened[-1].end
        if last > first:
            made = Fragment(span, first, last)
            opened[-1].parts.append(made)
            opened.append(made)
    write_to(end)
    return root
