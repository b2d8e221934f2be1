"""Đóng gói — rows and files of a unit's registers under a signed manifest: what it names, nobody can change unseen.

The manifest (goi.json) lists every other file with its SHA-256 and size; goi.sig signs it with the
installation's key. docs/exchange.md tells how it is checked without this software.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dondoc.documents.models import Copy, Entry
from dondoc.exchange.rules import FORMAT, STUBS, CopyRow, PaperRow
from dondoc.journal.chain import canonical
from dondoc.journal.queries import head_value
from dondoc.shared import files
from dondoc.shared.calendar import HANOI
from dondoc.shared.signing import fingerprint, public_key, sign

MANIFEST, SIGNATURE, KEY, ROWS, FILES = "goi.json", "goi.sig", "khoa.pem", "van-ban.jsonl", "tep/"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Gói sắp ghi ra — its manifest, its rows, and which contents of the store go with it."""

    manifest: bytes
    rows: bytes
    contents: tuple[str, ...]
    at: datetime

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def file_name(self) -> str:
        return f"goi-{self.digest[:12]}.zip"


def bundle(entries: Sequence[Entry], *, kind: str, sender: str, receiver: str, unit: str, at: datetime,
           with_numbers: bool = False) -> Bundle:  # fmt: skip
    """Gom — the rows of these lines; of a stub nothing but what its line says."""
    copies = _copies(entries) if kind != STUBS else {}
    rows = [_stub(e, with_numbers) if kind == STUBS or e.paper.is_stub else _paper(e, copies) for e in entries]
    told = b"".join((canonical(asdict(row)) + "\n").encode() for row in rows)
    contents = {c.sha256: c.size for held in copies.values() for c in held}
    named = {ROWS: _named(told)} | {f"{FILES}{sha}": {"sha256": sha, "size": n} for sha, n in sorted(contents.items())}
    manifest = {
        "format": FORMAT, "kind": kind, "from": sender, "to": receiver, "unit": unit, "key": fingerprint(public_key()),
        "head": head_value() or "", "at": at, "papers": len(rows), "files": named,
    }  # fmt: skip
    return Bundle(canonical(manifest).encode(), told, tuple(sorted(contents)), at)


def pack(found: Bundle, target: IO[bytes]) -> None:
    """Ghi gói ra tệp — contents never change, so no lock is held for it."""
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        for name, data in (
            (MANIFEST, found.manifest), (SIGNATURE, sign(found.manifest)), (KEY, public_key()), (ROWS, found.rows),
        ):  # fmt: skip
            zipped.writestr(_member(name, found.at, ZIP_DEFLATED), data)
        for sha in found.contents:
            zipped.writestr(_member(FILES + sha, found.at, ZIP_STORED), files.load(sha))


def _named(data: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _copies(entries: Iterable[Entry]) -> dict[int, list[Copy]]:
    """The files these units themselves keep of these papers, by paper."""
    held: dict[int, list[Copy]] = {}
    units = {e.paper_id: e.unit_id for e in entries}
    for row in Copy.objects.filter(paper__in=units, paper__is_stub=False).order_by("id"):
        if row.unit_id == units[row.paper_id]:
            held.setdefault(row.paper_id, []).append(row)
    return held


def _paper(entry: Entry, copies: dict[int, list[Copy]]) -> PaperRow:
    paper = entry.paper
    return PaperRow(
        key=paper.public_id, issuer=paper.issuer.name, issuer_id=paper.issuer.issuer_id_in_catalogue, kind=paper.kind,
        title=paper.title, number=paper.number, so_ky_hieu=paper.so_ky_hieu, series=paper.series,
        canonical=paper.canonical, urgency=paper.urgency, issued_on=paper.issued_on, level=paper.secrecy,
        line=_line(entry),
        copies=tuple(CopyRow(c.sha256, c.file_name, c.kind) for c in copies.get(paper.pk, [])),
    )  # fmt: skip


def _stub(entry: Entry, with_numbers: bool) -> PaperRow:
    """By number only; not even the number where it was not said that it may go, for it can be secret itself."""
    paper = entry.paper
    if not with_numbers:
        return PaperRow(key=paper.public_id, is_stub=True, level=paper.secrecy)
    return PaperRow(
        key=paper.public_id, is_stub=True, level=paper.secrecy, number=(paper.number or paper.so_ky_hieu)[:20],
        issued_on=paper.issued_on, keeper=paper.keeper, place=paper.place, line=_line(entry),
    )  # fmt: skip


def _line(entry: Entry) -> str:
    return f"{entry.register}, {entry.number}, {entry.on:%d/%m/%Y}"[:200]


def _member(name: str, at: datetime, how: int) -> ZipInfo:
    """Dated by the act, in Hà Nội: the room reads no clock."""
    member = ZipInfo(name, at.astimezone(HANOI).timetuple()[:6])
    member.compress_type = how
    return member
