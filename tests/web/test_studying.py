"""Trang quán triệt — counts open their units, one line from a phone, nothing typed is lost, files, what a cell sees of others."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.studying.models import Meeting, Sitting
from tests.cast import Cast, client_of
from tests.making import an_entry
from tests.studying.making import a_meeting, an_asking

pytestmark = pytest.mark.acts


def test_the_pages_of_studying(cast: Cast) -> None:
    leader, doer = client_of(cast, "leader"), client_of(cast, "doer")
    entry = an_entry(cast, "61")
    form = leader.get(reverse("ask_study") + f"?paper={entry.paper.public_id}").context["form"]
    assert form.initial["paper"] == entry.paper.so_ky_hieu
    asking, second = an_asking(cast, entry), an_asking(cast, an_entry(cast, "62"), due_on=None)
    page = reverse("study", args=[asking.public_id])
    assert _trays(doer) == 2
    _one_line(doer, reverse("report_study", args=[asking.public_id]), page)
    assert _trays(doer) == 1
    shown = leader.get(page)
    assert "1/2 đơn vị đã quán triệt, phổ biến; 1 chưa cho biết." in shown.content.decode()
    for part in shown.context["drawn"].parts:
        assert len(leader.get(part.url.removesuffix("#units")).context["rows"]) == part.count, part.word
    for branch in shown.context["branches"]:
        for _head, count, url in branch.figures:
            assert not count or len(leader.get(url.removesuffix("#units")).context["rows"]) == count
    assert "Vụ Hành chính" in shown.content.decode()
    assert "Vụ Hành chính" not in doer.get(page).content.decode(), "another cell's"
    assert "1/2 đơn vị đã quán triệt" in leader.get(reverse("paper", args=[entry.paper.public_id])).content.decode()
    assert "chưa có yêu cầu này" in leader.get(page + "?day=01/11/2026").content.decode()
    _whole(doer, second.paper.public_id)
    for name in ("studying", "study_meetings"):
        assert leader.get(reverse(name) + "?as=xlsx").content[:2] == b"PK"
    assert leader.get(page + "?as=xlsx").content[:2] == b"PK"


def _trays(client: Client) -> int:
    found = [tray for tray in client.get(reverse("desk")).context["trays"] if tray.key == "study"]
    return found[0].total if found else 0


def _one_line(doer: Client, url: str, page: str) -> None:
    said = {"on": "18/11/2026", "share": "9/8", "way": "STUDY", "form": "IN_PERSON", "once": "a"}
    refused = doer.post(url, said)
    assert refused.status_code == 409
    assert 'value="9/8"' in refused.content.decode(), "nothing typed is lost"
    assert doer.post(url, {**said, "share": "tám"}).status_code == 422
    assert doer.post(url, {**said, "share": "8/9", "once": "b"}).url == page
    assert doer.post(url, {**said, "share": "8/9", "once": "b"}).url == page, "sent twice, done once"
    assert Meeting.objects.count() == 1


def _whole(doer: Client, paper: str) -> None:
    """A session of the paper that waits, with a make-up, a correction, reflections."""
    form = doer.get(reverse("hold_study") + f"?paper={paper}")
    assert [code for code, _words in form.context["form"].fields["papers"].choices] == [paper]
    said = {
        "papers": [paper],
        "on": "20/11/2026",
        "share": "",
        "way": "SPREAD",
        "form": "ONLINE",
        "speaker": "Bí thư Chi bộ",
        "once": "c",
    }
    url = doer.post(reverse("hold_study"), said).url
    assert "chưa có số người dự" in doer.get(url).content.decode(), "unknown, not nought"
    code = url.split("/")[-2]
    first = Sitting.objects.get(meeting__public_id=code)
    told = {"on": "20/11/2026", "share": "6/9", "form": "ONLINE", "reason": "Bổ sung số", "once": "d"}
    assert doer.post(reverse("correct_study_session", args=[first.public_id]), told).url == url
    made = {"on": "22/11/2026", "present": "2", "form": "IN_PERSON", "once": "e"}
    assert doer.post(reverse("add_make_up", args=[code]), made).url == url
    assert (
        doer.post(reverse("record_reflections", args=[code]), {"handed_in": "8", "on": "24/11/2026", "once": "f"}).url
        == url
    )
    body = doer.get(url).content.decode()
    assert "8/9" in body
    assert "Bổ sung số" in body
    assert doer.get(reverse("correct_study_session", args=[first.public_id])).status_code == 404, (
        "what was corrected stands no more"
    )


def test_who_stands_above_enters_for_another(cast: Cast) -> None:
    asking = an_asking(cast)
    a_meeting(cast, asking, unit=cast.home, by=cast.leader)
    above = client_of(cast, "above")
    form = above.get(reverse("report_study", args=[asking.public_id])).context["form"]
    assert "unit" in form.fields
    said = {
        "unit": cast.cell.public_id,
        "on": "18/11/2026",
        "share": "8/9",
        "way": "STUDY",
        "form": "HANDED",
        "once": "g",
    }
    assert above.post(reverse("report_study", args=[asking.public_id]), said).status_code == 302
    assert Sitting.objects.get(meeting__unit=cast.cell).for_other


def test_where_nothing_waits_the_paper_is_asked_for_first(cast: Cast) -> None:
    """Of papers that wait one more may be named; without any the paper is what the session is about."""
    doer, entry = client_of(cast, "doer"), an_entry(cast, "61")
    field = doer.get(reverse("hold_study")).context["form"].fields["paper"]
    assert (str(field.label), field.required) == ("Văn bản đã quán triệt", True)
    refused = doer.post(reverse("hold_study"), {"on": "18/11/2026", "way": "STUDY", "form": "IN_PERSON", "once": "n"})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["paper"]
    an_asking(cast, entry)
    field = doer.get(reverse("hold_study")).context["form"].fields["paper"]
    assert (str(field.label), field.required) == ("Văn bản khác, ngoài các văn bản trên", False)
