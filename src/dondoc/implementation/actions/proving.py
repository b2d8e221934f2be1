"""Minh chứng — added to a work, used again for another, taken off one, withdrawn from all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees
from dondoc.documents.models import Paper
from dondoc.implementation import rules
from dondoc.implementation.actions.doing import doer_facts, is_open
from dondoc.implementation.models import REMOVED, Evidence, Proving
from dondoc.implementation.proving import Proof, check_stands, day_taken, evidence_of
from dondoc.journal.actions import write
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.shared.calendar import hanoi_day

ADD, WITHDRAW = "implementation.add_evidence", "implementation.withdraw_evidence"


@act(ADD, gettext_lazy("Thêm minh chứng"))
def add_evidence(
    *, assignment: Assignment, kind: str, text: str, by: Actor, at: datetime, on: date | None = None, data: bytes = b"",
    file_name: str = "", paper: Paper | None = None, page: str = "", keeper: str = "", level: str = "",
    thing: tuple[str, int] | None = None,
) -> Evidence:  # fmt: skip
    """Thêm minh chứng — a file, a photo, a registered paper and page, a session, or words naming a paper original.

    `level` is the mark a file bears; refused where that level may not be held. A photo without a day has the one its
    camera wrote.
    """
    require(by, ADD, assignment.unit)
    _check_provable(assignment)
    proof = Proof(kind, text, data, file_name, paper, page, keeper, level, thing)
    day = on or day_taken(proof, at) or hanoi_day(at)
    rules.check_day(day, issued_on=assignment.on, today=hanoi_day(at))
    none = _("Chọn tệp, văn bản đã vào sổ, buổi đã ghi, hoặc ghi nơi giữ bản giấy.")
    row = evidence_of(replace(proof, on=day), none, unit=assignment.unit, on=day, by=by, at=at)
    _prove(assignment, row, day, by, at)
    write(ADD, row, by=by, at=at, on=day, unit=assignment.unit, assignment=assignment.pk)
    return row


@act("implementation.reuse_evidence", gettext_lazy("Dùng lại minh chứng"))
def reuse_evidence(*, assignment: Assignment, evidence: Evidence, by: Actor, at: datetime) -> Proving:
    """Dùng lại minh chứng — one that stands, of the doer or of a unit below it, proves this work too."""
    require(by, ADD, assignment.unit)
    _check_provable(assignment)
    check_stands(evidence)
    if not evidence.unit.is_inside(assignment.unit) or not sees(by, evidence):
        raise Refused(_("Chỉ dùng lại minh chứng của đơn vị làm việc này, hoặc của đơn vị bên dưới."))
    row = _prove(assignment, evidence, hanoi_day(at), by, at)
    write(
        "implementation.reuse_evidence",
        evidence,
        by=by,
        at=at,
        on=row.on,
        unit=assignment.unit,
        assignment=assignment.pk,
    )
    return row


@act("implementation.take_off_evidence", gettext_lazy("Gỡ minh chứng khỏi việc"))
def take_off_evidence(*, proving: Proving, reason: str, by: Actor, at: datetime) -> None:
    """Gỡ minh chứng — it proves this work no more; what else it proves stays proved."""
    unit = proving.assignment.unit
    require(by, WITHDRAW, unit)
    check_reason(reason)
    if not _ended(Proving.objects.filter(pk=proving.pk), reason, at):
        raise Refused(_("Minh chứng này đã được gỡ hoặc rút."))
    write(
        "implementation.take_off_evidence", proving.evidence, by=by, at=at, unit=unit, assignment=proving.assignment_id
    )


@act(WITHDRAW, gettext_lazy("Rút minh chứng"))
def withdraw_evidence(*, evidence: Evidence, reason: str, by: Actor, at: datetime) -> None:
    """Rút minh chứng — it stays in the record, with the day and the reason; whatever it proved has it no more and says so."""
    require(by, WITHDRAW, evidence.unit)
    check_reason(reason)
    if not _ended(Evidence.objects.filter(pk=evidence.pk), reason, at):
        raise Refused(_("Minh chứng này đã được rút."))
    work = Proving.objects.filter(evidence=evidence, withdrawn_on__isnull=True)
    proved = sorted(work.values_list("assignment_id", flat=True))
    _ended(work, reason, at)
    write(WITHDRAW, evidence, by=by, at=at, unit=evidence.unit, assignments=proved)


def _ended(rows: Any, reason: str, at: datetime) -> int:
    standing = rows.filter(withdrawn_on__isnull=True)
    return int(standing.update(withdrawn_on=hanoi_day(at), withdrawn_because=reason.strip()[:300]))


def _prove(assignment: Assignment, evidence: Evidence, on: date, by: Actor, at: datetime) -> Proving:
    """From the day it happened; used again, from the day that was said: earlier days are told as they were."""
    with or_refuse(_("Minh chứng này đã ở việc ấy rồi.")):
        return Proving.objects.create(
            assignment=assignment, evidence=evidence, on=on, at=at,
            **doer_facts(assignment, by),
        )  # fmt: skip


def _check_provable(assignment: Assignment) -> None:
    """Open work; of what has ended, only what lost its proof: else it could never be put right."""
    rows = Proving.objects.filter(assignment=assignment)
    standing = rows.filter(~REMOVED, withdrawn_on__isnull=True).count()
    if not rules.may_be_proved(is_open(assignment), rows.count(), standing):
        raise Refused(_("Việc này đã kết thúc."))
