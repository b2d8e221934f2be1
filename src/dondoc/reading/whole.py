"""Đọc cả văn bản — each part of a paper asked in its turn, and what they say put together."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from dondoc.reading import READER, pictures
from dondoc.reading import catalogue as catalogues
from dondoc.reading.catalogue import Catalogue
from dondoc.reading.composing import composed, led_back
from dondoc.reading.conflicts import find_warnings
from dondoc.reading.duties import find_obligations
from dondoc.reading.findings import find_findings
from dondoc.reading.header import genre_of, read_header
from dondoc.reading.model import Header, Reading, Unreadable, Value, Warning
from dondoc.reading.outline import find_outline
from dondoc.reading.paragraphs import Source
from dondoc.reading.people import find_people
from dondoc.reading.references import find_bases, find_references
from dondoc.reading.scans import Progress, marked, read_scan
from dondoc.reading.secrecy import find_mark
from dondoc.reading.sources import read_source
from dondoc.reading.targets import find_targets

_MARKED = Warning(
    "SECRET_MARK",
    "Văn bản có dấu chỉ mức độ mật. Không đọc, không lưu trên máy nối mạng; báo người phụ trách bảo vệ bí mật.",
)


def read(
    data: bytes, *, name: str | None = None, catalogue: Catalogue | None = None, secret: str = "stop",
    ocr: bool = False, progress: Progress | None = None,
) -> Reading:  # fmt: skip
    """What `dondoc.reading.read` promises."""
    known = catalogue or catalogues.default()
    try:
        source, is_scan = _source(data, name, ocr, progress)
        whole, starts = composed(source)
        mark = find_mark(whole)
        if mark is not None and secret != "read":
            return _stopped(source.format, mark, known)
        found = led_back(_read(whole, mark, known), source.text, starts)
    except Unreadable:
        raise
    except Exception as problem:
        raise Unreadable(
            "UNREADABLE", "Không đọc được tệp này. Mở ra kiểm tra, lưu lại thành .docx rồi gửi."
        ) from problem
    named = replace(found, source=name, sha256=hashlib.sha256(data).hexdigest())
    return marked(named) if is_scan else named


def _source(data: bytes, name: str | None, ocr: bool, progress: Progress | None) -> tuple[Source, bool]:
    """The text of a file, and whether it had to be recognised from pictures."""
    try:
        return read_source(data, name), False
    except Unreadable as problem:
        if not ocr or problem.code != "NO_TEXT_LAYER" or b"%PDF-" not in data[:1024]:
            raise
    return read_scan(data, progress), True


def _stopped(kind: str, mark: Value, known: Catalogue) -> Reading:
    header = Header(secrecy=replace(mark, start=None, end=None))
    return Reading(None, None, kind, None, READER, known.version, header=header, warnings=(_MARKED,))


def _read(source: Source, mark: Value | None, known: Catalogue) -> Reading:
    text, paragraphs = source.text, source.paragraphs
    header = read_header(source, known)
    references = find_references(text, paragraphs, header, known)
    outline = find_outline(text, paragraphs, header)
    header = replace(header, bases=find_bases(text, paragraphs, header, outline, references), secrecy=mark)
    obligations = find_obligations(text, paragraphs, outline, header, references, known)
    return Reading(
        source=None, sha256=None, format=source.format, text=text, reader=READER, catalogue=known.version,
        genre=genre_of(source, header), header=header, outline=outline, references=references,
        obligations=obligations,
        findings=find_findings(text, paragraphs, header, references, obligations, known),
        targets=find_targets(text, paragraphs, header),
        people=find_people(text, header, obligations),
        warnings=(*source.warnings, *pictures.warn(source.pictures, outline), *find_warnings(header, references, obligations, known)),
    )  # fmt: skip
