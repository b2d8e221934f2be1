"""Dò thật kỹ — raw bytes of every file of an installation, unpacked and unfolded: is a run of five words anywhere?

Knows nothing of the room that removes. Of a content it tries UTF-8 and UTF-16, composed or not,
with marks or folded, JSON escapes, zip members, zlib and gzip streams, the text of a PDF, base64
with zlib inside (sessions), and quarantined contents with the keys that lie beside them.
"""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

import pypdfium2 as pdfium
from django.conf import settings
from django.db import connection

from dondoc.reading.text import fold
from dondoc.shared import sealing

DEEP = 4
SMALL = 2**20  # a database keeps UTF-8; a document may keep UTF-16
_ESCAPE = re.compile(rb"\\+u([0-9a-fA-F]{4})")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_BASE64 = re.compile(rb"[A-Za-z0-9_-]{60,}")
_TAGS = re.compile(rb"<[^>]{1,200}>")
# The free space of a page, most of a raw database; no word has as many, in UTF-16 either.
_NOTHING = re.compile(rb"\0{16,}")


def has_any(data: bytes, runs: Collection[str], deep: int = DEEP) -> set[str]:
    """The runs that stand in a content, however it is packed."""
    found = {run for text in _texts(data) for run in runs if run in text}
    if deep:
        for inner in _inside(data):
            found |= has_any(inner, runs, deep - 1)
    return found


def _texts(data: bytes) -> Iterator[str]:
    """A content as words, in the ways it may be written."""
    data = _NOTHING.sub(b"\0", data)
    yield fold(data.decode("utf-8", "ignore"))
    if b"<w:t" in data or b"<t" in data:
        yield fold(_TAGS.sub(b"", data).decode("utf-8", "ignore"))
    if b"\\u" in data:
        yield fold(_ESCAPE.sub(lambda m: chr(int(m[1], 16)).encode("utf-8", "ignore"), data).decode("utf-8", "ignore"))
    for skip in (0, 1) if len(data) < SMALL else ():
        for order in ("utf-16-le", "utf-16-be"):
            yield fold(data[skip:].decode(order, "ignore"))


def _inside(data: bytes) -> Iterator[bytes]:
    """What is packed in it."""
    yield from _members(data)
    for start in (m.start() for m in _ZLIB.finditer(data)):
        unpacked = _unpacked(data[start : start + 2**22])
        if unpacked:
            yield unpacked
    if data.startswith(b"%PDF"):
        yield _pdf_text(data)
    for token in _BASE64.findall(data):
        try:
            plain = base64.urlsafe_b64decode(token + b"=" * (-len(token) % 4))
        except ValueError:
            continue
        yield plain


def _members(data: bytes) -> Iterator[bytes]:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        yield "\n".join(zipped.namelist()).encode()
        for name in zipped.namelist():
            yield zipped.read(name)


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(47).decompress(data, 2**24)
    except zlib.error:
        return b""


def _pdf_text(data: bytes) -> bytes:
    try:
        paper = pdfium.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in paper).encode()
    except pdfium.PdfiumError:
        return b""


def in_folder(runs: Collection[str], place: Path | None = None) -> dict[str, set[str]]:
    """By file of the data folder, the runs found; the database among them where it lies there."""
    place = place or Path(settings.DONDOC_DATA)
    found = {str(path.relative_to(place)): has_any(_plain(path), runs) for path in place.rglob("*") if path.is_file()}
    return {name: here for name, here in found.items() if here}


def _plain(path: Path) -> bytes:
    """A content of the store or of the quarantine opened with the key beside it, as whoever has disk and master key would."""
    if path.suffix in (".bin", ".age") and sealing.is_sealed(path):
        return sealing.contents(path)
    return path.read_bytes()


def in_database(runs: Collection[str]) -> dict[str, set[str]]:
    """By raw file of the database, the runs found. PostgreSQL: its WAL is not looked at (the report lists it)."""
    found = {path.name: has_any(_bytes(path), runs, deep=2) for path in _raw_files()}
    return {name: here for name, here in found.items() if here}


