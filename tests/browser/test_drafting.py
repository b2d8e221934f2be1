"""Bản nháp, bằng trình duyệt — typing, leaving, coming back; a session that ends; no script at all."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from dondoc.access.models import Draft
from dondoc.implementation.models import Note
from tests.cast import PASSWORD, Cast
from tests.making import an_assignment, evidence

WORDS = "Chi bộ đã rà soát xong 12 đảng viên mới đến, còn 3 đồng chí chưa gửi giấy giới thiệu sinh hoạt đảng"
KEPT = "form[data-draft] button:visible"


@pytest.fixture
def note(house: Cast) -> str:
    share = an_assignment(house, upto="accepted")
    evidence(house, share)
    return reverse("assignment_act", args=[share.public_id, "note"])


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_typing_leaving_coming_back_then_done(site: Any, note: str, width: int) -> None:
    doer = site("doer", width)
    page = doer.page
    page.goto(doer.base + note)
    page.fill("[name=text]", WORDS)
    page.wait_for_selector(KEPT)
    doer.looks_well(f"nhap-1-dang-go-{width}")
    page.type("[name=text]", ", sẽ bổ sung")
    page.click("text=Quay lại")  # before the pause is over: leaving keeps it
    page.wait_for_url("**/assignments/*/")
    _wait_for(WORDS + ", sẽ bổ sung")
    page.goto(doer.base + note)
    assert page.input_value("[name=text]") == WORDS + ", sẽ bổ sung"
    assert page.locator("form[data-draft]").inner_text().startswith("Đã giữ bản nháp lúc")
    doer.looks_well(f"nhap-2-tro-lai-{width}")
    page.click("form.form button.primary")
    page.wait_for_url("**/assignments/*/")
    assert Note.objects.get().text == WORDS + ", sẽ bổ sung"
    page.goto(doer.base + note)
    assert page.input_value("[name=text]") == ""
    expect(page.locator(KEPT)).to_have_count(0)
    assert Draft.objects.count() == 0


def _wait_for(words: str) -> None:
    """What was sent on leaving is on its way beside the next page."""
    until = time.monotonic() + 10
    while time.monotonic() < until and Draft.objects.get().body["text"] != [words]:
        time.sleep(0.05)


def test_dropped_it_does_not_come_back(site: Any, note: str) -> None:
    doer = site("doer", 390)
    page = doer.page
    page.goto(doer.base + note)
    page.fill("[name=text]", WORDS)
    page.wait_for_selector(KEPT)
    page.type("[name=text]", " và nữa")
    page.click("text=Bỏ nháp")
    page.wait_for_load_state("networkidle")
    assert page.input_value("[name=text]") == ""
    assert Draft.objects.count() == 0


def test_a_secret_mark_is_refused_at_once(site: Any, note: str) -> None:
    doer = site("doer", 390)
    page = doer.page
    page.goto(doer.base + note)
    page.fill("[name=text]", "TUYỆT MẬT\n" + WORDS)
    page.wait_for_selector("form[data-draft]:has-text('dấu chỉ mức độ mật')")
    doer.looks_well("nhap-3-dau-mat-390")
    assert Draft.objects.count() == 0


def sign_in_beside(doer: Any) -> None:
    """The same person, in another tab of the same browser."""
    other = doer.context.new_page()
    other.goto(f"{doer.base}/accounts/login/")
    other.fill("#id_login", "doer")
    other.fill("#id_password", PASSWORD)
    other.click("button.primary")
    other.wait_for_url(f"{doer.base}/")


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_session_that_ends_while_typing_is_said_and_the_page_stays_until_it_can_send(
    site: Any, note: str, width: int
) -> None:
    """The old page's token is of the session before: the script takes the one in use."""
    doer = site("doer", width)
    page = doer.page
    page.goto(doer.base + note)
    page.fill("[name=text]", WORDS)
    page.wait_for_selector(KEPT)
    Session.objects.all().delete()
    page.type("[name=text]", " thêm")
    page.wait_for_selector("form[data-draft]:has-text('Phiên làm việc đã hết')")
    doer.looks_well(f"nhap-4-het-phien-{width}")
    page.click("form.form button.primary")
    page.wait_for_load_state("networkidle")
    assert (page.url, page.input_value("[name=text]")) == (doer.base + note, WORDS + " thêm")
    sign_in_beside(doer)
    page.click("form.form button.primary")
    page.wait_for_url("**/assignments/*/")
    assert Note.objects.get().text == WORDS + " thêm"
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_sent_after_the_session_ended_the_sign_in_page_says_so_and_leads_back(site: Any, note: str, width: int) -> None:
    doer = site("doer", width)
    page = doer.page
    page.goto(doer.base + note)
    page.fill("[name=text]", WORDS)
    page.wait_for_selector(KEPT)
    Session.objects.all().delete()
    page.click("form.form button.primary")
    page.wait_for_url("**/accounts/login/**")
    doer.looks_well(f"nhap-5-dang-nhap-lai-{width}")
    page.fill("#id_login", "doer")
    page.fill("#id_password", PASSWORD)
    page.click("button.primary")
    page.wait_for_url(f"**{note}")
    assert page.input_value("[name=text]") == WORDS
    assert Note.objects.count() == 0


