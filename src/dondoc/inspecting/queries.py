"""Tra kiểm tra, giám sát — how one stands to a case, its clock, what members' posts say, what the inspected still owe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from dondoc.access.rights import may
from dondoc.inspecting.entitled import seat_in
from dondoc.inspecting.findings import Answer, Document, Finding
from dondoc.inspecting.kinds import dossier, kinds
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.notebook import TeamEntry
from dondoc.inspecting.programmes import InspectionProgramme, Line
from dondoc.inspecting.rights import RECEIVE, SEE
from dondoc.inspecting.rules import stamp
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.watching import Remark
from dondoc.inspecting.words import Answered, What
from dondoc.regulations.counting import Counted
from dondoc.regulations.figures import Figure, Unknown
from dondoc.regulations.queries import by_id, due, figure
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Unit
from dondoc.units.queries import predecessors

SHOWN = 20  # programmes beside other lists; the rest on their own page


@dataclass(frozen=True, slots=True)
class Stand:
    """Đứng ở phía nào — the sides one is on; who is on none but the object's sees what is the object's."""

    serves: bool  # commissions, leads or follows up, as granted
    seat: Seat | None
    parts: tuple[Body, ...]

    @property
    def is_inside(self) -> bool:
        return self.serves or self.seat is not None


def stand(case: Case, actor: Actor) -> Stand:
    """Of a visible case."""
    serves = any(may(actor, SEE, unit) for unit in (case.body, case.lead, case.monitor) if unit)
    told = case.bodies.filter(told_on__isnull=False).select_related("unit").order_by("id")
    return Stand(serves, seat_in(case, actor), tuple(body for body in told if may(actor, RECEIVE, body.unit)))


@dataclass(frozen=True, slots=True)
class Time:
    """Đồng hồ — the figure it runs by, its last day once it has begun, days left as of a day; unknown stays unknown."""

    found: Figure | Unknown | None
    due: Counted | None = None
    left: int | None = None
    stopped_on: date | None = None


def clock(case: Case, today: date) -> Time:
    """Thời hạn cuộc — by the figure stored on its signing day and the extensions decided since; stops with the team's report."""
    found = by_id(case.period_rule) if case.period_rule else None
    if found is None:
        return Time(
            figure(case.sort.period, on=case.signed_on, level=case.level)
            if case.signed_on and case.sort.period
            else None
        )
    if case.started_on is None:
        return Time(found)
    counted = due(found, case.started_on, extended(case))
    if not isinstance(counted, Counted):
        return Time(found)
    until = case.completed_on or today
    return Time(found, counted, (counted.day - until).days, case.completed_on)


def extended(case: Case) -> int:
    """Đã gia hạn — by all its decisions together."""
    return int(case.extensions.aggregate(n=models.Sum("more"))["n"] or 0)


