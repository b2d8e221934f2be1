"""Hành vi trên sổ mục đích — the office says by which legal basis it processes; withdrawn, never erased."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.personal import rules
from dondoc.personal.declared import purposes
from dondoc.personal.models import Basis, Purpose
from dondoc.reading.text import one_line
from dondoc.regulations.queries import keeper
from dondoc.regulations.rules import check_ground
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse


@act("personal.set_basis", gettext_lazy("Xác định căn cứ xử lý"))
def set_basis(
    *, key: str, basis: str, from_on: date, by: Actor, at: datetime, words: str = "", paper_number: str = "",
    paper_on: date | None = None, ground: str = "",
) -> Purpose:  # fmt: skip
    """Xác định căn cứ xử lý — of one purpose, from a day, as the office's legal officer chose; a later one stands from its day."""
    house = keeper()
    require(by, "personal.set_basis", house)
    if key not in purposes() or basis not in Basis.values:
        raise Refused(_("Không có mục đích hoặc căn cứ ấy."))
    if basis == Basis.OTHER:
        rules.check_words(words, _("Căn cứ khác thì nêu rõ căn cứ nào."))
    check_ground(paper_number, paper_on, ground, by.today)
    row = Purpose(key=key, basis=basis, words=one_line(words), from_on=from_on, paper_number=one_line(paper_number),
                  paper_on=paper_on, ground=one_line(ground), at=at)  # fmt: skip
    with or_refuse(_("Mục đích này đã có căn cứ từ đúng ngày ấy. Rút căn cứ cũ trước, hoặc chọn ngày khác.")):
        row.save()
    write("personal.set_basis", row, by=by, at=at, on=from_on, unit=house, key=key, basis=basis)
    return row


@act("personal.withdraw_basis", gettext_lazy("Rút căn cứ xử lý"))
def withdraw_basis(*, row: Purpose, reason: str, by: Actor, at: datetime) -> None:
    """Rút căn cứ xử lý — it was chosen wrongly: counts as never chosen; the row and the reason stay."""
    house = keeper()
    require(by, "personal.withdraw_basis", house)
    check_reason(reason)
    rows = Purpose.objects.filter(pk=row.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=at, withdrawn_because=one_line(reason)[:300]):
        raise Refused(_("Căn cứ này đã được rút."))
    write("personal.withdraw_basis", row, by=by, at=at, unit=house, key=row.key)
