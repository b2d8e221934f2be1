"""Báo cáo của đối tượng — answered row by row of the outline, sent whole, returned or taken by the team."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, put, step, trace
from dondoc.inspecting.drawing import drawn, fitting, known
from dondoc.inspecting.drawing.asked import Asked
from dondoc.inspecting.entitled import require_seat
from dondoc.inspecting.findings import Answer, Document, OutlineRow
from dondoc.inspecting.lifecycle import ASKED, State
from dondoc.inspecting.models import Body
from dondoc.inspecting.queries import answer_stamp
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.words import Start, What
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day

ANSWER, DRAFT, SEND = "inspecting.answer_outline", "inspecting.draft_answers", "inspecting.send_report"
ACCEPT, RETURN = "inspecting.accept_report", "inspecting.return_report"


@act(ANSWER, gettext_lazy("Trả lời đề cương"))
def answer_outline(
    *, body: Body, row: OutlineRow, by: Actor, at: datetime, text: str = "", is_none: bool = False,
    takes: Sequence[str] = (), was: str = "",
) -> None:  # fmt: skip
    """Trả lời một dòng — in words, by figures dondoc holds, or that there is none; changed freely until the report is sent."""
    require(by, ANSWER, body.unit)
    check_at(body.case, ASKED)
    _check_open(body)
    rules.check_row(body.case, row)
    taken = " ".join(known(takes))
    rules.check_said(has_any=bool(text.strip() or taken), is_none=is_none)
    now = Answer.objects.select_for_update().filter(row=row, body=body).first()
    rules.check_unchanged(was, answer_stamp(now), now.said if now else "")
    shown = (now.shown_at if now else None) or (at if taken or is_none else None)
    said = {"text": text.strip(), "is_none": is_none, "takes": taken, "shown_at": shown, "at": at}
    Answer.objects.update_or_create(row=row, body=body, defaults=said, create_defaults={**said, "first_at": at})
    trace(ANSWER, body.case, by, at, row=row.pk)


@act(DRAFT, gettext_lazy("Soạn báo cáo từ số liệu đã có"))
def draft_answers(*, body: Body, by: Actor, at: datetime) -> int:
    """Soạn từ số liệu đã có — each row nobody answered yet takes the figures its words ask for; rows that ask for none stay open."""
    require(by, DRAFT, body.unit)
    check_at(body.case, ASKED)
    _check_open(body)
    rows = OutlineRow.objects.filter(case=body.case_id).exclude(answers__body=body).order_by("number")
    found = {row: " ".join(fitting(row.text)) for row in rows}
    made = [
        Answer(row=row, body=body, takes=takes, first_at=at, shown_at=at, at=at)
        for row, takes in found.items()
        if takes
    ]
    if not made:
        raise Refused(_("Không còn dòng nào hợp với số liệu đã có. Các dòng còn lại cần viết."))
    Answer.objects.bulk_create(made)
    trace(DRAFT, body.case, by, at, rows=len(made))
    return len(made)


@act(SEND, gettext_lazy("Gửi báo cáo cho đoàn"))
def send_report(*, body: Body, doc: Doc, by: Actor, at: datetime, on: date | None = None) -> None:
    """Gửi báo cáo — to the commissioning body through the team, once every row is answered; its figures stay as they are now."""
    require(by, SEND, body.unit)
    check_at(body.case, (State.DEPLOYED,))
    _check_open(body)
    rules.check_answered(OutlineRow.objects.filter(case=body.case_id).count(), Answer.objects.filter(body=body).count())
    _keep_figures(body, by, at)
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
    Document.objects.filter(body=body, what=What.SELF_REPORT, returned_at=None).update(returned_at=at)
    step(case, "return_report", by, at)
    trace(RETURN, case, by, at)


def _keep_figures(body: Body, by: Actor, at: datetime) -> None:
    """Chốt số liệu — each source is counted once, whatever number of rows take it."""
    rows = list(Answer.objects.filter(body=body).exclude(takes=""))
    asked = Asked(body, by, at)
    found = {key: one.plain() for key, one in drawn(asked, [key for row in rows for key in row.taken]).items()}
    for row in rows:
        row.drawn, row.drawn_on = {key: found[key] for key in row.taken}, asked.day
    Answer.objects.bulk_update(rows, ["drawn", "drawn_on"])


def _check_open(body: Body) -> None:
    now = Body.objects.filter(pk=body.pk).values_list("told_on", "reported_on").get()
    if now[0] is None:
        raise Refused(_("Đối tượng chưa được gửi quyết định, kế hoạch, đề cương."))
    if now[1] is not None:
        raise Refused(_("Báo cáo đã gửi. Đoàn trả lại thì sửa được."))
