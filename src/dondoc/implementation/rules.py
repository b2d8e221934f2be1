"""Quy tắc thực hiện — who may confirm, what a report needs. Plain values only."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused


def check_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("Cần ghi nội dung."))


def check_day(on: date, *, issued_on: date, today: date) -> None:
    """The event's day: not before the work was given, not after today."""
    if on > today:
        raise Refused(_("Ngày thực hiện ở sau hôm nay."))
    if on < issued_on:
        raise Refused(_("Ngày thực hiện trước ngày được giao."))


def check_evidence(standing: int) -> None:
    """Chưa có minh chứng — a report of completion points at something."""
    if standing == 0:
        raise Refused(_("Chưa có minh chứng. Thêm tệp, văn bản đã vào sổ, hoặc ghi bản giấy và nơi giữ."))


def check_still_proved(standing: int) -> None:
    """Minh chứng đã rút — what was reported done and lost its proof since is not confirmed."""
    if standing == 0:
        raise Refused(_("Minh chứng của việc này đã được rút. Yêu cầu bổ sung, hoặc thêm minh chứng rồi xác nhận."))


def check_reusable(withdrawn_on: date | None) -> None:
    """A withdrawn evidence proves nothing any more."""
    if withdrawn_on is not None:
        raise Refused(_("Minh chứng này đã được rút ngày %(day)s.") % {"day": f"{withdrawn_on:%d/%m/%Y}"})


def may_be_proved(is_open: bool, ever: int, standing: int) -> bool:
    """Còn thêm minh chứng được — of open work; of ended work only what has lost its proof."""
    return is_open or (ever > 0 and standing == 0)


def check_confirmed_here(outside: bool) -> None:
    """Nobody here confirms what a body outside gave, nor what a unit gave itself (house: Who confirms)."""
    if outside:
        raise Refused(_("Việc do cấp trên ngoài phần mềm giao, hoặc tự đặt: báo cáo cấp trên, rồi ghi xác nhận."))


def check_confirmed_outside(outside: bool) -> None:
    """What a unit here gave is submitted to it, not reported up."""
    if not outside:
        raise Refused(_("Việc này do đơn vị trong phần mềm giao: gửi báo cáo hoàn thành để xác nhận."))


def check_not_doer(answering: set[int | None], doers: set[int | None]) -> None:
    """Tách người làm và người xác nhận — who took a step as doer does not confirm, nor does another in his stead."""
    if (answering & doers) - {None}:
        raise Refused(_("Đồng chí đã tham gia thực hiện việc này nên không xác nhận được. Chuyển người khác."))


def check_extension(asked: date, current: date | None, today: date) -> None:
    if current is not None and asked <= current:
        raise Refused(_("Hạn đề nghị phải sau hạn hiện nay."))
    if asked < today:
        raise Refused(_("Hạn đề nghị đã qua."))


def check_held(may_hold: bool) -> None:
    """Tệp có dấu độ mật — nothing of it is kept where that level may not be held."""
    if not may_hold:
        raise Refused(_("Tệp có dấu chỉ mức độ mật nên không được giữ ở đây. Ghi bản giấy và nơi giữ thay cho tệp."))
