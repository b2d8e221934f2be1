"""Trang sự cố — nothing of the words on any page or in any file once it is opened; typed phrases leave no draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.access.models import Draft
from dondoc.documents.models import Copy
from dondoc.incidents.models import Incident
from dondoc.reading.text import fold
from tests.cast import Cast
from tests.incidents import scanner
from tests.incidents.slipped import RUNS, Slipped, do_jobs, slip
from tests.incidents.test_hiding import opened

pytestmark = pytest.mark.acts


@pytest.fixture
def found(cast: Cast) -> Slipped:
    return slip(cast)


def client(found: Slipped, role: str) -> Client:
    made = Client()
    made.force_login(found.cast.user(role))
    return made


def pages(found: Slipped) -> dict[str, str]:
    """Where its words were read, as pages and as files."""
    paper, share, proof = found.paper.public_id, found.share.public_id, found.things["proof"].public_id
    copy = Copy.objects.filter(paper=found.paper).order_by("id")[0].public_id
    book, issued = found.cast.incoming.public_id, found.things["issued"].public_id
    return {
        "paper": reverse("paper", args=[paper]), "text": reverse("paper_text", args=[paper]),
        "copy": reverse("paper_copy", args=[paper, copy]), "obligation": reverse("obligation", args=[found.duty.public_id]),
        "share": reverse("assignment", args=[share]), "proof": reverse("evidence_file", args=[proof]),
        "register": reverse("register_page", args=[book]), "register file": reverse("register_page", args=[book]) + "?as=xlsx",
        "duties": reverse("obligations"), "duties file": reverse("obligations") + "?as=xlsx", "search": reverse("search") + "?q=khoam+trac",
        "progress": reverse("progress"), "progress file": reverse("progress") + "?as=docx", "issued": reverse("issued_report", args=[issued]),
        "issued file": reverse("issued_report", args=[issued]) + "?as=xlsx", "journal": reverse("journal"), "desk": reverse("desk"),
        "past": reverse("paper", args=[paper]) + "?day=24/11/2026", "review": reverse("review", args=[found.entry.public_id]),
    }  # fmt: skip


def saying(found: Slipped, role: str = "leader") -> set[str]:
    """Pages and files with a run of it."""
    asked = client(found, role)
    told: dict[str, Any] = {name: asked.get(path, follow=True) for name, path in pages(found).items()}
    assert {name: answer.status_code for name, answer in told.items() if answer.status_code >= 500} == {}
    return {name for name, answer in told.items() if scanner.has_any(answer.content, RUNS)}


def test_read_before_and_nowhere_after(found: Slipped) -> None:
    assert saying(found) >= {"paper", "text", "copy", "obligation", "share", "proof", "register", "register file", "duties file",
                             "search", "progress", "issued", "past"}  # fmt: skip
    opened(found)
    assert saying(found) == set()
    said = client(found, "leader").get(pages(found)["proof"])
    assert said.status_code == 409 and "sự cố" in said.content.decode()


def test_the_incident_and_its_report_say_nothing_of_it(found: Slipped) -> None:
    row = opened(found)
    do_jobs("incidents.look")
    office = client(found, "office")
    for name, more in (("incident", ""), ("incident", "?as=docx"), ("incident", "?as=pdf"), ("incident_places", "")):
        answer = office.get(reverse(name, args=[row.public_id]) + more)
        assert answer.status_code == 200
        assert not scanner.has_any(answer.content, RUNS), name + more
    assert "Xem chỗ có chữ trùng" in office.get(reverse("incident", args=[row.public_id])).content.decode()


def test_reported_from_the_page_of_the_work_one_thing_is_chosen(found: Slipped) -> None:
    leader, proof = client(found, "leader"), found.things["proof"]
    path = reverse("open_incident", args=["assignment", found.share.public_id])
    assert f"evidence-{proof.pk}" in leader.get(path).content.decode()
    answer = leader.post(path, {"which": f"evidence-{proof.pk}", "level": "MẬT", "found_on": "24/11/2026", "found_by": "Bí thư",
                                "ground": "Thấy khi xem minh chứng"})  # fmt: skip
    row = Incident.objects.get()
    assert answer.headers["Location"] == reverse("incident", args=[row.public_id])
    assert set(row.places.values_list("kind", "thing_id")) == {("implementation.evidence", proof.pk)}


def test_phrases_are_kept_in_no_draft(found: Slipped) -> None:
    row = opened(found)
    Draft.objects.all().delete()
    path = reverse("incident_look", args=[row.public_id])
    client(found, "office").post(path, {"phrases": "lời kín đáo nào đó", "draft": "auto"})
    client(found, "office").post(path, {"phrases": "kín"})
    assert not Draft.objects.exists()
    assert fold("lời kín đáo") not in str(list(Draft.objects.values()))
