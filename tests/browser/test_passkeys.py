"""Khóa truy cập — added, used alone, used as a second step and taken off, with an authenticator that Chromium plays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from dondoc.journal.queries import story
from tests.browser.conftest import Site
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.wide


def a_key(page: Page, verifies: bool = True) -> Callable[[bool], Any]:
    """An authenticator in the machine; the answer turns its owner's consent on and off."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": verifies, "automaticPresenceSimulation": True}  # fmt: skip
    made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return lambda yes: cdp.send("WebAuthn.setUserVerified", {"authenticatorId": made, "isUserVerified": yes})


def add(site: Site, name: str, alone: bool = True) -> None:
    page = site.page
    page.goto(f"{site.base}/accounts/2fa/keys/add/")
    page.fill("input[name=password]", PASSWORD)
    page.click("button.primary")
    page.fill("#id_name", name)
    page.set_checked("#id_passwordless", alone)
    site.looks_well(f"them-khoa-{page.viewport_size['width']}")  # type: ignore[index]
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()


def leave(page: Page, base: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{base}/accounts/login/")


def lately(cast: Cast) -> list[tuple[str, dict[str, Any]]]:
    return [(line.act, line.payload.body) for line in story("access.user", cast.user("doer").pk)]


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_passkey_alone_signs_in(site: Any, house: Cast, width: int) -> None:
    one = site("doer", width)
    consent = a_key(one.page)
    add(one, "Điện thoại của tôi")
    one.page.goto(f"{one.base}/accounts/2fa/keys/")
    expect(one.page.get_by_text("đăng nhập không cần mật khẩu")).to_be_visible()
    one.looks_well(f"khoa-{width}")
    leave(one.page, one.base)
    one.looks_well(f"dang-nhap-{width}")
    consent(False)
    one.page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(one.page.get_by_text("Chưa dùng được khóa")).to_be_visible()
    consent(True)
    one.page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(one.page.get_by_role("heading", name="Bàn làm việc")).to_be_visible()
    act, facts = lately(house)[0]
    assert (act, facts["how"], facts["factor"]) == ("access.sign_in", "PASSKEY", "")
    one.page.goto(f"{one.base}/me/")
    one.looks_well(f"tai-khoan-{width}")


def test_a_key_as_second_step_after_the_password_and_then_taken_off(site: Any, house: Cast) -> None:
    one = site("doer", 1440)
    a_key(one.page)
    add(one, "Thẻ ở văn phòng", alone=False)
    leave(one.page, one.base)
    one.sign_in("doer")
    expect(one.page.get_by_role("heading", name="Mã xác thực")).to_be_visible()
    one.looks_well("buoc-hai")
    one.page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(one.page.get_by_role("heading", name="Bàn làm việc")).to_be_visible()
    act, facts = lately(house)[0]
    assert (act, facts["how"], facts["factor"]) == ("access.sign_in", "PASSWORD", "webauthn")
    key = Authenticator.objects.get(type="webauthn")
    one.page.goto(f"{one.base}/accounts/2fa/keys/{key.pk}/remove/")
    one.page.get_by_role("link", name="Dùng khóa truy cập").click()
    one.looks_well("xac-nhan-lai-bang-khoa")
    one.page.get_by_role("button", name="Dùng khóa truy cập").click()
    one.page.get_by_role("button", name="Bỏ khóa này").click()
    expect(one.page.get_by_text("Chưa có khóa nào.")).to_be_visible()
    assert not Authenticator.objects.exists()
    assert lately(house)[0] == ("access.remove_factor", {"factor": "webauthn"})


def test_where_no_key_can_be_used_the_page_says_why(site: Any) -> None:
    one = site("doer", 390)
    one.page.goto(f"{one.base}/accounts/2fa/keys/add/")
    one.page.fill("input[name=password]", PASSWORD)
    one.page.add_init_script("delete window.PublicKeyCredential")
    one.page.click("button.primary")
    expect(one.page.get_by_text("Cần https, hoặc localhost.")).to_be_visible()
