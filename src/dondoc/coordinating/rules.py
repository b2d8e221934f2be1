"""Quy tắc phối hợp — what a line must say, who may be asked of what, which day an answer is due. Plain values only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from dondoc.coordinating.words import CountedFrom, DueBy
from dondoc.regulations.counting import Counted, count
from dondoc.regulations.words import Unit
from dondoc.regulations.workdays import OutOfCalendar, WorkCalendar
from dondoc.shared.acts import Refused


def check_line(content: str, *, has_lead: bool, has_partner: bool, leads_itself: bool) -> None:
    """What, by whom, with whom: without these a line says nothing."""
    if not content.strip():
        raise Refused(_("Cần ghi nội dung phối hợp."))
    if not has_lead or not has_partner:
        raise Refused(_("Cần ghi ai chịu trách nhiệm và ai phối hợp."))
    if leads_itself:
        raise Refused(_("Đơn vị chịu trách nhiệm không thể vừa là đơn vị phối hợp."))


def check_time(amount: int | None, time_unit: str, provision: str) -> None:
    """A time is the paper's own: an amount, its unit and where it stands; or none of the first two."""
    if amount is None and not time_unit:
        return
    if amount is None or not time_unit:
        raise Refused(_("Thời gian trả lời cần cả số và đơn vị tính. Văn bản không nêu thì để trống cả hai."))
    if amount <= 0:
        raise Refused(_("Thời gian trả lời phải lớn hơn 0."))
    if not provision.strip():
        raise Refused(_("Cần ghi điểm, khoản, điều của văn bản nêu thời gian trả lời."))


def check_span(from_on: date, begins_on: date, until_on: date | None) -> None:
    """A line stands within its regulation."""
    if from_on < begins_on or (until_on is not None and from_on > until_on):
        raise Refused(_("Ngày của dòng phải trong thời gian áp dụng của quy chế."))


def check_end(until_on: date, from_on: date) -> None:
    """Ends on a day it stood, or as if it never was."""
    if until_on < from_on:
        raise Refused(_("Ngày cuối cùng không thể trước ngày bắt đầu áp dụng."))


def check_asked(asker: int, asked: Collection[int], parties: Collection[int] | None) -> None:
    """Somebody else is asked; by a line or for a work, one of those it names asks another of them.

    `parties` is None where the request leans on neither.
    """
    if not asked:
        raise Refused(_("Chọn ít nhất một đơn vị phối hợp."))
    if asker in asked:
        raise Refused(_("Đơn vị không đề nghị chính mình."))
    if parties is None:
        return
    if asker not in parties:
        raise Refused(_("Đơn vị đề nghị không được nêu tên ở đó."))
    if not set(asked) <= set(parties):
        raise Refused(_("Chỉ đề nghị được đơn vị mà quy chế hoặc việc ấy nêu tên."))


def due_by(*, by_hand: date | None, reason: str, has_time: bool, on: date) -> DueBy:
    """Where the due day comes from; one given by hand says why."""
    if by_hand is None:
        return DueBy.LINE if has_time else DueBy.NONE
    if not reason.strip():
        raise Refused(_("Cần ghi lý do của hạn ghi tay."))
    if by_hand < on:
        raise Refused(_("Hạn trả lời không thể trước ngày đề nghị."))
    return DueBy.HAND


def due_of(
    amount: int, time_unit: str, counted_from: str, *, sent_on: date, received_on: date | None, calendar: WorkCalendar,
    rule_id: str,
) -> Counted | None:  # fmt: skip
    """Hạn theo quy chế — None while it counts from a receipt that has not been."""
    start = sent_on if counted_from == CountedFrom.SENT else received_on
    if start is None:
        return None
    try:
        return count(amount, Unit(time_unit), start, calendar, rule_id)
    except OutOfCalendar as problem:
        raise Refused(_("Chưa có lịch làm việc của năm ấy. Ghi hạn bằng tay, kèm lý do.")) from problem


def check_day(on: date, *, not_before: date, today: date) -> None:
    """What has been has been, and after the asking."""
    if on < not_before or on > today:
        raise Refused(_("Ngày nhận, ngày trả lời phải từ ngày đề nghị đến hôm nay."))


def check_answer(text: str, *, has_paper: bool, needs_receipt: bool) -> None:
    """Words or a paper; and the day of receipt, where the time is counted from it."""
    if not text.strip() and not has_paper:
        raise Refused(_("Cần ghi trả lời, hoặc chọn văn bản trả lời đã vào sổ."))
    if needs_receipt:
        raise Refused(_("Cần ghi ngày nhận: quy chế tính thời gian trả lời từ ngày ấy."))
