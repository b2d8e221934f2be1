"""Trang quy định — what is open comes first and says so; past days, searches and files answer by the same rows."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from dondoc.regulations.actions import correct_calendar, set_figure, withdraw_figure
from dondoc.regulations.rulesets import book
from tests.cast import AT, TODAY, Cast

KEY = "inspection.supervision_period"


def client(cast: Cast, role: str) -> Client:
    found = Client()
    found.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return found


def said(cast: Cast, path: str, role: str = "office") -> str:
    answer = client(cast, role).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_waits_for_the_office_comes_before_what_is_known(cast: Cast) -> None:
    text = said(cast, "/regulations/?topic=inspection")
    assert text.index("Chờ cơ quan đặt") < text.index("180 ngày")
    assert "số chưa xác nhận: 45 ngày làm việc, không dùng" in said(cast, f"/regulations/figures/{KEY}/")


def test_a_figure_set_leaves_the_open_ones_and_says_whence(cast: Cast) -> None:
    waiting = "/regulations/?how=open&topic=inspection"
    before = said(cast, waiting).count(f"/figures/{KEY}/set/")
    set_figure(key=KEY, level="base", amount=20, unit="working_day", from_on=TODAY, paper_number="12-QĐ/ĐU",
               paper_on=date(2026, 10, 1), by=cast.office, at=AT)  # fmt: skip
    assert said(cast, waiting).count(f"/figures/{KEY}/set/") == before - 1
    page = said(cast, f"/regulations/figures/{KEY}/")
    assert "12-QĐ/ĐU ngày 01/10/2026" in page
    assert "Mạc Thị Nhuần" in page, "who set it"


def test_a_past_day_shows_what_applied_then_and_offers_no_act(cast: Cast) -> None:
    row = set_figure(key=KEY, level="base", amount=20, unit="working_day", from_on=TODAY - timedelta(days=20),
                     ground="Thường trực", by=cast.office, at=AT)  # fmt: skip
    withdraw_figure(setting=row, from_on=TODAY, reason="Thôi", by=cast.office, at=AT)
    then = said(cast, f"/regulations/figures/{KEY}/?day={TODAY - timedelta(days=5):%d/%m/%Y}")
    assert "20 ngày làm việc</strong>" in then
    assert "/set/" not in then
    assert "/set/" not in said(cast, f"/regulations/?day={TODAY - timedelta(days=5):%d/%m/%Y}")
    assert "20 ngày làm việc</strong>" not in said(cast, f"/regulations/figures/{KEY}/")
    assert "45 ngày làm việc</strong>" in said(cast, f"/regulations/figures/{KEY}/?day=01/03/2024")


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("words=giam+sat+chuyen+de", "giám sát chuyên đề", "hộ chiếu"),
        ("words=356/2025", "Trả lời yêu cầu của người có dữ liệu", "giám sát chuyên đề"),
        ("topic=external&how=doubt", "Nộp hồ sơ hội nghị", "giám sát chuyên đề"),
        ("words=khong+co+gi+nhu+the", "Không có con số nào như thế", "ngày làm việc</strong>"),
    ],
)
def test_they_are_found_by_words_topic_and_doubt(cast: Cast, query: str, there: str, absent: str) -> None:
    text = said(cast, f"/regulations/?{query}")
    assert there in text
    assert absent not in text


def test_only_who_may_is_offered_to_set(cast: Cast) -> None:
    assert "/set/" in said(cast, "/regulations/", "leader")
    for role in ("clerk", "doer", "stranger", "admin"):
        assert "/set/" not in said(cast, "/regulations/", role)


def test_no_number_is_filled_in_for_the_person(cast: Cast) -> None:
    form = said(cast, f"/regulations/figures/{KEY}/set/?level=base")
    assert 'value="base" selected' in form
    box = form[form.index('name="amount"') :].partition(">")[0]
    assert "value=" not in box


def test_the_file_has_the_rows_of_the_page(cast: Cast) -> None:
    answer = client(cast, "doer").get("/regulations/?topic=inspection&as=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    told = {cell for row in rows for cell in row}
    assert "180 ngày" in told
    assert "chưa xác nhận, chờ cơ quan đặt" in told


def test_every_rule_has_its_row_and_every_figure_its_page(cast: Cast) -> None:
    pages = "".join(said(cast, f"/regulations/rules/?topic={topic}", "doer") for topic in book().topics)
    assert [rule for rule in book().rules if f'id="{rule}"' not in pages] == []
    opened = client(cast, "doer")
    assert {opened.get(f"/regulations/figures/{key}/").status_code for key in book().subjects} == {200}


def test_what_no_rule_knows_is_not_there(cast: Cast) -> None:
    opened = client(cast, "office")
    for path in (
        "figures/nothing/",
        "figures/nothing/set/",
        "figures/inspection.examined_years/set/",
        "calendar/1999/",
    ):
        assert opened.get(f"/regulations/{path}").status_code == 404, path


def test_the_calendar_says_what_is_not_told_yet_and_what_the_office_corrected(cast: Cast) -> None:
    assert "Chưa có thông báo nghỉ lễ, Tết của năm 2027" in said(cast, "/regulations/calendar/2027/")
    correct_calendar(
        off_on=date(2027, 2, 3),
        paper_number="8-TB/BNV",
        paper_on=date(2026, 11, 20),
        is_notice=True,
        by=cast.clerk,
        at=AT,
    )
    text = said(cast, "/regulations/calendar/2027/", "clerk")
    assert "Chưa có thông báo" not in text
    assert "8-TB/BNV ngày 20/11/2026" in text
    assert "/withdraw/" not in said(cast, "/regulations/calendar/2027/", "doer")


def test_the_journal_names_the_figure_and_the_day(cast: Cast) -> None:
    set_figure(key=KEY, level="base", amount=20, unit="working_day", from_on=TODAY, ground="Thường trực",
               by=cast.office, at=AT)  # fmt: skip
    correct_calendar(off_on=date(2027, 2, 3), ground="Thường trực", by=cast.clerk, at=AT)
    text = said(cast, "/journal/", "leader")
    assert f"/regulations/figures/{KEY}/" in text
    assert 'href="/regulations/calendar/2027/">03/02/2027' in text


@pytest.mark.parametrize(
    "bad", [{"amount": "0"}, {"amount": "nhiều"}, {"from_on": "mấy hôm nữa"}, {"unit": ""}, {"level": "huyện"}]
)
def test_bad_input_is_told_beside_its_field_and_loses_nothing(cast: Cast, bad: dict[str, Any]) -> None:
    good = {
        "level": "base",
        "amount": "20",
        "unit": "working_day",
        "from_on": "hôm nay",
        "ground": "Thường trực Đảng ủy",
    }
    answer = client(cast, "office").post(f"/regulations/figures/{KEY}/set/", {**good, **bad})
    assert answer.status_code == 422
    assert "Thường trực Đảng ủy" in answer.content.decode()
