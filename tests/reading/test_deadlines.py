"""Thời hạn — the ways a paper says when."""

from __future__ import annotations

import unicodedata

import pytest

from dondoc.reading.deadlines import find_due, recurrence
from dondoc.reading.model import Due
from dondoc.reading.shadow import Shadow

SIGNED = "2026-03-18"


def due(text: str, day: str | None = SIGNED) -> Due | None:
    return find_due(Shadow(text), 0, len(text), issued_on=day)


DAYS = [
    ("hoàn thành trước ngày 15/5/2026", "2026-05-15"),
    ("gửi Văn phòng trước ngày 30 tháng 6 năm 2026", "2026-06-30"),
    ("chậm nhất là ngày 15-9-2026", "2026-09-15"),
    ("báo cáo trước 30/11/2026", "2026-11-30"),
    ("xong trước 30-9-2026", "2026-09-30"),
    ("muộn nhất vào 20-6-2026", "2026-06-20"),
    ("15/9/2026", "2026-09-15"),
    ("trước ngày 20/4", "2026-04-20"),
    ("trước ngày 20/01", "2027-01-20"),
    ("trước 17 giờ ngày 05/12/2026", "2026-12-05"),
    ("tại hội nghị ngày 02/4/2026, báo cáo trước ngày 20/5/2026", "2026-05-20"),
    ("chậm nhất ngày 01.7.2026", "2026-07-01"),
]


@pytest.mark.parametrize(("text", "on"), DAYS)
def test_a_day_is_a_day_and_a_missing_year_is_the_next_one(text: str, on: str) -> None:
    found = due(text)
    assert found is not None
    assert (found.until or found.on, found.precision) == (on, "day")
    assert (found.until is None) == (text == "15/9/2026"), "“trước”, “chậm nhất”: the last day, not the day itself"


PERIODS = [
    ("trong tháng 8/2026", "month", "2026-08-01", "2026-08-31"),
    ("hoàn thành trong tháng 02 năm 2028", "month", "2028-02-01", "2028-02-29"),
    ("trong quý I năm 2027", "quarter", "2027-01-01", "2027-03-31"),
    ("quý IV/2026", "quarter", "2026-10-01", "2026-12-31"),
    ("trong quý II", "quarter", "2026-04-01", "2026-06-30"),
    ("trong quí II", "quarter", "2026-04-01", "2026-06-30"),
    ("trong 6 tháng đầu năm 2027", "half", "2027-01-01", "2027-06-30"),
    ("sơ kết 6 tháng cuối năm", "half", "2026-07-01", "2026-12-31"),
    ("tổng kết vào năm 2030", "year", "2030-01-01", "2030-12-31"),
    ("hoàn thành trong năm 2026", "year", "2026-01-01", "2026-12-31"),
    ("trong nhiệm kỳ 2025 - 2030", "term", "2025-01-01", "2030-12-31"),
    ("trong giai đoạn 2026-2028", "year", "2026-01-01", "2028-12-31"),
    ("từ ngày 01/6 đến ngày 15/6/2026", "day", "2026-06-01", "2026-06-15"),
    ("hoàn thành trong tuần 33", "day", "2026-08-10", "2026-08-16"),
    ("hoàn thành trong tuần 53", "day", "2026-12-28", "2027-01-03"),  # a year of 53 weeks (ISO 8601)
    ("hoàn thành trong tuần 53 năm 2027", "day", None, None),  # a year of 52 has no such week
    ("từ tháng 10/2026 đến tháng 3/2027", "month", "2026-10-01", "2027-03-31"),
    ("tháng 8 - 9", "month", "2026-08-01", "2026-09-30"),
    ("trong tháng 8 và tháng 9/2026", "month", "2026-08-01", "2026-09-30"),
    ("quý II - III/2026", "quarter", "2026-04-01", "2026-09-30"),
    ("trong quý II và quý III/2026", "quarter", "2026-04-01", "2026-09-30"),
    ("trước tháng 9/2026", "month", None, "2026-08-31"),
    ("trước quý IV/2026", "quarter", None, "2026-09-30"),
    ("trước năm 2028", "year", None, "2027-12-31"),
    ("từ 01/7/2026", "day", "2026-07-01", None),
]


@pytest.mark.parametrize(("text", "precision", "first", "last"), PERIODS)
def test_a_period_stays_a_period(text: str, precision: str, first: str | None, last: str | None) -> None:
    found = due(text)
    assert found is not None
    assert (found.precision, found.from_, found.until, found.on) == (precision, first, last, None)


