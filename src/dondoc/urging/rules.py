"""Quy tắc đôn đốc — which rung is due, what must wait, what asks a reason. Plain values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.shared.acts import Refused
from dondoc.urging.rungs import TO_DOER, Rung, above, height


class Still(models.TextChoices):
    """Vì sao chưa đề nghị — the ladder does not move, for one of these reasons."""

    OVER = "OVER", gettext_lazy("việc không còn phải làm")
    EXTENDING = "EXTENDING", gettext_lazy("đang xin gia hạn, chờ trả lời")
    SILENCED = "SILENCED", gettext_lazy("đang thôi đôn đốc")
    NO_DAY = "NO_DAY", gettext_lazy("chưa có hạn")
    NOT_LATE = "NOT_LATE", gettext_lazy("chưa quá hạn")
    TERM = "TERM", gettext_lazy("chưa hết thời hạn của nấc trước")
    UNSET = "UNSET", gettext_lazy("cơ quan chưa đặt thời hạn của nấc này")
    TOP = "TOP", gettext_lazy("đã ở nấc cao nhất")


@dataclass(frozen=True, slots=True)
class Work:
    """Một việc, để xét — what the ladder asks of it; `last` is the highest rung a person issued for this due day."""

    is_working: bool
    due_on: date | None
    is_late: bool
    is_extending: bool = False
    is_silenced: bool = False
    last: str | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Đề nghị — a rung, or why none."""

    rung: Rung | None = None
    why: Still | None = None


Ripe = Mapping[
    Rung, date | None
]  # the last day from which a rung's term has run out by today; None where it is not set


def proposed(work: Work, ripe: Ripe) -> Proposal:
    """Nấc đề nghị — the next above the last, once its term is over; the first counts from the due day.

    A term that the office has not set proposes nothing and says so: no figure is invented.
    """
    still = _still(work)
    if still is not None:
        return Proposal(why=still)
    rung = above(work.last)
    if rung is None:
        return Proposal(why=Still.TOP)
    start, by = (work.due_on if work.last is None else work.last_on), ripe[rung]
    if by is None:
        return Proposal(why=Still.UNSET)
    return Proposal(rung) if start is not None and start <= by else Proposal(why=Still.TERM)


def _still(work: Work) -> Still | None:
    if not work.is_working:
        return Still.OVER
    if work.is_extending:
        return Still.EXTENDING
    if work.is_silenced:
        return Still.SILENCED
    if work.due_on is None:
        return Still.NO_DAY
    return None if work.is_late else Still.NOT_LATE


def check_urgeable(work: Work, name: str) -> None:
    """Đôn đốc được không — not what is done, waits for an answer about its day, or was silenced with a reason."""
    said = {
        Still.OVER: _("%(name)s: việc đã báo cáo xong hoặc đã kết thúc, không đôn đốc nữa."),
        Still.EXTENDING: _("%(name)s: đơn vị đang xin gia hạn. Trả lời đề nghị ấy trước."),
        Still.SILENCED: _("%(name)s: việc này đang thôi đôn đốc, có lý do. Đôn đốc trở lại trước."),
    }  # fmt: skip
    still = _still(work)
    if still in said:
        raise Refused(said[still] % {"name": name})


def check_climb(last: str | None, asked: str, reason: str) -> None:
    """Lên từng nấc — never down; over a rung only with a reason."""
    if asked == Rung.REMIND:
        raise Refused(_("Nhắc việc do phần mềm làm. Chọn một nấc cao hơn."))
    if height(asked) < height(last):
        raise Refused(
            _("Việc này đã ở nấc “%(rung)s”. Chọn nấc ấy hoặc nấc cao hơn.") % {"rung": Rung(str(last)).label}
        )
    if height(asked) > height(last) + 1 and not reason.strip():
        raise Refused(
            _("Vượt nấc thì cần ghi lý do: nấc tiếp theo là “%(rung)s”.") % {"rung": Rung(str(above(last))).label}
        )


def check_machine(is_machine: bool) -> None:
    """Nhắc việc — the machine's alone; every higher rung is a person's."""
    if not is_machine:
        raise Refused(_("Nhắc việc do phần mềm làm. Chọn một nấc cao hơn."))


def check_addressee(rung: str, has_addressee: bool) -> None:
    """Gửi ai — to the doer it goes by itself; a report and a proposal name whom they go to."""
    if rung in TO_DOER and has_addressee:
        raise Refused(_("Nấc này gửi chính đơn vị thực hiện. Để trống nơi nhận."))
    if rung not in TO_DOER and not has_addressee:
        raise Refused(_("Chọn nơi nhận: cấp trên, hoặc cơ quan kiểm tra."))


def check_days(on: date, today: date, answer_on: date | None) -> None:
    if on > today:
        raise Refused(_("Ngày đôn đốc ở sau hôm nay."))
    if answer_on is not None and answer_on < on:
        raise Refused(_("Hạn trả lời ở trước ngày đôn đốc."))


def check_some(count: int) -> None:
    if not count:
        raise Refused(_("Chọn ít nhất một việc."))


def check_giver(is_outside: bool, is_own: bool, is_inside: bool, name: str) -> None:
    """Ai đôn đốc — the unit that gave the work, or one above it; what a body outside gave is not urged here."""
    if is_outside or is_own:
        raise Refused(
            _("%(name)s: việc do cấp trên ngoài phần mềm giao, hoặc tự đặt, không đôn đốc trong phần mềm.")
            % {"name": name}
        )
    if not is_inside:
        raise Refused(_("%(name)s: chỉ nơi giao việc, hoặc cấp trên của nơi giao, đôn đốc việc này.") % {"name": name})
