"""Bàn giao chức danh — one leaves, one comes, in one act; the inbox is the post's and stays where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.units import rules
from dondoc.units.actions.seating import seat, unseat
from dondoc.units.models import Holding
from dondoc.units.queries import check_stands
from dondoc.units.rules import Standing
from dondoc.units.takeovers import Takeover, TakeoverLine


@act("units.hand_post_over", gettext_lazy("Bàn giao chức danh"))
def hand_post_over(
    *, holding: Holding, person: Person, last_on: date, from_on: date, by: Actor, at: datetime,
    standing: Sequence[Standing] = (), until_on: date | None = None, is_acting: bool = False, is_concurrent: bool = False,
    number: str = "", decided_on: date | None = None,
) -> Takeover:  # fmt: skip
    """Bàn giao chức danh — the last day of one, the first of the other: the same day or the next.

    `standing` is what stood open in the post, as the page showed it: it becomes the minutes.
    """
    post = holding.post
    require(by, "units.hand_post_over", post.unit)
    rules.check_takeover(outgoing=holding.person_id, incoming=person.pk, last_on=last_on, from_on=from_on)
    if decided_on is not None and not number.strip():
        raise Refused(_("Có ngày quyết định thì cần ghi số, ký hiệu."))
    _lock(holding, last_on)
    unseat(holding, last_on)
    new = seat(post, person, from_on=from_on, until_on=until_on, is_acting=is_acting, is_concurrent=is_concurrent)
    row = Takeover.objects.create(
        outgoing=holding, incoming=new, last_on=last_on, at=at, number=number.strip()[:80], decided_on=decided_on,
        total=len(standing),
    )  # fmt: skip
    lines = [
        TakeoverLine(takeover=row, tray=s.tray, kind=s.kind, thing_id=s.thing_id, due_on=s.due_on) for s in standing
    ]
    TakeoverLine.objects.bulk_create(lines, batch_size=1000)
    check_stands(post.unit)
    write("units.hand_post_over", row, by=by, at=at, on=from_on, unit=post.unit, post=post.pk, outgoing=holding.pk,
          incoming=new.pk, standing=dict(Counter(s.tray for s in standing)))  # fmt: skip
    return row


def _lock(holding: Holding, last_on: date) -> None:
    """He holds it to that day or longer, and handed it to nobody yet: two who press at once do not both succeed."""
    now = Holding.objects.select_for_update().get(pk=holding.pk)
    if Takeover.objects.filter(outgoing=now).exists() or (now.until_on is not None and now.until_on < last_on):
        raise Refused(_("Người này đã thôi giữ chức danh, hoặc đã bàn giao."))