def indexed(words: Collection[str]) -> set[str]:
    """Single words that the index keeps, whatever it shares of them with the word before."""
    if connection.vendor == "sqlite":
        kept = {term for leaves in _leaves().values() for term, _doclist, _absolute in _terms(leaves)}
        return kept & set(words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT lexeme FROM documents_search, unnest(words) AS w(lexeme, positions, weights)")
        return {word for (word,) in cursor.fetchall()} & set(words)


def words_in_database(words: Collection[str]) -> set[str]:
    """Single rare words in the raw files: what an index keeps of a text, apart and in another order."""
    raw = [_bytes(path) for path in _raw_files()]
    return {word for word in words if any(word.encode() in data for data in raw)}


def _bytes(path: Path) -> bytes:
    """A file of a running server may be gone the moment after it was listed."""
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return b""


def _raw_files() -> list[Path]:
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return [path for path in map(Path, (name, f"{name}-wal", f"{name}-journal")) if path.exists()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
        )
        place, oid = cursor.fetchone()
        cursor.execute(
            "SELECT pg_relation_filenode(c.oid)::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
            "n.nspname = 'pg_catalog' AND c.relname NOT LIKE 'pg_statistic%' AND pg_relation_filenode(c.oid) IS NOT NULL"
        )
        own = {name for (name,) in cursor.fetchall()}  # PostgreSQL's words on itself: many megabytes, no value of a row
    found = [*(Path(place) / "base" / str(oid)).glob("*"), *(Path(place) / "global").glob("*")]
    return [path for path in found if path.is_file() and path.name not in own]


def uncompressed() -> None:
    """PostgreSQL packs long values with its own pglz: told not to, so that its raw pages can be read. What is tried is the same."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %I ALTER COLUMN %I SET STORAGE EXTERNAL', c.relname, a.attname) FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' "
            "AND c.relkind = 'r' AND a.attnum > 0 AND a.attstorage = 'x' AND NOT a.attisdropped"
        )
        for (order,) in cursor.fetchall():
            cursor.execute(order)


# SQLite's full-text index, put together again: its segments keep each word apart, with where it stood.


def in_search(runs: Collection[str]) -> set[str]:
    """The runs that the index still tells, of papers dropped from it too. PostgreSQL: the words of each row by their places."""
    texts = _fts5() if connection.vendor == "sqlite" else _vectors()
    return {run for text in texts for run in runs if run in text}


def _vectors() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT paper_id, lexeme, place FROM documents_search, unnest(words) AS w(lexeme, positions, weights), "
            "unnest(positions) AS place ORDER BY paper_id, place"
        )
        rows = cursor.fetchall()
    for paper in {row[0] for row in rows}:
        yield " ".join(row[1] for row in rows if row[0] == paper)


def _fts5() -> Iterator[str]:
    for leaves in _leaves().values():
        yield from _segment(leaves)


def _leaves() -> dict[int, list[bytes]]:
    """By segment, its leaves alone: no tombstones, no inner pages."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, block FROM documents_search_data WHERE id > 10 ORDER BY id")
        pages: dict[int, list[bytes]] = {}
        for rowid, block in cursor.fetchall():
            segment, rest = rowid >> 37, rowid & (2**37 - 1)
            if segment < 2**16 and rest < 2**31:
                pages.setdefault(segment, []).append(bytes(block))
    return pages


def _segment(leaves: list[bytes]) -> Iterator[str]:
    """Each paper's words in the order in which they stood."""
    told: dict[int, dict[int, str]] = {}
    for term, doclist, absolute in _terms(leaves):
        at, rowid = 0, 0
        while at < len(doclist):
            value, after = _varint(doclist, at)
            rowid = value if at == 0 or at in absolute else rowid + value
            size, after = _varint(doclist, after)
            at = after + (size >> 1)
            place = 0
            while after < at:
                value, after = _varint(doclist, after)
                place += value - 2
                told.setdefault(rowid, {})[place] = term
    for words in told.values():
        yield " ".join(words[place] for place in sorted(words))


def _terms(leaves: list[bytes]) -> Iterator[tuple[str, bytes, set[int]]]:
    """(word, its doclist, where in it a rowid is written whole), over the borders of pages."""
    term, doclist, absolute = b"", b"", set[int]()
    for page in leaves:
        first, size = struct.unpack(">HH", page[:4])
        starts = _starts(page, size)
        here = starts[0] if starts else size
        if first and first < here:
            absolute.add(len(doclist) + first - 4)
        doclist += page[4:here]
        for number, start in enumerate(starts):
            if term:
                yield term[1:].decode(), doclist, absolute
            kept, at = _varint(page, start) if number else (0, start)
            length, at = _varint(page, at)
            term, doclist, absolute = term[:kept] + page[at : at + length], b"", set()
            end = starts[number + 1] if number + 1 < len(starts) else size
            doclist = page[at + length : end]
    if term:
        yield term[1:].decode(), doclist, absolute


def _starts(page: bytes, size: int) -> list[int]:
    at, place, found = size, 0, []
    while at < len(page):
        step, at = _varint(page, at)
        place += step
        found.append(place)
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's: seven bits a byte, the ninth byte whole."""
    value = 0
    for number in range(9):
        byte = data[at + number]
        if number == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + number + 1
    raise AssertionError
