"""Cách làm hay từ ưu điểm — what an announced notice praises goes to the library once, by either side, and says whence it came."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dondoc.documents.models import Paper
from dondoc.inspecting.actions import finding
from dondoc.inspecting.actions.sharing import share
from dondoc.inspecting.entitled import NotSeated
from dondoc.inspecting.findings import Strength
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case
from dondoc.inspecting.noticing import content_hash
from dondoc.practices.actions.deciding import confirm, withdraw
from dondoc.practices.actions.proposing import Told
from dondoc.practices.models import Practice
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast, client_of
from tests.inspecting.making import WALK, a_case
from tests.practices.making import TOLD

pytestmark = pytest.mark.acts
PRAISED = "Họp đều hai phiên theo múi giờ\nBiên bản gộp"


def praised(cast: Cast, upto: str = State.ANNOUNCED) -> Strength:
    """Of the cell abroad, put on record while the team verified."""
    case = a_case(cast, State.VERIFYING)
    found = finding.praise(body=case.bodies.get(unit=cast.cell), text=PRAISED, by=cast.clerk, at=AT)
    for state in (
        State.DRAFTED,
        State.HEARD,
        State.COMPLETED,
        State.CONSIDERED,
        State.NOTICE_DRAFTED,
        State.NOTICE_SIGNED,
        State.ANNOUNCED,
    ):
        WALK[state](cast, case)
        case.refresh_from_db()
        if state == upto:
            break
    found.case = case
    return found


def test_only_what_was_announced_goes_and_only_once(cast: Cast) -> None:
    early = praised(cast, State.NOTICE_SIGNED)
    with pytest.raises(Refused, match="không còn ở bước"):
        share(strength=early, told=Told(**TOLD), by=cast.doer, at=AT)
    WALK[State.ANNOUNCED](cast, early.case)
    early.case.refresh_from_db()
    row = share(strength=early, told=Told(**TOLD), by=cast.doer, at=AT)
    assert (row.unit, row.paper, row.obligation) == (cast.cell, early.case.notice, None)
    with pytest.raises(Refused, match="đã được đề xuất"):
        share(strength=early, told=Told(**TOLD), by=cast.clerk, at=AT)
    withdraw(practice=row, reason="Kể chưa đúng", by=cast.doer, at=AT)
    again = share(strength=early, told=Told(**TOLD), by=cast.clerk, at=AT)
    early.refresh_from_db()
    assert early.practice == again
    assert content_hash(early.case) == early.case.notice_hash, "what was signed is as it was"


def test_either_side_may_and_nobody_else(cast: Cast) -> None:
    one = praised(cast)
    with pytest.raises(NotSeated):
        share(strength=one, told=Told(**TOLD), by=cast.stranger, at=AT)
    assert share(strength=one, told=Told(**TOLD), by=cast.head, at=AT).unit == cast.cell, "who leads the case"


def test_nothing_of_a_secret_notice_enters_the_library(cast: Cast) -> None:
    one = praised(cast)
    Paper.objects.filter(pk=one.case.notice_id).update(secrecy="MẬT")
    one.case.refresh_from_db()
    with pytest.raises(Refused, match="mật không đưa"):
        share(strength=one, told=Told(**TOLD), by=cast.doer, at=AT)
    assert not Practice.objects.exists()


def test_the_pages_lead_from_the_strength_to_the_practice_and_back(cast: Cast) -> None:
    one = praised(cast)
    case, doer = reverse("inspection", args=[one.case.public_id]), client_of(cast, "doer")
    form = reverse("inspection_part", args=[one.case.public_id, "share", one.public_id])
    assert form in doer.get(case).content.decode()
    first = doer.get(form).context["form"]
    assert (first["name"].value(), first["done"].value()) == ("Họp đều hai phiên theo múi giờ", PRAISED)
    assert doer.post(form, {**TOLD, "once": "a"}).status_code == 302
    row = Practice.objects.get()
    page = reverse("practice", args=[row.public_id])
    for role in ("doer", "leader"):
        shown = client_of(cast, role).get(case).content.decode()
        assert form not in shown, "proposed once"
        assert page in shown, role
    assert case in doer.get(page).content.decode()
    amend = reverse("amend_practice", args=[row.public_id])
    assert doer.post(amend, {**TOLD, "result": "Bốn kỳ", "once": "b"}).status_code == 302
    row.refresh_from_db()
    assert row.paper == Case.objects.get().notice, "whence it came is not written over"
    confirm(practice=row, by=cast.leader, at=AT)
    shown = client_of(cast, "stranger").get(page).content.decode()
    assert str(one.case) in shown, "inspected in the same case, and told of it"
    office = client_of(cast, "office").get(page).content.decode()
    assert case not in office, "who has no part in the case finds the paper's number alone"
    assert str(one.case.notice.so_ky_hieu) in office
