"""Đóng tập — PDFs bound one behind another into one with bookmarks, poured out as they come: no more than one of them is in memory.

pikepdf reads each; what its pages need is written anew under numbers of the book's own. Actions of a page (scripts, links
that open something) stay behind: a bound page only shows.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pikepdf

CATALOG, PAGES, OUTLINES = 1, 2, 3
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# Of a page and of what is drawn on it: where it stood in its old book, and what it would do.
LEFT = frozenset(
    [
        "/Parent",
        "/A",
        "/AA",
        "/Dest",
        "/P",
        "/Popup",
        "/IRT",
        "/StructParent",
        "/StructParents",
        "/B",
        "/PieceInfo",
        "/Metadata",
        "/Thumb",
        "/Tabs",
    ]
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Một tài liệu trong tập — its bookmark, the bookmark it stands under ("" for none), the PDF itself."""

    title: str
    under: str
    data: bytes


def bound(leaves: Iterable[Leaf], instead: Callable[[Leaf], bytes]) -> Iterator[bytes]:
    """Tập PDF, từng phần — the pages of each in turn, then its bookmarks; `instead` of one that is locked or broken."""
    book = _Book()
    yield book.begin()
    for leaf in leaves:
        yield book.take(leaf) or book.take(replace(leaf, data=instead(leaf)))
    yield book.end()


@dataclass(slots=True)
class _Book:
    """Tập đang đóng — where each object begins, which pages there are, which bookmarks."""

    at: int = 0
    offsets: dict[int, int] = field(default_factory=dict)
    next: int = OUTLINES + 1
    pages: list[int] = field(default_factory=list)
    marks: list[tuple[str, str, int]] = field(default_factory=list)  # under, title, page

    def begin(self) -> bytes:
        head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        self.at = len(head)
        return head

    def number(self) -> int:
        self.next += 1
        return self.next - 1

    def put(self, number: int, body: bytes) -> bytes:
        said = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self.offsets[number] = self.at
        self.at += len(said)
        return said

    def take(self, leaf: Leaf) -> bytes:
        """The pages of one document, and all that they need; nothing of one that cannot be read, nor of one without pages."""
        at, first = self.at, self.next
        try:
            with pikepdf.open(io.BytesIO(leaf.data)) as pdf:
                written = _Written(self)
                pages = [page.obj for page in pdf.pages]
                for page in pages:
                    written.known[page.objgen] = self.number()
                said = [self.put(written.known[page.objgen], written.page(page)) for page in pages]
                while written.waiting:
                    one = written.waiting.pop()
                    said.append(self.put(written.known[one.objgen], written.whole(one)))
                numbers = [written.known[page.objgen] for page in pages]
        except (
            pikepdf.PdfError,
            pikepdf.PasswordError,
            RecursionError,
            ValueError,
            TypeError,
            KeyError,
        ):  # what a broken file may bring about
            numbers = []
        if not numbers:
            for number in range(first, self.next):
                self.offsets.pop(number, None)
            self.at, self.next = at, first
            return b""
        self.marks.append((leaf.under, leaf.title, numbers[0]))
        self.pages += numbers
        return b"".join(said)

    def end(self) -> bytes:
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        said = [
            self.put(PAGES, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self.pages), kids)),
            *self.bookmarks(),
        ]
        said.append(
            self.put(CATALOG, b"<< /Type /Catalog /Pages 2 0 R /Outlines 3 0 R /PageMode /UseOutlines /Lang (vi) >>")
        )
        rows = b"".join(b"%010d 00000 n \n" % self.offsets[number] for number in range(1, self.next))
        start = self.at
        said.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (self.next, rows))
        said.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (self.next, start))
        return b"".join(said)

    def bookmarks(self) -> Iterator[bytes]:
        """Two levels: what they stand under, in the order met, then each of them; a bookmark under none is of the first."""
        tops: list[tuple[str, int, list[tuple[str, int]]]] = []
        for under, title, page in self.marks:
            if under and (not tops or tops[-1][0] != under):
                tops.append((under, page, []))
            if under:
                tops[-1][2].append((title, page))
            else:
                tops.append((title, page, []))
        numbers = [self.number() for _top in tops]
        for place, (title, page, below) in enumerate(tops):
            within = [self.number() for _one in below]
            yield from self._row(numbers, place, title, page, OUTLINES, within)
            for deeper, (name, first) in enumerate(below):
                yield from self._row(within, deeper, name, first, numbers[place], [])
        yield self.put(OUTLINES, b"<< /Type /Outlines /Count %d%s >>" % (len(numbers), _ends(numbers)))

    def _row(self, row: list[int], place: int, title: str, page: int, above: int, below: list[int]) -> Iterator[bytes]:
        beside = b"".join(
            b" %s %d 0 R" % (key, row[other])
            for key, other in ((b"/Prev", place - 1), (b"/Next", place + 1))
            if 0 <= other < len(row)
        )
        count = b" /Count -%d" % len(below) if below else b""
        yield self.put(row[place], b"<< /Title %s /Parent %d 0 R%s%s%s /Dest [%d 0 R /Fit] >>"
                       % (pikepdf.String(title).unparse(), above, beside, _ends(below), count, page))  # fmt: skip


