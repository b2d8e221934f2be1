"""Cơ quan đặt con số quy định để mở, bằng trình duyệt — set on a ground, and the page says whence; a day moved in the calendar."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from dondoc.regulations.models import CalendarChange, OfficeFigure
from tests.cast import Cast

KEY = "/regulations/figures/inspection.supervision_period/"
LONG = "Kết luận của Ban Thường vụ tại cuộc họp thường kỳ tháng mười một, giao Văn phòng thông báo cho các chi bộ ngoài nước"


@pytest.mark.walk
@pytest.mark.parametrize("width", [390, pytest.param(1440, marks=pytest.mark.long)])
def test_an_office_sets_a_figure_a_regulation_left_open_and_the_page_says_whence(
    site: Any, house: Cast, width: int
) -> None:
    opened = site("office", width)
    page = opened.page
    page.goto(f"{opened.base}/regulations/?how=open&words=giam+sat+chuyen+de")
    opened.looks_well(f"quy-dinh-1-danh-sach-{width}")
    page.locator("#open li", has_text="cấp cơ sở").locator("text=Đặt").last.click()
    page.wait_for_url("**/set/**")
    page.fill("[name=amount]", "20")
    page.select_option("[name=unit]", "working_day")
    page.click("form.form button.primary")
    assert "Cần ghi căn cứ" in page.locator("main").inner_text(), "refused, and nothing typed is lost"
    opened.looks_well(f"quy-dinh-2-tu-choi-{width}")
    assert page.input_value("[name=amount]") == "20"
    page.fill("[name=ground]", LONG)
    page.fill("[name=cap]", "6")
    page.click("form.form button.primary")
    page.wait_for_url(f"**{KEY}")
    said = page.locator("main").inner_text()
    assert "20 ngày làm việc" in said
    assert f"cơ quan đặt theo {LONG}, từ" in said
    assert "21-QĐ/TW để mở" in said
    opened.looks_well(f"quy-dinh-3-da-dat-{width}")
    page.locator("a", has_text="Rút").first.click()
    page.fill("[name=reason]", "Đã có quy định mới của Trung ương")
    page.click("form.form button.primary")
    page.wait_for_url(f"**{KEY}")
    assert "đã rút từ" in page.locator("main").inner_text()
    opened.looks_well(f"quy-dinh-4-da-rut-{width}")
    assert OfficeFigure.objects.get().amount == 20, "withdrawn, not erased"


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_day_is_moved_and_the_calendar_says_by_which_paper(site: Any, house: Cast, width: int) -> None:
    opened = site("clerk", width)
    page = opened.page
    page.goto(f"{opened.base}/regulations/calendar/2027/")
    opened.looks_well(f"lich-1-2027-{width}")
    page.click("text=Sửa lịch làm việc")
    page.fill("[name=off_on]", "03/02/2027")
    page.fill("[name=work_on]", "13/02/2027")
    page.fill("[name=paper_number]", "8-TB/BNV")
    page.fill("[name=paper_on]", "20/11/2026")
    page.check("[name=is_notice]")
    page.click("form.form button.primary")
    page.wait_for_url("**/calendar/2027/")
    row = page.locator("#d0203").inner_text()
    assert "nghỉ" in row
    assert "8-TB/BNV ngày 20/11/2026" in row
    assert "Chưa có thông báo" not in page.locator("main").inner_text()
    opened.looks_well(f"lich-2-da-sua-{width}")
    page.locator("#d0203 a").click()
    page.fill("[name=reason]", "Ghi nhầm ngày")
    page.click("form.form button.primary")
    page.wait_for_url("**/calendar/2027/")
    expect(page.locator("#d0203")).to_have_count(0)
    assert CalendarChange.objects.filter(withdrawn_because="Ghi nhầm ngày").exists()
    page.goto(f"{opened.base}/regulations/rules/?topic=inspection")
    opened.looks_well(f"van-ban-{width}")
    page.goto(f"{opened.base}/regulations/?day=01/01/2026")
    opened.looks_well(f"quy-dinh-ngay-khac-{width}")
