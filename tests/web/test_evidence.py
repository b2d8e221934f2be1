"""Trang minh chứng — one form for works and figures; what leans on it, and only the number of what one may not see."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dondoc.implementation.actions import proving
from dondoc.implementation.models import Evidence, Proving
from dondoc.programmes.models import Value
from dondoc.units.actions import establish
from tests.cast import AT, BEGAN, TODAY, Cast, a_person, client_of
from tests.implementation.test_evidence import PLACE, a_photo
from tests.making import an_assignment, an_entry, an_obligation, evidence
from tests.programmes.making import a_programme, a_target
from tests.studying.making import BEFORE, a_meeting, an_asking

pytestmark = pytest.mark.acts


def test_the_page_of_an_evidence_tells_what_one_may_see_and_counts_the_rest(cast: Cast) -> None:
    helping = establish(name="Chi bộ Vụ Lễ tân", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
    cast.people["partner"] = a_person(cast, "partner", "Giáp Văn Ruộng", helping, "BI_THU")
    seen = an_assignment(cast, upto="accepted", partners=[helping])
    hidden = an_assignment(
        cast, upto="accepted", obligation=an_obligation(cast, an_entry(cast, "16"), text="Việc riêng của chi bộ")
    )
    row = proving.add_evidence(assignment=seen, kind="WORDS", text="Biên bản họp", keeper="VP", by=cast.doer, at=AT)
    doer, partner = client_of(cast, "doer"), client_of(cast, "partner")
    page = reverse("evidence", args=[row.public_id])
    assert (
        doer.post(reverse("reuse_evidence", args=[row.public_id]), {"work": hidden.public_id, "once": "a"}).status_code
        == 302
    )
    told = partner.get(page).content.decode()
    assert "Báo cáo kết quả" in told and "Việc riêng" not in told and "và 1 việc, số liệu khác" in told
    before = doer.get(reverse("withdraw_evidence", args=[row.public_id])).content.decode()
    assert "Báo cáo kết quả" in before and "Việc riêng" in before
    link = Proving.objects.get(assignment=hidden)
    assert (
        doer.post(reverse("take_off_evidence", args=[link.public_id]), {"reason": "Nhầm việc", "once": "b"}).status_code
        == 302
    )
    assert (
        doer.post(reverse("withdraw_evidence", args=[row.public_id]), {"reason": "Nhầm", "once": "c"}).status_code
        == 302
    )
    assert "minh chứng đã rút" in doer.get(reverse("assignment", args=[seen.public_id])).content.decode()
    listed = doer.get(reverse("evidence_list"))
    assert "đã rút" in listed.content.decode() and [n for _row, n in listed.context["rows"]] == [0]
    assert doer.get(reverse("evidence_list") + "?as=xlsx").content[:2] == b"PK"


def test_one_form_for_works_and_figures(cast: Cast) -> None:
    meeting = a_meeting(cast, an_asking(cast))
    share = an_assignment(cast, upto="accepted", on=BEFORE)
    doer, adds = client_of(cast, "doer"), reverse("assignment_act", args=[share.public_id, "evidence"])
    blank = {"paper": "", "page": "", "keeper": "", "text": "", "on": ""}
    heic = SimpleUploadedFile("a.heic", b"\x00\x00\x00\x18ftypheic" + b"0" * 30)
    assert doer.post(adds, {**blank, "file": heic, "once": "a"}).status_code == 409
    photo = SimpleUploadedFile("a.jpg", a_photo(), content_type="image/jpeg")
    assert doer.post(adds, {**blank, "file": photo, "text": "Ảnh", "once": "b"}).status_code == 302
    picture = Evidence.objects.get()
    assert (picture.kind, f"{picture.on:%d/%m/%Y}") == ("PHOTO", "20/11/2026")
    assert PLACE not in b"".join(doer.get(reverse("evidence_file", args=[picture.public_id])))
    assert doer.post(adds, {**blank, "session": meeting.public_id, "once": "c"}).status_code == 302
    session = Evidence.objects.get(kind="SESSION")
    assert session.on == BEFORE
    assert (
        reverse("study_meeting", args=[meeting.public_id])
        in doer.get(reverse("evidence", args=[session.public_id])).content.decode()
    )
    _a_figure_by_it(cast, session)


def _a_figure_by_it(cast: Cast, session: Evidence) -> None:
    """The committee's own figure, by a session of a cell below; corrected, it keeps its evidence."""
    leader, item = client_of(cast, "leader"), a_target(cast, a_programme(cast))
    form = {"year": "2025", "on": "31/12/2025", "value": "27", "again": session.public_id, "once": "d"}
    assert leader.post(reverse("record_value", args=[item.public_id]), form).status_code == 302
    value = Value.objects.get()
    fixes = reverse("correct_value", args=[value.public_id])
    assert leader.get(fixes).context["form"].initial["again"] == session.public_id
    said = leader.post(fixes, {"value": "28", "reason": "Gõ nhầm", "again": session.public_id, "once": "e"})
    assert (said.status_code, Value.objects.get(replaced_at=None).value, Evidence.objects.count()) == (
        302,
        Decimal(28),
        2,
    )
    proving.withdraw_evidence(evidence=session, reason="Nhầm buổi", by=cast.doer, at=AT)
    shown = leader.get(reverse("programme_item", args=[item.public_id])).content.decode()
    assert "minh chứng đã rút" in shown and f"{TODAY:%d/%m/%Y}" in shown


def test_a_list_of_evidence_asks_no_more_for_more_of_them(cast: Cast) -> None:
    """The level of each is made of the works it proves: they come with the list, on the page and in the file."""
    client, asked = client_of(cast, "leader"), list[tuple[int, int]]()
    for n in range(8):
        duty = an_obligation(cast, an_entry(cast, str(300 + n)))
        evidence(cast, an_assignment(cast, upto="accepted", obligation=duty))
        if n in (2, 7):
            counts = []
            for form in ("", "?as=xlsx"):
                client.get(reverse("evidence_list") + form)
                with CaptureQueriesContext(connection) as queries:
                    client.get(reverse("evidence_list") + form)
                counts.append(len(queries))
            asked.append((counts[0], counts[1]))
    assert asked[0] == asked[1]
