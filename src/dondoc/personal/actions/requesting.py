"""Hành vi đưa yêu cầu vào — by the person at a page, or by the desk from a paper; both run by the same clocks."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.personal import clocks, rules
from dondoc.personal.lifecycle import REQUEST
from dondoc.personal.models import Kind, Request
from dondoc.reading.text import nfc
from dondoc.regulations.queries import keeper
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit


@act("personal.ask", gettext_lazy("Gửi yêu cầu về dữ liệu của mình"))
def ask(*, kind: str, asked: str, by: Actor, at: datetime) -> Request:
    """Gửi yêu cầu về dữ liệu của mình — nobody's leave is needed; it is received the day it is sent."""
    person = Person.objects.filter(pk=by.person_id or 0).first()
    if person is None:
        raise Refused(_("Tài khoản này không gắn với một người."))
    row = Request(person=person, kind=kind, asked=nfc(asked).strip(), received_on=hanoi_day(at), at=at)
    _receive(row, by=by)
    write("personal.ask", row, by=by, at=at, unit=row.unit, kind=kind)
    return row


@act("personal.enter", gettext_lazy("Nhập yêu cầu từ đơn giấy"))
def enter(
    *, person: Person, kind: str, asked: str, received_on: date, by: Actor, at: datetime, paper_on: date | None = None,
    paper_number: str = "", has_third_party: bool = False,
) -> Request:  # fmt: skip
    """Nhập yêu cầu từ đơn giấy — for whoever asks on paper, with or without an account; the clock runs from the day received."""
    require(by, "personal.enter", keeper())
    rules.check_received(received_on, by.today)
    row = Request(person=person, kind=kind, asked=nfc(asked).strip(), received_on=received_on, is_entered=True,
                  paper_number=nfc(paper_number).strip(), paper_on=paper_on, has_third_party=has_third_party, at=at)  # fmt: skip
    _receive(row, by=by)
    write("personal.enter", row, by=by, at=at, on=received_on, unit=row.unit, kind=kind)
    return row


def _receive(row: Request, *, by: Actor) -> None:
    """Numbered within its year, its due days counted, its first step written."""
    if row.kind not in Kind.values:
        raise Refused(_("Chọn loại yêu cầu."))
    if row.kind == Kind.CORRECT:
        rules.check_words(row.asked, _("Ghi rõ dữ liệu nào sai, đúng phải là gì."))
    same = Request.objects.open().filter(person=row.person, kind=row.kind).first()
    if same is not None:
        raise Refused(_("Người này đã có yêu cầu cùng loại đang mở: %(request)s.") % {"request": same})
    row.unit = Unit.objects.select_for_update().get(pk=keeper().pk)  # two at once are numbered one after the other
    row.year = row.received_on.year
    last = Request.objects.filter(unit=row.unit, year=row.year).aggregate(n=models.Max("number"))["n"]
    row.number = (last or 0) + 1
    clocks.set_on(row)
    row.save()
    REQUEST.start(row, by=by, at=row.at, on=row.received_on)
