"""Đôn đốc — many works in one act, by one registered outgoing paper; withdrawn where it was sent by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, share
from dondoc.documents.actions.registering import issue as issue_paper
from dondoc.documents.lifecycle import EntryState
from dondoc.documents.models import Direction, Entry, Register
from dondoc.documents.rules import Fields
from dondoc.implementation.queries import decider
from dondoc.journal.actions import write
from dondoc.obligations.models import Assignment
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.profile import highest
from dondoc.units.models import Holding, Tree, Unit
from dondoc.units.queries import check_stands
from dondoc.units.signed import signed, unsigned
from dondoc.urging import rules
from dondoc.urging.lifecycle import URGED, WAITING
from dondoc.urging.models import Urge, Urged, matter
from dondoc.urging.queries import ISSUE, laddered, laddered_periods, name_of, share_of, work_facts, work_of
from dondoc.urging.rungs import KINDS, TO_DOER, Rung
from dondoc.urging.sheets import title_of


@act(ISSUE, gettext_lazy("Đôn đốc"))
def issue(
    *, assignments: Sequence[Assignment], rung: str, unit: Unit, by: Actor, at: datetime, on: date,
    register: Register | None = None, entry: Entry | None = None, kind: str = "", text: str = "", reason: str = "",
    answer_on: date | None = None, addressee: Unit | None = None, signer: Holding | None = None, authority: str = "",
    place: str = "", periods: Sequence[Occurrence] = (),
) -> Urge:  # fmt: skip
    """Đôn đốc — works, and periods of recurring ones, of one unit or of many, all or none, by a paper numbered in the outgoing register of `unit`:
    a new one (`register`), or one that stands there already (`entry`).
    """
    require(by, ISSUE, unit)
    rows = [*_works(assignments, hanoi_day(at)), *_periods(periods, hanoi_day(at))]
    rules.check_some(len(rows))
    rules.check_days(on, hanoi_day(at), answer_on)
    rules.check_addressee(rung, addressee is not None)
    for row in rows:
        _check(row, unit, rung, reason, at)
    block = signed(signer, unit, authority, by) if signer else unsigned(unit, authority, hanoi_day(at))
    level = highest(row.secrecy for row in rows)
    line = _paper(unit, entry, register, kind or KINDS[Rung(rung)], title_of(rung), level, by, at, on)
    urge = Urge.objects.create(
        rung=rung, by_unit=unit, addressee=addressee, entry=line, paper=line.paper, text=text.strip(), reason=reason.strip(),
        answer_on=answer_on, place=place.strip(), on=on, at=at, **by.who, **block,
    )  # fmt: skip
    _lines(urge, rows, by)
    check_stands(unit, *({share_of(row).unit for row in rows} if addressee is None else ()))
    works = [share_of(row).pk for row in rows]
    write(ISSUE, urge, by=by, at=at, on=on, unit=unit, rung=rung, paper=line.paper_id, assignments=works)
    return urge


@act("urging.withdraw", gettext_lazy("Rút đôn đốc"))
def withdraw(*, urge: Urge, reason: str, by: Actor, at: datetime) -> None:
    """Rút đôn đốc — sent by mistake: what nobody answered counts no more; the paper's number stays used."""
    require(by, "urging.withdraw", urge.by_unit)
    check_reason(reason)
    lines = list(urge.lines.filter(state__in=WAITING).order_by("id"))
    if urge.rung == Rung.REMIND or not lines:
        raise Refused(_("Không còn việc nào trong lần đôn đốc này để rút."))
    for line in lines:
        URGED.take(line, "withdraw", by=by, at=at, on=hanoi_day(at))
    Urge.objects.filter(pk=urge.pk).update(withdrawn_because=reason.strip())
    write("urging.withdraw", urge, by=by, at=at, unit=urge.by_unit, assignments=[line.assignment_id for line in lines])


def _works(assignments: Sequence[Assignment], day: date) -> list[Any]:
    """As they stand now, with their rungs; the soonest given first of each unit."""
    rows = Assignment.objects.filter(pk__in={row.pk for row in assignments})
    found = laddered(rows, day).select_related("obligation__paper", "unit", "giver", "parent")
    return list(found.order_by("unit__path", "due_on", "id"))


def _periods(periods: Sequence[Occurrence], day: date) -> list[Any]:
    rows = Occurrence.objects.filter(pk__in={row.pk for row in periods})
    found = laddered_periods(rows, day).select_related(
        "assignment__obligation__paper", "assignment__unit", "assignment__giver", "assignment__parent", "paper"
    )
    return list(found.order_by("assignment__unit__path", "due_on", "id"))


def _check(row: Any, unit: Unit, rung: str, reason: str, at: datetime) -> None:
    name, share = name_of(row), share_of(row)
    inside = decider(share).is_inside(unit)
    rules.check_giver(share.giver.tree == Tree.OUTSIDE, share.giver_id == share.unit_id, inside, name)
    rules.check_urgeable(work_of(row, at), name)
    rules.check_climb(row.last_rung, rung, reason)


def _paper(
    unit: Unit, entry: Entry | None, register: Register | None, kind: str, title: str, level: str, by: Actor, at: datetime,
    on: date,
) -> Entry:  # fmt: skip
    """The line of the outgoing register: the one named, or the next number taken now."""
    if (entry is None) == (register is None):
        raise Refused(_("Chọn một trong hai: lấy số mới ở sổ đi, hoặc văn bản đã vào sổ đi."))
    if entry is not None:
        is_out = entry.register.direction == Direction.OUT and entry.state != EntryState.WITHDRAWN
        if not is_out or entry.unit_id != unit.pk:
            raise Refused(_("Chọn một văn bản trong sổ đi của đơn vị đứng tên đôn đốc."))
        return entry
    assert register is not None
    if register.unit_id != unit.pk:
        raise Refused(_("Chọn sổ đi của đơn vị đứng tên đôn đốc."))
    fields = Fields(kind=kind, title=title, issued_on=on, secrecy=level)
    return issue_paper(register=register, fields=fields, by=by, at=at, on=on)


def _lines(urge: Urge, rows: Sequence[Any], by: Actor) -> None:
    """A line a work, as it now reads; who is told sees the paper, and a receiver elsewhere the work too."""
    for row in rows:
        facts = work_facts(row)
        text = matter(facts["assignment"].obligation.text, facts["occurrence"])
        line = Urged.objects.create(urge=urge, **facts, text=text, at=urge.at)
        URGED.start(line, by=by, at=urge.at, on=urge.on)
        _show(urge, facts["assignment"])


def _show(urge: Urge, row: Assignment) -> None:
    paper = urge.paper
    assert paper is not None, "a rung above reminding has its paper"
    if urge.rung in TO_DOER:
        share(paper, row.unit, because=ISSUE, at=urge.at)
    elif urge.addressee is not None and urge.addressee.tree != Tree.OUTSIDE:
        for thing in (paper, row, row.obligation, row.obligation.paper):
            share(thing, urge.addressee, because=ISSUE, at=urge.at)
