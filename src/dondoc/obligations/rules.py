"""Quy tắc giao nhiệm vụ — plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused

MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Due:
    """Hạn — the day, and how it was said: printed words, precision, recurrence."""

    on: date | None = None
    text: str = ""
    precision: str = ""  # day | month | quarter | half | year | term
    recurs: str = ""


def check_deed(text: str) -> None:
    if not text.strip():
        raise Refused(_("Cần ghi nội dung nhiệm vụ."))


def check_cascade(
    *, due_on: date | None, parent_due_on: date | None, today: date, reason: str,
    extension_asked: bool,
) -> None:  # fmt: skip
    """Hạn cấp dưới — not after the parent's, except when that is past, unknown or being extended:
    then a reason is asked and shown."""
    if parent_due_on is None or due_on is None:
        _ask_reason(parent_due_on is None and due_on is not None, reason)
        return
    if due_on <= parent_due_on:
        return
    if parent_due_on >= today and not extension_asked:
        raise Refused(
            _("Hạn giao cho cấp dưới (%(due)s) sau hạn của cấp trên (%(parent)s).")
            % {"due": f"{due_on:%d/%m/%Y}", "parent": f"{parent_due_on:%d/%m/%Y}"}
        )
    _ask_reason(True, reason)


def _ask_reason(needed: bool, reason: str) -> None:
    if needed and not reason.strip():
        raise Refused(_("Hạn của cấp trên đã qua, chưa rõ hoặc đang xin gia hạn: cần ghi lý do của hạn này."))


def check_doer(*, outside: bool, ended: bool, kind: str) -> None:
    """Work is laid on a standing unit of the installation, and only tasks and standing duties."""
    if outside:
        raise Refused(_("Cơ quan bên ngoài được giao việc bằng văn bản, không giao trong phần mềm."))
    if ended:
        raise Refused(_("Đơn vị này đã kết thúc hoạt động."))
    if kind not in ("task", "standing"):
        raise Refused(_("Chỉ giao nhiệm vụ và trách nhiệm thường xuyên."))


def check_line(*, giver_path: str, doer_path: str, is_top: bool) -> None:
    """A share is given downward; the top unit may take its own."""
    if is_top or doer_path != giver_path:
        return
    raise Refused(_("Đơn vị không giao lại việc cho chính mình. Chọn đơn vị khác."))
