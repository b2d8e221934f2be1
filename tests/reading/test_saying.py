"""Nói bằng lời — what an official reads instead of rules and codes."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from dondoc.reading import saying
from dondoc.reading.model import Clock, Due, Target


def _due(text: str, **facts: Any) -> Due:
    return Due(text, 0, len(text), **facts)


@pytest.mark.parametrize(
    ("rule", "precision", "words"),
    [
        ("FREQ=DAILY", "day", "hằng ngày"),
        ("FREQ=WEEKLY", "day", "hằng tuần"),
        ("FREQ=WEEKLY;BYDAY=FR", "day", "thứ Sáu hằng tuần"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", "day", "thứ Hai và Chủ nhật, 2 tuần một lần"),
        ("FREQ=MONTHLY", "month", "hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=20", "day", "ngày 20 hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=5,15,25", "day", "ngày 5, ngày 15 và ngày 25 hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "day", "ngày cuối cùng hằng tháng"),
        ("FREQ=MONTHLY;BYDAY=1FR", "day", "thứ Sáu đầu tiên hằng tháng"),
        ("FREQ=MONTHLY;BYDAY=-1MO", "day", "thứ Hai cuối cùng hằng tháng"),
        ("FREQ=MONTHLY;INTERVAL=3", "quarter", "hằng quý"),
        ("FREQ=MONTHLY;INTERVAL=6", "half", "6 tháng một lần"),
        ("FREQ=MONTHLY;INTERVAL=12", "year", "hằng năm"),
        ("FREQ=YEARLY", "year", "hằng năm"),
        ("FREQ=YEARLY;INTERVAL=2", "year", "2 năm một lần"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "day", "ngày 15/12 hằng năm"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "day", "ngày 15/6 và ngày 15/12 hằng năm"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "day", "ngày cuối tháng 2 hằng năm"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "day", "ngày 20 tháng cuối mỗi quý"),
        ("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5", "day", "ngày 5 tháng đầu mỗi quý"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", "quarter", "quý II hằng năm"),
        ("FREQ=YEARLY;BYMONTH=6,12", "month", "tháng 6 và tháng 12 hằng năm"),
        ("RRULE:FREQ=MONTHLY", None, "hằng tháng"),
        ("FREQ=MONTHLY;INTERVAL=6;DTSTART=20260630", None, "6 tháng một lần, kỳ đầu 30/06/2026"),
    ],
)
def test_a_rule_in_words(rule: str, precision: str | None, words: str) -> None:
    assert saying.every(rule, precision) == words


@pytest.mark.parametrize("rule", ["", "FREQ=HOURLY", "FREQ=MONTHLY;BYSETPOS=2", "FREQ=MONTHLY;COUNT=3", "FREQ=MONTHLY;BYDAY=2MO",
                                  "FREQ=MONTHLY;INTERVAL=0", "FREQ=MONTHLY;BYMONTHDAY=x", "FREQ=YEARLY;BYMONTH=13"])  # fmt: skip
def test_a_rule_without_words_is_not_shown_as_a_rule(rule: str) -> None:
    assert saying.every(rule) is None
    assert saying.when(_due("vào mỗi kỳ họp", recurs=rule or "FREQ=SECONDLY")) == "vào mỗi kỳ họp"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (_due("trước ngày 15/5/2026", until="2026-05-15", precision="day"), "trước 15/05/2026"),
        (_due("chậm nhất ngày 15/5/2026", until="2026-05-15", precision="day"), "chậm nhất 15/05/2026"),
        (_due("không muộn hơn 15/5", until="2026-05-15", precision="day"), "chậm nhất 15/05/2026"),
        (_due("xong 15/5/2026", until="2026-05-15", precision="day"), "chậm nhất 15/05/2026"),
        (_due("trước 17 giờ 00 ngày 07/7/2025", until="2025-07-07", precision="day"), "trước 17 giờ ngày 07/07/2025"),
        (_due("trước 16 giờ 30 ngày 07/7/2025", until="2025-07-07", precision="day"), "trước 16 giờ 30 ngày 07/07/2025"),
        (_due("vào ngày 30/6/2026", on="2026-06-30", precision="day"), "ngày 30/06/2026"),
        (_due("đến hết ngày 30/6/2026", on="2026-06-30", precision="day"), "đến hết ngày 30/06/2026"),
        (_due("từ 01/3 đến 15/3/2026", from_="2026-03-01", until="2026-03-15", precision="day"), "từ 01/03/2026 đến 15/03/2026"),
        (_due("từ ngày 01/7/2026", from_="2026-07-01", precision="day"), "từ 01/07/2026"),
        (_due("trong tháng 5", from_="2026-05-01", until="2026-05-31", precision="month"), "trong tháng 5/2026"),
        (_due("trước tháng 5/2026", from_="2026-05-01", until="2026-05-31", precision="month"), "trước tháng 5/2026"),
        (_due("tháng 11 - 02", from_="2026-11-01", until="2027-02-28", precision="month"), "từ tháng 11/2026 đến tháng 2/2027"),
        (_due("Tháng 8 - 9", from_="2026-08-01", until="2026-09-30", precision="month"), "từ tháng 8 đến tháng 9/2026"),
        (_due("trong quý IV/2026", from_="2026-10-01", until="2026-12-31", precision="quarter"), "trong quý IV/2026"),
        (_due("hết quý I", until="2026-03-31", precision="quarter"), "hết quý I/2026"),
        (_due("6 tháng đầu năm", from_="2026-01-01", until="2026-06-30", precision="half"), "trong 6 tháng đầu năm 2026"),
        (_due("nửa cuối năm", from_="2026-07-01", until="2026-12-31", precision="half"), "trong 6 tháng cuối năm 2026"),
        (_due("trong năm 2026", from_="2026-01-01", until="2026-12-31", precision="year"), "trong năm 2026"),
        (_due("đến năm 2030", from_="2030-01-01", until="2030-12-31", precision="year"), "đến hết năm 2030"),
        (_due("giai đoạn 2026-2028", from_="2026-01-01", until="2028-12-31", precision="year"), "trong giai đoạn 2026 - 2028"),
        (_due("nhiệm kỳ 2025-2030", from_="2025-01-01", until="2030-12-31", precision="term"), "trong nhiệm kỳ 2025 - 2030"),
        (_due("từ năm 2027", from_="2027-01-01", precision="year"), "từ năm 2027"),
        (_due("trong nhiệm kỳ", precision="term"), "trong nhiệm kỳ"),
        (_due("vào ngày\n28/5", precision="day"), "vào ngày 28/5"),
        (_due("trước ngày 20 hằng tháng", recurs="FREQ=MONTHLY;BYMONTHDAY=20", precision="day"), "trước ngày 20 hằng tháng"),
        (_due("ngày 20 hằng tháng", recurs="FREQ=MONTHLY;BYMONTHDAY=20", precision="day"), "ngày 20 hằng tháng"),
        (_due("6 tháng một lần, lần đầu trước ngày 30/6/2026", recurs="FREQ=MONTHLY;INTERVAL=6", until="2026-06-30", precision="day"),
         "6 tháng một lần, kỳ đầu trước 30/06/2026"),
        (_due("trong 30 ngày kể từ ngày ký", clock=Clock(30, "calendar", "signing")), "30 ngày kể từ ngày ký"),
        (_due("5 ngày làm việc kể từ ngày nhận được Công văn", clock=Clock(5, "working", "receipt")), "5 ngày làm việc kể từ ngày nhận"),
        (_due("trong 10 ngày sau khi về nước", clock=Clock(10, "calendar", "event")), "10 ngày sau khi về nước"),
        (_due("trong ngày", clock=Clock(1, "working", "event")), "1 ngày làm việc, không ghi tính từ lúc nào"),
        (None, "không ghi"),
    ],
)  # fmt: skip
def test_a_deadline_in_words(due: Due | None, words: str) -> None:
    assert saying.when(due) == words


def test_words_are_found_in_letters_typed_apart() -> None:
    apart = unicodedata.normalize("NFD", "trước ngày 5 hằng tháng")
    assert saying.when(_due(apart, recurs="FREQ=MONTHLY;BYMONTHDAY=5", precision="day")) == "trước ngày 5 hằng tháng"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"direction": ">=", "value": "95", "unit": "%"}, "từ 95% trở lên"),
        ({"direction": "<=", "value": "1.5", "unit": "%"}, "không quá 1,5%"),
        ({"direction": "=", "value": "1200000", "unit": "đồng"}, "1.200.000 đồng"),
        ({"direction": "=", "value": None, "met": "5/6"}, "5/6"),
        ({"direction": "=", "value": None}, "không ghi mức"),
    ],
)
def test_a_target_in_words(facts: dict[str, Any], words: str) -> None:
    assert saying.level(Target(0, 1, "", "chi bộ", **facts)) == words


@pytest.mark.parametrize(("by", "words"), [("2030", "năm 2030"), ("2025 - 2030", "giai đoạn 2025 - 2030"), ("Hằng năm", "hằng năm"), (None, "")])  # fmt: skip
def test_when_a_target_is_to_be_reached(by: str | None, words: str) -> None:
    assert saying.by_when(Target(0, 1, "", "", "=", "1", by=by)) == words


@pytest.mark.parametrize(("label", "words"), [("II.1", "II.1"), ("II.1.-", "II.1, gạch đầu dòng"), ("II.1.-.+", "II.1, gạch đầu dòng"), ("-", "gạch đầu dòng"), ("-.Một là", "Một là")])  # fmt: skip
def test_a_place_in_the_outline(label: str, words: str) -> None:
    assert saying.place(label) == words


def test_the_register_says_relations_in_the_same_words() -> None:
    from dondoc.documents.models import Relation

    assert {str(value): str(label) for value, label in Relation.choices} == saying.RELATION
