"""Quy tắc của thư viện cách làm hay — plain values only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused


def check_told(name: str, problem: str, done: str, result: str) -> None:
    """All four are told: a name alone teaches nobody."""
    if not all(part.strip() for part in (name, problem, done, result)):
        raise Refused(_("Cần ghi đủ: tên cách làm, vấn đề, đã làm gì, kết quả."))


def check_open(levels: Iterable[str]) -> None:
    """What a library shows to many units is not drawn from a secret paper."""
    if any(levels):
        raise Refused(_("Cách làm rút từ văn bản hoặc minh chứng mật không đưa vào thư viện chung."))


def check_other(using: int, proposing: int) -> None:
    """Ids of units. Who did it first does not use it again."""
    if using == proposing:
        raise Refused(_("Đây là cách làm của chính đơn vị. Chỉ ghi khi đơn vị khác vận dụng."))


def check_day(on: date, today: date) -> None:
    if on > today:
        raise Refused(_("Ngày vận dụng chưa tới. Ghi khi đã làm."))


def check_shown(*, is_shown: bool) -> None:
    """A result that nothing shows is a claim, and no example for others."""
    if not is_shown:
        raise Refused(_("Chưa có minh chứng của kết quả. Yêu cầu đơn vị bổ sung minh chứng rồi xác nhận."))
