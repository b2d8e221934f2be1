"""Chữ của phòng cam kết — what happens to a commitment in its year, and the author's own checklist."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Việc của bản cam kết trong năm."""

    HANDED_IN = "HANDED_IN", _("nộp")
    AMENDED = "AMENDED", _("sửa, bổ sung")
    NOTED = "NOTED", _("chi bộ ghi nhận")
    MID_YEAR = "MID_YEAR", _("xem lại giữa năm")
    YEAR_END = "YEAR_END", _("xem lại cuối năm")


TOTAL = "TOTAL"  # how many must: told beside the stages, on a day as they are
TOLD = [(TOTAL, _("số đảng viên phải nộp")), *Stage.choices]
COUNTED = (Stage.HANDED_IN, Stage.NOTED, Stage.MID_YEAR, Stage.YEAR_END)  # an amendment is no step that is owed
BY_THE_CELL = (Stage.NOTED, Stage.MID_YEAR, Stage.YEAR_END)
DUE = {
    Stage.HANDED_IN: "pledging.hand_in",
    Stage.MID_YEAR: "pledging.mid_year",
    Stage.YEAR_END: "pledging.year_end",
}  # the office's figures


class Question(models.TextChoices):
    """Câu tự soát — the author answers them to himself; nobody else ever sees which he ticked."""

    OWN_POST = "OWN_POST", _("Có việc của chính vị trí công tác của tôi")
    RESULT = "RESULT", _("Có kết quả đo hoặc đếm được")
    DAY = "DAY", _("Có thời hạn")
    FAULT = "FAULT", _("Có hạn chế đã được chỉ ra năm trước, và cách khắc phục")
    ANEW = "ANEW", _("Không chép lại bản năm trước, không chép của người khác")
