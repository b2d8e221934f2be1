"""Hai người cùng ghi — the second is shown what the first has said, keeps what he typed, and sends it again knowing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.inspecting.actions import remedying, reporting
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.queries import answer_stamp, finding_stamp
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast, client_of
from tests.inspecting.making import a_case

pytestmark = pytest.mark.acts


def form_of(client: Client, path: str) -> dict[str, str]:
    """The hidden values of a form as it was opened."""
    fields = client.get(path).context["form"]
    return {"was": fields["was"].value(), "once": "x"}


def test_two_answers_to_one_row_at_a_time_are_both_seen(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    body = case.bodies.get(unit=cast.cell)
    path = reverse("inspection_self_report", args=[case.public_id, body.public_id]) + "?row=1"
    first, second = client_of(cast, "doer"), client_of(cast, "doer")
    opened = [form_of(one, path) for one in (first, second)]
    assert first.post(path, {**opened[0], "text": "Chi bộ có 9 đảng viên", "once": "a"}).status_code == 302
    told = second.post(path, {**opened[1], "text": "Chi bộ có 8 đảng viên", "once": "b"})
    words = told.content.decode()
    assert told.status_code == 409
    assert "Chi bộ có 9 đảng viên" in words and "Chi bộ có 8 đảng viên" in words
    assert body.answers.get(row__number=1).text == "Chi bộ có 9 đảng viên"
    again = {"was": told.context["form"]["was"].value(), "text": "Chi bộ có 8 đảng viên", "once": "c"}
    assert second.post(path, again).status_code == 302
    assert body.answers.get(row__number=1).text == "Chi bộ có 8 đảng viên"


def test_two_measures_against_one_defect_at_a_time_are_both_seen(cast: Cast) -> None:
    case = a_case(cast, State.ANNOUNCED)
    one = case.findings.get()
    path = reverse("inspection_part", args=[case.public_id, "measure", one.public_id])
    client = client_of(cast, "doer")
    opened = form_of(client, path)
    remedying.plan_finding(finding=one, measure="Ban hành trong tháng", by=cast.doer, at=AT)
    told = client.post(path, {**opened, "measure": "Ban hành trong quý"})
    assert (told.status_code, "Ban hành trong tháng" in told.content.decode()) == (409, True)
    one.refresh_from_db()
    assert one.measure == "Ban hành trong tháng"


def test_who_saw_no_form_is_not_asked_and_who_saw_another_is(cast: Cast) -> None:
    case = a_case(cast, State.DEPLOYED)
    body, row = case.bodies.get(unit=cast.cell), case.outline.get(number=1)
    reporting.answer_outline(body=body, row=row, text="Một", by=cast.doer, at=AT)
    reporting.answer_outline(body=body, row=row, text="Hai", by=cast.doer, at=AT)
    with pytest.raises(Refused, match="Hai"):
        reporting.answer_outline(body=body, row=row, text="Ba", by=cast.doer, at=AT, was=answer_stamp(None))
    now = answer_stamp(body.answers.get(row=row))
    reporting.answer_outline(body=body, row=row, text="Ba", by=cast.doer, at=AT, was=now)
    assert body.answers.get(row=row).text == "Ba"


def test_each_thing_written_of_a_defect_gives_it_another_mark(cast: Cast) -> None:
    one = a_case(cast, State.ANNOUNCED).findings.get()
    seen = {finding_stamp(one)}
    for name, value in (("explanation", "x"), ("ask", "x"), ("product", "x"), ("cites", "x"), ("measure", "x")):
        setattr(one, name, value)
        seen.add(finding_stamp(one))
    assert len(seen) == 6
