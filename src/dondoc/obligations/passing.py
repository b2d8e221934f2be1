"""Chuyển giao của phòng nhiệm vụ — what a unit follows, owes, confirms and helps with goes to its heir; history stays."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from dondoc.access.models import Share
from dondoc.access.rights import share_many
from dondoc.documents.models import Entry, Paper
from dondoc.documents.passing import SHARED, pass_entries
from dondoc.obligations.lifecycle import OPEN, ObligationState, State
from dondoc.obligations.models import Assignment, Obligation, Partner
from dondoc.obligations.queries import CHANGES
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Handing, Ids, Thing, hand
from dondoc.units.models import Unit

OWED = (*OPEN, State.REPORTED)  # done by nobody yet, or not yet answered
HELD = Coalesce("parent__unit", "obligation__unit")  # whose it is to give


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển nhiệm vụ — in the order in which one leans on the other: what is followed, owed, confirmed, helped with."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def _number(ids: Ids, handing: Handing) -> None:
    """Its number stays that of the unit that counted it: NV-12/2026 (NN-A03)."""
    rows, was = Obligation.objects.filter(pk__in=ids), handing.from_unit
    rows.filter(numbered_by__isnull=True).update(numbered_by=was, numbered_as=(was.code or str(was))[:60])
    # Back where it was counted, at once: the giver may have the same number.
    back = rows.filter(numbered_by=handing.to_unit)
    back.update(numbered_by=None, numbered_as="", unit=handing.to_unit)
    rows.update(unit=handing.to_unit)


def _with_duties(ids: Ids, handing: Handing) -> None:
    """The lines that brought them, those that change them, and what others do of them are the receiver's to see."""
    theirs = models.Q(obligations__in=ids)
    changing = models.Q(paper__links_out__relation__in=CHANGES, paper__links_out__target__obligations__in=ids)
    pass_entries(Entry.objects.filter(unit=handing.from_unit).filter(theirs | changing).distinct(), handing)
    papers = Obligation.objects.filter(pk__in=ids).values_list("paper", flat=True)
    share_many(Paper, papers, handing.to_unit, because=SHARED, at=handing.at)
    given = Assignment.objects.filter(obligation__in=ids).exclude(_inside(handing.to_unit))
    share_many(Assignment, given.values_list("pk", flat=True), handing.to_unit, because=SHARED, at=handing.at)


def _inside(unit: Unit) -> models.Q:
    return models.Q(unit__path__gte=unit.path, unit__path__lt=unit.end)


def _owe(ids: Ids, handing: Handing) -> None:
    """Where the receiver was given the same by the same, both stand: nobody here says that one did the other's part."""
    _pass(ids, handing, "unit")


def _confirm(ids: Ids, handing: Handing) -> None:
    _pass(ids, handing, "giver")


def _pass(ids: Ids, handing: Handing, role: str) -> None:
    rows, other = Assignment.objects.filter(pk__in=ids), "giver_id" if role == "unit" else "unit_id"
    mine = {pk: (duty, unit) for pk, duty, unit in rows.values_list("pk", "obligation_id", other)}
    held = Assignment.objects.filter(
        obligation__in={duty for duty, _unit in mine.values()}, is_passed=False, **{role: handing.to_unit}
    ).exclude(state__in=(State.WITHDRAWN, State.HANDED_BACK))
    theirs = set(held.values_list("obligation_id", other))
    twice = [pk for pk, what in mine.items() if what in theirs]
    rows.filter(pk__in=twice).update(is_passed=True, **{role: handing.to_unit})
    rows.exclude(pk__in=twice).update(is_passed=False, **{role: handing.to_unit})


