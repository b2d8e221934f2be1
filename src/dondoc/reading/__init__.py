"""Đọc văn bản — bytes → Reading: text, header, outline, references, obligations, each with its words.

    from dondoc.reading import read
    reading = read(data, name="ket-luan.docx")

No Django, no database, no network. What a file does not give is None; what is computed says so.
The reader is loaded (a second of the processor, for its patterns) when the first paper is read, not before.
"""

from __future__ import annotations

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.contract import CONTRACT, schema
from dondoc.reading.model import (
    Clock,
    Due,
    Finding,
    Header,
    Obligation,
    Person,
    Provision,
    Reading,
    Reference,
    Signer,
    Target,
    Unreadable,
    Value,
    Warning,
)
from dondoc.reading.scans import Progress

__all__ = [
    "CONTRACT", "READER", "Catalogue", "Clock", "Due", "Finding", "Header", "Obligation", "Person", "Provision",
    "Reading", "Reference", "Signer", "Target", "Unreadable", "Value", "Warning", "read", "schema",
]  # fmt: skip

READER = "0.1.0"


def read(
    data: bytes, *, name: str | None = None, catalogue: Catalogue | None = None, secret: str = "stop",
    ocr: bool = False, progress: Progress | None = None,
) -> Reading:  # fmt: skip
    """Đọc một văn bản — raises Unreadable, by name, for what cannot be read.

    `secret="stop"` (the only value a networked installation passes) ends at a secret mark with
    nothing drawn from the paper, its name and hash included. `ocr` sends a PDF without a text layer
    through Tesseract, telling `progress` (pages done, pages in all); its values say `by: "ocr"`.
    """
    from dondoc.reading.whole import read as read_whole

    return read_whole(data, name=name, catalogue=catalogue, secret=secret, ocr=ocr, progress=progress)
