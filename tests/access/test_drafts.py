"""Bản nháp — an account's own words, kept within bounds, never a secret's, and no record of anything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dondoc.access import drafts
from dondoc.access.models import Draft
from dondoc.journal.queries import lines
from dondoc.shared.acts import Refused
from dondoc.shared.once import once
from tests.cast import AT, Cast

pytestmark = pytest.mark.acts
HERE = "/assignments/abc/note/"


def keep(cast: Cast, text: str = "Đã gửi danh sách", role: str = "doer", **over: Any) -> Draft | None:
    facts = {"by": getattr(cast, role), "address": HERE, "body": {"text": [text]}, "token": "", "at": AT}
    return drafts.keep(**{**facts, **over})  # type: ignore[arg-type]


def kept(cast: Cast, role: str = "doer", **over: Any) -> Draft | None:
    return drafts.kept(**{"by": getattr(cast, role), "address": HERE, "at": AT, **over})


def test_it_is_its_owners_and_nobody_elses(cast: Cast) -> None:
    keep(cast)
    assert kept(cast).body == {"text": ["Đã gửi danh sách"]}  # type: ignore[union-attr]
    for role in ("leader", "admin", "stranger", "setup"):
        assert kept(cast, role) is None
    drafts.drop(by=cast.leader, address=HERE)
    assert kept(cast) is not None


def test_the_last_words_stand_and_an_emptied_form_keeps_none(cast: Cast) -> None:
    keep(cast, "một")
    keep(cast, "hai")
    assert [d.body["text"] for d in Draft.objects.all()] == [["hai"]]
    keep(cast, body={})
    assert kept(cast) is None


def test_it_leaves_no_line_in_the_journal(cast: Cast) -> None:
    from django.db.models import Q

    before = lines(Q()).count()
    keep(cast)
    drafts.drop(by=cast.doer, address=HERE)
    assert lines(Q()).count() == before


@pytest.mark.parametrize(
    "text", ["TỐI MẬT\nVề việc ấy", "Về việc ấy\r\n  MẬT", "Độ mật: Tuyệt mật", "T.Ố.I M.Ậ.T", "Mật"]
)
def test_words_under_a_secrecy_mark_are_not_kept_nor_those_before_it(cast: Cast, text: str) -> None:
    keep(cast, "Về việc ấy")
    with pytest.raises(Refused, match="dấu chỉ mức độ mật"):
        keep(cast, text)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("text", ["Mật khẩu để ở phòng", "giữ bí mật theo quy định", "Bảo đảm bảo mật thông tin"])
def test_running_words_are_no_mark(cast: Cast, text: str) -> None:
    assert keep(cast, text) is not None


def test_what_is_too_long_is_refused_and_the_one_before_stays(cast: Cast) -> None:
    keep(cast, "ngắn")
    with pytest.raises(Refused, match="quá dài"):
        keep(cast, "ă" * drafts.LONGEST)
    assert kept(cast).body == {"text": ["ngắn"]}  # type: ignore[union-attr]


def test_a_sign_no_database_takes_is_left_out(cast: Cast) -> None:
    keep(cast, "a\0b")
    assert kept(cast).body == {"text": ["ab"]}  # type: ignore[union-attr]


def test_the_oldest_leaves_when_there_are_too_many(cast: Cast) -> None:
    keep(cast, role="leader")
    for n in range(drafts.MOST + 2):
        keep(cast, address=f"/a/{n}/", at=AT + timedelta(minutes=n))
    mine = Draft.objects.visible_to(cast.doer)
    assert (mine.count(), mine.order_by("at").first().address) == (drafts.MOST, "/a/2/")  # type: ignore[union-attr]
    assert kept(cast, "leader") is not None


def test_after_thirty_days_it_is_not_shown_and_the_next_one_written_clears_it_away(cast: Cast) -> None:
    keep(cast)
    later = AT + drafts.KEPT_FOR
    assert kept(cast, at=later - timedelta(seconds=1)) is not None
    assert kept(cast, at=later) is None
    assert Draft.objects.count() == 1
    keep(cast, role="leader", at=later)
    assert [d.account_id for d in Draft.objects.all()] == [cast.leader.account_id]


def test_what_arrives_after_its_form_was_sent_is_not_shown_again(cast: Cast) -> None:
    """The page's script may be overtaken by the form itself."""
    once("7:abc", AT, lambda: "/")
    keep(cast, token="7:abc")
    assert kept(cast) is None
    assert not Draft.objects.exists()
    keep(cast, token="7:new")
    assert kept(cast) is not None


def test_words_that_arrive_late_replace_no_later_ones_of_their_form(cast: Cast) -> None:
    keep(cast, "sau", token="7:abc", turn=2)
    keep(cast, "trước", token="7:abc", turn=1)
    assert kept(cast).body == {"text": ["sau"]}  # type: ignore[union-attr]
    keep(cast, "mở lại", token="7:def", turn=1)
    assert kept(cast).body == {"text": ["mở lại"]}  # type: ignore[union-attr]