def due_after(case: Case, key: str, event: date | None) -> Counted | Unknown | None:
    """Hạn của một việc sau một sự kiện của cuộc — by the figure in force on its signing day; None while there is no event."""
    if event is None or case.signed_on is None:
        return None
    return due(figure(key, on=case.signed_on, level=case.level), event)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Trùng thời gian — a post a member held at an inspected unit within the period examined: a fact, no judgement."""

    holding: Holding
    from_on: date
    until_on: date


def overlaps(case: Case, seats: Iterable[Seat]) -> dict[int, list[Overlap]]:
    """By seat, the posts held at the inspected units, those below them, and those they came from."""
    of_person: dict[int, list[int]] = {}
    for seat in seats:
        of_person.setdefault(seat.holding.person_id, []).append(seat.pk)
    where = models.Q(pk__in=())
    for unit in with_predecessors(body.unit for body in case.bodies.select_related("unit")):
        where |= models.Q(post__unit__path__gte=unit.path, post__unit__path__lt=unit.end)
    lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=case.examined_from)
    held = Holding.objects.filter(where & lasting, person__in=list(of_person), from_on__lte=case.examined_until)
    found: dict[int, list[Overlap]] = {}
    for row in held.select_related("person", "post__unit", "post__kind").order_by("from_on", "id"):
        until = min(row.until_on or case.examined_until, case.examined_until)
        for pk in of_person[row.person_id]:
            found.setdefault(pk, []).append(Overlap(row, max(row.from_on, case.examined_from), until))
    return found


def with_predecessors(units: Iterable[Unit]) -> list[Unit]:
    """These units and those they came from, as far back as is known."""
    named = {unit.pk: unit for unit in units}
    earlier = set().union(*predecessors(named).values()) - named.keys()
    return [*named.values(), *Unit.objects.filter(pk__in=earlier)]


def debts(units: Iterable[Unit], actor: Actor, but: Case | None = None) -> models.QuerySet[Finding]:
    """Khuyết điểm cũ — of these units and those they came from, announced and not yet closed, in cases one sees from within."""
    whose = [unit.pk for unit in with_predecessors(units)]
    rows = Finding.objects.standing().filter(body__unit__in=whose, closed_on__isnull=True)
    rows = rows.filter(case__in=Case.objects.followed().inside_of(actor).values("pk"))
    return rows.exclude(case=but) if but is not None else rows


def found_in(actor: Actor) -> models.QuerySet[Finding]:
    """Khuyết điểm của những cuộc nhìn được từ bên trong."""
    return Finding.objects.filter(case__in=Case.objects.visible_to(actor).inside_of(actor).values("pk"))


def debts_of(case: Case, actor: Actor) -> models.QuerySet[Finding]:
    """What the inspected of a case still owe from others."""
    return debts([body.unit for body in case.bodies.select_related("unit")], actor, but=case)


def missing(case: Case) -> list[What]:
    """Hồ sơ còn thiếu — what it should hold and neither holds nor says that there is none."""
    held = set(Document.objects.filter(case=case).values_list("what", flat=True))
    return [What(key) for key in dossier(case.sort) if key not in held]


def undone(case: Case) -> dict[str, int]:
    """Việc còn treo của các khuyết điểm — how many of each, in one query."""
    kept = ~models.Q(answered=Answered.ACCEPTED)
    open_ = kept & models.Q(closed_on__isnull=True)
    asked: dict[str, models.Q] = {
        "all": models.Q(), "kept": kept, "untold": models.Q(told_on__isnull=True), "unexplained": models.Q(explained_on__isnull=True),
        "unanswered": models.Q(explained_on__isnull=False, declines=False, answered=""),
        "unrequested": kept & (models.Q(owner__isnull=True) | models.Q(due_on__isnull=True) | models.Q(product="") | models.Q(ask="")),
        "unplanned": models.Q(measure="") & open_, "unreported": models.Q(reported_on__isnull=True) & open_, "open": open_,
    }  # fmt: skip
    counts = {key: models.Count("pk", filter=where) if where else models.Count("pk") for key, where in asked.items()}
    return Finding.objects.filter(case=case).aggregate(**counts)


def to_be_given(case: Case) -> models.QuerySet[Finding]:
    """Yêu cầu chưa thành nhiệm vụ — of an announced notice; one already remedied is not given any more."""
    rows = Finding.objects.standing().filter(case=case, given__isnull=True, closed_on__isnull=True)
    return rows.exclude(owner=None).select_related("owner").order_by("id")


def answer_stamp(answer: Answer | None) -> str:
    """Dấu của một trả lời — also of none yet."""
    return stamp(answer.text, answer.is_none, answer.takes) if answer else stamp()


def finding_stamp(finding: Finding) -> str:
    """Dấu của một khuyết điểm — of what the inspected and who leads write of it."""
    return stamp(finding.explanation, finding.declines, finding.ask, finding.owner_id, finding.due_on, finding.product, finding.cites, finding.measure)  # fmt: skip


def notice_days(case: Case, body: Body) -> int | None:
    """Đối tượng được báo trước bao nhiêu ngày — None while one of the two days is unknown."""
    return (case.deployed_on - body.told_on) // timedelta(days=1) if case.deployed_on and body.told_on else None


def entries(case: Case, actor: Actor) -> models.QuerySet[TeamEntry]:
    """Sổ của đoàn — all for who sits in it; the diary for who ordered the case; nothing for anybody else."""
    rows = TeamEntry.objects.filter(case=case)
    if not actor.is_setup and seat_in(case, actor) is None:
        rows = rows.filter(is_diary=True) if may(actor, SEE, case.body) else rows.none()
    return rows.select_related("seat__holding__person", "corrects").order_by("-on", "-id")


def carriable(actor: Actor) -> list[Remark]:
    """Ghi nhận chưa chuyển thành cuộc — of what one sees from within, the newest first."""
    rows = Remark.objects.inside_of(actor).filter(case__isnull=True)
    return list(rows.for_list().order_by("-on", "-id")[:50])


def has_opened(programme: InspectionProgramme) -> bool:
    """Đã có cuộc mở từ chương trình — it is not withdrawn any more."""
    return Case.objects.filter(line__programme=programme).exists()


@dataclass(frozen=True, slots=True)
class Progress:
    """Chương trình làm đến đâu — of its lines that open a case, as far as one sees them, how many have a conclusion announced."""

    programme: InspectionProgramme
    done: int
    of: int


def running_at(actor: Actor, day: date) -> list[Progress]:
    """Chương trình kiểm tra, giám sát đang thực hiện, và của năm trước — the newest first. Two queries."""
    rows = InspectionProgramme.objects.visible_to(actor).filter(withdrawn_at__isnull=True, from_on__lte=day)
    rows = rows.filter(until_on__year__gte=day.year - 1).for_list().order_by("-from_on", "-id")
    held = list(rows[:SHOWN])
    announced = Case.objects.visible_to(actor).filter(line=models.OuterRef("pk"), announced_on__lte=day)
    of_cases = [key for key, kind in kinds().items() if kind.case]
    lines = Line.objects.visible_to(actor).standing().filter(programme__in=held, kind__in=of_cases)
    counts: dict[int, list[bool]] = {}
    for programme, _pk, is_done in lines.annotate(is_done=models.Exists(announced)).values_list(
        "programme", "pk", "is_done"
    ):
        counts.setdefault(programme, []).append(is_done)
    return [Progress(row, sum(counts.get(row.pk, ())), len(counts.get(row.pk, ()))) for row in held]


def named_in(line: Line) -> models.QuerySet[Unit]:
    """Đơn vị dòng chương trình nêu — whom a case opened by it may inspect."""
    return Unit.objects.filter(pk__in=line.named.values("unit"), ended_on__isnull=True).order_by("path", "id")


def may_owe(case: Case) -> models.QuerySet[Unit]:
    """Đơn vị khắc phục được — the inspected and all below them."""
    where = models.Q(pk__in=())
    for body in case.bodies.select_related("unit"):
        where |= models.Q(path__gte=body.unit.path, path__lt=body.unit.end)
    return Unit.objects.filter(where, ended_on__isnull=True).order_by("path", "id")
