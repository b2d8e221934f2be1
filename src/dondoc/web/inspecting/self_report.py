"""Báo cáo theo đề cương — every row with its answer, one answered at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.access.rights import may
from dondoc.inspecting.actions import reporting
from dondoc.inspecting.findings import Answer
from dondoc.inspecting.lifecycle import ASKED
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import Stand, stand
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of
from dondoc.web.doing import act_page
from dondoc.web.inspecting import offering
from dondoc.web.inspecting.views import the_case
from dondoc.web.loading import actor_of
from dondoc.web.pages import page


@require_http_methods(["GET", "POST"])
@login_required
def self_report(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Báo cáo của đối tượng — every row of the outline with its answer; one row is answered at a time, nothing typed is lost."""
    actor, case = actor_of(request), the_case(request, code)
    body = _the_body(case, stand(case, actor), part)
    rows = list(case.outline.order_by("number"))
    said = {answer.row_id: answer for answer in body.answers.all()}
    mine = may(actor, reporting.ANSWER, body.unit) and body.reported_on is None and case.state in ASKED
    number = request.GET.get("row", "")
    asked = next((row for row in rows if str(row.number) == number), None)
    if asked is None:
        context = {
            "case": case,
            "body": body,
            "lines": [(row, said.get(row.pk)) for row in rows],
            "is_mine": mine,
            "answered": len(said),
            "way": _way(case, body, actor, [row.number for row in rows if row.pk not in said]) if mine else None,
        }
        return page(request, "inspecting/self_report.html", context)
    form = AnswerRowForm(request.POST or None, answer=said.get(asked.pk))

    def run(told_: dict[str, Any]) -> str:
        reporting.answer_outline(body=body, row=asked, by=actor, at=request.now, **told_)  # type: ignore[attr-defined]
        left = next((row.number for row in rows if row.pk not in said and row.pk != asked.pk), None)
        here = reverse("inspection_self_report", args=[code, part])
        return f"{here}?row={left}" if left else here

    back = reverse("inspection_self_report", args=[code, part])
    return act_page(request, form, run, act=reporting.ANSWER, where=body.unit, about=asked, back=back)


def _way(case: Case, body: Body, actor: Actor, left: list[int]) -> offering.Way | None:
    """Việc chính — the next row without an answer; once there is none, the report is sent."""
    if left:
        return str(plate_of(reporting.ANSWER).label), f"?row={left[0]}"
    sends = "send-report" in offering.names_on(case, stand(case, actor), actor, body, "body")
    return offering.way_on(case, "send-report", body) if sends else None


def _the_body(case: Case, side: Stand, part: str) -> Body:
    found = next((thing for thing in offering.things_of(case, side, "body") if thing.public_id == part), None)
    if not isinstance(found, Body):
        raise Http404
    found.case = case
    return found


class AnswerRowForm(forms.Form):
    """Trả lời một dòng đề cương."""

    text = forms.CharField(
        label=gettext_lazy("Trả lời"), widget=forms.Textarea(attrs={"rows": 8}), max_length=8000, required=False
    )
    is_none = forms.BooleanField(label=gettext_lazy("Không có"), required=False)

    def __init__(self, *args: Any, answer: Answer | None, **kwargs: Any) -> None:
        first = {"text": answer.text, "is_none": answer.is_none} if answer else {}
        super().__init__(*args, **{"initial": first, **kwargs})
