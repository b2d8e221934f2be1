"""Khắc phục — planned and reported by the inspected finding by finding; taken, verified and closed by who follows it up."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, check_unchanged, step, trace
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import debts_of, undone
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import answers_for

MEASURE, SEND, REDO, TAKE = (
    "inspecting.plan_finding",
    "inspecting.send_plan",
    "inspecting.return_plan",
    "inspecting.accept_plan",
)
REPORT, SENT, MORE = "inspecting.report_finding", "inspecting.report_remedy", "inspecting.return_remedy"
CONFIRM, VERIFIED, CLOSE = "inspecting.verify_finding", "inspecting.verify_remedy", "inspecting.close"


@act(MEASURE, gettext_lazy("Ghi biện pháp khắc phục"))
def plan_finding(*, finding: Finding, measure: str, by: Actor, at: datetime, was: str = "") -> None:
    """Biện pháp — what will be done about one finding."""
    require(by, MEASURE, finding.body.unit)
    rules.check_text(measure)
    check_at(finding.case, (State.ANNOUNCED,))
    check_unchanged(finding, was, "measure")
    Finding.objects.standing().filter(pk=finding.pk).update(measure=measure.strip())
    trace(MEASURE, finding.case, by, at, finding=finding.pk)


@act(SEND, gettext_lazy("Gửi kế hoạch khắc phục"))
def send_plan(*, body: Body, by: Actor, at: datetime) -> None:
    """Gửi kế hoạch — none of its findings left out; when the last of the inspected has sent its own, the case goes on."""
    case = body.case
    require(by, SEND, body.unit)
    check_at(case, (State.ANNOUNCED,))
    own = Finding.objects.standing().filter(body=body, closed_on__isnull=True)
    left = own.filter(measure="").count()
    if left:
        raise Refused(_("Còn %(n)s khuyết điểm chưa có biện pháp khắc phục.") % {"n": left})
    if not own.exists():
        raise Refused(_("Không có khuyết điểm nào phải khắc phục."))
    Body.objects.filter(pk=body.pk).update(planned_on=hanoi_day(at))
    waiting = Finding.objects.standing().filter(case=case, closed_on__isnull=True, body__planned_on__isnull=True)
    if not waiting.exists():
        step(case, "send_plan", by, at)
    trace(SEND, case, by, at)


@act(REDO, gettext_lazy("Yêu cầu sửa kế hoạch khắc phục"))
def return_plan(*, case: Case, reason: str, by: Actor, at: datetime) -> None:
    """Yêu cầu sửa kế hoạch — by who follows it up."""
    require(by, REDO, monitor_of(case))
    check_reason(reason)
    step(case, "return_plan", by, at, because=reason.strip()[:500])
    Body.objects.filter(case=case).update(planned_on=None)
    trace(REDO, case, by, at)


@act(TAKE, gettext_lazy("Nhận kế hoạch khắc phục"))
def accept_plan(*, case: Case, by: Actor, at: datetime) -> None:
    """Nhận kế hoạch — it is being carried out from now on."""
    require(by, TAKE, monitor_of(case))
    step(case, "accept_plan", by, at, because="")
    trace(TAKE, case, by, at)


@act(REPORT, gettext_lazy("Báo cáo khắc phục một khuyết điểm"))
def report_finding(
    *, finding: Finding, evidence: str, by: Actor, at: datetime, on: date | None = None, paper: Paper | None = None
) -> None:
    """Báo cáo một khuyết điểm — with what shows it; it is not closed by this."""
    require(by, REPORT, finding.body.unit)
    day = on or hanoi_day(at)
    check_come(day, at)
    if not evidence.strip():
        raise Refused(_("Ghi minh chứng: văn bản, sản phẩm đã có."))
    check_at(finding.case, (State.REMEDYING,))
    said = {"evidence": evidence.strip()[:500], "evidence_paper": paper, "reported_on": day, "person_id": by.person_id}
    Finding.objects.standing().filter(pk=finding.pk, closed_on__isnull=True).update(**said)
    trace(REPORT, finding.case, by, at, on=on, finding=finding.pk)


@act(SENT, gettext_lazy("Báo cáo khắc phục"))
def report_remedy(*, body: Body, by: Actor, at: datetime) -> None:
    """Báo cáo khắc phục — sent by one of the inspected when nothing of the case is left unreported."""
    case = body.case
    require(by, SENT, body.unit)
    left = undone(case)["unreported"]
    if left:
        raise Refused(_("Còn %(n)s khuyết điểm chưa báo cáo khắc phục.") % {"n": left})
    step(case, "report_remedy", by, at)
    trace(SENT, case, by, at)


@act(MORE, gettext_lazy("Yêu cầu khắc phục tiếp"))
def return_remedy(*, finding: Finding, reason: str, by: Actor, at: datetime) -> None:
    """Yêu cầu khắc phục tiếp — what was shown is not enough; the rest that was verified stays so."""
    case = finding.case
    require(by, MORE, monitor_of(case))
    check_reason(reason)
    step(case, "return_remedy", by, at)
    rows = Finding.objects.standing().filter(pk=finding.pk, closed_on__isnull=True)
    rows.update(reported_on=None, opinion=reason.strip()[:500])
    trace(MORE, case, by, at, finding=finding.pk)


@act(CONFIRM, gettext_lazy("Xác nhận đã khắc phục"))
def verify_finding(*, finding: Finding, opinion: str, by: Actor, at: datetime, on: date | None = None) -> None:
    """Xác nhận — by the unit named in the notice, never by the inspected; owner, day, product, evidence are all there."""
    case = finding.case
    require(by, CONFIRM, monitor_of(case))
    check_reason(opinion)
    day = on or hanoi_day(at)
    check_come(day, at)
    check_at(case, (State.REMEDYING, State.REMEDY_REPORTED))
    rows = Finding.objects.standing().filter(pk=finding.pk, reported_on__isnull=False, closed_on__isnull=True)
    if rows.filter(person_id__in=answers_for(by) - {None}).exists():
        raise Refused(_("Ai đã báo cáo khắc phục thì không xác nhận được."))
    if not rows.exclude(evidence="").update(closed_on=day, closed_at=at, opinion=opinion.strip()[:500]):
        raise Refused(_("Khuyết điểm này chưa được báo cáo khắc phục, hoặc đã được xác nhận."))
    trace(CONFIRM, case, by, at, on=on, finding=finding.pk)


@act(VERIFIED, gettext_lazy("Xác nhận khắc phục"))
def verify_remedy(*, case: Case, by: Actor, at: datetime) -> None:
    """Xác nhận khắc phục của cả cuộc — nothing is left open."""
    require(by, VERIFIED, monitor_of(case))
    left = undone(case)["open"]
    if left:
        raise Refused(_("Còn %(n)s khuyết điểm chưa được xác nhận đã khắc phục.") % {"n": left})
    step(case, "verify_remedy", by, at)
    trace(VERIFIED, case, by, at)


@act(CLOSE, gettext_lazy("Kết thúc theo dõi"))
def close(*, case: Case, reason: str, by: Actor, at: datetime, debts: int = 0) -> None:
    """Kết thúc theo dõi — by who follows it up, on a ground; older debts of the same units were looked at once more."""
    require(by, CLOSE, monitor_of(case))
    check_reason(reason)
    left = undone(case)
    check_at(case, (State.VERIFIED, State.ANNOUNCED))
    is_verified, is_archived = case.state == State.VERIFIED, case.archived_on is not None
    rules.check_closing(left["open"], has_findings=bool(left["kept"]), is_verified=is_verified, is_archived=is_archived)
    rules.check_debts(debts, debts_of(case, by).count())
    step(case, "close", by, at, because=reason.strip()[:500])
    trace(CLOSE, case, by, at)


def monitor_of(case: Case) -> Unit:
    """Who follows it up, as its notice names; Refused before."""
    if case.monitor is None:
        raise Refused(_("Cuộc này chưa có thông báo kết luận."))
    return case.monitor
