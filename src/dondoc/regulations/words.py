"""Chữ của quy định — what a unit, a level, a certainty is called. Plain Vietnamese; a page translates it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a word that is translated later
    """Marked for translation, used as it is."""
    return text


class Certainty(StrEnum):
    """Mức chắc chắn — of what a rule says; OFFICE is a figure that an office set by act."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"
    OFFICE = "office"


class Unit(StrEnum):
    """Đơn vị tính của một con số."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    MINUTE = "minute"
    PERCENT = "percent"
    POINT = "point"
    COUNT = "count"


class Bound(StrEnum):
    """Chiều của con số — the most, the least, or exactly so much."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UNDER = "under"
    EXACTLY = "exactly"


class Clock(StrEnum):
    """Tính từ — the event that starts a time limit; UNSTATED where the text read does not say."""

    SIGNING = "signing"
    RECEIPT = "receipt"
    EFFECT = "effect"
    EVENT = "event"
    UNSTATED = "unstated"


class Level(StrEnum):
    """Cấp — a figure may differ by the level of the body that acts."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    ABOVE_BASE = "above_base"
    BASE = "base"


class Why(StrEnum):
    """Vì sao chưa có số — the third value says why it is not known."""

    NO_RULE = "no_rule"
    OPEN = "open"
    ENDED = "ended"
    LEVEL = "level"


TIMES = {Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR, Unit.HOUR}

WORDS: dict[StrEnum, str] = {
    Certainty.CONFIRMED: N_("đã đối chiếu"),
    Certainty.SECONDARY: N_("theo nguồn thứ cấp"),
    Certainty.UNCONFIRMED: N_("chưa xác nhận"),
    Certainty.OFFICE: N_("cơ quan đặt"),
    Unit.WORKING_DAY: N_("ngày làm việc"),
    Unit.CALENDAR_DAY: N_("ngày"),
    Unit.MONTH: N_("tháng"),
    Unit.YEAR: N_("năm"),
    Unit.HOUR: N_("giờ"),
    Unit.MINUTE: N_("phút"),
    Unit.PERCENT: "%",
    Unit.POINT: N_("điểm"),
    Unit.COUNT: "",
    Bound.AT_MOST: N_("nhiều nhất"),
    Bound.AT_LEAST: N_("ít nhất"),
    Bound.MORE_THAN: N_("trên"),
    Bound.UNDER: N_("dưới"),
    Bound.EXACTLY: "",
    Clock.SIGNING: N_("từ ngày ký"),
    Clock.RECEIPT: N_("từ ngày nhận"),
    Clock.EFFECT: N_("từ ngày có hiệu lực"),
    Clock.EVENT: N_("từ sự việc"),
    Clock.UNSTATED: N_("chưa rõ tính từ khi nào"),
    Level.CENTRAL: N_("Trung ương"),
    Level.PROVINCE: N_("cấp tỉnh"),
    Level.DISTRICT: N_("cấp huyện"),
    Level.ABOVE_BASE: N_("cấp trên trực tiếp cơ sở"),
    Level.BASE: N_("cấp cơ sở"),
    Why.NO_RULE: N_("chưa nạp quy định nào cho ngày này"),
    Why.OPEN: N_("chưa xác nhận, chờ cơ quan đặt"),
    Why.ENDED: N_("không còn áp dụng"),
    Why.LEVEL: N_("khác nhau theo cấp, cần nói rõ cấp"),
}


NEVER = N_("không được")


def said(amount: int, unit: Unit, bound: Bound = Bound.EXACTLY, of: str = "", say: Callable[[str], str] = str) -> str:
    """Con số bằng lời — “45 ngày làm việc”, “ít nhất 3 đảng viên”, “trên 85%”; no one at all is “không được”."""
    if amount == 0:
        return say(NEVER)
    number = f"{amount:,}".replace(",", ".")
    measured = f"{number}%" if unit is Unit.PERCENT else f"{number} {of or say(WORDS[unit])}"
    is_plain = not WORDS[bound] or (bound is Bound.AT_MOST and unit in TIMES)
    return measured if is_plain else f"{say(WORDS[bound])} {measured}"
