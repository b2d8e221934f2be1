"""Chữ tổ hợp — a text in NFD (or mixed) is read in NFC and every span led back to the file's own offsets."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dondoc.reading.model import Reading
from dondoc.reading.paragraphs import Source, lines_of
from dondoc.reading.shadow import compose

_OFFSETS = ("start", "end", "full_start", "full_end")
_PRINTED = {"surface": ("start", "end"), "text": ("start", "end")}


def composed(source: Source) -> tuple[Source, list[int] | None]:
    """The source in NFC, and where each of its letters began; None where it was NFC already."""
    if unicodedata.is_normalized("NFC", source.text):
        return source, None
    text, starts = compose(source.text)
    return replace(source, text=text, paragraphs=lines_of(text)), [*starts, len(source.text)]


def led_back(reading: Reading, original: str, starts: list[int] | None) -> Reading:
    """Spans of the NFC text as spans of the original; printed words are the original's own."""
    if starts is None:
        return reading
    moved: Reading = _moved(reading, original, starts)
    return replace(moved, text=original)


def _moved(value: Any, original: str, starts: list[int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_moved(inner, original, starts) for inner in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name in _OFFSETS and inner is not None:
            changes[field.name] = starts[inner]
        elif isinstance(inner, tuple) or is_dataclass(inner):
            changes[field.name] = _moved(inner, original, starts)
    for name, (start, end) in _PRINTED.items():
        if hasattr(value, name) and start in changes:
            changes[name] = original[changes[start] : changes[end]]
    return replace(value, **changes)
