"""Báo cáo theo đề cương — every row with its answer, one answered at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.access.rights import may
from dondoc.inspecting.actions import reporting
from dondoc.inspecting.drawing import SOURCES, drawn, fitting, told
from dondoc.inspecting.drawing.asked import Asked
from dondoc.inspecting.findings import Answer, OutlineRow
from dondoc.inspecting.lifecycle import ASKED
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import Stand, answer_stamp, stand
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of
from dondoc.web.doing import act_page
from dondoc.web.inspecting import offering
from dondoc.web.inspecting.figures import Block, blocks
from dondoc.web.inspecting.forms.base import reopened
from dondoc.web.inspecting.views import the_case
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page


@require_http_methods(["GET", "POST"])
@login_required
def self_report(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Báo cáo của đối tượng — every row of the outline with its answer; one row is answered at a time, nothing typed is lost."""
    actor, case = actor_of(request), the_case(request, code)
    side = stand(case, actor)
    body = _the_body(case, side, part)
    rows = list(case.outline.order_by("number"))
    is_told = body.reported_on is not None or body in side.parts  # what is not sent yet is its own affair
    said = {answer.row_id: answer for answer in body.answers.all()} if is_told else {}
    mine = may(actor, reporting.ANSWER, body.unit) and body.reported_on is None and case.state in ASKED
    number = request.GET.get("row", "")
    asked = next((row for row in rows if str(row.number) == number), None)
    if asked is None:
        context = {
            "case": case, "body": body, "is_told": is_told, "lines": _lines(rows, said, body, actor, now_of(request)), "is_mine": mine,
            "answered": len(said), "ways": _ways(case, body, actor, [row for row in rows if row.pk not in said]) if mine else [],
        }  # fmt: skip
        return page(request, "inspecting/self_report.html", context)
    offered = blocks(drawn(Asked(body, actor, now_of(request)), SOURCES), actor)
    form = AnswerRowForm(request.POST or None, answer=said.get(asked.pk), offered=offered, fits=fitting(asked.text))

    def run(told_: dict[str, Any]) -> str:
        told_["was"] = form.opened_on
        reporting.answer_outline(body=body, row=asked, by=actor, at=now_of(request), **told_)
        left = next((row.number for row in rows if row.pk not in said and row.pk != asked.pk), None)
        here = reverse("inspection_self_report", args=[code, part])
        return f"{here}?row={left}" if left else here

    back = reverse("inspection_self_report", args=[code, part])
    return act_page(
        request, form, run, act=reporting.ANSWER, where=body.unit, about=asked, back=back,
        template="inspecting/answer.html", extra={"offered": offered.values()},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def draft(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Soạn báo cáo từ số liệu đã có — every row nobody answered, at once; each can be changed afterwards."""
    actor, case = actor_of(request), the_case(request, code)
    body = _the_body(case, stand(case, actor), part)
    back = reverse("inspection_self_report", args=[code, part])

    def run(_told: dict[str, Any]) -> str:
        reporting.draft_answers(body=body, by=actor, at=now_of(request))
        return back

    return act_page(
        request, forms.Form(request.POST or None), run, act=reporting.DRAFT, where=body.unit, about=case, back=back
    )


def _lines(
    rows: list[OutlineRow], said: dict[int, Answer], body: Body, actor: Actor, at: datetime
) -> list[tuple[OutlineRow, Answer | None, list[Block]]]:
    """Each row with its answer and its figures: as they were when the report was sent, until then as they are now."""
    shown = blocks(told(Asked(body, actor, at), said.values()), actor)
    taken = {pk: answer.taken for pk, answer in said.items()}
    return [(row, said.get(row.pk), [shown[key] for key in taken.get(row.pk, ()) if key in shown]) for row in rows]


def _ways(case: Case, body: Body, actor: Actor, left: list[OutlineRow]) -> list[offering.Way]:
    """Việc chính trước — figures there are already, then the next row without an answer; once there is none, it is sent."""
    part = [case.public_id, body.public_id]
    if left:
        by_figures = any(fitting(row.text) for row in left) and may(actor, reporting.DRAFT, body.unit)
        draft = (
            [(str(plate_of(reporting.DRAFT).label), reverse("inspection_from_records", args=part))]
            if by_figures
            else []
        )
        return [*draft, (str(plate_of(reporting.ANSWER).label), f"?row={left[0].number}")]
    sends = "send-report" in offering.names_on(case, stand(case, actor), actor, body, "body")
    return [offering.way_on(case, "send-report", body)] if sends else []


def _the_body(case: Case, side: Stand, part: str) -> Body:
    found = next((thing for thing in offering.things_of(case, side, "body") if thing.public_id == part), None)
    if not isinstance(found, Body):
        raise Http404
    found.case = case
    return found


class AnswerRowForm(forms.Form):
    """Trả lời một dòng đề cương — its figures first: what the words of the row ask for is chosen already."""

    takes = forms.MultipleChoiceField(
        label=gettext_lazy("Số liệu lấy từ phần mềm"), widget=forms.CheckboxSelectMultiple, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Trả lời"), widget=forms.Textarea(attrs={"rows": 8}), max_length=8000, required=False
    )
    is_none = forms.BooleanField(label=gettext_lazy("Không có"), required=False)

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *args: Any, answer: Answer | None, offered: Mapping[str, Block], fits: list[str], **kwargs: Any
    ) -> None:  # fmt: skip
        first: dict[str, Any] = {"takes": fits}
        if answer:
            first = {"takes": answer.taken, "text": answer.text, "is_none": answer.is_none}
        first["was"] = answer_stamp(answer)
        self.opened_on, data = reopened(data, answer_stamp(answer))
        super().__init__(data, *args, **{"initial": first, **kwargs})
        self.fields["takes"].choices = [(key, f"{one.label}: {one.sentence}") for key, one in offered.items()]  # type: ignore[attr-defined]
