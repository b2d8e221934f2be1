"""Kết thúc — submit, confirm or send back, hand back; report up and the answer from outside."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.implementation import rules
from dondoc.implementation.actions.doing import doer_facts
from dondoc.implementation.models import Proving, Report
from dondoc.implementation.queries import doers
from dondoc.journal.actions import write
from dondoc.obligations.lifecycle import ASSIGNMENT, OPEN
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import done_late, hanoi_day
from dondoc.units.queries import answers_for


@act("implementation.submit", gettext_lazy("Báo cáo hoàn thành"))
def submit(*, assignment: Assignment, by: Actor, at: datetime, text: str = "", on: date | None = None) -> None:
    """Báo cáo hoàn thành — straight from *đã giao* where the work is one letter; needs evidence."""
    require(by, "implementation.submit", assignment.unit)
    rules.check_evidence(_evidence(assignment))
    rules.check_confirmed_here(assignment.is_confirmed_outside)
    if assignment.children.filter(state__in=OPEN).exists():
        raise Refused(_("Còn phần đã giao cho cấp dưới chưa hoàn thành."))
    day = on or hanoi_day(at)
    rules.check_day(day, issued_on=assignment.on, today=hanoi_day(at))
    facts = doer_facts(assignment, by)
    ASSIGNMENT.take(assignment, "submit", by=by, at=at, on=day, submitted_on=day,
                    done_late=_late(assignment, day, at), for_other=facts["for_other"])  # fmt: skip
    _say("submit", assignment, text, by, at, day)
    write("implementation.submit", assignment, by=by, at=at, on=day, unit=assignment.unit)


@act("implementation.approve", gettext_lazy("Xác nhận hoàn thành"))
def approve(*, assignment: Assignment, by: Actor, at: datetime, text: str = "") -> None:
    """Xác nhận hoàn thành — by the giver's unit, and by a person who took no step as doer."""
    rules.check_confirmed_here(assignment.is_confirmed_outside)
    require(by, "implementation.approve", assignment.giver)
    rules.check_not_doer(answers_for(by), doers(assignment))
    rules.check_still_proved(_evidence(assignment))
    ASSIGNMENT.take(assignment, "approve", by=by, at=at, on=hanoi_day(at),
                    done_on=assignment.submitted_on)  # fmt: skip
    _say("approve", assignment, text, by, at, hanoi_day(at))
    write("implementation.approve", assignment, by=by, at=at, unit=assignment.unit)


@act("implementation.send_back", gettext_lazy("Yêu cầu bổ sung"))
def send_back(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> None:
    """Yêu cầu bổ sung — by the giver, saying what is missing; the work is open again."""
    rules.check_confirmed_here(assignment.is_confirmed_outside)
    require(by, "implementation.send_back", assignment.giver)
    check_reason(reason)
    rules.check_not_doer(answers_for(by), doers(assignment))
    ASSIGNMENT.take(assignment, "send_back", by=by, at=at, on=hanoi_day(at), submitted_on=None,
                    done_late=None)  # fmt: skip
    _say("send_back", assignment, reason, by, at, hanoi_day(at))
    write("implementation.send_back", assignment, by=by, at=at, unit=assignment.unit)


@act("implementation.hand_back", gettext_lazy("Trả lại"))
def hand_back(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> None:
    """Trả lại — not ours to do, with a reason; the giver gives it to another."""
    require(by, "implementation.hand_back", assignment.unit)
    check_reason(reason)
    if assignment.children.filter(state__in=OPEN).exists():
        raise Refused(_("Còn phần đã giao cho cấp dưới. Rút các phần ấy trước khi trả lại."))
    ASSIGNMENT.take(assignment, "hand_back", by=by, at=at, on=hanoi_day(at),
                    closed_because=reason.strip(),
                    for_other=doer_facts(assignment, by)["for_other"])  # fmt: skip
    _say("hand_back", assignment, reason, by, at, hanoi_day(at))
    write("implementation.hand_back", assignment, by=by, at=at, unit=assignment.unit)


@act("implementation.report_up", gettext_lazy("Báo cáo cấp trên"))
def report_up(
    *, assignment: Assignment, paper_number: str, paper_on: date, by: Actor, at: datetime,
    paper: Paper | None = None, text: str = "",
) -> None:  # fmt: skip
    """Báo cáo cấp trên — by which paper, what number and day; then *đã báo cáo, chưa có xác nhận*."""
    require(by, "implementation.report_up", assignment.unit)
    rules.check_confirmed_outside(assignment.is_confirmed_outside)
    rules.check_text(paper_number)
    rules.check_day(paper_on, issued_on=assignment.on, today=hanoi_day(at))
    ASSIGNMENT.take(assignment, "report_up", by=by, at=at, on=paper_on, submitted_on=paper_on,
                    done_late=_late(assignment, paper_on, at))  # fmt: skip
    _say("report_up", assignment, text, by, at, paper_on, paper=paper, paper_number=paper_number,
         paper_on=paper_on)  # fmt: skip
    write("implementation.report_up", assignment, by=by, at=at, on=paper_on, unit=assignment.unit)


@act("implementation.close_by_answer", gettext_lazy("Ghi xác nhận của cấp trên"))
def close_by_answer(
    *, assignment: Assignment, paper_number: str, paper_on: date, by: Actor, at: datetime,
    paper: Paper | None = None,
) -> None:  # fmt: skip
    """Ghi xác nhận của cấp trên — the answer's number and day; nobody here confirms in its place."""
    require(by, "implementation.close_by_answer", assignment.unit)
    rules.check_text(paper_number)
    rules.check_day(paper_on, issued_on=assignment.on, today=hanoi_day(at))
    ASSIGNMENT.take(assignment, "close_by_answer", by=by, at=at, on=hanoi_day(at),
                    done_on=assignment.submitted_on)  # fmt: skip
    _say("answer", assignment, "", by, at, paper_on, paper=paper, paper_number=paper_number,
         paper_on=paper_on)  # fmt: skip
    write("implementation.close_by_answer", assignment, by=by, at=at, unit=assignment.unit)


@act("implementation.close_unanswered", gettext_lazy("Thôi chờ trả lời"))
def close_unanswered(*, assignment: Assignment, reason: str, by: Actor, at: datetime) -> None:
    """Thôi chờ trả lời — after the term the office set; it is still counted apart, not as done."""
    require(by, "implementation.close_unanswered", assignment.unit)
    check_reason(reason)
    ASSIGNMENT.take(assignment, "close_unanswered", by=by, at=at, on=hanoi_day(at),
                    closed_because=reason.strip())  # fmt: skip
    write("implementation.close_unanswered", assignment, by=by, at=at, unit=assignment.unit)


def _evidence(assignment: Assignment) -> int:
    return Proving.objects.filter(assignment=assignment, withdrawn_on__isnull=True).count()


def _late(assignment: Assignment, day: date, at: datetime) -> bool | None:
    return done_late(assignment.due_on, day, at, float(assignment.unit.hours_from_hanoi))


def _say(step: str, assignment: Assignment, text: str, by: Actor, at: datetime, on: date, **facts: Any) -> None:
    who = doer_facts(assignment, by)
    if step in ("approve", "send_back"):  # the giver's own word is nobody's in his stead
        who["for_other"] = False
    Report.objects.create(assignment=assignment, step=step, text=text.strip(), on=on, at=at, **who, **facts)
