"""Không nhập nội dung mật — words with a secrecy mark are kept by no act, whichever field they stand in."""

from __future__ import annotations

import pytest

from dondoc.implementation.actions import closing, doing, proving
from dondoc.implementation.models import Evidence, Note, Plan
from dondoc.journal.models import Entry
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast
from tests.making import an_assignment

pytestmark = pytest.mark.acts

MARKED = ["TỐI MẬT\nNội dung kín", "Đã làm xong.\nĐộ mật: Mật\nNội dung kín", "M Ậ T\nNội dung kín"]


@pytest.mark.parametrize("text", MARKED)
def test_marked_words_are_refused_and_leave_nothing(cast: Cast, text: str) -> None:
    share = an_assignment(cast, upto="accepted")
    before = Entry.objects.count()
    for enter in (
        lambda: doing.note(assignment=share, text=text, by=cast.doer, at=AT),
        lambda: doing.plan(assignment=share, text=text, by=cast.doer, at=AT),
        lambda: proving.add_evidence(assignment=share, kind="WORDS", text="Báo cáo", keeper=text, by=cast.doer, at=AT),
    ):
        with pytest.raises(Refused, match="Không nhập nội dung mật"):
            enter()
    assert (Note.objects.count(), Plan.objects.count(), Evidence.objects.count()) == (0, 0, 0)
    assert Entry.objects.count() == before


def test_a_reason_is_looked_at_too(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    with pytest.raises(Refused, match="Không nhập nội dung mật"):
        closing.send_back(assignment=share, reason="TUYỆT MẬT\nThiếu số liệu", by=cast.leader, at=AT)


def test_words_about_secrecy_are_no_mark(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    doing.note(assignment=share, text="Đã tập huấn bảo mật, bảo vệ bí mật nhà nước.", by=cast.doer, at=AT)
    assert Note.objects.count() == 1
