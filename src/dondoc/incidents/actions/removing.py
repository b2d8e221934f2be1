"""Xóa hẳn — asked by an act with its ground, done by a job step by step; killed at any point it goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.incidents import rules
from dondoc.incidents.lifecycle import INCIDENT, State
from dondoc.incidents.models import Incident, PlaceState
from dondoc.incidents.reach import require_within
from dondoc.incidents.reporting import facts_of, hash_of
from dondoc.incidents.stages import Work, carry_out
from dondoc.jobs import queue
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day

JOB = "incidents.remove"


@act("incidents.remove", gettext_lazy("Xóa hẳn nội dung sự cố"))
def remove(*, incident: Incident, decision: str, by: Actor, at: datetime) -> None:
    """Xóa hẳn — by a decision that can be named, once every place found was looked at. Not to be undone."""
    require_within(by, "incidents.remove", incident)
    rules.check_decided(decision)
    if incident.looked_at is None:
        raise Refused(_("Máy đang dò các chỗ khác có chữ trùng. Chờ dò xong, xem rồi xóa hẳn."))
    rules.check_seen(incident.places.filter(state=PlaceState.SUSPECT).count())
    INCIDENT.take(incident, "remove", by=by, at=at, on=hanoi_day(at), decision=decision.strip(), problem="")
    queue.ask(JOB, {"incident": incident.pk}, by=by, at=at)
    write("incidents.remove", incident, by=by, at=at, unit=incident.unit)


@act("incidents.resume", gettext_lazy("Xóa tiếp"))
def resume(*, incident: Incident, by: Actor, at: datetime) -> None:
    """Xóa tiếp — what was broken off is asked for once more; steps that were done are not done again."""
    require_within(by, "incidents.remove", incident)
    if not Incident.objects.filter(pk=incident.pk, state=State.REMOVING).update(problem=""):
        raise Refused(_("Sự cố này không có việc xóa nào đang dở."))
    queue.ask(JOB, {"incident": incident.pk}, by=by, at=at)
    write("incidents.resume", incident, by=by, at=at, unit=incident.unit)


@act("incidents.clean_again", gettext_lazy("Dọn lại cơ sở dữ liệu"))
def clean_again(*, incident: Incident, by: Actor, at: datetime) -> None:
    """Dọn lại — the files of the database are written anew once more, where the first time something stood in the way."""
    require_within(by, "incidents.remove", incident)
    if not Incident.objects.filter(pk=incident.pk, state=State.REMOVED).exists():
        raise Refused(_("Chỉ dọn lại khi nội dung đã xóa và sự cố chưa đóng."))
    queue.ask(AGAIN, {"incident": incident.pk}, by=by, at=at)
    write("incidents.clean_again", incident, by=by, at=at, unit=incident.unit)


AGAIN = "incidents.clean_again"


def carry_through(incident: Incident, *, by: Actor, at: datetime, tell: Callable[[str], None]) -> None:
    """Làm đến hết — a refusal before the key is destroyed stops it, with its sentence, for a person to look."""
    if incident.state != State.REMOVING:
        return
    try:
        carry_out(Work(incident, by, at, tell))
    except Refused as refused:
        _stop(incident, str(refused), by=by, at=at)
    else:
        finish(incident=incident, by=by, at=at)


def _stop(incident: Incident, why: str, *, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        if not incident.stages.filter(name="key").exists():
            INCIDENT.take(incident, "stop", by=by, at=at, on=hanoi_day(at))
            incident.stages.all().delete()
        Incident.objects.filter(pk=incident.pk).update(problem=why[:500])


@act("incidents.finish", gettext_lazy("Xóa xong nội dung sự cố"))
def finish(*, incident: Incident, by: Actor, at: datetime) -> None:
    """Xóa xong — what was removed, in numbers, and their hash in the journal."""
    INCIDENT.take(incident, "finish", by=by, at=at, on=hanoi_day(at), removed_at=at, problem="")
    value = hash_of(facts_of(incident))
    Incident.objects.filter(pk=incident.pk).update(hash=value)
    write("incidents.finish", incident, by=by, at=at, unit=incident.unit, hash=value)
