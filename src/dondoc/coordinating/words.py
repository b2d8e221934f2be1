"""Chữ của phòng phối hợp — what is asked, how a time is counted, how a partner stands to a request."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Đề nghị gì."""

    OPINION = "OPINION", _("xin ý kiến")
    COOPERATE = "COOPERATE", _("đề nghị phối hợp")


class TimeUnit(models.TextChoices):
    """Đơn vị của thời gian trả lời — the words of `regulations.words.Unit` that give a day."""

    WORKING_DAY = "working_day", _("ngày làm việc")
    CALENDAR_DAY = "calendar_day", _("ngày")
    MONTH = "month", _("tháng")


class CountedFrom(models.TextChoices):
    """Tính từ ngày nào — as the paper says it."""

    SENT = "SENT", _("ngày gửi")
    RECEIVED = "RECEIVED", _("ngày nhận")


class DueBy(models.TextChoices):
    """Hạn lấy ở đâu."""

    LINE = "LINE", _("theo quy chế")
    HAND = "HAND", _("do đơn vị đề nghị ghi, có lý do")
    NONE = "NONE", _("không có hạn")


class Standing(models.TextChoices):
    """Đơn vị phối hợp đang thế nào — six, of which each answer or silence is one; silence is never consent."""

    ON_TIME = "ON_TIME", _("trả lời đúng hạn")
    LATE = "LATE", _("trả lời muộn")
    ANSWERED = "ANSWERED", _("đã trả lời, không có hạn")
    SILENT = "SILENT", _("chưa trả lời, đã quá hạn")
    WAITING = "WAITING", _("chưa trả lời, chưa đến hạn")
    OPEN = "OPEN", _("chưa trả lời, chưa có hạn")


# beside *đã trả lời*, *chưa trả lời*
SHORT = {
    Standing.ON_TIME: _("đúng hạn"), Standing.LATE: _("muộn"), Standing.ANSWERED: _("không có hạn"),
    Standing.SILENT: _("đã quá hạn"), Standing.WAITING: _("chưa đến hạn"), Standing.OPEN: _("chưa có hạn"),
}  # fmt: skip
SAID = (Standing.ON_TIME, Standing.LATE, Standing.ANSWERED)
UNSAID = (Standing.SILENT, Standing.WAITING, Standing.OPEN)