RECURRING = [
    ("trước ngày 15 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("báo cáo hàng tháng", "FREQ=MONTHLY"),
    ("vào ngày 05 và 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
    ("định kỳ hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
    ("mỗi quý ít nhất một lần", "FREQ=MONTHLY;INTERVAL=3"),
    ("6 tháng một lần", "FREQ=MONTHLY;INTERVAL=6"),
    ("định kỳ 06 tháng/lần", "FREQ=MONTHLY;INTERVAL=6"),
    ("định kỳ 3 tháng", "FREQ=MONTHLY;INTERVAL=3"),
    ("định kỳ sáu tháng, một năm", "FREQ=YEARLY;BYMONTH=6,12"),
    ("mỗi năm hai lần, vào tháng 4 và tháng 10", "FREQ=YEARLY;BYMONTH=4,10"),
    ("trước ngày 20/6 và ngày 20/12 hằng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20"),
    ("định kỳ 15 ngày một lần", "FREQ=DAILY;INTERVAL=15"),
    ("hằng tuần, nộp phiếu vào chiều thứ Sáu", "FREQ=WEEKLY;BYDAY=FR"),
    ("trước ngày 05/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"),
    ("trước ngày 20 tháng 01 hằng năm", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20"),
    ("trước ngày 25 tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"),
    ("ít nhất một lần trong năm", "FREQ=YEARLY"),
    ("thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR"),
    ("giao ban hằng tuần", "FREQ=WEEKLY"),
    ("hằng tuần, vào thứ Sáu", "FREQ=WEEKLY;BYDAY=FR"),
    ("chiều thứ sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR"),
    ("ngày 28 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=28"),
    ("định kỳ ngày 05 tháng đầu quý", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"),
    ("6 tháng trước ngày 15/6, hằng năm trước ngày 15/12", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"),
    ("trình chậm nhất trong quý II hằng năm", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30"),
    ("vào ngày cuối cùng hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("vào thứ hai đầu tiên của mỗi tháng", "FREQ=MONTHLY;BYDAY=1MO"),
    ("thứ sáu cuối cùng hằng tháng", "FREQ=MONTHLY;BYDAY=-1FR"),
    ("trước ngày 15/6 và ngày 15/12", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"),
    ("Mỗi năm, Văn phòng rà soát danh mục trong tháng 3", "FREQ=YEARLY;BYMONTH=3"),
    ("họp mỗi tháng một lần", "FREQ=MONTHLY"),
    ("vào tháng 12 hằng năm", "FREQ=YEARLY;BYMONTH=12"),
    ("trước 31/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
    ("trước ngày 15/11 của năm trước", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"),
    ("trước ngày 20/6, 20/12 hằng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20"),
    ("chậm nhất ngày 05 của tháng sau", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("vào tuần cuối của tháng", "FREQ=MONTHLY"),
    ("hằng tuần, trước 16 giờ thứ Sáu", "FREQ=WEEKLY;BYDAY=FR"),
    ("hai tuần một lần, vào thứ Sáu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
    ("kiểm tra 05 năm một lần", "FREQ=YEARLY;INTERVAL=5"),
]


@pytest.mark.parametrize(("text", "rule"), RECURRING)
def test_what_comes_back_is_a_rule(text: str, rule: str) -> None:
    found = due(text)
    assert found is not None
    assert found.recurs == rule


def test_a_period_and_its_first_day_are_one_deadline() -> None:
    found = due("rà soát định kỳ 6 tháng, lần đầu hoàn thành trước ngày 30/6/2026")
    assert found is not None
    assert (found.recurs, found.until) == ("FREQ=MONTHLY;INTERVAL=6", "2026-06-30")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("6 tháng một lần, lần đầu trước ngày 30/6/2026", "FREQ=MONTHLY;INTERVAL=6;DTSTART=20260630"),
        ("6 tháng một lần, lần đầu trước ngày 30/6", "FREQ=MONTHLY;INTERVAL=6"),  # of which year is not said
        ("6 tháng một lần", "FREQ=MONTHLY;INTERVAL=6"),
        ("hằng năm, báo cáo kết quả trong tháng 3", "FREQ=YEARLY;BYMONTH=3"),
        ("hằng năm, lần đầu trước ngày 30/6", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30"),
        ("trước ngày 30/6/2026", ""),
    ],
)
def test_a_rule_is_kept_with_its_first_day(words: str, rule: str) -> None:
    assert recurrence(words) == rule


@pytest.mark.parametrize(
    "text",
    [
        "số liệu tính từ 15/12/2025 đến 15/12/2026",
        "đoàn ra, đoàn vào năm 2026",
        "không chậm quá 02 lần trong năm",
        "báo cáo tại kỳ họp cuối năm 2026",
        "đã ký trong giai đoạn 2021 - 2025",
        "tồn đọng từ trước ngày 01/7/2026",
    ],
)
def test_a_time_gone_by_or_since_when_is_no_deadline(text: str) -> None:
    assert due(text) is None


@pytest.mark.parametrize(
    "words",
    [
        "chậm nhất 03 ngày làm việc trước ngày họp",
        "trước khi làm việc ít nhất 05 ngày làm việc",
        "trước ngày họp tối thiểu 03 ngày",
        "trước ít nhất 45 ngày",
        "ít nhất 05 ngày trước thời hạn",
        "trước thời điểm hẹn trả ít nhất 04 giờ làm việc",
    ],
)
def test_what_is_counted_back_from_an_event_keeps_its_words_alone(words: str) -> None:
    found = due(f"gửi tài liệu {words}")
    assert found is not None
    assert (found.text, found.until, found.clock) == (words, None, None)


def test_the_letter_a_scan_takes_for_a_one_is_one() -> None:
    found = due("chậm nhất là ngày 05/l0/2026")
    assert found is not None
    assert (found.text, found.until) == ("chậm nhất là ngày 05/l0/2026", "2026-10-05")


CLOCKS = [
    ("trong thời hạn 30 ngày kể từ ngày ký", (30, "calendar", "signing")),
    ("trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản", (5, "working", "receipt")),
    ("chậm nhất 10 ngày làm việc sau khi kết thúc chuyến đi", (10, "working", "event")),
    ("15 ngày, kể từ ngày ban hành Kế hoạch này", (15, "calendar", "signing")),
    ("trình Thường trực cho ý kiến phân công trong ngày làm việc", (1, "working", "receipt")),
    ("trong 24 giờ kể từ khi tiếp nhận tin", (1, "calendar", "receipt")),
    ("trả lời trong vòng 15 ngày", (15, "calendar", "event")),
    ("lập kế hoạch trong 30 ngày kể từ ngày ký kết", (30, "calendar", "event")),
    ("trong 15 ngày làm việc, kể từ ngày công bố kết luận (Quy định số 01-QĐ/UBKT)", (15, "working", "event")),
    ("trình lãnh đạo ký trong 30 ngày kể từ ngày ký Kết luận này", (30, "calendar", "signing")),
    ("trong 15 ngày, tính từ ngày ban hành thông báo kết luận", (15, "calendar", "event")),
    ("trong thời hạn 02 tháng kể từ ngày có kết luận", (60, "calendar", "event")),
]


@pytest.mark.parametrize(("text", "clock"), CLOCKS)
def test_a_relative_deadline_is_a_clock(text: str, clock: tuple[int, str, str]) -> None:
    found = due(text)
    assert found is not None
    assert found.clock is not None
    assert (found.clock.days, found.clock.unit, found.clock.starts) == clock


@pytest.mark.parametrize(
    "text",
    [
        "rà soát quy chế làm việc",
        "đạt 95% trở lên",
        "Kết luận số 12-KL/ĐU",
        "trong năm học tới",
        "giải quyết công việc hằng ngày",
        "ngày 31/02/2026",
        "5/6 chỉ tiêu",
        "khóa XIII",
    ],
)
def test_what_says_no_time_is_no_deadline(text: str) -> None:
    assert due(text) is None


def test_the_day_of_a_cited_paper_is_no_deadline() -> None:
    text = "thực hiện Kết luận số 44-KL/TW ngày 22/11/2022"
    assert find_due(Shadow(text), 0, len(text), issued_on=SIGNED, taken=((10, len(text)),)) is None


def test_without_the_papers_day_a_missing_year_stays_unknown() -> None:
    found = due("trước ngày 20/4", None)
    assert found is not None
    assert (found.on, found.precision) == (None, "day")


def test_the_words_are_those_of_the_text() -> None:
    text = unicodedata.normalize("NFD", "Văn phòng báo cáo  trước ngày 15\u00a0tháng 5 năm 2026.")
    found = due(text)
    assert found is not None
    assert found.text == text[found.start : found.end]
    assert found.until == "2026-05-15"


def test_of_a_half_year_and_a_term_the_nearer_is_the_deadline() -> None:
    found = due("trong 6 tháng đầu năm, quy hoạch nhiệm kỳ 2030 - 2035")
    assert found is not None
    assert (found.until, found.precision) == ("2026-06-30", "half")
