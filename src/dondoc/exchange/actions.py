"""Hành vi gửi, nhận — trust a signature, make a package, take one in: row by row, through the registers' own acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.actions.registering import add_copy, register, register_stub
from dondoc.documents.intake import read_now
from dondoc.documents.lifecycle import EntryState, UploadState
from dondoc.documents.models import Entry, Register, Upload
from dondoc.documents.rules import Fields
from dondoc.exchange import queries, rules
from dondoc.exchange.checking import Checked, content
from dondoc.exchange.models import Outcome, Package, PackageRow, Partner, Way
from dondoc.exchange.packing import Bundle, bundle
from dondoc.exchange.rules import PaperRow
from dondoc.jobs import queue
from dondoc.journal.actions import write
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.profile import is_isolated
from dondoc.shared.signing import fingerprint
from dondoc.units.actions import issuer_named, root
from dondoc.units.models import Unit

READY = (UploadState.READ, UploadState.KEPT)


@act("exchange.trust", gettext_lazy("Ghi nơi gửi được tin"))
def trust(*, name: str, key: str, seen: str, ground: str, by: Actor, at: datetime) -> Partner:
    """Ghi nơi gửi được tin — its public key, once its fingerprint was compared another way than it came."""
    top = root()
    require(by, "exchange.trust", top)
    if not name.strip() or not ground.strip():
        raise Refused(_("Cần ghi tên nơi gửi và căn cứ."))
    try:
        print_of = fingerprint(key.strip().encode() + b"\n")
    except ValueError as problem:
        raise Refused(_("Đây không phải khóa công khai Ed25519. Nơi gửi in khóa bằng: dondoc journal key")) from problem
    if "".join(seen.lower().split()) != print_of:
        raise Refused(_("Dấu vân tay không khớp với khóa. Gọi lại nơi gửi; đừng tin khóa này."))
    if Partner.objects.trusted().filter(fingerprint=print_of).exists():
        raise Refused(_("Khóa này đã được tin."))
    row = Partner.objects.create(
        unit=top, name=name.strip(), public_key=key.strip() + "\n", fingerprint=print_of, ground=ground.strip(),
        from_on=hanoi_day(at), at=at,
    )  # fmt: skip
    write("exchange.trust", row, by=by, at=at, unit=top, fingerprint=print_of)
    return row


@act("exchange.distrust", gettext_lazy("Thôi tin nơi gửi"))
def distrust(*, partner: Partner, reason: str, by: Actor, at: datetime) -> None:
    """Thôi tin nơi gửi — from today its packages are refused; what was taken in stays."""
    require(by, "exchange.trust", partner.unit)
    check_reason(reason)
    changed = (
        Partner.objects.trusted().filter(pk=partner.pk).update(ended_on=hanoi_day(at), ended_because=reason.strip())
    )
    if not changed:
        raise Refused(_("Nơi gửi này đã thôi được tin."))
    write("exchange.distrust", partner, by=by, at=at, unit=partner.unit)


@act("exchange.make", gettext_lazy("Làm gói gửi đi"))
def make(
    *, unit: Unit, since: date, until: date, receiver: str, by: Actor, at: datetime, kind: str = rules.PAPERS,
    with_numbers: bool = False,
) -> Bundle:  # fmt: skip
    """Làm gói gửi đi — the lines of a unit's registers between two days, with the files it keeps.

    From an isolated machine to a networked one only lines by number, and their numbers only where asked.
    """
    require(by, "exchange.make", unit)
    sender = rules.ISOLATED if is_isolated() else rules.NETWORKED
    rules.check_direction(sender, receiver, kind)
    lines = _lines(unit, since, until)
    found = bundle(lines, kind=kind, sender=sender, receiver=receiver, unit=unit.name, at=at, with_numbers=with_numbers)
    row = Package.objects.create(way=Way.OUT, unit=unit, digest=found.digest, kind=kind, papers=len(lines),
                                 files=len(found.contents), at=at)  # fmt: skip
    write("exchange.make", row, by=by, at=at, unit=unit, digest=found.digest)
    return found


def _lines(unit: Unit, since: date, until: date) -> list[Entry]:
    """One line a paper, the first; none of what was withdrawn."""
    rows = Entry.objects.filter(unit=unit, on__gte=since, on__lte=until).exclude(state=EntryState.WITHDRAWN)
    first: dict[int, Entry] = {}
    for row in rows.for_list().order_by("on", "id"):
        first.setdefault(row.paper_id, row)
    if not first:
        raise Refused(_("Không có dòng sổ nào trong những ngày ấy."))
    return list(first.values())


@act("exchange.take_in", gettext_lazy("Nhận gói"))
def take_in(*, found: Checked, book: Register, by: Actor, at: datetime) -> Package:
    """Nhận gói — what each row is, written down before any is entered; the same package again into the same register is the same."""
    require(by, "exchange.take_in", book.unit)
    known = Package.objects.filter(way=Way.IN, digest=found.digest, register=book).first()
    if known is not None:
        return known
    row = Package.objects.create(
        way=Way.IN, unit=book.unit, partner=found.partner, register=book, digest=found.digest, kind=found.kind,
        papers=len(found.rows), files=found.files, head=found.head, at=at,
    )  # fmt: skip
    PackageRow.objects.bulk_create(
        PackageRow(package=row, place=place, key=line.row.key, label=line.label, digest=queries.digest_of(line.row),
                   outcome=line.outcome, note=line.note)
        for place, line in enumerate(queries.listed(found, book, by), 1)
    )  # fmt: skip
    write("exchange.take_in", row, by=by, at=at, unit=book.unit, digest=found.digest)
    return row


def hold(package: Package, data: bytes, *, by: Actor, at: datetime) -> None:
    """Giữ tạm gói trong khu cách ly — until the worker has entered its rows; called within `take_in`'s door."""
    assert package.register is not None
    files.quarantine(data, held_as(package.digest, package.register))
    queue.ask("exchange.enter", {"package": package.pk}, by=by, at=at)


