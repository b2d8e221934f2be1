"""Chuyển giao của phòng văn bản — what waits to be read, registered or answered; the books of a unit close with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import share_many
from dondoc.documents.lifecycle import EntryState, UploadState
from dondoc.documents.models import Direction, Entry, NumberState, Paper, Register, RegisterNumber, ReviewMark, Upload
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Handing, Ids, Thing, hand, keep
from dondoc.units.models import Unit

ENTRY = Entry._meta.label_lower
_DONE = (UploadState.REGISTERED, UploadState.REFUSED)


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển tệp và văn bản đang chờ — and close the books where the unit ends."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def pass_entries(rows: models.QuerySet[Entry], handing: Handing) -> None:
    """Chuyển dòng sổ — lines that still ask something; they keep their number in the book that gave it."""
    ids = list(rows.filter(unit=handing.from_unit).values_list("pk", flat=True))
    Entry.objects.filter(pk__in=ids).update(unit=handing.to_unit)
    keep(ENTRY, "unit", ids, handing)
    _with_entries(ids, handing)


def _with_entries(ids: Ids, handing: Handing) -> None:
    """Their papers are seen by the receiver; what a reviewer has said of their readings goes along."""
    papers = Entry.objects.filter(pk__in=ids).values_list("paper", flat=True)
    share_many(Paper, papers, handing.to_unit, because=SHARED, at=handing.at)
    marks = ReviewMark.objects.filter(unit=handing.from_unit, reading__copies__paper__in=list(papers))
    theirs = ReviewMark.objects.filter(
        unit=handing.to_unit, reading=models.OuterRef("reading"), key=models.OuterRef("key")
    )
    marks.exclude(models.Exists(theirs)).update(unit=handing.to_unit)


def _close(ids: Ids, handing: Handing) -> None:
    """The numbers of an ended unit's series are its own: nobody goes on counting them.

    What waits must be registered somewhere: a receiver without a book for incoming papers gets one.
    """
    eve = handing.on - timedelta(days=1)
    Register.objects.filter(pk__in=ids).update(
        until_on=models.functions.Greatest("from_on", models.Value(eve, models.DateField()))
    )
    books = Register.objects.filter(unit=handing.to_unit, direction=Direction.IN, until_on__isnull=True)
    like = Register.objects.filter(pk__in=ids, direction=Direction.IN).order_by("-from_on", "-pk").first()
    if like is not None and not books.exists():
        Register.objects.get_or_create(
            unit=handing.to_unit, direction=Direction.IN, name=like.name, series=like.series,
            defaults={"kinds": like.kinds, "from_on": handing.on},
        )  # fmt: skip


def _void(ids: Ids, handing: Handing) -> None:
    reason = _("Đơn vị kết thúc, số để dành không dùng nữa.")
    RegisterNumber.objects.filter(pk__in=ids, state=NumberState.RESERVED).update(state=NumberState.VOID, reason=reason)


SHARED = "reorganising.pass_on"
THINGS = (
    Thing(Upload, "unit", gettext_lazy("Tệp đã tải lên, chờ vào sổ"),
          lambda unit: Upload.objects.filter(unit=unit).exclude(state__in=_DONE)),
    Thing(Entry, "unit", gettext_lazy("Văn bản chưa xử lý"),
          lambda unit: Entry.objects.filter(unit=unit, state=EntryState.REGISTERED), also=_with_entries),
    Thing(RegisterNumber, "register", gettext_lazy("Số để dành trong sổ, sẽ bỏ"),
          lambda unit: RegisterNumber.objects.filter(register__unit=unit, state=NumberState.RESERVED),
          take=_void, at_the_end=True),
    Thing(Register, "unit", gettext_lazy("Sổ văn bản, sẽ khóa"),
          lambda unit: Register.objects.filter(unit=unit, until_on__isnull=True), take=_close, at_the_end=True),
)  # fmt: skip

STAYS = {
    "documents.Paper.issuer": "who issued it: a paper's identity never changes",
    "documents.Copy.unit": "where the file was taken in; seen through the papers that pass, and with the unit's past",
    "documents.ReviewMark.unit": "goes along with the line it was made for",
    "documents.LeaderDirection.lead": "a leader's own words; who gives the work names the heir",
    "documents.LeaderDirection.partners": "a leader's own words; who gives the work names the heir",
}
