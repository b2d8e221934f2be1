"""Hành vi thi đua, khen thưởng — register, propose with what was shown, enter the decision, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.commending import rules
from dondoc.commending.lifecycle import MERIT
from dondoc.commending.models import Merit, MeritProof
from dondoc.commending.queries import names_somebody
from dondoc.documents.models import Paper
from dondoc.implementation.models import Evidence
from dondoc.implementation.proving import check_own
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act, check_reason, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import above, check_stands, is_for_other

REGISTER, PROPOSE, GRANT = "commending.register", "commending.propose", "commending.grant"
REFUSE, WITHDRAW = "commending.refuse", "commending.withdraw"


@act(REGISTER, gettext_lazy("Đăng ký thi đua"))
def register(*, unit: Unit, year: int, form: str, by: Actor, at: datetime, collective: str = "") -> Merit:
    """Đăng ký thi đua — what a unit, or a collective in it, aims at in a year."""
    require(by, REGISTER, unit)
    day = hanoi_day(at)
    rules.check_registered(year, form, this_year=day.year)
    rules.check_collective(form, collective)
    rules.check_unnamed(names_one=names_somebody(form, collective))
    row = _once(unit, year, form.strip()[:160], collective.strip()[:200], day, at)
    check_stands(unit)
    MERIT.start(row, by=by, at=at, on=day)
    write(REGISTER, row, by=by, at=at, unit=unit, year=year)
    return row


def _once(unit: Unit, year: int, form: str, collective: str, day: date, at: datetime) -> Merit:
    with or_refuse(_("Đã đăng ký danh hiệu, hình thức này cho năm ấy.")):
        return Merit.objects.create(unit=unit, year=year, form=form, collective=collective, on=day, at=at)


@act(PROPOSE, gettext_lazy("Đề nghị khen thưởng"))
def propose(
    *, merit: Merit, ground: str, by: Actor, at: datetime, evidence: Sequence[Evidence] = (), paper: Paper | None = None
) -> None:
    """Đề nghị khen thưởng — by what was done, and the evidence already given for it."""
    require(by, PROPOSE, merit.unit)
    rules.check_grounded(ground, len(evidence), has_paper=paper is not None)
    rules.check_unnamed(names_one=names_somebody(ground))
    check_own(evidence, merit.unit)
    _take(merit, "propose", by, at, ground=ground.strip(), proposal=paper)
    MeritProof.objects.bulk_create(MeritProof(merit=merit, evidence=one) for one in evidence)
    write(PROPOSE, merit, by=by, at=at, unit=merit.unit, paper=merit.proposal_id)


@act(GRANT, gettext_lazy("Ghi quyết định khen thưởng"))
def grant(*, merit: Merit, paper: Paper, by: Actor, at: datetime) -> None:
    """Ghi quyết định — the paper that grants it, which is in the register; the names in it are read there."""
    require(by, GRANT, above(merit.unit))
    rules.check_decided(paper.issued_on, merit.year)
    rules.check_issuer(
        paper.issuer.path if paper.issuer else None, merit.unit.path, is_root=merit.unit.parent_id is None
    )
    _take(merit, "grant", by, at, decision=paper)
    write(GRANT, merit, by=by, at=at, unit=merit.unit, paper=paper.pk)


@act(REFUSE, gettext_lazy("Ghi không được khen"))
def refuse(*, merit: Merit, reason: str, by: Actor, at: datetime) -> None:
    """Không được khen — with the reason that was given."""
    require(by, REFUSE, above(merit.unit))
    _end(merit, "refuse", REFUSE, reason, by, at)


@act(WITHDRAW, gettext_lazy("Rút đăng ký thi đua"))
def withdraw(*, merit: Merit, reason: str, by: Actor, at: datetime) -> None:
    """Rút — the unit no longer aims at it, or it was registered by mistake."""
    require(by, WITHDRAW, merit.unit)
    _end(merit, "withdraw", WITHDRAW, reason, by, at)


def _end(merit: Merit, step: str, name: str, reason: str, by: Actor, at: datetime) -> None:
    check_reason(reason)
    _take(merit, step, by, at, because=reason.strip()[:500])
    write(name, merit, by=by, at=at, unit=merit.unit)


def _take(merit: Merit, step: str, by: Actor, at: datetime, **changes: Any) -> None:
    MERIT.take(merit, step, by=by, at=at, on=hanoi_day(at), for_other=is_for_other(by, merit.unit_id), **changes)
