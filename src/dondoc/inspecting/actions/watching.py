"""Giám sát thường xuyên — a cadre is given a unit to follow, notes what he sees, reminds; the unit answers; it may become a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import NotAllowed, require
from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.models import Case
from dondoc.inspecting.watching import Remark, Watch
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason, or_refuse, plate_of
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Holding, Unit
from dondoc.units.queries import check_stands

ASSIGN, END = "inspecting.assign_watch", "inspecting.end_watch"
REMARK, ANSWER = "inspecting.remark", "inspecting.answer_reminder"


class NotWatching(NotAllowed):
    """Không theo dõi địa bàn này — what is seen there is written by who was given it."""

    def __init__(self) -> None:
        text = _("“%(act)s” do người được phân công theo dõi địa bàn này làm.") % {"act": plate_of(REMARK).label}
        Refused.__init__(self, text)
        self.act, self.unit, self.who_may = REMARK, None, ()


@act(ASSIGN, gettext_lazy("Phân công theo dõi địa bàn"))
def assign_watch(
    *, body: Unit, unit: Unit, holding: Holding, paper: Paper, from_on: date, by: Actor, at: datetime
) -> Watch:
    """Phân công theo dõi — of a unit below the body, by the paper that names who does it."""
    require(by, ASSIGN, body)
    rules.check_objects([unit], body, body)
    if holding.until_on is not None and holding.until_on < from_on:
        raise Refused(_("Người này đã thôi chức danh ấy trước ngày được phân công."))
    with or_refuse(_("Người này đang theo dõi địa bàn ấy.")):
        row = Watch.objects.create(body=body, unit=unit, holding=holding, paper=paper, from_on=from_on, at=at)
    check_stands(body, unit)
    write(ASSIGN, row, by=by, at=at, unit=body, watched=unit.pk)
    return row


@act(END, gettext_lazy("Thôi phân công theo dõi địa bàn"))
def end_watch(*, watch: Watch, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Thôi theo dõi — what was noted until then stays with the body."""
    require(by, END, watch.body)
    check_reason(reason)
    rules.check_dates(watch.from_on, until_on)
    ended = Watch.objects.filter(pk=watch.pk, until_on__isnull=True).update(
        until_on=until_on, ended_because=reason.strip()[:300]
    )
    if not ended:
        raise Refused(_("Phân công này đã thôi."))
    write(END, watch, by=by, at=at, unit=watch.body, on=until_on)


@act(REMARK, gettext_lazy("Ghi nhận, nhắc nhở"))
def remark(
    *, watch: Watch, text: str, on: date, by: Actor, at: datetime, is_reminder: bool = False, due_on: date | None = None
) -> Remark:
    """Ghi nhận — for a day that has come; a reminder goes to the unit, with a day where an answer is wanted by one."""
    if not Watch.objects.kept_by(by).filter(pk=watch.pk).exists():
        raise NotWatching
    check_come(on, at)
    rules.check_text(text)
    if due_on is not None and not is_reminder:
        raise Refused(_("Chỉ nhắc nhở mới có hạn trả lời."))
    rules.check_dates(on, due_on)
    row = Remark.objects.create(watch=watch, text=text.strip(), on=on, is_reminder=is_reminder, due_on=due_on, at=at)
    write(REMARK, watch, by=by, at=at, unit=watch.body, on=on, remark=row.pk)
    return row


@act(ANSWER, gettext_lazy("Trả lời nhắc nhở"))
def answer_reminder(*, remark: Remark, text: str, by: Actor, at: datetime) -> None:
    """Trả lời — by the unit reminded, once."""
    require(by, ANSWER, remark.watch.unit)
    rules.check_text(text)
    if not Remark.objects.waiting().filter(pk=remark.pk).update(answer=text.strip(), answered_on=hanoi_day(at)):
        raise Refused(_("Nhắc nhở này đã được trả lời."))
    write(ANSWER, remark.watch, by=by, at=at, unit=remark.watch.unit, remark=remark.pk)


def carry(case: Case, remarks: Sequence[Remark], objects: Sequence[Unit]) -> None:
    """Chuyển thành cuộc — what was noted of the units a case is proposed for, each into one case. Part of proposing."""
    ids, whose = [row.pk for row in remarks], [unit.pk for unit in objects]
    own = Remark.objects.filter(pk__in=ids, watch__unit__in=whose, case__isnull=True)
    if own.filter(watch__body__in=(case.body_id, case.lead_id)).update(case=case) != len(set(ids)):
        raise Refused(_("Có ghi nhận không của đối tượng này, hoặc đã chuyển thành cuộc khác."))
