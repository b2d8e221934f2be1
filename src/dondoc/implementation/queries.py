"""Tra thực hiện — what this actor can do with an assignment now, and why not the rest."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dondoc.access.rights import may
from dondoc.implementation.models import REMOVED, Evidence, Note, Plan, Proving
from dondoc.obligations.lifecycle import ASSIGNMENT, OPEN, WORKING, State
from dondoc.obligations.models import Assignment, AssignmentQuerySet, AssignmentStep
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, plate_of
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import acting_unit, answers_for


@dataclass(frozen=True, slots=True)
class Offer:
    """Việc làm được — the act's official word; `why_not` says why it cannot be done just now."""

    act: str
    label: Label
    is_primary: bool
    why_not: str = ""


# What is asked of the reader of the page first; giving work away is never the first thing offered.
_PRIMARY = (
    "obligations.accept", "implementation.approve", "implementation.decide_extension", "implementation.submit",
    "implementation.report_up", "implementation.close_by_answer", "implementation.add_evidence",
)  # fmt: skip
_GIVERS = ("implementation.approve", "implementation.decide_extension")
ASKED_OF_GIVER = (
    "implementation.approve", "implementation.send_back", "implementation.decide_extension",
    "obligations.withdraw_assignment",
)  # fmt: skip
GIVE = "obligations.assign"
DOER_STEPS = ("accept", "submit", "hand_back", "report_up")
_SIDE_ACTS = ("implementation.plan", "implementation.note", "implementation.add_evidence")


def unproved() -> AssignmentQuerySet:
    """Đã xác nhận, nay không còn minh chứng — each proof it had was taken off, withdrawn, or removed by an incident."""
    gone = Proving.objects.filter(REMOVED | Q(withdrawn_on__isnull=False)).values("assignment")
    standing = Proving.objects.filter(~REMOVED, assignment=OuterRef("pk"), withdrawn_on__isnull=True)
    return Assignment.objects.filter(~Exists(standing), state=State.DONE, pk__in=gone)


def offers(assignment: Assignment, actor: Actor) -> list[Offer]:
    """What the actor may do here: the steps of the table ∩ his rights, one of them primary."""
    found = [*_steps(assignment, actor), *_answers(assignment, actor), *_work(assignment, actor)]
    able = {o.act for o in found if not o.why_not}
    own = acting_unit(actor) == assignment.unit  # what is done for another unit is never the first thing asked
    first = next((act for act in _PRIMARY if act in able and (own or act in _GIVERS)), None)
    if assignment.state == State.HANDED_BACK and GIVE in able:
        first = GIVE
    offered = [Offer(o.act, o.label, o.act == first, o.why_not) for o in found]
    return sorted(offered, key=lambda o: (not o.is_primary, bool(o.why_not)))


def _steps(assignment: Assignment, actor: Actor) -> list[Offer]:
    unfit = "implementation.submit" if assignment.is_confirmed_outside else "implementation.report_up"
    offered = ASSIGNMENT.offered_from(assignment.state)
    shown = [s for s in offered if s.act != unfit and may(actor, s.act, where_of(s.act, assignment))]
    return [Offer(s.act, s.label, False, _why_not(s.act, assignment, actor)) for s in shown]


def where_of(act: str, assignment: Assignment) -> object:
    """At whose unit the right is asked: the giver's for confirming, the holder's for withdrawing."""
    if act in ("implementation.approve", "implementation.send_back"):
        return assignment.giver
    if act == "obligations.withdraw_assignment":
        return holder_of(assignment)
    return assignment.unit


def _why_not(act: str, assignment: Assignment, actor: Actor) -> str:
    if act == "implementation.submit" and not assignment.provings.filter(withdrawn_on=None).exists():
        return _("Thêm minh chứng trước.")
    if act in ("implementation.approve", "implementation.send_back"):
        if (answers_for(actor) & doers(assignment)) - {None}:
            return _("Đồng chí đã tham gia thực hiện việc này.")
    return ""


