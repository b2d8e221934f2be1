"""Quy tắc kế hoạch — hints, what is alike, what changed, how a day is said, the days from receipt to issue."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.planning import rules
from dondoc.planning.rules import Change, Hint, Line
from dondoc.planning.words import Lacks, due_said
from dondoc.shared.acts import Refused

TEXT = "Tổ chức ba lớp bồi dưỡng nghiệp vụ công tác đảng cho cấp ủy các chi bộ ngoài nước"
DAY = date(2026, 12, 31)


def whole(**over: object) -> Line:
    facts = {"item": 1, "text": TEXT, "duty": 7, "has_owner": True, "due_on": DAY, "product": "Báo cáo"}
    return Line(**{**facts, **over})  # type: ignore[arg-type]


@pytest.mark.parametrize(("line", "duties", "others", "found"), [
    (whole(), [7], {}, []),
    (whole(), [7, 8], {}, [Hint(Lacks.LEFT_OUT, duty=8)]),
    (whole(has_owner=False), [], {}, [Hint(Lacks.NO_OWNER, item=1)]),
    (whole(due_on=None, product="  "), [], {}, [Hint(Lacks.NO_DUE, item=1), Hint(Lacks.NO_PRODUCT, item=1)]),
    (whole(), [], {3: ["Việc khác hẳn"], 5: [TEXT.upper() + "."]}, [Hint(Lacks.SAME, item=1, other=5)]),
    (whole(), [], {5: [TEXT + " năm 2026"]}, [Hint(Lacks.SAME, item=1, other=5)]),
    (whole(), [], {5: ["Tổ chức ba lớp bồi dưỡng"]}, []),
    (whole(given=TEXT), [], {5: [TEXT]}, []),  # both only repeat the paper
    (whole(text="Báo cáo cấp trên"), [], {5: ["Báo cáo cấp trên"]}, []),  # what everybody says
])  # fmt: skip
def test_what_a_writer_is_hinted_at(
    line: Line, duties: list[int], others: dict[int, list[str]], found: list[Hint]
) -> None:
    assert rules.hints([line], duties, others) == found


def test_what_stands_before_and_after_the_items_is_compared_by_paragraph() -> None:
    own = f"Mục đích\n{TEXT}\nKinh phí theo quy định"
    others = {3: ("Mục đích\nViệc khác", "Kinh phí theo quy định"), 5: ("", f"Yêu cầu\n{TEXT.upper()}.")}
    assert rules.same_words(own, others) == [Hint(Lacks.SAME_WORDS, other=5, words=TEXT)]
    assert rules.same_words("", others) == rules.same_words(own, {}) == []


def test_the_name_of_a_passage_is_of_its_words() -> None:
    assert rules.key_of("Rà soát, bổ sung QUY CHẾ.") == rules.key_of("rà soát bổ sung  quy chế")
    assert rules.key_of("Rà soát quy chế") != rules.key_of("Rà soát quy định")


def test_what_changed_between_two_versions() -> None:
    before = {1: {"text": "a", "product": ""}, 2: {"text": "b", "product": ""}, 3: {"text": "c", "product": ""}}
    after = {1: {"text": "a", "product": ""}, 3: {"text": "d", "product": "x"}, 4: {"text": "e", "product": ""}}
    assert rules.changes(before, after) == [
        Change(3, "changed", ("text", "product")),
        Change(4, "added"),
        Change(2, "dropped"),
    ]


@pytest.mark.parametrize(("on", "precision", "said"), [
    (None, "", ""), (DAY, "", "31/12/2026"), (DAY, "day", "31/12/2026"), (DAY, "month", "12/2026"), (DAY, "quarter", "quý IV/2026"),
    (date(2026, 6, 30), "half", "6 tháng đầu năm 2026"), (DAY, "half", "6 tháng cuối năm 2026"), (DAY, "year", "năm 2026"),
    (date(2030, 12, 31), "term", "hết nhiệm kỳ, 2030"),
])  # fmt: skip
def test_a_day_is_said_no_more_exactly_than_it_is_known(on: date | None, precision: str, said: str) -> None:
    assert due_said(on, precision) == said


def test_days_from_receipt_are_unknown_where_the_paper_was_not_entered_before() -> None:
    assert rules.lag(date(2026, 11, 4), date(2026, 11, 24)) == 20
    assert rules.lag(None, date(2026, 11, 24)) is None
    assert rules.lag(date(2026, 11, 25), date(2026, 11, 24)) is None


@pytest.mark.parametrize("asked", [
    lambda: rules.check_round(0, DAY, DAY), lambda: rules.check_round(1, date(2026, 12, 30), DAY), lambda: rules.check_some(0),
    lambda: rules.check_answer("NO", " "), lambda: rules.check_answer("PART", ""), lambda: rules.check_answered(1),
    lambda: rules.check_day(DAY, date(2026, 12, 30), None), lambda: rules.check_day(DAY, DAY, date(2027, 1, 1)),
    lambda: rules.check_text("  "), lambda: rules.check_title(""),
])  # fmt: skip
def test_refusals(asked) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused):
        asked()