def test_cut_off_the_page_stays_and_goes_on_by_itself(site: Any, note: str) -> None:
    doer = site("doer", 390)
    page = doer.page
    page.goto(doer.base + note)
    doer.context.set_offline(True)
    page.fill("[name=text]", WORDS)
    page.wait_for_selector("form[data-draft]:has-text('Đừng đóng trang này')")
    page.click("form.form button.primary")
    assert page.input_value("[name=text]") == WORDS
    doer.context.set_offline(False)
    page.click("form.form button.primary")
    page.wait_for_url("**/assignments/*/")
    assert Note.objects.get().text == WORDS
    doer.broken.clear()  # the browser's own line about the lost connection


def test_without_a_script_a_quiet_button_keeps_it(chromium: Any, live_server: Any, note: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("#id_login", "doer")
    page.fill("#id_password", PASSWORD)
    page.click("button.primary")
    page.goto(live_server.url + note)
    page.fill("[name=text]", WORDS)
    _picture(page, "nhap-6-khong-ma-390")
    page.click("noscript button[value=keep]")
    page.wait_for_url(f"**{note}")
    assert page.input_value("[name=text]") == WORDS
    _picture(page, "nhap-7-khong-ma-da-giu-390")
    page.click("text=Bỏ nháp")
    assert page.input_value("[name=text]") == ""
    context.close()


def _picture(page: Any, name: str, full_page: bool = True) -> None:
    import os

    folder = os.environ.get("DONDOC_SCREENSHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=full_page)


def test_the_page_with_its_script_is_light(site: Any, note: str) -> None:
    """≤ 100 KiB and ≤ 6 requests cold."""
    doer, weights = site("doer"), []
    fresh = doer.cold()
    fresh.on("response", lambda answer: weights.append(len(answer.body())) if answer.ok else None)
    fresh.goto(doer.base + note, wait_until="networkidle")
    fresh.close()
    assert 2 <= len(weights) <= 6
    assert sum(weights) <= 100 * 1024, weights


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_on_a_long_form_the_line_stands_where_the_hand_is_and_moves_nothing(site: Any, house: Cast, width: int) -> None:
    clerk = site("clerk", width)
    page = clerk.page
    page.goto(f"{clerk.base}/registers/{house.incoming.public_id}/by-hand/")
    page.fill("[name=kind]", "Công văn")
    before = page.locator("[name=title]").bounding_box()
    page.wait_for_selector(KEPT)
    assert page.locator("[name=title]").bounding_box() == before
    assert page.locator(KEPT).bounding_box()["y"] < page.viewport_size["height"]
    _picture(page, f"nhap-8-bieu-mau-dai-{width}", full_page=False)
    clerk.looks_well(f"nhap-8-bieu-mau-dai-ca-trang-{width}")
