"""Quy tắc dữ liệu cá nhân — which clock a request runs by, who may answer it, what must be said. Plain values only."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused

REPLY = "personal_data.reply"
STOPS = ("RESTRICT", "OBJECT", "WITHDRAW")  # what asks that something be stopped


def clock_of(kind: str, has_third_party: bool) -> str:
    """Con số nào — of a request to stop, with or without another who must stop too; of any other."""
    if kind in STOPS:
        return "personal_data.restrict_third_party" if has_third_party else "personal_data.restrict"
    return "personal_data.fulfil"


def check_not_own(by_person: int | None, person: int) -> None:
    """Không tự trả lời — whoever asked does not decide."""
    if by_person == person:
        raise Refused(_("Yêu cầu của chính đồng chí do người khác trả lời, thực hiện."))


def check_words(words: str, sentence: str) -> None:
    if not words.strip():
        raise Refused(sentence)


def check_received(on: date, today: date) -> None:
    if on > today:
        raise Refused(_("Ngày nhận %(day)s chưa tới.") % {"day": f"{on:%d/%m/%Y}"})


def check_event(on: date, received_on: date, today: date) -> None:
    """Ngày làm — not before the request came, not in the future."""
    if not received_on <= on <= today:
        raise Refused(_("Ngày làm phải từ ngày nhận yêu cầu đến hôm nay."))


def check_may_extend(due_on: date | None, extended: int | None, is_late: bool | None) -> None:
    """Gia hạn một lần, khi chưa hết hạn — and only what has a due day."""
    if due_on is None:
        raise Refused(_("Yêu cầu này chưa có hạn: con số chưa đặt ở Quy định."))
    if extended:
        raise Refused(_("Đã gia hạn một lần."))
    if is_late:
        raise Refused(_("Đã quá hạn. Gia hạn phải ghi trước khi hết hạn."))


def check_third_party(kind: str, has_third_party: bool, is_late: bool | None) -> None:
    """Bên thứ ba — said once, of a request to stop, while the day by the shorter term has not passed."""
    if kind not in STOPS:
        raise Refused(_("Bên thứ ba chỉ đổi hạn của yêu cầu hạn chế, phản đối, rút đồng ý."))
    if has_third_party:
        raise Refused(_("Đã ghi có bên thứ ba."))
    if is_late:
        raise Refused(_("Đã quá hạn. Bên thứ ba phải ghi trước khi hết hạn."))


def check_name_for_correction(kind: str, full_name: str) -> None:
    if full_name.strip() and kind != "CORRECT":
        raise Refused(_("Chỉ yêu cầu chỉnh sửa mới sửa họ tên."))


def check_no_post(posts: int) -> None:
    """Còn giữ chức danh thì chưa xóa được — whoever holds a post is known by name to those he works with."""
    if posts:
        raise Refused(_("Người này đang giữ chức danh. Ghi thôi chức danh trước, rồi mới xóa dữ liệu."))


def check_anything_free(held: list[bool]) -> None:
    """Có gì xóa được không — a request of which all must stay is not said to be carried out; of whom is not told."""
    if held and all(held):
        raise Refused(
            _("Chưa xóa được gì: mọi dữ liệu xóa được của người này còn phải giữ. Xem phần Sẽ xóa gì, giữ gì.")
        )