def _answers(assignment: Assignment, actor: Actor) -> list[Offer]:
    """What waits for the giver's word: a later day asked for; what was handed back, to be given to another."""
    decide = "implementation.decide_extension"
    if assignment.state in OPEN and assignment.is_extending and may(actor, decide, decider(assignment)):
        return [Offer(decide, plate_of(decide).label, False)]
    if assignment.state == State.HANDED_BACK and may(actor, GIVE, holder_of(assignment)):
        return [Offer(GIVE, _("Giao cho đơn vị khác"), False)]
    return []


def decider(assignment: Assignment) -> Unit:
    """Who decides a later day: the giver; for what a body outside gave, the unit that entered its answer."""
    return assignment.unit if assignment.giver.tree == Tree.OUTSIDE else assignment.giver


def holder_of(assignment: Assignment) -> Unit:
    """Whose it is to give: the doer of the share above, else the unit whose obligation it is."""
    return assignment.parent.unit if assignment.parent else assignment.obligation.unit


def _work(assignment: Assignment, actor: Actor) -> list[Offer]:
    if assignment.state not in OPEN:
        return []
    acts = [a for a in _SIDE_ACTS if may(actor, a, assignment.unit)]
    if may(actor, GIVE, assignment.unit) and Unit.objects.below(assignment.unit).working()[1:].exists():
        acts.append(GIVE)
    if assignment.state in WORKING and may(actor, "implementation.ask_extension", assignment.unit):
        acts.append("implementation.ask_extension")
    return [Offer(a, plate_of(a).label, False) for a in acts]


def doers(assignment: Assignment) -> set[int | None]:
    """Persons who took a step as doer: accepted, planned, noted, proved, submitted."""
    steps = AssignmentStep.objects.filter(thing=assignment, step__in=DOER_STEPS)
    found: set[int | None] = set(steps.values_list("person_id", flat=True))
    for model in (Plan, Note, Proving):
        rows = model._default_manager.filter(assignment=assignment)
        found |= set(rows.values_list("person_id", flat=True))
    return found


def givers(unit: Unit, actor: Actor) -> dict[Unit, int]:
    """Nơi đã giao việc đang mở cho một đơn vị, bao nhiêu việc — of what one sees; nearest the root first."""
    rows = Assignment.objects.visible_to(actor).open().filter(unit=unit).order_by()
    counts: dict[int, int] = dict(rows.values_list("giver").annotate(n=Count("pk")))
    return {giver: counts[giver.pk] for giver in Unit.objects.filter(pk__in=counts).order_by("path", "id")}


def proved_by(evidence: Evidence, actor: Actor) -> tuple[list[Proving], int]:
    """Việc một minh chứng chứng minh — of what one sees, and how many in all; what was taken off stays in the list."""
    rows = Proving.objects.visible_to(actor).filter(evidence=evidence)
    shown = list(rows.select_related("assignment__obligation__paper", "assignment__unit").order_by("id"))
    return shown, Proving.objects.filter(evidence=evidence).count()


def proving_counts(evidence: list[int]) -> dict[int, int]:
    """How many works each proves now. One query."""
    rows = Proving.objects.filter(evidence__in=evidence, withdrawn_on=None).order_by().values_list("evidence")
    return dict(rows.annotate(n=Count("pk")))


def provable(evidence: Evidence, actor: Actor, most: int) -> list[Assignment]:
    """Việc đang mở có thể dùng minh chứng ấy — of its unit and of those above, where one may add evidence."""
    line = [*Unit.objects.above(evidence.unit).values_list("pk", flat=True), evidence.unit_id]
    proved = Proving.objects.filter(evidence=evidence, withdrawn_on=None).values("assignment")
    rows = Assignment.objects.visible_to(actor).open().filter(unit__in=line).exclude(pk__in=proved)
    found = rows.for_list().select_related("unit", "obligation").order_by("due_on", "id")[:most]
    return [row for row in found if may(actor, "implementation.add_evidence", row.unit)]
