"""Hành vi về vụ lộ, mất dữ liệu — record, amend, notify, tell the persons, close. What was written stays as written."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.journal.chain import canonical
from dondoc.personal import breach_rules as rules
from dondoc.personal.breach_clock import BREACH_FIGURE
from dondoc.personal.breach_rules import Facts
from dondoc.personal.breaching import Breach, BreachAccount, BreachNotice, Told
from dondoc.personal.lifecycle import BREACH, BreachState
from dondoc.regulations.queries import due, figure
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit


@act("personal.record_breach", gettext_lazy("Ghi vụ lộ, mất dữ liệu cá nhân"))
def record_breach(*, unit: Unit, facts: Facts, by: Actor, at: datetime) -> Breach:
    """Ghi vụ lộ, mất dữ liệu — as soon as it is found, with what is known; the clock runs from the hour it was found."""
    require(by, "personal.record_breach", unit)
    rules.check_facts(facts, at)
    breach = Breach.objects.create(unit=unit, found_at=facts.found_at, at=at)
    BREACH.start(breach, by=by, at=at, on=hanoi_day(facts.found_at))
    account = _account(breach, facts, "", by, at)
    write("personal.record_breach", breach, by=by, at=at, on=hanoi_day(facts.found_at), unit=unit, account=account.pk,
          hash=account.hash, rule=breach.rule)  # fmt: skip
    return breach


@act("personal.amend_breach", gettext_lazy("Ghi thêm về vụ lộ, mất dữ liệu"))
def amend_breach(*, breach: Breach, facts: Facts, because: str, by: Actor, at: datetime) -> BreachAccount:
    """Ghi thêm về một vụ — a new account beside the old ones, also after it was closed; another hour moves the clock."""
    require(by, "personal.amend_breach", breach.unit)
    rules.check_facts(facts, at)
    check_reason(because)
    last = breach.last
    if last is not None and last.hash == _hash(facts):
        raise Refused(_("Chưa có gì khác lần ghi trước."))
    account = _account(breach, facts, because.strip()[:300], by, at)
    changed = [name for name, value in asdict(facts).items() if last is None or getattr(last, name) != _kept(value)]
    write("personal.amend_breach", breach, by=by, at=at, unit=breach.unit, account=account.pk, hash=account.hash,
          changed=changed, rule=breach.rule)  # fmt: skip
    return account


@act("personal.notify_breach", gettext_lazy("Ghi việc báo cơ quan có thẩm quyền"))
def notify_breach(
    *, breach: Breach, paper_number: str, sent_at: datetime, by: Actor, at: datetime, whom: str = "", how: str = ""
) -> BreachNotice:
    """Ghi việc báo cơ quan có thẩm quyền — by which paper, at which hour; once more where something is added."""
    require(by, "personal.notify_breach", breach.unit)
    rules.check_told(sent_at, breach.found_at, at)
    if not paper_number.strip():
        raise Refused(_("Cần ghi số, ký hiệu của văn bản báo."))
    row = _notice(breach, Told.AUTHORITY, by, at, sent_at=sent_at, paper_number=paper_number.strip(), whom=whom.strip(),
                  how=how.strip())  # fmt: skip
    if breach.state == BreachState.OPEN:
        BREACH.take(breach, "notify", by=by, at=at, on=hanoi_day(sent_at), notified_at=sent_at)
    write("personal.notify_breach", breach, by=by, at=at, on=hanoi_day(sent_at), unit=breach.unit, notice=row.pk)
    return row


@act("personal.inform_persons", gettext_lazy("Ghi việc báo người có dữ liệu"))
def inform_persons(
    *, breach: Breach, how: str, sent_at: datetime, by: Actor, at: datetime, persons: int | None = None
) -> BreachNotice:
    """Ghi việc báo người có dữ liệu — how and when they were told; how many, where that is known."""
    require(by, "personal.inform_persons", breach.unit)
    rules.check_told(sent_at, breach.found_at, at)
    if not how.strip():
        raise Refused(_("Cần ghi báo bằng cách nào."))
    row = _notice(breach, Told.PERSONS, by, at, sent_at=sent_at, how=how.strip(), persons=persons)
    write("personal.inform_persons", breach, by=by, at=at, on=hanoi_day(sent_at), unit=breach.unit, notice=row.pk)
    return row


@act("personal.close_breach", gettext_lazy("Kết thúc xử lý vụ lộ, mất dữ liệu"))
def close_breach(*, breach: Breach, because: str, by: Actor, at: datetime) -> None:
    """Kết thúc xử lý — with what came of it; unnotified only with the words that say why it need not be."""
    require(by, "personal.close_breach", breach.unit)
    rules.check_ending(breach.notified_at is not None, because)
    BREACH.take(breach, "close", by=by, at=at, on=hanoi_day(at), closed_because=because.strip())
    write("personal.close_breach", breach, by=by, at=at, unit=breach.unit, notified=breach.notified_at is not None)


def _account(breach: Breach, facts: Facts, because: str, by: Actor, at: datetime) -> BreachAccount:
    """A new account; the breach bears its hour and its clock."""
    row = BreachAccount.objects.create(
        breach=breach, because=because, hash=_hash(facts), at=at, **by.who,
        **{name: _kept(value) for name, value in asdict(facts).items()},
    )  # fmt: skip
    breach.found_at = facts.found_at
    breach.rule, breach.due_at = _clock(facts.found_at)
    breach.save(update_fields=["found_at", "rule", "due_at"])
    return row


def _clock(found_at: datetime) -> tuple[str, datetime | None]:
    """Until when it must be told, and by which figure; neither where none is set."""
    found = figure(BREACH_FIGURE, on=hanoi_day(found_at))
    counted = due(found, found_at)
    if not found.is_known or not hasattr(counted, "ends_at"):
        return "", None
    return found.id, counted.ends_at


def _notice(breach: Breach, to: str, by: Actor, at: datetime, **said: object) -> BreachNotice:
    row: BreachNotice = BreachNotice.objects.create(breach=breach, to=to, at=at, **by.who, **said)
    return row


def _kept(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _hash(facts: Facts) -> str:
    return hashlib.sha256(canonical(asdict(facts)).encode()).hexdigest()