def _ends(row: list[int]) -> bytes:
    return b" /First %d 0 R /Last %d 0 R" % (row[0], row[-1]) if row else b""


@dataclass(slots=True)
class _Written:
    """Một tài liệu đang chép — the book's number of each of its objects, and those still to be written."""

    book: _Book
    known: dict[tuple[int, int], int] = field(default_factory=dict)
    waiting: list[Any] = field(default_factory=list)
    drawn: set[tuple[int, int]] = field(default_factory=set)  # annotations: of them too some keys stay behind

    def page(self, page: Any) -> bytes:
        held = {key: value for key, value in page.items() if key not in LEFT and key != "/Annots"}
        for key in INHERITED:
            if key not in held and (value := _from_above(page, key)) is not None:
                held[key] = value
        drawn = b" ".join(self._drawing(one) for one in page.get("/Annots", ()))
        return b"<< /Parent %d 0 R /Annots [ %s ] %s >>" % (PAGES, drawn, self._pairs(held.items()))

    def _drawing(self, one: Any) -> bytes:
        """An annotation, an object of its own or written in its page: what it shows, without what it would do."""
        if one.is_indirect:
            self.drawn.add(one.objgen)
            return self.said(one)
        return b"<< %s >>" % self._pairs((key, part) for key, part in one.items() if key not in LEFT)

    def whole(self, value: Any) -> bytes:
        """An object written out: its own value, its parts by reference where they are objects of their own."""
        left = LEFT if value.objgen in self.drawn else frozenset()
        if isinstance(value, pikepdf.Stream):
            data = value.read_raw_bytes()
            pairs = ((key, part) for key, part in value.stream_dict.items() if key != "/Length")
            return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (self._pairs(pairs), len(data), data)
        if isinstance(value, pikepdf.Dictionary):
            return b"<< %s >>" % self._pairs((key, part) for key, part in value.items() if key not in left)
        return self.direct(value)

    def said(self, value: Any) -> bytes:
        if not getattr(value, "is_indirect", False):
            return self.direct(value)
        if value.objgen not in self.known:
            self.known[value.objgen] = self.book.number()
            self.waiting.append(value)
        return b"%d 0 R" % self.known[value.objgen]

    def direct(self, value: Any) -> bytes:
        if value is None or isinstance(value, bool):
            return {None: b"null", True: b"true", False: b"false"}[value]
        if isinstance(value, int | float | Decimal):
            return format(value, "f" if isinstance(value, Decimal) else "").encode()
        if isinstance(value, pikepdf.Dictionary):
            return b"<< %s >>" % self._pairs(value.items())
        if isinstance(value, pikepdf.Array):
            return b"[ %s ]" % b" ".join(self.said(one) for one in value)
        return bytes(value.unparse())

    def _pairs(self, pairs: Iterable[tuple[str, Any]]) -> bytes:
        return b" ".join(b"%s %s" % (pikepdf.Name(key).unparse(), self.said(value)) for key, value in pairs)


def _from_above(page: Any, key: str) -> Any:
    """What a page has from the pages it stands among."""
    above, steps = page.get("/Parent"), 0
    while above is not None and steps < 60:
        if key in above:
            return above[key]
        above, steps = above.get("/Parent"), steps + 1
    return None
