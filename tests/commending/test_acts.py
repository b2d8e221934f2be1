"""Thi đua, khen thưởng — registered once, proposed on evidence, granted by a paper; never by person."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from dondoc.access.rights import NotAllowed
from dondoc.commending import actions
from dondoc.commending.lifecycle import State
from dondoc.commending.models import Merit
from dondoc.commending.passing import pass_on
from dondoc.documents.models import Paper
from dondoc.reading.text import fold
from dondoc.shared.acts import Refused
from dondoc.shared.lifecycle import StepRefused
from dondoc.units.models import Unit
from dondoc.web.commending.views import COLUMNS
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_assignment, an_entry, evidence

pytestmark = pytest.mark.acts
FORM = "Tập thể hoàn thành xuất sắc nhiệm vụ"


def a_merit(cast: Cast, by: str = "doer", **over: object) -> Merit:
    said = {"unit": cast.cell, "year": TODAY.year, "form": FORM} | over
    return actions.register(by=cast.people[by], at=AT, **said)  # type: ignore[arg-type]


def test_nothing_is_proposed_on_words_alone_and_nothing_granted_without_a_paper(cast: Cast) -> None:
    row = a_merit(cast)
    with pytest.raises(Refused, match="Đã đăng ký"):
        a_merit(cast)
    a_merit(cast, collective="Tổ công tác lễ tân")
    with pytest.raises(Refused, match="năm nay"):
        a_merit(cast, year=TODAY.year - 2)
    decision = an_entry(cast, "91").paper
    with pytest.raises(StepRefused):
        actions.grant(merit=row, paper=decision, by=cast.leader, at=AT)
    with pytest.raises(Refused, match="Chọn minh chứng"):
        actions.propose(merit=row, ground="Xong sớm", by=cast.doer, at=AT)
    work = an_assignment(cast, upto="accepted", unit=cast.cell)
    evidence(cast, work)
    actions.propose(merit=row, ground="Xong sớm hai tuần", evidence=[work.provings.get().evidence], by=cast.doer, at=AT)
    with pytest.raises(NotAllowed):
        actions.grant(merit=row, paper=decision, by=cast.clerk, at=AT)
    decision.issuer = cast.cell
    with pytest.raises(Refused, match="của cấp trên"):
        actions.grant(merit=row, paper=decision, by=cast.leader, at=AT)
    decision.issuer = cast.khoi
    with pytest.raises(NotAllowed):
        actions.grant(merit=row, paper=decision, by=cast.doer, at=AT)
    early = an_entry(cast, "93", issued_on=date(TODAY.year - 1, 5, 4)).paper
    with pytest.raises(Refused, match="trước năm"):
        actions.grant(merit=row, paper=early, by=cast.leader, at=AT)
    actions.grant(merit=row, paper=decision, by=cast.leader, at=AT)
    assert (row.state, row.decision) == (State.GRANTED, decision)
    assert not Merit.objects.visible_to(cast.stranger).exists()


def test_what_is_open_passes_what_was_granted_stays(cast: Cast) -> None:
    a_merit(cast, by="stranger", unit=cast.home)
    a_merit(cast)
    own = a_merit(cast, form="Bằng khen")
    gone = a_merit(cast, form="Cờ thi đua")
    actions.withdraw(merit=gone, reason="Ghi nhầm", by=cast.doer, at=AT)
    assert pass_on(from_unit=cast.cell, to_unit=cast.home, on=TODAY, by=cast.setup, at=AT, deed="thu", most=9) == 1
    own.refresh_from_db()
    gone.refresh_from_db()
    assert (own.unit, gone.unit) == (cast.home, cast.cell)


def test_the_pages_of_merits(cast: Cast) -> None:
    doer, leader = client_of(cast, "doer"), client_of(cast, "leader")
    page = doer.post(reverse("register_merit"), {"form": FORM, "year": TODAY.year, "once": "a"})["Location"]
    row = Merit.objects.get()
    entry = an_entry(cast, "92")
    assert (
        doer.post(reverse("propose_merit", args=[row.public_id]), {"ground": "Xong sớm", "once": "b"}).status_code
        == 409
    )
    work = an_assignment(cast, upto="accepted", unit=cast.cell)
    evidence(cast, work)
    shown = work.provings.get().evidence
    propose = {"ground": "Xong sớm", "paper": entry.paper.so_ky_hieu, "evidence": shown.public_id, "once": "c"}
    assert leader.post(reverse("propose_merit", args=[row.public_id]), propose).status_code == 302
    assert row.proofs.get().evidence == shown
    assert [words for words, _url in leader.get(page).context["offers"]] == [
        "Ghi quyết định",
        "Ghi không được khen",
        "Rút",
    ]
    leader.post(reverse("refuse_merit", args=[row.public_id]), {"reason": "Hết chỉ tiêu", "once": "d"})
    listed = leader.get(reverse("merits"))
    assert "Hết chỉ tiêu" in doer.get(page).content.decode()
    for key, _label, n in listed.context["groups"]:
        assert leader.get(reverse("merits") + f"?year={TODAY.year}&state={key}").context["listing"].total == n
    assert leader.get(reverse("merits") + "?as=xlsx").content[:2] == b"PK"
    assert not client_of(cast, "stranger").get(reverse("merits")).context["listing"].rows


@pytest.mark.parametrize(
    "said",
    [
        {"collective": "Nguyễn Văn Mẫu"},
        {"collective": "Tổng hợp Lê Thị Mẫu"},
        {"collective": "Tổ công tác của đồng chí Mẫu"},
        {"form": "Nguyễn Văn Mẫu"},
        {"form": "Bằng khen cho đ/c Mẫu"},
        {"form": "Chiến sĩ thi đua cơ sở"},
    ],
)
def test_what_may_be_a_persons_name_enters_no_list(cast: Cast, said: dict[str, str]) -> None:
    with pytest.raises(Refused, match=r"Tên người|tên người|bắt đầu bằng"):
        a_merit(cast, **said)
    assert not Merit.objects.exists()


def test_no_known_person_is_named_in_a_row_nor_in_its_grounds(cast: Cast) -> None:
    name = str(cast.user("clerk").person)
    for words in (name, name.upper(), fold(name)):
        with pytest.raises(Refused, match="người được khen"):
            a_merit(cast, collective=f"Tổ {words}")
    row, work = a_merit(cast, collective="Tổ công tác lễ tân"), an_assignment(cast, upto="accepted", unit=cast.cell)
    evidence(cast, work)
    shown = [work.provings.get().evidence]
    with pytest.raises(Refused, match="người được khen"):
        actions.propose(merit=row, ground=f"Do {name} làm", evidence=shown, by=cast.doer, at=AT)
    actions.propose(merit=row, ground="Xong sớm", evidence=shown, by=cast.doer, at=AT)


def test_no_list_no_column_and_no_address_is_by_person(cast: Cast) -> None:
    """Who entered a step is in the trace alone; a row points at units and papers."""
    points = {one.related_model for one in Merit._meta.get_fields() if one.many_to_one}
    assert points == {Unit, Paper}
    a_merit(cast)
    leader = client_of(cast, "leader")
    whole = [row.pk for row in leader.get(reverse("merits")).context["listing"].rows]
    for asked in ("person", "who", "holding", "account"):
        assert [row.pk for row in leader.get(reverse("merits"), {asked: "1"}).context["listing"].rows] == whole
    assert not any("người" in str(column.title).lower() for column in COLUMNS)
