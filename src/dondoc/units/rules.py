"""Quy tắc đơn vị — paths, and what a unit may stand under. Plain values only."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 4  # 36⁴ = 1.679.616 children


def step(number: int) -> str:
    """One step of a path: fixed width, so that text order is number order."""
    if not 0 <= number < len(DIGITS) ** WIDTH:
        raise Refused(_("Đơn vị này đã có quá nhiều đơn vị trực thuộc."))
    digits = ""
    for _place in range(WIDTH):
        number, last = divmod(number, len(DIGITS))
        digits = DIGITS[last] + digits
    return digits + "/"


def number_of(path: str) -> int:
    """The number of a path's last step."""
    return int(path[-WIDTH - 1 : -1], len(DIGITS))


def check_country(country: str, may_hold: bool) -> None:
    """A country beside a unit abroad only where the installation may hold it (external.md §1.8)."""
    if country and not may_hold:
        raise Refused(_("Bản cài đặt này không được ghi tên nước của đơn vị ngoài nước. Chỉ dùng mã."))
