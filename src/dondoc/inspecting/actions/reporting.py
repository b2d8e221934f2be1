"""Báo cáo của đối tượng — answered row by row of the outline, sent whole, returned or taken by the team."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, put, step, trace
from dondoc.inspecting.entitled import require_seat
from dondoc.inspecting.findings import Answer, OutlineRow
from dondoc.inspecting.lifecycle import ASKED, State
from dondoc.inspecting.models import Body
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.words import Start, What
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day

ANSWER, SEND = "inspecting.answer_outline", "inspecting.send_report"
ACCEPT, RETURN = "inspecting.accept_report", "inspecting.return_report"


@act(ANSWER, gettext_lazy("Trả lời đề cương"))
def answer_outline(
    *, body: Body, row: OutlineRow, by: Actor, at: datetime, text: str = "", is_none: bool = False
) -> None:
    """Trả lời một dòng — by the inspected, in words, or that there is none; changed freely until the report is sent."""
    require(by, ANSWER, body.unit)
    check_at(body.case, ASKED)
    _check_open(body)
    if row.case_id != body.case_id:
        raise Refused(_("Dòng này không thuộc đề cương của cuộc."))
    if is_none == bool(text.strip()):
        raise Refused(_("Ghi trả lời, hoặc chọn không có; một trong hai."))
    said = {"text": text.strip(), "is_none": is_none, "at": at}
    Answer.objects.update_or_create(row=row, body=body, defaults=said)
    trace(ANSWER, body.case, by, at, row=row.pk)


@act(SEND, gettext_lazy("Gửi báo cáo cho đoàn"))
def send_report(*, body: Body, doc: Doc, by: Actor, at: datetime, on: date | None = None) -> None:
    """Gửi báo cáo — to the commissioning body through the team, once every row of the outline is answered."""
    require(by, SEND, body.unit)
    check_at(body.case, (State.DEPLOYED,))
    _check_open(body)
    rules.check_answered(OutlineRow.objects.filter(case=body.case_id).count(), Answer.objects.filter(body=body).count())
    put(body.case, What.SELF_REPORT, doc, at, on, body)
    Body.objects.filter(pk=body.pk).update(reported_on=on or hanoi_day(at), returned_because="")
    trace(SEND, body.case, by, at, on=on)


@act(ACCEPT, gettext_lazy("Nhận báo cáo của đối tượng"))
def accept_report(*, body: Body, by: Actor, at: datetime, on: date | None = None) -> None:
    """Nhận báo cáo — when the last of the inspected has reported, the case goes on; where the rule says so its clock starts."""
    case, day = body.case, on or hanoi_day(at)
    require_seat(by, ACCEPT, case)
    check_at(case, (State.DEPLOYED,))
    sent = Body.objects.filter(pk=body.pk, reported_on__isnull=False, accepted_on__isnull=True)
    if not sent.update(accepted_on=day):
        raise Refused(_("Đối tượng chưa gửi báo cáo, hoặc báo cáo đã được nhận."))
    if not Body.objects.filter(case=case, accepted_on__isnull=True).exists():
        begun = {"started_on": day} if case.starts == Start.REPORT and case.started_on is None else {}
        step(case, "accept_report", by, at, on, **begun)
    trace(ACCEPT, case, by, at, on=on)


@act(RETURN, gettext_lazy("Yêu cầu bổ sung báo cáo"))
def return_report(*, body: Body, reason: str, by: Actor, at: datetime) -> None:
    """Yêu cầu bổ sung — rows missing, not signed, not by the outline; as often as needed. A clock that runs goes on."""
    case = body.case
    require_seat(by, RETURN, case)
    check_reason(reason)
    sent = Body.objects.filter(pk=body.pk, reported_on__isnull=False)
    if not sent.update(reported_on=None, accepted_on=None, returned_because=reason.strip()[:500]):
        raise Refused(_("Đối tượng chưa gửi báo cáo."))
    step(case, "return_report", by, at)
    trace(RETURN, case, by, at)


def _check_open(body: Body) -> None:
    now = Body.objects.filter(pk=body.pk).values_list("told_on", "reported_on").get()
    if now[0] is None:
        raise Refused(_("Đối tượng chưa được gửi quyết định, kế hoạch, đề cương."))
    if now[1] is not None:
        raise Refused(_("Báo cáo đã gửi. Đoàn trả lại thì sửa được."))
