"""Kết thúc — considered by the body, the notice drafted and signed with its requests, announced; the dossier handed in."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, put, step, trace
from dondoc.inspecting.entitled import require_side
from dondoc.inspecting.findings import Document, Finding
from dondoc.inspecting.lifecycle import FOLLOWED
from dondoc.inspecting.models import Case
from dondoc.inspecting.noticing import checks, content_hash, warnings
from dondoc.inspecting.queries import debts_of, missing, undone
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.words import What
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

BACK, CONSIDER, DRAFT = "inspecting.return_to_team", "inspecting.consider", "inspecting.draft_notice"
REDO, SIGN, ANNOUNCE, ARCHIVE = (
    "inspecting.return_notice",
    "inspecting.sign_notice",
    "inspecting.announce",
    "inspecting.archive",
)


@act(BACK, gettext_lazy("Trả đoàn thẩm tra thêm"))
def return_to_team(*, case: Case, reason: str, by: Actor, at: datetime) -> None:
    """Trả đoàn — the body asks for more to be verified; its report is no longer final, and its clock goes on."""
    require(by, BACK, case.body)
    check_reason(reason)
    step(case, "return_to_team", by, at, because=reason.strip()[:500], completed_on=None)
    trace(BACK, case, by, at)


@act(CONSIDER, gettext_lazy("Ghi họp xem xét, kết luận"))
def consider(*, case: Case, doc: Doc, on: date, by: Actor, at: datetime) -> None:
    """Xem xét, kết luận — in session, with its minutes."""
    require(by, CONSIDER, case.body)
    put(case, What.CONSIDERED, doc, at, on)
    step(case, "consider", by, at, on)
    trace(CONSIDER, case, by, at, on=on)


@act(DRAFT, gettext_lazy("Ghi dự thảo thông báo"))
def draft_notice(*, case: Case, by: Actor, at: datetime, on: date | None = None) -> None:
    """Dự thảo thông báo — by who leads; each finding gets its request."""
    require(by, DRAFT, case.lead)
    step(case, "draft_notice", by, at, on)
    trace(DRAFT, case, by, at, on=on)


@act(REDO, gettext_lazy("Yêu cầu sửa dự thảo thông báo"))
def return_notice(*, case: Case, reason: str, by: Actor, at: datetime) -> None:
    """Yêu cầu sửa — by the commissioning body."""
    require(by, REDO, case.body)
    check_reason(reason)
    step(case, "return_notice", by, at, because=reason.strip()[:500])
    trace(REDO, case, by, at)


@act(SIGN, gettext_lazy("Ghi thông báo kết luận"))
def sign_notice(
    *,
    case: Case,
    paper: Paper,
    monitor: Unit,
    by: Actor,
    at: datetime,
    remedy_report_on: date | None = None,
    debts: int = 0,
    despite: str = "",
) -> None:
    """Thông báo kết luận — each finding with its request; another unit follows up; what is warned of is passed for a reason.

    From now on what it says is frozen: its digest stands with the case, and no act changes a word of it.
    """
    require(by, SIGN, case.body)
    if paper.issuer_id != case.body_id or paper.issued_on is None:
        raise Refused(_("Thông báo phải của chính cơ quan quyết định, có ngày ban hành."))
    check_come(paper.issued_on, at)
    rules.check_requested(undone(case)["unrequested"])
    rules.check_debts(debts, debts_of(case, by).count())
    rules.check_despite(warnings(checks(case, by, paper)), despite)
    owners = set(Finding.objects.standing().filter(case=case).values_list("owner", flat=True))
    if monitor.pk in owners or case.bodies.filter(unit=monitor).exists():
        raise Refused(_("Đơn vị theo dõi, xác nhận phải khác đơn vị khắc phục."))
    check_stands(monitor)
    put(case, What.NOTICE, Doc(paper), at, paper.issued_on)
    Finding.objects.standing().filter(case=case).update(verifier=monitor)
    step(case, "sign_notice", by, at, paper.issued_on, notice=paper, monitor=monitor, remedy_report_on=remedy_report_on,
         notice_hash=content_hash(case), notice_despite=despite.strip()[:500], because="")  # fmt: skip
    trace(SIGN, case, by, at, on=paper.issued_on, paper=paper.pk)


@act(ANNOUNCE, gettext_lazy("Công bố kết luận"))
def announce(*, case: Case, doc: Doc, on: date, by: Actor, at: datetime) -> None:
    """Công bố — to the inspected, with minutes; from this day the dossier is to be handed in."""
    require_side(by, ANNOUNCE, case)
    put(case, What.ANNOUNCED, doc, at, on)
    step(case, "announce", by, at, on, announced_on=on)
    trace(ANNOUNCE, case, by, at, on=on)


@act(ARCHIVE, gettext_lazy("Nộp lưu hồ sơ"))
def archive(*, case: Case, on: date, by: Actor, at: datetime) -> None:
    """Nộp lưu — once each document of the list is there, or it is said that there is none and why."""
    require_side(by, ARCHIVE, case)
    check_come(on, at)
    check_at(case, FOLLOWED)
    rules.check_archived([str(what.label) for what in missing(case)])
    if case.announced_on and on < case.announced_on:
        raise Refused(_("Ngày nộp lưu trước ngày công bố."))
    if not Case.objects.filter(pk=case.pk, archived_on__isnull=True).update(archived_on=on, archived_at=at):
        raise Refused(_("Hồ sơ đã nộp lưu."))
    trace(ARCHIVE, case, by, at, on=on, documents=Document.objects.filter(case=case).count())
