"""Vào sổ văn bản mẫu — as the demo's văn thư does: upload, read, register, confirm."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from dondoc.demo.papers import Meta
from dondoc.documents.actions import registering, reviewing, uploads
from dondoc.documents.actions.registers import open_register, pass_over
from dondoc.documents.fields import fields_from, header_of
from dondoc.documents.intake import read_now
from dondoc.documents.models import Entry, Register, Upload
from dondoc.documents.queries import obligation_items, reference_items
from dondoc.documents.rules import Fields
from dondoc.obligations.actions.confirming import confirm
from dondoc.obligations.rules import Due
from dondoc.printing.model import Sheet
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.units.actions import issuer_named
from dondoc.units.models import Tree, Unit

_NUMBER = re.compile(r"(\d+)(.*)")


def enter_in(
    book: Register, data: bytes, file_name: str, sheet: Sheet, meta: Meta, *, by: Actor, at: datetime
) -> Entry:
    """Một văn bản đến — what the reader found is entered; a scan is entered from the paper."""
    row = read_now(unit=book.unit, data=data, file_name=file_name, by=by, at=at)
    if row.reading is None:
        uploads.say_unmarked(row=row, by=by, at=at)
        return _enter(book, row, _typed(sheet), sheet.issuer, meta.received_on, by, at)
    header = header_of(row.reading.body)
    fields = fields_from(header)
    entry = _enter(book, row, fields, header.issuer_name or sheet.issuer, meta.received_on, by, at)
    confirm_read(entry, row, by=by, at=at + timedelta(minutes=20))
    return entry


def enter_out(book: Register, data: bytes, file_name: str, *, by: Actor, at: datetime) -> Entry:
    """Một văn bản đi — into the series of its kind, with the number it bears."""
    row = read_now(unit=book.unit, data=data, file_name=file_name, by=by, at=at)
    header = header_of(row.reading.body if row.reading else {})
    series = _series_of(book, header.kind, header.so_ky_hieu, by, at)
    number = int(_NUMBER.match(header.so_ky_hieu)[1])  # type: ignore[index]
    pass_over(register=series, until=number - 1, reason="Số đã cấp trên sổ giấy", by=by, at=at)
    entry = registering.issue(register=series, fields=fields_from(header), upload=row, by=by, at=at,
                              on=header.issued_on or at.date())  # fmt: skip
    confirm_read(entry, row, by=by, at=at + timedelta(minutes=20))
    return entry


def _enter(book: Register, row: Upload, fields: Fields, issuer_name: str, on: date, by: Actor, at: datetime) -> Entry:
    issuer = issuer_named(name=issuer_name, by=by, at=at, on=fields.issued_on or on)
    return registering.register(register=book, issuer=issuer, fields=fields, upload=row, by=by,
                                at=at, on=on)  # fmt: skip


def confirm_read(entry: Entry, row: Upload, *, by: Actor, at: datetime) -> int:
    """Xác nhận — the obligations that name who must do them, and the papers cited; else lưu, để biết."""
    if row.reading is None:
        return 0
    others = {fold(name) for name in Unit.objects.filter(tree=Tree.OUTSIDE).values_list("name", flat=True)}
    items = obligation_items(row.reading, entry.unit)
    taken = [i for i in items if i.facts["actors"] and fold(i.facts["actors"]) not in others]
    for item in taken:
        facts = {k: item.facts[k] for k in ("provision", "actors", "partners", "product", "kind")}
        due = Due(_day(item.facts["due_on"]), item.facts["due_text"], item.facts["due_precision"],
                  item.facts["recurs"])  # fmt: skip
        confirm(entry=entry, text=item.value, due=due, reading=row.reading, start=item.start,
                end=item.end, by=by, at=at, **facts)  # fmt: skip
    for item in reference_items(row.reading, entry.unit):
        reviewing.link(source=entry.paper, unit=entry.unit, surface=item.value, reading=row.reading,
                       relation=item.facts["relation"], canonical=item.facts["canonical"],
                       start=item.start, end=item.end, by=by, at=at)  # fmt: skip
    if not taken and entry.register.direction == "IN":
        registering.file(entry=entry, by=by, at=at)
    return len(taken)


def _series_of(book: Register, kind: str, so_ky_hieu: str, by: Actor, at: datetime) -> Register:
    """The outgoing series of a kind and year, opened at the first number seen."""
    name = f"Sổ đi: {kind}"
    found = Register.objects.filter(unit=book.unit, name=name, series=book.series).first()
    parts = _NUMBER.match(so_ky_hieu)
    return found or open_register(
        unit=book.unit, direction="OUT", name=name, series=book.series, kinds=[kind],
        suffix=parts[2] if parts else "", starts_at=int(parts[1]) if parts else 1, by=by, at=at,
        from_on=book.from_on, until_on=book.until_on,
    )  # fmt: skip


def _typed(sheet: Sheet) -> Fields:
    """What a person types from a paper copy."""
    number = _NUMBER.match(sheet.number)
    return Fields(
        kind=sheet.kind.capitalize() or "Công văn", title=sheet.subject, so_ky_hieu=sheet.number,
        number=number[1].lstrip("0") if number else "", issued_on=_day(sheet.issued_on),
        series=sheet.issued_on[:4], urgency=sheet.urgency,
    )  # fmt: skip


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
