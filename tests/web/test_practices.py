"""Trang cách làm hay — proposed from a duty, confirmed on the desk, found, used; every count opens its rows."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dondoc.practices.models import Practice, Reuse
from dondoc.web import proving
from tests.cast import Cast, client_of
from tests.making import an_assignment, evidence
from tests.practices.making import TOLD, a_practice, shown_by

pytestmark = pytest.mark.acts


def test_from_a_duty_to_the_library_and_back(cast: Cast) -> None:
    work = an_assignment(cast, upto="accepted", unit=cast.cell)
    evidence(cast, work)
    doer, leader = client_of(cast, "doer"), client_of(cast, "leader")
    form = reverse("propose_practice") + f"?obligation={work.obligation.public_id}"
    assert form in doer.get(reverse("obligation", args=[work.obligation.public_id])).content.decode()
    said = {**TOLD, "evidence": work.provings.get().evidence.public_id, "once": "a"}
    assert doer.post(form, said | {"done": ""}).status_code == 422
    page = doer.post(form, said)["Location"]
    row = Practice.objects.get()
    assert row.obligation == work.obligation
    assert [tray.key for tray in leader.get(reverse("desk")).context["trays"] if tray.key == "practices"] == [
        "practices"
    ]
    assert leader.get(page).context["offers"][0][0] == "Xác nhận"
    leader.post(reverse("confirm_practice", args=[row.public_id]), {"once": "b"})
    shown = doer.get(reverse("evidence", args=[said["evidence"]]))
    assert [words for words, *_ in shown.context["told_by"]] == [TOLD["name"]], (
        "what rests on it is listed before it is withdrawn"
    )
    home = client_of(cast, "stranger")
    seen = home.get(page)
    assert "1 minh chứng do đơn vị giữ" in seen.content.decode(), "another's evidence is counted, not shown"
    home.post(reverse("use_practice", args=[row.public_id]), {"on": "20/11/2026", "note": "Làm ở tổ", "once": "c"})
    assert Reuse.objects.get().unit == cast.home
    assert "1 đơn vị vận dụng" in home.get(reverse("practices") + "?q=hop+hai").content.decode()
    assert home.get(page).context["listing"].total == 1
    for client, about in (
        (leader, f"?obligation={work.obligation.public_id}"),
        (doer, f"?paper={work.obligation.paper.public_id}"),
        (home, "?q=mui"),
    ):
        assert list(client.get(reverse("practices") + about).context["listing"].rows) == [row], about
    assert "Cách làm hay" in leader.get(reverse("paper", args=[work.obligation.paper.public_id])).content.decode()
    assert leader.get(reverse("practices") + "?as=xlsx").content[:2] == b"PK"
    assert not home.get(reverse("practices") + "?q=khongco").context["listing"].rows


def test_what_it_rests_on_is_still_ticked_when_it_is_amended(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a unit below, and older than the newest that are offered."""
    below, own = shown_by(cast, cast.cell), shown_by(cast, cast.branch)
    row = a_practice(cast, by="above", unit=cast.branch, evidence=[below, own])
    shown_by(cast, cast.cell)
    monkeypatch.setattr(proving, "LATEST", 1)
    above, url = client_of(cast, "above"), reverse("amend_practice", args=[row.public_id])
    form = above.get(url).context["form"]
    ticked = form.initial["evidence"]
    assert set(ticked) == {below.public_id, own.public_id}
    assert set(ticked) < {one.public_id for one in form.fields["evidence"].queryset}
    assert above.post(url, {**TOLD, "result": "Sửa lời văn", "evidence": ticked, "once": "a"}).status_code == 302
    assert {one.evidence for one in row.proofs.all()} == {below, own}
