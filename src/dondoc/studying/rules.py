"""Quy tắc quán triệt — what may be said of a session, how a unit stands, whether it is late. Plain values only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused
from dondoc.shared.calendar import done_late, is_late
from dondoc.studying.words import DONE, PRESENT, Standing, Way

_SHARE = re.compile(r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*")

FEWEST = 5  # our own rule, as of commitments: of fewer people a count tells of each


def check_openable(*, is_stub: bool, secrecy: str) -> None:
    """What is asked of units below is read by them: a secret paper goes its own way."""
    if is_stub or secrecy:
        raise Refused(_("Văn bản mật gửi theo đường riêng. Mỗi đơn vị tự ghi việc quán triệt từ sổ của mình."))


def check_way(way: str, reason: str, *, before: str, is_held: bool) -> None:
    """No action asks a reason, and so does another decision than before; what was held is not undone by deciding."""
    if way == before:
        raise Refused(_("Đơn vị đã quyết định như vậy."))
    if (way == Way.NONE or before) and not reason.strip():
        raise Refused(_("Cần ghi lý do: vì sao không tổ chức, hoặc vì sao đổi quyết định."))
    if way == Way.NONE and is_held:
        raise Refused(_("Đơn vị đã ghi buổi quán triệt văn bản này. Rút buổi ghi nhầm trước."))


def check_papers(count: int) -> None:
    """A session is of something."""
    if count == 0:
        raise Refused(_("Chọn ít nhất một văn bản."))


def check_day(on: date, *, today: date, not_before: date | None = None) -> None:
    """What was held has been held; who missed a session makes up for it after."""
    if on > today:
        raise Refused(_("Ngày tổ chức chưa tới. Ghi buổi này sau khi đã tổ chức."))
    if not_before is not None and on < not_before:
        raise Refused(_("Buổi học bù không thể trước buổi đầu."))


def check_counts(present: int | None, total: int | None, *, others_present: int = 0) -> None:
    """n/m of the unit: both or neither; those who came, with those of the other sittings, are not more than its members.

    No refusal tells a number: who enters for a small cell may be one who reads none of it.
    """
    if present is not None and total is None:
        raise Refused(_("Cần ghi cả hai số: có mặt và tổng số đảng viên phải dự."))
    if present is None and total is not None:
        raise Refused(_("Cần ghi số có mặt."))
    if present is None or total is None:
        return
    if total == 0:
        raise Refused(_("Tổng số đảng viên phải dự phải lớn hơn 0."))
    if present + others_present > total:
        raise Refused(_("Số có mặt, cộng cả học bù, nhiều hơn tổng số đảng viên phải dự. Kiểm tra lại."))


def check_roll(came: Sequence[str], present: int | None, total: int | None, *, makes_up: bool) -> None:
    """The roll and the numbers told of the session say the same; where no number was told, the roll tells it."""
    if not came:
        raise Refused(_("Chưa điểm danh ai."))
    here = sum(one in PRESENT for one in came)
    if present is not None and present != here:
        raise Refused(_("Điểm danh có mặt %(here)s, buổi này đã ghi %(present)s. Sửa điểm danh, hoặc đính chính buổi trước.")
                      % {"here": here, "present": present})  # fmt: skip
    if not makes_up and total is not None and total != len(came):
        raise Refused(_("Điểm danh %(here)s người, buổi này đã ghi %(total)s người phải dự. Sửa điểm danh, hoặc đính chính buổi trước.")
                      % {"here": len(came), "total": total})  # fmt: skip


def check_handed_in(count: int, total: int | None) -> None:
    """Reflections handed in: counted against those who had to come, where that is known; the refusal tells no number."""
    if total is not None and count > total:
        raise Refused(_("Số bài thu hoạch nhiều hơn tổng số đảng viên phải dự. Kiểm tra lại."))


def is_few(size: int, *told: int | None) -> bool:
    """Không hiện số — of so few members, or of a size nobody told (nought), a count tells of each."""
    return size < FEWEST and any(number is not None for number in told)


def understood(words: str) -> tuple[int, int] | None:
    """“8/9” → came, of; None where it is not so written."""
    found = _SHARE.fullmatch(words)
    return (int(found[1]), int(found[2])) if found else None


def standing(way: str, done_on: date | None) -> Standing:
    """Đang thế nào — by what the unit decided and when it first held it; nothing told is the unknown."""
    if not way:
        return Standing.UNDECIDED
    if way == Way.NONE:
        return Standing.NONE
    if done_on is None:
        return Standing.DECIDED
    return Standing.STUDIED if way == Way.STUDY else Standing.SPREAD


def behind(
    stands: Standing, due_on: date | None, done_on: date | None, entered_at: datetime | None, moment: datetime,
    hours_from_hanoi: float = 0,
) -> bool | None:  # fmt: skip
    """Muộn — against the day the paper gives; None where it gives none, or where nothing was told after that day.

    A unit that told nothing may have done it: unknown is not late.
    """
    if due_on is None:
        return None
    if stands == Standing.NONE:
        return False
    if stands in DONE and done_on is not None and entered_at is not None:
        return done_late(due_on, done_on, entered_at, hours_from_hanoi)
    late = is_late(due_on, moment, hours_from_hanoi)
    return None if late and stands == Standing.UNDECIDED else late
