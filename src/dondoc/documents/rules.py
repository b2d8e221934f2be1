"""Quy tắc văn bản — identity, numbers, days. Plain values only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dondoc.documents.urgency import kept
from dondoc.reading.text import fold, nfc
from dondoc.shared.acts import Refused
from dondoc.shared.profile import LEVELS

_LEADING = re.compile(r"^0+(?=\d)")


class AsksPerson(Refused):
    """Hỏi lại — the same number stands with another date or title; a person decides."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Các trường vào sổ — as a person confirmed them."""

    kind: str
    title: str
    number: str = ""
    so_ky_hieu: str = ""
    issued_on: date | None = None
    series: str = ""
    canonical: str = ""
    urgency: str = ""
    secrecy: str = ""  # a guarded field like the others: refused where that level may not be held
    same_despite: bool = False  # "đúng là văn bản ấy": asked once, answered


def clean(fields: Fields) -> Fields:
    """One form of every field: NFC, single spaces, no leading zero in the number."""
    text = {
        name: " ".join(nfc(getattr(fields, name)).split())
        for name in ("kind", "title", "number", "so_ky_hieu", "series", "canonical", "urgency", "secrecy")
    }
    text["number"] = _LEADING.sub("", text["number"])
    text["urgency"] = kept(text["urgency"])
    return Fields(**text, issued_on=fields.issued_on, same_despite=fields.same_despite)


def check_fields(fields: Fields, *, entered_on: date, arrived_on: date) -> None:
    """What a line of a register needs: kind, subject, and days that can follow each other."""
    if not fields.kind or not fields.title:
        raise Refused(_("Cần ghi loại văn bản và trích yếu."))
    if fields.issued_on is not None and fields.issued_on > arrived_on:
        raise Refused(_("Ngày ban hành sau ngày đến. Kiểm tra lại hai ngày."))
    if arrived_on > entered_on:
        raise Refused(_("Ngày đến ở sau hôm nay. Kiểm tra lại ngày đến."))


def check_same(fields: Fields, *, title: str, issued_on: date | None) -> None:
    """The same identity with another day or subject asks the person (house: Paper, Copy, Entry)."""
    if fields.same_despite:
        return
    other_day = None not in (fields.issued_on, issued_on) and fields.issued_on != issued_on
    if other_day or fold(fields.title) != fold(title):
        raise AsksPerson(
            _(
                "Số, ký hiệu này đã được ghi với ngày ban hành hoặc trích yếu khác. Nếu đúng là cùng "
                "một văn bản, đánh dấu “vẫn là văn bản ấy” rồi vào sổ lại; nếu không, sửa số hoặc khóa/năm."
            )
        )


def series_of(system: str, issued_on: date | None, term: str | None) -> str:
    """Khóa hoặc năm — the term for the Party's numbers, the year for the State's; "" if unknown."""
    if system == "party" and term:
        return term
    return str(issued_on.year) if issued_on else ""


def check_secret(level: str) -> None:
    """A stub bears one of the three levels (Luật 117/2025/QH15), or does not say which: that can be a secret itself."""
    if level and level not in LEVELS:
        raise Refused(_("Chọn độ mật: Mật, Tối mật hoặc Tuyệt mật."))


def check_level(level: str, *, is_stub: bool, may_hold: bool) -> None:
    """What a paper may be marked: a stub as it is told; a held one only as high as this installation may hold."""
    check_secret(level)
    if not is_stub and not may_hold:
        raise Refused(_("Bản cài đặt này không được giữ văn bản ở độ mật ấy. Gỡ nội dung theo quy trình sự cố."))


def check_level_change(before: str, after: str, number: str) -> None:
    """Another level than now, by a decision."""
    if before == after:
        raise Refused(_("Độ mật không thay đổi."))
    if not number.strip():
        raise Refused(_("Cần ghi số, ký hiệu của quyết định."))
