"""Trang cam kết — a list, a day from a phone, the checklist nobody else sees, counts above that name nobody."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dondoc.personal.models import Look
from dondoc.pledging.models import Happening, Pledge, Season, Tally
from tests.cast import TODAY, Cast, a_person, client_of
from tests.pledging.making import NAMES, members

pytestmark = pytest.mark.acts
ALL = "/pledging/"


def test_the_pages_of_a_year(cast: Cast) -> None:
    cast.people["inside"] = a_person(cast, "inside", "Đinh Thị Vui", cast.cell, "CAP_UY_VIEN")
    members(cast, 4)
    doer, leader, inside = (client_of(cast, role) for role in ("doer", "leader", "inside"))
    assert "chưa có số liệu" in leader.get(ALL).content.decode()
    offered = doer.get(reverse("start_pledges"))
    codes = [code for code, _name in offered.context["form"].fields["people"].choices]
    assert len(codes) == 2, "who holds a post of the cell"
    page = doer.post(reverse("start_pledges"), {"year": TODAY.year, "people": codes, "once": "a"}).headers["Location"]
    season = Season.objects.get()
    for n, name in enumerate(NAMES[:2]):
        assert (
            doer.post(
                reverse("put_on_pledges", args=[season.public_id]), {"who": name.upper(), "once": f"b{n}"}
            ).status_code
            == 302
        )
    wrong = doer.post(reverse("put_on_pledges", args=[season.public_id]), {"who": "Quách", "once": "c"})
    assert (wrong.status_code, Pledge.objects.count()) == (422, 4)
    _hand_in_from_the_desk(cast, doer)
    shown = doer.get(page).content.decode()
    assert "1/4" in shown.replace("\n", "").replace(" ", "") or "<strong>1/4</strong>" in shown
    assert NAMES[0] in shown and "24/11/2026" in shown
    _nobody_above_is_told(cast, leader, page)
    assert Look.objects.filter(what="pledging.list", whose_id=cast.inside.person_id).exists()
    own = Pledge.objects.get(person=cast.doer.person_id)
    read = inside.get(reverse("pledge", args=[own.public_id])).content.decode()
    assert "Tự soát" not in read and "cam-ket.docx" in read
    assert inside.post(reverse("tick_pledge", args=[own.public_id]), {"questions": ["DAY"]}).status_code == 404
    assert doer.get(ALL + "?as=xlsx").content[:2] == b"PK" and doer.get(ALL + "?year=zz").status_code == 200


def _hand_in_from_the_desk(cast: Cast, doer: Client) -> None:
    own = Pledge.objects.get(person=cast.doer.person_id)
    assert "Bản cam kết của tôi chờ nộp" in doer.get("/").content.decode()
    form = {"on": "24/11/2026", "keeper": "", "file": SimpleUploadedFile("cam-ket.docx", b"chu rieng"), "once": "d"}
    assert doer.post(reverse("pledge_hand_in", args=[own.public_id]), form).status_code == 302
    step = Happening.objects.get()
    assert b"".join(doer.get(reverse("pledge_file", args=[step.public_id]))) == b"chu rieng"
    assert doer.post(reverse("tick_pledge", args=[own.public_id]), {"questions": ["DAY", "RESULT"]}).status_code == 302
    ticked = doer.get(reverse("pledge", args=[own.public_id])).content.decode()
    assert ticked.count("checked") == 2
    assert "Bản cam kết chờ chi bộ ghi nhận" in doer.get("/").content.decode()
    for words in ("rieng", "cam-ket"):
        assert step.public_id not in doer.get(reverse("search") + f"?q={words}").content.decode()


def _nobody_above_is_told(cast: Cast, leader: Client, page: str) -> None:
    for path in (ALL, page, page + "?as=xlsx", reverse("journal")):
        said = leader.get(path).content.decode(errors="replace")
        assert not any(name in said for name in NAMES), path
    assert "dưới 5 người" in leader.get(ALL).content.decode()
    assert "1/4" not in leader.get(page).content.decode().replace("\n", "")


def test_counts_alone_from_the_level_above(cast: Cast) -> None:
    above = client_of(cast, "above")
    form = {"unit": cast.cell.public_id, "year": TODAY.year, "total": "9", "HANDED_IN": "7", "NOTED": "", "MID_YEAR": "", "YEAR_END": "",
            "on": "24/11/2026", "once": "a"}  # fmt: skip
    page = above.post(reverse("count_pledges"), form).headers["Location"]
    assert set(Tally.objects.values_list("stage", "n")) == {("TOTAL", 9), ("HANDED_IN", 7)}
    told = above.get(page).content.decode()
    assert "chưa có số liệu" in told
    (row,) = (row for row in above.get(ALL).context["rows"] if row[0] == cast.cell)
    assert (row[1].total, row[1].of("HANDED_IN"), row[1].of("NOTED")) == (9, 7, None)
    assert above.get(ALL).context["all"].total == 9


def test_a_year_or_a_number_that_cannot_be_is_told_so_and_breaks_nothing(cast: Cast) -> None:
    above = client_of(cast, "above")
    for year in ("0000", "9999", "1999", "２０２６", "zz"):
        answer = above.get(f"{ALL}?year={year}")
        assert (answer.status_code, answer.context["year"]) == (200, TODAY.year), year
    assert above.get(f"{ALL}?year={TODAY.year + 1}").context["year"] == TODAY.year + 1
    form = {"unit": cast.cell.public_id, "year": TODAY.year, "total": "3000000000", "on": "24/11/2026", "once": "a"}
    assert above.post(reverse("count_pledges"), form).status_code == 422
    assert above.post(reverse("count_pledges"), form | {"total": "9", "NOTED": "3000000000"}).status_code == 422
    assert not Season.objects.exists()
