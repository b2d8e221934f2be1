"""Quy tắc bảo vệ dữ liệu cá nhân. Plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused


@dataclass(frozen=True, slots=True)
class Facts:
    """Điều biết được về một vụ — "" and None are not known yet."""

    found_at: datetime
    what: str
    purposes: tuple[str, ...] = ()
    columns: str = ""
    persons: int | None = None
    cause: str = ""
    measures: str = ""


def check_facts(facts: Facts, at: datetime) -> None:
    """Biết ít nhất khi nào phát hiện và việc gì xảy ra; phần khác biết sau thì ghi thêm."""
    check_come_moment(facts.found_at, at)
    if not facts.what.strip():
        raise Refused(_("Cần ghi việc gì đã xảy ra, dù mới biết ít."))
    if facts.persons is not None and facts.persons < 0:
        raise Refused(_("Số người từ 0 trở lên; chưa biết thì để trống."))


def check_come_moment(moment: datetime, at: datetime) -> None:
    """An hour that has come."""
    if moment > at:
        raise Refused(_("Giờ ấy chưa tới."))


def check_told(sent_at: datetime, found_at: datetime, at: datetime) -> None:
    """Báo sau khi phát hiện, và đã báo rồi mới ghi."""
    check_come_moment(sent_at, at)
    if sent_at < found_at:
        raise Refused(_("Giờ báo không thể trước giờ phát hiện."))


def check_ending(is_notified: bool, because: str) -> None:
    """Kết thúc có lý do; chưa báo cơ quan có thẩm quyền thì nói vì sao không phải báo."""
    if because.strip():
        return
    if is_notified:
        raise Refused(_("Cần ghi kết quả xử lý."))
    raise Refused(_("Vụ này chưa báo cơ quan có thẩm quyền. Cần ghi vì sao không phải báo, và kết quả xử lý."))
