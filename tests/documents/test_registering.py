"""Vào sổ — one identity, own line and number for each unit, numbers that account for themselves."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.documents.actions import registering
from dondoc.documents.actions.registers import open_register, pass_over, reserve_number, void_number
from dondoc.documents.models import Entry, Paper
from dondoc.documents.queries import gaps
from dondoc.documents.rules import AsksPerson
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.making import an_entry, fields

pytestmark = pytest.mark.acts


def test_the_same_paper_in_another_unit_makes_only_a_line(cast: Cast) -> None:
    an_entry(cast)
    book = open_register(unit=cast.branch, direction="IN", name="Sổ đến", series="2026", by=cast.setup,
                         at=AT, from_on=date(2026, 1, 1))  # fmt: skip
    registering.register(register=book, issuer=cast.khoi, fields=fields(), by=cast.setup, at=AT, on=TODAY)
    assert (Paper.objects.count(), Entry.objects.count()) == (1, 2)


@pytest.mark.parametrize("over", [{"title": "Về việc khác hẳn"}, {"issued_on": date(2026, 10, 1)}])
def test_the_same_number_with_another_day_or_subject_asks(cast: Cast, over: dict[str, object]) -> None:
    an_entry(cast)
    book = open_register(unit=cast.branch, direction="IN", name="Sổ đến", series="2026", by=cast.setup,
                         at=AT, from_on=date(2026, 1, 1))  # fmt: skip
    with pytest.raises(AsksPerson, match="vẫn là văn bản ấy"):
        registering.register(register=book, issuer=cast.khoi, fields=fields(**over), by=cast.setup,
                             at=AT, on=TODAY)  # fmt: skip
    registering.register(register=book, issuer=cast.khoi, fields=fields(**over, same_despite=True),
                         by=cast.setup, at=AT, on=TODAY)  # fmt: skip
    assert Paper.objects.count() == 1


def test_the_next_term_may_bear_the_same_number(cast: Cast) -> None:
    an_entry(cast)
    an_entry(cast, series="2020-2025", title="Khóa trước")
    assert Paper.objects.count() == 2


def test_a_paper_stands_once_in_a_register(cast: Cast) -> None:
    an_entry(cast)
    with pytest.raises(Refused, match="đã có trong sổ"):
        an_entry(cast)


def test_a_withdrawn_line_keeps_its_number(cast: Cast) -> None:
    entry = an_entry(cast)
    registering.withdraw(entry=entry, reason="Vào nhầm sổ", by=cast.office, at=AT)
    assert an_entry(cast).number.number == entry.number.number + 1


def test_every_number_of_a_series_is_accounted_for(cast: Cast) -> None:
    book = open_register(unit=cast.root, direction="OUT", name="Sổ kế hoạch", series="2026",
                         kinds=["Kế hoạch"], suffix="-KH/ĐU", starts_at=9, by=cast.setup, at=AT,
                         from_on=date(2026, 1, 1))  # fmt: skip
    kept = reserve_number(register=book, reason="Chờ ký", by=cast.clerk, at=AT)
    pass_over(register=book, until=11, reason="Đã cấp trên sổ giấy", by=cast.clerk, at=AT)
    entry = registering.issue(register=book, fields=fields(kind="Kế hoạch", issued_on=TODAY),
                              by=cast.clerk, at=AT, on=TODAY)  # fmt: skip
    void_number(number=kept, reason="Không phát hành", by=cast.clerk, at=AT)
    assert entry.paper.so_ky_hieu == "12-KH/ĐU"
    assert list(book.numbers.order_by("number").values_list("number", "state")) == [
        (9, "VOID"), (10, "BEFORE"), (11, "BEFORE"), (12, "ISSUED"),
    ]  # fmt: skip
    assert gaps(book) == []


def test_a_number_nobody_accounts_for_is_shown(cast: Cast) -> None:
    an_entry(cast)
    type(cast.incoming).objects.filter(pk=cast.incoming.pk).update(next_number=4)
    an_entry(cast, "16")
    assert [(g.first, g.last) for g in gaps(cast.incoming)] == [(2, 3)]


def test_a_secret_paper_is_a_stub_without_words(cast: Cast) -> None:
    entry = registering.register_stub(register=cast.incoming, level="TỐI MẬT", by=cast.clerk, at=AT,
                                      on=TODAY, keeper="Tủ số 2")  # fmt: skip
    assert entry.paper.is_stub
    assert (entry.paper.number, entry.paper.title) == ("", "(không ghi trích yếu)")


@pytest.mark.parametrize(
    ("over", "on", "said"),
    [
        ({"title": ""}, TODAY, "trích yếu"),
        ({"issued_on": date(2026, 12, 1)}, TODAY, "Ngày ban hành sau ngày đến"),
        ({}, date(2026, 12, 1), "sau hôm nay"),
    ],
)
def test_days_that_cannot_follow_each_other_are_refused(
    cast: Cast, over: dict[str, object], on: date, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        registering.register(register=cast.incoming, issuer=cast.khoi, fields=fields(**over),
                             by=cast.clerk, at=AT, on=on)  # fmt: skip
