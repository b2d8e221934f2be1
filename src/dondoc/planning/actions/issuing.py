"""Ban hành kế hoạch — by a registered outgoing paper; rút kế hoạch, with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import may, require, share
from dondoc.documents.actions.registering import issue as issue_paper
from dondoc.documents.actions.reviewing import link
from dondoc.documents.lifecycle import EntryState
from dondoc.documents.models import Direction, Entry, Register, Relation
from dondoc.documents.rules import Fields
from dondoc.journal.actions import write
from dondoc.planning import rules
from dondoc.planning.actions.rounds import freeze
from dondoc.planning.lifecycle import PLAN
from dondoc.planning.models import Comment, Plan, Version
from dondoc.planning.words import PAPER_KINDS, Kind
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Holding, Tree
from dondoc.units.queries import check_stands
from dondoc.units.signed import signed, unsigned

ISSUE = "planning.issue"


@act(ISSUE, gettext_lazy("Ban hành kế hoạch"))
def issue(
    *, plan: Plan, by: Actor, at: datetime, on: date, register: Register | None = None, entry: Entry | None = None,
    signer: Holding | None = None, authority: str = "", place: str = "",
) -> None:  # fmt: skip
    """Ban hành — a new number of the outgoing register, or a paper that stands there; the words are frozen with it.

    Who leads an item sees the plan and its paper from then on.
    """
    require(by, ISSUE, plan.unit)
    day = _day(entry, on)
    rules.check_day(day, hanoi_day(at), plan.source.issued_on)
    rules.check_answered(Comment.objects.filter(version__plan=plan).unanswered().count())
    check_stands(plan.unit)
    block = signed(signer, plan.unit, authority, by) if signer else unsigned(plan.unit, authority, day)
    version = freeze(plan, at, day)
    line = _paper(plan, entry, register, by, at, on)
    said = {"entry": line, "paper": line.paper, "issued_on": day, "place": place.strip(), **block}
    PLAN.take(plan, "issue", by=by, at=at, on=day, **said)
    _show(plan, version, at)
    _link(plan, line, by, at)
    write(ISSUE, plan, by=by, at=at, on=day, unit=plan.unit, paper=line.paper_id, version=version.number)


@act("planning.withdraw", gettext_lazy("Rút kế hoạch"))
def withdraw(*, plan: Plan, reason: str, by: Actor, at: datetime) -> None:
    """Rút kế hoạch — begun or issued by mistake: it counts no more; a number that was taken stays used. Works that were given
    by its items go on: each is withdrawn for itself."""
    require(by, "planning.withdraw", plan.unit)
    check_reason(reason)
    PLAN.take(plan, "withdraw", by=by, at=at, on=hanoi_day(at), withdrawn_because=reason.strip())
    open_ = Version.objects.filter(plan=plan, until_on__isnull=False, closed_on__isnull=True)
    open_.update(closed_on=hanoi_day(at))
    write("planning.withdraw", plan, by=by, at=at, unit=plan.unit)


def _day(entry: Entry | None, on: date) -> date:
    """Of a paper that stands in the register, its own day."""
    return on if entry is None else entry.paper.issued_on or entry.on


def _paper(plan: Plan, entry: Entry | None, register: Register | None, by: Actor, at: datetime, on: date) -> Entry:
    """The line of the outgoing register: the one named, or the next number taken now."""
    if (entry is None) == (register is None):
        raise Refused(_("Chọn một trong hai: lấy số mới ở sổ đi, hoặc văn bản đã vào sổ đi."))
    if entry is not None:
        return _standing(plan, entry)
    assert register is not None
    if register.unit_id != plan.unit_id:
        raise Refused(_("Chọn sổ đi của đơn vị lập kế hoạch."))
    now = Plan.objects.get(pk=plan.pk)
    fields = Fields(kind=PAPER_KINDS[Kind(now.kind)], title=now.title, issued_on=on, secrecy=plan.source.secrecy)
    return issue_paper(register=register, fields=fields, by=by, at=at, on=on)


def _standing(plan: Plan, entry: Entry) -> Entry:
    is_out = entry.register.direction == Direction.OUT and entry.state != EntryState.WITHDRAWN
    if not is_out or entry.unit_id != plan.unit_id:
        raise Refused(_("Chọn một văn bản trong sổ đi của đơn vị lập kế hoạch."))
    if entry.paper_id == plan.source_id:
        raise Refused(_("Kế hoạch là một văn bản khác văn bản mà nó thực hiện."))
    return entry


def _show(plan: Plan, version: Version, at: datetime) -> None:
    owners = {row.owner for row in version.items.exclude(owner=None).select_related("owner")}
    for unit in owners:
        if unit is not None and unit.pk != plan.unit_id and unit.tree != Tree.OUTSIDE:
            for thing in (plan, plan.paper):
                share(thing, unit, because=ISSUE, at=at)  # type: ignore[arg-type]


def _link(plan: Plan, line: Entry, by: Actor, at: datetime) -> None:
    """The plan's paper implements the other, in the lineage too, where its writer may say so."""
    if may(by, "documents.link", plan.unit):
        link(source=line.paper, unit=plan.unit, surface=str(plan.source), relation=Relation.IMPLEMENTS, by=by, at=at,
             canonical=plan.source.canonical, target=plan.source)  # fmt: skip
