"""Tra việc bảo vệ dữ liệu cá nhân — how long a breach still may wait, and by which figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from dondoc.personal.breaching import Breach
from dondoc.regulations.figures import Figure, Unknown
from dondoc.regulations.queries import by_id, due, figure
from dondoc.shared.calendar import hanoi_day, is_over

BREACH_FIGURE = "personal_data.breach"
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """Đồng hồ của một vụ — until when, by which figure, what is left; all unknown where no figure is set.

    It stops at the hour the authority was told.
    """

    figure: Figure | Unknown
    ends_at: datetime | None
    left: timedelta | None
    is_over: bool | None
    stopped_at: datetime | None

    @property
    def words(self) -> str:
        """Còn bao nhiêu giờ, quá bao nhiêu giờ — whole hours, never rounded in one's favour."""
        if self.left is None:
            return _("chưa đặt thời hạn")
        told = {"n": _hours(self.left)}
        if self.stopped_at is not None:
            return _("đã báo, quá %(n)s giờ") % told if self.is_over else _("đã báo trong hạn, còn %(n)s giờ") % told
        return _("quá hạn %(n)s giờ") % told if self.is_over else _("còn %(n)s giờ") % told


def _hours(left: timedelta) -> int:
    """Of what is left the whole hours; of what is over each hour begun."""
    return int(left // HOUR) if left > timedelta() else int(-(left // HOUR))


def clock_of(breach: Breach, moment: datetime) -> Clock:
    """Đồng hồ — as it was counted when the hour was written; live where no figure was set then."""
    found: Figure | Unknown | None = by_id(breach.rule) if breach.rule else None
    ends_at = breach.due_at
    if found is None:
        found = figure(BREACH_FIGURE, on=hanoi_day(breach.found_at))
        ends_at = getattr(due(found, breach.found_at), "ends_at", None)
    until = breach.notified_at or moment
    left = None if ends_at is None else ends_at - until
    return Clock(found, ends_at, left, is_over(ends_at, until), breach.notified_at)
