"""Vào sổ — incoming, outgoing, by hand, without a file, or as a stub of a secret paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents import rules, search
from dondoc.documents.actions.registers import take_number, take_number_of_before, use_reserved
from dondoc.documents.lifecycle import ENTRY, UPLOAD
from dondoc.documents.models import (
    Copy,
    CopyKind,
    Direction,
    Entry,
    Paper,
    PaperLink,
    Register,
    RegisterNumber,
    Upload,
)
from dondoc.documents.rules import Fields
from dondoc.documents.urgency import height
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.profile import highest, may_hold, rank
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands


@act("documents.register", gettext_lazy("Vào sổ"))
def register(
    *,
    register: Register,
    issuer: Unit,
    fields: Fields,
    by: Actor,
    at: datetime,
    on: date,
    upload: Upload | None = None,
    copy_kind: str = CopyKind.ORIGINAL,
    as_number: int | None = None,
) -> Entry:
    """Vào sổ đến — what another unit already has makes only a line here, and says nothing of it.

    `on` is the day it arrived. Without `upload` the paper is held on paper only (bản giấy). `as_number` is the number a
    line of an old register bears there.
    Raises AsksPerson when the number stands with another date or subject.
    """
    require(by, "documents.register", register.unit)
    if register.direction != Direction.IN:
        raise Refused(_("Chọn một sổ văn bản đến."))
    _check_file(upload, register)
    fields = rules.clean(fields)
    rules.check_fields(fields, entered_on=hanoi_day(at), arrived_on=on)
    paper = _identify(issuer, _leveled(fields, upload))
    number = take_number_of_before(register, as_number, at) if as_number else take_number(register, at)
    entry = _enter(register, paper, number, by=by, at=at, on=on, is_paper_only=upload is None)
    if upload is not None:
        _keep_copy(upload, paper, copy_kind, by=by, at=at)
    write("documents.register", entry, by=by, at=at, on=on, unit=entry.unit, paper=paper.pk)
    return entry


@act("documents.issue", gettext_lazy("Phát hành, vào sổ đi"))
def issue(
    *,
    register: Register,
    fields: Fields,
    by: Actor,
    at: datetime,
    on: date,
    upload: Upload | None = None,
    reserved: RegisterNumber | None = None,
    as_number: int | None = None,
) -> Entry:
    """Phát hành — the next number of the series (or a reserved one), taken in this act.

    `as_number` is the number a line of an old register bears there; its own symbol stays where it was told.
    """
    require(by, "documents.issue", register.unit)
    if register.direction != Direction.OUT:
        raise Refused(_("Chọn một sổ văn bản đi."))
    if register.kinds and fields.kind not in register.kinds:
        raise Refused(_("Sổ này không dùng cho loại văn bản ấy."))
    _check_file(upload, register)
    number = _number(register, reserved, as_number, at)
    fields = rules.clean(_numbered(fields, register, number, on, keep=bool(as_number)))
    rules.check_fields(fields, entered_on=hanoi_day(at), arrived_on=on)
    paper = _identify(register.unit, _leveled(fields, upload))
    entry = _enter(register, paper, number, by=by, at=at, on=on, is_paper_only=upload is None)
    if upload is not None:
        _keep_copy(upload, paper, CopyKind.ORIGINAL, by=by, at=at)
    write("documents.issue", entry, by=by, at=at, on=on, unit=entry.unit, paper=paper.pk)
    return entry


@act("documents.add_copy", gettext_lazy("Thêm tệp của văn bản"))
def add_copy(*, entry: Entry, upload: Upload, by: Actor, at: datetime, copy_kind: str = CopyKind.COPY) -> None:
    """Thêm tệp — another file of a paper that stands in the register; its level is the highest of all."""
    require(by, "documents.register", entry.unit)
    _check_file(upload, entry.register)
    level = highest([entry.paper.secrecy, upload.secrecy])
    rules.check_level(level, is_stub=entry.paper.is_stub, may_hold=may_hold(level))
    if entry.paper.is_stub:
        raise Refused(_("Văn bản mật: không giữ tệp."))
    Paper.objects.filter(pk=entry.paper_id).update(secrecy=level)
    _keep_copy(upload, entry.paper, copy_kind, by=by, at=at)
    write("documents.add_copy", entry, by=by, at=at, unit=entry.unit, paper=entry.paper_id)


@act("documents.register_stub", gettext_lazy("Ghi văn bản mật (chỉ số)"))
def register_stub(
    *, register: Register, level: str, by: Actor, at: datetime, on: date,
    number: str = "", issued_on: date | None = None, keeper: str = "", place: str = "",
) -> Entry:  # fmt: skip
    """Ghi văn bản mật — level, number, date, keeper and place, each optional; nothing of its text, title or issuer."""
    require(by, "documents.register", register.unit)
    rules.check_secret(level)
    check_come(on, at)
    paper = Paper.objects.create(
        issuer=register.unit, kind=_("Văn bản mật"), title=_("(không ghi trích yếu)"),
        series=f"mật-{take_stub_series(register, at)}", number=number.strip(),
        so_ky_hieu=number.strip(), issued_on=issued_on, secrecy=level, is_stub=True,
        keeper=keeper.strip(), place=place.strip(),
    )  # fmt: skip
    entry = _enter(register, paper, take_number(register, at), by=by, at=at, on=on, is_paper_only=True)
    write("documents.register_stub", entry, by=by, at=at, on=on, unit=entry.unit)
    return entry


@act("documents.file", gettext_lazy("Lưu, để biết"))
def file(*, entry: Entry, by: Actor, at: datetime) -> None:
    """Lưu, để biết — the paper asks nothing of us: one keystroke."""
    require(by, "documents.file", entry.unit)
    ENTRY.take(entry, "file", by=by, at=at, on=hanoi_day(at))
    write("documents.file", entry, by=by, at=at, unit=entry.unit)


@act("documents.withdraw", gettext_lazy("Rút khỏi sổ"))
def withdraw(*, entry: Entry, reason: str, by: Actor, at: datetime) -> None:
    """Rút khỏi sổ — a line entered by mistake; its number stays used."""
    require(by, "documents.withdraw", entry.unit)
    check_reason(reason)
    ENTRY.take(entry, "withdraw", by=by, at=at, on=hanoi_day(at), withdrawn_because=reason.strip())
    write("documents.withdraw", entry, by=by, at=at, unit=entry.unit)


def _identify(issuer: Unit, fields: Fields) -> Paper:
    """The paper of this identity, found or made. The same identity with other facts asks."""
    known = known_paper(issuer, fields)
    if known is not None:
        rules.check_same(fields, title=known.title, issued_on=known.issued_on)
        if rank(fields.secrecy) > rank(known.secrecy):  # what is put together takes the highest
            Paper.objects.filter(pk=known.pk).update(secrecy=fields.secrecy)
            known.secrecy = fields.secrecy
        if height(fields.urgency) > height(known.urgency):
            Paper.objects.filter(pk=known.pk).update(urgency=fields.urgency)
            known.urgency = fields.urgency
        return known
    paper = Paper.objects.create(
        issuer=issuer, series=fields.series, kind=fields.kind, number=fields.number,
        so_ky_hieu=fields.so_ky_hieu, canonical=fields.canonical, title=fields.title,
        issued_on=fields.issued_on, urgency=fields.urgency, secrecy=fields.secrecy,
    )  # fmt: skip
    if paper.canonical:
        PaperLink.objects.filter(target=None, canonical=paper.canonical).update(target=paper)
    search.index(paper, "")
    return paper


def known_paper(issuer: Unit, fields: Fields) -> Paper | None:
    """Văn bản đã biết — of this identity; without a number, of this kind, day and subject. Stubs are never known."""
    if not fields.number:
        same = Paper.objects.filter(issuer=issuer, kind=fields.kind, title=fields.title)
        return same.filter(number="", issued_on=fields.issued_on, is_stub=False).first()
    return Paper.objects.filter(
        issuer=issuer, series=fields.series, kind=fields.kind, number=fields.number, is_stub=False
    ).first()


def _enter(
    register: Register, paper: Paper, number: RegisterNumber, *, by: Actor, at: datetime, on: date,
    is_paper_only: bool,
) -> Entry:  # fmt: skip
    if Entry.objects.standing().filter(register=register, paper=paper).exists():
        raise Refused(_("Văn bản này đã có trong sổ. Mở dòng đã ghi thay vì ghi lại."))
    entry = Entry.objects.create(
        register=register, number=number, unit=register.unit, paper=paper, on=on, at=at,
        is_paper_only=is_paper_only,
    )  # fmt: skip
    check_stands(register.unit)
    ENTRY.start(entry, by=by, at=at, on=on)
    return entry


def _check_file(upload: Upload | None, register: Register) -> None:
    if upload is not None and upload.unit_id != register.unit_id:
        raise Refused(_("Tệp này của đơn vị khác: vào sổ ở đơn vị đã nhận tệp."))


def _keep_copy(upload: Upload, paper: Paper, kind: str, *, by: Actor, at: datetime) -> None:
    UPLOAD.take(upload, "register", by=by, at=at, on=hanoi_day(at), paper=paper)
    reading = upload.reading
    Copy.objects.get_or_create(
        paper=paper, unit=upload.unit, sha256=upload.sha256,
        defaults={
            "kind": kind if reading else CopyKind.SCAN, "size": upload.size, "at": at,
            "format": reading.format if reading else upload.file_name.rsplit(".", 1)[-1][:10],
            "file_name": upload.file_name, "reading": reading,
        },
    )  # fmt: skip
    if reading is not None:
        search.index(paper, reading.text)


def _number(register: Register, reserved: RegisterNumber | None, as_number: int | None, at: datetime) -> RegisterNumber:
    if as_number:
        return take_number_of_before(register, as_number, at)
    return use_reserved(reserved) if reserved else take_number(register, at)


def _numbered(fields: Fields, register: Register, number: RegisterNumber, on: date, keep: bool = False) -> Fields:
    told = fields.so_ky_hieu if keep else ""
    so_ky_hieu = told or f"{number.number:02d}{register.suffix}"
    return Fields(
        kind=fields.kind, title=fields.title, number=str(number.number), so_ky_hieu=so_ky_hieu,
        issued_on=fields.issued_on or on, series=register.series, urgency=fields.urgency,
        secrecy=fields.secrecy, same_despite=fields.same_despite,
    )  # fmt: skip


def _leveled(fields: Fields, upload: Upload | None) -> Fields:
    """With the level of its file where that is higher; refused where the installation may not hold it."""
    level = highest([fields.secrecy, upload.secrecy if upload else ""])
    rules.check_level(level, is_stub=False, may_hold=may_hold(level))
    return replace(fields, secrecy=level)


def take_stub_series(register: Register, at: datetime) -> str:
    """Stubs of one register never share an identity: their numbers may be unknown or secret."""
    return f"{register.pk}-{register.next_number}"[:25]
