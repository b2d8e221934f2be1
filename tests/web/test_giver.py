"""Người giao — what waits for the giver's word is offered to him first, on his desk until it is said, and to nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html

from dondoc.implementation.actions import closing, extending, proving
from dondoc.implementation.models import Extension, Report
from dondoc.obligations.models import Assignment
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment
from tests.web.story import clock, evening

pytestmark = pytest.mark.acts


def _get(cast: Cast, role: str, address: str) -> html.HtmlElement:
    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    with clock(evening(TODAY)):
        return html.fromstring(client.get(address).content.decode())


def _primary(cast: Cast, role: str, share: Assignment) -> str:
    return str(
        _get(cast, role, f"/assignments/{share.public_id}/").xpath(
            "string(//div[@class='actions']/a[contains(@class,'primary')])"
        )
    )


def _tray(cast: Cast, role: str, key: str) -> int:
    return len(_get(cast, role, "/").xpath(f"//section[@id='{key}']//li"))


def _asked(cast: Cast) -> tuple[Assignment, Extension]:
    share = an_assignment(cast, upto="accepted")
    asked = extending.ask_extension(
        assignment=share, due_on=date(2026, 12, 30), reason="Chờ số liệu", by=cast.doer, at=AT
    )
    return share, asked


def test_a_later_day_asked_is_answered_first_by_the_giver_and_offered_to_no_other(cast: Cast) -> None:
    share, asked = _asked(cast)
    assert _primary(cast, "leader", share) == "Trả lời gia hạn"
    decide = f"/extensions/{asked.public_id}/decide/"
    assert _get(cast, "leader", f"/assignments/{share.public_id}/").xpath(f"//a[@href='{decide}']")
    assert not _get(cast, "doer", f"/assignments/{share.public_id}/").xpath(f"//a[@href='{decide}']")
    said = _get(cast, "leader", decide).text_content()
    assert "Xin gia hạn đến 30/12/2026: Chờ số liệu" in said
    assert share.obligation.nv in said


def test_what_has_ended_waits_for_no_later_day(cast: Cast) -> None:
    share, asked = _asked(cast)
    assert _tray(cast, "leader", "extend") == 1
    closing.hand_back(assignment=share, reason="Không thuộc chức năng", by=cast.doer, at=AT)
    assert _tray(cast, "leader", "extend") == 0
    with pytest.raises(Refused, match="đã kết thúc"):
        extending.decide_extension(extension=Extension.objects.get(pk=asked.pk), granted=True, by=cast.leader, at=AT)


@pytest.mark.parametrize("much", [True, False])
def test_what_was_handed_back_stays_on_the_givers_desk_until_another_has_it(
    cast: Cast, monkeypatch: Any, much: bool
) -> None:
    monkeypatch.setattr("dondoc.web.desk.queries.is_much", lambda _actor, _where: much)
    share = an_assignment(cast, upto="accepted")
    closing.hand_back(assignment=share, reason="Không thuộc chức năng", by=cast.doer, at=AT)
    assert _tray(cast, "leader", "returned") == 1
    assert _tray(cast, "doer", "returned") == 0
    assert _primary(cast, "leader", share) == "Giao cho đơn vị khác"
    assert _primary(cast, "doer", share) == ""
    an_assignment(cast, unit=cast.branch, obligation=share.obligation)
    assert _tray(cast, "leader", "returned") == 0


def test_what_a_leader_may_do_for_a_unit_below_is_never_the_first_thing_asked_of_him(cast: Cast) -> None:
    share = an_assignment(cast)
    assert _primary(cast, "doer", share) == "Tiếp nhận"
    assert _primary(cast, "leader", share) == ""


def test_the_givers_word_is_nobodys_in_his_stead(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    closing.send_back(assignment=share, reason="Bổ sung", by=cast.leader, at=AT)
    assert dict(Report.objects.values_list("step", "for_other")) == {"submit": False, "send_back": False}


def test_what_proves_it_is_asked_for_in_one_sentence(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    with pytest.raises(Refused, match="Chọn tệp, văn bản đã vào sổ, buổi đã ghi, hoặc ghi nơi giữ"):
        proving.add_evidence(assignment=share, kind="WORDS", text="", by=cast.doer, at=AT)
    with pytest.raises(Refused, match="Cần ghi mô tả"):
        proving.add_evidence(assignment=share, kind="WORDS", text=" ", keeper="Văn phòng", by=cast.doer, at=AT)