def held_as(digest: str, book: Register) -> str:
    """The name under which a package that was looked at for a register waits, an hour at most."""
    return f"goi-{digest}-{book.public_id}"


def enter_rows(package: Package, found: Checked, source: IO[bytes], *, by: Actor, at: datetime) -> Package:
    """Vào sổ từng dòng — each by itself, so that what broke off is taken up again by the same package.

    Not an act: files are read between them, outside any transaction.
    """
    for row, told in zip(package.rows.order_by("place"), found.rows, strict=True):
        if row.outcome == Outcome.NEW:
            try:
                uploads = [_upload(source, copy.sha256, copy.file_name, package, by, at) for copy in told.copies]
                take_row(row=row, told=told, uploads=uploads, by=by, at=at)
            except Refused as refused:
                PackageRow.objects.filter(pk=row.pk).update(outcome=Outcome.LEFT, note=str(refused)[:500])
    return package


@act("exchange.take_row", gettext_lazy("Vào sổ từ gói"))
def take_row(*, row: PackageRow, told: PaperRow, uploads: Sequence[Upload], by: Actor, at: datetime) -> None:
    """Vào sổ từ gói — by the register's own act; a file that a person must look at first waits on the desk."""
    package, book = row.package, row.package.register
    assert book is not None
    require(by, "exchange.take_in", book.unit)
    waiting = next((u for u in uploads if u.state not in READY), None)
    if waiting is not None:
        row.outcome, row.upload = Outcome.WAITING, waiting
    else:
        row.outcome, row.entry = Outcome.TAKEN, _enter(book, told, uploads, by, at)
    row.save(update_fields=["outcome", "upload", "entry"])
    write("exchange.take_row", row.entry or row.upload, by=by, at=at, unit=book.unit, package=package.pk,
          digest=package.digest, place=row.place)  # fmt: skip


def _enter(book: Register, told: PaperRow, uploads: Sequence[Upload], by: Actor, at: datetime) -> Entry:
    on = hanoi_day(at)
    if told.is_stub:
        return register_stub(register=book, level=told.level, number=told.number, issued_on=told.issued_on,
                             keeper=told.keeper, place=told.place, by=by, at=at, on=on)  # fmt: skip
    issuer = issuer_named(name=told.issuer, issuer_id=told.issuer_id, by=by, at=at, on=told.issued_on or on)
    first = uploads[0] if uploads else None
    entry = register(register=book, issuer=issuer, fields=fields_of(told), by=by, at=at, on=on, upload=first,
                     copy_kind=told.copies[0].kind if told.copies else "ORIGINAL")  # fmt: skip
    for upload, copy in zip(uploads[1:], told.copies[1:], strict=True):
        add_copy(entry=entry, upload=upload, copy_kind=copy.kind, by=by, at=at)
    return entry


def fields_of(told: PaperRow) -> Fields:
    """The fields of a register line from those of a row."""
    return Fields(
        kind=told.kind, title=told.title, number=told.number, so_ky_hieu=told.so_ky_hieu, issued_on=told.issued_on,
        series=told.series, canonical=told.canonical, urgency=told.urgency, secrecy=told.level,
    )  # fmt: skip


def _upload(source: IO[bytes], sha256: str, name: str, package: Package, by: Actor, at: datetime) -> Upload:
    return read_now(unit=package.unit, data=content(source, sha256), file_name=name, by=by, at=at)
