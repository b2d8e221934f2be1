"""Yêu cầu về dữ liệu, bằng trình duyệt — a person asks, the desk answers in time; an older one from a letter is answered late."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dondoc.journal.queries import verify
from dondoc.personal.models import Request
from dondoc.shared.calendar import hanoi_day
from tests.cast import Cast

pytestmark = pytest.mark.walk


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_data_request_is_answered_in_time_and_another_late(site: Any, house: Cast, width: int) -> None:
    mark = f"du-lieu-{width}"
    person = site("doer", width)
    page = person.page
    page.goto(f"{person.base}/me/data/")
    person.looks_well(f"{mark}-1-cua-toi")
    page.click("main a:has-text('Gửi yêu cầu')")
    page.check("[name=kind][value=CORRECT]")
    page.fill("[name=asked]", "Tên đệm ghi sai. Đúng là Bạch Công Lệ.")
    person.looks_well(f"{mark}-2-gui")
    page.click("form.form button.primary")
    page.wait_for_url("**/data/requests/**")
    person.looks_well(f"{mark}-3-da-gui")
    expect(page.locator("tr:has-text('còn hạn')")).to_have_count(2)

    office = site("office", width)
    desk = office.page
    expect(desk.locator("#data li")).to_have_count(1)
    desk.click("#data a.title")
    desk.click("main .actions a:has-text('Trả lời')")
    desk.fill("[name=text]", "Văn phòng sẽ sửa trong hôm nay.")
    desk.click("form.form button.primary")
    desk.click("main .actions a:has-text('Thực hiện')")
    desk.fill("[name=full_name]", "Bạch Công Lệ")
    desk.fill("[name=outcome]", "Đã sửa họ tên.")
    office.looks_well(f"{mark}-4-thuc-hien")
    desk.click("form.form button.primary")
    office.looks_well(f"{mark}-5-dung-han")
    expect(desk.locator("tr:has-text('đúng hạn')")).to_have_count(2)

    day = hanoi_day(timezone.now()) - timedelta(days=20)
    desk.goto(f"{office.base}/data/requests/new/")
    desk.select_option("[name=person]", label="Tống Văn Hạo")
    desk.select_option("[name=kind]", value="COPY")
    desk.fill("[name=paper_on]", f"{day:%d/%m/%Y}")
    desk.fill("[name=received_on]", f"{day:%d/%m/%Y}")
    office.looks_well(f"{mark}-6-don-giay")
    desk.click("form.form button.primary")
    office.looks_well(f"{mark}-7-qua-han")
    expect(desk.locator("tr:has-text('quá hạn')")).to_have_count(2)
    desk.click("main .actions a:has-text('Trả lời')")
    desk.fill("[name=text]", "Đơn bị sót, gửi bản sao ngay.")
    desk.click("form.form button.primary")
    with desk.expect_download() as got:
        desk.click("text=Lập bản sao để gửi")
    assert got.value.suggested_filename.endswith(".zip")
    desk.click("main .actions a:has-text('Thực hiện')")
    desk.fill("[name=outcome]", "Đã trao bản in, có ký nhận.")
    desk.click("form.form button.primary")
    desk.goto(f"{office.base}/data/requests/?state=all")
    office.looks_well(f"{mark}-8-danh-sach")
    expect(desk.locator("tbody tr:has-text('muộn')")).to_have_count(1)
    expect(desk.locator("tbody tr:has-text('đúng hạn')")).to_have_count(1)

    page.goto(f"{person.base}/me/data/looks/")
    person.looks_well(f"{mark}-9-ai-da-xem")
    assert page.locator("tr:has-text('Mạc Thị Nhuần')").count() >= 1
    assert set(Request.objects.values_list("state", flat=True)) == {"DONE"}
    assert verify().broken is None
