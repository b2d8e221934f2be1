"""Hàng việc — ask, claim, renew, finish. Every change is one guarded statement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.module_loading import autodiscover_modules

from dondoc.jobs.models import Job, State
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day

LEASE = timedelta(seconds=120)
ATTEMPTS = 3
Handler = Callable[["Task"], dict[str, Any]]
Otherwise = Callable[["Task"], None]
HANDLERS: dict[str, Handler] = {}
OTHERWISE: dict[str, Otherwise] = {}
LONG: set[str] = set()  # kinds that take minutes: a lane of their own, so that nobody's upload waits behind them


class Task:
    """Việc đang làm — what a handler is given: payload, the actor who asked, the moment and the clock."""

    def __init__(self, row: Job, at: datetime, now: Callable[[], datetime] | None = None) -> None:
        self.row, self.at, self.payload = row, at, row.payload
        self.now = now or (lambda: at)

    @property
    def actor(self) -> Actor:
        row = self.row
        return Actor(row.account_id, row.person_id, row.holding_id, row.delegation_id, "job", hanoi_day(self.at))

    def tell(self, progress: str) -> None:
        """Say how far the work is, and keep the lease. Work that has come further was not tried in vain: only attempts
        that end where the last one did are counted, so that a night of a million rows may be broken off often."""
        said, until = progress[:200], self.now() + LEASE
        mine = Job.objects.filter(pk=self.row.pk, state=State.RUNNING)
        mine.exclude(progress=said).update(attempts=1)
        mine.update(progress=said, lease_until=until)


def job(kind: str, otherwise: Otherwise | None = None, is_long: bool = False) -> Callable[[Handler], Handler]:
    """Name a handler: `@job("documents.read")` in a room's handlers.py; `otherwise` answers what waits when it fails."""

    def plate(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        if is_long:
            LONG.add(kind)
        if otherwise is not None:
            OTHERWISE[kind] = otherwise
        return handler

    return plate


def handler_of(kind: str) -> Handler:
    """The handler of a kind of job; KeyError where no room has it."""
    _discover()
    return HANDLERS[kind]


@cache
def _discover() -> None:
    autodiscover_modules("handlers")


def ask(kind: str, payload: dict[str, Any], *, by: Actor, at: datetime) -> Job:
    """Ask for work; the row is the queue, and is there only if the asking act is."""
    return Job.objects.create(
        kind=kind,
        payload=payload,
        **by.who,
        delegation_id=by.delegation_id,
        asked_at=at,
        run_at=at,
    )


def ask_once(kind: str, payload: dict[str, Any], *, by: Actor, at: datetime, again: timedelta) -> None:
    """Ask where nothing of that kind and payload was asked; what failed is asked anew, `again` after it was last asked."""
    asked = Job.objects.filter(kind=kind, payload=payload)
    if not asked.exclude(state=State.FAILED, asked_at__lte=at - again).exists():
        ask(kind, payload, by=by, at=at)


def claim(at: datetime, is_long: bool = False) -> Job | None:
    """Take the next due job of a lane, or one whose worker died; None when there is nothing to do."""
    _discover()
    lane = Q(kind__in=LONG) if is_long else ~Q(kind__in=LONG)
    due = Q(state=State.WAITING, run_at__lte=at) | Q(state=State.RUNNING, lease_until__lt=at)
    with transaction.atomic():
        rows = Job.objects.select_for_update(skip_locked=True) if _locks() else Job.objects.all()
        row = rows.filter(lane, due).order_by("run_at", "id").first()
        if row is None:
            return None
        if row.attempts >= ATTEMPTS:
            fail(row, "Việc nền này đã dừng giữa chừng nhiều lần. Hãy làm lại.", at)
            return None
        Job.objects.filter(pk=row.pk).update(state=State.RUNNING, lease_until=at + LEASE, attempts=F("attempts") + 1)
    row.refresh_from_db()
    return row


def take(kind: str, payload: dict[str, Any], at: datetime) -> Job | None:
    """Take the job of that kind and payload that waits, the newest; None where none waits any more."""
    waiting = Job.objects.filter(kind=kind, payload=payload, state=State.WAITING)
    row = waiting.order_by("-id").first()
    if row is None or not waiting.filter(pk=row.pk).update(
        state=State.RUNNING, lease_until=at + LEASE, attempts=F("attempts") + 1
    ):
        return None
    row.refresh_from_db()
    return row


def finish(row: Job, result: dict[str, Any]) -> None:
    """Mark done with what a page needs to go on (ids only)."""
    Job.objects.filter(pk=row.pk).update(state=State.DONE, result=result, progress="")


def fail(row: Job, error: str, at: datetime) -> None:
    """Mark failed, with a sentence that may be shown; what waits for it gets its answer."""
    _discover()
    with transaction.atomic():
        Job.objects.filter(pk=row.pk).update(state=State.FAILED, error=error[:500], progress="")
        if row.kind in OTHERWISE:
            OTHERWISE[row.kind](Task(row, at))


def _locks() -> bool:
    from django.db import connection

    return connection.features.has_select_for_update_skip_locked
