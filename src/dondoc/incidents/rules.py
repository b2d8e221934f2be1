"""Quy tắc sự cố — what is asked before content is hidden, removed, or the incident closed. Plain values only."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused


def check_told(*, ground: str, found_by: str, found_on: date, today: date) -> None:
    """Ground, who found it and when: an incident without them explains nothing."""
    if not ground.strip() or not found_by.strip():
        raise Refused(_("Cần ghi căn cứ và người phát hiện."))
    if found_on > today:
        raise Refused(_("Ngày phát hiện ở sau hôm nay. Kiểm tra lại ngày."))


def check_decided(decision: str) -> None:
    """Nothing is destroyed without a decision that can be named."""
    if not decision.strip():
        raise Refused(_("Cần ghi căn cứ xóa: ai quyết định, số và ngày của văn bản nếu có."))


def check_seen(waiting: int) -> None:
    """Every place with words in common is looked at by a person before anything is destroyed."""
    if waiting:
        raise Refused(
            _("Còn %(n)s chỗ có chữ trùng chưa xem. Đưa vào sự cố hoặc để nguyên, rồi xóa hẳn.") % {"n": waiting}
        )


def check_done(left: int) -> None:
    """An incident is closed when what is left to hands is done."""
    if left:
        raise Refused(_("Còn %(n)s việc làm bằng tay chưa xong. Đánh dấu từng việc rồi đóng sự cố.") % {"n": left})
