"""Ghi vụ lộ, mất dữ liệu bằng trình duyệt — with the little that is known; the hours left stand on the page and on the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dondoc.personal.breaching import Breach
from dondoc.personal.lifecycle import BreachState
from dondoc.shared.calendar import HANOI
from tests.cast import Cast


@pytest.mark.parametrize("width", [390, pytest.param(1440, marks=pytest.mark.long)])
def test_a_breach_is_recorded_and_the_hours_left_are_seen(site: Any, house: Cast, width: int) -> None:
    opened = site("office", width)
    page = opened.page
    page.goto(f"{opened.base}/data/breaches/")
    opened.looks_well(f"lo-mat-1-trong-{width}")
    page.click("main a.primary")
    found = (timezone.now() - timedelta(hours=3)).astimezone(HANOI)
    page.fill("[name=day]", f"{found:%d/%m/%Y}")
    page.fill("[name=hour]", "khong ro")
    page.fill("[name=what]", "Máy tính xách tay của văn phòng bị mất trên đường đi họp")
    page.click("form.form button.primary")
    assert "Không hiểu giờ này" in page.locator("main").inner_text(), "refused, and nothing typed is lost"
    opened.looks_well(f"lo-mat-2-tu-choi-{width}")
    page.fill("[name=hour]", f"{found:%H:%M}")
    page.check("[name=purposes][value=people]")
    page.click("form.form button.primary")
    page.wait_for_url("**/data/breaches/*/")
    said = page.locator("main").inner_text()
    assert "còn 68 giờ" in said or "còn 69 giờ" in said
    assert "theo nguồn thứ cấp" in said
    assert "chưa biết" in said
    opened.looks_well(f"lo-mat-3-vu-{width}")
    page.goto(f"{opened.base}/")
    assert "Vụ lộ, mất dữ liệu chưa báo" in page.locator("main").inner_text()
    opened.looks_well(f"lo-mat-4-ban-{width}")
    page.locator("main a.title", has_text="Vụ phát hiện").click()
    page.click("main a.primary")
    page.fill("[name=paper_number]", "12-CV/ĐU")
    page.click("form.form button.primary")
    page.wait_for_url("**/data/breaches/*/")
    assert "đã báo trong hạn" in page.locator("main").inner_text()
    assert Breach.objects.get().state == BreachState.NOTIFIED


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_the_other_pages_of_protection_look_well_when_empty(site: Any, house: Cast, width: int) -> None:
    opened = site("office", width)
    for name in ("retention", "holds", "holds/new", "assessment", "assessment/write/RISKS", "exports", "exports/new"):
        opened.page.goto(f"{opened.base}/data/{name}/")
        opened.looks_well(f"bao-ve-{name.replace('/', '-')}-{width}")
