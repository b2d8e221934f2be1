"""Đóng sự cố — each thing that only hands can do is ticked, then the report stands."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.incidents import rules
from dondoc.incidents.lifecycle import INCIDENT, State
from dondoc.incidents.models import ByHand, Incident
from dondoc.incidents.reach import require_within
from dondoc.incidents.reporting import facts_of, hash_of
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come
from dondoc.shared.calendar import hanoi_day


@act("incidents.tick", gettext_lazy("Đánh dấu việc làm bằng tay"))
def tick(*, item: ByHand, on: date, note: str, by: Actor, at: datetime) -> None:
    """Đánh dấu — done on a day, by whom, how; or that there is none of it."""
    require_within(by, "incidents.close", item.incident)
    check_come(on, at)
    if not note.strip():
        raise Refused(_("Cần ghi đã làm gì, ai làm; hoặc ghi “không có”."))
    if not Incident.objects.filter(pk=item.incident_id, state=State.REMOVED).exists():
        raise Refused(_("Chỉ đánh dấu khi nội dung đã xóa và sự cố chưa đóng."))
    facts = {"done_on": on, "note": note.strip(), "at": at, **by.who}  # fmt: skip
    ByHand.objects.filter(pk=item.pk).update(**facts)
    write("incidents.tick", item.incident, by=by, at=at, on=on, unit=item.incident.unit, item=item.pk)


@act("incidents.close", gettext_lazy("Đóng sự cố"))
def close(*, incident: Incident, by: Actor, at: datetime) -> None:
    """Đóng sự cố — nothing is left to hands; the hash of the report goes into the journal."""
    require_within(by, "incidents.close", incident)
    rules.check_done(incident.by_hand.filter(done_on__isnull=True).count())
    INCIDENT.take(incident, "close", by=by, at=at, on=hanoi_day(at), closed_at=at)
    value = hash_of(facts_of(incident))
    Incident.objects.filter(pk=incident.pk).update(hash=value)
    write("incidents.close", incident, by=by, at=at, unit=incident.unit, hash=value)
