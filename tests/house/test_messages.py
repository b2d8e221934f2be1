"""Thông điệp — every Vietnamese msgid has its English, whole and with the same values in it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from allauth.account.forms import ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from babel.messages.catalog import Message
from django.utils.translation import override

from tools import messages

PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
VIETNAMESE = messages.LOCALE / "vi" / "LC_MESSAGES" / "django.po"


def test_every_msgid_of_the_code_is_in_english_and_no_other() -> None:
    kept = {(m.id, m.context) for m in messages.read(messages.ENGLISH)}
    assert kept == {(m.id, m.context) for m in messages.wanted()} | {("", None)}


@pytest.mark.parametrize("path", [messages.ENGLISH, VIETNAMESE], ids=["en", "vi"])
def test_no_message_is_empty_fuzzy_or_misses_a_value(path: object) -> None:
    wrong = [m.id for m in messages.read(path) if m.id and not _is_whole(m)]  # type: ignore[arg-type]
    assert wrong == []


def test_the_code_is_really_searched() -> None:
    found = {m.id for m in messages.wanted()}
    assert {
        "Giao nhiệm vụ",
        "Tới nội dung",
        "đã vào sổ",
        "Đang xem tính đến hết ngày %(day)s. Trang này chỉ để xem.",
    } <= found
    assert ("%(n)s nhiệm vụ chắc chắn", "%(n)s nhiệm vụ chắc chắn") in found


def test_msgids_are_in_nfc() -> None:
    text = messages.ENGLISH.read_text("utf-8") + VIETNAMESE.read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_a_value_left_out_would_be_seen() -> None:
    assert not _is_whole(Message("Số %(a)s đến %(b)s", "Numbers %(a)s"))
    assert not _is_whole(Message("Số", ""))
    assert not _is_whole(Message("Số", "Number", flags={"fuzzy"}))


def test_the_sign_in_pages_speak_vietnamese() -> None:
    with override("vi"):
        labels = [form.base_fields[name].label for form, name in (
            (AuthenticateForm, "code"), (ActivateTOTPForm, "code"), (ReauthenticateForm, "password"))]  # fmt: skip
        assert [str(label) for label in labels] == ["Mã", "Mã trên ứng dụng xác thực", "Mật khẩu"]
        assert str(get_adapter().error_messages["incorrect_code"]).startswith("Mã không đúng")


def _is_whole(message: Message) -> bool:
    """Translated, not fuzzy, and each plural form bears the places of its msgid."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    wanted = {frozenset(PLACES.findall(one)) for one in ids}
    return not message.fuzzy and all(one and frozenset(PLACES.findall(one)) in wanted for one in said)
