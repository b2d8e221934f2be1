"""Chữ của chương trình — kinds, directions, ways of rolling up, judgements."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Loại chương trình."""

    TERM = "TERM", _("nghị quyết, chương trình nhiệm kỳ")
    ACTION = "ACTION", _("chương trình hành động")
    TERM_WORK = "TERM_WORK", _("chương trình làm việc toàn khóa")
    YEAR_WORK = "YEAR_WORK", _("chương trình công tác năm")
    YEAR_INSPECTION = "YEAR_INSPECTION", _("chương trình kiểm tra, giám sát năm")


class Stage(models.TextChoices):
    """Chương trình đang ở đâu."""

    COMING = "COMING", _("chưa bắt đầu")
    RUNNING = "RUNNING", _("đang thực hiện")
    OVER = "OVER", _("đã kết thúc")


class ItemKind(models.TextChoices):
    """Loại mục — a figure is followed without an aim: it weighs others, and is counted nowhere."""

    BREAKTHROUGH = "BREAKTHROUGH", _("đột phá")
    TASK = "TASK", _("nhiệm vụ trọng tâm")
    WORK = "WORK", _("việc trong kỳ")
    TARGET = "TARGET", _("chỉ tiêu")
    FIGURE = "FIGURE", _("số liệu theo dõi")


MEASURED = (ItemKind.TARGET, ItemKind.FIGURE)
ADOPTED = tuple(
    kind for kind in Kind if kind != Kind.YEAR_INSPECTION
)  # that one is kept with its lines and cases (inspecting)
DEEDS = (ItemKind.BREAKTHROUGH, ItemKind.TASK, ItemKind.WORK)


class Direction(models.TextChoices):
    """Chiều của chỉ tiêu."""

    AT_LEAST = "AT_LEAST", _("từ mức này trở lên")
    AT_MOST = "AT_MOST", _("không quá mức này")
    EXACTLY = "EXACTLY", _("đúng mức này")
    RANGE = "RANGE", _("trong khoảng")
    WORDS = "WORDS", _("không đo bằng số, người có trách nhiệm kết luận")
    NONE = "NONE", _("không đặt mức, chỉ theo dõi")


UNMEASURED = (Direction.WORDS, Direction.NONE)


class Way(models.TextChoices):
    """Cách tổng hợp — of the units below; DIRECT is the programme's own unit's figure."""

    DIRECT = "DIRECT", _("đơn vị của chương trình ghi số")
    SUM = "SUM", _("cộng số của các đơn vị bên dưới")
    MEAN = "MEAN", _("trung bình cộng các đơn vị bên dưới")
    WEIGHTED = "WEIGHTED", _("trung bình theo trọng số")
    REACHED = "REACHED", _("số đơn vị đạt trên tổng số")


class Across(models.TextChoices):
    """Những đơn vị nào ghi số."""

    CHILDREN = "CHILDREN", _("các đơn vị trực thuộc")
    CELLS = "CELLS", _("mọi chi bộ bên dưới")
    KINDS = "KINDS", _("mọi đơn vị bên dưới thuộc các loại đã chọn")
    NAMED = "NAMED", _("các đơn vị nêu tên")


class Precision(models.TextChoices):
    """Thời gian của một việc nêu đến đâu — as the programme says it, no more exact."""

    DAY = "day", _("ngày")
    MONTH = "month", _("tháng")
    QUARTER = "quarter", _("quý")
    HALF = "half", _("nửa năm")
    YEAR = "year", _("năm")


_ROMAN = ("I", "II", "III", "IV")


def when_said(on: date | None, precision: str) -> str:
    """Thời gian bằng chữ; "" where none is said."""
    if on is None:
        return ""
    return {
        Precision.MONTH: f"{on:%m/%Y}",
        Precision.QUARTER: gettext("quý %(n)s/%(year)s") % {"n": _ROMAN[(on.month - 1) // 3], "year": on.year},
        Precision.HALF: (gettext("6 tháng đầu năm %(year)s") if on.month < 7 else gettext("6 tháng cuối năm %(year)s")) % {"year": on.year},
        Precision.YEAR: gettext("năm %(year)s") % {"year": on.year},
    }.get(Precision(precision or Precision.DAY), f"{on:%d/%m/%Y}")  # fmt: skip


class Judgement(models.TextChoices):
    """Đánh giá chỉ tiêu — MISSED only once its last day is over: until then what is short is behind."""

    MET = "MET", _("đạt")
    ON_TRACK = "ON_TRACK", _("đúng tiến độ")
    BEHIND = "BEHIND", _("chậm")
    MISSED = "MISSED", _("không đạt")
    UNKNOWN = "UNKNOWN", _("chưa đủ dữ liệu")
    NOT_APPLICABLE = "NOT_APPLICABLE", _("không áp dụng")
