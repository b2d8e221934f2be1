"""Vào sổ từ tệp, không qua trang — upload, read, register with the fields that were read.

For the command line and imports: a person stands behind it (the account), and every field can
be corrected afterwards. A file that bears a mark or cannot be read is refused with its sentence.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from dondoc.documents.actions.registering import register
from dondoc.documents.actions.uploads import upload
from dondoc.documents.fields import fields_from, header_of
from dondoc.documents.models import Entry, Register, Upload
from dondoc.documents.queries import open_books
from dondoc.jobs.models import Job
from dondoc.jobs.queue import Task, finish, handler_of
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.actions import issuer_named
from dondoc.units.models import Unit


def intake(
    *, unit: Unit, data: bytes, file_name: str, by: Actor, at: datetime, on: date | None = None,
    book: Register | None = None,
) -> Entry:  # fmt: skip
    """Upload, read and register one file. Raises Refused with what the reader or a rule says."""
    row = read_now(unit=unit, data=data, file_name=file_name, by=by, at=at)
    if row.reading is None:
        raise Refused(row.problem or _("Tệp có dấu độ mật, hoặc không đọc được chữ. Không vào sổ."))
    header = header_of(row.reading.body)
    if not header.issuer_name:
        raise Refused(_("Không đọc được cơ quan ban hành. Vào sổ trên trang web."))
    issuer = issuer_named(name=header.issuer_name, issuer_id=header.issuer_id, by=by, at=at,
                          on=header.issued_on or by.today)  # fmt: skip
    return register(
        register=book or open_book(unit, by), issuer=issuer, fields=fields_from(header), by=by,
        at=at, on=on or by.today, upload=row,
    )  # fmt: skip


def read_now(*, unit: Unit, data: bytes, file_name: str, by: Actor, at: datetime) -> Upload:
    """Upload and read without waiting for the worker; the same job, the same child process."""
    row = upload(unit=unit, data=data, file_name=file_name, by=by, at=at)
    job = Job.objects.get(public_id=row.job_id)
    finish(job, handler_of(job.kind)(Task(job, at)))
    row.refresh_from_db()
    return row


def open_book(unit: Unit, by: Actor) -> Register:
    """The unit's incoming register in use."""
    book = open_books(unit, by).first()
    if book is None:
        raise Refused(_("Đơn vị chưa mở sổ văn bản đến."))
    return book
