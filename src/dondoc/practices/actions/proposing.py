"""Đề xuất một cách làm hay — by the unit that did it; amended as long as nobody above has confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.implementation.models import Evidence
from dondoc.implementation.proving import check_own
from dondoc.journal.actions import write
from dondoc.obligations.models import Obligation
from dondoc.practices import rules
from dondoc.practices.lifecycle import PRACTICE
from dondoc.practices.models import Practice, Proof
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands, is_for_other

PROPOSE, AMEND = "practices.propose", "practices.amend"


@dataclass(frozen=True, slots=True)
class Told:
    """Điều kể lại — what was wrong, what was done, what came of it, where; for which paper or duty; by what it is shown."""

    name: str
    problem: str
    done: str
    result: str
    place: str = ""
    paper: Paper | None = None
    obligation: Obligation | None = None
    evidence: Sequence[Evidence] = ()


@act(PROPOSE, gettext_lazy("Đề xuất cách làm hay"))
def propose(*, unit: Unit, told: Told, by: Actor, at: datetime, on: date | None = None) -> Practice:
    """Đề xuất cách làm hay — goes to the units above, who confirm it or ask for more."""
    require(by, PROPOSE, unit)
    return enter(unit=unit, told=told, by=by, at=at, on=on)


def enter(
    *, unit: Unit, told: Told, by: Actor, at: datetime, on: date | None = None, is_praised: bool = False
) -> Practice:
    """Ghi vào thư viện — for an act that has asked its own right: of a unit that an inspection found doing well."""
    _check(told, unit)
    day = on or hanoi_day(at)
    row = Practice.objects.create(unit=unit, on=day, at=at, is_praised=is_praised, **_columns(told))
    _prove(row, told)
    check_stands(unit)
    PRACTICE.start(row, by=by, at=at, on=day)
    write(PROPOSE, row, by=by, at=at, on=day, unit=unit, paper=row.paper_id, obligation=row.obligation_id)
    return row


@act(AMEND, gettext_lazy("Sửa và đề xuất lại cách làm hay"))
def amend(*, practice: Practice, told: Told, by: Actor, at: datetime) -> None:
    """Sửa và đề xuất lại — what was asked for is added; what had been sent back goes up again."""
    require(by, AMEND, practice.unit)
    _check(told, practice.unit)
    PRACTICE.take(
        practice, "amend", by=by, at=at, on=hanoi_day(at), for_other=is_for_other(by, practice.unit_id), because=""
    )
    for name, value in _columns(told).items():
        setattr(practice, name, value)
    practice.save()
    _prove_anew(practice, told, by)
    write(AMEND, practice, by=by, at=at, unit=practice.unit)


def _check(told: Told, unit: Unit) -> None:
    """Raises Refused of what is not told, secret, or shown by another."""
    rules.check_told(told.name, told.problem, told.done, told.result)
    rules.check_open(one.secrecy for one in (told.paper, told.obligation, *told.evidence) if one is not None)
    check_own(told.evidence, unit)


def _columns(told: Told) -> dict[str, object]:
    """A duty says its paper."""
    paper = told.obligation.paper if told.obligation else told.paper
    return {"name": told.name.strip()[:200], "problem": told.problem.strip(), "done": told.done.strip(), "result": told.result.strip(),
            "place": told.place.strip()[:200], "paper": paper, "obligation": told.obligation}  # fmt: skip


def _prove(row: Practice, told: Told) -> None:
    held = set(row.proofs.values_list("evidence", flat=True))
    Proof.objects.bulk_create(Proof(practice=row, evidence=one) for one in told.evidence if one.pk not in held)


def _prove_anew(row: Practice, told: Told, by: Actor) -> None:
    """By what is told now; what who amends it does not see he could not tell again, so it stays."""
    row.proofs.filter(evidence__in=Evidence.objects.visible_to(by)).delete()
    _prove(row, told)