def _with_shares(ids: Ids, handing: Handing) -> None:
    """The receiver sees the paper, the duty, what was given on from it; who gave it, outside that line, sees it still."""
    rows, to_unit = Assignment.objects.filter(pk__in=ids), handing.to_unit
    for model, column in ((Paper, "obligation__paper"), (Obligation, "obligation")):
        share_many(model, rows.values_list(column, flat=True), to_unit, because=SHARED, at=handing.at)
    given_on = Assignment.objects.filter(parent__in=ids).exclude(_inside(to_unit))
    share_many(Assignment, given_on.values_list("pk", flat=True), to_unit, because=SHARED, at=handing.at)
    above = Unit.objects.above(to_unit).values_list("pk", flat=True)
    outside = rows.annotate(held=HELD).exclude(held__in=[*above, to_unit.pk])
    _share_with_holders(outside, handing.at)


def _share_with_holders(rows: models.QuerySet[Any], at: datetime) -> int:
    found = list(rows.values_list("pk", "held"))
    for holder in {held for _pk, held in found}:
        share_many(Assignment, [pk for pk, held in found if held == holder], holder, because=SHARED, at=at)
    return len(found)


def _see_given(ids: Ids, handing: Handing) -> None:
    """Who confirms a share sees it, wherever the doer stands."""
    rows = Assignment.objects.filter(pk__in=ids).exclude(_inside(handing.to_unit))
    share_many(Assignment, rows.values_list("pk", flat=True), handing.to_unit, because=SHARED, at=handing.at)


def _see_helped(ids: Ids, handing: Handing) -> None:
    rows = Assignment.objects.filter(partners__in=ids)
    for model, column in ((Assignment, "pk"), (Obligation, "obligation"), (Paper, "obligation__paper")):
        share_many(model, rows.values_list(column, flat=True), handing.to_unit, because=SHARED, at=handing.at)


def _not_helping(rows: models.QuerySet[Partner], unit: Unit) -> models.QuerySet[Partner]:
    """Not where the receiver does the work, or helps with it already."""
    theirs = Partner.objects.filter(unit=unit, assignment=models.OuterRef("assignment"))
    return rows.exclude(assignment__unit=unit).exclude(models.Exists(theirs))


def unseen(unit: Unit, lost: list[int]) -> models.QuerySet[Any]:
    """Đã giao, sắp mất tầm nhìn — what units above (`lost`) gave into a subtree that leaves them, open or long done."""
    rows = Assignment.objects.filter(_inside(unit)).annotate(held=HELD).filter(held__in=lost)
    told = Share.objects.filter(
        kind=Assignment._meta.label_lower, thing_id=models.OuterRef("pk"), unit=models.OuterRef("held")
    )
    return rows.exclude(models.Exists(told))


def keep_sight(unit: Unit, lost: list[int], at: datetime, most: int) -> int:
    """Giữ tầm nhìn — who gave a share goes on seeing it after the doer leaves his line; some rows at a time."""
    return _share_with_holders(unseen(unit, lost).order_by("pk")[:most], at)


THINGS = (
    Thing(Obligation, "unit", gettext_lazy("Nhiệm vụ đơn vị theo dõi"),
          lambda unit: Obligation.objects.filter(unit=unit, state=ObligationState.CONFIRMED),
          take=_number, also=_with_duties),
    Thing(Assignment, "unit", gettext_lazy("Việc đơn vị phải làm"),
          lambda unit: Assignment.objects.filter(unit=unit, state__in=OWED), take=_owe, also=_with_shares),
    Thing(Assignment, "giver", gettext_lazy("Việc đơn vị đã giao, chờ đơn vị xác nhận"),
          lambda unit: Assignment.objects.filter(giver=unit, state__in=(*OPEN, State.HANDED_BACK)),
          take=_confirm, also=_see_given),
    Thing(Partner, "unit", gettext_lazy("Việc đơn vị phối hợp"),
          lambda unit: Partner.objects.filter(unit=unit, assignment__state__in=OWED),
          unless=_not_helping, also=_see_helped),
)  # fmt: skip

STAYS = {
    "obligations.Counter.unit": "the count of an ended unit's numbers",
    "obligations.Obligation.numbered_by": "who counted it",
}
