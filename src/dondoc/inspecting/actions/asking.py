"""Yêu cầu tài liệu — asked by the team of one of the inspected, with a day; supplied into the dossier, or said that there is none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, put, trace
from dondoc.inspecting.entitled import require_seat
from dondoc.inspecting.findings import OutlineRow
from dondoc.inspecting.lifecycle import AT_WORK
from dondoc.inspecting.models import Body
from dondoc.inspecting.requests import DocumentRequest
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.words import What
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day

ASK, UNASK = "inspecting.ask_documents", "inspecting.take_back_request"
SUPPLY, NONE = "inspecting.supply_documents", "inspecting.say_no_documents"


@act(ASK, gettext_lazy("Yêu cầu cung cấp tài liệu"))
def ask_documents(
    *, body: Body, text: str, due_on: date, by: Actor, at: datetime, row: OutlineRow | None = None
) -> DocumentRequest:
    """Yêu cầu cung cấp tài liệu — of one of the inspected, while the team works with it; its day may not lie behind."""
    case, today = body.case, hanoi_day(at)
    require_seat(by, ASK, case)
    check_at(case, AT_WORK)
    rules.check_text(text)
    rules.check_row(case, row)
    if due_on < today:
        raise Refused(_("Hạn cung cấp đã qua. Chọn ngày từ hôm nay trở đi."))
    asked = DocumentRequest.objects.create(
        case=case, body=body, row=row, text=text.strip()[:1000], asked_on=today, due_on=due_on, at=at
    )
    trace(ASK, case, by, at, request=asked.pk)
    return asked


@act(UNASK, gettext_lazy("Thôi yêu cầu tài liệu"))
def take_back_request(*, request: DocumentRequest, reason: str, by: Actor, at: datetime) -> None:
    """Thôi yêu cầu — not needed any more, or asked by mistake; it stays in the trace."""
    require_seat(by, UNASK, request.case)
    check_at(request.case, AT_WORK)
    check_reason(reason)
    _settle(request, at, withdrawn_on=hanoi_day(at), withdrawn_because=reason.strip()[:500])
    trace(UNASK, request.case, by, at, request=request.pk)


@act(SUPPLY, gettext_lazy("Cung cấp tài liệu"))
def supply(*, request: DocumentRequest, doc: Doc, by: Actor, at: datetime, on: date | None = None) -> None:
    """Cung cấp — a registered paper, or words and the keeper of the original: it goes into the dossier of the case."""
    require(by, SUPPLY, request.body.unit)
    check_at(request.case, AT_WORK)
    put_in = put(request.case, What.OBJECT_FILES, doc, at, on, request.body)
    if put_in.on < request.asked_on:
        raise Refused(_("Ngày cung cấp trước ngày đoàn yêu cầu."))
    _settle(request, at, supplied_on=put_in.on, document=put_in)
    trace(SUPPLY, request.case, by, at, on=on, request=request.pk)


@act(NONE, gettext_lazy("Báo không có tài liệu"))
def say_none(*, request: DocumentRequest, reason: str, by: Actor, at: datetime) -> None:
    """Không có — said expressly and with a reason; silence is no answer."""
    require(by, NONE, request.body.unit)
    check_at(request.case, AT_WORK)
    check_reason(reason)
    _settle(request, at, supplied_on=hanoi_day(at), absent_because=reason.strip()[:500])
    trace(NONE, request.case, by, at, request=request.pk)


def _settle(request: DocumentRequest, at: datetime, **changes: Any) -> None:
    """Once: of two who answer at a time one is told that it was answered."""
    if not DocumentRequest.objects.open().filter(pk=request.pk).update(settled_at=at, **changes):
        raise Refused(_("Yêu cầu này đã được trả lời, hoặc đoàn đã thôi yêu cầu."))
